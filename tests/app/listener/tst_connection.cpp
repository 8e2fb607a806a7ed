// SPDX-License-Identifier: Apache-2.0
// covers: app/listener/socketstream.cpp
#include "app/listener/connection.h"
#include "tests/app/listener/rawclient.h"

#include <QTest>

#include <sys/socket.h>

using namespace console;
using namespace console::testing;
using namespace std::chrono_literals;

namespace {

struct Arrived
{
    quint32 place = 0;
    HttpRequest request;
};

class FakeHost : public ConnectionHost
{
public:
    void requestArrived(Connection &connection, quint32 place, HttpRequest &&request) override
    {
        if (answersAtOnce)
            connection.answer(place, {200, request.target, QByteArrayLiteral("text/plain"), {}});
        arrived.append({place, std::move(request)});
    }
    std::optional<HttpAnswer> answerToHead(const HttpRequest &request) override
    {
        return request.path == "/p" ? std::nullopt : std::optional(plainAnswer(404));
    }
    bool hold(qint64 bytes) override
    {
        held += bytes;
        return held <= budget;
    }
    QByteArray date() override { return QByteArrayLiteral("D"); }
    void connectionEnded(Connection &) override { ++ended; }

    bool answersAtOnce = false;
    qint64 budget = 1'000'000;
    qint64 held = 0;
    int ended = 0;
    QVector<Arrived> arrived;
};

ConnectionLimits smallLimits()
{
    return {{1000, 10, 300'000}, 1s, 2s, 3s};
}

QByteArray post(const QByteArray &target, const QByteArray &body = "x", const QByteArray &fields = {})
{
    return "POST " + target + " HTTP/1.1\r\nHost: h\r\n" + fields + "Content-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

HttpAnswer named(const QByteArray &name)
{
    return {200, name, QByteArrayLiteral("text/plain"), {}};
}

// A connection with its client on a socket pair; both live on the test's thread.
struct Pair
{
    explicit Pair(const ConnectionLimits &limits = smallLimits())
    {
        int ends[2] = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
            qFatal("no socket pair");
        connection = std::make_unique<Connection>(ends[0], 7, host, limits);
        client = RawClient::on(ends[1]);
    }
    FakeHost host;
    std::unique_ptr<Connection> connection;
    RawClient client;
};

// Sends the same request again and again until nothing more is taken.
qint64 sendUntilStuck(RawClient &client, const QByteArray &request)
{
    qint64 sent = 0;
    while (sent < 50'000'000 && client.canSend(200))
        sent += std::max<qint64>(client.sendWhatFits(QByteArrayView(request).sliced(sent % request.size())), 0);
    return sent;
}

using Steady = std::chrono::steady_clock;

} // namespace

class TestConnection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersInOrder();
    void answersOnlyOnceAndOnlyKnownPlaces();
    void keepsSeveralRequestsApart();
    void answersAfterHalfClose();
    void abandonsHalfARequest();
    void closesWhenAsked();
    void ignoresWhatFollowsTheLastRequest();
    void asksForTheBody();
    void refusesBeforeTheBody_data();
    void refusesBeforeTheBody();
    void asksForTheBodyInItsTurn();
    void refusesAfterEarlierAnswers();
    void stopsReadingWhileManyWait();
    void stopsReadingWhileAnswersAreNotTaken();
    void endsWhenAnswersAreNeverTaken();
    void timesOut_data();
    void timesOut();
    void hasTimeForTheStore();
    void keepsWithinTheBudgetOfAll();
    void drains();
    void givesUpHalfARequest();
    void turnsAway();
    void lingersForAMoment();
    void endsOnReset();
    void tellsSinceWhenItIsIdle();
};

void TestConnection::answersInOrder()
{
    Pair pair;
    QVERIFY(pair.client.send(QByteArray(post("/1") + post("/2") + post("/3"))));
    QTRY_COMPARE(pair.host.arrived.size(), 3);
    pair.connection->answer(pair.host.arrived[2].place, named("three"));
    pair.connection->answer(pair.host.arrived[1].place, named("two"));
    pair.connection->flush();
    QVERIFY(!pair.client.hasNews(50));
    pair.connection->answer(pair.host.arrived[0].place, named("one"));
    pair.connection->flush();
    QCOMPARE(pair.client.answer()->body, QByteArray("one"));
    QCOMPARE(pair.client.answer()->body, QByteArray("two"));
    QCOMPARE(pair.client.answer()->body, QByteArray("three"));
    QCOMPARE(pair.host.ended, 0);
}

void TestConnection::answersOnlyOnceAndOnlyKnownPlaces()
{
    Pair pair;
    QVERIFY(pair.client.send(post("/1")));
    QTRY_COMPARE(pair.host.arrived.size(), 1);
    pair.connection->answer(99, named("wrong"));
    pair.connection->answer(pair.host.arrived[0].place, named("right"));
    pair.connection->answer(pair.host.arrived[0].place, named("again"));
    pair.connection->flush();
    QCOMPARE(pair.client.answer()->body, QByteArray("right"));
    QVERIFY(!pair.client.hasNews(50));
}

void TestConnection::keepsSeveralRequestsApart()
{
    Pair pair;
    pair.host.answersAtOnce = true;
    for (const char *target : {"/1", "/2", "/3"}) {
        const QByteArray bytes = post(target, "body of " + QByteArray(target));
        for (const char byte : bytes)
            QVERIFY(pair.client.send({&byte, 1}));
        QTRY_VERIFY(!pair.host.arrived.isEmpty() && pair.host.arrived.last().request.target == target);
        QCOMPARE(pair.host.arrived.last().request.body, QByteArray("body of " + QByteArray(target)));
        QCOMPARE(pair.client.answer()->body, QByteArray(target));
    }
}

void TestConnection::answersAfterHalfClose()
{
    Pair pair;
    QVERIFY(pair.client.send(QByteArray(post("/1") + post("/2"))));
    pair.client.finishSending();
    QTRY_COMPARE(pair.host.arrived.size(), 2);
    QVERIFY(!pair.client.hasNews(50));
    QCOMPARE(pair.host.ended, 0);
    for (const Arrived &arrived : pair.host.arrived)
        pair.connection->answer(arrived.place, named(arrived.request.target));
    pair.connection->flush();
    QCOMPARE(pair.client.answer()->body, QByteArray("/1"));
    QCOMPARE(pair.client.answer()->body, QByteArray("/2"));
    QVERIFY(pair.client.closed());
    QCOMPARE(pair.host.ended, 1);
}

void TestConnection::abandonsHalfARequest()
{
    Pair pair;
    QVERIFY(pair.client.send(post("/1", "12345").chopped(1)));
    pair.client.finishSending();
    QTRY_COMPARE(pair.host.ended, 1);
    QCOMPARE(pair.host.arrived.size(), 0);
    QCOMPARE(pair.host.held, 0);
    QVERIFY(pair.client.closed());
}

void TestConnection::closesWhenAsked()
{
    Pair pair;
    pair.host.answersAtOnce = true;
    QVERIFY(pair.client.send(post("/1", "x", "Connection: close\r\n")));
    QTRY_COMPARE(pair.host.arrived.size(), 1);
    const auto answer = pair.client.answer();
    QCOMPARE(answer->header("Connection"), QByteArray("close"));
    QVERIFY(pair.client.closed());
    pair.client.close();
    QTRY_COMPARE(pair.host.ended, 1);
}

void TestConnection::ignoresWhatFollowsTheLastRequest()
{
    Pair pair;
    pair.host.answersAtOnce = true;
    QVERIFY(pair.client.send(QByteArray(post("/1", "x", "Connection: close\r\n") + post("/2"))));
    QTRY_COMPARE(pair.host.arrived.size(), 1);
    QCOMPARE(pair.client.answer()->body, QByteArray("/1"));
    QVERIFY(pair.client.closed());
    QCOMPARE(pair.host.arrived.size(), 1);
}

void TestConnection::asksForTheBody()
{
    Pair pair;
    pair.host.answersAtOnce = true;
    QVERIFY(pair.client.send(post("/p", "12345", "Expect: 100-continue\r\n").chopped(5)));
    QTRY_VERIFY(pair.client.hasNews(0));
    QCOMPARE(pair.client.answer()->status, 100);
    QVERIFY(!pair.client.hasNews(50));
    QVERIFY(pair.client.send("12345"));
    QTRY_COMPARE(pair.host.arrived.size(), 1);
    QCOMPARE(pair.client.answer()->status, 200);
    // With the body already there, nobody waits for 100.
    QVERIFY(pair.client.send(post("/p", "12345", "Expect: 100-continue\r\n")));
    QTRY_COMPARE(pair.host.arrived.size(), 2);
    QCOMPARE(pair.client.answer()->status, 200);
}

void TestConnection::refusesBeforeTheBody_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");
    QTest::newRow("nothing there") << post("/other", "12345", "Expect: 100-continue\r\n").chopped(5) << 404;
    QTest::newRow("too large, expected") << post("/p", QByteArray(300'001, 'x'), "Expect: 100-continue\r\n").chopped(300'001) << 413;
    QTest::newRow("too large") << post("/p", QByteArray(300'001, 'x')).chopped(300'001) << 413;
    QTest::newRow("other expectation") << post("/p", "12345", "Expect: 200-maybe\r\n").chopped(5) << 417;
    QTest::newRow("two hosts") << post("/p", "12345", "Host: h\r\n").chopped(5) << 400;
    QTest::newRow("too many fields") << post("/p", "12345", QByteArray("A: b\r\n").repeated(10)).chopped(5) << 431;
}

void TestConnection::refusesBeforeTheBody()
{
    QFETCH(QByteArray, head);
    QFETCH(int, status);
    Pair pair;
    QVERIFY(pair.client.send(head));
    QTRY_VERIFY(pair.client.hasNews(0));
    const auto answer = pair.client.answer();
    QCOMPARE(answer->status, status);
    QCOMPARE(answer->header("Connection"), QByteArray("close"));
    // A body that is sent all the same is not taken for a request.
    (void) pair.client.send(post("/p"));
    QVERIFY(pair.client.closed());
    pair.client.close();
    QTRY_COMPARE(pair.host.ended, 1);
    QCOMPARE(pair.host.arrived.size(), 0);
}

void TestConnection::asksForTheBodyInItsTurn()
{
    Pair pair;
    QVERIFY(pair.client.send(QByteArray(post("/1") + post("/p", "12345", "Expect: 100-continue\r\n").chopped(5))));
    QTRY_COMPARE(pair.host.arrived.size(), 1);
    QVERIFY(!pair.client.hasNews(50));
    pair.connection->answer(pair.host.arrived[0].place, named("one"));
    pair.connection->flush();
    QCOMPARE(pair.client.answer()->body, QByteArray("one"));
    QCOMPARE(pair.client.answer()->status, 100);
}

void TestConnection::refusesAfterEarlierAnswers()
{
    Pair pair;
    QVERIFY(pair.client.send(QByteArray(post("/1") + "nonsense\r\n")));
    QTRY_COMPARE(pair.host.arrived.size(), 1);
    QVERIFY(!pair.client.hasNews(50));
    pair.connection->answer(pair.host.arrived[0].place, named("one"));
    pair.connection->flush();
    QCOMPARE(pair.client.answer()->body, QByteArray("one"));
    QCOMPARE(pair.client.answer()->status, 400);
    QVERIFY(pair.client.closed());
}

void TestConnection::stopsReadingWhileManyWait()
{
    Pair pair;
    QVERIFY(pair.client.send(post("/1").repeated(100)));
    QTRY_COMPARE(pair.host.arrived.size(), 32);
    QVERIFY(!pair.client.hasNews(50));
    pair.host.answersAtOnce = true;
    for (int number = 0; number < 32; ++number)
        pair.connection->answer(pair.host.arrived[number].place, named("late"));
    pair.connection->flush();
    QTRY_COMPARE(pair.host.arrived.size(), 100);
    for (int number = 0; number < 100; ++number)
        QCOMPARE(pair.client.answer()->body, QByteArray(number < 32 ? "late" : "/1"));
}

void TestConnection::stopsReadingWhileAnswersAreNotTaken()
{
    Pair pair(ConnectionLimits{{100'000, 10, 1000}, 1s, 2s, 3s});
    pair.host.answersAtOnce = true; // the target comes back: 50 KB an answer
    const QByteArray request = post("/" + QByteArray(50'000, 'a'));
    const qint64 sent = sendUntilStuck(pair.client, request);
    QVERIFY2(sent < 5'000'000, QByteArray::number(sent).constData());
    const qsizetype before = pair.host.arrived.size();
    QVERIFY(before >= 2);
    QCOMPARE(pair.client.answer()->body.size(), 50'001);
    for (int number = 1; number < before; ++number) {
        QTRY_VERIFY(pair.client.hasNews(0));
        QCOMPARE(pair.client.answer()->status, 200);
    }
    QCOMPARE(pair.host.ended, 0);
}

void TestConnection::endsWhenAnswersAreNeverTaken()
{
    Pair pair(ConnectionLimits{{100'000, 10, 1000}, 1s, 2s, 3s});
    pair.host.answersAtOnce = true;
    const QByteArray request = post("/" + QByteArray(50'000, 'a'));
    (void) sendUntilStuck(pair.client, request);
    pair.connection->tick(Steady::now() + 1s);
    QCOMPARE(pair.host.ended, 0);
    pair.connection->tick(Steady::now() + 2100ms);
    QCOMPARE(pair.host.ended, 1);
}

void TestConnection::timesOut_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("status"); ///< 0: closed without a word
    QTest::newRow("nothing sent") << QByteArray() << 3 << 0;
    QTest::newRow("empty line sent") << QByteArray("\r\n") << 3 << 0;
    QTest::newRow("half a head") << QByteArray("POST /p HT") << 1 << 408;
    QTest::newRow("half a body") << post("/p", "12345").chopped(1) << 2 << 408;
    QTest::newRow("half a chunk") << QByteArray("POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe") << 2 << 408;
}

void TestConnection::timesOut()
{
    QFETCH(QByteArray, sent);
    QFETCH(int, seconds);
    QFETCH(int, status);
    Pair pair;
    QVERIFY(pair.client.send(sent));
    QTRY_VERIFY(sent.size() < 3 || pair.host.held > 0);
    pair.connection->tick(Steady::now() + std::chrono::seconds(seconds) - 500ms);
    QVERIFY(!pair.client.hasNews(20));
    pair.connection->tick(Steady::now() + std::chrono::seconds(seconds) + 1ms);
    if (status != 0)
        QCOMPARE(pair.client.answer()->status, status);
    QVERIFY(pair.client.closed());
    pair.client.close();
    QTRY_COMPARE(pair.host.ended, 1);
    QCOMPARE(pair.host.held, 0);
}

void TestConnection::hasTimeForTheStore()
{
    Pair pair;
    QVERIFY(pair.client.send(post("/1")));
    QTRY_COMPARE(pair.host.arrived.size(), 1);
    pair.connection->tick(Steady::now() + 1h);
    QCOMPARE(pair.host.ended, 0);
    pair.connection->answer(pair.host.arrived[0].place, named("late"));
    pair.connection->flush();
    QCOMPARE(pair.client.answer()->body, QByteArray("late"));
}

void TestConnection::keepsWithinTheBudgetOfAll()
{
    Pair pair;
    pair.host.budget = 1000;
    QVERIFY(pair.client.send(post("/p", QByteArray(100'000, 'x')).left(5000)));
    QTRY_VERIFY(pair.client.hasNews(0));
    const auto answer = pair.client.answer();
    QCOMPARE(answer->status, 503);
    QVERIFY(!answer->header("Retry-After").isEmpty());
    QVERIFY(pair.client.closed());
    pair.client.close();
    QTRY_COMPARE(pair.host.ended, 1);
    QCOMPARE(pair.host.held, 0);
}

void TestConnection::drains()
{
    Pair idle;
    idle.connection->drain();
    QCOMPARE(idle.host.ended, 1);

    Pair waiting;
    QVERIFY(waiting.client.send(QByteArray(post("/1") + post("/2"))));
    QTRY_COMPARE(waiting.host.arrived.size(), 2);
    waiting.connection->drain();
    for (const Arrived &arrived : waiting.host.arrived)
        waiting.connection->answer(arrived.place, named(arrived.request.target));
    waiting.connection->flush();
    QCOMPARE(waiting.client.answer()->header("Connection"), QByteArray());
    QCOMPARE(waiting.client.answer()->header("Connection"), QByteArray("close"));
    QVERIFY(waiting.client.closed());

    Pair reading;
    reading.host.answersAtOnce = true;
    QVERIFY(reading.client.send(post("/1", "12345").chopped(5)));
    QTRY_VERIFY(!reading.connection->idleSince());
    reading.connection->drain();
    QVERIFY(reading.client.send(QByteArray("12345" + post("/2"))));
    QTRY_COMPARE(reading.host.arrived.size(), 1);
    QCOMPARE(reading.client.answer()->header("Connection"), QByteArray("close"));
    QVERIFY(reading.client.closed());
}

void TestConnection::givesUpHalfARequest()
{
    Pair pair;
    QVERIFY(pair.client.send(QByteArray(post("/1") + "POST /2")));
    QTRY_COMPARE(pair.host.arrived.size(), 1);
    pair.connection->giveUp();
    pair.connection->giveUp();
    pair.connection->answer(pair.host.arrived[0].place, named("one"));
    pair.connection->flush();
    QCOMPARE(pair.client.answer()->body, QByteArray("one"));
    QCOMPARE(pair.client.answer()->status, 503);
    QVERIFY(pair.client.closed());

    Pair whole;
    QVERIFY(whole.client.send(post("/1")));
    QTRY_COMPARE(whole.host.arrived.size(), 1);
    whole.connection->giveUp(); // nothing is half
    whole.connection->answer(whole.host.arrived[0].place, named("one"));
    whole.connection->flush();
    QCOMPARE(whole.client.answer()->body, QByteArray("one"));
    QVERIFY(!whole.client.hasNews(50));
}

void TestConnection::turnsAway()
{
    Pair pair;
    pair.connection->turnAway();
    QVERIFY(pair.client.send(post("/1")));
    QCOMPARE(pair.client.answer()->status, 503);
    QVERIFY(pair.client.closed());
    QCOMPARE(pair.host.arrived.size(), 0);
}

void TestConnection::lingersForAMoment()
{
    Pair pair;
    QVERIFY(pair.client.send("nonsense\r\n"));
    QTRY_VERIFY(pair.client.hasNews(0));
    QCOMPARE(pair.client.answer()->status, 400);
    QVERIFY(pair.connection->idleSince()); // the first to go when room is needed
    pair.connection->tick(Steady::now() + 1900ms);
    QCOMPARE(pair.host.ended, 0);
    pair.connection->tick(Steady::now() + 2100ms);
    QCOMPARE(pair.host.ended, 1);
}

void TestConnection::endsOnReset()
{
    Pair pair;
    QVERIFY(pair.client.send(post("/1")));
    QTRY_COMPARE(pair.host.arrived.size(), 1);
    pair.client.reset();
    pair.connection->answer(pair.host.arrived[0].place, named("nobody"));
    pair.connection->flush();
    QTRY_COMPARE(pair.host.ended, 1);
    pair.connection->answer(pair.host.arrived[0].place, named("nobody"));
    pair.connection->flush();
    pair.connection->tick(Steady::now() + 1h);
    pair.connection->drain();
    pair.connection->abort();
    QCOMPARE(pair.host.ended, 1);
}

void TestConnection::tellsSinceWhenItIsIdle()
{
    Pair pair;
    const auto first = pair.connection->idleSince();
    QVERIFY(first);
    QVERIFY(pair.client.send(post("/1")));
    QTRY_COMPARE(pair.host.arrived.size(), 1);
    QVERIFY(!pair.connection->idleSince());
    pair.connection->answer(pair.host.arrived[0].place, named("one"));
    pair.connection->flush();
    QVERIFY(pair.connection->idleSince());
    QVERIFY(*pair.connection->idleSince() > *first);
    QVERIFY(pair.client.send("P"));
    QTRY_VERIFY(!pair.connection->idleSince());
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
