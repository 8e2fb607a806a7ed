// SPDX-License-Identifier: Apache-2.0
#include "models/store/writerstate.h"

#include "models/store/eventcodec.h"
#include "models/store/integrationrow.h"
#include "models/store/volumespan.h"

namespace console {

namespace {

/// Names are few in real life; someone who sends a new one with each event must not fill the memory.
constexpr qsizetype maxCachedNames = 100'000;
constexpr size_t maxCachedIntegrations = 20'000;

quint64 integrationSlot(qint64 env, qint64 name)
{
    return quint64(env) << 40 | quint64(name);
}

} // namespace

bool WriterState::reset()
{
    m_names.clear();
    m_integrations.clear();
    m_dirty.clear();
    m_counts.clear();
    m_flow.clear();
    m_kept.clear();
    m_grown.clear();
    SqlQuery *query = m_database.run("revision.read");
    if (query == nullptr)
        return false;
    if (query->next()) {
        revision = {query->integer(0), query->integer(1), query->integer(2),
                    query->integer(3), query->integer(4), query->integer(5),
                    query->integer(6), query->integer(7)};
        m_saved = revision;
    }
    query->finish();
    return true;
}

bool WriterState::flush()
{
    if (m_names.size() > maxCachedNames)
        m_names.clear();
    return flushCounts() && flushIntegrations() && flushRevision();
}

qint64 WriterState::nameId(const QString &text)
{
    if (text.isNull())
        return 0;
    const auto known = m_names.constFind(text);
    if (known != m_names.constEnd())
        return *known;
    SqlQuery *query = m_database.run("name.find", {text});
    if (query == nullptr)
        return -1;
    qint64 id = query->next() ? query->integer(0) : 0;
    query->finish();
    if (id == 0) {
        if (!m_database.change("name.add", {text}))
            return -1;
        id = m_database.lastRowId();
    }
    m_names.insert(text, id);
    return id;
}

IntegrationEntry *WriterState::integration(const QString &environment, const QString &id)
{
    const qint64 env = nameId(environment);
    const qint64 name = env >= 0 ? nameId(id) : -1;
    if (name < 0)
        return nullptr;
    const quint64 slot = integrationSlot(env, name);
    const auto known = m_integrations.find(slot);
    if (known != m_integrations.end())
        return &known->second;
    IntegrationEntry entry;
    entry.value.environment = environment;
    entry.value.id = id;
    if (!loadIntegration(env, name, entry))
        return nullptr;
    return &m_integrations.emplace(slot, std::move(entry)).first->second;
}

bool WriterState::loadIntegration(qint64 env, qint64 name, IntegrationEntry &entry)
{
    SqlQuery *query = m_database.run("integration.find", {env, name});
    if (query == nullptr)
        return false;
    if (!query->next()) {
        query->finish();
        if (!m_database.change("integration.add", {env, name}))
            return false;
        entry.key = m_database.lastRowId();
        return true;
    }
    entry.key = query->integer(0);
    readIntegration(*query, 1, entry.value);
    query->finish();
    return true;
}

void WriterState::markDirty(IntegrationEntry *entry)
{
    if (!entry->dirty)
        m_dirty.push_back(entry);
    entry->dirty = true;
}

bool WriterState::flushIntegrations()
{
    if (!m_dirty.empty())
        ++revision.integrations;
    for (IntegrationEntry *entry : m_dirty) {
        QVariantList values = integrationValues(entry->value);
        values.append(entry->key);
        if (!m_database.change("integration.save", values))
            return false;
        entry->dirty = false;
    }
    m_dirty.clear();
    if (m_integrations.size() > maxCachedIntegrations)
        m_integrations.clear();
    return true;
}

void WriterState::countEvents(qint64 env, qint64 type, qint64 category, Verdict verdict, Timestamp receivedAt, qint64 count,
                              qint64 bytes)
{
    const qint64 at = toMillis(receivedAt);
    m_flow[{env, spanStart(at, minuteSpan), category, int(verdict)}] += count;
    Count &entry = m_counts[{env, spanStart(at, minuteSpan), type, int(verdict)}];
    entry.count += count;
    entry.bytes += bytes;
    entry.lastAt = std::max(entry.lastAt, at);
}

void WriterState::countRejected(qint64 env, Timestamp receivedAt, qint64 bytes)
{
    countEvents(env, 0, 0, Verdict::Rejected, receivedAt, 1, bytes);
    if (!m_grown.contains(env))
        m_grown.append(env);
}

bool WriterState::flushCounts()
{
    if (m_counts.isEmpty())
        return true;
    QHash<CountKey, qint64> hours;
    QHash<CountKey, Count> totals;
    for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it) {
        const CountKey &key = it.key();
        if (!m_database.change("volume.add", {key.env, minuteSpan, key.start, key.type, key.verdict, it->count}))
            return false;
        hours[{key.env, spanStart(key.start, hourSpan), key.type, key.verdict}] += it->count;
        Count &total = totals[{key.env, 0, key.type, key.verdict}];
        total.count += it->count;
        total.bytes += it->bytes;
        total.lastAt = std::max(total.lastAt, it->lastAt);
    }
    for (auto it = hours.cbegin(); it != hours.cend(); ++it) {
        const CountKey &key = it.key();
        if (!m_database.change("volume.add", {key.env, hourSpan, key.start, key.type, key.verdict, *it}))
            return false;
    }
    for (auto it = totals.cbegin(); it != totals.cend(); ++it) {
        if (!m_database.change("total.add", {it.key().env, it.key().type, it.key().verdict, it->count, it->bytes, it->lastAt}))
            return false;
        if (it.key().verdict == int(Verdict::Rejected) && m_kept.contains(it.key().env)) {
            m_kept[it.key().env].count += it->count;
            m_kept[it.key().env].bytes += it->bytes;
        }
    }
    m_counts.clear();
    if (!flushFlow())
        return false;
    for (const qint64 env : std::as_const(m_grown)) {
        if (!trimRejected(env))
            return false;
    }
    m_grown.clear();
    return true;
}

