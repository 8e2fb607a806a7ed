// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/eventnames.h"
#include "app/cli/output.h"
#include "app/collector/stopsignals.h"
#include "app/relay/relay.h"
#include "models/domain/errortext.h"
#include "models/store/importfolder.h"
#include "models/store/storelock.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// What is to be sent again, and how.
struct ReplayWish
{
    RelayPlan plan;
    Filter filter;
    QStringList names; ///< empty: what the filter lets through
    bool rejected = false;
    bool newest = false;
    qint64 limit = -1;
};

Result<ReplayWish> replayWish(const Invocation &invocation)
{
    const QCommandLineParser &parser = invocation.parser;
    const auto usage = [](const QString &text) { return failure(ErrorKind::InvalidInput, u"usage"_s, text); };
    if (!parser.isSet(u"to"_s))
        return usage(u"replay needs --to URL: where the events are to be sent"_s);
    if (invocation.arguments.isEmpty() == !parser.isSet(u"filter"_s))
        return usage(u"replay takes either events, by number or id, or --filter EXPR"_s);
    const auto target = checkedTarget(parser.value(u"to"_s));
    const auto limit = parser.isSet(u"limit"_s) ? numberOption(parser, u"limit"_s, 0, 1'000'000'000) : Result<qint64>(-1);
    const auto rate = numberOption(parser, u"rate"_s, 0, 1'000'000);
    const auto timeout = numberOption(parser, u"timeout"_s, 1, 86'400);
    const auto filter = eventFilter(invocation);
    if (!target || !limit || !rate || !timeout || !filter)
        return tl::unexpected<Error>(!target ? target.error() : !limit ? limit.error() : !rate ? rate.error()
                                     : !timeout ? timeout.error() : filter.error());
    ReplayWish wish;
    wish.rejected = parser.isSet(u"rejected"_s);
    if (filter->wantsRejected() && !wish.rejected)
        return usage(u"rejected deliveries are sent again only with --rejected"_s);
    wish.plan.target = *target;
    wish.plan.rate = *rate;
    wish.plan.timeout = std::chrono::seconds(*timeout);
    wish.plan.stopOnFailure = parser.isSet(u"stop-on-failure"_s);
    wish.filter = *filter;
    wish.names = invocation.arguments;
    wish.newest = parser.isSet(u"newest"_s);
    wish.limit = *limit;
    return wish;
}

/// The numbers of the events, ascending.
Result<HitSet> wantedEvents(StoreReader &reader, const ReplayWish &wish, const QString &environment)
{
    HitSet hits;
    if (!wish.names.isEmpty()) {
        auto named = eventsNamed(reader, wish.names, environment, wish.rejected);
        if (!named)
            return tl::unexpected<Error>(named.error());
        std::sort(named->begin(), named->end());
        for (const qint64 seq : *named)
            hits.append(seq);
        return hits;
    }
    const auto version = reader.version();
    if (!version)
        return tl::unexpected<Error>(version.error());
    const qint64 last = wish.rejected ? version->rejected : version->events;
    if (const auto found = reader.collectHits(wish.filter, environment, 1, last, hits, [] { return true; }); !found)
        return tl::unexpected<Error>(found.error());
    return hits;
}

/// What a person should know before the first event goes out.
void printWarnings(const Invocation &invocation, const RelayPlan &plan)
{
    const auto owner = StoreLock::owner(invocation.paths);
    if (owner && isSameListener(plan.target, QUrl(owner->address)))
        printNote(u"The target is the listener of this same data folder: each event counts there as one more delivery."_s);
    if (importInfo(invocation.paths))
        printNote(u"These are events of an import: they have no signatures, and bodies may be masked. A receiver that checks refuses them."_s);
}

QByteArray lineFor(const RelayedEvent &event)
{
    const PostAnswer &answer = event.answer;
    const QString result = answer.error ? errorText(*answer.error) : QString::number(answer.status);
    return (QString::number(event.row.seq) + u' ' + escapedForLine(event.row.type) + u": " + result).toUtf8();
}

void printSummary(const RelayPlan &plan, const RelaySummary &summary)
{
    QStringList parts{u"%1 of %2 sent again to %3"_s.arg(QString::number(summary.sent()), QString::number(plan.events), shownTarget(plan.target)),
                      u"%1 answered 2xx"_s.arg(summary.good)};
    const auto add = [&parts](qint64 count, const QString &what) {
        if (count > 0)
            parts.append(QString::number(count) + u' ' + what);
    };
    add(summary.refused, u"answered otherwise"_s);
    add(summary.unanswered, u"without a whole answer"_s);
    add(summary.removed, u"removed from the store meanwhile"_s);
    add(summary.withoutSignature, u"had no signature"_s);
    if (summary.underWay != 0)
        parts.append(u"event %1 was under way and may have arrived"_s.arg(summary.underWay));
    printNote((summary.stopped ? u"stopped: "_s : QString()) + parts.join(u", "_s));
}

int exitCodeOf(const RelaySummary &summary)
{
    if (summary.error)
        return printError(*summary.error);
    return summary.refused + summary.unanswered > 0 || summary.stopped ? 1 : 0;
}

int runRelay(const ReplayWish &wish, StoreReader &reader, const HitSet &hits, bool json)
{
    const auto seqAt = [&](qint64 position) { return hits.at(wish.newest ? hits.count() - 1 - position : position); };
    Relay relay(wish.plan, [&](qint64 position) { return reader.eventDetail(seqAt(position), wish.rejected); });
    StopSignals stop;
    // Where the lines themselves go to the terminal, they are the progress.
    const bool counting = ::isatty(STDERR_FILENO) != 0 && ::isatty(STDOUT_FILENO) == 0;
    qint64 done = 0;
    QObject::connect(&relay, &Relay::relayed, &stop, [&](const RelayedEvent &event) {
        if (!printLine(json ? relayedLine(event) : lineFor(event)))
            relay.stop();
        if (counting)
            std::fprintf(stderr, "\r%lld of %lld events ", static_cast<long long>(++done), static_cast<long long>(wish.plan.events));
    });
    QObject::connect(&stop, &StopSignals::requested, &relay, &Relay::stop);
    QObject::connect(&relay, &Relay::finished, &stop, [&](const RelaySummary &summary) {
        if (counting)
            std::fputs("\r\x1b[K", stderr);
        printSummary(wish.plan, summary);
        QCoreApplication::exit(exitCodeOf(summary));
    });
    relay.start();
    return QCoreApplication::exec();
}

} // namespace

int runReplay(const Invocation &invocation)
{
    auto wish = replayWish(invocation);
    if (!wish)
        return printError(wish.error());
    const auto reader = StoreReader::open(invocation.paths);
    const auto hits = reader ? wantedEvents(**reader, *wish, invocation.environment)
                             : Result<HitSet>(tl::unexpected<Error>(reader.error()));
    if (!hits)
        return printError(hits.error());
    wish->plan.events = wish->limit < 0 ? hits->count() : std::min(wish->limit, hits->count());
    printWarnings(invocation, wish->plan);
    return runRelay(*wish, **reader, *hits, invocation.json);
}

} // namespace console
