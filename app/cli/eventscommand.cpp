// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/eventdiff.h"
#include "app/cli/eventfollower.h"
#include "app/cli/output.h"
#include "app/collector/stopsignals.h"
#include "models/domain/curlcommand.h"
#include "models/domain/eventexport.h"
#include "models/domain/exportrow.h"
#include "models/store/importfolder.h"
#include "models/store/storelock.h"

#include <QCoreApplication>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pageSize = 500;

/// How rows become lines. Gives false when the reader of the output went away or a body could not be read.
class EventPrinter
{
public:
    EventPrinter(OutputFormat format, BodyForm body, bool rejected) : m_format(format), m_body(body), m_rejected(rejected) {}
    void printCurl(std::function<QString(const QString &)> url) { m_url = std::move(url); }

    bool print(StoreReader &reader, const QVector<EventRow> &rows)
    {
        if (m_format == OutputFormat::Table && !m_url)
            return printTable(rows);
        if (m_format == OutputFormat::Csv && !m_url && !std::exchange(m_headed, true))
            printLine(eventCsvHeading());
        for (const EventRow &row : rows) {
            if (row.seq == 0)
                continue; // removed since it was found
            if (!printLine(lineOf(reader, row)))
                return false;
        }
        return true;
    }

private:
    QByteArray lineOf(StoreReader &reader, const EventRow &row) const
    {
        if (m_url)
            return curl(reader, row);
        if (m_format == OutputFormat::Csv)
            return eventCsvLine(row);
        const QByteArray body = m_body == BodyForm::None ? QByteArray() : reader.eventBody(row.seq, m_rejected).value_or(QByteArray());
        return eventLine(row, body, m_body);
    }

    /// The command that posts it again to the local listener.
    QByteArray curl(StoreReader &reader, const EventRow &row) const
    {
        const auto detail = reader.eventDetail(row.seq, m_rejected);
        return detail ? curlCommand({m_url(row.environment), contentTypeOf(detail->deliveries), {}, detail->body}) : QByteArray();
    }

    bool printTable(const QVector<EventRow> &rows)
    {
        QVector<QStringList> cells;
        if (!std::exchange(m_headed, true))
            cells.append({u"SEQ"_s, u"RECEIVED"_s, u"VERDICT"_s, u"TYPE"_s, u"STATE"_s, u"INTEGRATION"_s, u"ORGANIZATION"_s,
                          u"PINNED"_s, u"COMMENT"_s});
        for (const EventRow &row : rows)
            if (row.seq != 0)
                cells.append({QString::number(row.seq), formatTimestamp(row.receivedAt),
                              row.verdict == Verdict::Rejected ? rejectReasonName(row.reason) : verdictName(row.verdict), row.type,
                              row.outcome, row.integrationId, row.organization, row.pinned ? u"pinned"_s : QString(), row.comment});
        return cells.isEmpty() || printLine(alignedTable(cells));
    }

    OutputFormat m_format;
    std::function<QString(const QString &)> m_url; ///< of an environment's listener; empty: no curl
    BodyForm m_body;
    bool m_rejected;
    bool m_headed = false;
};

/// Prints stored events in the order asked for; gives the highest number seen.
Result<qint64> printStored(StoreReader &reader, const Filter &filter, const QString &environment, qint64 limit, bool newest,
                           EventPrinter &printer)
{
    const bool rejected = filter.wantsRejected();
    const auto version = reader.version();
    if (!version)
        return tl::unexpected<Error>(version.error());
    const qint64 last = rejected ? version->rejected : version->events;
    HitSet hits;
    if (const auto found = reader.collectHits(filter, environment, 1, last, hits, [] { return true; }); !found)
        return tl::unexpected<Error>(found.error());
    const qint64 count = limit < 0 ? hits.count() : std::min(limit, hits.count());
    for (qint64 done = 0; done < count; done += pageSize) {
        QVector<qint64> seqs;
        for (qint64 n = done; n < std::min(count, done + pageSize); ++n)
            seqs.append(hits.at(newest ? hits.count() - 1 - n : n));
        const auto rows = reader.eventRows(seqs, rejected);
        if (!rows)
            return tl::unexpected<Error>(rows.error());
        if (!printer.print(reader, *rows))
            return failure(ErrorKind::Cancelled);
    }
    return last;
}

