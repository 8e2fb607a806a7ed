// SPDX-License-Identifier: Apache-2.0
// covers: app/owner/ownerserver.cpp app/owner/ownerclient.cpp app/owner/ownermessage.cpp
#include "app/owner/ownerchannel.h"
#include "app/owner/ownermessage.h"

#include <QFileInfo>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class OwnerChannelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repliesSurviveTheWire_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QJsonObject>("value");
        QTest::newRow("progress") << int(OwnerReplyKind::Progress) << QJsonObject{{u"pages"_s, 3}};
        QTest::newRow("result") << int(OwnerReplyKind::Result) << QJsonObject{{u"run"_s, 1}, {u"text"_s, u"a\nb"_s}};
        QTest::newRow("empty result") << int(OwnerReplyKind::Result) << QJsonObject{};
    }

    void repliesSurviveTheWire()
    {
        QFETCH(int, kind);
        QFETCH(QJsonObject, value);
        const QByteArray line = replyLine({static_cast<OwnerReplyKind>(kind), value, {}});
        QCOMPARE(line.count('\n'), 1);
        const auto read = readReplyLine(line);
        QVERIFY(read);
        QCOMPARE(int(read->kind), kind);
        QCOMPARE(read->value, value);
    }

    void errorsSurviveTheWire()
    {
        const Error error{ErrorKind::Busy, u"run-active"_s, u"line\nbreak"_s};
        const auto read = readReplyLine(replyLine({OwnerReplyKind::Error, {}, error}));
        QVERIFY(read);
        QCOMPARE(read->error, error);
    }

    void refusesWhatIsNoReply_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line : {"", "{}", "[]", "null", "{\"error\":{\"kind\":99}}", "{\"result\":3}", "garbage"})
            QTest::newRow(line) << QByteArray(line);
    }

    void refusesWhatIsNoReply()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!readReplyLine(line));
    }

    void carriesProgressThenTheResult()
    {
        Fixture fixture([](const std::shared_ptr<OwnerRequest> &request) {
            request->progress({{u"step"_s, 1}});
            request->progress({{u"step"_s, 2}});
            request->finish({{u"echo"_s, request->arguments()[u"word"]}, {u"command"_s, request->command()}});
        });
        OwnerClient client(fixture.paths);
        QSignalSpy progress(&client, &OwnerClient::progressed);
        QSignalSpy finished(&client, &OwnerClient::finished);
        client.send(u"fetch"_s, {{u"word"_s, u"hello"_s}});
        QVERIFY(finished.isEmpty()); // never inside send()
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(progress.count(), 2);
        const auto result = finished[0][0].value<tl::expected<QJsonObject, Error>>();
        QVERIFY(result);
        QCOMPARE((*result)[u"echo"].toString(), u"hello"_s);
        QCOMPARE((*result)[u"command"].toString(), u"fetch"_s);
    }

    void carriesAnError()
    {
        const Error error{ErrorKind::NotFound, u"integration"_s, u"personio:x"_s};
        Fixture fixture([error](const std::shared_ptr<OwnerRequest> &request) { request->fail(error); });
        QCOMPARE(ask(fixture.paths), error);
    }

    void tellsWhenARequestIsDropped()
    {
        Fixture fixture([](const std::shared_ptr<OwnerRequest> &) {});
        QCOMPARE(ask(fixture.paths).code, u"owner-ended"_s);
    }

    void tellsWhenNobodyAnswers()
    {
        QTemporaryDir folder;
        const Error error = ask({folder.path()});
        QCOMPARE(error.kind, ErrorKind::Unreachable);
        QCOMPARE(error.code, u"owner-silent"_s);
    }

    void hearsThatTheAskerWentAway()
    {
        std::shared_ptr<OwnerRequest> kept;
        bool abandoned = false;
        Fixture fixture([&](const std::shared_ptr<OwnerRequest> &request) {
            kept = request;
            request->onAbandoned([&] { abandoned = true; });
        });
        auto client = std::make_unique<OwnerClient>(fixture.paths);
        client->send(u"fetch"_s, {});
        QTRY_VERIFY(kept != nullptr);
        client.reset();
        QTRY_VERIFY(abandoned);
        kept->progress({}); // must not crash
        kept->finish({});
    }

    void onlyTheUserCanOpenTheSocket()
    {
        Fixture fixture([](const std::shared_ptr<OwnerRequest> &request) { request->finish({}); });
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        const QFileInfo socket(fixture.paths.ownerSocket());
        QVERIFY(socket.exists());
        QCOMPARE(socket.permissions() & others, QFileDevice::Permissions());
    }

    void cutsOffAnEndlessLine()
    {
        Fixture fixture([](const std::shared_ptr<OwnerRequest> &request) { request->finish({}); });
        QLocalSocket socket;
        QSignalSpy gone(&socket, &QLocalSocket::disconnected);
        socket.connectToServer(fixture.paths.ownerSocket());
        QVERIFY(socket.waitForConnected());
        socket.write(QByteArray(2 * ownerLineLimit, 'x'));
        QTRY_COMPARE(gone.count(), 1);
    }

private:
    struct Fixture
    {
        explicit Fixture(OwnerServer::Handler handler) : paths{folder.path()}, server(paths, std::move(handler))
        {
            if (!server.start())
                qFatal("the owner's socket cannot be opened");
        }
        QTemporaryDir folder;
        StorePaths paths;
        OwnerServer server;
    };

    static Error ask(const StorePaths &paths)
    {
        OwnerClient client(paths);
        QSignalSpy finished(&client, &OwnerClient::finished);
        client.send(u"fetch"_s, {});
        if (!finished.wait() && finished.isEmpty())
            return {ErrorKind::Timeout, u"no answer in the test"_s, {}};
        const auto result = finished[0][0].value<tl::expected<QJsonObject, Error>>();
        return result ? Error{ErrorKind::InvalidInput, u"unexpected success"_s, {}} : result.error();
    }
};

QTEST_GUILESS_MAIN(OwnerChannelTest)
#include "tst_ownerchannel.moc"
