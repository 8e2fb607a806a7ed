// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSettings>
#include <QSplitter>

namespace console {

/// Restores where a person left the handle of a splitter and keeps it from now on under `key`. Without settings nothing is
/// kept; they outlive the splitter. GUI thread.
inline void rememberSplitter(QSplitter *splitter, QSettings *settings, const QString &key)
{
    if (settings == nullptr)
        return;
    const QByteArray kept = settings->value(key).toByteArray();
    if (!kept.isEmpty())
        splitter->restoreState(kept);
    QObject::connect(splitter, &QSplitter::splitterMoved, splitter,
                     [splitter, settings, key] { settings->setValue(key, splitter->saveState()); });
}

} // namespace console
