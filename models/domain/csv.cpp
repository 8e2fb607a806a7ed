// SPDX-License-Identifier: Apache-2.0
#include "models/domain/csv.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// First characters that spreadsheets take for the beginning of a formula (OWASP, CSV injection), with the full-width
/// forms that some of them fold to ASCII.
bool startsFormula(const QString &cell)
{
    static const QString starts = u"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20"_s;
    return !cell.isEmpty() && starts.contains(cell.front());
}

bool needsQuotes(const QString &cell)
{
    return std::any_of(cell.begin(), cell.end(),
                       [](QChar c) { return c == u'"' || c == u',' || c == u';' || c == u'\t' || c == u'\r' || c == u'\n'; });
}

QString csvCell(const QString &cell)
{
    const bool formula = startsFormula(cell);
    if (!formula && !needsQuotes(cell))
        return cell;
    QString inner = cell;
    inner.replace(u'"', u"\"\""_s);
    return (formula ? u"\"'"_s : u"\""_s) + inner + u'"';
}

} // namespace

QString csvLine(const QStringList &cells)
{
    QString line;
    for (const QString &cell : cells) {
        if (&cell != &cells.front())
            line += u',';
        line += csvCell(cell);
    }
    return line + u"\r\n"_s;
}

QString tsvLine(const QStringList &cells)
{
    QString line;
    for (const QString &cell : cells) {
        if (&cell != &cells.front())
            line += u'\t';
        QString safe = startsFormula(cell) ? u'\'' + cell : cell;
        for (QChar &c : safe)
            if (c == u'\t' || c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator || c.isNull())
                c = u' ';
        line += safe;
    }
    return line + u'\n';
}

} // namespace console
