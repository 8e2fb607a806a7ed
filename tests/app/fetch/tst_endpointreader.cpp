// SPDX-License-Identifier: Apache-2.0
// covers: app/fetch/retryingcall.cpp
#include "app/fetch/endpointreader.h"

#include "tests/support/fakehttpserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace console;
using namespace console::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

RetryPolicy quick()
{
    RetryPolicy policy;
    policy.first = 2ms;
    policy.cap = 10ms;
    return policy;
}

Endpoint employees()
{
    Endpoint endpoint;
    endpoint.path = u"/hris/employees"_s;
    endpoint.model = u"hris_employees"_s;
    return endpoint;
}

// Keeps pages until the test lets them be stored.
struct SlowStore
{
    QVector<QVector<PageRecord>> waiting;
    QVector<EndpointReader::Stored> callbacks;
    QStringList stored;
    qsizetype most = 0; ///< pages at once
    bool byItself = true;

    void take(QVector<PageRecord> records, EndpointReader::Stored done)
    {
        waiting.append(std::move(records));
        callbacks.append(std::move(done));
        most = std::max(most, waiting.size());
        if (byItself)
            QTimer::singleShot(0, [this] { storeOne(); });
    }
    void storeOne(std::optional<Error> error = std::nullopt)
    {
        const auto records = waiting.takeFirst();
        const auto done = callbacks.takeFirst();
        if (error)
            return done(tl::unexpected<Error>(*error));
        for (const PageRecord &record : records)
            stored.append(record.id);
        done(PageOutcome{records.size(), records.size(), 0});
    }
};

// A reader with everything around it.
struct Bench
{
    explicit Bench(const QUrl &base, const RetryPolicy &policy = quick(), const Endpoint &endpoint = employees())
        : line(std::make_shared<ApiLine>(ApiAccess{base, "ks_dev_x"}, ClientLimits{}, policy,
                                         std::make_shared<SystemClock>()))
    {
        EndpointReader::Hooks hooks;
        hooks.store = [this](QObject *, QVector<PageRecord> records, EndpointReader::Stored done) {
            store.take(std::move(records), std::move(done));
        };
        hooks.pageStored = [this](const PageOutcome &) { ++pages; };
        hooks.retried = [this](int more) { retries += more; };
        hooks.waits = [this](std::optional<Timestamp> until) { waits.append(until); };
        hooks.finished = [this](const Result<void> &read) {
            if (result)
                qFatal("finished twice");
            result = read;
        };
        reader = std::make_unique<EndpointReader>(line, PageWalk(endpoint, u"personio:1"_s, RunKind::Full, {}), hooks);
    }

    std::shared_ptr<ApiLine> line;
    SlowStore store;
    int pages = 0;
    int retries = 0;
    QVector<std::optional<Timestamp>> waits;
    std::optional<Result<void>> result;
    std::unique_ptr<EndpointReader> reader;
};

QByteArray record(int id)
{
    return R"({"id":"r)" + QByteArray::number(id) + R"("})";
}

// `pages` pages of one record; the cursor is the page's number.
FakeReply pageReply(const FakeRequest &request, int pages)
{
    const int page = request.query(u"cursor"_s).toInt();
    FakeReply reply;
    reply.body = listBody({record(page)}, page + 1 < pages ? QString::number(page + 1) : QString());
    return reply;
}

FakeReply failureReply(int status, const QByteArray &code = {})
{
    FakeReply reply;
    reply.status = status;
    reply.body = code.isNull() ? QByteArray("<html>Service Unavailable</html>") : errorBody(code);
    reply.contentType = code.isNull() ? "text/html" : "application/json";
    return reply;
}

} // namespace

class tst_EndpointReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsToTheEnd();
    void asksAheadButHoldsTwoPagesAtMost();
    void repeatsWhatIsWorthRepeating_data();
    void repeatsWhatIsWorthRepeating();
    void givesUpAfterAllTries();
    void givesUpAtOnceOnWhatWaitingCannotMend_data();
    void givesUpAtOnceOnWhatWaitingCannotMend();
    void honoursRetryAfterAndShowsIt();
    void slowsEverybodyOfTheLineDown();
    void stopsAtARepeatedCursor();
    void keepsWhatArrivedBeforeAFault();
    void endsWithTheStoresError();
    void cancelsAtOnceButFinishesThePageOnItsWay();
    void saysNothingOnceDestroyed();
    void readsTheServersClock();
};

