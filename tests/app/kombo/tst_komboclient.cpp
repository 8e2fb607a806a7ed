// SPDX-License-Identifier: Apache-2.0
// covers: app/kombo/httpcall.cpp
#include "app/kombo/komboclient.h"

#include "tests/support/fakehttpserver.h"
#include "tests/support/testcertificate.h"

#include <QElapsedTimer>
#include <QTest>

using namespace console;
using namespace console::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QByteArray key = "ks_dev_canary";

// Sends and waits for the one answer.
class Caller
{
public:
    explicit Caller(const QUrl &base, ClientLimits limits = {}) : m_client({base, key}, limits) {}

    Result<ApiReply> get(const QString &path, const QString &integrationId = {})
    {
        ApiRequest request;
        request.path = path;
        request.integrationId = integrationId;
        return send(request);
    }

    Result<ApiReply> send(const ApiRequest &request)
    {
        std::optional<Result<ApiReply>> answer;
        bool inside = true;
        const auto call = m_client.send(request, [&](Result<ApiReply> reply) {
            if (inside || answer)
                qFatal("an answer inside send(), or a second one");
            answer = std::move(reply);
        });
        inside = false;
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20'000))
            return failure(ErrorKind::Cancelled, u"test-gave-up"_s);
        return *answer;
    }

    KomboClient &client() { return m_client; }

private:
    KomboClient m_client;
};

FakeReply ok(const QByteArray &body = QByteArrayLiteral("{}"))
{
    FakeReply reply;
    reply.body = body;
    return reply;
}

FakeReply redirectTo(int status, const QByteArray &location)
{
    FakeReply reply;
    reply.status = status;
    reply.headers = {{"Location", location}};
    return reply;
}

// The server's certificate among those that the system trusts, for one test.
class Trusted
{
public:
    explicit Trusted(const TestCertificate &certificate) : m_before(QSslConfiguration::defaultConfiguration())
    {
        QSslConfiguration now = m_before;
        now.addCaCertificate(certificate.certificate);
        QSslConfiguration::setDefaultConfiguration(now);
    }
    ~Trusted() { QSslConfiguration::setDefaultConfiguration(m_before); }

private:
    QSslConfiguration m_before;
};

} // namespace

class tst_KomboClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sendsWhatTheRequestSays();
    void encodesTheQuery();
    void postsJson();
    void givesEveryStatusAsReply_data();
    void givesEveryStatusAsReply();
    void readsTheHead();
    void unpacksGzip();
    void takesNoBrokenGzipForAPage();
    void tellsFaultsApart_data();
    void tellsFaultsApart();
    void refusesBadHeadersBeforeConnecting();
    void refusesPlainHttpToTheWorld();
    void keepsTheKeyAtHome_data();
    void keepsTheKeyAtHome();
    void followsAtHomeWithTheKey();
    void stopsEndlessRedirects();
    void boundsTheBody_data();
    void boundsTheBody();
    void cancelsAtOnce();
    void mayDestroyTheCallInsideItsAnswer();
    void refusesBadCertificates_data();
    void refusesBadCertificates();
    void acceptsAGoodCertificate();
    void goesAroundTheProxyForThisComputer();
};

void tst_KomboClient::sendsWhatTheRequestSays()
{
    FakeHttpServer server([](const FakeRequest &) { return ok(R"({"a":1})"); });
    Caller caller(server.base());
    const auto reply = caller.get(u"/hris/employees"_s, u"personio:Ab1"_s);
    QVERIFY(reply);
    QCOMPARE(reply->body, QByteArray(R"({"a":1})"));
    const FakeRequest request = server.requests().constFirst();
    QCOMPARE(request.method, QByteArray("GET"));
    QCOMPARE(request.target, QByteArray("/v1/hris/employees"));
    QCOMPARE(request.header("authorization"), "Bearer " + key);
    QCOMPARE(request.header("x-integration-id"), QByteArray("personio:Ab1"));
    QVERIFY(request.header("cookie").isNull());
    QVERIFY(request.header("accept-encoding").contains("gzip"));
}

void tst_KomboClient::encodesTheQuery()
{
    FakeHttpServer server([](const FakeRequest &) { return ok(); });
    ApiRequest request;
    request.path = u"/integrations/personio%3A1"_s;
    request.query = {{u"cursor"_s, u"a+b/c=&d é#"_s}, {u"page_size"_s, u"250"_s}};
    QVERIFY(Caller(server.base()).send(request));
    QCOMPARE(server.requests().constFirst().target,
             QByteArray("/v1/integrations/personio%3A1?cursor=a%2Bb%2Fc%3D%26d%20%C3%A9%23&page_size=250"));
    QVERIFY(server.requests().constFirst().header("x-integration-id").isNull());
}

