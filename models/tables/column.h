// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/errortext.h"
#include "models/domain/time.h"

#include <QCoreApplication>
#include <QString>
#include <QVariant>

namespace console {

/// What a cell of every table answers besides Qt's own roles.
enum TableRole {
    ValueRole = Qt::UserRole,       ///< the typed value: qint64 (also times, ms since 1970), double, QString; invalid: absent
    LoadingRole = Qt::UserRole + 1, ///< true while the row is still on its way
    ColumnNameRole = Qt::UserRole + 2 ///< headerData only: stable name of the column, for remembered layouts
};

/// One column of a table over rows of type Row. A table is its rows and one array of these; data() is a look-up in it.
template <class Row> struct Column
{
    const char *name;  ///< stable, for settings: `time`, `type`…
    const char *title; ///< English source text, translated in the context `Tables`
    bool number;       ///< aligned to the right
    QVariant (*value)(const Row &row, Timestamp now);
    QString (*text)(const Row &row, Timestamp now);
    QString (*toolTip)(const Row &row, Timestamp now) = nullptr;
};

[[nodiscard]] inline QString tableWord(const char *source)
{
    return QCoreApplication::translate("Tables", source);
}

/// The answer of one column for one role; an invalid QVariant for roles that tables leave to the view.
template <class Row> QVariant cellData(const Column<Row> &column, const Row &row, int role, Timestamp now)
{
    switch (role) {
    case Qt::DisplayRole: return escapedForLine(column.text(row, now)); // names from outside may hold controls that reorder
    case ValueRole: return column.value(row, now);
    case LoadingRole: return false;
    case Qt::ToolTipRole: return column.toolTip != nullptr ? QVariant(column.toolTip(row, now)) : QVariant();
    case Qt::TextAlignmentRole:
        return column.number ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant(int(Qt::AlignLeft | Qt::AlignVCenter));
    default: return {};
    }
}

template <class Row> QVariant headerOf(const Column<Row> &column, int role)
{
    switch (role) {
    case Qt::DisplayRole: return tableWord(column.title);
    case ColumnNameRole: return QString::fromLatin1(column.name);
    case Qt::TextAlignmentRole:
        return column.number ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant(int(Qt::AlignLeft | Qt::AlignVCenter));
    default: return {};
    }
}

} // namespace console
