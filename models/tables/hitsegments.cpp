// SPDX-License-Identifier: Apache-2.0
#include "models/tables/hitsegments.h"

#include <algorithm>

namespace console {

namespace {

/// Batches up to this size are copied into the last piece, so that a slow stream does not make a piece each time.
constexpr qint64 copyLimit = 4096;

} // namespace

qint64 HitSegments::at(qint64 position) const
{
    const Place found = place(position);
    return segmentAt(found.segment, found.offset);
}

HitSegments::Place HitSegments::place(qint64 position) const
{
    const auto after = std::upper_bound(m_segments.begin(), m_segments.end(), position,
                                        [](qint64 wanted, const Segment &segment) { return wanted < segment.before; });
    const Segment &segment = *std::prev(after);
    return {segment.id, position - segment.before};
}

const HitSegments::Segment *HitSegments::find(int segment) const
{
    const auto found = std::find_if(m_segments.begin(), m_segments.end(),
                                    [segment](const Segment &other) { return other.id == segment; });
    return found == m_segments.end() ? nullptr : &*found;
}

qint64 HitSegments::position(int segment, qint64 offset) const
{
    const Segment *found = find(segment);
    return found == nullptr ? -1 : found->before + offset;
}

qint64 HitSegments::segmentCount(int segment) const
{
    const Segment *found = find(segment);
    return found == nullptr ? 0 : found->hits.count();
}

qint64 HitSegments::segmentAt(int segment, qint64 offset) const
{
    const Segment *found = find(segment);
    return found == nullptr ? 0 : found->hits.at(offset);
}

qint64 HitSegments::positionOf(qint64 seq) const
{
    for (const Segment &segment : m_segments) {
        if (segment.hits.contains(seq))
            return segment.before + segment.hits.rank(seq);
    }
    return -1;
}

qint64 HitSegments::rank(qint64 seq) const
{
    qint64 sum = 0;
    for (const Segment &segment : m_segments)
        sum += segment.hits.rank(seq);
    return sum;
}

qint64 HitSegments::bytes() const
{
    qint64 sum = 0;
    for (const Segment &segment : m_segments)
        sum += segment.hits.bytes();
    return sum;
}

HitSet HitSegments::merged() const
{
    HitSet all(m_segments.empty() ? 1 : m_segments.front().hits.first());
    for (const Segment &segment : m_segments)
        all.append(segment.hits.first(), segment.hits.words());
    return all;
}

void HitSegments::prepend(HitSet hits)
{
    if (hits.count() == 0)
        return;
    m_segments.insert(m_segments.begin(), Segment{m_nextId++, 0, std::move(hits)});
    renumber();
}

void HitSegments::append(HitSet hits)
{
    if (hits.count() == 0)
        return;
    m_segments.push_back(Segment{m_nextId++, m_count, std::move(hits)});
    renumber();
}

void HitSegments::extend(const HitSet &hits)
{
    if (m_segments.empty() || hits.count() > copyLimit) {
        append(hits);
        return;
    }
    HitSet &last = m_segments.back().hits;
    for (qint64 i = 0; i < hits.count(); ++i)
        last.append(hits.at(i));
    m_count += hits.count();
}

void HitSegments::clear()
{
    m_segments.clear();
    m_count = 0;
}

void HitSegments::renumber()
{
    m_count = 0;
    for (Segment &segment : m_segments) {
        segment.before = m_count;
        m_count += segment.hits.count();
    }
}

} // namespace console
