// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "models/store/storereader.h"
#include "models/tables/celltext.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// `{"from":…,"to":…,"seconds":…,"sharp":…}`; `to` is null while it goes on.
QByteArray gapLine(const ListenerGap &gap)
{
    const auto quoted = [](Timestamp time) -> QByteArray { return '"' + formatTimestamp(time).toUtf8() + '"'; };
    const qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(gap.to - gap.from).count();
    return "{\"from\":" + quoted(gap.from) + ",\"to\":" + (gap.ongoing ? QByteArray("null") : quoted(gap.to)) + ",\"seconds\":"
        + QByteArray::number(seconds) + ",\"sharp\":" + (gap.sharp ? "true" : "false") + '}';
}

QStringList gapCells(const ListenerGap &gap)
{
    QStringList notes;
    if (gap.ongoing)
        notes.append(u"nothing listens now"_s);
    if (!gap.sharp)
        notes.append(u"may have begun up to a minute later: the listener was killed"_s);
    return {formatTimestamp(gap.from), gap.ongoing ? u"–"_s : formatTimestamp(gap.to), durationText(gap.to - gap.from), notes.join(u"; "_s)};
}

} // namespace

int runGaps(const Invocation &invocation)
{
    const Timestamp now = SystemClock().now();
    const QString since = invocation.parser.value(u"since"_s);
    const std::optional<Timestamp> from = since.isEmpty() ? Timestamp() : parseMoment(since, now);
    if (!from)
        return printError({ErrorKind::InvalidInput, u"option"_s, u"--since takes a time or a span such as 2h, not %1"_s.arg(since)});
    const auto reader = StoreReader::open(invocation.paths);
    if (!reader) {
        const int code = printError(reader.error());
        return reader.error().code == u"store-missing" ? 0 : code; // nothing ever listened
    }
    const auto gaps = (*reader)->listenerGaps(*from, now, now);
    if (!gaps)
        return printError(gaps.error());
    QVector<QStringList> rows{{u"FROM"_s, u"TO"_s, u"LASTING"_s, u"NOTE"_s}};
    for (const ListenerGap &gap : gaps->gaps) {
        if (invocation.json)
            printLine(gapLine(gap));
        rows.append(gapCells(gap));
    }
    if (!invocation.json)
        printLine(alignedTable(rows));
    printNote(gaps->firstStart ? u"Known since %1, when something first listened."_s.arg(formatTimestamp(*gaps->firstStart))
                               : u"Nothing has listened here yet, as far as is known."_s);
    return 0;
}

} // namespace console
