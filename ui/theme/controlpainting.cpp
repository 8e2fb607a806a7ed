// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/controlpainting.h"

#include "ui/theme/icons.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace console {
namespace {

bool has(const QStyleOption &option, QStyle::StateFlag flag) { return option.state.testFlag(flag); }

// Only after the keyboard moved the focus: a ring on everything clicked is noise.
bool focusShown(const QStyleOption &option)
{
    return has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange);
}

// Where a one pixel line must lie to be one device pixel sharp: half a device-independent pixel inside.
QRectF inner(const QRectF &rect) { return rect.adjusted(0.5, 0.5, -0.5, -0.5); }

QColor accentFill(const Theme &theme, const QStyleOption &option)
{
    if (has(option, QStyle::State_Sunken))
        return theme.accentPressed;
    return has(option, QStyle::State_MouseOver) ? theme.accentHover : theme.accent;
}

QColor quietFill(const Theme &theme, const QStyleOption &option, const QColor &ground)
{
    if (has(option, QStyle::State_Sunken) || has(option, QStyle::State_On))
        return theme.accentSoft;
    return has(option, QStyle::State_MouseOver) ? theme.hover : ground;
}

} // namespace

void paintBox(QPainter &painter, const QRectF &rect, const QColor &fill, const QColor &line, qreal radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.setPen(line.isValid() ? QPen(line, 1) : QPen(Qt::NoPen));
    painter.drawRoundedRect(line.isValid() ? inner(rect) : rect, radius, radius);
    painter.restore();
}

void paintFocusRing(const Theme &theme, QPainter &painter, const QRectF &rect, qreal radius, qreal gap)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 2));
    const QRectF ring = rect.adjusted(1 - gap, 1 - gap, gap - 1, gap - 1);
    painter.drawRoundedRect(ring, radius, radius);
    painter.restore();
}

bool focusShown(const QWidget *widget)
{
    return widget->hasFocus() && widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
}

void paintButton(const Theme &theme, QPainter &painter, const QStyleOptionButton &option, ButtonKind kind)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const QRectF rect = option.rect;
    if (!enabled) {
        paintBox(painter, rect, kind == ButtonKind::Ghost ? QColor() : theme.raised,
                 kind == ButtonKind::Ghost ? QColor() : theme.border, theme.radius);
        return;
    }
    switch (kind) {
    case ButtonKind::Primary:
        paintBox(painter, rect, accentFill(theme, option), {}, theme.radius);
        break;
    case ButtonKind::Danger:
        paintBox(painter, rect, quietFill(theme, option, theme.surface), mixed(theme.tone(Tone::Bad).solid, theme.surface, 0.55),
                 theme.radius);
        break;
    case ButtonKind::Secondary:
        paintBox(painter, rect, quietFill(theme, option, theme.surface), theme.borderStrong, theme.radius);
        break;
    case ButtonKind::Ghost: {
        const QColor fill = quietFill(theme, option, {});
        if (fill.isValid())
            paintBox(painter, rect, fill, {}, theme.radius);
        break;
    }
    }
    if (focusShown(option)) {
        paintFocusRing(theme, painter, rect, theme.radius);
        if (kind == ButtonKind::Primary) // a ring in the button's own colour needs a gap to be seen
            paintBox(painter, rect.adjusted(2, 2, -2, -2), {}, theme.onAccent, theme.radius - 2);
    }
}

QColor buttonTextColour(const Theme &theme, const QStyleOption &option, ButtonKind kind)
{
    if (!has(option, QStyle::State_Enabled))
        return theme.disabled;
    switch (kind) {
    case ButtonKind::Primary: return theme.onAccent;
    case ButtonKind::Danger: return theme.tone(Tone::Bad).text;
    case ButtonKind::Ghost: return theme.textMuted;
    case ButtonKind::Secondary: break;
    }
    return theme.text;
}

void paintButtonLabel(const Theme &theme, QPainter &painter, const QStyleOptionButton &option, ButtonKind kind)
{
    const QColor colour = buttonTextColour(theme, option, kind);
    const int gap = option.icon.isNull() || option.text.isEmpty() ? 0 : 8;
    const int iconWidth = option.icon.isNull() ? 0 : option.iconSize.width();
    const int menuWidth = option.features & QStyleOptionButton::HasMenu ? 18 : 0;
    const int room = option.rect.width() - iconWidth - gap - menuWidth - 8;
    // Ampersands mark a shortcut: taken out for measuring, never shown.
    const QString text = option.fontMetrics.elidedText(option.text, Qt::ElideRight, room, Qt::TextShowMnemonic);
    const int textWidth = text.isEmpty() ? 0 : option.fontMetrics.size(Qt::TextShowMnemonic, text).width();
    int x = option.rect.left() + (option.rect.width() - iconWidth - gap - textWidth - menuWidth) / 2;
    if (iconWidth > 0) {
        const QRect at(x, option.rect.center().y() - option.iconSize.height() / 2 + 1 - option.iconSize.height() % 2,
                       iconWidth, option.iconSize.height());
        option.icon.paint(&painter, at, Qt::AlignCenter,
                          has(option, QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled);
        x += iconWidth + gap;
    }
    painter.setPen(colour);
    painter.drawText(QRect(x, option.rect.top(), textWidth + 2, option.rect.height()),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | Qt::TextHideMnemonic, text);
    if (menuWidth > 0)
        paintIcon(painter, QRectF(x + textWidth + 6, option.rect.center().y() - 6, 14, 14), Icon::ChevronDown, colour);
}

void paintField(const Theme &theme, QPainter &painter, const QStyleOption &option)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    paintBox(painter, option.rect, enabled ? theme.surface : theme.raised, enabled ? theme.borderStrong : theme.border,
             theme.radius);
    if (enabled && has(option, QStyle::State_HasFocus))
        paintFocusRing(theme, painter, option.rect, theme.radius);
}

