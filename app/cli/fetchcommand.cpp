// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/ownertask.h"
#include "models/domain/errortext.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString countText(const QJsonValue &value)
{
    return QString::number(value.toInteger());
}

QVector<QStringList> stepTable(const QJsonObject &run)
{
    QVector<QStringList> rows{{u"ENDPOINT"_s, u"PAGES"_s, u"RECORDS"_s, u"CHANGED"_s, u"DELETED"_s, u"WATERMARK"_s, u"ERROR"_s}};
    const QJsonArray steps = run[u"steps"].toArray();
    for (const QJsonValue &step : steps)
        rows.append({step[u"endpoint"].toString(), countText(step[u"pages"]), countText(step[u"records"]),
                     countText(step[u"changed"]), countText(step[u"deleted"]), step[u"watermark"].toString(u"–"_s),
                     step[u"error"].toString()});
    return rows;
}

/// One line on stderr each time that a number changed.
class ProgressLine
{
public:
    void show(const QJsonObject &run)
    {
        qint64 pages = 0;
        qint64 records = 0;
        QString endpoint;
        const QJsonArray steps = run[u"steps"].toArray();
        for (const QJsonValue &step : steps) {
            pages += step[u"pages"].toInteger();
            records += step[u"records"].toInteger();
            if (step[u"pages"].toInteger() > 0)
                endpoint = step[u"endpoint"].toString();
        }
        QString line = u"%1 · %2 pages · %3 records"_s.arg(endpoint.isEmpty() ? u"starting"_s : endpoint,
                                                           QString::number(pages), QString::number(records));
        if (const QString until = run[u"waiting_until"].toString(); !until.isEmpty())
            line += u" · asked to wait, goes on at "_s + until;
        if (line != std::exchange(m_last, line))
            printNote(line);
    }

private:
    QString m_last;
};

/// 0 complete, 1 not ready or cancelled, 3 failed, 4 by the store; with the reason on stderr.
int exitCodeOfRun(const QJsonObject &run)
{
    const QString state = run[u"state"].toString();
    if (state == u"complete")
        return 0;
    printNote(u"kombo-console: the fetch ended as %1. %2"_s.arg(state, run[u"explanation"].toString()));
    printNote(u"What was read whole is kept; the next fetch starts from the last complete one of each list."_s);
    if (run[u"error"].toString().startsWith(u"SQLITE_"))
        return 4;
    return state == u"failed" ? 3 : 1;
}

} // namespace

int runFetch(const Invocation &invocation)
{
    if (invocation.arguments.size() != 1)
        return printError({ErrorKind::InvalidInput, u"usage"_s, u"fetch takes the id of one integration"_s});
    const auto environment = environmentOf(invocation, invocation.arguments.first());
    if (!environment)
        return printError(environment.error());
    QJsonObject arguments = ownerArguments(invocation, *environment);
    arguments[u"integration"_s] = invocation.arguments.first();
    arguments[u"kind"_s] = invocation.parser.isSet(u"full"_s) ? u"full"_s : u"delta"_s;
    const bool changed = invocation.parser.isSet(u"changed"_s);
    const QString models = invocation.parser.value(changed ? u"changed"_s : u"models"_s);
    arguments[u"models"_s] = QJsonArray::fromStringList(models.split(u',', Qt::SkipEmptyParts));
    if (changed)
        arguments[u"cause"_s] = dataChangedCause;
    ProgressLine progress;
    const auto run = runOwnerTask(collectorConfig(invocation, u"fetch"_s), u"fetch"_s, arguments,
                                  [&](const QJsonObject &value) { progress.show(value); });
    if (!run)
        return printError(run.error());
    if (invocation.json)
        printLine(QJsonDocument(*run).toJson(QJsonDocument::Compact));
    else
        printLine("Run " + QByteArray::number((*run)[u"run"].toInteger()) + " of " + (*run)[u"integration_id"].toString().toUtf8()
                  + ": " + (*run)[u"state"].toString().toUtf8() + '\n' + alignedTable(stepTable(*run)));
    return exitCodeOfRun(*run);
}

int runSync(const Invocation &invocation)
{
    if (invocation.arguments.size() != 1)
        return printError({ErrorKind::InvalidInput, u"usage"_s, u"sync takes the id of one integration"_s});
    if (invocation.parser.isSet(u"full"_s) && invocation.parser.isSet(u"delta"_s))
        return printError({ErrorKind::InvalidInput, u"usage"_s, u"--full and --delta exclude each other"_s});
    const auto environment = environmentOf(invocation, invocation.arguments.first());
    if (!environment)
        return printError(environment.error());
    QJsonObject arguments = ownerArguments(invocation, *environment);
    arguments[u"integration"_s] = invocation.arguments.first();
    arguments[u"full"_s] = !invocation.parser.isSet(u"delta"_s);
    const auto answer = runOwnerTask(collectorConfig(invocation, u"sync"_s), u"sync"_s, arguments, {});
    if (!answer)
        return printError(answer.error());
    if (invocation.json)
        printLine(QJsonDocument(*answer).toJson(QJsonDocument::Compact));
    else
        printLine(((*answer)[u"already_queued"].toBool() ? "A sync was already queued: " : "Kombo queued a sync: ")
                  + (*answer)[u"sync_id"].toString().toUtf8() + " (" + (*answer)[u"type"].toString().toUtf8() + ')');
    if (!invocation.parser.isSet(u"wait"_s))
        return 0;
    return waitForSync(invocation, (*answer)[u"sync_id"].toString());
}

} // namespace console
