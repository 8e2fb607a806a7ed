// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/rowheader.h"

#include <QHelpEvent>
#include <QStyleOptionHeader>
#include <QToolTip>

namespace console {

RowHeader::RowHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setFocusPolicy(Qt::NoFocus);
}

void RowHeader::setTitle(int column, const QString &title)
{
    if (m_titles.value(column) == title)
        return;
    m_titles.insert(column, title);
    viewport()->update();
}

QString RowHeader::title(int column) const
{
    const QString own = m_titles.value(column);
    return !own.isEmpty() || model() == nullptr ? own : model()->headerData(column, Qt::Horizontal).toString();
}

void RowHeader::setSorted(int column, Qt::SortOrder order)
{
    m_sorted = column;
    m_order = order;
    viewport()->update();
}

void RowHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    const QString own = m_titles.value(logicalIndex);
    if (!own.isEmpty())
        option->text = own;
    option->sortIndicator = QStyleOptionHeader::None;
    if (logicalIndex == m_sorted)
        option->sortIndicator = m_order == Qt::AscendingOrder ? QStyleOptionHeader::SortDown : QStyleOptionHeader::SortUp;
}

bool RowHeader::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QHeaderView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int column = logicalIndexAt(help->pos());
    const bool cut = column >= 0 && sectionSizeFromContents(column).width() > sectionSize(column);
    const QString about = m_about.value(column);
    const QString text = !about.isEmpty() ? about : cut ? title(column) : QString();
    if (text.isEmpty())
        return QHeaderView::viewportEvent(event);
    QToolTip::showText(help->globalPos(), text.toHtmlEscaped(), this);
    return true;
}

} // namespace console
