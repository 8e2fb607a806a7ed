// SPDX-License-Identifier: Apache-2.0
#include "app/kombo/retrypolicy.h"

#include <QTest>

using namespace console;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Wait = std::optional<std::chrono::milliseconds>;

const Error rateLimited{ErrorKind::RateLimited, u"PLATFORM.RATE_LIMIT_EXCEEDED"_s, {}};
const Error unreachable{ErrorKind::Unreachable, u"connection-refused"_s, {}};

} // namespace

class tst_RetryPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void choosesWhatIsWorthRetrying_data();
    void choosesWhatIsWorthRetrying();
    void backsOffWithFullJitter_data();
    void backsOffWithFullJitter();
    void honoursRetryAfter_data();
    void honoursRetryAfter();
    void givesUpSoonWhereNobodyEverAnswered();
};

void tst_RetryPolicy::choosesWhatIsWorthRetrying_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<bool>("worth");
    const auto row = [](ErrorKind kind, const char *code, bool worth) {
        QTest::addRow("%d %s", static_cast<int>(kind), code) << Error{kind, QString::fromLatin1(code), {}} << worth;
    };
    row(ErrorKind::RateLimited, "PLATFORM.RATE_LIMIT_EXCEEDED", true);
    row(ErrorKind::RateLimited, "http-429", true);
    row(ErrorKind::RemoteFault, "REMOTE.SERVICE_UNAVAILABLE", true);
    row(ErrorKind::RemoteFault, "http-500", true);
    row(ErrorKind::RemoteFault, "http-503", true);
    row(ErrorKind::RemoteFault, "body-cut", true);
    row(ErrorKind::RemoteFault, "page-not-json", true);
    row(ErrorKind::RemoteFault, "content-type", true);
    row(ErrorKind::Unreachable, "connection-refused", true);
    row(ErrorKind::Timeout, "no-answer", true);
    row(ErrorKind::RemoteFault, "page-shape", false);
    row(ErrorKind::RemoteFault, "cursor-loop", false);
    row(ErrorKind::RemoteFault, "body-too-large", false);
    row(ErrorKind::RemoteFault, "http-304", false);
    row(ErrorKind::RemoteFault, "http-501", false);
    row(ErrorKind::Waiting, "INTEGRATION.SETUP_SYNC_PENDING", false);
    row(ErrorKind::Waiting, "INTEGRATION.SETUP_INCOMPLETE", false);
    row(ErrorKind::Waiting, "INTEGRATION.QA_FAILED", false);
    row(ErrorKind::Refused, "PLATFORM.AUTHENTICATION_INVALID", false);
    row(ErrorKind::Refused, "tls", false);
    row(ErrorKind::Refused, "redirect-refused", false);
    row(ErrorKind::NotFound, "PLATFORM.INTEGRATION_NOT_FOUND", false);
    row(ErrorKind::InvalidInput, "PLATFORM.INPUT_INVALID", false);
    row(ErrorKind::Storage, "SQLITE_IOERR", false);
    row(ErrorKind::Cancelled, "", false);
}

void tst_RetryPolicy::choosesWhatIsWorthRetrying()
{
    QFETCH(Error, error);
    QFETCH(bool, worth);
    QCOMPARE(worthRetrying(error), worth);
    QCOMPARE(waitBeforeRetry({}, {1, error, std::nullopt, true}, 0.5).has_value(), worth);
}

void tst_RetryPolicy::backsOffWithFullJitter_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<double>("random");
    QTest::addColumn<Wait>("wait");
    QTest::newRow("first, lowest") << 1 << 0.0 << Wait(0ms);
    QTest::newRow("first, middle") << 1 << 0.5 << Wait(500ms);
    QTest::newRow("second") << 2 << 0.5 << Wait(1s);
    QTest::newRow("third") << 3 << 0.5 << Wait(2s);
    QTest::newRow("fifth") << 5 << 0.5 << Wait(8s);
    QTest::newRow("sixth was the last") << 6 << 0.5 << Wait();
    QTest::newRow("beyond") << 60 << 0.5 << Wait();
}

void tst_RetryPolicy::backsOffWithFullJitter()
{
    QFETCH(int, attempt);
    QFETCH(double, random);
    QFETCH(Wait, wait);
    QVERIFY(waitBeforeRetry({}, {attempt, rateLimited, std::nullopt, true}, random) == wait);

    RetryPolicy patient;
    patient.tries = 100;
    for (int i = 1; i < 100; ++i)
        QVERIFY(*waitBeforeRetry(patient, {i, rateLimited, std::nullopt, true}, 0.9999) <= patient.cap);
}

void tst_RetryPolicy::honoursRetryAfter_data()
{
    QTest::addColumn<std::chrono::milliseconds>("asked");
    QTest::addColumn<double>("random");
    QTest::addColumn<std::chrono::milliseconds>("wait");
    using std::chrono::milliseconds;
    QTest::newRow("at once") << milliseconds(0) << 0.5 << milliseconds(0);
    QTest::newRow("as asked") << milliseconds(7s) << 0.0 << milliseconds(7s);
    QTest::newRow("never less") << milliseconds(10s) << 0.5 << milliseconds(10'500ms);
    QTest::newRow("capped") << milliseconds(3h) << 0.0 << milliseconds(10min);
    QTest::newRow("negative") << milliseconds(-5s) << 0.5 << milliseconds(0);
}

void tst_RetryPolicy::honoursRetryAfter()
{
    QFETCH(std::chrono::milliseconds, asked);
    QFETCH(double, random);
    QFETCH(std::chrono::milliseconds, wait);
    QVERIFY(waitBeforeRetry({}, {1, rateLimited, asked, true}, random) == Wait(wait));
    QVERIFY(!waitBeforeRetry({}, {6, rateLimited, asked, true}, random));
}

void tst_RetryPolicy::givesUpSoonWhereNobodyEverAnswered()
{
    QVERIFY(waitBeforeRetry({}, {2, unreachable, std::nullopt, false}, 0.5));
    QVERIFY(!waitBeforeRetry({}, {3, unreachable, std::nullopt, false}, 0.5));
    QVERIFY(waitBeforeRetry({}, {5, unreachable, std::nullopt, true}, 0.5));
}

QTEST_GUILESS_MAIN(tst_RetryPolicy)
#include "tst_retrypolicy.moc"
