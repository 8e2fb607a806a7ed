// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/rowview.h"

#include "ui/widgets/rowheader.h"
#include "ui/widgets/rowviewaccessible.h"

#include <QAccessible>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace console {
namespace {

/// Positions of rows far out of view, in the int that Qt's rectangles use.
int toInt(qint64 position)
{
    constexpr qint64 limit = 2'147'000'000;
    return int(std::clamp(position, -limit, limit));
}

bool holds(const QItemSelection &selection, int row)
{
    return std::any_of(selection.begin(), selection.end(),
                       [row](const QItemSelectionRange &range) { return range.top() <= row && row <= range.bottom(); });
}

} // namespace

RowView::RowView(QWidget *parent) : QAbstractItemView(parent), m_header(new RowHeader(this))
{
    RowViewAccessible::install();
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    connect(m_header, &QHeaderView::sectionResized, this, &RowView::settle);
    connect(m_header, &QHeaderView::sectionMoved, this, &RowView::settle);
    connect(m_header, &QHeaderView::sectionCountChanged, this, &RowView::settle);
    connect(m_header, &QHeaderView::geometriesChanged, this, &RowView::settle);
    connect(m_header, &QHeaderView::sectionHandleDoubleClicked, this,
            [this](int column) { setColumnWidth(column, sizeHintForColumn(column)); });
}

void RowView::setModel(QAbstractItemModel *model)
{
    for (const QMetaObject::Connection &connection : std::as_const(m_modelConnections))
        disconnect(connection);
    m_modelConnections.clear();
    m_header->setModel(model);
    QAbstractItemView::setModel(model);
    if (model != nullptr) {
        m_modelConnections = {
            connect(model, &QAbstractItemModel::rowsRemoved, this,
                    [this](const QModelIndex &, int first, int last) { rowsGone(first, last); }),
            connect(model, &QAbstractItemModel::rowsMoved, this, &RowView::settle),
        };
    }
    m_offset = 0;
    settle();
}

void RowView::reset()
{
    QAbstractItemView::reset();
    settle();
}

void RowView::setRowHeight(int pixels)
{
    pixels = std::max(1, pixels);
    if (pixels == m_rowHeight)
        return;
    m_offset = m_offset / m_rowHeight * pixels;
    m_rowHeight = pixels;
    settle();
}

int RowView::rowHeight(int) const
{
    return m_rowHeight;
}

RowGeometry RowView::geometryOfRows() const
{
    return {model() == nullptr ? 0 : model()->rowCount(rootIndex()), m_rowHeight, viewport()->height(),
            verticalScrollMode() == ScrollPerItem};
}

int RowView::rowAt(int y) const
{
    return geometryOfRows().rowAt(m_offset + y);
}

int RowView::columnAt(int x) const
{
    return m_header->logicalIndexAt(x);
}

int RowView::rowViewportPosition(int row) const
{
    return toInt(qint64(row) * m_rowHeight - m_offset);
}

int RowView::columnViewportPosition(int column) const
{
    return m_header->sectionViewportPosition(column);
}

QRect RowView::rowRect(int row) const
{
    return {0, rowViewportPosition(row), viewport()->width(), m_rowHeight};
}

RowRange RowView::rowsInView() const
{
    const RowGeometry rows = geometryOfRows();
    if (rows.rows == 0 || rows.room <= 0)
        return {};
    const int last = rows.rowAt(m_offset + rows.room - 1);
    return {std::max(0, rows.rowAt(m_offset)), last < 0 ? int(rows.rows) - 1 : last};
}

int RowView::columnWidth(int column) const
{
    return m_header->sectionSize(column);
}

void RowView::setColumnWidth(int column, int pixels)
{
    m_header->resizeSection(column, pixels);
}

bool RowView::isColumnHidden(int column) const
{
    return m_header->isSectionHidden(column);
}

void RowView::setColumnHidden(int column, bool hidden)
{
    m_header->setSectionHidden(column, hidden);
}

QRect RowView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || isColumnHidden(index.column()))
        return {};
    return {columnViewportPosition(index.column()), rowViewportPosition(index.row()), columnWidth(index.column()), m_rowHeight};
}

