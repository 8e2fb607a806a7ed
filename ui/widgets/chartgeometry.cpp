// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/chartgeometry.h"

#include <algorithm>
#include <cmath>

namespace console {

AxisScale axisScale(qint64 value)
{
    if (value <= 4)
        return {4, 4};
    const double rough = double(value) / 4;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        const double candidate = factor * power;
        if (candidate >= rough && candidate == std::floor(candidate)) {
            step = candidate;
            break;
        }
    }
    const auto whole = std::max<qint64>(1, qint64(step));
    const qint64 steps = (value + whole - 1) / whole;
    return {whole * steps, int(steps)};
}

QVector<QVector<QRectF>> barRects(const QVector<ChartBar> &bars, const QRectF &plot, qint64 top)
{
    QVector<QVector<QRectF>> all;
    if (bars.isEmpty() || top <= 0 || plot.isEmpty())
        return all;
    const qreal slot = plot.width() / qreal(bars.size());
    const qreal gap = slot > 6 ? 2.5 : slot > 3 ? 1 : 0;
    all.reserve(bars.size());
    for (qsizetype i = 0; i < bars.size(); ++i) {
        QVector<QRectF> pieces;
        qreal y = plot.bottom();
        for (const qint64 count : bars.at(i).counts) {
            if (count <= 0) {
                pieces.append(QRectF());
                continue;
            }
            const qreal height = std::max<qreal>(1, plot.height() * qreal(count) / qreal(top));
            const qreal upper = std::max(plot.top(), y - height);
            pieces.append(QRectF(plot.left() + qreal(i) * slot + gap / 2, upper, slot - gap, y - upper));
            y = upper;
        }
        all.append(pieces);
    }
    return all;
}

int barAt(qsizetype count, const QRectF &plot, qreal x)
{
    if (count <= 0 || plot.width() <= 0 || x < plot.left() || x >= plot.right())
        return -1;
    return int(std::min<qreal>(qreal(count - 1), std::floor((x - plot.left()) / plot.width() * qreal(count))));
}

QVector<QPointF> linePoints(const QVector<double> &values, const QRectF &area)
{
    QVector<QPointF> points;
    if (values.isEmpty() || area.isEmpty())
        return points;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double span = *high - *low;
    const auto y = [&](double value) {
        return span > 0 ? area.bottom() - (value - *low) / span * area.height() : area.center().y();
    };
    if (values.size() == 1)
        return {{area.left(), y(values.front())}, {area.right(), y(values.front())}};
    for (qsizetype i = 0; i < values.size(); ++i)
        points.append({area.left() + area.width() * double(i) / double(values.size() - 1), y(values.at(i))});
    return points;
}

} // namespace console
