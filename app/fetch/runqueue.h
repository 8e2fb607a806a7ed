// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QVector>

namespace console {

/// Which runs may work: at most `parallel` at a time, one for an integration, first come first served; a run whose
/// integration is busy lets later ones pass. Pure.
class RunQueue
{
public:
    explicit RunQueue(int parallel) : m_parallel(parallel) {}

    void add(qint64 run, const QString &environment, const QString &integrationId);
    /// The runs that may begin now; they count as working from here on.
    [[nodiscard]] QVector<qint64> takeStartable();
    /// The run ended or was called off.
    void remove(qint64 run);

private:
    struct Entry
    {
        qint64 run = 0;
        QString environment;
        QString integrationId;
        bool working = false;
    };
    [[nodiscard]] bool isBusy(const Entry &entry) const;

    int m_parallel;
    QVector<Entry> m_entries;
};

} // namespace console
