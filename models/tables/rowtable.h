// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/column.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QVector>

#include <algorithm>
#include <memory>
#include <numeric>
#include <span>

namespace console {

/// A table whose rows are all in memory (some ten thousand at most): columns from one array, sorted by typed values,
/// brought up to date by key with the smallest signals, so that selections and scroll positions live on.
/// Row needs `==`. Lives on the GUI thread.
template <class Row> class RowTable : public QAbstractTableModel
{
public:
    /// `keyOf` names a row for good (an id). Columns live as long as the program.
    RowTable(std::span<const Column<Row>> columns, QString (*keyOf)(const Row &), std::shared_ptr<const Clock> clock,
             QObject *parent)
        : QAbstractTableModel(parent), m_columns(columns), m_keyOf(keyOf), m_clock(std::move(clock))
    {
    }

    [[nodiscard]] const Row *rowAt(int row) const { return row < 0 || row >= m_rows.size() ? nullptr : &m_rows.at(row); }
    [[nodiscard]] int rowOfKey(const QString &key) const
    {
        for (int i = 0; i < m_rows.size(); ++i) {
            if (m_keyOf(m_rows.at(i)) == key)
                return i;
        }
        return -1;
    }
    [[nodiscard]] const QVector<Row> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_columns.size()); }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
            return {};
        return cellData(m_columns[size_t(index.column())], m_rows.at(index.row()), role, m_clock->now());
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return {};
        return headerOf(m_columns[size_t(section)], role);
    }
    /// Sorts by the typed values of a column, absent ones last; -1 keeps the order in which rows are given.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override
    {
        m_sortColumn = column;
        m_sortOrder = order;
        reorder();
    }

protected:
    /// Makes the table show exactly these rows (keys unique), in the order of sort().
    void setRows(const QVector<Row> &rows)
    {
        QHash<QString, int> wanted;
        for (int i = 0; i < rows.size(); ++i)
            wanted.insert(m_keyOf(rows.at(i)), i);
        removeOthers(wanted);
        m_given.clear();
        for (int i = 0; i < m_rows.size(); ++i) {
            const QString key = m_keyOf(m_rows.at(i));
            const int at = wanted.take(key);
            m_given.insert(key, at);
            if (m_rows.at(i) == rows.at(at))
                continue;
            m_rows[i] = rows.at(at);
            Q_EMIT dataChanged(index(i, 0), index(i, columnCount() - 1));
        }
        insertNew(rows, wanted);
        reorder();
    }
    /// Adds rows with new keys at the end; only for tables that are not sorted.
    void appendRows(const QVector<Row> &rows)
    {
        if (rows.isEmpty())
            return;
        beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + rows.size()) - 1);
        for (const Row &row : rows) {
            m_given.insert(m_keyOf(row), int(m_rows.size()));
            m_rows.append(row);
        }
        endInsertRows();
    }
    /// Time-dependent texts (`5 min ago`) may read differently now.
    void touchColumns(int first, int last)
    {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, first), index(rowCount() - 1, last), {Qt::DisplayRole});
    }
    [[nodiscard]] Timestamp now() const { return m_clock->now(); }

private:
    void removeOthers(const QHash<QString, int> &wanted)
    {
        for (int last = int(m_rows.size()) - 1; last >= 0; --last) {
            if (wanted.contains(m_keyOf(m_rows.at(last))))
                continue;
            int first = last;
            while (first > 0 && !wanted.contains(m_keyOf(m_rows.at(first - 1))))
                --first;
            beginRemoveRows({}, first, last);
            m_rows.remove(first, last - first + 1);
            endRemoveRows();
            last = first;
        }
    }
    void insertNew(const QVector<Row> &rows, const QHash<QString, int> &wanted)
    {
        if (wanted.isEmpty())
            return;
        QVector<int> added(wanted.cbegin(), wanted.cend());
        std::sort(added.begin(), added.end());
        beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + added.size()) - 1);
        for (const int at : std::as_const(added)) {
            m_given.insert(m_keyOf(rows.at(at)), at);
            m_rows.append(rows.at(at));
        }
        endInsertRows();
    }
    [[nodiscard]] QVector<int> sortedOrder() const
    {
        QVector<int> order(m_rows.size());
        std::iota(order.begin(), order.end(), 0);
        QVector<int> given;
        for (const Row &row : m_rows)
            given.append(m_given.value(m_keyOf(row)));
        QVector<QVariant> keys;
        if (m_sortColumn >= 0 && m_sortColumn < columnCount()) {
            for (const Row &row : m_rows)
                keys.append(m_columns[size_t(m_sortColumn)].value(row, now()));
        }
        std::sort(order.begin(), order.end(), [&](int a, int b) {
            if (!keys.isEmpty()) {
                if (keys.at(a).isValid() != keys.at(b).isValid())
                    return keys.at(a).isValid();
                const QPartialOrdering compared = QVariant::compare(keys.at(a), keys.at(b));
                if (compared != QPartialOrdering::Equivalent && compared != QPartialOrdering::Unordered)
                    return (compared == QPartialOrdering::Less) == (m_sortOrder == Qt::AscendingOrder);
            }
            return given.at(a) < given.at(b);
        });
        return order;
    }
    void reorder()
    {
        const QVector<int> order = sortedOrder();
        if (std::is_sorted(order.begin(), order.end()))
            return;
        Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        QVector<Row> rows;
        QVector<int> moved(order.size());
        for (int to = 0; to < order.size(); ++to) {
            rows.append(m_rows.at(order.at(to)));
            moved[order.at(to)] = to;
        }
        m_rows = std::move(rows);
        const QModelIndexList old = persistentIndexList();
        QModelIndexList fresh;
        for (const QModelIndex &from : old)
            fresh.append(index(moved.at(from.row()), from.column()));
        changePersistentIndexList(old, fresh);
        Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }

    std::span<const Column<Row>> m_columns;
    QString (*m_keyOf)(const Row &);
    std::shared_ptr<const Clock> m_clock;
    QVector<Row> m_rows;
    QHash<QString, int> m_given; ///< place in the rows as given, by key: the order without sorting
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace console