Result<BodyForm> bodyForm(const QString &name)
{
    if (name == u"none")
        return BodyForm::None;
    if (name == u"text")
        return BodyForm::Text;
    if (name == u"base64")
        return BodyForm::Base64;
    return failure(ErrorKind::InvalidInput, u"option"_s, u"--body takes none, text or base64"_s);
}

/// Where each environment's listener is, or would be.
std::function<QString(const QString &)> listenerUrls(const Invocation &invocation)
{
    const auto owner = StoreLock::owner(invocation.paths);
    QUrl base(owner ? owner->address : QString());
    if (base.isEmpty())
        base = QUrl(u"http://127.0.0.1:%1"_s.arg(invocation.listener.port));
    QHash<QString, QString> urls;
    if (const auto reader = StoreReader::open(invocation.paths))
        for (const Environment &environment : (*reader)->environments().value_or(QVector<Environment>()))
            urls.insert(environment.name, base.resolved(QUrl(environment.listenerPath)).toString());
    const QString otherwise = base.resolved(QUrl(invocation.parser.value(u"path"_s))).toString();
    return [urls, otherwise](const QString &environment) { return urls.value(environment, otherwise); };
}

int followEvents(const Invocation &invocation, const Filter &filter, qint64 after, EventPrinter &printer)
{
    EventFollower follower(invocation.paths, filter, invocation.environment, after,
                           [&](StoreReader &reader, const EventRow &row) { return printer.print(reader, {row}); });
    StopSignals stop;
    QObject::connect(&follower, &EventFollower::stopped, &stop, [] { QCoreApplication::exit(0); });
    QObject::connect(&follower, &EventFollower::failed, &stop,
                     [](const Error &error) { QCoreApplication::exit(printError(error)); });
    QObject::connect(&stop, &StopSignals::requested, &stop, [] { QCoreApplication::exit(0); });
    follower.start();
    return QCoreApplication::exec();
}

} // namespace

Result<Filter> eventFilter(const Invocation &invocation)
{
    auto filter = filterOption(invocation, SystemClock().now());
    if (filter && invocation.parser.isSet(u"rejected"_s) && !filter->wantsRejected())
        filter->terms.append({FilterKey::Verdict, u"rejected"_s, false, false, {}});
    return filter;
}

int runEvents(const Invocation &invocation)
{
    const QCommandLineParser &parser = invocation.parser;
    if (parser.isSet(u"diff"_s))
        return diffEvents(invocation);
    if (!invocation.arguments.isEmpty())
        return printError({ErrorKind::InvalidInput, u"usage"_s,
                           u"events takes options only; what is %1 for?"_s.arg(invocation.arguments.first())});
    const bool curl = parser.value(u"format"_s) == u"curl";
    const auto format = curl ? Result<OutputFormat>(OutputFormat::Ndjson) : outputFormat(parser.value(u"format"_s), invocation.json);
    const auto body = bodyForm(parser.value(u"body"_s));
    const auto limit = parser.isSet(u"limit"_s) ? numberOption(parser, u"limit"_s, 0, 1'000'000'000) : Result<qint64>(-1);
    const auto filter = eventFilter(invocation);
    if (!format || !body || !limit || !filter)
        return printError(!format ? format.error() : !body ? body.error() : !limit ? limit.error() : filter.error());
    EventPrinter printer(*format, *body, filter->wantsRejected());
    if (curl)
        printer.printCurl(listenerUrls(invocation));
    if (const auto import = importInfo(invocation.paths))
        printNote(importSentence(*import) + u" Verdicts are those of the file."_s);
    const bool follow = parser.isSet(u"follow"_s);
    qint64 last = 0;
    const auto reader = StoreReader::open(invocation.paths);
    if (!reader && (reader.error().code != u"store-missing" || !follow)) {
        const int code = printError(reader.error());
        return reader.error().code == u"store-missing" ? 0 : code; // nothing was received yet: no events is a true answer
    }
    if (reader) {
        const auto printed = printStored(**reader, *filter, invocation.environment, *limit, parser.isSet(u"newest"_s), printer);
        if (!printed)
            return printed.error().kind == ErrorKind::Cancelled ? 0 : printError(printed.error());
        last = *printed;
    }
    return follow ? followEvents(invocation, *filter, last, printer) : 0;
}

} // namespace console
