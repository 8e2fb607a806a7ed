// SPDX-License-Identifier: Apache-2.0
#include "models/tables/eventreads.h"

#include <algorithm>

namespace console {

namespace {

Result<EventBatch> hitsBetween(StoreReader &reader, const EventScope &scope, qint64 from, qint64 to)
{
    EventBatch batch{from, to, HitSet(std::max<qint64>(1, from)), {}, {}, {}, true};
    if (from > to)
        return batch;
    const Result<void> done = reader.collectHits(scope.filter, scope.environment, from, to, batch.hits, scope.keepOn);
    if (!done)
        return tl::unexpected<Error>(done.error());
    return batch;
}

} // namespace

Result<EventBatch> collectEvents(StoreReader &reader, const EventScope &scope, qint64 from, qint64 to, int rowsUpTo)
{
    Result<EventBatch> batch = hitsBetween(reader, scope, from, to);
    if (!batch || batch->hits.count() == 0 || batch->hits.count() > rowsUpTo)
        return batch;
    QVector<qint64> seqs;
    for (qint64 i = 0; i < batch->hits.count(); ++i)
        seqs.append(batch->hits.at(i));
    Result<QVector<EventRow>> rows = reader.eventRows(seqs, scope.rejected);
    if (!rows)
        return tl::unexpected<Error>(rows.error());
    batch->rows = std::move(*rows);
    return batch;
}

Result<EventBatch> beginEvents(StoreReader &reader, const EventScope &scope, qint64 chunk, bool newestFirst, Timestamp now)
{
    const Result<StoreVersion> version = reader.version();
    if (!version)
        return tl::unexpected<Error>(version.error());
    const Result<EventTotals> totals = reader.totals(scope.environment, now);
    if (!totals)
        return tl::unexpected<Error>(totals.error());
    const qint64 top = scope.rejected ? version->rejected : version->events;
    const qint64 from = newestFirst ? std::max<qint64>(1, top - chunk + 1) : 1;
    const qint64 to = newestFirst ? top : std::min(top, chunk);
    Result<EventBatch> batch = collectEvents(reader, scope, from, to, 256);
    if (batch) {
        batch->version = *version;
        batch->totals = *totals;
    }
    return batch;
}

Result<EventBatch> compareHits(StoreReader &reader, const EventScope &scope, qint64 from, qint64 to, const HitSegments &known)
{
    Result<EventBatch> batch = hitsBetween(reader, scope, from, to);
    if (!batch)
        return batch;
    const HitSet &hits = batch->hits;
    const qint64 first = known.rank(from);
    batch->same = known.rank(to + 1) - first == hits.count();
    for (qint64 i = 0; batch->same && i < hits.count(); ++i)
        batch->same = known.at(first + i) == hits.at(i);
    return batch;
}

} // namespace console
