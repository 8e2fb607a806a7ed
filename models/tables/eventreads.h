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
    std::function<bool()> wanted; ///< false: the person stopped the search; what was found so far is kept
};

/// One part of the numbers with its hits, and with few of them their rows, so that a live row never shows a placeholder.
struct EventBatch
{
    qint64 from = 1; ///< looked at is [from, to]
    qint64 to = 0;
    HitSet hits;
    QVector<EventRow> rows; ///< one for each hit, or none at all
    std::optional<StoreVersion> version;
    std::optional<EventTotals> totals;
    qint64 lowest = 1; ///< beginEvents only: the lowest number there is
    bool same = true;  ///< compareHits only: equal to what was known
};

/// How much one read looks at: until it took `budget`; a first one only until there is something to show.
struct EventPace
{
    Millis budget{30};
    bool first = false;
};

/// Which numbers to look at, and from which end.
struct EventRange
{
    qint64 from = 1;
    qint64 to = 0;
    bool newestFirst = true;
};

/// Hits in the part of the range that `pace` allows; their rows too when there are at most `rowsUpTo`.
[[nodiscard]] Result<EventBatch> collectEvents(StoreReader &reader, const EventScope &scope, const EventRange &range,
                                               const EventPace &pace, int rowsUpTo);
/// The first read of a view: how far the store is, totals, and the newest (or oldest) hits. A store that does not exist
/// yet is an empty one.
[[nodiscard]] Result<EventBatch> beginEvents(StoreReader &reader, const EventScope &scope, const EventPace &pace, bool newestFirst,
                                             Timestamp now);
/// As collectEvents from the oldest on and without rows; `same` tells whether `known` has exactly these numbers there.
[[nodiscard]] Result<EventBatch> compareHits(StoreReader &reader, const EventScope &scope, const EventRange &range,
                                             const EventPace &pace, const HitSegments &known);

} // namespace console
