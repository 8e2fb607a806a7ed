// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/rowview.h"

#include "ui/widgets/rowheader.h"
#include "ui/widgets/rowviewaccessible.h"

#include <QPainter>
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

RowView::~RowView()
{
    // The header outlives this part of the view, and still speaks while the window is closed around it.
    m_header->disconnect(this);
}

void RowView::setModel(QAbstractItemModel *model)
{
    for (const QMetaObject::Connection &connection : std::as_const(m_modelConnections))
        disconnect(connection);
    m_modelConnections.clear();
    if (model != this->model()) {
        disconnect(m_beforeSorting);
        if (model != nullptr)
            m_beforeSorting = connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, &RowView::thinSelection);
    }
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
