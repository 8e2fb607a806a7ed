// SPDX-License-Identifier: Apache-2.0
#include "app/kombo/apireply.h"

#include "tests/support/fakehttpserver.h"

#include <QTest>

using namespace console;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_ApiReply : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void decidesByCodeBeforeStatus_data();
    void decidesByCodeBeforeStatus();
    void decidesByStatusWithoutCode_data();
    void decidesByStatusWithoutCode();
    void keepsWhatTheEnvelopeSays();
    void readsTheOldMessageOnlyBody();
    void neverRepeatsAKeyOrALongBody();
    void tellsWhichErrorsConcernTheKey();
    void readsHttpDates_data();
    void readsHttpDates();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void knowsJsonTypes_data();
    void knowsJsonTypes();
};

void tst_ApiReply::decidesByCodeBeforeStatus_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    const auto row = [](const char *code, ErrorKind kind, std::initializer_list<int> statuses) {
        for (const int status : statuses)
            QTest::addRow("%s %d", code, status) << status << kind;
    };
    row("PLATFORM.AUTHENTICATION_INVALID", ErrorKind::Refused, {401, 400, 500});
    row("PLATFORM.IP_NOT_WHITELISTED", ErrorKind::Refused, {403, 401});
    row("PLATFORM.INTEGRATION_NOT_FOUND", ErrorKind::NotFound, {404, 400});
    row("PLATFORM.INPUT_INVALID", ErrorKind::InvalidInput, {400, 422});
    row("PLATFORM.RATE_LIMIT_EXCEEDED", ErrorKind::RateLimited, {429, 503});
    row("PLATFORM.CONCURRENCY_LIMIT_EXCEEDED", ErrorKind::RateLimited, {429});
    row("PLATFORM.TASK_TIMED_OUT", ErrorKind::Timeout, {500, 504});
    row("PLATFORM.UNKNOWN_ERROR", ErrorKind::RemoteFault, {500, 400});
    row("INTEGRATION.SETUP_INCOMPLETE", ErrorKind::Waiting, {409, 503});
    row("INTEGRATION.SETUP_SYNC_PENDING", ErrorKind::Waiting, {409, 503});
    row("INTEGRATION.QA_FAILED", ErrorKind::Waiting, {409, 503});
    row("INTEGRATION.AUTHENTICATION_INVALID", ErrorKind::Refused, {401, 400});
    row("INTEGRATION.PERMISSION_MISSING", ErrorKind::Refused, {403, 400});
    row("INTEGRATION.INACTIVE", ErrorKind::Refused, {409, 400});
    row("INTEGRATION.MODEL_NOT_AVAILABLE", ErrorKind::NotFound, {400, 404});
    row("INTEGRATION.MODEL_DISABLED", ErrorKind::Refused, {400, 403});
    row("INTEGRATION.ACTION_NOT_AVAILABLE", ErrorKind::NotFound, {400});
    row("INTEGRATION.ACTION_DISABLED", ErrorKind::Refused, {400});
    row("REMOTE.SERVICE_UNAVAILABLE", ErrorKind::RemoteFault, {503, 400});
    row("REMOTE.RATE_LIMIT_EXCEEDED", ErrorKind::RateLimited, {429, 503});
    row("REMOTE.INPUT_INVALID", ErrorKind::RemoteFault, {400});
    row("REMOTE.UNKNOWN_HTTP_ERROR", ErrorKind::RemoteFault, {400, 502});
    row("HRIS.EMPLOYEE_ALREADY_EXISTS", ErrorKind::InvalidInput, {409});
    row("HRIS.STAFFING_ENTITY_CLOSED", ErrorKind::InvalidInput, {409});
    row("ATS.JOB_CLOSED", ErrorKind::InvalidInput, {400});
    row("ATS.APPLICATION_ALREADY_EXISTS", ErrorKind::InvalidInput, {409});
    row("LMS.COURSE_UPDATE_NOT_SUPPORTED", ErrorKind::Refused, {400});
    row("AI_APPLY.JOB_FEED_IMPORT_ALREADY_RUNNING", ErrorKind::Busy, {409});
    row("AI_APPLY.JOB_FEED_IMPORT_TIMED_OUT", ErrorKind::Timeout, {500});
    // Codes are an open set: the status decides then, and the code is still told.
    row("PLATFORM.SOMETHING_NEW", ErrorKind::RateLimited, {429});
    row("PLATFORM.SOMETHING_NEW", ErrorKind::RemoteFault, {500});
}

