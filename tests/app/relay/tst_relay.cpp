// SPDX-License-Identifier: Apache-2.0
// covers: app/relay/poster.cpp
#include "app/relay/relay.h"
#include "tests/support/fakehttpserver.h"
#include "tests/support/testcertificate.h"

#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace console::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray bodyOf(qint64 seq)
{
    return "{\"n\": " + QByteArray::number(seq) + " }\n" + QByteArray(1, char(seq)) + "\xff";
}

/// Events with the numbers 1, 2, 3…
Result<EventDetail> eventAt(qint64 position)
{
    EventDetail event;
    event.row.seq = position + 1;
    event.row.id = u"id-"_s + QString::number(position + 1);
    event.body = bodyOf(position + 1);
    event.deliveries = {DeliveryRow{{}, 200, {}, {{"Content-Type", "application/json; charset=utf-8"}, {"User-Agent", "Kombo/1"},
                                                  {"X-Kombo-Signature", "sig"}, {"Cookie", "c=1"}, {"Authorization", "Bearer x"}}}};
    return event;
}

/// A relay with all that it tells.
struct Run
{
    explicit Run(RelayPlan plan, Relay::Source source = eventAt) : relay(std::move(plan), std::move(source))
    {
        QObject::connect(&relay, &Relay::relayed, &relay, [this](const RelayedEvent &event) { events.append(event); });
        QObject::connect(&relay, &Relay::finished, &relay, [this](const RelaySummary &given) {
            summary = given;
            ++ends;
        });
    }
    void toItsEnd()
    {
        relay.start();
        QCOMPARE(ends, 0);
        QTRY_COMPARE_WITH_TIMEOUT(ends, 1, 20'000);
    }

    Relay relay;
    QVector<RelayedEvent> events;
    RelaySummary summary;
    int ends = 0;
};

RelayPlan planFor(const QUrl &target, qint64 events)
{
    RelayPlan plan;
    plan.target = target;
    plan.events = events;
    return plan;
}

} // namespace

class TestRelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsEachInOrder()
    {
        FakeHttpServer server([](const FakeRequest &) { return FakeReply{}; });
        Run run(planFor(server.base(), 20));
        run.toItsEnd();
        QCOMPARE(run.summary.good, 20);
        QVERIFY(!run.summary.error && !run.summary.stopped);
        QCOMPARE(server.requests().size(), 20);
        for (qint64 n = 0; n < 20; ++n) {
            const FakeRequest &request = server.requests().at(n);
            QCOMPARE(request.method, QByteArray("POST"));
            QCOMPARE(request.body, bodyOf(n + 1));
            QCOMPARE(request.header("X-Kombo-Console-Replay"), QByteArray::number(n + 1));
            QCOMPARE(request.header("X-Kombo-Signature"), QByteArray("sig"));
            QCOMPARE(request.header("Content-Type"), QByteArray("application/json; charset=utf-8"));
            QCOMPARE(request.header("User-Agent"), QByteArray("Kombo/1"));
            QVERIFY(request.header("Cookie").isNull() && request.header("Authorization").isNull());
        }
        QCOMPARE(server.connections(), 1);
    }

    void statuses_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("good");
        for (const int status : {200, 201, 202, 204})
            QTest::addRow("%d", status) << status << true;
        for (const int status : {301, 302, 307, 308, 400, 401, 403, 404, 405, 413, 429, 500, 501, 503, 599})
            QTest::addRow("%d", status) << status << false;
    }

    void statuses()
    {
        QFETCH(int, status);
        QFETCH(bool, good);
        FakeHttpServer other([](const FakeRequest &) { return FakeReply{}; });
        FakeHttpServer server([&](const FakeRequest &) {
            FakeReply reply;
            reply.status = status;
            reply.body = status == 204 ? QByteArray() : QByteArray("{}");
            if (status >= 300 && status < 400)
                reply.headers = {{"Location", other.base().toEncoded()}};
            return reply;
        });
        Run run(planFor(server.base(), 2));
        run.toItsEnd();
        QCOMPARE(run.summary.good, good ? 2 : 0);
        QCOMPARE(run.summary.refused, good ? 0 : 2);
        QCOMPARE(run.events.first().answer.status, status);
        QVERIFY(!run.events.first().answer.error);
        QCOMPARE(other.requests().size(), 0); // a redirect is an answer, not a way
    }

    void aSilentReceiverIsGivenUp()
    {
        FakeHttpServer server([](const FakeRequest &request) {
            FakeReply reply;
            reply.silent = request.header("X-Kombo-Console-Replay") == "1";
            return reply;
        });
        RelayPlan plan = planFor(server.base(), 2);
        plan.timeout = 150ms;
        Run run(plan);
        run.toItsEnd();
        QCOMPARE(run.summary.unanswered, 1);
        QCOMPARE(run.summary.good, 1); // and the next one is tried
        QCOMPARE(run.events.first().answer.error->kind, ErrorKind::Timeout);
        QCOMPARE(run.events.first().answer.status, 0);
        QVERIFY(run.events.first().answer.took >= 140ms);
    }

    void aSlowAnswerWithinTheTimeCounts()
    {
        FakeHttpServer server([](const FakeRequest &) {
            FakeReply reply;
            reply.delay = 200ms;
            return reply;
        });
        Run run(planFor(server.base(), 1));
        run.toItsEnd();
        QCOMPARE(run.summary.good, 1);
        QVERIFY(run.events.first().answer.took >= 190ms);
    }

    void anAnswerThatBreaksOffIsNone()
    {
        FakeHttpServer server([](const FakeRequest &) {
            FakeReply reply;
            reply.body = QByteArray(1000, 'x');
            reply.cutAfter = 10;
            return reply;
        });
        Run run(planFor(server.base(), 1));
        run.toItsEnd();
        QCOMPARE(run.summary.unanswered, 1);
        QCOMPARE(run.events.first().answer.error->code, u"target-cut"_s);
        QCOMPARE(run.events.first().answer.status, 200);
    }

    void aClosedConnectionIsNoAnswerAndTheNextIsTried()
    {
        FakeHttpServer server([](const FakeRequest &request) {
            FakeReply reply;
            reply.hangUp = request.header("X-Kombo-Console-Replay") == "1";
            return reply;
        });
        Run run(planFor(server.base(), 2));
        run.toItsEnd();
        QCOMPARE(run.summary.unanswered, 1);
        QCOMPARE(run.summary.good, 1);
        QVERIFY(server.requests().size() <= 4); // the library tries a closed connection again, but not for ever
    }

    void anEndlessAnswerIsNotRead()
    {
        FakeHttpServer server([](const FakeRequest &) {
            FakeReply reply;
            reply.body = QByteArray(8 * 1024 * 1024, 'x');
            return reply;
        });
        Run run(planFor(server.base(), 2));
        run.toItsEnd();
        QCOMPARE(run.summary.good, 2);
        QVERIFY(run.events.first().answer.body.size() <= 64 * 1024);
    }

    void nobodyThereEndsIt()
    {
        QUrl gone;
        {
            FakeHttpServer server([](const FakeRequest &) { return FakeReply{}; });
            gone = server.base();
        }
        Run run(planFor(gone, 5));
        run.toItsEnd();
        QCOMPARE(run.events.size(), 1);
        QVERIFY(run.summary.error);
        QCOMPARE(run.summary.error->kind, ErrorKind::Unreachable);
    }

    void aCertificateThatNobodyTrustsEndsIt()
    {
        FakeHttpServer server([](const FakeRequest &) { return FakeReply{}; }, makeTestCertificate("IP:127.0.0.1").serverSide());
        Run run(planFor(server.base(), 5));
        run.toItsEnd();
        QCOMPARE(run.events.size(), 1);
        QVERIFY(run.summary.error);
        QCOMPARE(run.summary.error->code, u"tls"_s);
        QCOMPARE(server.bytesReceived(), 0);
    }

    void stopsOnFailureWhenAsked()
    {
        FakeHttpServer server([](const FakeRequest &request) {
            FakeReply reply;
            reply.status = request.header("X-Kombo-Console-Replay") == "3" ? 500 : 200;
            return reply;
        });
        RelayPlan plan = planFor(server.base(), 10);
        plan.stopOnFailure = true;
        Run run(plan);
        run.toItsEnd();
        QCOMPARE(server.requests().size(), 3);
        QVERIFY(run.summary.stopped);
        QCOMPARE(run.summary.good, 2);
        QCOMPARE(run.summary.refused, 1);
    }

    void stopTellsWhatWasUnderWay()
    {
        FakeHttpServer server([](const FakeRequest &request) {
            FakeReply reply;
            reply.silent = request.header("X-Kombo-Console-Replay") == "2";
            return reply;
        });
        Run run(planFor(server.base(), 10));
        run.relay.start();
        QTRY_COMPARE(server.requests().size(), 2);
        run.relay.stop();
        QCOMPARE(run.ends, 0);
        run.relay.stop(); // once more changes nothing
        QTRY_COMPARE(run.ends, 1);
        QVERIFY(run.summary.stopped);
        QCOMPARE(run.summary.underWay, 2);
        QCOMPARE(run.summary.sent(), 1);
    }

    void passesOverWhatWasRemoved()
    {
        FakeHttpServer server([](const FakeRequest &) { return FakeReply{}; });
        Run run(planFor(server.base(), 4), [](qint64 position) -> Result<EventDetail> {
            if (position == 0 || position == 2)
                return failure(ErrorKind::NotFound, u"event"_s);
            return eventAt(position);
        });
        run.toItsEnd();
        QCOMPARE(run.summary.removed, 2);
        QCOMPARE(run.summary.good, 2);
    }

    void aFaultOfTheStoreEndsIt()
    {
        FakeHttpServer server([](const FakeRequest &) { return FakeReply{}; });
        Run run(planFor(server.base(), 4), [](qint64 position) -> Result<EventDetail> {
            if (position == 1)
                return failure(ErrorKind::StorageDamaged);
            return eventAt(position);
        });
        run.toItsEnd();
        QCOMPARE(run.summary.error->kind, ErrorKind::StorageDamaged);
        QCOMPARE(run.summary.good, 1);
    }

    void nothingToSendIsDone()
    {
        Run run(planFor(QUrl(u"http://127.0.0.1:9/"_s), 0));
        run.toItsEnd();
        QCOMPARE(run.summary.sent(), 0);
        QVERIFY(!run.summary.error);
    }

    void keepsToTheRate()
    {
        FakeHttpServer server([](const FakeRequest &) { return FakeReply{}; });
        RelayPlan plan = planFor(server.base(), 6);
        plan.rate = 20;
        Run run(plan);
        QElapsedTimer clock;
        clock.start();
        run.toItsEnd();
        QVERIFY2(clock.elapsed() >= 240, qPrintable(QString::number(clock.elapsed()))); // five spans of 50 ms, less a tick
    }

    void dueTimes()
    {
        QCOMPARE(nextDue(0, 10, 0), 10); // no rate: at once
        QCOMPARE(nextDue(0, 10, 1'000'000'000), 10);
        QCOMPARE(nextDue(0, 10, 10), 100'000'000);
        QCOMPARE(nextDue(0, 900'000'000, 10), 900'000'000); // late: nothing is caught up
        QCOMPARE(nextDue(900'000'000, 900'000'001, 10), 1'000'000'000);
    }

    void lines()
    {
        RelayedEvent event;
        event.row.seq = 7;
        event.row.id = u"a\"\n\u00e9"_s;
        event.answer.status = 202;
        event.answer.took = 12ms;
        QCOMPARE(relayedLine(event), QByteArray("{\"seq\":7,\"id\":\"a\\\"\\n\xc3\xa9\",\"status\":202,\"error\":null,\"ms\":12}"));
        event.row.id = QString();
        event.answer.status = 0;
        event.answer.error = Error{ErrorKind::Timeout, u"target-silent"_s, {}};
        QVERIFY(relayedLine(event).startsWith("{\"seq\":7,\"id\":null,\"status\":null,\"error\":\"The receiver did not answer in time"));
    }
};

QTEST_GUILESS_MAIN(TestRelay)
#include "tst_relay.moc"
