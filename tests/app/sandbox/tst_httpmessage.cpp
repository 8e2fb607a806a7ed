// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/httpmessage.h"

#include <QTest>

using namespace console;
using namespace console::sandbox;
using namespace Qt::StringLiterals;

class TstHttpMessage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsByteByByte()
    {
        const QByteArray bytes = "POST /v1/force-sync?x=1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                                 "k\r\nX-INTEGRATION-ID:  personio:x \r\n"
                                 "Content-Length: 2\r\n\r\n{}GET /";
        const qsizetype whole = bytes.size() - 5;
        for (qsizetype i = 0; i < whole; ++i)
            QCOMPARE(readRequest(QByteArrayView(bytes).first(i)).status, 0);
        const ReadRequest read = readRequest(bytes);
        QCOMPARE(read.status, 200);
        QCOMPARE(read.consumed, whole);
        QVERIFY(read.keepAlive);
        QCOMPARE(read.request.method, QByteArray("POST"));
        QCOMPARE(read.request.target, QByteArray("/v1/force-sync?x=1"));
        QCOMPARE(read.request.authorization, QByteArray("Bearer k"));
        QCOMPARE(read.request.integrationId, QByteArray("personio:x"));
        QCOMPARE(read.request.body, QByteArray("{}"));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("no words") << QByteArray("hello\r\n\r\n") << 400;
        QTest::newRow("other protocol") << QByteArray("GET / SPDY/1\r\n\r\n") << 400;
        QTest::newRow("absolute target") << QByteArray("GET http://a/ HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("no colon") << QByteArray("GET / HTTP/1.1\r\nHost\r\n\r\n") << 400;
        QTest::newRow("bad length") << QByteArray("GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n") << 400;
        QTest::newRow("negative length") << QByteArray("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n") << 400;
        QTest::newRow("two lengths") << QByteArray("GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n")
                                     << 400;
        QTest::newRow("chunked") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n") << 501;
        QTest::newRow("huge body") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n") << 413;
        QTest::newRow("endless head") << QByteArray("GET / HTTP/1.1\r\nX: " + QByteArray(40000, 'x')) << 431;
    }
    void refuses()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        QCOMPARE(readRequest(bytes).status, status);
        QVERIFY(!readRequest(bytes).keepAlive);
    }

    void closesWhenAsked()
    {
        QVERIFY(!readRequest("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n").keepAlive);
        QVERIFY(!readRequest("GET / HTTP/1.0\r\n\r\n").keepAlive);
        QVERIFY(readRequest("GET / HTTP/1.1\r\nConnection: keep-alive\r\n\r\n").keepAlive);
    }

    void writesHeads()
    {
        Reply reply;
        reply.status = 429;
        reply.body = "{}";
        reply.headers.append(qMakePair(QByteArray("Retry-After"), QByteArray("1")));
        QCOMPARE(replyHead(reply, false, *parseTimestamp(u"2026-05-01T12:00:00.000Z")),
                 QByteArray("HTTP/1.1 429 Too Many Requests\r\nDate: Fri, 01 May 2026 12:00:00 GMT\r\n"
                            "Content-Type: application/json; charset=utf-8\r\nContent-Length: 2\r\nRetry-After: 1\r\n"
                            "Connection: close\r\n\r\n"));
    }
};

QTEST_GUILESS_MAIN(TstHttpMessage)
#include "tst_httpmessage.moc"
