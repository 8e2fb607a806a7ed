// SPDX-License-Identifier: Apache-2.0
#include "app/listener/httpanswer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestHttpAnswer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesTheStoredAnswer();
    void writesDates_data();
    void writesDates();
    void writesForms_data();
    void writesForms();
    void addsWhatAStatusNeeds();
    void tellsNothingAboutItself();
    void followsTheReceipt_data();
    void followsTheReceipt();
};

void TestHttpAnswer::writesTheStoredAnswer()
{
    const QByteArray bytes = serialised(storedAnswer(12, 3), {}, "D");
    QCOMPARE(bytes, QByteArray("HTTP/1.1 200 OK\r\nDate: D\r\nContent-Type: application/json\r\nContent-Length: 45\r\n\r\n"
                               R"({"status":"stored","event":12,"deliveries":3})"));
    const QJsonObject object = QJsonDocument::fromJson(storedAnswer(9'007'199'254'740'993, 1).body).object();
    QCOMPARE(object[u"event"_s].toInteger(), 9'007'199'254'740'993);
}

void TestHttpAnswer::writesDates_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("the example of RFC 9110") << qint64(784111777) << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT");
    QTest::newRow("the beginning") << qint64(0) << QByteArray("Thu, 01 Jan 1970 00:00:00 GMT");
    QTest::newRow("a leap day") << qint64(1709251199) << QByteArray("Thu, 29 Feb 2024 23:59:59 GMT");
    QTest::newRow("an end of year") << qint64(1798761599) << QByteArray("Thu, 31 Dec 2026 23:59:59 GMT");
}

void TestHttpAnswer::writesDates()
{
    QFETCH(qint64, seconds);
    QFETCH(QByteArray, text);
    QCOMPARE(httpDate(fromMillis(seconds * 1000 + 999)), text);
}

void TestHttpAnswer::writesForms_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("headOnly");
    QTest::addColumn<bool>("oldClient");
    QTest::addColumn<bool>("close");
    QTest::addColumn<bool>("hasLength");
    QTest::addColumn<bool>("hasBody");
    QTest::addColumn<QByteArray>("connection");
    QTest::newRow("usual") << 401 << false << false << false << true << true << QByteArray();
    QTest::newRow("HEAD") << 404 << true << false << false << true << false << QByteArray();
    QTest::newRow("last one") << 400 << false << false << true << true << true << QByteArray("close");
    QTest::newRow("HTTP/1.0 stays") << 401 << false << true << false << true << true << QByteArray("keep-alive");
    QTest::newRow("HTTP/1.0 goes") << 401 << false << true << true << true << true << QByteArray("close");
    QTest::newRow("204") << 204 << false << false << false << false << false << QByteArray();
    QTest::newRow("304") << 304 << false << false << false << false << false << QByteArray();
    QTest::newRow("unknown status") << 599 << false << false << false << true << true << QByteArray();
}

void TestHttpAnswer::writesForms()
{
    QFETCH(int, status);
    QFETCH(bool, headOnly);
    QFETCH(bool, oldClient);
    QFETCH(bool, close);
    QFETCH(bool, hasLength);
    QFETCH(bool, hasBody);
    QFETCH(QByteArray, connection);
    const QByteArray bytes = serialised(plainAnswer(status), {headOnly, oldClient, close}, "D");
    QVERIFY(bytes.startsWith(QByteArray("HTTP/1.1 " + QByteArray::number(status) + ' ')));
    const qsizetype end = bytes.indexOf("\r\n\r\n") + 4;
    const QByteArray head = bytes.left(end);
    QCOMPARE(head.contains("Content-Length: "), hasLength);
    QCOMPARE(bytes.size() > end, hasBody);
    QCOMPARE(head.contains("Connection: "), !connection.isEmpty());
    QVERIFY(head.contains(QByteArray("Connection: " + connection)) || connection.isEmpty());
    if (hasBody)
        QVERIFY(head.contains(QByteArray("Content-Length: " + QByteArray::number(bytes.size() - end) + "\r\n")));
}

void TestHttpAnswer::addsWhatAStatusNeeds()
{
    QVERIFY(plainAnswer(401).extra.startsWith("WWW-Authenticate: "));
    QVERIFY(plainAnswer(503).extra.startsWith("Retry-After: "));
    QCOMPARE(plainAnswer(405, "POST").extra, QByteArray("Allow: POST\r\n"));
    QCOMPARE(healthAnswer().body, QByteArray());
}

// Short, fixed, without a path, a version of ours, or leave for pages of a browser.
void TestHttpAnswer::tellsNothingAboutItself()
{
    for (int status = 200; status < 600; ++status) {
        const HttpAnswer answer = plainAnswer(status, "POST");
        const QByteArray bytes = serialised(answer, {}, "D");
        QVERIFY2(answer.body.size() < 60, answer.body.constData());
        QVERIFY(!bytes.toLower().contains("server:"));
        QVERIFY(!bytes.toLower().contains("access-control"));
        QVERIFY2(!QString::fromLatin1(answer.body).contains(QRegularExpression(u"kombo|qt|beast|sqlite|\\d\\.\\d\\.|webhooks"_s)),
                 answer.body.constData());
    }
}

void TestHttpAnswer::followsTheReceipt_data()
{
    QTest::addColumn<bool>("stored");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("answered");
    QTest::newRow("stored") << true << 200 << 200;
    QTest::newRow("rejected, kept") << true << 401 << 401;
    QTest::newRow("failed") << false << 503 << 503;
    QTest::newRow("configured") << true << 500 << 500;
    QTest::newRow("not stored is never 200") << false << 200 << 503;
    QTest::newRow("no status") << true << 0 << 503;
    QTest::newRow("interim status") << true << 100 << 503;
    QTest::newRow("impossible status") << true << 1000 << 503;
}

void TestHttpAnswer::followsTheReceipt()
{
    QFETCH(bool, stored);
    QFETCH(int, status);
    QFETCH(int, answered);
    const HttpAnswer answer = answerFor({1, stored, status, 5, 2});
    QCOMPARE(answer.status, answered);
    QCOMPARE(answer.body.startsWith(R"({"status":"stored","event":5,"deliveries":2})"), answered == 200);
}

QTEST_GUILESS_MAIN(TestHttpAnswer)
#include "tst_httpanswer.moc"
