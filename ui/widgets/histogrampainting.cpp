// SPDX-License-Identifier: Apache-2.0
// Histogram: how it looks and what it says.
#include "ui/theme/controlpainting.h"
#include "ui/widgets/histogram.h"

#include <QAccessible>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace console {

namespace {

QColor withAlpha(QColor colour, double alpha)
{
    colour.setAlphaF(float(alpha));
    return colour;
}

} // namespace

QRectF Histogram::plot() const
{
    // Room for five digits, so that bars stay where they are while numbers grow.
    const int label = fontMetrics().horizontalAdvance(QLocale().toString(qint64(88'888)));
    return QRectF(rect()).adjusted(label + 10, 7, -2, -20);
}

qint64 Histogram::barTotal(int bar) const
{
    qint64 total = 0;
    for (const QVector<qint64> &counts : m_data.counts)
        total += counts.value(bar);
    return total;
}

qint64 Histogram::highest() const
{
    qint64 most = 0;
    for (int i = 0; i < m_data.grid.bars(); ++i) {
        if (m_data.grid.end(i) > m_view.from && m_data.grid.start(i) < m_view.to)
            most = std::max(most, barTotal(i));
    }
    return most;
}

AxisScale Histogram::scale() const
{
    return axisScale(highest());
}

QString Histogram::barText(int bar) const
{
    if (bar < 0 || bar >= m_data.grid.bars())
        return {};
    QStringList lines{spanText(m_data.grid.start(bar), m_data.grid.end(bar), m_zone)};
    for (qsizetype i = 0; i < m_data.series.size(); ++i) {
        if (const qint64 count = m_data.counts.at(i).value(bar); count != 0)
            lines << tr("%1: %2").arg(m_data.series.at(i).name, QLocale().toString(count));
    }
    if (lines.size() == 1)
        lines << tr("Nothing");
    return lines.join(QLatin1Char('\n'));
}

QString Histogram::textAt(qreal x) const
{
    const QRectF area = plot();
    if (m_view.span() <= 0 || x < area.left() || x > area.right())
        return {};
    const qint64 at = timeAt(x, m_view, area);
    QStringList parts;
    if (const int bar = m_data.grid.barAt(at); bar >= 0)
        parts << barText(bar);
    // A short one is hit by its neighbourhood, too.
    const qint64 reach = qint64(double(m_view.span()) / std::max<qreal>(1, area.width()) * 2);
    for (const HistogramSpan &span : m_spans) {
        if (at >= span.from - reach && at < span.to + reach)
            parts << span.text;
    }
    return parts.join(QStringLiteral("\n\n"));
}

void Histogram::describe()
{
    qint64 all = 0;
    qint64 most = 0;
    for (int i = 0; i < m_data.grid.bars(); ++i) {
        all += barTotal(i);
        most = std::max(most, barTotal(i));
    }
    QStringList parts;
    if (m_current >= 0)
        parts << barText(m_current).replace(QLatin1Char('\n'), QStringLiteral(", "));
    if (const auto brush = shownBrush())
        parts << (brush->from && brush->to ? tr("Chosen: %1.").arg(spanText(*brush->from, *brush->to, m_zone)) : tr("A span is chosen that is open at one end."))
                     + (m_pending ? tr(" Enter applies it.") : QString());
    if (m_data.grid.bars() > 0)
        parts << tr("%1 in all from %2, at most %3 in one bar.")
                     .arg(QLocale().toString(all), spanText(m_data.grid.from(), m_data.grid.to(), m_zone), QLocale().toString(most));
    for (const HistogramSpan &span : m_spans.mid(0, 3))
        parts << span.text;
    const QString text = parts.join(QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
    if (text == accessibleDescription())
        return;
    setAccessibleDescription(text);
    QAccessibleValueChangeEvent changed(this, double(m_current >= 0 ? barTotal(m_current) : all));
    QAccessible::updateAccessibility(&changed);
}

void Histogram::paintAxis(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const QRectF area = plot();
    const AxisScale axis = scale();
    // No more lines than labels have room for.
    const int every = area.height() / axis.steps < 18 ? axis.steps : area.height() / axis.steps < 24 ? 2 : 1;
    for (int i = 0; i <= axis.steps; ++i) {
        if (i % every != 0 && i != axis.steps)
            continue;
        const qreal y = std::round(area.bottom() - area.height() * i / axis.steps) - 0.5;
        QPen line(i == 0 ? theme.borderStrong : theme.border, 1);
        if (i > 0)
            line.setDashPattern({5, 3});
        painter.setPen(line);
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.textFaint);
        painter.drawText(QRectF(0, y - 8, area.left() - 8, 16), Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(axis.top * i / axis.steps));
    }
}

void Histogram::paintTimes(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const QRectF area = plot();
    const bool seconds = m_view.span() < 10 * shortestView;
    const int wide = fontMetrics().horizontalAdvance(seconds ? QStringLiteral("88:88:88") : QStringLiteral("88 MMM")) + 28;
    const QVector<TimeLabel> labels = timeLabels(m_view, labelStep(m_view.span(), area.width(), wide), m_zone);
    painter.setPen(theme.textFaint);
    for (const TimeLabel &label : labels) {
        const qreal x = positionOf(label.at, m_view, area);
        const qreal own = fontMetrics().horizontalAdvance(label.text);
        if (x - own / 2 < area.left() - 12 || x + own / 2 > width())
            continue;
        painter.drawLine(QPointF(std::round(x) + 0.5, area.bottom()), QPointF(std::round(x) + 0.5, area.bottom() + 3));
        painter.drawText(QRectF(x - wide / 2.0, area.bottom() + 4, wide, 15), Qt::AlignHCenter | Qt::AlignTop, label.text);
    }
}

void Histogram::paintSpans(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const QRectF area = plot();
    painter.save();
    painter.setClipRect(area);
    for (const HistogramSpan &span : m_spans) {
        const qreal left = positionOf(span.from, m_view, area);
        const qreal right = std::max(left + 2, positionOf(span.to, m_view, area));
        if (right < area.left() || left > area.right())
            continue;
        const QRectF hatched(QPointF(std::max(left, area.left()), area.top()), QPointF(std::min(right, area.right()), area.bottom()));
        painter.fillRect(hatched, withAlpha(theme.tone(Tone::Neutral).solid, 0.10));
        painter.fillRect(hatched, QBrush(withAlpha(theme.tone(Tone::Neutral).solid, 0.55), Qt::BDiagPattern));
    }
    painter.restore();
}

void Histogram::paintBars(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const QRectF area = plot();
    const QVector<BarStack> stacks = barStacks(m_data.grid, m_data.counts, m_view, area, scale().top);
    painter.save();
    painter.setClipRect(area.adjusted(0, -1, 0, 0));
    for (const BarStack &stack : stacks) {
        if (stack.bar == m_hovered || stack.bar == m_current)
            painter.fillRect(stack.slot, withAlpha(theme.tone(Tone::Neutral).solid, 0.14));
        QPainterPath outline;
        const qreal radius = stack.whole.width() > 5 ? 1.5 : 0;
        if (radius > 0) {
            outline.addRoundedRect(stack.whole.adjusted(0, 0, 0, radius * 2), radius, radius);
            painter.setRenderHint(QPainter::Antialiasing);
        }
        for (qsizetype i = 0; i < stack.pieces.size(); ++i) {
            const QRectF &piece = stack.pieces.at(i);
            if (piece.isNull())
                continue;
            const QColor colour = seriesColour(m_data.series.at(i), theme);
            if (radius > 0 && qFuzzyCompare(piece.top() + 1, stack.whole.top() + 1)) {
                // The whole bar's outline rounds its top; the piece is cut out of it.
                painter.save();
                painter.setClipRect(piece, Qt::IntersectClip);
                painter.fillPath(outline, colour);
                painter.restore();
            } else {
                painter.fillRect(piece, colour);
            }
        }
    }
    painter.restore();
}

void Histogram::paintBrush(QPainter &painter) const
{
    const std::optional<TimeBrush> brush = shownBrush();
    if (!brush)
        return;
    const Theme &theme = themeOf(this);
    const QRectF area = plot();
    const qreal left = brush->from ? std::clamp(positionOf(*brush->from, m_view, area), area.left(), area.right()) : area.left();
    const qreal right = brush->to ? std::clamp(positionOf(*brush->to, m_view, area), area.left(), area.right()) : area.right();
    const QColor veil = withAlpha(theme.surface, 0.62);
    painter.fillRect(QRectF(area.left(), area.top() - 1, left - area.left(), area.height() + 1), veil);
    painter.fillRect(QRectF(right, area.top() - 1, area.right() - right, area.height() + 1), veil);
    painter.fillRect(QRectF(left, area.top(), right - left, area.height()), withAlpha(theme.accent, theme.dark ? 0.16 : 0.09));
    painter.setRenderHint(QPainter::Antialiasing);
    const auto edge = [&](const std::optional<qint64> &at, qreal x) {
        if (!at || *at < m_view.from || *at > m_view.to)
            return;
        painter.setPen(QPen(theme.accent, m_pending ? 2 : 1.5));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        paintBox(painter, QRectF(x - 3, area.center().y() - 8, 6, 16), theme.surface, theme.accent, 3);
    };
    edge(brush->from, left);
    edge(brush->to, right);
}

void Histogram::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(font());
    if (m_view.span() > 0) {
        paintSpans(painter);
        paintAxis(painter);
        paintTimes(painter);
        paintBars(painter);
        paintBrush(painter);
    }
    if (focusShown(this)) {
        painter.setRenderHint(QPainter::Antialiasing);
        paintFocusRing(themeOf(this), painter, plot().adjusted(-2, -2, 2, 2) & QRectF(rect()), 4); // clear of the axes' numbers
    }
}

} // namespace console
