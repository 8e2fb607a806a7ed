// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/runqueue.h"

#include <algorithm>

namespace console {

void RunQueue::add(qint64 run, const QString &environment, const QString &integrationId)
{
    m_entries.append({run, environment, integrationId, false});
}

QVector<qint64> RunQueue::takeStartable()
{
    auto working =
        std::count_if(m_entries.cbegin(), m_entries.cend(), [](const Entry &entry) { return entry.working; });
    QVector<qint64> runs;
    for (Entry &entry : m_entries) {
        if (working >= m_parallel)
            break;
        if (entry.working || isBusy(entry))
            continue;
        entry.working = true;
        ++working;
        runs.append(entry.run);
    }
    return runs;
}

void RunQueue::remove(qint64 run)
{
    m_entries.removeIf([run](const Entry &entry) { return entry.run == run; });
}

bool RunQueue::isBusy(const Entry &entry) const
{
    return std::any_of(m_entries.cbegin(), m_entries.cend(), [&](const Entry &other) {
        return other.working && other.environment == entry.environment && other.integrationId == entry.integrationId;
    });
}

} // namespace console
