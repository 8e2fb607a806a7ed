// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/rowviewaccessible.h"

#include "ui/widgets/rowcells.h"
#include "ui/widgets/rowheader.h"
#include "ui/widgets/rowview.h"

#include <QScrollBar>

#include <limits>

namespace console {
namespace {

/// Two screens full of rows with all their columns.
constexpr qsizetype cellsHeld = 1024;
constexpr int rowsCounted = 4096;
/// Answered at most: the rows of a selection of millions would be one message.
constexpr qsizetype rowsListed = 65'536;

QAccessibleInterface *interfaceOf(const QString &, QObject *object)
{
    auto *view = qobject_cast<RowView *>(object);
    return view == nullptr ? nullptr : new RowViewAccessible(view);
}

/// What stands over the rows, lowest first: the visible widgets that are no part of a view's frame.
QWidgetList widgetsOver(const RowView &view)
{
    QWidgetList found;
    for (QObject *child : view.children()) {
        auto *widget = qobject_cast<QWidget *>(child);
        const bool over = widget != nullptr && !widget->isHidden() && !widget->isWindow() && widget != view.viewport()
            && widget != view.horizontalHeader() && widget != view.cornerWidget()
            && widget->findChild<QScrollBar *>(QString(), Qt::FindDirectChildrenOnly) == nullptr; // Qt's containers of them
        if (over)
            found.append(widget);
    }
    return found;
}

} // namespace

RowViewAccessible::RowViewAccessible(RowView *view) : QAccessibleWidget(view, QAccessible::Table) {}

RowViewAccessible::~RowViewAccessible()
{
    drop(true);
}

void RowViewAccessible::install()
{
    static const bool once = (QAccessible::installFactory(interfaceOf), true);
    Q_UNUSED(once)
}

int RowViewAccessible::childIndex(const RowView &view, int row, int column)
{
    if (view.model() == nullptr)
        return -1;
    const int columns = view.model()->columnCount(view.rootIndex());
    qint64 index = (qint64(row) + 1) * columns + column;
    if (row >= rowsCounted)
        index += widgetsOver(view).size();
    return index > std::numeric_limits<int>::max() ? -1 : int(index);
}

RowView *RowViewAccessible::view() const
{
    return static_cast<RowView *>(widget());
}

int RowViewAccessible::cellsCounted() const
{
    return (std::min(rowCount(), rowsCounted) + 1) * columnCount();
}

void RowViewAccessible::drop(bool all) const
{
    QVector<Held> kept;
    for (const Held &held : std::exchange(m_cells, {})) {
        if (!all && held.cell->isValid())
            kept.append(held);
        else
            QAccessible::deleteAccessibleInterface(held.id);
    }
    m_cells = kept;
    if (!all)
        return;
    for (const Held &held : std::exchange(m_headers, {}))
        QAccessible::deleteAccessibleInterface(held.id);
}

QAccessibleInterface *RowViewAccessible::cell(const QModelIndex &index) const
{
    for (qsizetype i = m_cells.size() - 1; i >= 0; --i) {
        if (static_cast<RowCell *>(m_cells.at(i).cell)->index() == index) {
            m_cells.move(i, m_cells.size() - 1);
            return m_cells.last().cell;
        }
    }
    if (m_cells.size() >= cellsHeld)
        drop(false);
    if (m_cells.size() >= cellsHeld)
        QAccessible::deleteAccessibleInterface(m_cells.takeFirst().id);
    auto *made = new RowCell(view(), index);
    m_cells.append({made, QAccessible::registerAccessibleInterface(made)});
    return made;
}

QAccessibleInterface *RowViewAccessible::headerAt(int column) const
{
    if (column < 0 || column >= columnCount())
        return nullptr;
    while (m_headers.size() <= column) {
        auto *made = new RowHeaderCell(view(), int(m_headers.size()));
        m_headers.append({made, QAccessible::registerAccessibleInterface(made)});
    }
    return m_headers.at(column).cell;
}

QAccessibleInterface *RowViewAccessible::cellAt(int row, int column) const
{
    if (row < 0 || row >= rowCount() || column < 0 || column >= columnCount())
        return nullptr;
    return cell(view()->model()->index(row, column, view()->rootIndex()));
}

QAccessibleInterface *RowViewAccessible::childAt(int x, int y) const
{
    const QWidgetList over = widgetsOver(*view());
    for (auto widget = over.crbegin(); widget != over.crend(); ++widget) {
        if ((*widget)->rect().contains((*widget)->mapFromGlobal(QPoint(x, y))))
            return QAccessible::queryAccessibleInterface(*widget);
    }
    const QPoint at = view()->viewport()->mapFromGlobal(QPoint(x, y));
    if (at.y() < 0)
        return headerAt(view()->columnAt(at.x()));
    const QModelIndex index = view()->indexAt(at);
    return index.isValid() ? cell(index) : nullptr;
}

QAccessibleInterface *RowViewAccessible::child(int index) const
{
    const int columns = columnCount();
    if (const int counted = cellsCounted(); index >= counted) {
        const QWidgetList over = widgetsOver(*view());
        if (index - counted < over.size())
            return QAccessible::queryAccessibleInterface(over.at(index - counted));
        index -= int(over.size());
    }
    if (index < 0 || columns == 0)
        return nullptr;
    return index < columns ? headerAt(index) : cellAt(index / columns - 1, index % columns);
}

int RowViewAccessible::childCount() const
{
    return cellsCounted() + int(widgetsOver(*view()).size());
}

int RowViewAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    if (child == nullptr || child->parent() != this)
        return -1;
    if (child->object() != nullptr) {
        const qsizetype place = widgetsOver(*view()).indexOf(qobject_cast<QWidget *>(child->object()));
        return place < 0 ? -1 : cellsCounted() + int(place);
    }
    if (child->role() == QAccessible::ColumnHeader)
        return static_cast<const RowHeaderCell *>(child)->column();
    const auto *cell = static_cast<const RowCell *>(child);
    return cell->isValid() ? childIndex(*view(), cell->rowIndex(), cell->columnIndex()) : -1;
}

