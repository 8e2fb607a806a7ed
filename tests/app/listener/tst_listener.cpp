// SPDX-License-Identifier: Apache-2.0
// covers: app/listener/intake.cpp
#include "app/listener/listener.h"
#include "app/signature/signature.h"
#include "tests/app/listener/fakestore.h"
#include "tests/app/listener/rawclient.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace console;
using namespace console::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray kSecret = QByteArrayLiteral("listener-secret");
const QByteArray kBody = QByteArrayLiteral("{\n  \"id\": \"e1\",\n  \"type\": \"data-changed\",\n  \"data\": {\n    \"integration_id\": \"personio:1\"\n  }\n}");

class FixedClock : public Clock
{
public:
    Timestamp now() const override { return fromMillis(784111777000); }
};

QByteArray request(const QByteArray &body, const QByteArray &signature, const QByteArray &fields = {},
                   const QByteArray &target = "/webhooks/kombo")
{
    const QByteArray line = signature.isNull() ? QByteArray() : QByteArray("X-Kombo-Signature: " + signature + "\r\n");
    return "POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + line + fields + "Content-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray good(const QByteArray &body = kBody, const QByteArray &fields = {})
{
    return request(body, signatureOf(body, kSecret), fields);
}

ListenerConfig usual()
{
    ListenerConfig config;
    config.port = 0;
    config.routes = {{u"/webhooks/kombo"_s, u"default"_s, {kSecret}}, {u"/open"_s, u"open"_s, {}}};
    return config;
}

// A listener in front of a fake store.
struct Bench
{
    explicit Bench(const ListenerConfig &config = usual()) : listener(std::make_unique<Listener>(std::make_shared<FixedClock>(), store.sink()))
    {
        store.connectTo(*listener);
        start(config);
    }
    void start(const ListenerConfig &config)
    {
        QSignalSpy listening(listener.get(), &Listener::listening);
        QSignalSpy failed(listener.get(), &Listener::failed);
        listener->start(config);
        if (!listening.wait(5000))
            qFatal("the listener does not listen");
        url = listening.takeFirst().takeFirst().toUrl();
    }
    [[nodiscard]] quint16 port() const { return quint16(url.port()); }
    [[nodiscard]] RawClient client() const { return RawClient(port()); }
    [[nodiscard]] int statusOf(const QByteArray &bytes) const
    {
        RawClient one = client();
        (void) one.send(bytes);
        const auto answer = one.answer();
        return answer ? answer->status : 0;
    }

    FakeStore store;
    std::unique_ptr<Listener> listener;
    QUrl url;
};

qint64 residentKiB()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4 : 0;
}

} // namespace

class TestListener : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsItsAddress();
    void handsOverWhatCame();
    void answersTheTable_data();
    void answersTheTable();
    void keepsAConnectionForManyRequests();
    void answersInOrderWhateverTheStoreDoes();
    void waitsForTheReceipt();
    void answers503WhenTheStoreCannot();
    void survivesClientsThatGoAway();
    void leavesUncheckedWithoutASecret();
    void takesNewRoutesAtOnce();
    void failsAsConfigured();
    void closesTheOldestIdleConnection();
    void turnsAwayWhenNoneIsIdle();
    void timesOutSlowClients();
    void servesGoodClientsBesideSlowOnes();
    void keepsMemoryBoundedForEndlessBodies();
    void survivesAFloodOfConnections();
    void saysWhoHasThePort();
    void refusesAnUnknownAddress();
    void bindsOnlyWhereTold();
    void startsAgainElsewhere();
    void stopsAndFinishesWhatRuns();
    void givesUpOnHalfRequestsWhenStopping();
    void endsWithinItsPatience();
    void losesNothingUnderLoad();
    void takesReceiptsWhileItGoes();
};

void TestListener::tellsItsAddress()
{
    Bench bench;
    QCOMPARE(bench.url.toString(), u"http://127.0.0.1:%1"_s.arg(bench.url.port()));
    QVERIFY(bench.url.port() > 0);
}