void paintCheckMark(const Theme &theme, QPainter &painter, const QStyleOption &option)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const bool partly = has(option, QStyle::State_NoChange);
    const QRectF rect = QRectF(option.rect).adjusted(1, 1, -1, -1);
    if (on || partly) {
        paintBox(painter, rect, enabled ? theme.accent : theme.disabled, {}, 4);
        paintIcon(painter, rect.adjusted(2, 2, -2, -2), on ? Icon::Check : Icon::Minus,
                  enabled ? theme.onAccent : theme.surface, 3.2);
    } else {
        paintBox(painter, rect, enabled ? theme.surface : theme.raised, enabled ? theme.textFaint : theme.border, 4);
    }
    if (focusShown(option))
        paintFocusRing(theme, painter, rect, 5, 2);
}

void paintRadioMark(const Theme &theme, QPainter &painter, const QStyleOption &option)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const QRectF rect = QRectF(option.rect).adjusted(1, 1, -1, -1);
    const qreal radius = rect.width() / 2;
    paintBox(painter, rect, on ? (enabled ? theme.accent : theme.disabled) : theme.surface,
             on ? QColor() : (enabled ? theme.textFaint : theme.border), radius);
    if (on)
        paintBox(painter, rect.adjusted(radius - 3, radius - 3, 3 - radius, 3 - radius), theme.onAccent, {}, 3);
    if (focusShown(option))
        paintFocusRing(theme, painter, rect, radius + 1, 2);
}

void paintComboBox(const Theme &theme, QPainter &painter, const QStyleOptionComboBox &option)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const QRectF rect = option.rect;
    QColor fill = enabled ? theme.surface : theme.raised;
    if (enabled && has(option, QStyle::State_MouseOver) && !option.editable)
        fill = theme.hover;
    if (option.frame)
        paintBox(painter, rect, fill, enabled ? theme.borderStrong : theme.border, theme.radius);
    if (enabled && (focusShown(option) || (option.editable && has(option, QStyle::State_HasFocus))))
        paintFocusRing(theme, painter, rect, theme.radius);
    paintIcon(painter, QRectF(rect.right() - 24, rect.center().y() - 7, 14, 14), Icon::ChevronDown,
              enabled ? theme.textFaint : theme.disabled);
}

void paintSpinButtons(const Theme &theme, QPainter &painter, const QStyleOptionSpinBox &option, const QRect &up,
                      const QRect &down)
{
    const auto colour = [&](QAbstractSpinBox::StepEnabledFlag step, QStyle::SubControl sub) {
        if (!has(option, QStyle::State_Enabled) || !option.stepEnabled.testFlag(step))
            return theme.disabled;
        return option.activeSubControls.testFlag(sub) ? theme.accent : theme.textFaint;
    };
    paintIcon(painter, QRectF(up.center().x() - 5, up.bottom() - 10, 12, 12), Icon::ChevronUp,
              colour(QAbstractSpinBox::StepUpEnabled, QStyle::SC_SpinBoxUp));
    paintIcon(painter, QRectF(down.center().x() - 5, down.top() - 1, 12, 12), Icon::ChevronDown,
              colour(QAbstractSpinBox::StepDownEnabled, QStyle::SC_SpinBoxDown));
}

void paintScrollHandle(const Theme &theme, QPainter &painter, const QStyleOptionSlider &option, const QRect &handle)
{
    const bool active = option.activeSubControls.testFlag(QStyle::SC_ScrollBarSlider);
    const QRectF bar = option.orientation == Qt::Vertical ? QRectF(handle).adjusted(2, 1, -2, -1)
                                                          : QRectF(handle).adjusted(1, 2, -1, -2);
    const qreal radius = std::min(bar.width(), bar.height()) / 2;
    paintBox(painter, bar, active ? mixed(theme.textFaint, theme.scrollBar, 0.5) : theme.scrollBar, {}, radius);
}

} // namespace console
