// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/collector/stopsignals.h"
#include "models/tables/eventexporter.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>
#include <unistd.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

Result<ExportFormat> exportFormat(const QString &given, const QString &file)
{
    const QString name = given.isEmpty() ? QFileInfo(file).suffix().toLower() : given;
    const auto format = exportFormatFromName(name);
    if (format)
        return *format;
    if (given.isEmpty())
        return ExportFormat::Ndjson;
    return failure(ErrorKind::InvalidInput, u"option"_s, u"--format takes ndjson, csv or har"_s);
}

Result<ExportRequest> exportRequest(const Invocation &invocation)
{
    const QCommandLineParser &parser = invocation.parser;
    ExportRequest request;
    request.file = parser.value(u"output"_s);
    if (request.file.isEmpty())
        return failure(ErrorKind::InvalidInput, u"option"_s, u"--output takes the name of a file, or - for standard output"_s);
    const auto format = exportFormat(parser.value(u"format"_s), request.file);
    const auto limit = parser.isSet(u"limit"_s) ? numberOption(parser, u"limit"_s, 0, 1'000'000'000) : Result<qint64>(-1);
    const auto filter = eventFilter(invocation);
    if (!format || !limit || !filter)
        return tl::unexpected<Error>(!format ? format.error() : !limit ? limit.error() : filter.error());
    request.format = *format;
    request.limit = *limit;
    request.filter = *filter;
    request.masked = !parser.isSet(u"unmasked"_s);
    request.newest = parser.isSet(u"newest"_s);
    request.environment = invocation.environment;
    request.programVersion = QCoreApplication::applicationVersion();
    return request;
}

void printProgress(qint64 done, qint64 total)
{
    if (total < 0)
        std::fputs("\rsearching…", stderr);
    else
        std::fprintf(stderr, "\r%lld of %lld events ", static_cast<long long>(done), static_cast<long long>(total));
    std::fflush(stderr);
}

} // namespace

int runExport(const Invocation &invocation)
{
    const auto request = exportRequest(invocation);
    if (!request)
        return printError(request.error());
    EventExporter exporter(invocation.paths);
    StopSignals stop;
    const bool terminal = ::isatty(STDERR_FILENO) != 0;
    if (terminal)
        QObject::connect(&exporter, &EventExporter::progressed, &stop, &printProgress);
    QObject::connect(&stop, &StopSignals::requested, &exporter, [&exporter] { exporter.cancel(); });
    QObject::connect(&exporter, &EventExporter::finished, &stop, [&](const Result<ExportOutcome> &outcome) {
        if (terminal)
            std::fputs("\r\x1b[K", stderr);
        if (!outcome)
            return QCoreApplication::exit(outcome.error().code == u"output-closed" ? 0 : printError(outcome.error()));
        const QString masking = request->masked ? u"personal data masked"_s : u"personal data NOT masked"_s;
        if (request->file != u"-")
            printNote(u"%1 %2 written to %3 (%4)"_s.arg(QString::number(outcome->events), outcome->events == 1 ? u"event"_s : u"events"_s, request->file, masking));
        QCoreApplication::exit(0);
    });
    exporter.start(*request);
    return QCoreApplication::exec();
}

} // namespace console