void TestListener::handsOverWhatCame()
{
    Bench bench;
    RawClient client = bench.client();
    QVERIFY(client.send(good(kBody, "X-Twice: 1\r\nx-twice: 2\r\n")));
    const auto answer = client.answer();
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(answer->header("Date"), QByteArray("Sun, 06 Nov 1994 08:49:37 GMT"));
    QCOMPARE(answer->body, QByteArray(R"({"status":"stored","event":1,"deliveries":1})"));
    const IncomingDelivery delivery = bench.store.taken().constFirst();
    QCOMPARE(delivery.environment, u"default"_s);
    QCOMPARE(delivery.body, kBody);
    QCOMPARE(delivery.verdict, Verdict::Verified);
    QCOMPARE(delivery.remoteAddress, u"127.0.0.1"_s);
    QCOMPARE(delivery.receivedAt, fromMillis(784111777000));
    QCOMPARE(delivery.facts.id, u"e1"_s);
    QCOMPARE(delivery.facts.integrationId, u"personio:1"_s);
    QCOMPARE(delivery.answer, 0);
    QCOMPARE(delivery.headers.size(), 5);
    QCOMPARE(delivery.headers[2], (HeaderList::value_type{"X-Twice", "1"}));
    QCOMPARE(delivery.headers[3], (HeaderList::value_type{"x-twice", "2"}));
}

