// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/savedfilters.h"

#include <QObject>

class QSettings;

namespace console {

/// The saved filters and the last ones used, kept in the settings file, where the command line reads and writes them too.
/// GUI thread.
class FilterMemory : public QObject
{
    Q_OBJECT
public:
    /// `settings` may be nullptr (then nothing outlives this object), else it outlives this object.
    explicit FilterMemory(QSettings *settings, QObject *parent = nullptr);

    [[nodiscard]] const SavedFilters &saved() const { return m_saved; }
    /// The newest first.
    [[nodiscard]] const QStringList &recent() const { return m_recent; }
    [[nodiscard]] QStringList names() const;

    /// Takes in what another process changed meanwhile.
    void refresh();
    /// Errors: as withSaved, withRenamed, withoutSaved.
    [[nodiscard]] Result<void> save(const QString &name, const QString &text, Timestamp now);
    [[nodiscard]] Result<void> rename(const QString &from, const QString &to);
    [[nodiscard]] Result<void> remove(const QString &name);
    void move(const QString &name, qsizetype by);
    void remember(const QString &text);

Q_SIGNALS:
    void changed();

private:
    Result<void> adopt(const Result<SavedFilters> &filters);

    QSettings *m_settings;
    SavedFilters m_saved;
    QStringList m_recent;
};

} // namespace console
