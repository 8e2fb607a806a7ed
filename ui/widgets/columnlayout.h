// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

namespace console {

/// How one column of a table stands: what a person may change of it.
struct ColumnPlace
{
    QString name; ///< stable, of the model
    int width = 0;
    bool hidden = false;
    bool operator==(const ColumnPlace &) const = default;
};

/// As text for settings, from left to right: `time 116`, `id 150 hidden`.
[[nodiscard]] QStringList layoutText(const QVector<ColumnPlace> &columns);
/// Reads it back; lines that make no sense are left out.
[[nodiscard]] QVector<ColumnPlace> readLayout(const QStringList &lines);
/// `standard` with widths, hiding and order as `kept` has them. Columns that `kept` does not know (a newer version has
/// more) stay behind the column they stand behind by default; those it alone knows are dropped. At least one is shown.
[[nodiscard]] QVector<ColumnPlace> arranged(const QVector<ColumnPlace> &standard, const QVector<ColumnPlace> &kept);

} // namespace console
