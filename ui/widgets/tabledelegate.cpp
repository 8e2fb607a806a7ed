// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/tabledelegate.h"

#include "ui/widgets/datatable.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>


namespace console {
namespace {

constexpr int side = 12; // padding of a cell, as in headers

struct Fonts
{
    QFont body = fontFor(TextRole::Body);
    QFont medium = fontFor(TextRole::BodyMedium);
    QFont mono = fontFor(TextRole::Mono);
};

const Fonts &fonts()
{
    static const Fonts made;
    return made;
}

const QFont &fontOf(CellKind kind)
{
    if (kind == CellKind::Mono)
        return fonts().mono;
    return kind == CellKind::Name ? fonts().medium : fonts().body;
}

QColor colourOf(const Theme &theme, const ColumnHint &hint, const QModelIndex &index)
{
    const Tone tone = hint.tone ? hint.tone(index) : Tone::Neutral;
    if (tone != Tone::Neutral)
        return theme.tone(tone).text;
    if (hint.faint)
        return theme.textFaint;
    return hint.kind == CellKind::Name ? theme.text : hint.kind == CellKind::Mono ? theme.text : theme.textMuted;
}

// Where the text of a cell goes once its padding and icon are taken off.
QRect textRect(const ColumnHint &hint, const QRect &cell, bool withIcon)
{
    QRect rect = cell.adjusted(side, 0, -side, 0);
    if (withIcon && hint.kind == CellKind::Name)
        rect.setLeft(rect.left() + 24);
    return rect;
}

} // namespace

TableDelegate::TableDelegate(QObject *parent) : QStyledItemDelegate(parent) {}

QString TableDelegate::textOf(const QModelIndex &index) const
{
    const QString own = index.column() < m_hints.size() && m_hints.at(index.column()).text ? m_hints.at(index.column()).text(index) : QString();
    return own.isNull() ? index.data(Qt::DisplayRole).toString() : own;
}

void TableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    static const ColumnHint plain;
    const ColumnHint &hint = index.column() < m_hints.size() ? m_hints.at(index.column()) : plain;
    const Theme &theme = themeOf(option.widget);
    QString text = textOf(index);
    const Icon mark = hint.icon ? hint.icon(index) : Icon::None;
    if (hint.kind == CellKind::Pill && !text.isEmpty()) {
        const Pill pill{text, hint.tone ? hint.tone(index) : Tone::Neutral, mark};
        paintPill(theme, *painter, QRectF(option.rect).adjusted(side - 3, 0, -4, 0), pill);
        return;
    }
    const bool absent = text.isEmpty();
    QRect rect = textRect(hint, option.rect, mark != Icon::None);
    for (const Icon badge : hint.badges ? hint.badges(index) : QVector<Icon>()) {
        paintIcon(*painter, QRectF(rect.right() - 12, rect.center().y() - 6.5, 14, 14), badge, theme.textMuted, 2.0);
        rect.setRight(rect.right() - 17);
    }
    if (mark != Icon::None && hint.kind == CellKind::Name)
        paintIcon(*painter, QRectF(rect.left() - 24, rect.center().y() - 7.5, 16, 16), mark, theme.textMuted, 1.9);
    if (absent)
        text = QStringLiteral("–");
    text.replace(QLatin1Char('\n'), QLatin1Char(' '));
    const QFont &font = fontOf(hint.kind);
    const QFontMetrics metrics(font);
    const auto align = hint.kind == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft;
    painter->setFont(font);
    painter->setPen(absent ? theme.textFaint : colourOf(theme, hint, index));
    painter->drawText(rect, int(align | Qt::AlignVCenter) | Qt::TextSingleLine,
                      metrics.elidedText(text, hint.elide, rect.width()));
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ColumnHint hint = index.column() < m_hints.size() ? m_hints.at(index.column()) : ColumnHint();
    const QString text = textOf(index);
    const int mark = hint.icon ? 24 : 0;
    const int width = hint.kind == CellKind::Pill ? int(pillSize({text, Tone::Neutral, Icon::None}).width())
                                                  : QFontMetrics(fontOf(hint.kind)).horizontalAdvance(text);
    return {width + 2 * side + mark, themeOf(option.widget).rowHeight};
}

bool TableDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString given = index.data(Qt::ToolTipRole).toString();
    const bool cut = sizeHint(option, index).width() > option.rect.width();
    QString text = !given.isEmpty() ? given : cut ? textOf(index) : QString();
    const auto *table = qobject_cast<const DataTable *>(view);
    if (const QString said = table != nullptr ? table->rowSaid(index) : QString(); !said.isEmpty())
        text += text.isEmpty() ? said : u'\n' + said;
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")), view);
    return true;
}

} // namespace console