void tst_ApiReply::decidesByCodeBeforeStatus()
{
    QFETCH(int, status);
    QFETCH(ErrorKind, kind);
    const QByteArray code = QByteArray(QTest::currentDataTag()).split(' ').first();
    ApiReply reply;
    reply.status = status;
    reply.body = test::errorBody(code);
    const Error error = errorOf(reply);
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.code, QString::fromLatin1(code));
}

void tst_ApiReply::decidesByStatusWithoutCode_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("code");
    QTest::newRow("null code") << 503 << test::errorBody({}) << ErrorKind::RemoteFault << u"http-503"_s;
    QTest::newRow("html") << 503 << QByteArray("<html>503 Service Unavailable</html>") << ErrorKind::RemoteFault
                          << u"http-503"_s;
    QTest::newRow("empty") << 502 << QByteArray() << ErrorKind::RemoteFault << u"http-502"_s;
    QTest::newRow("cut envelope") << 500 << test::errorBody("PLATFORM.X").chopped(9) << ErrorKind::RemoteFault
                                  << u"http-500"_s;
    QTest::newRow("array") << 500 << QByteArray("[1]") << ErrorKind::RemoteFault << u"http-500"_s;
    QTest::newRow("code of another type")
        << 500 << QByteArray(R"({"error":{"code":7}})") << ErrorKind::RemoteFault << u"http-500"_s;
    for (const auto &[status, kind] : std::initializer_list<std::pair<int, ErrorKind>>{{400, ErrorKind::InvalidInput},
                                                                                       {401, ErrorKind::Refused},
                                                                                       {403, ErrorKind::Refused},
                                                                                       {404, ErrorKind::NotFound},
                                                                                       {408, ErrorKind::Timeout},
                                                                                       {409, ErrorKind::Waiting},
                                                                                       {410, ErrorKind::NotFound},
                                                                                       {418, ErrorKind::InvalidInput},
                                                                                       {429, ErrorKind::RateLimited},
                                                                                       {500, ErrorKind::RemoteFault},
                                                                                       {504, ErrorKind::Timeout},
                                                                                       {599, ErrorKind::RemoteFault},
                                                                                       {204, ErrorKind::RemoteFault}}) {
        QTest::addRow("bare %d", status) << status << QByteArray() << kind << u"http-%1"_s.arg(status);
    }
}

void tst_ApiReply::decidesByStatusWithoutCode()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ApiReply reply;
    reply.status = status;
    reply.body = body;
    QTEST(errorOf(reply).kind, "kind");
    QTEST(errorOf(reply).code, "code");
}

void tst_ApiReply::keepsWhatTheEnvelopeSays()
{
    ApiReply reply;
    reply.status = 409;
    reply.body =
        R"({"status":"error","error":{"code":"INTEGRATION.QA_FAILED","title":"QA","message":"Wait, please.","log_url":"https://app.kombo.dev/logs/1"}})";
    const ApiProblem problem = problemOf(reply);
    QCOMPARE(problem.code, u"INTEGRATION.QA_FAILED"_s);
    QCOMPARE(problem.message, u"Wait, please."_s);
    QCOMPARE(problem.logUrl, u"https://app.kombo.dev/logs/1"_s);
    QCOMPARE(errorOf(reply).detail, u"Wait, please."_s);
}

void tst_ApiReply::readsTheOldMessageOnlyBody()
{
    ApiReply reply;
    reply.status = 400;
    reply.body = R"({"message":"Bad cursor"})";
    QCOMPARE(errorOf(reply), (Error{ErrorKind::InvalidInput, u"http-400"_s, u"Bad cursor"_s}));
}

