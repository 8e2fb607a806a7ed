// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/sparkline.h"

#include "ui/widgets/chartgeometry.h"

#include <QPainter>
#include <QPainterPath>

namespace console {

Sparkline::Sparkline(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Sparkline::setValues(const QVector<double> &values, Tone tone)
{
    m_values = values;
    m_tone = tone;
    update();
}

void Sparkline::paintEvent(QPaintEvent *)
{
    const QRectF area = QRectF(rect()).adjusted(1.5, 2.5, -1.5, -5);
    const QVector<QPointF> points = linePoints(m_values, area);
    if (points.isEmpty())
        return;
    const Theme &theme = themeOf(this);
    const QColor colour = m_tone == Tone::Warning ? theme.tone(m_tone).text : theme.tone(m_tone).solid;
    QPainterPath line(points.front());
    for (const QPointF &point : points)
        line.lineTo(point);
    QPainterPath below = line;
    below.lineTo(area.right(), height());
    below.lineTo(area.left(), height());
    QLinearGradient fade(0, 0, 0, height());
    QColor ground = colour;
    ground.setAlphaF(0.20F);
    fade.setColorAt(0, ground);
    ground.setAlphaF(0);
    fade.setColorAt(1, ground);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(below, fade);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(line);
}

} // namespace console
