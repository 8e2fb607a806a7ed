// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"
#include "models/domain/integration.h"
#include "models/store/sqlitedatabase.h"
#include "models/store/storewatch.h"
#include "models/store/storewriter.h"

#include <QHash>
#include <unordered_map>

namespace console {

/// An integration's row in the writer's memory.
struct IntegrationEntry
{
    qint64 key = 0;
    Integration value;
    bool dirty = false;
};

/// What the writer keeps in memory between statements, so that an event costs few of them: interned names,
/// integrations, counters, revisions. Valid only together with the open transaction: flush() writes it before COMMIT
/// or a savepoint, reset() throws it away after a rollback. Lives on the store thread.
/// Functions give false, nullptr or -1 on a storage error, which is in database().error().
class WriterState
{
public:
    WriterState(SqliteDatabase &database, WriterLimits limits) : m_database(database), m_limits(limits) {}

    [[nodiscard]] bool reset();
    [[nodiscard]] bool flush();

    /// The number of a text; 0 for a null one.
    [[nodiscard]] qint64 nameId(const QString &text);
    /// The row of (environment, id), made when it is not there. Valid until reset() or flush().
    [[nodiscard]] IntegrationEntry *integration(const QString &environment, const QString &id);
    void markDirty(IntegrationEntry *entry);

    /// Counts events in figures and bars; `count` may be negative.
    void countEvents(qint64 env, qint64 type, qint64 category, Verdict verdict, Timestamp receivedAt, qint64 count, qint64 bytes);
    void countRejected(qint64 env, Timestamp receivedAt, qint64 bytes);

    StoreVersion revision; ///< as it will be after the COMMIT

    [[nodiscard]] SqliteDatabase &database() { return m_database; }

private:
    struct CountKey
    {
        qint64 env = 0;
        qint64 start = 0; ///< of the minute
        qint64 type = 0;
        int verdict = 0;
        bool operator==(const CountKey &) const = default;
        friend size_t qHash(const CountKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.env, key.start, key.type, key.verdict);
        }
    };
    /// As CountKey, by category instead of by type.
    struct FlowKey
    {
        qint64 env = 0;
        qint64 start = 0;
        qint64 category = 0;
        int verdict = 0;
        bool operator==(const FlowKey &) const = default;
        friend size_t qHash(const FlowKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.env, key.start, key.category, key.verdict);
        }
    };
    struct Count
    {
        qint64 count = 0;
        qint64 bytes = 0;
        qint64 lastAt = 0;
    };
    struct Kept
    {
        qint64 count = 0;
        qint64 bytes = 0;
    };

    [[nodiscard]] bool flushCounts();
    [[nodiscard]] bool flushFlow();
    [[nodiscard]] bool flushIntegrations();
    [[nodiscard]] bool flushRevision();
    [[nodiscard]] bool trimRejected(qint64 env);
    [[nodiscard]] Kept *keptOf(qint64 env);
    [[nodiscard]] bool loadIntegration(qint64 env, qint64 name, IntegrationEntry &entry);

    SqliteDatabase &m_database;
    WriterLimits m_limits;
    StoreVersion m_saved;
    QHash<QString, qint64> m_names;
    std::unordered_map<quint64, IntegrationEntry> m_integrations; ///< by env and name: rows stay where they are
    std::vector<IntegrationEntry *> m_dirty;
    QHash<CountKey, Count> m_counts;
    QHash<FlowKey, qint64> m_flow;
    QHash<qint64, Kept> m_kept; ///< rejected deliveries by env
    QVector<qint64> m_grown;    ///< environments that got rejected ones since the last flush
};

} // namespace console