void tst_KomboClient::postsJson()
{
    FakeHttpServer server([](const FakeRequest &) { return ok(); });
    QVERIFY(Caller(server.base()).send(forceSyncRequest(u"personio:1"_s, true)));
    const FakeRequest request = server.requests().constFirst();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.header("content-type"), QByteArray("application/json"));
    QCOMPARE(request.body, QByteArray(R"({"type":"FULL"})"));
}

void tst_KomboClient::givesEveryStatusAsReply_data()
{
    QTest::addColumn<int>("status");
    for (const int status :
         {200, 204, 304, 400, 401, 403, 404, 405, 407, 409, 410, 418, 429, 500, 501, 502, 503, 504, 599})
        QTest::addRow("%d", status) << status;
}

void tst_KomboClient::givesEveryStatusAsReply()
{
    QFETCH(int, status);
    const bool bodiless = status == 204 || status == 304;
    FakeHttpServer server([&](const FakeRequest &) {
        FakeReply reply = ok(bodiless ? QByteArray() : errorBody("PLATFORM.UNKNOWN_ERROR"));
        reply.status = status;
        return reply;
    });
    const auto reply = Caller(server.base()).get(u"/x"_s);
    if (status == 407) { // said by no proxy
        QVERIFY(!reply);
        return;
    }
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().code));
    QCOMPARE(reply->status, status);
    QCOMPARE(reply->body, bodiless ? QByteArray() : errorBody("PLATFORM.UNKNOWN_ERROR"));
}

void tst_KomboClient::readsTheHead()
{
    FakeHttpServer server([](const FakeRequest &) {
        FakeReply reply = ok();
        reply.status = 429;
        reply.contentType = "text/html; charset=utf-8";
        reply.headers = {{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"}, {"Retry-After", "Sun, 06 Nov 1994 08:49:47 GMT"}};
        return reply;
    });
    const auto reply = Caller(server.base()).get(u"/x"_s);
    QVERIFY(reply);
    QCOMPARE(reply->contentType, QByteArray("text/html; charset=utf-8"));
    QVERIFY(reply->serverDate == fromMillis(784111777000));
    QVERIFY(reply->retryAfter == std::optional<std::chrono::milliseconds>(10s));
}

void tst_KomboClient::unpacksGzip()
{
    // `printf '{"a":1}' | gzip -n`
    const QByteArray packed = QByteArray::fromHex("1f8b0800000000000003ab564a54b232ac0500afac1b5607000000");
    FakeHttpServer server([&](const FakeRequest &) {
        FakeReply reply = ok(packed);
        reply.headers = {{"Content-Encoding", "gzip"}};
        return reply;
    });
    const auto reply = Caller(server.base()).get(u"/x"_s);
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().code));
    QCOMPARE(reply->body, QByteArray(R"({"a":1})"));
}

void tst_KomboClient::takesNoBrokenGzipForAPage()
{
    for (const QByteArray &body :
         {QByteArray("certainly not gzip"), QByteArray::fromHex("1f8b0800000000000003ab564a")}) {
        FakeHttpServer server([&](const FakeRequest &) {
            FakeReply reply = ok(body);
            reply.headers = {{"Content-Encoding", "gzip"}};
            return reply;
        });
        const auto page = Caller(server.base()).get(u"/x"_s).and_then(&readPage);
        QVERIFY(!page);
        QCOMPARE(page.error().kind, ErrorKind::RemoteFault);
    }
}

