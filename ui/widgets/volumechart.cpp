// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/volumechart.h"

#include "ui/theme/controlpainting.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <numeric>

namespace console {
namespace {

qint64 total(const ChartBar &bar)
{
    return std::accumulate(bar.counts.begin(), bar.counts.end(), qint64(0));
}

QString clockText(Timestamp time, std::chrono::seconds step)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMillis(time));
    const bool days = step >= std::chrono::hours(6);
    return days ? QLocale().toString(local.date(), QStringLiteral("d MMM"))
                : local.toString(step < std::chrono::minutes(1) ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
}

} // namespace

QColor seriesColour(const ChartSeries &series, const Theme &theme)
{
    const QColor solid = theme.tone(series.tone).solid;
    return series.pale ? mixed(solid, theme.surface, 0.45) : solid;
}

VolumeChart::VolumeChart(const QString &name, const QVector<ChartSeries> &series, QWidget *parent)
    : QWidget(parent), m_series(series)
{
    setAccessibleName(name);
    setFont(fontFor(TextRole::Small));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void VolumeChart::setBars(const QVector<ChartBar> &bars, std::chrono::seconds step)
{
    m_bars = bars;
    m_step = step;
    qint64 all = 0;
    qint64 most = 0;
    for (const ChartBar &bar : bars) {
        all += total(bar);
        most = std::max(most, total(bar));
    }
    setAccessibleDescription(tr("%1 in all, at most %2 in one bar.").arg(QLocale().toString(all), QLocale().toString(most)));
    update();
}

QSize VolumeChart::sizeHint() const
{
    return {600, 132};
}

QSize VolumeChart::minimumSizeHint() const
{
    return {200, 90};
}

AxisScale VolumeChart::scale() const
{
    qint64 most = 0;
    for (const ChartBar &bar : m_bars)
        most = std::max(most, total(bar));
    return axisScale(most);
}

QRectF VolumeChart::plot() const
{
    const int label = fontMetrics().horizontalAdvance(QLocale().toString(scale().top));
    return QRectF(rect()).adjusted(label + 10, 7, 0, -20);
}

void VolumeChart::paintAxis(QPainter &painter, const AxisScale &axis) const
{
    const Theme &theme = themeOf(this);
    const QRectF area = plot();
    painter.setFont(font());
    // No more lines than labels have room for.
    const int every = area.height() / axis.steps < 22 ? 2 : 1;
    for (int i = 0; i <= axis.steps; ++i) {
        if (i % every != 0 && i != axis.steps)
            continue;
        const qreal y = std::round(area.bottom() - area.height() * i / axis.steps) - 0.5;
        painter.setPen(i == 0 ? QPen(theme.borderStrong, 1) : QPen(theme.border, 1, Qt::CustomDashLine));
        if (i > 0) {
            QPen dashed(theme.border, 1);
            dashed.setDashPattern({5, 3});
            painter.setPen(dashed);
        }
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(theme.textFaint);
        painter.drawText(QRectF(0, y - 8, area.left() - 8, 16), Qt::AlignRight | Qt::AlignVCenter,
                         QLocale().toString(axis.top * i / axis.steps));
    }
    if (m_bars.isEmpty())
        return;
    const qreal wide = fontMetrics().horizontalAdvance(clockText(m_bars.front().start, m_step)) + 40;
    const qreal slot = area.width() / qreal(m_bars.size());
    int stride = std::max(1, int(std::ceil(wide / slot)));
    for (const int round : {1, 2, 5, 10, 15, 20, 30, 60})
        if (round >= stride) {
            stride = round;
            break;
        }
    for (int i = 0; i < m_bars.size(); i += stride) {
        const qreal x = area.left() + slot * i;
        if (x + wide / 2 - 20 > area.right() + 8)
            break;
        painter.drawText(QRectF(x + slot / 2 - wide / 2 + (i == 0 ? wide / 2 - slot / 2 - 0 : 0), area.bottom() + 5, wide, 14),
                         i == 0 ? Qt::AlignLeft : Qt::AlignHCenter, clockText(m_bars.at(i).start, m_step));
    }
}

void VolumeChart::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    const AxisScale axis = scale();
    QPainter painter(this);
    paintAxis(painter, axis);
    painter.setRenderHint(QPainter::Antialiasing);
    const QVector<QVector<QRectF>> rects = barRects(m_bars, plot(), axis.top);
    for (const QVector<QRectF> &pieces : rects) {
        // The whole bar's outline rounds its top; the pieces are cut out of it.
        QRectF whole;
        for (const QRectF &piece : pieces)
            whole = whole.united(piece);
        if (whole.isEmpty())
            continue;
        QPainterPath outline;
        const qreal radius = whole.width() > 5 ? 1.5 : 0;
        outline.addRoundedRect(whole.adjusted(0, 0, 0, radius * 2), radius, radius);
        painter.save();
        painter.setClipRect(whole);
        for (qsizetype i = 0; i < pieces.size() && i < m_series.size(); ++i) {
            if (pieces.at(i).isNull())
                continue;
            const QColor colour = seriesColour(m_series.at(i), theme);
            if (qFuzzyCompare(pieces.at(i).top() + 1, whole.top() + 1)) {
                painter.setClipRect(pieces.at(i));
                painter.fillPath(outline, colour);
                painter.setClipRect(whole);
            } else {
                painter.fillRect(pieces.at(i), colour);
            }
        }
        painter.restore();
    }
}

