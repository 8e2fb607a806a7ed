// SPDX-License-Identifier: Apache-2.0
#include "models/tables/eventreads.h"

#include "models/store/readturn.h"

#include <QElapsedTimer>

#include <algorithm>

namespace console {

namespace {

constexpr qint64 screenful = 256;
constexpr qint64 firstWait = 8; ///< milliseconds for more to be found behind the very first hit
constexpr qint64 leastTurn = 3; ///< milliseconds before a page that somebody waits for goes first

bool isEnough(const EventPace &pace, qint64 found, qint64 elapsed)
{
    if (pace.first && found > 0 && (found >= screenful || elapsed >= firstWait))
        return true;
    return elapsed >= pace.budget.count() || (elapsed >= leastTurn && anotherReadWaits());
}

Result<EventBatch> hitsBetween(StoreReader &reader, const EventScope &scope, const EventRange &range, const EventPace &pace)
{
    EventBatch batch;
    batch.from = range.from;
    batch.to = range.to;
    batch.hits = HitSet(std::max<qint64>(1, range.from));
    if (range.from > range.to)
        return batch;
    QElapsedTimer time;
    time.start();
    Result<HitStretch> stretch = reader.searchHits(
        scope.filter, scope.environment, range.from, range.to, range.newestFirst, [&](qint64 found) {
            if (scope.keepOn && !scope.keepOn())
                return SearchPace::Cancel;
            const bool stopped = scope.wanted && !scope.wanted();
            return stopped || isEnough(pace, found, time.elapsed()) ? SearchPace::Enough : SearchPace::GoOn;
        });
    if (!stretch)
        return tl::unexpected<Error>(stretch.error());
    batch.from = stretch->from;
    batch.to = stretch->to;
    batch.hits = std::move(stretch->hits);
    return batch;
}

} // namespace

Result<EventBatch> collectEvents(StoreReader &reader, const EventScope &scope, const EventRange &range, const EventPace &pace,
                                 int rowsUpTo)
{
    Result<EventBatch> batch = hitsBetween(reader, scope, range, pace);
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

Result<EventBatch> beginEvents(StoreReader &reader, const EventScope &scope, const EventPace &pace, bool newestFirst, Timestamp now)
{
    const Result<StoreVersion> version = reader.version();
    if (!version)
        return tl::unexpected<Error>(version.error());
    const Result<EventTotals> totals = reader.totals(scope.environment, now);
    if (!totals)
        return tl::unexpected<Error>(totals.error());
    const Result<std::pair<qint64, qint64>> span = reader.eventSpan(scope.rejected);
    if (!span)
        return tl::unexpected<Error>(span.error());
    const qint64 top = scope.rejected ? version->rejected : version->events;
    const qint64 lowest = span->first > span->second ? top + 1 : std::min(span->first, top + 1);
    Result<EventBatch> batch = collectEvents(reader, scope, {lowest, top, newestFirst}, pace, 256);
    if (batch) {
        batch->lowest = lowest;
        batch->version = *version;
        batch->totals = *totals;
    }
    return batch;
}

Result<EventBatch> compareHits(StoreReader &reader, const EventScope &scope, const EventRange &range, const EventPace &pace,
                               const HitSegments &known)
{
    Result<EventBatch> batch = hitsBetween(reader, scope, {range.from, range.to, false}, pace);
    if (!batch)
        return batch;
    const HitSet &hits = batch->hits;
    const qint64 first = known.rank(batch->from);
    batch->same = known.rank(batch->to + 1) - first == hits.count();
    for (qint64 i = 0; batch->same && i < hits.count(); ++i)
        batch->same = known.at(first + i) == hits.at(i);
    return batch;
}

} // namespace console
