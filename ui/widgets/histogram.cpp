// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/histogram.h"

#include "ui/widgets/histogramaccess.h"

#include <QGestureEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

namespace console {

namespace {

constexpr int dragThreshold = 4;
constexpr double wheelFactor = 0.8;
constexpr double keyFactor = 0.5;

} // namespace

Histogram::Histogram(const QString &name, QWidget *parent) : QWidget(parent)
{
    installHistogramAccess();
    setAccessibleName(name);
    setFont(fontFor(TextRole::Small));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    grabGesture(Qt::PinchGesture);
    describe();
}

QSize Histogram::sizeHint() const
{
    return {600, 116};
}

QSize Histogram::minimumSizeHint() const
{
    return {160, 62};
}

void Histogram::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    regrid();
    update();
}

void Histogram::setView(const TimeView &view)
{
    if (view == m_view)
        return;
    m_view = view;
    regrid();
    update();
}

void Histogram::takeView(const TimeView &view)
{
    const TimeView kept = keptNear(view, m_bounds);
    if (kept == m_view)
        return;
    setView(kept);
    Q_EMIT viewChanged();
}

void Histogram::regrid()
{
    if (m_view.span() <= 0)
        return;
    const TimeStep step = barStep(m_view.span(), plot().width());
    const FlowGrid grid = barGrid(m_view, step, m_zone);
    if (grid == m_grid)
        return;
    m_step = step;
    m_grid = grid;
    if (m_drag.kind != Drag::Kind::Brush) {
        m_keyBrush.reset();
        m_pending.reset();
    }
    Q_EMIT gridChanged();
}

void Histogram::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    regrid();
}

void Histogram::setData(const HistogramData &data)
{
    if (data == m_data)
        return;
    const qint64 at = m_current >= 0 && m_current < m_data.grid.bars() ? m_data.grid.start(m_current) : 0;
    const bool standing = m_current >= 0;
    m_data = data;
    m_current = standing ? m_data.grid.barAt(at) : -1;
    m_hovered = -1;
    describe();
    update();
}

void Histogram::setSpans(const QVector<HistogramSpan> &spans)
{
    if (spans == m_spans)
        return;
    m_spans = spans;
    describe();
    update();
}

void Histogram::setBrush(const std::optional<TimeBrush> &brush)
{
    m_pending.reset();
    m_keyBrush.reset();
    if (brush == m_brush)
        return update();
    m_brush = brush;
    describe();
    update();
}

std::optional<TimeBrush> Histogram::shownBrush() const
{
    return m_pending ? m_pending : m_brush;
}

void Histogram::zoomBy(double factor, qint64 anchor)
{
    takeView(zoomed(m_view, factor, anchor));
}

void Histogram::panByBars(int bars)
{
    takeView(panned(m_view, bars * m_step.nominal()));
}

void Histogram::mousePressEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    const bool middle = event->button() == Qt::MiddleButton;
    if (m_view.span() <= 0 || (!middle && event->button() != Qt::LeftButton))
        return QWidget::mousePressEvent(event);
    const QRectF area = plot();
    const bool axis = at.y() > area.bottom();
    m_drag = {};
    m_drag.kind = middle || axis || event->modifiers().testFlag(Qt::ShiftModifier) ? Drag::Kind::Pan : Drag::Kind::Brush;
    m_drag.part = brushPartAt(m_brush, m_view, area, at.x());
    m_drag.pressed = at;
    m_drag.time = timeAt(at.x(), m_view, area);
    m_drag.view = m_view;
}

void Histogram::dragTo(const QPointF &position)
{
    const QRectF area = plot();
    if (m_drag.kind == Drag::Kind::Pan) {
        const qint64 by = m_drag.time - timeAt(position.x(), m_drag.view, area);
        takeView(panned(m_drag.view, by));
        return;
    }
    const qint64 now = timeAt(std::clamp(position.x(), area.left(), area.right() - 1), m_view, area);
    m_pending = m_drag.part == BrushPart::Outside ? brushOver(m_drag.time, now, m_grid)
                                                  : std::optional(brushDragged(*m_brush, m_drag.part, m_drag.time, now, m_grid));
    if (m_pending && m_pending->from && m_pending->to)
        QToolTip::showText(mapToGlobal(position.toPoint() + QPoint(0, 12)), spanText(*m_pending->from, *m_pending->to, m_zone), this);
    update();
}

void Histogram::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drag.kind == Drag::Kind::None)
        return showCursorFor(event->position());
    m_drag.moved = m_drag.moved || std::abs(event->position().x() - m_drag.pressed.x()) >= dragThreshold;
    if (m_drag.moved)
        dragTo(event->position());
}

void Histogram::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag drag = m_drag;
    m_drag = {};
    if (drag.kind != Drag::Kind::Brush)
        return QWidget::mouseReleaseEvent(event);
    // A click on a bar takes the bar; one into the brush is left to the double click.
    if (!drag.moved && drag.part == BrushPart::Outside)
        m_pending = m_grid.barAt(drag.time) >= 0 ? brushOver(drag.time, drag.time, m_grid) : std::nullopt;
    if (m_pending)
        apply();
}

void Histogram::mouseDoubleClickEvent(QMouseEvent *)
{
    m_drag = {};
    m_pending.reset();
    if (m_brush)
        Q_EMIT brushCleared();
}

