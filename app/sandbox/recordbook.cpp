// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/recordbook.h"

#include "app/sandbox/identity.h"

using namespace std::chrono_literals;

namespace console::sandbox {

namespace {
constexpr auto anonymisedAfter = std::chrono::days(14);

Timestamp before(Timestamp epoch, quint64 number, Millis nearest, Millis farthest)
{
    const auto span = static_cast<quint64>((farthest - nearest).count());
    return epoch - nearest - Millis(static_cast<qint64>(number % (span + 1)));
}
} // namespace

Timestamp Record::createdAt() const
{
    if (state && state->bornAt)
        return *state->bornAt;
    return before(book->epoch(), mix(key, 1), 72h, 24h * 400);
}

Timestamp Record::changedAt() const
{
    if (state && state->changedAt)
        return *state->changedAt;
    if (state && state->bornAt)
        return *state->bornAt;
    return before(book->epoch(), mix(key, 2), 1h, book->epoch() - createdAt());
}

bool Record::anonymised(Timestamp now) const
{
    return deleted() && *state->deletedAt + anonymisedAfter <= now;
}

RecordBook::RecordBook(const Catalog &catalog, quint64 seed, quint64 company, qint64 records, Timestamp epoch)
    : m_catalog(&catalog), m_epoch(epoch), m_company(company), m_firstCount(records),
      m_counts(catalog.models().size(), records)
{
    for (const Model &model : catalog.models())
        m_keys.push_back(mix(seed, static_cast<quint64>(model.idsOf)));
}

Record RecordBook::record(int model, qint64 index) const
{
    Record record{this, &m_catalog->model(model), index,
                  mix(m_keys[static_cast<std::size_t>(model)], static_cast<quint64>(index)), nullptr};
    if (!m_states.isEmpty()) {
        const auto found = m_states.constFind(place(model, index));
        if (found != m_states.cend())
            record.state = &*found;
    }
    return record;
}

std::optional<Record> RecordBook::linked(const Record &from, const Relation &relation) const
{
    qint64 index = from.index;
    const quint64 salt = static_cast<quint64>(relation.target) + 100;
    switch (relation.kind) {
    case Relation::Kind::Same:
        break;
    case Relation::Kind::Any:
        index = static_cast<qint64>(mix(from.key, salt) % static_cast<quint64>(qMax(1LL, m_firstCount)));
        break;
    case Relation::Kind::Few:
    case Relation::Kind::Moving: {
        const auto spread = static_cast<quint64>(qMax(1LL, qMin(relation.spread, m_firstCount)));
        const quint64 moves = relation.kind == Relation::Kind::Moving && from.state ? from.state->links : 0;
        index = static_cast<qint64>((mix(from.key, salt) + moves) % spread);
        break;
    }
    }
    if (index >= count(relation.target))
        return std::nullopt;
    return record(relation.target, index);
}

Timestamp RecordBook::effectiveChange(const Record &record) const
{
    Timestamp latest = record.changedAt();
    if (record.state && record.state->linkedAt)
        latest = qMax(latest, *record.state->linkedAt);
    for (const int number : record.model->counted) {
        if (const auto other = linked(record, record.model->relations[static_cast<std::size_t>(number)]))
            latest = qMax(latest, other->changedAt());
    }
    return latest;
}

qint64 RecordBook::append(int model, Timestamp at)
{
    const qint64 index = m_counts[static_cast<std::size_t>(model)]++;
    state(model, index).bornAt = at;
    return index;
}

void RecordBook::change(int model, qint64 index, Timestamp at)
{
    RecordState &changed = state(model, index);
    changed.changedAt = at;
    ++changed.version;
}

void RecordBook::changeSilently(int model, qint64 index)
{
    ++state(model, index).version;
}

void RecordBook::relink(int model, qint64 index, Timestamp at)
{
    RecordState &changed = state(model, index);
    changed.linkedAt = at;
    ++changed.links;
}

void RecordBook::remove(int model, qint64 index, Timestamp at)
{
    RecordState &removed = state(model, index);
    if (removed.deletedAt)
        return;
    removed.deletedAt = at;
    removed.changedAt = at;
}

} // namespace console::sandbox