bool WriterState::flushFlow()
{
    QHash<FlowKey, qint64> hours;
    for (auto it = m_flow.cbegin(); it != m_flow.cend(); ++it) {
        const FlowKey &key = it.key();
        if (!m_database.change("flow.add", {key.env, minuteSpan, key.start, key.category, key.verdict, *it}))
            return false;
        hours[{key.env, spanStart(key.start, hourSpan), key.category, key.verdict}] += *it;
    }
    for (auto it = hours.cbegin(); it != hours.cend(); ++it) {
        const FlowKey &key = it.key();
        if (!m_database.change("flow.add", {key.env, hourSpan, key.start, key.category, key.verdict, *it}))
            return false;
    }
    m_flow.clear();
    return true;
}

WriterState::Kept *WriterState::keptOf(qint64 env)
{
    if (!m_kept.contains(env)) {
        SqlQuery *query = m_database.run("rejected.kept", {env});
        if (query == nullptr)
            return nullptr;
        if (query->next())
            m_kept.insert(env, {query->integer(0), query->integer(1)});
        query->finish();
    }
    return &m_kept[env];
}

bool WriterState::trimRejected(qint64 env)
{
    Kept *kept = keptOf(env);
    if (kept == nullptr)
        return false;
    if (kept->count <= m_limits.rejectedCount && kept->bytes <= m_limits.rejectedBytes)
        return true;
    SqlQuery *query = m_database.run("rejected.oldest", {env});
    if (query == nullptr)
        return false;
    qint64 last = 0;
    Kept gone;
    while ((kept->count - gone.count > m_limits.rejectedCount || kept->bytes - gone.bytes > m_limits.rejectedBytes)
           && query->next()) {
        last = query->integer(0);
        gone.bytes += query->integer(1);
        ++gone.count;
    }
    query->finish();
    kept->count -= gone.count;
    kept->bytes -= gone.bytes;
    return m_database.change("rejected.removeBodies", {env, last}) && m_database.change("rejected.remove", {env, last})
        && m_database.change("total.add", {env, 0, int(Verdict::Rejected), -gone.count, -gone.bytes, 0});
}

bool WriterState::flushRevision()
{
    if (revision == m_saved)
        return true;
    if (!m_database.change("revision.save",
                           {revision.events, revision.rejected, revision.eventChanges, revision.integrations,
                            revision.runs, revision.records, revision.environments, revision.marks}))
        return false;
    m_saved = revision;
    return true;
}

} // namespace console