QString VolumeChart::barText(int index) const
{
    const ChartBar &bar = m_bars.at(index);
    QStringList lines{tr("%1 to %2").arg(clockText(bar.start, m_step), clockText(bar.start + m_step, m_step))};
    for (qsizetype i = 0; i < m_series.size() && i < bar.counts.size(); ++i)
        lines << QStringLiteral("%1: %2").arg(m_series.at(i).name, QLocale().toString(bar.counts.at(i)));
    return lines.join(QLatin1Char('\n'));
}

void VolumeChart::mousePressEvent(QMouseEvent *event)
{
    const int index = barAt(m_bars.size(), plot(), event->position().x());
    if (event->button() != Qt::LeftButton || index < 0)
        return;
    const Timestamp start = m_bars.at(index).start;
    Q_EMIT spanChosen(toMillis(start), toMillis(start + m_step));
}

bool VolumeChart::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int index = barAt(m_bars.size(), plot(), help->pos().x());
        if (index >= 0)
            QToolTip::showText(help->globalPos(), barText(index), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

ChartLegend::ChartLegend(const QVector<ChartSeries> &series, QWidget *parent) : QWidget(parent)
{
    setFont(fontFor(TextRole::Small));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setSeries(series);
}

void ChartLegend::setSeries(const QVector<ChartSeries> &series)
{
    m_series = series;
    QStringList names;
    for (const ChartSeries &one : series)
        names << one.name;
    setAccessibleName(tr("Legend: %1").arg(names.join(QStringLiteral(", "))));
    updateGeometry();
    update();
}

QSize ChartLegend::sizeHint() const
{
    int width = 0;
    for (const ChartSeries &one : m_series)
        width += 14 + fontMetrics().horizontalAdvance(one.name) + 16;
    return {std::max(0, width - 16), 18};
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    qreal x = 0;
    for (const ChartSeries &one : m_series) {
        paintBox(painter, QRectF(x, height() / 2.0 - 4, 8, 8), seriesColour(one, theme), {}, 2);
        painter.setPen(theme.textMuted);
        painter.setFont(font());
        const int wide = fontMetrics().horizontalAdvance(one.name);
        painter.drawText(QRectF(x + 14, 0, wide + 2, height()), Qt::AlignVCenter, one.name);
        x += 14 + wide + 16;
    }
}

} // namespace console
