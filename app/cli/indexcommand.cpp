// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/ownertask.h"
#include "models/store/indexreport.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QLocale>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 noteEveryMs = 1000;

QString stateOf(const IndexReport &report)
{
    if (!report.usable)
        return u"missing"_s;
    return report.complete && report.pendingChanges == 0 ? u"complete"_s : u"behind"_s;
}

QString grouped(qint64 number)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(number);
}

QByteArray reportLine(const IndexReport &report)
{
    const QJsonValue each = report.indexed > 0 ? QJsonValue(report.bytes / report.indexed) : QJsonValue();
    return QJsonDocument(QJsonObject{{u"state"_s, stateOf(report)},
                                     {u"events"_s, report.events},
                                     {u"indexed"_s, report.indexed},
                                     {u"pending_changes"_s, report.pendingChanges},
                                     {u"bytes"_s, report.bytes},
                                     {u"bytes_per_event"_s, each}})
        .toJson(QJsonDocument::Compact);
}

QByteArray reportTable(const IndexReport &report)
{
    const QString each = report.indexed > 0 ? grouped(report.bytes / report.indexed) + u" bytes"_s : u"–"_s;
    return alignedTable({{u"STATE"_s, u"EVENTS"_s, u"INDEXED"_s, u"SIZE"_s, u"AN EVENT"_s},
                         {stateOf(report), grouped(report.events), grouped(report.indexed), grouped(report.bytes) + u" bytes"_s, each}});
}

Result<void> rebuild(const Invocation &invocation)
{
    QElapsedTimer sinceNote;
    const auto note = [&sinceNote](const QJsonObject &value) {
        if (sinceNote.isValid() && sinceNote.elapsed() < noteEveryMs)
            return;
        sinceNote.start();
        printNote(u"%1 of %2 events indexed"_s.arg(grouped(value[u"indexed"].toInteger()), grouped(value[u"total"].toInteger())));
    };
    const auto done = runOwnerTask(collectorConfig(invocation, u"index"_s), u"index-rebuild"_s, {}, note);
    if (!done)
        return tl::unexpected<Error>(done.error());
    return {};
}

} // namespace

int runIndex(const Invocation &invocation)
{
    Result<IndexReport> report = readIndexReport(invocation.paths);
    // Asked first: rebuilding must not make a store where there is none.
    if (report && invocation.parser.isSet(u"rebuild"_s)) {
        if (const Result<void> rebuilt = rebuild(invocation); !rebuilt)
            return printError(rebuilt.error());
        report = readIndexReport(invocation.paths);
    }
    if (!report)
        return printError(report.error());
    printLine(invocation.json ? reportLine(*report) : reportTable(*report));
    return 0;
}

} // namespace console
