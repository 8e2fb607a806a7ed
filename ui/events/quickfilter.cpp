// SPDX-License-Identifier: Apache-2.0
#include "ui/events/quickfilter.h"

#include "models/domain/filterwords.h"

#include <QCoreApplication>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("EventsPage", source);
}

} // namespace

QString plainValue(const Filter &filter, FilterKey key)
{
    QString value;
    for (const FilterTerm &term : filter.terms) {
        if (term.key != key)
            continue;
        if (term.excluded || term.wildcard || !value.isEmpty())
            return {};
        value = term.value;
    }
    return value;
}

QString filterSentence(const Filter &filter, const QString &order, Timestamp now)
{
    const QString behind = order.isEmpty() ? u"."_s : u", "_s + order + u'.';
    if (filter.terms.isEmpty())
        return tr("Every event") + behind + u' ' + tr("Rejected deliveries are kept apart.");
    const QString words = describe(filter, now);
    const QString sentence = words.left(1).toUpper() + words.mid(1) + behind;
    return filter.wantsRejected() ? sentence + u' ' + tr("They never touch an integration's state.") : sentence;
}

} // namespace console
