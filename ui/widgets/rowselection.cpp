// SPDX-License-Identifier: Apache-2.0
// The part of RowView that is about the current row and the selected ones.
#include "ui/widgets/rowview.h"

#include "ui/widgets/rowheader.h"
#include "ui/widgets/rowviewaccessible.h"

#include <QAccessible>
#include <QHash>
#include <QKeyEvent>
#include <QMouseEvent>

namespace console {

namespace {

constexpr qint64 mostCarried = 4096; ///< selected rows, through a sort

} // namespace

QModelIndex RowView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const RowGeometry rows = geometryOfRows();
    if (rows.rows == 0)
        return {};
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return model()->index(action == MoveEnd ? int(rows.rows) - 1 : 0, edgeColumn(false), rootIndex());
    const qint64 page = std::max(1, rows.room / m_rowHeight);
    const int forth = isRightToLeft() ? -1 : 1;
    qint64 row = current.row();
    int column = isColumnHidden(current.column()) ? edgeColumn(false) : current.column();
    switch (action) {
    case MoveUp:
    case MovePrevious: --row; break;
    case MoveDown:
    case MoveNext: ++row; break;
    case MovePageUp: row -= page; break;
    case MovePageDown: row += page; break;
    // A table of rows: the first and the last row, not the first and the last cell.
    case MoveHome: row = 0; break;
    case MoveEnd: row = rows.rows - 1; break;
    case MoveLeft: column = besideColumn(column, -forth); break;
    case MoveRight: column = besideColumn(column, forth); break;
    }
    return model()->index(int(std::clamp<qint64>(row, 0, rows.rows - 1)), column, rootIndex());
}

void RowView::selectRow(int row)
{
    if (model() == nullptr || row < 0 || row >= model()->rowCount(rootIndex()))
        return;
    m_anchor = model()->index(row, edgeColumn(false), rootIndex());
    selectionModel()->setCurrentIndex(m_anchor, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

// Qt extends from where the mouse or the keyboard was last, by positions in pixels; a row that was chosen by selectRow(),
// or lies two thousand million pixels away, is none of these.
void RowView::extendTo(const QModelIndex &index)
{
    const QModelIndex from = m_anchor.isValid() ? QModelIndex(m_anchor) : currentIndex();
    m_anchor = from;
    const int first = std::min(from.row(), index.row());
    const int last = std::max(from.row(), index.row());
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    selectionModel()->select({model()->index(first, 0, rootIndex()), model()->index(last, m_header->count() - 1, rootIndex())},
                             QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void RowView::keyPressEvent(QKeyEvent *event)
{
    static const QHash<int, CursorAction> moves{{Qt::Key_Up, MoveUp},         {Qt::Key_Down, MoveDown}, {Qt::Key_PageUp, MovePageUp},
                                                {Qt::Key_PageDown, MovePageDown}, {Qt::Key_Home, MoveHome}, {Qt::Key_End, MoveEnd}};
    const bool extends = selectionMode() == ExtendedSelection && event->modifiers().testFlag(Qt::ShiftModifier);
    if (extends && moves.contains(event->key()) && currentIndex().isValid()) {
        extendTo(moveCursor(moves.value(event->key()), event->modifiers()));
        event->accept();
        return;
    }
    QAbstractItemView::keyPressEvent(event);
    if (!event->modifiers().testFlag(Qt::ShiftModifier))
        m_anchor = currentIndex();
}

void RowView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool extends = selectionMode() == ExtendedSelection && event->modifiers() == Qt::ShiftModifier;
    if (extends && event->button() == Qt::LeftButton && index.isValid() && currentIndex().isValid()) {
        extendTo(index);
        event->accept();
        return;
    }
    QAbstractItemView::mousePressEvent(event);
    m_anchor = currentIndex();
}

void RowView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const RowGeometry rows = geometryOfRows();
    if (selectionModel() == nullptr || rows.rows == 0)
        return;
    // The corners may be given in any order, and lie out of view and beyond the last row.
    const qint64 top = m_offset + std::min(rect.top(), rect.bottom());
    const qint64 bottom = m_offset + std::max(rect.top(), rect.bottom());
    if (bottom < 0 || top >= rows.total()) {
        selectionModel()->select(QItemSelection(), command);
        return;
    }
    const int first = rows.rowAt(std::max<qint64>(0, top));
    const int last = rows.rowAt(std::min(bottom, rows.total() - 1));
    const int columns = model()->columnCount(rootIndex());
    selectionModel()->select({model()->index(first, 0, rootIndex()), model()->index(last, columns - 1, rootIndex())}, command);
}

QRegion RowView::visualRegionForSelection(const QItemSelection &selection) const
{
    const RowRange shown = rowsInView();
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        const int first = std::max(range.top(), shown.first);
        const int last = std::min(range.bottom(), shown.last);
        if (first <= last)
            region += rowRect(first).united(rowRect(last));
    }
    return region;
}

QVector<RowRange> RowView::selectedRanges() const
{
    QVector<RowRange> ranges;
    if (selectionModel() != nullptr) {
        for (const QItemSelectionRange &range : selectionModel()->selection())
            ranges.append({range.top(), range.bottom()});
    }
    return merged(ranges);
}

void RowView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
    if (!QAccessible::isActive())
        return;
    const auto tell = [this](const QItemSelection &rows, QAccessible::Event what) {
        if (rows.isEmpty() || !rows.first().isValid())
            return;
        QAccessibleEvent event(this, what);
        event.setChild(RowViewAccessible::childIndex(*this, rows.first().top(), rows.first().left()));
        QAccessible::updateAccessibility(&event);
    };
    tell(deselected, QAccessible::SelectionRemove);
    tell(selected, QAccessible::Selection);
}

// Qt's selection model would remember each selected row by itself, and a sorted model says nothing of which went where.
void RowView::thinSelection()
{
    if (selectionModel() == nullptr || rowsIn(selectedRanges()) <= mostCarried)
        return;
    const QModelIndex current = currentIndex();
    const bool selected = current.isValid() && isRowSelected(current.row());
    selectionModel()->select(selected ? QItemSelection(current, current) : QItemSelection(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void RowView::tellFocus()
{
    const QModelIndex current = currentIndex();
    if (!QAccessible::isActive() || !current.isValid())
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(RowViewAccessible::childIndex(*this, current.row(), current.column()));
    QAccessible::updateAccessibility(&event);
}

} // namespace console