void tst_KomboClient::tellsFaultsApart_data()
{
    QTest::addColumn<FakeReply>("reply");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("code");
    FakeReply cut = ok(QByteArray(5000, 'x'));
    cut.cutAfter = 1000;
    FakeReply cutChunk = cut;
    cutChunk.chunked = true;
    FakeReply cutAtOnce = cut;
    cutAtOnce.cutAfter = 0;
    FakeReply cutFailure = cut;
    cutFailure.status = 503;
    FakeReply silent = ok();
    silent.silent = true;
    FakeReply hangUp = ok();
    hangUp.hangUp = true;
    FakeReply garbage = ok("SMTP ready\r\n\r\n");
    garbage.raw = true;
    QTest::newRow("cut") << cut << ErrorKind::RemoteFault << u"body-cut"_s;
    QTest::newRow("cut chunk") << cutChunk << ErrorKind::RemoteFault << u"body-cut"_s;
    QTest::newRow("cut after the head") << cutAtOnce << ErrorKind::RemoteFault << u"body-cut"_s;
    QTest::newRow("cut 503") << cutFailure << ErrorKind::RemoteFault << u"body-cut"_s;
    QTest::newRow("silent") << silent << ErrorKind::Timeout << u"no-answer"_s;
    QTest::newRow("hangs up") << hangUp << ErrorKind::Unreachable << u"connection-closed"_s;
    QTest::newRow("no HTTP") << garbage << ErrorKind::Unreachable << u"connection-closed"_s;
}

void tst_KomboClient::tellsFaultsApart()
{
    QFETCH(FakeReply, reply);
    FakeHttpServer server([&](const FakeRequest &) { return reply; });
    ClientLimits limits;
    limits.silence = 300ms;
    const auto answer = Caller(server.base(), limits).get(u"/x"_s);
    QVERIFY(!answer);
    QTEST(answer.error().code, "code");
    QTEST(answer.error().kind, "kind");
}

void tst_KomboClient::refusesBadHeadersBeforeConnecting()
{
    FakeHttpServer server([](const FakeRequest &) { return ok(); });
    Caller caller(server.base());
    for (const QString &id : {u"a\r\nX-Evil: 1"_s, u"a b"_s, u"ä"_s, u"a\n"_s}) {
        const auto reply = caller.get(u"/x"_s, id);
        QCOMPARE(reply.error(), (Error{ErrorKind::InvalidInput, u"integration-id"_s, {}}));
    }
    KomboClient keyless({server.base(), "a\r\nb"});
    std::optional<Error> error;
    const auto call = keyless.send(checkKeyRequest(), [&](const Result<ApiReply> &reply) { error = reply.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->code, u"api-key"_s);
    QCOMPARE(server.connections(), 0);
}

void tst_KomboClient::refusesPlainHttpToTheWorld()
{
    const auto reply = Caller(QUrl(u"http://192.0.2.1/v1"_s)).get(u"/x"_s); // TEST-NET-1, RFC 5737
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, u"address-plain-http"_s);
}

void tst_KomboClient::keepsTheKeyAtHome_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void tst_KomboClient::keepsTheKeyAtHome()
{
    QFETCH(int, status);
    FakeHttpServer other([](const FakeRequest &) { return ok(); });
    FakeHttpServer server(
        [&](const FakeRequest &) { return redirectTo(status, other.base().toEncoded() + "/elsewhere"); });
    QVERIFY(Caller(server.base()).get(u"/x"_s, u"personio:1"_s));
    QCOMPARE(server.requests().constFirst().header("Authorization"), "Bearer " + key);
    QCOMPARE(other.requests().size(), 1);
    QVERIFY(other.requests().constFirst().header("Authorization").isNull());
    QVERIFY(other.requests().constFirst().header("X-Integration-Id").isNull());

    const auto posted = Caller(server.base()).send(forceSyncRequest(u"personio:1"_s, true));
    QVERIFY(!posted);
    QCOMPARE(posted.error().code, u"redirect-refused"_s);
    QCOMPARE(other.requests().size(), 1);
}

void tst_KomboClient::followsAtHomeWithTheKey()
{
    FakeHttpServer server(
        [](const FakeRequest &request) { return request.path() == u"/v1/x"_s ? redirectTo(307, "/v1/y") : ok("[]"); });
    const auto reply = Caller(server.base()).get(u"/x"_s, u"personio:1"_s);
    QVERIFY(reply);
    QCOMPARE(reply->body, QByteArray("[]"));
    QCOMPARE(server.requests().constLast().path(), u"/v1/y"_s);
    QCOMPARE(server.requests().constLast().header("Authorization"), "Bearer " + key);
}

void tst_KomboClient::stopsEndlessRedirects()
{
    FakeHttpServer server([](const FakeRequest &) { return redirectTo(302, "/v1/x"); });
    const auto reply = Caller(server.base()).get(u"/x"_s);
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, u"redirect-refused"_s);
    QCOMPARE(server.requests().size(), 6);
}