void tst_ApiReply::neverRepeatsAKeyOrALongBody()
{
    ApiReply reply;
    reply.status = 401;
    reply.body = test::errorBody("PLATFORM.AUTHENTICATION_INVALID", "Unknown key ks_prod_abcdefgh12345678 given");
    QVERIFY(!errorOf(reply).detail.contains(u"abcdefgh12345678"_s));
    reply.body = test::errorBody("PLATFORM.INPUT_INVALID", QByteArray(5000, 'x'));
    QVERIFY(errorOf(reply).detail.size() <= 300);
    reply.body = test::errorBody("PLATFORM.INPUT_INVALID", QByteArray(100'000, 'x'));
    QCOMPARE(errorOf(reply), (Error{ErrorKind::Refused, u"http-401"_s, {}}));
}

void tst_ApiReply::tellsWhichErrorsConcernTheKey()
{
    QVERIFY(refusesKey({ErrorKind::Refused, u"PLATFORM.AUTHENTICATION_INVALID"_s, {}}));
    QVERIFY(refusesKey({ErrorKind::Refused, u"PLATFORM.IP_NOT_WHITELISTED"_s, {}}));
    QVERIFY(refusesKey({ErrorKind::Refused, u"http-401"_s, {}}));
    QVERIFY(!refusesKey({ErrorKind::Refused, u"INTEGRATION.AUTHENTICATION_INVALID"_s, {}}));
    QVERIFY(!refusesKey({ErrorKind::Refused, u"http-403"_s, {}}));
}

void tst_ApiReply::readsHttpDates_data()
{
    QTest::addColumn<std::optional<Timestamp>>("time");
    QTest::newRow("Sun, 06 Nov 1994 08:49:37 GMT") << std::optional(fromMillis(784111777000)); // RFC 9110, 5.6.7
    QTest::newRow(" Sun, 06 Nov 1994 08:49:37 GMT ") << std::optional(fromMillis(784111777000));
    QTest::newRow("Sunday, 06-Nov-94 08:49:37 GMT") << std::optional<Timestamp>();
    QTest::newRow("Sun, 06 Nov 1994 08:49:37 +0100") << std::optional<Timestamp>();
    QTest::newRow("1994-11-06") << std::optional<Timestamp>();
    QTest::newRow("") << std::optional<Timestamp>();
}

void tst_ApiReply::readsHttpDates()
{
    QFETCH(std::optional<Timestamp>, time);
    QVERIFY(parseHttpDate(QTest::currentDataTag()) == time);
}

void tst_ApiReply::readsRetryAfter_data()
{
    QTest::addColumn<std::optional<std::chrono::milliseconds>>("wait");
    using Wait = std::optional<std::chrono::milliseconds>;
    QTest::newRow("0") << Wait(0ms);
    QTest::newRow("7") << Wait(7s);
    QTest::newRow(" 7 ") << Wait(7s);
    QTest::newRow("99999999999999999999999") << Wait(999'999'999s);
    QTest::newRow("Sun, 06 Nov 1994 08:49:47 GMT") << Wait(10s);
    QTest::newRow("Sun, 06 Nov 1994 08:00:00 GMT") << Wait(0ms);
    QTest::newRow("-1") << Wait();
    QTest::newRow("1.5") << Wait();
    QTest::newRow("soon") << Wait();
    QTest::newRow("") << Wait();
}

void tst_ApiReply::readsRetryAfter()
{
    QFETCH(std::optional<std::chrono::milliseconds>, wait);
    QVERIFY(parseRetryAfter(QTest::currentDataTag(), fromMillis(784111777000)) == wait);
}

void tst_ApiReply::knowsJsonTypes_data()
{
    QTest::addColumn<bool>("json");
    for (const char *type : {"application/json", "Application/JSON; charset=utf-8", "application/problem+json", ""})
        QTest::newRow(type) << true;
    for (const char *type : {"text/html", "text/html; charset=application/json", "application/jsonp", "text/plain"})
        QTest::newRow(type) << false;
}

void tst_ApiReply::knowsJsonTypes()
{
    QTEST(isJsonType(QTest::currentDataTag()), "json");
}

QTEST_GUILESS_MAIN(tst_ApiReply)
#include "tst_apireply.moc"
