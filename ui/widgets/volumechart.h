// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/chartgeometry.h"

#include <QWidget>

namespace console {

struct ChartSeries
{
    QString name;
    Tone tone = Tone::Accent;
    bool pale = false; ///< a lighter kind of the tone, where more series are told apart than there are tones
    bool operator==(const ChartSeries &) const = default;
};

[[nodiscard]] QColor seriesColour(const ChartSeries &series, const Theme &theme);

/// Stacked bars over time with an axis and a tooltip a bar; its legend is a ChartLegend.
/// The accessible description sums up what is shown. GUI thread.
class VolumeChart : public QWidget
{
    Q_OBJECT
public:
    /// `name` is the accessible name ("Events per minute").
    VolumeChart(const QString &name, const QVector<ChartSeries> &series, QWidget *parent = nullptr);

    /// Bars oldest first, all `step` long, each with one count a series.
    void setBars(const QVector<ChartBar> &bars, std::chrono::seconds step);
    [[nodiscard]] const QVector<ChartBar> &bars() const { return m_bars; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A click on a bar: its span of time.
    void spanChosen(qint64 fromMs, qint64 untilMs);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] AxisScale scale() const;
    [[nodiscard]] QString barText(int index) const;
    void paintAxis(QPainter &painter, const AxisScale &scale) const;

    QVector<ChartSeries> m_series;
    QVector<ChartBar> m_bars;
    std::chrono::seconds m_step{60};
};

/// Coloured squares with the names of the series, for a card's head. GUI thread.
class ChartLegend : public QWidget
{
    Q_OBJECT
public:
    explicit ChartLegend(const QVector<ChartSeries> &series, QWidget *parent = nullptr);
    void setSeries(const QVector<ChartSeries> &series);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVector<ChartSeries> m_series;
};

} // namespace console
