// SPDX-License-Identifier: Apache-2.0
#include "ui/integrations/actionrules.h"

#include <QCoreApplication>

namespace console {

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("IntegrationsPage", source);
}

} // namespace

ActionReasons actionReasons(const Integration &integration, const QString &blocked, bool fetching)
{
    if (!blocked.isEmpty())
        return {blocked, blocked, blocked};
    if (integration.deletedAt) {
        const QString deleted = tr(QT_TRANSLATE_NOOP("IntegrationsPage", "This integration was deleted in Kombo; what was fetched before is kept."));
        return {deleted, deleted, deleted};
    }
    ActionReasons reasons;
    if (fetching)
        reasons.fetch = reasons.resync =
            tr(QT_TRANSLATE_NOOP("IntegrationsPage", "A fetch of this integration is running; see Fetches."));
    // Anything else is Kombo's to refuse: its answer is newer than what is known here.
    if (integration.state == u"INACTIVE")
        reasons.sync = tr(QT_TRANSLATE_NOOP("IntegrationsPage", "Kombo syncs only active integrations; this one is inactive."));
    return reasons;
}

} // namespace console
