// SPDX-License-Identifier: Apache-2.0
#include "ui/events/bodytreedelegate.h"

#include "ui/events/bodytree.h"
#include "ui/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

namespace console {

namespace {

constexpr int rowHeight = 22;
constexpr int padding = 4;

QColor colourOf(const Theme &theme, const QModelIndex &index)
{
    if (index.data(JsonMoreRole).toInt() > 0)
        return theme.tone(Tone::Accent).text;
    switch (JsonColumn(index.column())) {
    case JsonColumn::Name: return theme.jsonKey;
    case JsonColumn::Kind: return theme.textFaint;
    case JsonColumn::Value: break;
    }
    switch (JsonKind(index.data(JsonKindRole).toInt())) {
    case JsonKind::String: return theme.jsonString;
    case JsonKind::Number: return theme.jsonNumber;
    case JsonKind::Literal: return theme.jsonLiteral;
    case JsonKind::Object:
    case JsonKind::Array: return theme.jsonPunctuation;
    }
    return theme.text;
}

} // namespace

BodyTreeDelegate::BodyTreeDelegate(BodyTree *tree) : QStyledItemDelegate(tree), m_tree(tree) {}

void BodyTreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(m_tree);
    const bool kind = index.column() == int(JsonColumn::Kind);
    QFont font = fontFor(kind ? TextRole::Small : TextRole::Mono);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme.selection);
    const QRectF room = QRectF(option.rect).adjusted(padding, 0, -padding, 0);
    const QString text = QFontMetricsF(font).elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, room.width());
    const FindQuery &query = m_tree->query();
    const qsizetype found = query.text.isEmpty() || kind ? -1 : text.indexOf(query.text, 0, query.matchCase ? Qt::CaseSensitive : Qt::CaseInsensitive);
    if (found >= 0) {
        const QFontMetricsF metrics(font);
        const double left = metrics.horizontalAdvance(text.left(found));
        painter->fillRect(QRectF(room.left() + left, room.top() + 2, metrics.horizontalAdvance(text.sliced(found, query.text.size())), room.height() - 4),
                          mixed(theme.tone(Tone::Warning).solid, theme.surface, 0.45));
    }
    font.setUnderline(index == m_tree->hovered());
    painter->setFont(font);
    painter->setPen(colourOf(theme, index));
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
}

QSize BodyTreeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QFontMetricsF metrics(fontFor(TextRole::Mono));
    return {int(metrics.horizontalAdvance(index.data(Qt::DisplayRole).toString().left(200))) + 2 * padding + 2, rowHeight};
}

} // namespace console