void TestListener::answersTheTable_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("stored"); ///< deliveries that reach the store
    QTest::addColumn<QByteArray>("allow");
    const QByteArray signature = signatureOf(kBody, kSecret);
    const auto row = [](const char *name, const QByteArray &bytes, int status, int stored, const QByteArray &allow = {}) {
        QTest::newRow(name) << bytes << status << stored << allow;
    };
    const auto plain = [](const QByteArray &line) { return QByteArray(line + " HTTP/1.1\r\nHost: h\r\n\r\n"); };
    row("verified", good(), 200, 1);
    row("with a query", request(kBody, signature, {}, "/webhooks/kombo?x=1"), 200, 1);
    row("absolute form", request(kBody, signature, {}, "http://127.0.0.1/webhooks/kombo"), 200, 1);
    row("no JSON", good("no json"), 200, 1);
    row("nothing", good(""), 200, 1);
    row("deep JSON", good(QByteArray(100'000, '[')), 200, 1);
    row("a foreign name for the host", good().replace("127.0.0.1", "evil.example"), 200, 1);
    row("no signature", request(kBody, {}), 401, 1);
    row("empty signature", request(kBody, ""), 401, 1);
    row("padded signature", request(kBody, signature + "="), 401, 1);
    row("signature twice", good(kBody, "X-Kombo-Signature: " + signature + "\r\n"), 401, 1);
    row("from a page of a browser", request(kBody, {}, "Origin: http://evil.example\r\nContent-Type: text/plain\r\n"), 401, 1);
    row("other path", request(kBody, signature, {}, "/webhooks/kombo/"), 404, 0);
    row("root", plain("GET /"), 404, 0);
    row("no page of events", plain("GET /events"), 404, 0);
    row("GET", plain("GET /webhooks/kombo"), 405, 0, "POST");
    row("OPTIONS", plain("OPTIONS /webhooks/kombo"), 405, 0, "POST");
    row("OPTIONS *", plain("OPTIONS *"), 404, 0);
    row("health", plain("GET /healthz"), 200, 0);
    row("POST to health", plain("POST /healthz"), 405, 0, "GET, HEAD");
    row("too large", "POST /webhooks/kombo HTTP/1.1\r\nHost: h\r\nContent-Length: 4194305\r\n\r\n", 413, 0);
    row("head too large", "POST /webhooks/kombo HTTP/1.1\r\nHost: h\r\nA: " + QByteArray(40'000, 'b'), 431, 0);
    row("malformed", "POST /webhooks/kombo\r\n\r\n", 400, 0);
    row("unknown coding", "POST /webhooks/kombo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: br\r\n\r\n", 501, 0);
}

void TestListener::answersTheTable()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(int, stored);
    QFETCH(QByteArray, allow);
    Bench bench;
    RawClient client = bench.client();
    (void) client.send(bytes);
    const auto answer = client.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, status);
    QCOMPARE(answer->header("Allow"), allow);
    QCOMPARE(bench.store.count(), stored);
    QVERIFY(!answer->head.toLower().contains("access-control"));
    QVERIFY(!answer->head.toLower().contains("server:"));
    const bool closes = status == 400 || status == 413 || status == 431 || status == 501;
    QCOMPARE(answer->header("Connection"), QByteArray(closes ? "close" : ""));
    if (closes)
        QVERIFY(client.closed());
    if (status == 405 || status == 404) { // the connection goes on
        QVERIFY(client.send(good()));
        QCOMPARE(client.answer()->status, 200);
    }
}

void TestListener::keepsAConnectionForManyRequests()
{
    Bench bench;
    RawClient client = bench.client();
    for (int number = 1; number <= 200; ++number) {
        QVERIFY(client.send(good(QByteArray::number(number))));
        QCOMPARE(client.answer()->body, QByteArray(R"({"status":"stored","event":)" + QByteArray::number(number) + R"(,"deliveries":1})"));
    }
    QVERIFY(client.send("HEAD /healthz HTTP/1.1\r\nHost: h\r\n\r\n"));
    QCOMPARE(client.answer(true)->status, 200);
    QVERIFY(client.send("HEAD /none HTTP/1.1\r\nHost: h\r\n\r\n"));
    QCOMPARE(client.answer(true)->status, 404);
    QVERIFY(client.send(good()));
    QCOMPARE(client.answer()->status, 200);
}

void TestListener::answersInOrderWhateverTheStoreDoes()
{
    Bench bench;
    bench.store.mode = FakeStore::Mode::Hold;
    RawClient client = bench.client();
    QVERIFY(client.send(QByteArray(good("1") + good("2") + "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n" + good("3"))));
    QTRY_COMPARE(bench.store.count(), 3);
    QVERIFY(!client.hasNews(50));
    bench.store.settleHeld();
    QVERIFY(client.answer()->body.contains("\"event\":1,"));
    QVERIFY(client.answer()->body.contains("\"event\":2,"));
    QCOMPARE(client.answer()->body, QByteArray());
    QVERIFY(client.answer()->body.contains("\"event\":3,"));
}

void TestListener::waitsForTheReceipt()
{
    Bench bench;
    bench.store.mode = FakeStore::Mode::Hold;
    std::vector<RawClient> clients;
    for (int number = 0; number < 50; ++number) {
        clients.push_back(bench.client());
        QVERIFY(clients.back().send(good(QByteArray::number(number))));
    }
    QTRY_COMPARE(bench.store.count(), 50);
    for (RawClient &client : clients)
        QVERIFY(!client.hasNews(0));
    bench.store.settleHeld();
    for (RawClient &client : clients)
        QCOMPARE(client.answer()->status, 200);
}

void TestListener::answers503WhenTheStoreCannot()
{
    Bench bench;
    RawClient client = bench.client();
    for (const auto mode : {FakeStore::Mode::Refuse, FakeStore::Mode::Fail}) {
        bench.store.mode = mode;
        QVERIFY(client.send(good()));
        const auto answer = client.answer();
        QCOMPARE(answer->status, 503);
        QVERIFY(answer->header("Retry-After").toInt() > 0);
    }
    bench.store.mode = FakeStore::Mode::Settle;
    QVERIFY(client.send(good()));
    QCOMPARE(client.answer()->status, 200);
}

void TestListener::survivesClientsThatGoAway()
{
    Bench bench;
    bench.store.mode = FakeStore::Mode::Hold;
    for (int number = 0; number < 100; ++number) {
        RawClient client = bench.client();
        QVERIFY(client.send(good(QByteArray::number(number))));
        QTRY_COMPARE(bench.store.count(), number + 1);
        if (number % 2 == 0)
            client.reset();
        else
            client.close();
    }
    bench.store.settleHeld();
    bench.store.settleHeld();
    bench.listener->receipts()({{0, true, 200, 1, 1}, {~quint64(0), true, 200, 1, 1}}); // nobody's
    bench.store.mode = FakeStore::Mode::Settle;
    QCOMPARE(bench.statusOf(good()), 200);
}

void TestListener::leavesUncheckedWithoutASecret()
{
    Bench bench;
    QCOMPARE(bench.statusOf(request(kBody, "whatever", {}, "/open")), 200);
    QCOMPARE(bench.store.taken().constFirst().verdict, Verdict::Unchecked);
    QCOMPARE(bench.store.taken().constFirst().environment, u"open"_s);
}

void TestListener::takesNewRoutesAtOnce()
{
    Bench bench;
    RawClient client = bench.client();
    QVERIFY(client.send(good()));
    QCOMPARE(client.answer()->status, 200);
    bench.listener->setRoutes({{u"/webhooks/kombo"_s, u"default"_s, {"another"}}, {u"/new"_s, u"new"_s, {kSecret}}});
    QVERIFY(client.send(good()));
    QCOMPARE(client.answer()->status, 401);
    QVERIFY(client.send(request(kBody, signatureOf(kBody, kSecret), {}, "/new")));
    QCOMPARE(client.answer()->status, 200);
}

void TestListener::failsAsConfigured()
{
    Bench bench;
    bench.listener->setFailure({500, 100ms});
    RawClient client = bench.client();
    QElapsedTimer timer;
    timer.start();
    QVERIFY(client.send(good()));
    QCOMPARE(client.answer()->status, 500);
    QVERIFY(timer.elapsed() >= 95);
    QCOMPARE(bench.store.taken().constFirst().answer, 500);
    QCOMPARE(bench.store.taken().constFirst().verdict, Verdict::Verified);
    bench.listener->setFailure({});
    QVERIFY(client.send(good()));
    QCOMPARE(client.answer()->status, 200);
}

void TestListener::closesTheOldestIdleConnection()
{
    ListenerConfig config = usual();
    config.maxConnections = 5;
    Bench bench(config);
    std::vector<RawClient> clients;
    for (int number = 0; number < 5; ++number) {
        clients.push_back(bench.client());
        QVERIFY(clients.back().send(good()));
        QCOMPARE(clients.back().answer()->status, 200);
    }
    QVERIFY(clients[0].send(good())); // now the second one is idle for longest
    QCOMPARE(clients[0].answer()->status, 200);
    QCOMPARE(bench.statusOf(good()), 200);
    QVERIFY(clients[1].closed());
    QVERIFY(clients[0].send(good()));
    QCOMPARE(clients[0].answer()->status, 200);
}

void TestListener::turnsAwayWhenNoneIsIdle()
{
    ListenerConfig config = usual();
    config.maxConnections = 5;
    Bench bench(config);
    bench.store.mode = FakeStore::Mode::Hold;
    std::vector<RawClient> clients;
    for (int number = 0; number < 5; ++number) {
        clients.push_back(bench.client());
        QVERIFY(clients.back().send(number < 4 ? good() : good().chopped(1)));
    }
    QTRY_COMPARE(bench.store.count(), 4);
    RawClient sixth = bench.client();
    const auto answer = sixth.answer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 503);
    QVERIFY(answer->header("Retry-After").toInt() > 0);
    QVERIFY(sixth.closed());
    bench.store.settleHeld();
    for (int number = 0; number < 4; ++number)
        QCOMPARE(clients[size_t(number)].answer()->status, 200);
    bench.store.mode = FakeStore::Mode::Settle;
    QCOMPARE(bench.statusOf(good()), 200);
}

void TestListener::timesOutSlowClients()
{
    ListenerConfig config = usual();
    config.headTimeout = 100ms;
    config.bodyTimeout = 150ms;
    config.idleTimeout = 200ms;
    Bench bench(config);
    RawClient head = bench.client();
    RawClient body = bench.client();
    RawClient idle = bench.client();
    QVERIFY(head.send("POST /webhooks"));
    QVERIFY(body.send(good().chopped(1)));
    QCOMPARE(head.answer()->status, 408);
    QVERIFY(head.closed());
    QCOMPARE(body.answer()->status, 408);
    QVERIFY(body.closed());
    QVERIFY(idle.closed());
    QCOMPARE(bench.store.count(), 0);
}

void TestListener::servesGoodClientsBesideSlowOnes()
{
    ListenerConfig config = usual();
    config.maxConnections = 300;
    Bench bench(config);
    std::vector<RawClient> slow;
    for (int number = 0; number < 400; ++number) { // 200 of them idle
        slow.push_back(bench.client());
        if (number % 2 == 0)
            QVERIFY(slow.back().send("POST /webhooks/kombo HTTP/1.1\r\nHost: h\r\n"));
    }
    QElapsedTimer timer;
    timer.start();
    for (int number = 0; number < 20; ++number)
        QCOMPARE(bench.statusOf(good()), 200);
    QVERIFY2(timer.elapsed() < 2000, QByteArray::number(timer.elapsed()).constData());
}

void TestListener::keepsMemoryBoundedForEndlessBodies()
{
    Bench bench;
    const qint64 before = residentKiB();
    RawClient endless = bench.client();
    QVERIFY(endless.send("POST /webhooks/kombo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"));
    const QByteArray chunk = "10000\r\n" + QByteArray(65536, 'x') + "\r\n";
    qint64 sent = 0;
    while (sent < 100'000'000 && !endless.hasNews(0) && endless.send(chunk))
        sent += chunk.size();
    QVERIFY2(sent < 30'000'000, QByteArray::number(sent).constData());
    QCOMPARE(endless.answer()->status, 413);
    RawClient announced = bench.client();
    QVERIFY(announced.send("POST /webhooks/kombo HTTP/1.1\r\nHost: h\r\nContent-Length: 300000000\r\n\r\n"));
    QCOMPARE(announced.answer()->status, 413);
    QVERIFY2(residentKiB() - before < 60'000, QByteArray::number(residentKiB() - before).constData());
}

void TestListener::survivesAFloodOfConnections()
{
    Bench bench;
    for (int round = 0; round < 5; ++round) {
        std::vector<RawClient> flood;
        for (int number = 0; number < 200; ++number)
            flood.push_back(bench.client());
    }
    QCOMPARE(bench.statusOf(good()), 200);
}

void TestListener::saysWhoHasThePort()
{
    Bench first;
    Listener second(std::make_shared<FixedClock>(), [](IncomingDelivery &&) { return false; });
    QSignalSpy failed(&second, &Listener::failed);
    QSignalSpy listening(&second, &Listener::listening);
    ListenerConfig config = usual();
    config.port = first.port();
    second.start(config);
    QCOMPARE(failed.size(), 0); // never inside start()
    QVERIFY(failed.wait(5000));
    const auto error = failed.takeFirst().takeFirst().value<Error>();
    QCOMPARE(error.kind, ErrorKind::Busy);
    QCOMPARE(error.code, u"port-taken"_s);
    QVERIFY(error.detail.contains(u"tst_listener (process %1)"_s.arg(QCoreApplication::applicationPid())));
    QVERIFY(error.detail.contains(QString::number(first.port())));
    QCOMPARE(listening.size(), 0);
    QCOMPARE(first.statusOf(good()), 200);
}

void TestListener::refusesAnUnknownAddress()
{
    Listener listener(std::make_shared<FixedClock>(), [](IncomingDelivery &&) { return false; });
    QSignalSpy failed(&listener, &Listener::failed);
    ListenerConfig config = usual();
    config.address = QHostAddress(u"192.0.2.1"_s); // RFC 5737: nobody's
    listener.start(config);
    QVERIFY(failed.wait(5000));
    const auto error = failed.takeFirst().takeFirst().value<Error>();
    QCOMPARE(error.kind, ErrorKind::Unreachable);
    QCOMPARE(error.code, u"address-unknown"_s);
}

void TestListener::bindsOnlyWhereTold()
{
    Bench bench;
    QFile table(u"/proc/net/tcp"_s);
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QByteArray port = ':' + QByteArray::number(bench.port(), 16).toUpper().rightJustified(4, '0');
    const QByteArray text = table.readAll();
    QVERIFY(text.contains(QByteArray("0100007F" + port + " 00000000:0000 0A")));
    QVERIFY(!text.contains(QByteArray("00000000" + port + " 00000000:0000 0A")));
    ListenerConfig config = usual();
    config.address = QHostAddress(QHostAddress::AnyIPv4);
    bench.start(config);
    QCOMPARE(bench.url.host(), u"0.0.0.0"_s);
    QCOMPARE(bench.statusOf(good()), 200);
}

void TestListener::startsAgainElsewhere()
{
    Bench bench;
    bench.store.mode = FakeStore::Mode::Hold;
    const quint16 before = bench.port();
    RawClient waiting = bench.client();
    RawClient idle = bench.client();
    QVERIFY(waiting.send(good()));
    QTRY_COMPARE(bench.store.count(), 1);
    bench.start(usual());
    QVERIFY(bench.port() != before);
    QVERIFY(idle.closed());
    QVERIFY(RawClient(before).answer() == std::nullopt);
    bench.store.settleHeld();
    QCOMPARE(waiting.answer()->status, 200);
    QVERIFY(waiting.closed());
    bench.store.mode = FakeStore::Mode::Settle;
    QCOMPARE(bench.statusOf(good()), 200);
}

void TestListener::stopsAndFinishesWhatRuns()
{
    Bench bench;
    bench.store.mode = FakeStore::Mode::Hold;
    RawClient waiting = bench.client();
    RawClient idle = bench.client();
    QVERIFY(waiting.send(good()));
    QTRY_COMPARE(bench.store.count(), 1);
    QSignalSpy stopped(bench.listener.get(), &Listener::stopped);
    bench.listener->stop();
    QVERIFY(idle.closed());
    QVERIFY(RawClient(bench.port()).answer() == std::nullopt);
    QCOMPARE(stopped.size(), 0);
    bench.store.settleHeld();
    const auto answer = waiting.answer();
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->header("Connection"), QByteArray("close"));
    waiting.close();
    QVERIFY(stopped.size() == 1 || stopped.wait(5000));
    bench.store.mode = FakeStore::Mode::Settle;
    bench.start(usual());
    QCOMPARE(bench.statusOf(good()), 200);
}

void TestListener::givesUpOnHalfRequestsWhenStopping()
{
    Bench bench;
    RawClient half = bench.client();
    QVERIFY(half.send(good().chopped(1)));
    QCOMPARE(bench.statusOf(good()), 200);
    QElapsedTimer timer;
    timer.start();
    bench.listener.reset();
    QVERIFY2(timer.elapsed() < 2500, QByteArray::number(timer.elapsed()).constData());
    QCOMPARE(half.answer()->status, 503);
    QCOMPARE(bench.store.count(), 1);
}

void TestListener::endsWithinItsPatience()
{
    Bench bench;
    bench.store.mode = FakeStore::Mode::Hold; // receipts never come
    RawClient waiting = bench.client();
    QVERIFY(waiting.send(good()));
    QTRY_COMPARE(bench.store.count(), 1);
    QElapsedTimer timer;
    timer.start();
    bench.listener.reset();
    QVERIFY2(timer.elapsed() < 4800, QByteArray::number(timer.elapsed()).constData());
    QVERIFY(waiting.closed());
}

// Many clients, the listener ended in between: each 200 stands for exactly one delivery that reached the store.
void TestListener::losesNothingUnderLoad()
{
    Bench bench;
    constexpr int clients = 20;
    std::atomic<int> acknowledged = 0;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int number = 0; number < clients; ++number) {
        threads.emplace_back(QThread::create([&, number] {
            RawClient client(bench.port());
            for (int round = 0; round < 100'000; ++round) {
                if (!client.send(good(QByteArray::number(number * 100'000 + round))))
                    return;
                const auto answer = client.answer();
                if (!answer || answer->status != 200)
                    return;
                ++acknowledged;
            }
        }));
        threads.back()->start();
    }
    QTRY_VERIFY(acknowledged > 500);
    bench.listener.reset();
    for (const auto &thread : threads)
        thread->wait();
    QVERIFY(bench.store.count() >= acknowledged);
    QVERIFY(bench.store.count() <= acknowledged + clients);
    QSet<QByteArray> bodies;
    for (const IncomingDelivery &delivery : bench.store.taken())
        bodies.insert(delivery.body);
    QCOMPARE(bodies.size(), bench.store.count());
}

void TestListener::takesReceiptsWhileItGoes()
{
    Bench bench;
    const Listener::Receipts receipts = bench.listener->receipts();
    std::atomic<bool> enough = false;
    std::atomic<int> told = 0;
    const std::unique_ptr<QThread> store(QThread::create([&] {
        for (; !enough; ++told) {
            receipts({{quint64(1) << 32, true, 200, 1, 1}});
            QThread::usleep(20); // each one is an event of the intake thread
        }
    }));
    store->start();
    QTRY_VERIFY(told > 100);
    bench.listener.reset();
    const int before = told;
    QTRY_VERIFY(told > before + 100);
    enough = true;
    store->wait();
}

QTEST_GUILESS_MAIN(TestListener)
#include "tst_listener.moc"