void tst_EndpointReader::readsToTheEnd()
{
    FakeHttpServer server([](const FakeRequest &request) { return pageReply(request, 7); });
    Bench bench(server.base());
    bench.reader->start();
    QVERIFY(!bench.result);
    QTRY_VERIFY(bench.result);
    QVERIFY(*bench.result);
    QCOMPARE(bench.store.stored.join(u' '), u"r0 r1 r2 r3 r4 r5 r6"_s);
    QCOMPARE(bench.pages, 7);
    QCOMPARE(server.requests().size(), 7);
    for (const FakeRequest &request : server.requests()) {
        QCOMPARE(request.query(u"page_size"_s), u"250"_s);
        QCOMPARE(request.query(u"include_deleted"_s), u"true"_s);
        QCOMPARE(request.header("X-Integration-Id"), QByteArray("personio:1"));
    }
}

void tst_EndpointReader::asksAheadButHoldsTwoPagesAtMost()
{
    FakeHttpServer server([](const FakeRequest &request) { return pageReply(request, 5); });
    Bench bench(server.base());
    bench.store.byItself = false;
    bench.reader->start();
    QTRY_COMPARE(server.requests().size(), 2); // asked while the first is being stored
    // A bystander's answers come and go; the reader asks for nothing more meanwhile.
    for (int i = 0; i < 3; ++i) {
        bool answered = false;
        const auto call =
            bench.line->client.send(checkKeyRequest(), [&](const Result<ApiReply> &) { answered = true; });
        QTRY_VERIFY(answered);
    }
    QCOMPARE(server.requests().size(), 2 + 3);
    QCOMPARE(bench.store.waiting.size(), 1);
    for (int stored = 1; stored <= 5; ++stored) {
        QTRY_COMPARE(bench.store.waiting.size(), 1);
        QVERIFY(!bench.result);
        bench.store.storeOne();
    }
    QTRY_VERIFY(bench.result);
    QVERIFY(*bench.result);
    QCOMPARE(bench.store.most, 1);
    QCOMPARE(bench.store.stored.size(), 5);
}

void tst_EndpointReader::repeatsWhatIsWorthRepeating_data()
{
    QTest::addColumn<FakeReply>("bad");
    FakeReply cut = pageReply({}, 1);
    cut.cutAfter = 10;
    FakeReply cutJson = pageReply({}, 1);
    cutJson.body.chop(5);
    FakeReply hangUp;
    hangUp.hangUp = true;
    QTest::newRow("503 html") << failureReply(503);
    QTest::newRow("500") << failureReply(500, "PLATFORM.UNKNOWN_ERROR");
    QTest::newRow("502") << failureReply(502);
    QTest::newRow("429") << failureReply(429, "PLATFORM.RATE_LIMIT_EXCEEDED");
    QTest::newRow("tool away") << failureReply(400, "REMOTE.SERVICE_UNAVAILABLE");
    QTest::newRow("200 html") << [] {
        FakeReply reply = failureReply(503);
        reply.status = 200;
        return reply;
    }();
    QTest::newRow("cut body") << cut;
    QTest::newRow("JSON that breaks midway") << cutJson;
    QTest::newRow("hangs up") << hangUp;
}

void tst_EndpointReader::repeatsWhatIsWorthRepeating()
{
    QFETCH(FakeReply, bad);
    int faults = 0;
    FakeHttpServer server([&](const FakeRequest &request) {
        // Connections that die are also tried again below, by Qt itself: count faults, not requests.
        if (request.query(u"cursor"_s) == u"1"_s && faults < (bad.hangUp ? 5 : 2)) {
            ++faults;
            return bad;
        }
        return pageReply(request, 3);
    });
    Bench bench(server.base());
    bench.reader->start();
    QTRY_VERIFY(bench.result);
    QVERIFY2(*bench.result, *bench.result ? "" : qPrintable(bench.result->error().code));
    QCOMPARE(bench.store.stored.join(u' '), u"r0 r1 r2"_s);
    QVERIFY(bench.retries > 0 || bad.hangUp);
}

