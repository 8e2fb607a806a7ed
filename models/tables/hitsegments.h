// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/hitset.h"

#include <vector>

namespace console {

/// The hits of a view in pieces: a HitSet for each range of numbers, so that the newest range can be shown while older
/// ones are still being collected, and so that growing at either end moves nothing inside a piece.
/// Ascending positions: 0 is the smallest number. A value; not thread-safe.
class HitSegments
{
public:
    /// Where a position lies: the piece's own id (never reused, stable under growth) and the position inside it.
    struct Place
    {
        int segment = -1;
        qint64 offset = 0;
    };

    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    /// Precondition: 0 <= position < count().
    [[nodiscard]] qint64 at(qint64 position) const;
    [[nodiscard]] Place place(qint64 position) const;
    /// Position of the offset-th hit of a piece; -1 when there is no such piece.
    [[nodiscard]] qint64 position(int segment, qint64 offset) const;
    [[nodiscard]] qint64 segmentCount(int segment) const;
    [[nodiscard]] qint64 segmentAt(int segment, qint64 offset) const;
    /// -1 when absent.
    [[nodiscard]] qint64 positionOf(qint64 seq) const;
    /// How many numbers are smaller than `seq`.
    [[nodiscard]] qint64 rank(qint64 seq) const;
    [[nodiscard]] qint64 bytes() const;
    /// All pieces in one.
    [[nodiscard]] HitSet merged() const;

    /// Adds a piece whose numbers are all smaller (prepend) or greater (append) than those there. An empty one is dropped.
    void prepend(HitSet hits);
    void append(HitSet hits);
    /// Adds greater numbers to the last piece; large batches become a piece of their own.
    void extend(const HitSet &hits);
    void clear();

private:
    struct Segment
    {
        int id = 0;
        qint64 before = 0; ///< hits in all pieces with smaller numbers
        HitSet hits;
    };
    [[nodiscard]] const Segment *find(int segment) const;
    void renumber();

    std::vector<Segment> m_segments; ///< by ascending numbers
    qint64 m_count = 0;
    int m_nextId = 0;
};

} // namespace console
