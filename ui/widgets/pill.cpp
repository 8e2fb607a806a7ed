// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/pill.h"

#include "ui/theme/controlpainting.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace console {
namespace {

constexpr qreal height = 21;
constexpr qreal side = 9;    // left and right padding
constexpr qreal dotSide = 5; // diameter of the dot
constexpr qreal gap = 5;
constexpr qreal iconSide = 12;

qreal markWidth(const Pill &pill)
{
    return pill.icon == Icon::None ? dotSide : iconSide;
}

} // namespace

QSizeF pillSize(const Pill &pill)
{
    static const QFontMetricsF metrics(fontFor(TextRole::SmallStrong));
    return {std::ceil(2 * side + markWidth(pill) + gap + metrics.horizontalAdvance(pill.text)), height};
}

void paintPill(const Theme &theme, QPainter &painter, const QRectF &rect, const Pill &pill)
{
    static const QFont font = fontFor(TextRole::SmallStrong);
    static const QFontMetricsF metrics(font);
    const ToneColours colours = theme.tone(pill.tone);
    const qreal fixed = 2 * side + markWidth(pill) + gap;
    const qreal width = std::min(pillSize(pill).width(), rect.width());
    const QRectF box(rect.left(), rect.center().y() - height / 2, width, height);
    paintBox(painter, box, colours.soft, {}, height / 2);
    const qreal middle = box.center().y();
    if (pill.icon == Icon::None)
        paintBox(painter, QRectF(box.left() + side, middle - dotSide / 2, dotSide, dotSide), colours.text, {}, dotSide / 2);
    else
        paintIcon(painter, QRectF(box.left() + side - 1, middle - iconSide / 2, iconSide, iconSide), pill.icon,
                  colours.text, 2.4);
    painter.save();
    painter.setFont(font);
    painter.setPen(colours.text);
    const QRectF text(box.left() + side + markWidth(pill) + gap, box.top(), std::max(0.0, width - fixed) + 1, height);
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     metrics.elidedText(pill.text, Qt::ElideRight, text.width()));
    painter.restore();
}

PillLabel::PillLabel(const Pill &pill, QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setPill(pill);
}

void PillLabel::setPill(const Pill &pill)
{
    m_pill = pill;
    setAccessibleName(pill.text);
    updateGeometry();
    update();
}

QSize PillLabel::sizeHint() const
{
    const QSizeF size = pillSize(m_pill);
    return {int(std::ceil(size.width())), int(std::ceil(size.height()))};
}

QSize PillLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 48), sizeHint().height()};
}

void PillLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPill(themeOf(this), painter, rect(), m_pill);
}

} // namespace console
