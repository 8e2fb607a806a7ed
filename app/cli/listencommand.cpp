// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/eventfollower.h"
#include "app/cli/output.h"
#include "app/collector/stopsignals.h"
#include "models/domain/errortext.h"
#include "models/domain/exportrow.h"

#include <QCoreApplication>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QByteArray eventText(const EventRow &row)
{
    const QString verdict = row.verdict == Verdict::Rejected ? u"rejected (%1)"_s.arg(rejectReasonName(row.reason))
                                                             : verdictName(row.verdict);
    QStringList words{formatTimestamp(row.receivedAt), verdict, row.type.isEmpty() ? u"(no type)"_s : row.type};
    for (const QString &word : {row.outcome, row.integrationId, row.organization})
        if (!word.isEmpty())
            words.append(word);
    return escapedForLine(words.join(u"  ")).toUtf8();
}

/// What a person at the terminal should know before the first event.
void printWelcome(const EnvironmentBook &book, const ListenerConfig &config, const QUrl &url)
{
    const QVector<ListenerRoute> routes = book.routes();
    for (qsizetype n = 0; n < routes.size(); ++n) {
        const QString address = url.resolved(QUrl(routes[n].path)).toString();
        printNote((n == 0 ? u"listening on %1"_s : u"also on %1"_s).arg(address));
        if (routes[n].secrets.isEmpty())
            printNote(u"warning: no webhook secret is configured for the environment %1, so nothing can be verified: events are kept "
                      "as unchecked. Set KOMBO_WEBHOOK_SECRET, or use --secrets-file or `env add`."_s.arg(routes[n].environment));
    }
    if (!config.address.isLoopback())
        printNote(u"warning: %1 can be reached from the network. Use 127.0.0.1 with a tunnel unless you mean it."_s.arg(
            config.address.toString()));
}

/// Prints what is stored while the collector runs: events on stdout, rejected deliveries on stderr.
class LivePrinter
{
public:
    LivePrinter(const StorePaths &paths, bool json)
        : m_events(paths, {}, {}, std::nullopt,
                   [json](StoreReader &, const EventRow &row) {
                       return printLine(json ? eventLine(row, {}, BodyForm::None) : eventText(row));
                   }),
          m_rejected(paths, rejectedFilter(), {}, std::nullopt, [](StoreReader &, const EventRow &row) {
              printNote(QString::fromUtf8(eventText(row)));
              return true;
          })
    {
    }

    void start()
    {
        m_events.start();
        m_rejected.start();
    }

    /// Prints what came in since the last look.
    void finish()
    {
        m_events.look();
        m_rejected.look();
    }

private:
    static Filter rejectedFilter() { return {{{FilterKey::Verdict, u"rejected"_s, false, false, {}}}}; }

    EventFollower m_events;
    EventFollower m_rejected;
};

} // namespace

int runListen(const Invocation &invocation)
{
    CollectorConfig config = collectorConfig(invocation, u"listen"_s);
    config.sandbox = invocation.parser.isSet(u"sandbox"_s);
    if (config.sandbox)
        config.only = u"sandbox"_s;
    auto opened = Collector::open(config, desktopSecretStore(invocation.paths.folder));
    if (!opened)
        return printError(opened.error());
    Collector &collector = **opened;
    LivePrinter printer(invocation.paths, invocation.json);
    StopSignals stop;
    QObject::connect(&stop, &StopSignals::requested, &stop, [] { QCoreApplication::exit(0); });
    QObject::connect(&collector, &Collector::listening, &stop,
                     [&](const QUrl &url) { printWelcome(collector.book(), config.listener, url); });
    QObject::connect(&collector, &Collector::listenerFailed, &stop,
                     [](const Error &error) { QCoreApplication::exit(printError(error)); });
    QObject::connect(&collector, &Collector::storeFailed, &stop, [](const Error &error) { printError(error); });
    QObject::connect(&collector, &Collector::secretsUnreadable, &stop, [](const QString &environment, const Error &error) {
        printNote(u"warning: the secrets of the environment %1 cannot be read. %2"_s.arg(environment, errorText(error)));
    });
    QObject::connect(&collector, &Collector::storeRecovered, &stop,
                     [] { printNote(u"kombo-console: the store can be written again."_s); });
    printer.start();
    collector.start(true);
    const int code = QCoreApplication::exec();
    opened->reset(); // stop accepting, drain, commit: all before we say that we are done
    printer.finish();
    return code;
}

} // namespace console
