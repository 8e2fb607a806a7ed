// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/columnlayout.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int widest = 4000;

qsizetype indexOf(const QVector<ColumnPlace> &columns, const QString &name)
{
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const ColumnPlace &column) { return column.name == name; });
    return found == columns.end() ? -1 : found - columns.begin();
}

} // namespace

QStringList layoutText(const QVector<ColumnPlace> &columns)
{
    QStringList lines;
    for (const ColumnPlace &column : columns)
        lines.append(column.name + u' ' + QString::number(column.width) + (column.hidden ? u" hidden"_s : QString()));
    return lines;
}

QVector<ColumnPlace> readLayout(const QStringList &lines)
{
    QVector<ColumnPlace> columns;
    for (const QString &line : lines) {
        const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
        const int width = words.size() < 2 ? 0 : words.at(1).toInt();
        if (width < 1 || width > widest || indexOf(columns, words.first()) >= 0)
            continue;
        columns.append({words.first(), width, words.size() > 2 && words.at(2) == u"hidden"});
    }
    return columns;
}

QVector<ColumnPlace> arranged(const QVector<ColumnPlace> &standard, const QVector<ColumnPlace> &kept)
{
    QVector<ColumnPlace> result;
    for (const ColumnPlace &column : kept) {
        if (indexOf(standard, column.name) >= 0)
            result.append(column);
    }
    for (qsizetype i = 0; i < standard.size(); ++i) {
        if (indexOf(result, standard.at(i).name) >= 0)
            continue;
        const qsizetype before = i == 0 ? -1 : indexOf(result, standard.at(i - 1).name);
        result.insert(before + 1, standard.at(i));
    }
    const bool none = std::all_of(result.begin(), result.end(), [](const ColumnPlace &column) { return column.hidden; });
    if (none && !result.isEmpty())
        result.first().hidden = false;
    return result;
}

} // namespace console