void tst_KomboClient::boundsTheBody_data()
{
    QTest::addColumn<bool>("chunked");
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<bool>("fits");
    for (const bool chunked : {false, true}) {
        QTest::addRow("limit %d", chunked) << chunked << qsizetype(10'000) << true;
        QTest::addRow("one more %d", chunked) << chunked << qsizetype(10'001) << false;
        QTest::addRow("much more %d", chunked) << chunked << qsizetype(5'000'000) << false;
    }
}

void tst_KomboClient::boundsTheBody()
{
    QFETCH(bool, chunked);
    QFETCH(qsizetype, size);
    FakeHttpServer server([&](const FakeRequest &) {
        FakeReply reply = ok(QByteArray(size, 'x'));
        reply.chunked = chunked;
        return reply;
    });
    ClientLimits limits;
    limits.bodyBytes = 10'000;
    const auto reply = Caller(server.base(), limits).get(u"/x"_s);
    QTEST(reply.has_value(), "fits");
    if (!reply)
        QCOMPARE(reply.error(), (Error{ErrorKind::RemoteFault, u"body-too-large"_s, {}}));
}

void tst_KomboClient::cancelsAtOnce()
{
    FakeHttpServer server([](const FakeRequest &request) {
        FakeReply reply;
        reply.silent = request.path() == u"/v1/check-api-key"_s;
        return reply;
    });
    Caller caller(server.base());
    bool called = false;
    auto call = caller.client().send(checkKeyRequest(), [&](const Result<ApiReply> &) { called = true; });
    QTRY_COMPARE(server.requests().size(), 1);
    QElapsedTimer timer;
    timer.start();
    call.reset();
    QVERIFY(timer.elapsed() < 100);
    call = caller.client().send(checkKeyRequest(), [&](const Result<ApiReply> &) { called = true; });
    call.reset(); // before it even began
    QVERIFY(caller.get(u"/x"_s));
    QVERIFY(!called);
}

void tst_KomboClient::mayDestroyTheCallInsideItsAnswer()
{
    FakeHttpServer server([](const FakeRequest &) { return ok(); });
    Caller caller(server.base());
    std::unique_ptr<ApiCall> call;
    int answers = 0;
    call = caller.client().send(checkKeyRequest(), [&](const Result<ApiReply> &) {
        call.reset();
        ++answers;
    });
    QTRY_COMPARE(answers, 1);
    QVERIFY(!call);
}

void tst_KomboClient::refusesBadCertificates_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("daysLeft");
    QTest::addColumn<bool>("trusted");
    QTest::newRow("self-signed") << QByteArray("IP:127.0.0.1") << 2 << false;
    QTest::newRow("of another name") << QByteArray("DNS:other.example") << 2 << true;
    QTest::newRow("expired") << QByteArray("IP:127.0.0.1") << -2 << true;
}

void tst_KomboClient::refusesBadCertificates()
{
    QFETCH(QByteArray, name);
    QFETCH(int, daysLeft);
    QFETCH(bool, trusted);
    const TestCertificate certificate = makeTestCertificate(name, daysLeft);
    const auto trust = trusted ? std::make_unique<Trusted>(certificate) : nullptr;
    FakeHttpServer server([](const FakeRequest &) { return ok(); }, certificate.serverSide());
    const auto reply = Caller(server.base()).get(u"/x"_s);
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::Refused);
    QCOMPARE(reply.error().code, u"tls"_s);
    QCOMPARE(server.bytesReceived(), 0);
}

void tst_KomboClient::acceptsAGoodCertificate()
{
    const TestCertificate certificate = makeTestCertificate("IP:127.0.0.1");
    const Trusted trust(certificate);
    FakeHttpServer server([](const FakeRequest &) { return ok("[7]"); }, certificate.serverSide());
    const auto reply = Caller(server.base()).get(u"/x"_s);
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().detail));
    QCOMPARE(reply->body, QByteArray("[7]"));
}

void tst_KomboClient::goesAroundTheProxyForThisComputer()
{
    FakeHttpServer proxy([](const FakeRequest &) { return ok("proxied"); });
    FakeHttpServer server([](const FakeRequest &) { return ok("direct"); });
    qputenv("http_proxy", proxy.base().toEncoded(QUrl::RemovePath));
    const auto reply = Caller(server.base()).get(u"/x"_s);
    qunsetenv("http_proxy");
    QVERIFY(reply);
    QCOMPARE(reply->body, QByteArray("direct"));
    QCOMPARE(proxy.connections(), 0);
}

QTEST_GUILESS_MAIN(tst_KomboClient)
#include "tst_komboclient.moc"
