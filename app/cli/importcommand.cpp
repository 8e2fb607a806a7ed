// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/collector/stopsignals.h"
#include "models/domain/jsonline.h"
#include "models/store/eventimporter.h"

#include <QCoreApplication>

#include <cstdio>
#include <unistd.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

JsonLine infoMembers(const Invocation &invocation, const ImportInfo &info)
{
    JsonLine line;
    line.text("name", info.name)
        .text("folder", importPaths(invocation.paths, info.name).folder)
        .text("source", info.source)
        .time("imported_at", info.at)
        .text("masking", importMaskingName(info.masking))
        .number("events", info.events)
        .number("rejected", info.rejected)
        .number("bad", info.bad);
    return line;
}

int listImports(const Invocation &invocation)
{
    QVector<QStringList> rows{{u"NAME"_s, u"IMPORTED"_s, u"EVENTS"_s, u"REJECTED"_s, u"BAD"_s, u"PERSONAL DATA"_s, u"FROM"_s}};
    for (const ImportInfo &info : imports(invocation.paths)) {
        if (invocation.json)
            printLine(infoMembers(invocation, info).take());
        rows.append({info.name, formatTimestamp(info.at), QString::number(info.events), QString::number(info.rejected),
                     QString::number(info.bad), importMaskingName(info.masking), info.source});
    }
    if (!invocation.json)
        printLine(alignedTable(rows));
    return 0;
}

QByteArray reportLine(const Invocation &invocation, const ImportReport &report)
{
    QByteArray faults;
    for (const ImportFault &fault : report.faults)
        faults += (faults.isEmpty() ? "" : ",") + JsonLine().number("line", fault.line).text("reason", fault.reason).take();
    return infoMembers(invocation, report.info)
        .number("deliveries", report.deliveries)
        .number("skipped", report.skipped)
        .flag("broken_off", report.brokenOff)
        .raw("faults", '[' + faults + ']')
        .take();
}

void printReport(const Invocation &invocation, const ImportReport &report)
{
    for (const ImportFault &fault : report.faults)
        printNote(u"line %1 left out: %2"_s.arg(QString::number(fault.line), fault.reason));
    if (report.info.bad > report.faults.size())
        printNote(u"… and %1 more"_s.arg(report.info.bad - report.faults.size()));
    if (report.brokenOff)
        printNote(u"the file breaks off; what was whole is imported"_s);
    if (invocation.json) {
        printLine(reportLine(invocation, report));
        return;
    }
    QString text = u"%1 events, %2 rejected deliveries imported as %3"_s.arg(QString::number(report.info.events),
                                                                         QString::number(report.info.rejected), report.info.name);
    if (report.info.bad > 0)
        text += u"; %1 lines left out"_s.arg(report.info.bad);
    if (report.skipped > 0)
        text += u"; %1 entries without a posted body skipped"_s.arg(report.skipped);
    printLine((text + u"\nLook at them with: kombo-console events --data "_s + importPaths(invocation.paths, report.info.name).folder).toUtf8());
    printNote(u"Verdicts are those of the file; without the secret they cannot be checked again."_s);
}

int importFile(const Invocation &invocation)
{
    EventImporter importer;
    StopSignals stop;
    const bool terminal = ::isatty(STDERR_FILENO) != 0;
    if (terminal)
        QObject::connect(&importer, &EventImporter::progressed, &stop, [](qint64 done, qint64 total) {
            std::fprintf(stderr, "\r%lld of %lld KiB ", static_cast<long long>(done / 1024), static_cast<long long>(total / 1024));
            std::fflush(stderr);
        });
    QObject::connect(&stop, &StopSignals::requested, &importer, [&importer] { importer.cancel(); });
    QObject::connect(&importer, &EventImporter::finished, &stop, [&](const Result<ImportReport> &report) {
        if (terminal)
            std::fputs("\r\x1b[K", stderr);
        if (!report)
            return QCoreApplication::exit(printError(report.error()));
        printReport(invocation, *report);
        QCoreApplication::exit(0);
    });
    importer.start({invocation.paths, invocation.arguments.first(), invocation.parser.value(u"name"_s)});
    return QCoreApplication::exec();
}

} // namespace

int runImport(const Invocation &invocation)
{
    const QCommandLineParser &parser = invocation.parser;
    if (parser.isSet(u"list"_s))
        return listImports(invocation);
    if (parser.isSet(u"remove"_s)) {
        const auto removed = removeImport(invocation.paths, parser.value(u"remove"_s));
        return removed ? 0 : printError(removed.error());
    }
    if (invocation.arguments.size() != 1)
        return printError({ErrorKind::InvalidInput, u"usage"_s, u"import takes the name of one file, --list or --remove NAME"_s});
    return importFile(invocation);
}

} // namespace console
