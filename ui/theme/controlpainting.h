// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/consolestyle.h"

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;

namespace console {

// How single controls look: functions from a theme and a style option to strokes. ConsoleStyle decides when.

/// A filled, outlined, rounded rectangle whose one pixel line lies on whole device pixels.
void paintBox(QPainter &painter, const QRectF &rect, const QColor &fill, const QColor &line, qreal radius);
/// The ring around what has the keyboard: two pixels of accent, outside `rect` by `gap`.
void paintFocusRing(const Theme &theme, QPainter &painter, const QRectF &rect, qreal radius, qreal gap = 0);

/// The widget has the focus, and the keyboard brought it there (or moved it since).
[[nodiscard]] bool focusShown(const QWidget *widget);

void paintButton(const Theme &theme, QPainter &painter, const QStyleOptionButton &option, ButtonKind kind);
[[nodiscard]] QColor buttonTextColour(const Theme &theme, const QStyleOption &option, ButtonKind kind);
void paintButtonLabel(const Theme &theme, QPainter &painter, const QStyleOptionButton &option, ButtonKind kind);
void paintField(const Theme &theme, QPainter &painter, const QStyleOption &option);
void paintCheckMark(const Theme &theme, QPainter &painter, const QStyleOption &option);
void paintRadioMark(const Theme &theme, QPainter &painter, const QStyleOption &option);
void paintComboBox(const Theme &theme, QPainter &painter, const QStyleOptionComboBox &option);
void paintSpinButtons(const Theme &theme, QPainter &painter, const QStyleOptionSpinBox &option, const QRect &up,
                      const QRect &down);
void paintScrollHandle(const Theme &theme, QPainter &painter, const QStyleOptionSlider &option, const QRect &handle);
void paintTab(const Theme &theme, QPainter &painter, const QStyleOptionTab &option);
void paintTabLabel(const Theme &theme, QPainter &painter, const QStyleOptionTab &option);
void paintHeaderSection(const Theme &theme, QPainter &painter, const QStyleOptionHeader &option);
void paintHeaderLabel(const Theme &theme, QPainter &painter, const QStyleOptionHeader &option);
void paintMenuItem(const Theme &theme, QPainter &painter, const QStyleOptionMenuItem &option);
[[nodiscard]] QSize menuItemSize(const QStyleOptionMenuItem &option, const QSize &contents);
void paintProgress(const Theme &theme, QPainter &painter, const QStyleOptionProgressBar &option);

} // namespace console
