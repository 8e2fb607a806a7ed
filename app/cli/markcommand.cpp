// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/eventnames.h"
#include "app/cli/output.h"
#include "app/cli/ownertask.h"
#include "models/domain/exportrow.h"
#include "models/domain/mark.h"
#include "models/store/storereader.h"

#include <QJsonArray>

namespace console {

using namespace Qt::StringLiterals;

namespace {

Result<MarkChange> wantedChange(const QCommandLineParser &parser)
{
    const auto usage = [](const QString &text) { return failure(ErrorKind::InvalidInput, u"usage"_s, text); };
    MarkChange change;
    if (parser.isSet(u"pin"_s) && parser.isSet(u"unpin"_s))
        return usage(u"--pin and --unpin exclude each other"_s);
    if (parser.isSet(u"comment"_s) && parser.isSet(u"no-comment"_s))
        return usage(u"--comment and --no-comment exclude each other"_s);
    if (parser.isSet(u"pin"_s) || parser.isSet(u"unpin"_s))
        change.pinned = parser.isSet(u"pin"_s);
    if (parser.isSet(u"no-comment"_s)) {
        change.comment = QString();
    } else if (parser.isSet(u"comment"_s)) {
        const auto comment = keptComment(parser.value(u"comment"_s));
        if (!comment)
            return tl::unexpected<Error>(comment.error());
        if (comment->isEmpty())
            return usage(u"--comment takes a text; --no-comment takes one away"_s);
        change.comment = *comment;
    }
    if (change == MarkChange{})
        return usage(u"say what to change: --pin, --unpin, --comment TEXT or --no-comment"_s);
    return change;
}

QByteArray markedLine(const EventRow &row)
{
    const QString marks = row.pinned && !row.comment.isEmpty() ? u"pinned, with a comment"_s
                          : row.pinned                         ? u"pinned"_s
                          : row.comment.isEmpty()              ? u"no mark"_s
                                                               : u"with a comment"_s;
    return u"%1 %2: %3"_s.arg(QString::number(row.seq), row.type, marks).toUtf8();
}

} // namespace

int runMark(const Invocation &invocation)
{
    if (invocation.arguments.isEmpty())
        return printError({ErrorKind::InvalidInput, u"usage"_s, u"mark takes events, by number or id"_s});
    const auto change = wantedChange(invocation.parser);
    if (!change)
        return printError(change.error());
    const auto reader = StoreReader::open(invocation.paths);
    const auto events = reader ? eventsNamed(**reader, invocation.arguments, invocation.environment)
                               : Result<QVector<qint64>>(tl::unexpected<Error>(reader.error()));
    if (!events)
        return printError(events.error());
    QJsonArray numbers;
    for (const qint64 event : *events)
        numbers.append(event);
    QJsonObject arguments{{u"events"_s, numbers}};
    if (change->pinned)
        arguments[u"pinned"_s] = *change->pinned;
    if (change->comment)
        arguments[u"comment"_s] = change->comment->isNull() ? u""_s : *change->comment;
    if (const auto done = runOwnerTask(collectorConfig(invocation, u"mark"_s), u"mark"_s, arguments, {}); !done)
        return printError(done.error());
    const auto rows = (*reader)->eventRows(*events, false);
    if (!rows)
        return printError(rows.error());
    for (const EventRow &row : *rows)
        if (row.seq != 0 && !printLine(invocation.json ? eventLine(row, {}, BodyForm::None) : markedLine(row)))
            break;
    return 0;
}

} // namespace console
