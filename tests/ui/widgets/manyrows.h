// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>

namespace console {

/// A table of any number of rows that keeps none of them: cell (r, c) says "r:c", counted from the newest of the first
/// rows, so that a row keeps its text when others come in above it.
class ManyRows : public QAbstractTableModel
{
public:
    explicit ManyRows(int rows, int columns = 6) : m_rows(rows), m_columns(columns) {}

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_columns; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        ++m_asked;
        return QString(QString::number(index.row() - m_above) + u':' + QString::number(index.column()));
    }
    QVariant headerData(int section, Qt::Orientation, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(QString(u"Column " + QString::number(section))) : QVariant();
    }

    void insert(int first, int count)
    {
        beginInsertRows({}, first, first + count - 1);
        m_rows += count;
        if (first == 0)
            m_above += count;
        endInsertRows();
    }
    void remove(int first, int count)
    {
        beginRemoveRows({}, first, first + count - 1);
        m_rows -= count;
        if (first == 0)
            m_above -= count;
        endRemoveRows();
    }
    void become(int rows)
    {
        beginResetModel();
        m_rows = rows;
        m_above = 0;
        endResetModel();
    }
    /// Cells read since the last call.
    int asked() { return m_asked - std::exchange(m_askedBefore, m_asked); }
    [[nodiscard]] int askedEver() const { return m_asked; }

private:
    int m_rows;
    int m_columns;
    int m_above = 0;
    int m_askedBefore = 0;
    mutable int m_asked = 0;
};

} // namespace console