void tst_EndpointReader::givesUpAfterAllTries()
{
    FakeHttpServer server([](const FakeRequest &) { return failureReply(503); });
    Bench bench(server.base());
    bench.reader->start();
    QTRY_VERIFY(bench.result);
    QVERIFY(!*bench.result);
    QCOMPARE(bench.result->error(), (Error{ErrorKind::RemoteFault, u"http-503"_s, {}}));
    QCOMPARE(server.requests().size(), 6);
    QCOMPARE(bench.retries, 5);

    // Nobody there at all: told sooner.
    const QUrl nowhere = FakeHttpServer([](const FakeRequest &) { return FakeReply(); }).base();
    Bench silence(nowhere);
    silence.reader->start();
    QTRY_VERIFY(silence.result);
    QCOMPARE(silence.result->error().code, u"connection-refused"_s);
    QCOMPARE(silence.retries, 2);
}

void tst_EndpointReader::givesUpAtOnceOnWhatWaitingCannotMend_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("PLATFORM.AUTHENTICATION_INVALID") << 401 << ErrorKind::Refused;
    QTest::newRow("INTEGRATION.SETUP_SYNC_PENDING") << 409 << ErrorKind::Waiting;
    QTest::newRow("INTEGRATION.SETUP_INCOMPLETE") << 503 << ErrorKind::Waiting;
    QTest::newRow("INTEGRATION.QA_FAILED") << 409 << ErrorKind::Waiting;
    QTest::newRow("INTEGRATION.MODEL_NOT_AVAILABLE") << 400 << ErrorKind::NotFound;
    QTest::newRow("PLATFORM.INPUT_INVALID") << 400 << ErrorKind::InvalidInput;
}

void tst_EndpointReader::givesUpAtOnceOnWhatWaitingCannotMend()
{
    QFETCH(int, status);
    const QByteArray code = QTest::currentDataTag();
    FakeHttpServer server([&](const FakeRequest &) { return failureReply(status, code); });
    Bench bench(server.base());
    bench.reader->start();
    QTRY_VERIFY(bench.result);
    QCOMPARE(bench.result->error().code, QString::fromLatin1(code));
    QTEST(bench.result->error().kind, "kind");
    QCOMPARE(server.requests().size(), 1);
}

void tst_EndpointReader::honoursRetryAfterAndShowsIt()
{
    bool limited = false;
    FakeHttpServer server([&](const FakeRequest &request) {
        if (std::exchange(limited, true))
            return pageReply(request, 1);
        FakeReply reply = failureReply(429, "PLATFORM.RATE_LIMIT_EXCEEDED");
        reply.headers = {{"Retry-After", "1"}};
        return reply;
    });
    Bench bench(server.base());
    QElapsedTimer timer;
    timer.start();
    const Timestamp before = SystemClock().now();
    bench.reader->start();
    QTRY_VERIFY(bench.result);
    QVERIFY(*bench.result);
    QVERIFY(timer.elapsed() >= 1000);
    QVERIFY(bench.waits.size() >= 2); // a wait begins, and ends
    QVERIFY(bench.waits.constFirst() && *bench.waits.constFirst() >= before + 1s);
    QVERIFY(!bench.waits.constLast());
}

void tst_EndpointReader::slowsEverybodyOfTheLineDown()
{
    FakeHttpServer server([](const FakeRequest &request) { return pageReply(request, 1); });
    Bench bench(server.base());
    bench.line->pace.slowDown(std::chrono::steady_clock::now(), 300ms);
    QElapsedTimer timer;
    timer.start();
    bench.reader->start();
    QTRY_VERIFY(bench.result);
    QVERIFY(timer.elapsed() >= 300);
}

