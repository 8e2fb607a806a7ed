// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/flow.h"

#include <QRectF>
#include <QTimeZone>

namespace console {

/// The part of time that a chart shows: [from, to) in ms since 1970 (UTC). A value.
struct TimeView
{
    qint64 from = 0;
    qint64 to = 0;
    [[nodiscard]] qint64 span() const { return to - from; }
    bool operator==(const TimeView &) const = default;
};

constexpr qint64 shortestView = 60'000;                 ///< ms: a minute
constexpr qint64 longestView = 30LL * 366 * 86'400'000; ///< ms: about thirty years

/// The view with `factor` times its span (below 1: closer), within the limits; `anchor` stays where it is.
[[nodiscard]] TimeView zoomed(TimeView view, double factor, qint64 anchor);
[[nodiscard]] TimeView panned(TimeView view, qint64 by);
/// The view itself when [from, to) can be seen well in it; else one around it.
[[nodiscard]] TimeView showing(TimeView view, qint64 from, qint64 to);
/// The view moved so far that it shows something of `bounds`; as it is where they are empty.
[[nodiscard]] TimeView keptNear(TimeView view, const TimeView &bounds);

[[nodiscard]] qreal positionOf(qint64 ms, const TimeView &view, const QRectF &plot);
[[nodiscard]] qint64 timeAt(qreal x, const TimeView &view, const QRectF &plot);

/// A width of bars or a distance of labels: `count` units as clocks and calendars have them.
struct TimeStep
{
    enum class Unit { Second, Minute, Hour, Day, Week, Month, Year };
    Unit unit = Unit::Minute;
    int count = 1;
    [[nodiscard]] qint64 nominal() const; ///< ms, of a usual day or month
    bool operator==(const TimeStep &) const = default;
};

/// The narrowest bars (1 s to 1 month) of which no more than one fits into `pixelsPerBar`; over more than half an hour at
/// least a minute, since that is what the store has counted already.
[[nodiscard]] TimeStep barStep(qint64 span, qreal pixels, qreal pixelsPerBar = 8);
/// Bars that cover the view, from the last edge at or before its begin to the first one at or behind its end. Hours and
/// more begin as the zone's clocks and calendar say, so that the day of a clock change is one bar of 23 or 25 hours.
[[nodiscard]] FlowGrid barGrid(const TimeView &view, TimeStep step, const QTimeZone &zone);

/// One bar as it is drawn.
struct BarStack
{
    int bar = 0;
    QRectF slot;            ///< all of its time, as high as the plot
    QRectF whole;           ///< around the pieces
    QVector<QRectF> pieces; ///< a series each, from the bottom; null where nothing was counted
};
/// Where the bars that the view shows lie in the plot. `counts` by series, then by bar. Something counted is at least one
/// pixel high, nothing leaves the plot upwards. Pure.
[[nodiscard]] QVector<BarStack> barStacks(const FlowGrid &grid, const QVector<QVector<qint64>> &counts, const TimeView &view,
                                          const QRectF &plot, qint64 top);

/// The closest labels (1 s to 10 years) that stay `apart` pixels from each other.
[[nodiscard]] TimeStep labelStep(qint64 span, qreal pixels, qreal apart);
struct TimeLabel
{
    qint64 at = 0;
    QString text;
    bool operator==(const TimeLabel &) const = default;
};
/// Labels within the view. Where a day, month or year begins, its name stands instead of the hour, day or month.
[[nodiscard]] QVector<TimeLabel> timeLabels(const TimeView &view, TimeStep step, const QTimeZone &zone);

/// `20 Nov 2026 14:03 to 14:04`, `16 Nov to 22 Nov 2026`, `November 2026`: what one bar covers. With the zone's
/// abbreviation where its offset changes in between.
[[nodiscard]] QString spanText(qint64 from, qint64 to, const QTimeZone &zone);
/// `second`, `10 minutes`, `month`: to be read behind "per".
[[nodiscard]] QString stepText(TimeStep step);

} // namespace console