void Histogram::showCursorFor(const QPointF &position)
{
    const QRectF area = plot();
    const BrushPart part = brushPartAt(m_brush, m_view, area, position.x());
    const bool axis = position.y() > area.bottom();
    setCursor(axis ? Qt::OpenHandCursor : part == BrushPart::From || part == BrushPart::To ? Qt::SizeHorCursor : Qt::ArrowCursor);
    const int bar = area.contains(position) ? m_data.grid.barAt(timeAt(position.x(), m_view, area)) : -1;
    if (bar == m_hovered)
        return;
    m_hovered = bar;
    update();
}

void Histogram::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void Histogram::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    event->accept();
    if (m_view.span() <= 0 || turned.isNull())
        return;
    const bool sideways = std::abs(turned.x()) > std::abs(turned.y()) || event->modifiers().testFlag(Qt::ShiftModifier);
    if (sideways) {
        const int by = turned.x() != 0 ? turned.x() : turned.y();
        return takeView(panned(m_view, -qint64(double(m_view.span()) * by / 120 / 10)));
    }
    zoomBy(std::pow(wheelFactor, turned.y() / 120.0), timeAt(event->position().x(), m_view, plot()));
}

bool Histogram::pinch(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() != Qt::ZoomNativeGesture || gesture->value() <= -1)
            return false;
        zoomBy(1 / (1 + gesture->value()), timeAt(gesture->position().x(), m_view, plot()));
        return true;
    }
    const auto *gesture = static_cast<QPinchGesture *>(static_cast<QGestureEvent *>(event)->gesture(Qt::PinchGesture));
    if (gesture == nullptr || gesture->scaleFactor() <= 0)
        return false;
    m_drag = {};
    const QPointF center = mapFromGlobal(gesture->centerPoint());
    zoomBy(1 / gesture->scaleFactor(), timeAt(center.x(), m_view, plot()));
    return true;
}

bool Histogram::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = textAt(help->pos().x());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    if ((event->type() == QEvent::NativeGesture || event->type() == QEvent::Gesture) && m_view.span() > 0 && pinch(event))
        return true;
    // Escape is a shortcut elsewhere; with a brush it is this chart's own.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && shownBrush()) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void Histogram::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const qint64 middle = m_view.from + m_view.span() / 2;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int by = event->key() == Qt::Key_Left ? -1 : 1;
        if (shift)
            return extendByKeys(by, control);
        return control ? moveCurrent(by) : panByBars(by * std::max(1, m_grid.bars() / 10));
    }
    case Qt::Key_Plus:
    case Qt::Key_Equal: return zoomBy(keyFactor, middle);
    case Qt::Key_Minus:
    case Qt::Key_Underscore: return zoomBy(1 / keyFactor, middle);
    case Qt::Key_Home: Q_EMIT allRequested(); return;
    case Qt::Key_End: Q_EMIT nowRequested(); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_pending && m_current >= 0)
            m_pending = brushOver(m_data.grid.start(m_current), m_data.grid.start(m_current), m_data.grid);
        return m_pending ? apply() : QWidget::keyPressEvent(event);
    case Qt::Key_Escape: return giveUp(event);
    default: return QWidget::keyPressEvent(event);
    }
}

void Histogram::giveUp(QKeyEvent *event)
{
    if (m_pending) {
        m_pending.reset();
        m_keyBrush.reset();
        m_drag = {};
        describe();
        return update();
    }
    if (!m_brush)
        return QWidget::keyPressEvent(event);
    Q_EMIT brushCleared();
}

void Histogram::apply()
{
    const TimeBrush brush = *m_pending;
    m_pending.reset();
    m_keyBrush.reset();
    const qint64 from = brush.from.value_or(m_grid.from());
    const qint64 to = brush.to.value_or(m_grid.to());
    setBrush(TimeBrush{from, to});
    Q_EMIT brushed(from, to);
}

void Histogram::moveCurrent(int by)
{
    const int bars = m_data.grid.bars();
    if (bars == 0)
        return;
    m_current = m_current < 0 ? (by < 0 ? bars - 1 : 0) : std::clamp(m_current + by, 0, bars - 1);
    const qreal x = positionOf((m_data.grid.start(m_current) + m_data.grid.end(m_current)) / 2, m_view, plot());
    QToolTip::showText(mapToGlobal(QPointF(x, plot().center().y()).toPoint()), barText(m_current), this);
    describe();
    update();
}

void Histogram::extendByKeys(int by, bool whole)
{
    const int bars = m_grid.bars();
    if (bars == 0)
        return;
    if (!m_keyBrush) {
        m_keyBrush = m_brush ? keyBrushFor(*m_brush, m_grid) : std::nullopt;
        const bool fresh = !m_keyBrush;
        if (fresh) {
            const int at = m_current >= 0 ? m_grid.barAt(m_data.grid.start(m_current)) : -1;
            const int bar = at >= 0 ? at : by < 0 ? bars - 1 : 0;
            m_keyBrush = KeyBrush{bar, bar};
        }
        if (!fresh)
            m_keyBrush = whole ? moved(*m_keyBrush, by, bars) : extended(*m_keyBrush, by, bars);
    } else {
        m_keyBrush = whole ? moved(*m_keyBrush, by, bars) : extended(*m_keyBrush, by, bars);
    }
    m_pending = m_keyBrush->over(m_grid);
    describe();
    update();
}

} // namespace console
