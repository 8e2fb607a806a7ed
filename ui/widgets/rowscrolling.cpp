// SPDX-License-Identifier: Apache-2.0
// The part of RowView that is about its place: scrolling, and staying where one is while the model changes.
#include "ui/widgets/rowview.h"

#include "ui/widgets/rowheader.h"

#include <QAccessible>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace console {

// --- scrolling --------------------------------------------------------------------------------------------------------

void RowView::settle()
{
    updateGeometries();
    viewport()->update();
}

void RowView::updateGeometries()
{
    if (m_settling) {
        m_sizeChanged = true; // a scroll bar came or went
        return;
    }
    {
        const QScopedValueRollback settling(m_settling, true);
        for (int pass = 0; pass < 3; ++pass) {
            m_sizeChanged = false;
            placeHeader();
            settleBars();
            if (!m_sizeChanged)
                break;
        }
    }
    QAbstractItemView::updateGeometries();
}

void RowView::placeHeader()
{
    const int height = m_header->isHidden() ? 0 : std::clamp(m_header->sizeHint().height(), m_header->minimumHeight(), m_header->maximumHeight());
    setViewportMargins(0, height, 0, 0);
    const QRect area = viewport()->geometry();
    m_header->setGeometry(area.left(), area.top() - height, area.width(), height);
}

void RowView::settleBars()
{
    const RowGeometry rows = geometryOfRows();
    m_offset = rows.clamped(m_offset);
    QScrollBar *vertical = verticalScrollBar();
    vertical->setPageStep(int(std::max<qint64>(1, rows.room / rows.step())));
    vertical->setSingleStep(int(std::max<qint64>(1, m_rowHeight / rows.step())));
    vertical->setRange(0, rows.barMaximum());
    vertical->setValue(rows.barOf(m_offset));
    QScrollBar *horizontal = horizontalScrollBar();
    const int width = viewport()->width();
    horizontal->setPageStep(width);
    horizontal->setSingleStep(std::max(20, width / 10));
    horizontal->setRange(0, std::max(0, m_header->length() - width));
    m_header->setOffset(horizontal->value());
}

void RowView::scrollContentsBy(int dx, int dy)
{
    if (m_settling)
        return;
    if (dx != 0) {
        m_header->setOffset(horizontalScrollBar()->value());
        viewport()->update();
    }
    if (dy != 0) {
        const qint64 before = m_offset;
        m_offset = geometryOfRows().offsetOf(verticalScrollBar()->value());
        shiftPixels(before - m_offset);
    }
}

void RowView::shiftPixels(qint64 by)
{
    if (std::abs(by) < viewport()->height())
        viewport()->scroll(0, int(by));
    else
        viewport()->update();
}

void RowView::moveTo(qint64 offset)
{
    const RowGeometry rows = geometryOfRows();
    offset = rows.clamped(offset);
    if (offset == m_offset)
        return;
    const qint64 before = std::exchange(m_offset, offset);
    {
        const QScopedValueRollback settling(m_settling, true);
        verticalScrollBar()->setValue(rows.barOf(offset));
    }
    shiftPixels(before - offset);
}

void RowView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    updateGeometries(); // rows may have come since
    const qint64 top = qint64(index.row()) * m_rowHeight;
    const int room = viewport()->height();
    switch (hint) {
    case EnsureVisible:
        if (top < m_offset || room < m_rowHeight)
            moveTo(top);
        else if (top + m_rowHeight > m_offset + room)
            moveTo(top + m_rowHeight - room);
        break;
    case PositionAtTop: moveTo(top); break;
    case PositionAtBottom: moveTo(top + m_rowHeight - room); break;
    case PositionAtCenter: moveTo(top - (room - m_rowHeight) / 2); break;
    }
}

// --- changes of the model ---------------------------------------------------------------------------------------------

void RowView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QAbstractItemView::rowsInserted(parent, first, last);
    const int before = int(m_offset / m_rowHeight); // the row at the top until now
    const bool above = m_keepsPlace && first <= before && last - first + 1 < geometryOfRows().rows;
    if (above)
        m_offset += (qint64(last) - first + 1) * m_rowHeight;
    updateGeometries();
    if (!above && first <= rowsInView().last)
        viewport()->update();
}

void RowView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // Qt makes another row current when the current one goes, which is no reason to go there.
    const bool scrolls = hasAutoScroll();
    setAutoScroll(false);
    QAbstractItemView::rowsAboutToBeRemoved(parent, first, last);
    setAutoScroll(scrolls);
}

void RowView::rowsGone(int first, int last)
{
    const qint64 top = m_offset / m_rowHeight;
    if (m_keepsPlace && first < top)
        m_offset -= (std::min<qint64>(last, top - 1) - first + 1) * m_rowHeight;
    settle();
}

void RowView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    // A model of millions of rows speaks of ranges far out of view too: they cost nothing here.
    const RowRange rows = rowsInView();
    if (!topLeft.isValid() || !bottomRight.isValid() || bottomRight.row() < rows.first || topLeft.row() > rows.last)
        return;
    const int first = std::max(topLeft.row(), rows.first);
    const int last = std::min(bottomRight.row(), rows.last);
    if (QAccessible::isActive())
        QAbstractItemView::dataChanged(topLeft.siblingAtRow(first), bottomRight.siblingAtRow(last), roles);
    viewport()->update(rowRect(first).united(rowRect(last)));
}

void RowView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    if (current.isValid() && previous.isValid() && current.column() != previous.column())
        showColumn(current.column());
    for (const QModelIndex &index : {current, previous}) {
        if (index.isValid())
            viewport()->update(rowRect(index.row()));
    }
    if (hasFocus())
        tellFocus();
}

void RowView::focusInEvent(QFocusEvent *event)
{
    QAbstractItemView::focusInEvent(event);
    tellFocus();
}

} // namespace console
