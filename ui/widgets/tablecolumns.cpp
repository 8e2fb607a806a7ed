// SPDX-License-Identifier: Apache-2.0
// The part of DataTable that is about columns: which, where, how wide, and what rows are sorted by.
#include "ui/widgets/datatable.h"

#include "ui/widgets/rowheader.h"
#include "ui/widgets/tabledelegate.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QScopedValueRollback>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

QString DataTable::columnName(int column) const
{
    constexpr int nameRole = Qt::UserRole + 2; // of the headers of every table
    const QString name = model()->headerData(column, Qt::Horizontal, nameRole).toString();
    return name.isEmpty() ? QString::number(column) : name;
}

QVector<ColumnPlace> DataTable::standardPlaces() const
{
    const QVector<ColumnHint> &hints = m_delegate->hints();
    QVector<int> order;
    for (int column = 0; column < std::min<int>(int(hints.size()), horizontalHeader()->count()); ++column)
        order.append(column);
    std::stable_sort(order.begin(), order.end(), [&hints](int a, int b) {
        return uint(hints.at(a).place) < uint(hints.at(b).place); // -1 is last
    });
    QVector<ColumnPlace> places;
    for (const int column : std::as_const(order))
        places.append({columnName(column), hints.at(column).width, hints.at(column).hidden});
    return places;
}

QVector<ColumnPlace> DataTable::places() const
{
    QVector<ColumnPlace> places;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        const bool hidden = isColumnHidden(column);
        // A hidden column has no width; keep the one it had.
        const QVector<ColumnHint> &hints = m_delegate->hints();
        const int width = !hidden ? columnWidth(column) : column < hints.size() ? hints.at(column).width : 120;
        places.append({columnName(column), width, hidden});
    }
    return places;
}

void DataTable::arrange(const QVector<ColumnPlace> &places)
{
    {
        const QScopedValueRollback arranging(m_arranging, true);
        for (int visual = 0; visual < places.size(); ++visual) {
            for (int column = 0; column < horizontalHeader()->count(); ++column) {
                if (columnName(column) != places.at(visual).name)
                    continue;
                horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column), visual);
                setColumnHidden(column, false);
                setColumnWidth(column, places.at(visual).width);
                setColumnHidden(column, places.at(visual).hidden);
            }
        }
    }
    stretchColumn();
}

void DataTable::setHints(const QVector<ColumnHint> &hints)
{
    m_delegate->setHints(hints);
    for (int column = 0; column < hints.size(); ++column)
        horizontalHeader()->setAbout(column, hints.at(column).about);
    if (model() != nullptr)
        arrange(standardPlaces());
}

void DataTable::remember(QSettings *settings, const QString &key)
{
    m_settings = nullptr;
    arrange(arranged(standardPlaces(), readLayout(settings->value(key + "/layout"_L1).toStringList())));
    m_key = key;
    m_settings = settings;
}

void DataTable::resetColumns()
{
    arrange(standardPlaces());
    if (m_settings != nullptr)
        m_settings->remove(m_key + "/layout"_L1);
}

void DataTable::keepColumns()
{
    if (m_settings != nullptr && !m_arranging)
        m_settings->setValue(m_key + "/layout"_L1, layoutText(places()));
}

void DataTable::setColumnShown(int column, bool shown)
{
    const int others = horizontalHeader()->count() - horizontalHeader()->hiddenSectionCount() - (isColumnHidden(column) ? 0 : 1);
    if (shown == !isColumnHidden(column) || (!shown && others == 0))
        return;
    {
        const QScopedValueRollback arranging(m_arranging, true);
        setColumnHidden(column, !shown);
        if (shown && columnWidth(column) <= horizontalHeader()->minimumSectionSize() && column < m_delegate->hints().size())
            setColumnWidth(column, m_delegate->hints().at(column).width);
    }
    stretchColumn();
    keepColumns();
}

void DataTable::stretchColumn()
{
    const QVector<ColumnHint> &hints = m_delegate->hints();
    int used = 0;
    int target = -1;
    for (int column = 0; column < hints.size(); ++column) {
        if (isColumnHidden(column))
            continue;
        if (hints.at(column).stretch && target < 0)
            target = column;
        else
            used += columnWidth(column);
    }
    if (target < 0)
        return;
    const QScopedValueRollback arranging(m_arranging, true);
    setColumnWidth(target, std::max(hints.at(target).width, viewport()->width() - used));
}

void DataTable::addColumnActions(QMenu *menu)
{
    const int shown = horizontalHeader()->count() - horizontalHeader()->hiddenSectionCount();
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        QAction *action = menu->addAction(columnTitle(column));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(isColumnHidden(column) || shown > 1);
        connect(action, &QAction::toggled, this, [this, column](bool on) { setColumnShown(column, on); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this, &DataTable::resetColumns);
}

void DataTable::setSortable(std::function<bool(int)> sortable, bool clearable)
{
    m_sortable = std::move(sortable);
    m_sortClearable = clearable;
}

bool DataTable::isSortable(int column) const
{
    return m_sortable && m_sortable(column);
}

void DataTable::setSorted(int column, Qt::SortOrder order)
{
    horizontalHeader()->setSorted(column, order);
}

Qt::SortOrder DataTable::firstOrder(int column) const
{
    // Of numbers and times the biggest are looked for, of words the first.
    const CellKind kind = column < m_delegate->hints().size() ? m_delegate->hints().at(column).kind : CellKind::Text;
    return kind == CellKind::Number || kind == CellKind::Time ? Qt::DescendingOrder : Qt::AscendingOrder;
}

void DataTable::headerClicked(int column)
{
    if (!isSortable(column))
        return;
    const RowHeader *header = horizontalHeader();
    const Qt::SortOrder first = firstOrder(column);
    const Qt::SortOrder second = first == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    if (header->sortedColumn() != column)
        Q_EMIT sortRequested(column, first);
    else if (header->sortedOrder() == first)
        Q_EMIT sortRequested(column, second);
    else
        Q_EMIT sortRequested(m_sortClearable ? -1 : column, first);
}

void DataTable::addSortActions(QMenu *menu)
{
    if (!m_sortable)
        return;
    const RowHeader *header = horizontalHeader();
    const int sorted = header->sortedColumn();
    const auto add = [this, menu](QActionGroup *group, const QString &text, bool on, int column, Qt::SortOrder order) {
        QAction *action = group->addAction(menu->addAction(text));
        action->setCheckable(true);
        action->setChecked(on);
        connect(action, &QAction::triggered, this, [this, column, order] { Q_EMIT sortRequested(column, order); });
    };
    auto *columns = new QActionGroup(menu);
    if (m_sortClearable)
        add(columns, tr("As they come"), sorted < 0, -1, Qt::AscendingOrder);
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (isSortable(column))
            add(columns, columnTitle(column), sorted == column, column, sorted == column ? header->sortedOrder() : firstOrder(column));
    }
    if (sorted < 0)
        return;
    menu->addSeparator();
    auto *directions = new QActionGroup(menu);
    add(directions, tr("Ascending"), header->sortedOrder() == Qt::AscendingOrder, sorted, Qt::AscendingOrder);
    add(directions, tr("Descending"), header->sortedOrder() == Qt::DescendingOrder, sorted, Qt::DescendingOrder);
}

} // namespace console
