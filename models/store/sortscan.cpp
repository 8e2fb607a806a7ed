// SPDX-License-Identifier: Apache-2.0
// StoreReader: hits in an order of their facts.
#include "models/store/eventsearch.h"
#include "models/store/hitsorter.h"

#include <algorithm>

namespace console {

namespace {

constexpr qint64 rowPiece = 4096;
constexpr qint64 rejectedPiece = 512;

qint64 lowOf(const HitSorter &sorter, qint64 numbers)
{
    const qint64 next = sorter.next();
    return std::max({sorter.lowest(), indexSlotStart(indexSlotOf(next)), (next - numbers + 64) / 64 * 64});
}

Result<void> addFacts(StoreReader::Private &store, StoreFacts &facts, HitSorter &sorter)
{
    EventSearch &search = store.searching();
    const qint64 slot = indexSlotOf(sorter.next());
    const bool indexed = search.index.has(slot);
    const qint64 low = lowOf(sorter, indexed ? indexSlotEvents : rowPiece);
    const qint64 start = indexSlotStart(slot);
    const SlotRange range{int((low - start) / 64), int((sorter.next() - start) / 64) + 1};
    facts.look(slot, range, indexed);
    // Asked for once before anything is counted: what cannot be read must leave no trace.
    for (unsigned column = 0; column <= unsigned(IndexColumn::Flags); ++column) {
        if ((sorter.columns() >> column & 1) != 0)
            facts.load(IndexColumn(column));
    }
    if (facts.error())
        return tl::unexpected<Error>(*facts.error());
    if (facts.unreadable()) {
        search.index.giveUp(slot);
        return {};
    }
    sorter.add(facts, search.names, low);
    if (const std::optional<Error> error = search.names.takeError())
        return tl::unexpected<Error>(*error);
    return {};
}

Result<void> addRejected(StoreReader::Private &store, HitSorter &sorter)
{
    const qint64 low = lowOf(sorter, rejectedPiece);
    QHash<qint64, EventRow> rows;
    if (const Result<void> read = store.readRange(low, sorter.next(), true, rows); !read)
        return read;
    sorter.add(rows, low);
    return {};
}

} // namespace

Result<bool> StoreReader::sortHits(HitSorter &sorter, bool rejected, const std::function<SearchPace(qint64)> &pace)
{
    if (!rejected)
        d->searching().refresh();
    StoreFacts facts(*d, d->searching().index, sorter.columns());
    const qint64 first = sorter.next();
    while (sorter.next() >= sorter.lowest()) {
        const Result<void> added = rejected ? addRejected(*d, sorter) : addFacts(*d, facts, sorter);
        if (!added)
            return tl::unexpected<Error>(added.error());
        const SearchPace wanted = pace ? pace(first - sorter.next()) : SearchPace::GoOn;
        if (wanted == SearchPace::Cancel)
            return failure(ErrorKind::Cancelled);
        if (wanted == SearchPace::Enough)
            break;
    }
    return sorter.next() < sorter.lowest();
}

} // namespace console
