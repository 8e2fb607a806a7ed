// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

namespace console {

/// How far the store is. Each member only grows; a member that grew says which tables have news.
struct StoreVersion
{
    qint64 events = 0;         ///< highest seq of an event
    qint64 rejected = 0;       ///< highest number of a rejected delivery
    qint64 eventChanges = 0;   ///< revisions of rows already there (redelivery, conflict, verdict, prune, forget)
    qint64 integrations = 0;   ///< revisions
    qint64 runs = 0;           ///< revisions
    qint64 records = 0;        ///< revisions
    qint64 environments = 0;   ///< revisions
    qint64 marks = 0;          ///< revisions of pins and comments
    bool operator==(const StoreVersion &) const = default;
};

/// Tells one process that the store moved on, whoever wrote: at most 20 times a second for the own writer, within
/// 250 ms for another process (it polls `PRAGMA data_version` on a read-only connection of its own, on its thread).
/// Lives on the GUI thread, or the main thread of a command; polling runs on a reader thread.
class StoreWatch : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual StoreVersion version() const = 0;

Q_SIGNALS:
    void moved(const console::StoreVersion &version);
};

} // namespace console

Q_DECLARE_METATYPE(console::StoreVersion)
