// SPDX-License-Identifier: Apache-2.0
#include "models/store/indexcheck.h"

#include "models/store/indexedrow.h"

namespace console {

namespace {

constexpr int samples = 16;

/// The newest events of a slot as the index has them; fewer than `samples` when there are not as many. false: the index
/// cannot be read there.
bool newestOf(const EventIndexReader &index, qint64 slot, std::vector<IndexedEvent> &events)
{
    std::vector<qint64> times;
    std::vector<quint8> flags;
    std::vector<quint32> types;
    std::vector<quint32> sizes;
    std::vector<quint32> ids;
    if (!index.read(slot, IndexColumn::Flags, flags) || !index.read(slot, IndexColumn::ReceivedAt, times)
        || !index.read(slot, IndexColumn::Type, types) || !index.read(slot, IndexColumn::BodySize, sizes)
        || !index.read(slot, IndexColumn::IdHash, ids))
        return false;
    for (qint64 place = indexSlotEvents - 1; place >= 0 && events.size() < samples; --place) {
        const auto at = size_t(place);
        if ((flags[at] & IndexPresent) == 0)
            continue;
        IndexedEvent event;
        event.seq = indexSlotStart(slot) + place;
        event.receivedAt = times[at];
        event.type = types[at];
        event.bodySize = sizes[at];
        event.idHash = ids[at];
        events.push_back(event);
    }
    return true;
}

/// The index will be told of it: what it says now need not hold any more.
Result<bool> changedSince(SqliteDatabase &database, qint64 applied, qint64 seq)
{
    SqlQuery *query = database.run("index.changed", {applied, seq});
    if (query == nullptr)
        return tl::unexpected<Error>(database.error());
    const bool changed = query->next();
    query->finish();
    return changed;
}

Result<bool> sameIn(SqliteDatabase &database, const IndexedEvent &event, qint64 applied)
{
    const auto stored = readIndexedFacts(database, event.seq);
    if (!stored)
        return tl::unexpected<Error>(stored.error());
    const bool same = *stored && (*stored)->receivedAt == event.receivedAt && (*stored)->type == event.type
        && (*stored)->bodySize == event.bodySize && (*stored)->idHash == event.idHash;
    return same ? Result<bool>(true) : changedSince(database, applied, event.seq);
}

} // namespace

Result<bool> indexFits(SqliteDatabase &database, const EventIndexReader &index)
{
    const Result<IndexedState> state = readIndexedState(database);
    if (!state)
        return tl::unexpected<Error>(state.error());
    if (index.appliedChange() > state->changes)
        return false;
    for (qint64 slot = index.slots() - 1; slot >= 0; --slot) {
        if (!index.sealed(slot))
            continue;
        if (indexSlotStart(slot + 1) - 1 > state->events)
            return false;
        // Pruned slots are dropped soon; nothing is left of them to compare with.
        if (state->first == 0 || slot < indexSlotOf(state->first))
            return true;
        std::vector<IndexedEvent> events;
        // What cannot be read is not believed when it is asked either.
        if (!newestOf(index, slot, events))
            continue;
        for (const IndexedEvent &event : events) {
            if (event.seq < state->first)
                continue;
            if (const Result<bool> same = sameIn(database, event, index.appliedChange()); !same || !*same)
                return same;
        }
        if (!events.empty())
            return true;
    }
    return true;
}

Result<QString> storeIdentity(SqliteDatabase &database)
{
    SqlQuery *query = database.run("index.identity");
    if (query == nullptr)
        return tl::unexpected<Error>(database.error());
    const QString identity = query->next() ? query->text(0) : QString();
    query->finish();
    return identity;
}

std::unique_ptr<EventIndexReader> openIndexOf(SqliteDatabase &database, const QString &file)
{
    const Result<QString> identity = storeIdentity(database);
    if (!identity || identity->isEmpty())
        return nullptr;
    std::unique_ptr<EventIndexReader> index = EventIndexReader::open(file, *identity);
    if (index && !indexFits(database, *index).value_or(false))
        index.reset();
    return index;
}

} // namespace console
