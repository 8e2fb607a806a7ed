// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/controlpainting.h"

#include "ui/theme/icons.h"

#include <QPainter>
#include <QStyleOption>

namespace console {

void paintTab(const Theme &theme, QPainter &painter, const QStyleOptionTab &option)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRectF rect = option.rect;
    if (!selected && option.state.testFlag(QStyle::State_MouseOver) && option.state.testFlag(QStyle::State_Enabled))
        paintBox(painter, rect.adjusted(2, 4, -2, -5), theme.hover, {}, theme.radius);
    if (selected)
        painter.fillRect(QRectF(rect.left() + 2, rect.bottom() - 2, rect.width() - 4, 2), theme.accent);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange))
        paintFocusRing(theme, painter, rect.adjusted(2, 3, -2, -4), theme.radius);
}

void paintTabLabel(const Theme &theme, QPainter &painter, const QStyleOptionTab &option)
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter.setPen(!option.state.testFlag(QStyle::State_Enabled) ? theme.disabled : selected ? theme.text : theme.textMuted);
    painter.drawText(option.rect.adjusted(0, 0, 0, -1), Qt::AlignCenter | Qt::TextSingleLine | Qt::TextHideMnemonic,
                     option.text);
}

void paintHeaderSection(const Theme &theme, QPainter &painter, const QStyleOptionHeader &option)
{
    painter.fillRect(option.rect, theme.raised);
    if (option.orientation == Qt::Horizontal)
        painter.fillRect(QRectF(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.border);
}

void paintHeaderLabel(const Theme &theme, QPainter &painter, const QStyleOptionHeader &option)
{
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    const int arrow = sorted ? 18 : 0;
    const bool right = option.textAlignment.testFlag(Qt::AlignRight);
    QRect box = option.rect.adjusted(12, 0, -12, 0);
    const QString text = option.fontMetrics.elidedText(option.text.toUpper(), Qt::ElideRight, box.width() - arrow);
    const int width = option.fontMetrics.horizontalAdvance(text);
    const int x = right ? box.right() + 1 - width - arrow : box.left();
    painter.setPen(sorted ? theme.textMuted : theme.textFaint);
    painter.drawText(QRect(x, box.top(), width + 4, box.height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     text);
    if (sorted) {
        // Qt's SortDown is ascending: the arrow of this style points to where bigger values are.
        const Icon mark = option.sortIndicator == QStyleOptionHeader::SortDown ? Icon::ChevronUp : Icon::ChevronDown;
        paintIcon(painter, QRectF(x + width + 5, box.center().y() - 6, 13, 13), mark, theme.textMuted);
    }
}

void paintMenuItem(const Theme &theme, QPainter &painter, const QStyleOptionMenuItem &option)
{
    const QRect rect = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRectF(rect.left() + 8, rect.center().y(), rect.width() - 16, 1), theme.border);
        return;
    }
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool active = enabled && option.state.testFlag(QStyle::State_Selected);
    if (active)
        paintBox(painter, QRectF(rect).adjusted(4, 0, -4, 0), theme.accentSoft, {}, theme.radius - 1);
    int x = rect.left() + 14;
    const QColor colour = enabled ? theme.text : theme.disabled;
    if (option.checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option.checked)
            paintIcon(painter, QRectF(x, rect.center().y() - 7, 15, 15), Icon::Check, enabled ? theme.accent : theme.disabled, 2.4);
        x += 24;
    } else if (!option.icon.isNull()) {
        option.icon.paint(&painter, QRect(x, rect.center().y() - 7, 16, 16), Qt::AlignCenter,
                          enabled ? QIcon::Normal : QIcon::Disabled);
        x += 26;
    } else if (option.maxIconWidth > 0 || option.menuHasCheckableItems) {
        x += 24;
    }
    const qsizetype tab = option.text.indexOf(QLatin1Char('\t'));
    const QRect textRect(x, rect.top(), rect.right() - x - 14, rect.height());
    painter.setFont(option.font);
    painter.setPen(colour);
    painter.drawText(textRect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | Qt::TextHideMnemonic,
                     tab < 0 ? option.text : option.text.left(tab));
    if (tab >= 0) {
        painter.setPen(enabled ? theme.textFaint : theme.disabled);
        painter.drawText(textRect, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, option.text.mid(tab + 1));
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        paintIcon(painter, QRectF(rect.right() - 24, rect.center().y() - 7, 14, 14), Icon::ChevronRight, theme.textFaint);
}

QSize menuItemSize(const QStyleOptionMenuItem &option, const QSize &contents)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator)
        return {contents.width(), 9};
    const int shortcut = option.text.contains(QLatin1Char('\t')) ? 28 : 0;
    return {contents.width() + 66 + shortcut, std::max(contents.height(), 30)};
}

void paintProgress(const Theme &theme, QPainter &painter, const QStyleOptionProgressBar &option)
{
    const QRectF rect = option.rect;
    const QRectF groove(rect.left(), rect.center().y() - 3, rect.width(), 6);
    paintBox(painter, groove, theme.dark ? theme.border : theme.tone(Tone::Neutral).soft, {}, 3);
    QRectF bar = groove;
    const qint64 span = qint64(option.maximum) - option.minimum;
    if (span > 0) {
        bar.setWidth(groove.width() * double(qint64(option.progress) - option.minimum) / double(span));
    } else {
        // No known end: a third of the bar; what moves is the text beside it, not this.
        bar.setLeft(groove.left() + groove.width() / 3);
        bar.setWidth(groove.width() / 3);
    }
    if (bar.width() >= 2)
        paintBox(painter, bar, theme.accent, {}, 3);
}

} // namespace console