QAccessibleInterface *RowViewAccessible::focusChild() const
{
    const QModelIndex current = view()->currentIndex();
    return view()->hasFocus() && current.isValid() ? cell(current) : nullptr;
}

QString RowViewAccessible::text(QAccessible::Text kind) const
{
    const QString said = QAccessibleWidget::text(kind);
    if (kind != QAccessible::Description || view()->notice().isEmpty())
        return said;
    return said.isEmpty() ? view()->notice() : said + QLatin1Char(' ') + view()->notice();
}

QAccessible::State RowViewAccessible::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.extSelectable = view()->selectionMode() == QAbstractItemView::ExtendedSelection;
    return state;
}

void *RowViewAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TableInterface)
        return static_cast<QAccessibleTableInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

QString RowViewAccessible::columnDescription(int column) const
{
    return column < 0 || column >= columnCount() ? QString() : view()->columnTitle(column);
}

QString RowViewAccessible::rowDescription(int) const
{
    return {};
}

int RowViewAccessible::columnCount() const
{
    return view()->model() == nullptr ? 0 : view()->model()->columnCount(view()->rootIndex());
}

int RowViewAccessible::rowCount() const
{
    return view()->model() == nullptr ? 0 : view()->model()->rowCount(view()->rootIndex());
}

int RowViewAccessible::selectedRowCount() const
{
    return int(rowsIn(view()->selectedRanges()));
}

int RowViewAccessible::selectedCellCount() const
{
    return int(std::min<qint64>(rowsIn(view()->selectedRanges()) * columnCount(), std::numeric_limits<int>::max()));
}

QList<QAccessibleInterface *> RowViewAccessible::selectedCells() const
{
    QList<QAccessibleInterface *> cells;
    const QList<int> rows = selectedRows();
    for (const int row : rows) {
        for (int column = 0; column < columnCount(); ++column) {
            if (cells.size() >= cellsHeld) // more would push the first ones out
                return cells;
            cells.append(cellAt(row, column));
        }
    }
    return cells;
}

QList<int> RowViewAccessible::selectedRows() const
{
    QList<int> rows;
    for (const RowRange &range : view()->selectedRanges()) {
        for (int row = range.first; row <= range.last && rows.size() < rowsListed; ++row)
            rows.append(row);
    }
    return rows;
}

bool RowViewAccessible::isRowSelected(int row) const
{
    return view()->isRowSelected(row);
}

bool RowViewAccessible::selectRow(int row)
{
    if (row < 0 || row >= rowCount())
        return false;
    view()->selectRow(row);
    return view()->isRowSelected(row);
}

bool RowViewAccessible::unselectRow(int row)
{
    if (!view()->isRowSelected(row))
        return false;
    view()->selectionModel()->select(view()->model()->index(row, 0, view()->rootIndex()),
                                     QItemSelectionModel::Deselect | QItemSelectionModel::Rows);
    return true;
}

void RowViewAccessible::modelChange(QAccessibleTableModelChangeEvent *event)
{
    switch (event->modelChangeType()) {
    case QAccessibleTableModelChangeEvent::ModelReset:
    case QAccessibleTableModelChangeEvent::ColumnsInserted:
    case QAccessibleTableModelChangeEvent::ColumnsRemoved: drop(true); break;
    case QAccessibleTableModelChangeEvent::RowsRemoved: drop(false); break;
    default: break; // cells follow their rows
    }
}

} // namespace console
