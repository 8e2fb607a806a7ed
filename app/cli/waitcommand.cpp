// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/eventfollower.h"
#include "app/cli/output.h"
#include "app/collector/stopsignals.h"
#include "models/domain/exportrow.h"

#include <QCoreApplication>
#include <QTimer>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int answerIsNo = 1;

/// Waits until `take` says that it is done. Exit code 0, 1 at the timeout or when asked to stop, else the error's.
int follow(const Invocation &invocation, const Filter &filter, std::optional<qint64> after, std::chrono::seconds timeout,
           const EventFollower::Take &take)
{
    const QString environment =
        invocation.environment.isEmpty() && invocation.process ? invocation.process->environment.name : invocation.environment;
    EventFollower follower(invocation.paths, filter, environment, after, take);
    StopSignals stop;
    QObject::connect(&follower, &EventFollower::stopped, &stop, [] { QCoreApplication::exit(0); });
    QObject::connect(&follower, &EventFollower::failed, &stop,
                     [](const Error &error) { QCoreApplication::exit(printError(error)); });
    QObject::connect(&stop, &StopSignals::requested, &stop, [] { QCoreApplication::exit(answerIsNo); });
    QTimer::singleShot(timeout, &stop, [] {
        printNote(u"kombo-console: no matching event within the time given."_s);
        QCoreApplication::exit(answerIsNo);
    });
    follower.start();
    return QCoreApplication::exec();
}

} // namespace

int runWait(const Invocation &invocation)
{
    const Timestamp now = SystemClock().now();
    const auto timeout = numberOption(invocation.parser, u"timeout"_s, 0, 30LL * 24 * 3600);
    auto filter = filterOption(invocation, now);
    if (!timeout || !filter)
        return printError(timeout ? filter.error() : timeout.error());
    std::optional<qint64> after;
    if (const QString since = invocation.parser.value(u"since"_s); !since.isEmpty()) {
        const auto time = parseMoment(since, now);
        if (!time)
            return printError({ErrorKind::InvalidInput, u"option"_s, u"--since takes a time (2026-05-01T12:00:00Z) or a span (15m)"_s});
        after = 0;
        filter->terms.append({FilterKey::Since, formatTimestamp(*time), false, false, *time});
    }
    return follow(invocation, *filter, after, std::chrono::seconds(*timeout), [](StoreReader &, const EventRow &row) {
        printLine(eventLine(row, {}, BodyForm::None));
        return false;
    });
}

int waitForSync(const Invocation &invocation, const QString &syncId)
{
    const auto timeout = numberOption(invocation.parser, u"timeout"_s, 0, 30LL * 24 * 3600);
    if (!timeout)
        return printError(timeout.error());
    // Kombo answered after the sync was queued, so its end may already be stored: everything counts, the id decides.
    const auto filter = parseFilter(u"type:sync-finished integration:\"%1\""_s.arg(invocation.arguments.first()), SystemClock().now());
    if (!filter)
        return printError(filter.error());
    return follow(invocation, *filter, 0, std::chrono::seconds(*timeout), [syncId](StoreReader &reader, const EventRow &row) {
        const auto body = reader.eventBody(row.seq, false);
        const auto facts = body ? readPayload(*body) : PayloadFacts{};
        if (row.verdict != Verdict::Verified || !facts.sync || facts.sync->id != syncId)
            return true;
        printLine(eventLine(row, {}, BodyForm::None));
        return false;
    });
}

} // namespace console
