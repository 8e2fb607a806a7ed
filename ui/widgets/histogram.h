// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/timebrush.h"
#include "ui/widgets/volumechart.h"

namespace console {

/// Counts over time, a number for each series and bar.
struct HistogramData
{
    FlowGrid grid;
    QVector<ChartSeries> series;      ///< from the bottom up
    QVector<QVector<qint64>> counts;  ///< by series, then by bar
    bool operator==(const HistogramData &) const = default;
};

/// A span that is drawn hatched, with what there is to say about it.
struct HistogramSpan
{
    qint64 from = 0;
    qint64 to = 0;
    QString text;
    bool operator==(const HistogramSpan &) const = default;
};

/// Stacked bars over a time axis that a person zooms (wheel, pinch, + and -), pans (drag of the axis, Shift with drag,
/// Left and Right) and brushes (drag; its edges and body can be dragged; Shift+Left/Right and Enter; Ctrl+Shift moves it).
/// Ctrl+Left/Right goes from bar to bar and reads it out. Bars are as wide as fits the view: what shows tells grid() to
/// whoever counts and gives the counts back; until then the earlier ones are drawn where they belong. GUI thread.
class Histogram : public QWidget
{
    Q_OBJECT
public:
    /// `name` is the accessible name.
    explicit Histogram(const QString &name, QWidget *parent = nullptr);

    void setTimeZone(const QTimeZone &zone);
    [[nodiscard]] const QTimeZone &timeZone() const { return m_zone; }
    /// Where there is something to see: panning does not leave it.
    void setBounds(const TimeView &bounds) { m_bounds = bounds; }
    /// Emits gridChanged() when the bars change, never viewChanged().
    void setView(const TimeView &view);
    [[nodiscard]] const TimeView &view() const { return m_view; }
    /// The bars that are wanted for this view.
    [[nodiscard]] const FlowGrid &grid() const { return m_grid; }
    [[nodiscard]] TimeStep step() const { return m_step; }

    void setData(const HistogramData &data);
    [[nodiscard]] const HistogramData &data() const { return m_data; }
    void setSpans(const QVector<HistogramSpan> &spans);
    void setBrush(const std::optional<TimeBrush> &brush);
    [[nodiscard]] const std::optional<TimeBrush> &brush() const { return m_brush; }

    /// What a bar says: its span, and a line for each series that has something.
    [[nodiscard]] QString barText(int bar) const;
    /// What the pointer is told at x: the bar, and what is hatched there.
    [[nodiscard]] QString textAt(qreal x) const;
    /// The bar that the keys stand on, -1 for none.
    [[nodiscard]] int currentBar() const { return m_current; }
    [[nodiscard]] qint64 barTotal(int bar) const;
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void gridChanged();
    /// The person zoomed or panned.
    void viewChanged();
    void brushed(qint64 fromMs, qint64 untilMs);
    void brushCleared();
    /// The Home key: everything there is. The End key: up to now.
    void allRequested();
    void nowRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    /// A drag under way.
    struct Drag
    {
        enum class Kind { None, Pan, Brush };
        Kind kind = Kind::None;
        BrushPart part = BrushPart::Outside;
        QPointF pressed;
        qint64 time = 0; ///< under the pointer when it went down
        TimeView view;
        bool moved = false;
    };

    void regrid();
    void takeView(const TimeView &view);
    void zoomBy(double factor, qint64 anchor);
    void panByBars(int bars);
    void moveCurrent(int by);
    void extendByKeys(int by, bool whole);
    void apply();
    void giveUp(QKeyEvent *event);
    void dragTo(const QPointF &position);
    void showCursorFor(const QPointF &position);
    bool pinch(QEvent *event);
    void describe();
    [[nodiscard]] std::optional<TimeBrush> shownBrush() const;
    [[nodiscard]] qint64 highest() const;
    [[nodiscard]] AxisScale scale() const;

    void paintAxis(QPainter &painter) const;
    void paintTimes(QPainter &painter) const;
    void paintSpans(QPainter &painter) const;
    void paintBars(QPainter &painter) const;
    void paintBrush(QPainter &painter) const;

    QTimeZone m_zone = QTimeZone::systemTimeZone();
    TimeView m_view;
    TimeView m_bounds;
    TimeStep m_step;
    FlowGrid m_grid;
    HistogramData m_data;
    QVector<HistogramSpan> m_spans;
    std::optional<TimeBrush> m_brush;
    std::optional<TimeBrush> m_pending; ///< while dragging or before Enter
    std::optional<KeyBrush> m_keyBrush;
    Drag m_drag;
    int m_current = -1; ///< bar of m_data the keys stand on
    int m_hovered = -1;
};

} // namespace console
