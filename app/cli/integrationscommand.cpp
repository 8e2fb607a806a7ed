// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "models/domain/csv.h"
#include "models/domain/exportrow.h"
#include "models/store/storereader.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString timeText(const std::optional<Timestamp> &time)
{
    return time ? formatTimestamp(*time) : u"–"_s;
}

QStringList integrationCells(const Integration &integration, Timestamp now)
{
    return {integration.organization, toolLabel(integration.tool), integration.category, healthName(healthOf(integration, now).health),
            integration.state, integration.setupStatus, integration.qaStatus, integration.lastSyncState,
            timeText(integration.lastSyncEndedAt), timeText(integration.lastEventAt), timeText(integration.lastFetchAt), integration.id};
}

const QStringList headings{u"ORGANIZATION"_s, u"TOOL"_s, u"CATEGORY"_s, u"HEALTH"_s, u"STATE"_s, u"SETUP"_s, u"QA"_s,
                           u"LAST SYNC"_s, u"SYNC ENDED"_s, u"LAST EVENT"_s, u"LAST FETCH"_s, u"ID"_s};

QVector<QStringList> recordCells(const QVector<RecordRow> &records)
{
    QVector<QStringList> rows{{u"MODEL"_s, u"ID"_s, u"CHANGED"_s, u"FETCHED"_s, u"DELETED"_s, u"VERSIONS"_s}};
    for (const RecordRow &record : records)
        rows.append({record.model, record.id, timeText(record.changedAt), formatTimestamp(record.fetchedAt),
                     timeText(record.remoteDeletedAt), QString::number(record.versions)});
    return rows;
}

/// Prints rows page by page, so that a million of them need no memory.
Result<void> printRecords(StoreReader &reader, RecordQuery query, OutputFormat format)
{
    for (bool first = true;; first = false) {
        const auto records = reader.records(query);
        if (!records)
            return tl::unexpected<Error>(records.error());
        QVector<QStringList> cells = recordCells(*records);
        if (!first)
            cells.removeFirst();
        if (format == OutputFormat::Table && !cells.isEmpty())
            printLine(alignedTable(cells));
        for (const QStringList &row : format == OutputFormat::Csv ? cells : QVector<QStringList>{})
            printLine(csvLine(row).toUtf8());
        for (const RecordRow &record : format == OutputFormat::Ndjson ? *records : QVector<RecordRow>{})
            if (!printLine(recordLine(record)))
                return {};
        if (records->size() < query.limit)
            return {};
        query.afterKey = records->last().key;
    }
}

/// The versions of one record, newest first.
Result<void> printHistory(StoreReader &reader, RecordQuery query, const QString &id)
{
    query.text = id;
    bool found = false;
    while (true) {
        const auto records = reader.records(query);
        if (!records)
            return tl::unexpected<Error>(records.error());
        for (const RecordRow &record : *records) {
            if (record.id != id)
                continue;
            found = true;
            const auto versions = reader.recordVersions(record.key);
            if (!versions)
                return tl::unexpected<Error>(versions.error());
            for (const RecordVersion &version : *versions)
                printLine("{\"model\":\"" + record.model.toUtf8() + "\",\"seen_at\":\"" + formatTimestamp(version.seenAt).toUtf8()
                          + "\",\"run\":" + QByteArray::number(version.runId) + ",\"record\":" + version.json + '}');
        }
        if (records->size() < query.limit)
            break;
        query.afterKey = records->last().key;
    }
    if (!found)
        return failure(ErrorKind::NotFound, u"record"_s, id);
    return {};
}

} // namespace

int runIntegrations(const Invocation &invocation)
{
    const auto format = outputFormat(invocation.parser.value(u"format"_s), invocation.json);
    if (!format)
        return printError(format.error());
    const auto reader = StoreReader::open(invocation.paths);
    if (!reader) {
        const int code = printError(reader.error());
        return reader.error().code == u"store-missing" ? 0 : code; // nothing is known yet
    }
    const auto integrations = (*reader)->integrations(invocation.environment);
    if (!integrations)
        return printError(integrations.error());
    const Timestamp now = SystemClock().now();
    QVector<QStringList> rows{headings};
    for (const Integration &integration : *integrations) {
        if (*format == OutputFormat::Ndjson)
            printLine(integrationLine(integration));
        rows.append(integrationCells(integration, now));
    }
    if (*format == OutputFormat::Table)
        printLine(alignedTable(rows));
    for (const QStringList &row : *format == OutputFormat::Csv ? rows : QVector<QStringList>{})
        printLine(csvLine(row).toUtf8());
    return 0;
}

int runRecords(const Invocation &invocation)
{
    if (invocation.arguments.size() != 1)
        return printError({ErrorKind::InvalidInput, u"usage"_s, u"records takes the id of one integration"_s});
    const auto format = outputFormat(invocation.parser.value(u"format"_s), invocation.json);
    const auto reader = StoreReader::open(invocation.paths);
    if (!format || !reader)
        return printError(format ? reader.error() : format.error());
    RecordQuery query;
    query.environment = invocation.environment;
    query.integrationId = invocation.arguments.first();
    query.model = invocation.parser.value(u"model"_s);
    query.withJson = *format == OutputFormat::Ndjson;
    query.limit = 500;
    const QString history = invocation.parser.value(u"history"_s);
    const auto printed = history.isEmpty() ? printRecords(**reader, query, *format) : printHistory(**reader, query, history);
    return printed ? 0 : printError(printed.error());
}

} // namespace console
