// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/rowgeometry.h"

#include <algorithm>
#include <limits>

namespace console {
namespace {

/// Leaves a page of room: Qt adds the page to the maximum of a scroll bar here and there.
constexpr qint64 barLimit = std::numeric_limits<int>::max() - 0x10000;

} // namespace

QVector<RowRange> merged(QVector<RowRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(), [](const RowRange &a, const RowRange &b) { return a.first < b.first; });
    QVector<RowRange> result;
    for (const RowRange &range : std::as_const(ranges)) {
        if (!result.isEmpty() && qint64(range.first) <= qint64(result.last().last) + 1)
            result.last().last = std::max(result.last().last, range.last);
        else
            result.append(range);
    }
    return result;
}

qint64 rowsIn(const QVector<RowRange> &ranges)
{
    qint64 sum = 0;
    for (const RowRange &range : ranges)
        sum += qint64(range.last) - range.first + 1;
    return sum;
}

qint64 RowGeometry::lastOffset() const
{
    return std::max<qint64>(0, total() - room);
}

qint64 RowGeometry::clamped(qint64 offset) const
{
    return std::clamp<qint64>(offset, 0, lastOffset());
}

qint64 RowGeometry::step() const
{
    return std::max<qint64>(byRow ? height : 1, lastOffset() / barLimit + 1);
}

int RowGeometry::barMaximum() const
{
    const qint64 one = step();
    return int((lastOffset() + one - 1) / one);
}

int RowGeometry::barOf(qint64 offset) const
{
    return offset >= lastOffset() ? barMaximum() : int(std::max<qint64>(0, offset) / step());
}

qint64 RowGeometry::offsetOf(int barValue) const
{
    return barValue >= barMaximum() ? lastOffset() : std::max(0, barValue) * step();
}

int RowGeometry::rowAt(qint64 position) const
{
    return position < 0 || position >= total() ? -1 : int(position / height);
}

} // namespace console
