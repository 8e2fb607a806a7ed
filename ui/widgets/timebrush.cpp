// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/timebrush.h"

#include <algorithm>
#include <cmath>

namespace console {

namespace {

/// The bar of a time; the first or last one for a time outside.
int barNear(qint64 ms, const FlowGrid &grid)
{
    if (ms < grid.from())
        return 0;
    return ms >= grid.to() ? grid.bars() - 1 : grid.barAt(ms);
}

} // namespace

BrushPart brushPartAt(const std::optional<TimeBrush> &brush, const TimeView &view, const QRectF &plot, qreal x, qreal reach)
{
    if (!brush)
        return BrushPart::Outside;
    const qreal left = brush->from ? positionOf(*brush->from, view, plot) : plot.left() - 2 * reach;
    const qreal right = brush->to ? positionOf(*brush->to, view, plot) : plot.right() + 2 * reach;
    const qreal toLeft = std::abs(x - left);
    const qreal toRight = std::abs(x - right);
    if (brush->to && toRight <= reach && (toRight <= toLeft || x >= right))
        return BrushPart::To;
    if (brush->from && toLeft <= reach)
        return BrushPart::From;
    return x > left && x < right ? BrushPart::Body : BrushPart::Outside;
}

std::optional<TimeBrush> brushOver(qint64 a, qint64 b, const FlowGrid &grid)
{
    if (grid.bars() == 0)
        return std::nullopt;
    return TimeBrush{grid.start(barNear(std::min(a, b), grid)), grid.end(barNear(std::max(a, b), grid))};
}

qint64 nearestEdge(qint64 ms, const FlowGrid &grid)
{
    if (grid.bars() == 0)
        return ms;
    const int bar = barNear(ms, grid);
    const qint64 start = grid.start(bar);
    const qint64 end = grid.end(bar);
    return ms - start <= end - ms ? start : end;
}

TimeBrush brushDragged(const TimeBrush &brush, BrushPart part, qint64 pressed, qint64 now, const FlowGrid &grid)
{
    if (grid.bars() == 0)
        return brush;
    if (part == BrushPart::Body) {
        TimeBrush moved = brush;
        const qint64 wanted = brush.from.value_or(brush.to.value_or(0)) + now - pressed;
        const qint64 by = nearestEdge(wanted, grid) - brush.from.value_or(brush.to.value_or(0));
        if (moved.from)
            *moved.from += by;
        if (moved.to)
            *moved.to += by;
        return moved;
    }
    // Where the edge stands shows better than where the button went down.
    const qint64 old = part == BrushPart::From ? brush.from.value_or(grid.from()) : brush.to.value_or(grid.to());
    const qint64 edge = nearestEdge(old + now - pressed, grid);
    const std::optional<qint64> other = part == BrushPart::From ? brush.to : brush.from;
    if (!other)
        return part == BrushPart::From ? TimeBrush{edge, std::nullopt} : TimeBrush{std::nullopt, edge};
    if (edge != *other)
        return {std::min(edge, *other), std::max(edge, *other)};
    return part == BrushPart::From ? TimeBrush{grid.start(barNear(*other - 1, grid)), other}
                                   : TimeBrush{other, grid.end(barNear(*other, grid))};
}

TimeBrush KeyBrush::over(const FlowGrid &grid) const
{
    return {grid.start(std::min(fixed, moving)), grid.end(std::max(fixed, moving))};
}

std::optional<KeyBrush> keyBrushFor(const TimeBrush &brush, const FlowGrid &grid)
{
    const qint64 from = brush.from.value_or(grid.from());
    const qint64 to = brush.to.value_or(grid.to());
    if (grid.bars() == 0 || to <= grid.from() || from >= grid.to())
        return std::nullopt;
    return KeyBrush{barNear(from, grid), barNear(to - 1, grid)};
}

KeyBrush extended(KeyBrush brush, int by, int bars)
{
    brush.moving = std::clamp(brush.moving + by, 0, std::max(0, bars - 1));
    return brush;
}

KeyBrush moved(KeyBrush brush, int by, int bars)
{
    const int low = std::min(brush.fixed, brush.moving);
    const int high = std::max(brush.fixed, brush.moving);
    const int step = std::clamp(by, -low, std::max(0, bars - 1 - high));
    return {brush.fixed + step, brush.moving + step};
}

} // namespace console
