// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output.h"

#include "models/domain/errortext.h"

#include <algorithm>
#include <cstdio>

#include <poll.h>
#include <unistd.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype widestColumn = 60;

} // namespace

bool printLine(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stdout);
    if (!line.endsWith('\n'))
        std::fputc('\n', stdout);
    return std::fflush(stdout) == 0;
}

void printNote(const QString &text)
{
    std::fputs((escapedForLine(text) + u'\n').toUtf8().constData(), stderr);
    std::fflush(stderr);
}

int printError(const Error &error)
{
    printNote(u"kombo-console: "_s + errorText(error));
    return exitCodeFor(error);
}

int outputChecked(int code)
{
    if (code != 0 || (std::fflush(stdout) == 0 && std::ferror(stdout) == 0))
        return code;
    pollfd output = {STDOUT_FILENO, POLLOUT, 0};
    const bool readerLeft = ::poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
    return readerLeft ? code : printError({ErrorKind::Refused, u"output"_s, {}});
}

QByteArray alignedTable(const QVector<QStringList> &rows)
{
    QVector<qsizetype> widths;
    QVector<QStringList> safe;
    for (const QStringList &row : rows) {
        QStringList cells;
        for (qsizetype column = 0; column < row.size(); ++column) {
            cells.append(escapedForLine(row[column]));
            if (column == widths.size())
                widths.append(0);
            widths[column] = std::max(widths[column], std::min(cells[column].size(), widestColumn));
        }
        safe.append(cells);
    }
    QString text;
    for (const QStringList &cells : safe) {
        QString line;
        for (qsizetype column = 0; column < cells.size(); ++column)
            line += cells[column].leftJustified(widths[column] + 2);
        while (line.endsWith(u' '))
            line.chop(1);
        text += line + u'\n';
    }
    return text.toUtf8();
}

Result<OutputFormat> outputFormat(const QString &name, bool json)
{
    if (name == u"ndjson" || (json && name.isEmpty()))
        return OutputFormat::Ndjson;
    if (name == u"csv")
        return OutputFormat::Csv;
    if (name == u"table" || name.isEmpty())
        return OutputFormat::Table;
    return failure(ErrorKind::InvalidInput, u"option"_s, u"--format takes table, ndjson or csv"_s);
}

} // namespace console
