// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/timeaxis.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace console {

using namespace Qt::StringLiterals;

namespace {

using Unit = TimeStep::Unit;

constexpr qint64 second = 1'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr int mostEdges = 20'000;

constexpr std::array barSteps{TimeStep{Unit::Second, 1}, TimeStep{Unit::Second, 2}, TimeStep{Unit::Second, 5}, TimeStep{Unit::Second, 10},
                              TimeStep{Unit::Second, 15}, TimeStep{Unit::Second, 30}, TimeStep{Unit::Minute, 1}, TimeStep{Unit::Minute, 2},
                              TimeStep{Unit::Minute, 5}, TimeStep{Unit::Minute, 10}, TimeStep{Unit::Minute, 15}, TimeStep{Unit::Minute, 30},
                              TimeStep{Unit::Hour, 1}, TimeStep{Unit::Hour, 2}, TimeStep{Unit::Hour, 3}, TimeStep{Unit::Hour, 6},
                              TimeStep{Unit::Hour, 12}, TimeStep{Unit::Day, 1}, TimeStep{Unit::Week, 1}, TimeStep{Unit::Month, 1}};
constexpr std::array labelSteps{TimeStep{Unit::Second, 1}, TimeStep{Unit::Second, 5}, TimeStep{Unit::Second, 10}, TimeStep{Unit::Second, 15},
                                TimeStep{Unit::Second, 30}, TimeStep{Unit::Minute, 1}, TimeStep{Unit::Minute, 2}, TimeStep{Unit::Minute, 5},
                                TimeStep{Unit::Minute, 10}, TimeStep{Unit::Minute, 15}, TimeStep{Unit::Minute, 30}, TimeStep{Unit::Hour, 1},
                                TimeStep{Unit::Hour, 2}, TimeStep{Unit::Hour, 3}, TimeStep{Unit::Hour, 6}, TimeStep{Unit::Hour, 12},
                                TimeStep{Unit::Day, 1}, TimeStep{Unit::Day, 2}, TimeStep{Unit::Week, 1}, TimeStep{Unit::Week, 2},
                                TimeStep{Unit::Month, 1}, TimeStep{Unit::Month, 2}, TimeStep{Unit::Month, 3}, TimeStep{Unit::Month, 6},
                                TimeStep{Unit::Year, 1}, TimeStep{Unit::Year, 2}, TimeStep{Unit::Year, 5}, TimeStep{Unit::Year, 10}};

QString tr(const char *source)
{
    return QCoreApplication::translate("TimeAxis", source);
}

QDateTime local(qint64 ms, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(ms, zone);
}

/// Steps up to an hour: a multiple of the step on the zone's clock.
qint64 clockFloor(qint64 ms, qint64 step, const QTimeZone &zone)
{
    const qint64 offset = qint64(zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC))) * second;
    const qint64 rest = (ms + offset) % step;
    return ms - (rest < 0 ? rest + step : rest);
}

qint64 startOf(const QDate &date, int hours, const QTimeZone &zone)
{
    if (hours == 0)
        return date.startOfDay(zone).toMSecsSinceEpoch(); // a day may begin at 01:00
    return QDateTime(date, QTime(hours, 0), zone).toMSecsSinceEpoch();
}

bool isClockStep(TimeStep step)
{
    return step.unit == Unit::Second || step.unit == Unit::Minute || step == TimeStep{Unit::Hour, 1};
}

/// Where the calendar's step that holds `date` begins.
QDate calendarFloor(const QDate &date, TimeStep step)
{
    switch (step.unit) {
    case Unit::Week: {
        const qint64 monday = date.toJulianDay() - (date.dayOfWeek() - 1);
        const qint64 week = monday / 7; // Julian day 0 was a Monday
        return QDate::fromJulianDay((week - week % step.count) * 7);
    }
    case Unit::Month: return QDate(date.year(), (date.month() - 1) / step.count * step.count + 1, 1);
    case Unit::Year: return QDate(date.year() - date.year() % step.count, 1, 1);
    default: return QDate::fromJulianDay(date.toJulianDay() - date.toJulianDay() % step.count);
    }
}

QDate calendarNext(const QDate &date, TimeStep step)
{
    switch (step.unit) {
    case Unit::Week: return date.addDays(7 * step.count);
    case Unit::Month: return date.addMonths(step.count);
    case Unit::Year: return date.addYears(step.count);
    default: return date.addDays(step.count);
    }
}