void tst_EndpointReader::stopsAtARepeatedCursor()
{
    FakeHttpServer server([](const FakeRequest &) {
        FakeReply reply;
        reply.body = listBody({record(1)}, u"again"_s);
        return reply;
    });
    Bench bench(server.base());
    bench.reader->start();
    QTRY_VERIFY(bench.result);
    QCOMPARE(bench.result->error().code, u"cursor-loop"_s);
    QCOMPARE(server.requests().size(), 2);
}

void tst_EndpointReader::keepsWhatArrivedBeforeAFault()
{
    FakeHttpServer server([](const FakeRequest &request) {
        return request.query(u"cursor"_s) == u"2"_s ? failureReply(400, "PLATFORM.INPUT_INVALID")
                                                    : pageReply(request, 5);
    });
    Bench bench(server.base());
    bench.store.byItself = false;
    bench.reader->start();
    QTRY_COMPARE(server.requests().size(), 2);
    bench.store.storeOne();
    QTRY_COMPARE(server.requests().size(), 3);
    QTRY_COMPARE(bench.store.waiting.size(), 1);
    QVERIFY(!bench.result); // the page on its way first
    bench.store.storeOne();
    QTRY_VERIFY(bench.result);
    QCOMPARE(bench.result->error().code, u"PLATFORM.INPUT_INVALID"_s);
    QCOMPARE(bench.store.stored.join(u' '), u"r0 r1"_s);
}

void tst_EndpointReader::endsWithTheStoresError()
{
    FakeHttpServer server([](const FakeRequest &request) { return pageReply(request, 5); });
    Bench bench(server.base());
    bench.store.byItself = false;
    bench.reader->start();
    QTRY_COMPARE(bench.store.waiting.size(), 1);
    bench.store.storeOne(Error{ErrorKind::StorageFull, u"SQLITE_FULL"_s, {}});
    QTRY_VERIFY(bench.result);
    QCOMPARE(bench.result->error().code, u"SQLITE_FULL"_s);
    QVERIFY(bench.store.waiting.isEmpty());
}

void tst_EndpointReader::cancelsAtOnceButFinishesThePageOnItsWay()
{
    FakeHttpServer server([](const FakeRequest &request) { return pageReply(request, 5); });
    Bench bench(server.base());
    bench.store.byItself = false;
    bench.reader->start();
    QTRY_COMPARE(bench.store.waiting.size(), 1);
    bench.reader->cancel();
    QVERIFY(!bench.result);
    bench.store.storeOne();
    QVERIFY(bench.result);
    QCOMPARE(bench.result->error().kind, ErrorKind::Cancelled);
    QCOMPARE(bench.pages, 1);

    FakeHttpServer mute([](const FakeRequest &) {
        FakeReply reply;
        reply.silent = true;
        return reply;
    });
    Bench waiting(mute.base());
    waiting.reader->start();
    QTRY_COMPARE(mute.requests().size(), 1);
    waiting.reader->cancel();
    QVERIFY(waiting.result);
    QCOMPARE(waiting.result->error().kind, ErrorKind::Cancelled);
}

void tst_EndpointReader::saysNothingOnceDestroyed()
{
    FakeHttpServer server([](const FakeRequest &) { return failureReply(503); });
    Bench bench(server.base());
    bench.reader->start();
    QTRY_VERIFY(!server.requests().isEmpty());
    bench.reader.reset();
    bool answered = false;
    const auto call = bench.line->client.send(checkKeyRequest(), [&](const Result<ApiReply> &) { answered = true; });
    QTRY_VERIFY(answered);
    QVERIFY(!bench.result);
}

void tst_EndpointReader::readsTheServersClock()
{
    FakeHttpServer server([](const FakeRequest &request) {
        FakeReply reply = pageReply(request, 1);
        reply.headers = {{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"}};
        return reply;
    });
    Bench bench(server.base());
    bench.reader->start();
    QTRY_VERIFY(bench.result);
    QVERIFY(bench.reader->clockReading());
    QVERIFY(bench.reader->clockReading()->serverDate == fromMillis(784111777000));
    QVERIFY(bench.reader->clockReading()->sent <= bench.reader->clockReading()->received);
}

QTEST_GUILESS_MAIN(tst_EndpointReader)
#include "tst_endpointreader.moc"