QModelIndex RowView::indexAt(const QPoint &point) const
{
    const int row = rowAt(point.y());
    if (row < 0)
        return {};
    const int column = columnAt(point.x());
    // Beside the columns it is still the row.
    const bool before = isRightToLeft() ? point.x() >= viewport()->width() : point.x() < 0;
    return model()->index(row, column >= 0 ? column : edgeColumn(!before), rootIndex());
}

void RowView::keyboardSearch(const QString &) {}

int RowView::horizontalOffset() const
{
    return m_header->offset();
}

int RowView::verticalOffset() const
{
    return toInt(m_offset);
}

bool RowView::isIndexHidden(const QModelIndex &index) const
{
    return isColumnHidden(index.column());
}

QString RowView::cellText(const QModelIndex &index) const
{
    const QVariant said = index.data(Qt::AccessibleTextRole);
    return said.isValid() ? said.toString() : index.data(Qt::DisplayRole).toString();
}

bool RowView::isRowSelected(int row) const
{
    return selectionModel() != nullptr && holds(selectionModel()->selection(), row);
}

QString RowView::columnTitle(int column) const
{
    return m_header->title(column);
}

// --- columns ----------------------------------------------------------------------------------------------------------

int RowView::besideColumn(int column, int by) const
{
    for (int visual = m_header->visualIndex(column) + by; visual >= 0 && visual < m_header->count(); visual += by) {
        if (!m_header->isSectionHidden(m_header->logicalIndex(visual)))
            return m_header->logicalIndex(visual);
    }
    return column;
}

int RowView::edgeColumn(bool last) const
{
    const int count = m_header->count();
    for (int i = 0; i < count; ++i) {
        const int column = m_header->logicalIndex(last ? count - 1 - i : i);
        if (!m_header->isSectionHidden(column))
            return column;
    }
    return 0;
}

QVector<int> RowView::columnsWithin(int left, int right) const
{
    QVector<int> columns;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        if (m_header->isSectionHidden(column))
            continue;
        const int x = columnViewportPosition(column);
        if (x <= right && x + columnWidth(column) > left)
            columns.append(column);
    }
    return columns;
}

void RowView::showColumn(int column)
{
    QScrollBar *bar = horizontalScrollBar();
    const int start = m_header->sectionPosition(column);
    const int end = start + columnWidth(column);
    if (start < bar->value())
        bar->setValue(start);
    else if (end > bar->value() + viewport()->width())
        bar->setValue(std::min(start, end - viewport()->width()));
}

int RowView::sizeHintForColumn(int column) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    int width = m_header->sectionSizeHint(column);
    const RowRange rows = rowsInView();
    for (int row = rows.first; row <= rows.last; ++row) {
        const QModelIndex index = model()->index(row, column, rootIndex());
        width = std::max(width, itemDelegateForIndex(index)->sizeHint(option, index).width());
    }
    return width;
}

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

// --- painting ---------------------------------------------------------------------------------------------------------

void RowView::paintRow(QPainter &painter, const QStyleOptionViewItem &option, int row) const
{
    Q_UNUSED(row)
    if (option.state.testFlag(QStyle::State_Selected))
        painter.fillRect(QRectF(option.rect), option.palette.highlight());
}

void RowView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const QRect area = event->rect();
    const RowRange shown = rowsInView();
    if (shown.last < shown.first || m_header->count() == 0)
        return;
    const int first = std::max(shown.first, rowAt(std::max(0, area.top())));
    const int below = rowAt(area.bottom());
    const QVector<int> columns = columnsWithin(area.left(), area.right());
    const QItemSelection selection = selectionModel()->selection();
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    for (int row = first; row <= (below < 0 ? shown.last : below); ++row) {
        option.rect = rowRect(row);
        option.state.setFlag(QStyle::State_Selected, holds(selection, row));
        paintRow(painter, option, row);
        for (const int column : columns) {
            const QModelIndex index = model()->index(row, column, rootIndex());
            option.rect.setLeft(columnViewportPosition(column));
            option.rect.setWidth(columnWidth(column));
            itemDelegateForIndex(index)->paint(&painter, option, index);
        }
    }
}

} // namespace console