/// From the last edge at or before `from` to the first at or behind `to`.
QVector<qint64> edgesOf(const TimeView &view, TimeStep step, const QTimeZone &zone)
{
    QVector<qint64> edges;
    if (isClockStep(step)) {
        const qint64 width = step.nominal();
        for (qint64 at = clockFloor(view.from, width, zone); edges.size() < mostEdges; at += width) {
            edges.append(at);
            if (at >= view.to)
                break;
        }
        return edges;
    }
    const bool hours = step.unit == Unit::Hour;
    // A day ahead, for what a change of the clock moves over midnight.
    QDate date = local(view.from, zone).date();
    date = hours ? date.addDays(-1) : calendarFloor(date, step);
    while (edges.size() < mostEdges && (edges.isEmpty() || edges.last() < view.to)) {
        for (int at = 0; at < (hours ? 24 : 1); at += step.count) {
            const qint64 edge = startOf(date, at, zone);
            if (edges.isEmpty() || edge > edges.last())
                edges.append(edge);
        }
        date = hours ? date.addDays(1) : calendarNext(date, step);
    }
    while (edges.size() > 1 && edges.at(1) <= view.from)
        edges.removeFirst();
    while (edges.size() > 1 && edges.at(edges.size() - 2) >= view.to)
        edges.removeLast();
    return edges;
}

