// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/iconlabel.h"

#include <QPainter>

namespace console {

IconLabel::IconLabel(Icon icon, int side, TextColour colour, QWidget *parent)
    : QWidget(parent), m_icon(icon), m_colour(colour)
{
    setFixedSize(side, side);
}

void IconLabel::setIcon(Icon icon, TextColour colour)
{
    m_icon = icon;
    m_colour = colour;
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIcon(painter, rect(), m_icon, textColour(themeOf(this), m_colour), width() >= 24 ? 1.7 : 2.0);
}

} // namespace console
