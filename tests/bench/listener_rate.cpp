// SPDX-License-Identifier: Apache-2.0
// Requests a second of the listener alone: parse, HMAC, facts, answer; a sink that settles at once stands for the store.
// listener_rate [SECONDS] [CONNECTIONS…]; the load comes from kombo_load beside this program.
#include "app/listener/listener.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QUrl>

#include <cstdio>
#include <ctime>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

// CPU seconds of this process so far, all threads.
double processSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

// One round: kombo_load as a process of its own; this one goes on serving meanwhile.
class Round
{
public:
    Round(const QString &url, int connections, double seconds) : m_connections(connections), m_before(processSeconds())
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationDirPath() % u"/kombo_load"_s,
                        {u"--url"_s, url, u"--connections"_s, QString::number(connections), u"--seconds"_s, QString::number(seconds)});
    }
    bool finish()
    {
        if (!m_process.waitForFinished(120'000) || m_process.exitCode() != 0)
            return false;
        const double used = processSeconds() - m_before;
        const QJsonObject answer = QJsonDocument::fromJson(m_process.readAllStandardOutput()).object();
        const double good = answer[u"ok"_s].toDouble();
        std::printf("%4d connections: %7.0f requests/s, p50 %.2f ms, p99 %.2f ms, %.1f us CPU a request, %.0f not 200\n", m_connections,
                    answer[u"per_second"_s].toDouble(), answer[u"p50_ms"_s].toDouble(), answer[u"p99_ms"_s].toDouble(),
                    used / good * 1e6, answer[u"other"_s].toDouble() + answer[u"lost"_s].toDouble());
        std::fflush(stdout);
        return true;
    }

private:
    QProcess m_process;
    int m_connections;
    double m_before;
};

} // namespace

int main(int count, char **arguments)
{
    QCoreApplication application(count, arguments);
    const QStringList words = application.arguments();
    const double seconds = words.size() > 1 ? words[1].toDouble() : 3;
    QVector<int> connections;
    for (qsizetype at = 2; at < words.size(); ++at)
        connections.append(words[at].toInt());
    if (connections.isEmpty())
        connections = {16, 64, 256};

    Listener::Receipts receipts;
    qint64 number = 0;
    Listener listener(std::make_shared<SystemClock>(), [&](IncomingDelivery &&delivery) {
        const bool verified = delivery.verdict == Verdict::Verified;
        receipts({{delivery.token, true, verified ? 200 : 401, ++number, 1}});
        return true;
    });
    receipts = listener.receipts();

    ListenerConfig config;
    config.port = 0;
    const QByteArray secret = qgetenv("KOMBO_WEBHOOK_SECRET");
    config.routes = {{u"/webhooks/kombo"_s, u"default"_s, {secret.isEmpty() ? QByteArray("secret") : secret}}};
    QObject::connect(&listener, &Listener::listening, &application, [&](const QUrl &url) {
        bool good = true;
        for (const int clients : connections)
            good = Round(url.toString() % u"/webhooks/kombo"_s, clients, seconds).finish() && good;
        QCoreApplication::exit(good ? 0 : 1);
    });
    QObject::connect(&listener, &Listener::failed, &application, [] { QCoreApplication::exit(1); });
    listener.start(config);
    return QCoreApplication::exec();
}
