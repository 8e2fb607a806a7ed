// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"

#include <QPointF>
#include <QRectF>
#include <QVector>

namespace console {

/// One bar of a volume chart: how many of each series in [start, start + the chart's step).
// Not "VolumeBar": the store has a value of that name in the same namespace.
struct ChartBar
{
    Timestamp start;
    QVector<qint64> counts;
    bool operator==(const ChartBar &) const = default;
};

/// A round number at or above `value` for the top of an axis, and how many equal steps to draw. At least 4; whole steps.
struct AxisScale
{
    qint64 top = 4;
    int steps = 4;
    bool operator==(const AxisScale &) const = default;
};
[[nodiscard]] AxisScale axisScale(qint64 value);

/// Where the pieces of the bars lie in `plot`: per bar one rectangle a series, stacked from the bottom in the order of the
/// series; empty pieces are null. Something counted is at least one pixel high. Pure.
[[nodiscard]] QVector<QVector<QRectF>> barRects(const QVector<ChartBar> &bars, const QRectF &plot, qint64 top);
/// Index of the bar at `x`, -1 outside.
[[nodiscard]] int barAt(qsizetype count, const QRectF &plot, qreal x);
/// Points of a line through the values, highest at the top; one value gives a flat line, none nothing.
[[nodiscard]] QVector<QPointF> linePoints(const QVector<double> &values, const QRectF &area);

} // namespace console
