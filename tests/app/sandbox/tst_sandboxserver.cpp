// SPDX-License-Identifier: Apache-2.0
// covers: app/sandbox/sandboxserver.cpp app/sandbox/engine.cpp app/sandbox/httpserver.cpp
#include "app/sandbox/sandboxserver.h"
#include "models/domain/payload.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <atomic>

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Read from the sandbox's thread.
class HandClock : public Clock
{
public:
    std::atomic<qint64> ms{1777636800000};
    Timestamp now() const override { return fromMillis(ms); }
};

struct Answer
{
    int status = 0;
    QJsonObject json;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
};

/// Collects the bodies that are posted to it and says 200.
class Receiver : public QTcpServer
{
public:
    Receiver()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                QByteArray &buffer = m_buffers[socket];
                buffer += socket->readAll();
                for (;;) {
                    const qsizetype end = buffer.indexOf("\r\n\r\n");
                    const qsizetype at = buffer.toLower().indexOf("content-length: ") + 16;
                    const qsizetype length = buffer.mid(at, buffer.indexOf('\r', at) - at).toLongLong();
                    if (end < 0 || buffer.size() < end + 4 + length)
                        return;
                    bodies.append(buffer.mid(end + 4, length));
                    buffer.remove(0, end + 4 + length);
                    socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                }
            });
        });
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1/"_s.arg(serverPort())); }
    bool has(const QString &type, const QByteArray &words) const
    {
        return std::any_of(bodies.begin(), bodies.end(), [&](const QByteArray &body) {
            return readPayload(body).type == type && body.contains(words);
        });
    }

    QVector<QByteArray> bodies;

private:
    QHash<QTcpSocket *, QByteArray> m_buffers;
};
} // namespace

class TstSandboxServer : public QObject
{
    Q_OBJECT
private:
    QNetworkAccessManager m_network;
    QUrl m_base;
    QVector<SandboxIntegration> m_integrations;

    static SandboxConfig anyPort()
    {
        SandboxConfig config;
        config.port = 0;
        config.records = 12;
        return config;
    }
    bool started(SandboxServer &server)
    {
        QSignalSpy ready(&server, &SandboxServer::ready);
        server.start();
        if (!ready.isEmpty() || !ready.wait())
            return false;
        m_base = ready.first()[0].toUrl();
        m_integrations = ready.first()[1].value<QVector<SandboxIntegration>>();
        return true;
    }
    Answer get(const QString &path, const QString &integration = {})
    {
        QNetworkRequest request(QUrl(m_base.toString() + path));
        request.setRawHeader("Authorization", "Bearer ks_dev_sandbox");
        if (!integration.isEmpty())
            request.setRawHeader("X-Integration-Id", integration.toUtf8());
        QNetworkReply *reply = m_network.get(request);
        QSignalSpy finished(reply, &QNetworkReply::finished);
        if (!reply->isFinished())
            finished.wait(10000);
        const Answer answer{reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                            QJsonDocument::fromJson(reply->readAll()).object(), reply->error()};
        reply->deleteLater();
        return answer;
    }

private Q_SLOTS:
    void servesOverHttp()
    {
        SandboxServer server(anyPort());
        QVERIFY(started(server));
        QCOMPARE(m_base.host(), u"127.0.0.1"_s);
        QCOMPARE(m_base.path(), u"/v1"_s);
        QCOMPARE(m_integrations.size(), 12);
        QCOMPARE(m_integrations[0].tool, u"personio"_s);
        QCOMPARE(get(u"/check-api-key"_s).status, 200);
        QCOMPARE(get(u"/integrations/"_s + QString::fromLatin1(m_integrations[0].id.toUtf8().toPercentEncoding()))
                     .json[u"data"_s][u"id"_s]
                     .toString(),
                 m_integrations[0].id);
        const Answer page = get(u"/hris/employees?page_size=5"_s, m_integrations[0].id);
        QCOMPARE(page.json[u"data"_s][u"results"_s].toArray().size(), 5);
        QCOMPARE(get(u"/hris/employees"_s, u"personio:x"_s).status, 404);
    }