QString labelText(qint64 ms, TimeStep step, const QTimeZone &zone)
{
    const QDateTime at = local(ms, zone);
    const QLocale locale;
    const QDate date = at.date();
    if (step.unit == Unit::Year || (date.month() == 1 && date.day() == 1 && at.time() == QTime(0, 0)))
        return QString::number(date.year());
    if (step.unit == Unit::Month)
        return locale.toString(date, u"MMM"_s);
    const bool midnight = at.time() == QTime(0, 0) || at == date.startOfDay(zone);
    if (step.unit == Unit::Day || step.unit == Unit::Week || midnight)
        return locale.toString(date, u"d MMM"_s);
    return at.toString(step.unit == Unit::Second ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

} // namespace

TimeView zoomed(TimeView view, double factor, qint64 anchor)
{
    const qint64 span = std::clamp(qint64(std::llround(double(view.span()) * factor)), shortestView, longestView);
    const double share = view.span() > 0 ? double(anchor - view.from) / double(view.span()) : 0.5;
    const qint64 from = anchor - qint64(std::llround(share * double(span)));
    return {from, from + span};
}

TimeView panned(TimeView view, qint64 by)
{
    return {view.from + by, view.to + by};
}

TimeView showing(TimeView view, qint64 from, qint64 to)
{
    const qint64 span = to - from;
    const bool inside = from >= view.from && to <= view.to;
    if (inside && span * 50 >= view.span())
        return view;
    // A third of the chart: what is around it is seen too.
    const qint64 wanted = std::clamp(span * 3, shortestView, longestView);
    const qint64 begin = from - (wanted - span) / 2;
    return {begin, begin + wanted};
}

TimeView keptNear(TimeView view, const TimeView &bounds)
{
    if (bounds.span() <= 0)
        return view;
    const qint64 some = view.span() / 10;
    if (view.to < bounds.from + some)
        return panned(view, bounds.from + some - view.to);
    if (view.from > bounds.to - some)
        return panned(view, bounds.to - some - view.from);
    return view;
}

qreal positionOf(qint64 ms, const TimeView &view, const QRectF &plot)
{
    if (view.span() <= 0)
        return plot.left();
    return plot.left() + plot.width() * (double(ms - view.from) / double(view.span()));
}

qint64 timeAt(qreal x, const TimeView &view, const QRectF &plot)
{
    if (plot.width() <= 0)
        return view.from;
    return view.from + qint64(std::floor((x - plot.left()) / plot.width() * double(view.span())));
}

qint64 TimeStep::nominal() const
{
    switch (unit) {
    case Unit::Second: return count * second;
    case Unit::Minute: return count * minute;
    case Unit::Hour: return count * hour;
    case Unit::Day: return count * day;
    case Unit::Week: return count * 7 * day;
    case Unit::Month: return count * 30 * day;
    case Unit::Year: return count * 365 * day;
    }
    return minute;
}

TimeStep barStep(qint64 span, qreal pixels, qreal pixelsPerBar)
{
    const double most = std::max(10.0, pixels / std::max<qreal>(1, pixelsPerBar));
    for (const TimeStep &step : barSteps) {
        if (double(span) / double(step.nominal()) <= most && (step.unit != Unit::Second || span <= 30 * minute))
            return step;
    }
    return barSteps.back();
}

FlowGrid barGrid(const TimeView &view, TimeStep step, const QTimeZone &zone)
{
    return view.span() > 0 ? FlowGrid(edgesOf(view, step, zone)) : FlowGrid();
}

QVector<BarStack> barStacks(const FlowGrid &grid, const QVector<QVector<qint64>> &counts, const TimeView &view, const QRectF &plot,
                            qint64 top)
{
    QVector<BarStack> stacks;
    if (top <= 0 || plot.isEmpty() || view.span() <= 0)
        return stacks;
    for (int bar = 0; bar < grid.bars(); ++bar) {
        if (grid.end(bar) <= view.from || grid.start(bar) >= view.to)
            continue;
        const qreal left = positionOf(grid.start(bar), view, plot);
        const qreal right = positionOf(grid.end(bar), view, plot);
        const qreal gap = right - left > 6 ? 2.5 : right - left > 3 ? 1 : 0;
        BarStack stack{bar, QRectF(left, plot.top(), right - left, plot.height()), {}, {}};
        qreal y = plot.bottom();
        for (const QVector<qint64> &series : counts) {
            const qint64 count = series.value(bar);
            if (count <= 0) {
                stack.pieces.append(QRectF());
                continue;
            }
            const qreal height = std::max<qreal>(1, plot.height() * qreal(count) / qreal(top));
            const qreal upper = std::max(plot.top(), y - height);
            stack.pieces.append(QRectF(left + gap / 2, upper, std::max<qreal>(0.5, right - left - gap), y - upper));
            stack.whole = stack.whole.united(stack.pieces.last());
            y = upper;
        }
        stacks.append(stack);
    }
    return stacks;
}

TimeStep labelStep(qint64 span, qreal pixels, qreal apart)
{
    for (const TimeStep &step : labelSteps) {
        if (pixels * double(step.nominal()) / double(std::max<qint64>(1, span)) >= apart)
            return step;
    }
    return labelSteps.back();
}

QVector<TimeLabel> timeLabels(const TimeView &view, TimeStep step, const QTimeZone &zone)
{
    QVector<TimeLabel> labels;
    if (view.span() <= 0)
        return labels;
    for (const qint64 at : edgesOf(view, step, zone)) {
        if (at >= view.from && at <= view.to)
            labels.append({at, labelText(at, step, zone)});
    }
    return labels;
}

QString spanText(qint64 from, qint64 to, const QTimeZone &zone)
{
    const QLocale locale;
    const QDateTime begin = local(from, zone);
    const QDateTime end = local(to, zone);
    const bool whole = begin == begin.date().startOfDay(zone) && end == end.date().startOfDay(zone);
    if (whole) {
        const QDate last = end.date().addDays(-1);
        if (begin.date() == last)
            return locale.toString(last, u"ddd d MMM yyyy"_s);
        if (begin.date().day() == 1 && last == begin.date().addMonths(1).addDays(-1))
            return locale.toString(last, u"MMMM yyyy"_s);
        const bool sameYear = begin.date().year() == last.year();
        return tr("%1 to %2").arg(locale.toString(begin.date(), sameYear ? u"d MMM"_s : u"d MMM yyyy"_s), locale.toString(last, u"d MMM yyyy"_s));
    }
    const bool seconds = from % minute != 0 || to % minute != 0;
    const bool zoneNeeded = begin.offsetFromUtc() != end.offsetFromUtc();
    const auto clock = [&](const QDateTime &at) -> QString {
        const QString text = at.toString(seconds ? u"HH:mm:ss"_s : u"HH:mm"_s);
        return zoneNeeded ? QString(text + u' ' + at.timeZoneAbbreviation()) : text;
    };
    const auto moment = [&](const QDateTime &at) -> QString { return locale.toString(at.date(), u"d MMM yyyy"_s) + u' ' + clock(at); };
    return tr("%1 to %2").arg(moment(begin), begin.date() == end.date() ? clock(end) : moment(end));
}

QString stepText(TimeStep step)
{
    if (step.count == 1) {
        switch (step.unit) {
        case Unit::Second: return tr("second");
        case Unit::Minute: return tr("minute");
        case Unit::Hour: return tr("hour");
        case Unit::Day: return tr("day");
        case Unit::Week: return tr("week");
        case Unit::Month: return tr("month");
        case Unit::Year: return tr("year");
        }
    }
    switch (step.unit) {
    case Unit::Second: return tr("%1 seconds").arg(step.count);
    case Unit::Minute: return tr("%1 minutes").arg(step.count);
    case Unit::Hour: return tr("%1 hours").arg(step.count);
    case Unit::Day: return tr("%1 days").arg(step.count);
    case Unit::Week: return tr("%1 weeks").arg(step.count);
    case Unit::Month: return tr("%1 months").arg(step.count);
    case Unit::Year: return tr("%1 years").arg(step.count);
    }
    return {};
}

} // namespace console
