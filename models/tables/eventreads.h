// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/storereader.h"
#include "models/tables/hitsegments.h"

namespace console {

/// What an event table asks of the reader thread. Values; used on that thread only.
struct EventScope
{
    QString environment;
    Filter filter;
    bool rejected = false;
    std::function<bool()> keepOn; ///< false: the view was replaced or the pool is stopping
};

/// One chunk of hits, and with few of them their rows, so that a live row never shows a placeholder.
struct EventBatch
{
    qint64 from = 1;
    qint64 to = 0;
    HitSet hits;
    QVector<EventRow> rows; ///< one for each hit, or none at all
    std::optional<StoreVersion> version;
    std::optional<EventTotals> totals;
    bool same = true; ///< compareHits only: equal to what was known
};

/// Hits in [from, to]; their rows too when there are at most `rowsUpTo`.
[[nodiscard]] Result<EventBatch> collectEvents(StoreReader &reader, const EventScope &scope, qint64 from, qint64 to, int rowsUpTo);
/// The first read of a view: how far the store is, totals, and the newest (or oldest) `chunk` numbers. A store that does
/// not exist yet is an empty one.
[[nodiscard]] Result<EventBatch> beginEvents(StoreReader &reader, const EventScope &scope, qint64 chunk, bool newestFirst,
                                             Timestamp now);
/// As collectEvents without rows; `same` tells whether `known` has exactly these numbers in the range.
[[nodiscard]] Result<EventBatch> compareHits(StoreReader &reader, const EventScope &scope, qint64 from, qint64 to,
                                             const HitSegments &known);

} // namespace console