    void answersPipelinedAndSplitRequests()
    {
        SandboxServer server(anyPort());
        QVERIFY(started(server));
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(m_base.port()));
        QVERIFY(socket.waitForConnected());
        const QByteArray one = "GET /v1/check-api-key HTTP/1.1\r\nAuthorization: Bearer ks_dev_sandbox\r\n\r\n";
        socket.write(one + one + one.first(20));
        socket.flush();
        QByteArray bytes;
        connect(&socket, &QTcpSocket::readyRead, &socket, [&] { bytes += socket.readAll(); });
        QTRY_COMPARE(bytes.count("HTTP/1.1 200 OK"), 2);
        socket.write(one.mid(20));
        QTRY_COMPARE(bytes.count("HTTP/1.1 200 OK"), 3);
        socket.write("nonsense\r\n\r\n");
        QTRY_COMPARE(bytes.count("HTTP/1.1 400"), 1);
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    }

    void saysThatThePortIsTaken()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        SandboxConfig config = anyPort();
        config.port = other.serverPort();
        SandboxServer server(config);
        QSignalSpy failed(&server, &SandboxServer::failed);
        server.start();
        QVERIFY(failed.isEmpty());
        QVERIFY(failed.wait());
        QCOMPARE(failed.first().first().value<Error>().kind, ErrorKind::Busy);
    }

    void refusesUnknownFaults()
    {
        SandboxConfig config = anyPort();
        config.faults = {u"rate-limit"_s, u"nonsense"_s};
        SandboxServer server(config);
        QSignalSpy failed(&server, &SandboxServer::failed);
        server.start();
        QVERIFY(failed.wait());
        QCOMPARE(failed.first().first().value<Error>().code, u"fault"_s);
        QVERIFY(SandboxServer::faultNames().contains(u"silent-change"_s));
    }

    void sendsItsPastOnceAndThenLives()
    {
        Receiver receiver;
        const auto clock = std::make_shared<HandClock>();
        SandboxConfig config = anyPort();
        config.clock = clock;
        SandboxServer server(config);
        QVERIFY(started(server));
        QVERIFY(receiver.bodies.isEmpty());
        server.setWebhookUrl(receiver.url());
        QTRY_VERIFY(receiver.bodies.size() > 60);
        QVERIFY(receiver.has(u"integration-created"_s, m_integrations[11].id.toUtf8()));
        const auto created = [&] {
            return std::count_if(receiver.bodies.begin(), receiver.bodies.end(),
                                 [](const QByteArray &body) { return readPayload(body).created; });
        };
        QTRY_COMPARE(created(), 12);
        server.setWebhookUrl(receiver.url());
        clock->ms += 5 * 60 * 1000;
        QTRY_VERIFY(receiver.has(u"data-changed"_s, "changed_models"));
        QCOMPARE(created(), 12);
    }

    void threeDaysOfFailingCredentialsEndInInvalid()
    {
        Receiver receiver;
        const auto clock = std::make_shared<HandClock>();
        SandboxConfig config = anyPort();
        config.clock = clock;
        config.webhookUrl = receiver.url();
        // Fast, so that chance keeps out of the way of three days.
        config.speed = 86400;
        SandboxServer server(config);
        QVERIFY(started(server));
        const QString failing = m_integrations[2].id;
        QCOMPARE(get(u"/integrations/"_s + failing).json[u"data"_s][u"status"_s].toString(), u"ACTIVE"_s);
        clock->ms += 3000;
        QCOMPARE(get(u"/integrations/"_s + failing).json[u"data"_s][u"status"_s].toString(), u"INVALID"_s);
        QTRY_VERIFY(receiver.has(u"integration-state-changed"_s, "\"state\": \"INVALID\""));
    }

    void cutsAndDelays()
    {
        SandboxConfig config = anyPort();
        config.faults = {u"cut-body"_s, u"wrong-content-type"_s, u"slow"_s};
        SandboxServer server(config);
        QVERIFY(started(server));
        int cut = 0;
        int whole = 0;
        for (int i = 0; i < 6; ++i) {
            const Answer answer = get(u"/hris/locations"_s, m_integrations[0].id);
            ++(answer.error == QNetworkReply::NoError ? whole : cut);
        }
        QVERIFY(cut > 0 && whole > 0);
    }

    void endsWhileBusy()
    {
        Receiver receiver;
        for (int i = 0; i < 5; ++i) {
            SandboxConfig config = anyPort();
            config.webhookUrl = receiver.url();
            SandboxServer server(config);
            QVERIFY(started(server));
            get(u"/hris/employees"_s, m_integrations[0].id);
        }
        // One that was never started ends too.
        SandboxServer idle(anyPort());
    }
};

QTEST_GUILESS_MAIN(TstSandboxServer)
#include "tst_sandboxserver.moc"
