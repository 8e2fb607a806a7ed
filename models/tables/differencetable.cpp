// SPDX-License-Identifier: Apache-2.0
#include "models/tables/differencetable.h"

#include "models/tables/celltext.h"
#include "models/tables/column.h"

namespace console {

namespace {

constexpr qsizetype longestValue = 200;

QString changeText(JsonChange change)
{
    switch (change) {
    case JsonChange::Added: return tableWord(QT_TRANSLATE_NOOP("Tables", "Added"));
    case JsonChange::Removed: return tableWord(QT_TRANSLATE_NOOP("Tables", "Removed"));
    case JsonChange::Changed: return tableWord(QT_TRANSLATE_NOOP("Tables", "Changed"));
    }
    return {};
}

QString valueText(const QByteArray &value)
{
    return textOrDash(QString::fromUtf8(value.left(longestValue)).simplified());
}

} // namespace

void DifferenceTable::show(const std::shared_ptr<const Comparison> &comparison)
{
    beginResetModel();
    m_comparison = comparison;
    endResetModel();
}

int DifferenceTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_comparison ? 0 : int(m_comparison->diff.differences.size());
}

int DifferenceTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 4;
}

QVariant DifferenceTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const JsonDifference &one = m_comparison->diff.differences.at(index.row());
    if (role == ValueRole && index.column() == int(DifferenceColumn::Change))
        return int(one.change);
    if (role != Qt::DisplayRole)
        return {};
    switch (DifferenceColumn(index.column())) {
    case DifferenceColumn::Change: return changeText(one.change);
    case DifferenceColumn::Path: return escapedForLine(one.path);
    case DifferenceColumn::Left: return escapedForLine(valueText(one.before));
    case DifferenceColumn::Right: return escapedForLine(valueText(one.after));
    }
    return {};
}

QVariant DifferenceTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    static const char *const titles[] = {QT_TRANSLATE_NOOP("Tables", "Change"), QT_TRANSLATE_NOOP("Tables", "Path"),
                                         QT_TRANSLATE_NOOP("Tables", "Left"), QT_TRANSLATE_NOOP("Tables", "Right")};
    static const char *const names[] = {"change", "path", "left", "right"};
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == ColumnNameRole)
        return QString::fromLatin1(names[section]);
    return role == Qt::DisplayRole ? QVariant(tableWord(titles[section])) : QVariant();
}

} // namespace console
