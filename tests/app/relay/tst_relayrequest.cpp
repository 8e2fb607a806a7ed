// SPDX-License-Identifier: Apache-2.0
#include "app/relay/relayrequest.h"

#include <QTest>

#include <algorithm>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

EventDetail eventWith(const HeaderList &headers)
{
    EventDetail event;
    event.row.seq = 4711;
    event.body = QByteArray("{\"a\":1}\r\n\0\xff ", 13);
    event.deliveries = {DeliveryRow{{}, 200, {}, headers}};
    return event;
}

/// Of the header; null when it is not sent.
QByteArray sentAs(const HeaderList &headers, const QByteArray &name)
{
    for (const auto &header : headers)
        if (header.first.compare(name, Qt::CaseInsensitive) == 0)
            return header.second;
    return {};
}

} // namespace

class TestRelayRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headers_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("kept");
        for (const char *name : {"Content-Type", "content-type", "Content-Encoding", "User-Agent", "X-Kombo-Signature", "x-kombo-signature",
                                 "X-Kombo-Delivery"})
            QTest::newRow(name) << QByteArray("value; x=1") << true;
        for (const char *name : {"Authorization", "Proxy-Authorization", "Cookie", "Host", "Connection", "Keep-Alive", "TE", "Trailer",
                                 "Transfer-Encoding", "Upgrade", "Proxy-Connection", "Content-Length", "Expect", "Accept-Encoding",
                                 "Forwarded", "X-Forwarded-For", "X-Real-IP", "X-Api-Key", "Origin", "Referer", "X-Komb",
                                 "X-Kombo-Evil: 1\r\nCookie"})
            QTest::newRow(name) << QByteArray("value") << false;
        QTest::newRow("X-Kombo-Line") << QByteArray("a\r\nCookie: b") << false;
        QTest::newRow("X-Kombo-Nul") << QByteArray("a\0b", 3) << false;
        QTest::newRow("X-Kombo-Signature ") << QByteArray("a") << false;
        QTest::newRow("X-Kombo-Secret") << QByteArray("[redacted]") << false;
    }

    void headers()
    {
        QFETCH(QByteArray, value);
        QFETCH(bool, kept);
        const QByteArray name = QTest::currentDataTag();
        const PostRequest request = replayRequest(QUrl(u"https://a.example/x"_s), eventWith({{name, value}}));
        QCOMPARE(sentAs(request.headers, name), kept ? value : QByteArray());
    }

    void marksAndKeepsTheBytes()
    {
        const EventDetail event = eventWith({{"X-Kombo-Console-Replay", "12"}, {"X-Kombo-Signature", "s"}});
        const PostRequest request = replayRequest(QUrl(u"https://a.example/x?t=1"_s), event);
        QCOMPARE(request.body, event.body);
        QCOMPARE(request.url, QUrl(u"https://a.example/x?t=1"_s));
        QCOMPARE(request.headers, (HeaderList{{"X-Kombo-Signature", "s"}, {"Content-Type", "application/json"}, {"User-Agent", "kombo-console"},
                                              {"X-Kombo-Console-Replay", "4711"}}));
        QVERIFY(isSigned(request));
    }

    void takesTheNewestDelivery()
    {
        EventDetail event = eventWith({{"X-Kombo-Signature", "old"}});
        event.deliveries.append(DeliveryRow{{}, 200, {}, {{"X-Kombo-Signature", "new"}}});
        QCOMPARE(sentAs(replayRequest({}, event).headers, "X-Kombo-Signature"), QByteArray("new"));
    }

    void keepsASignatureThatWasSentTwice()
    {
        const PostRequest request = replayRequest({}, eventWith({{"X-Kombo-Signature", "a"}, {"X-Kombo-Signature", "b"}}));
        QCOMPARE(std::count_if(request.headers.begin(), request.headers.end(), [](const auto &h) { return h.first == "X-Kombo-Signature"; }), 2);
    }

    void knowsWhenNothingIsSigned()
    {
        QVERIFY(!isSigned(replayRequest({}, eventWith({}))));
        QVERIFY(!isSigned(replayRequest({}, eventWith({{"X-Kombo-Signature", "[redacted]"}}))));
        QVERIFY(!isSigned(replayRequest({}, EventDetail{})));
    }

    void targets_data()
    {
        QTest::addColumn<QString>("code");
        for (const char *text : {"https://hooks.example.com/kombo", "https://hooks.example.com:8443/kombo/?token=a%20b", "http://127.0.0.1:3000/",
                                 "http://localhost:3000/webhooks", "http://[::1]:3000/x", "https://hooks.example.com"})
            QTest::newRow(text) << QString();
        for (const char *text : {"http://hooks.example.com/", "http://10.0.0.1/", "http://127.0.0.1.nip.io/", "http://localhost.evil/",
                                 "http://0/", "http://[::ffff:127.0.0.1]/", "http://127.1/"})
            QTest::newRow(text) << u"target-plain-http"_s;
        for (const char *text : {"https://a:b@hooks.example.com/", "http://127.0.0.1@evil.example/", "https://@evil.example/"})
            QTest::newRow(text) << u"address-userinfo"_s;
        for (const char *text : {"ftp://a.example/", "file:///tmp/x", "javascript://a.example/"})
            QTest::newRow(text) << u"address-"_s;
        for (const char *text : {"", "hooks.example.com", "https://", "https:\\\\a.example", "https://a.example/#x", "https://a.example/?x#y",
                                 "https://a b/", "https://a.example:0/", "https://a.example:99999/"})
            QTest::newRow(*text == '\0' ? "empty" : text) << u"address-syntax"_s;
    }

    void targets()
    {
        QFETCH(QString, code);
        const QString text = QTest::currentDataTag() == QByteArray("empty") ? QString() : QString::fromLatin1(QTest::currentDataTag());
        const auto target = checkedTarget(text);
        if (code.isNull()) {
            QVERIFY2(target, target ? "" : qPrintable(target.error().code));
            QCOMPARE(target->toString(QUrl::FullyEncoded), text);
        } else {
            QVERIFY(!target);
            QCOMPARE(target.error().kind, ErrorKind::InvalidInput);
            QVERIFY2(target.error().code.startsWith(code), qPrintable(target.error().code));
        }
    }

    void showsNoQuery()
    {
        QCOMPARE(shownTarget(QUrl(u"https://a.example/x?token=secret"_s)), u"https://a.example/x"_s);
    }

    void knowsItsOwnListener()
    {
        const QUrl own(u"http://127.0.0.1:7390/webhooks/kombo"_s);
        QVERIFY(isSameListener(QUrl(u"http://127.0.0.1:7390/other"_s), own));
        QVERIFY(isSameListener(QUrl(u"http://localhost:7390/webhooks/kombo"_s), own));
        QVERIFY(!isSameListener(QUrl(u"http://127.0.0.1:7391/webhooks/kombo"_s), own));
        QVERIFY(!isSameListener(QUrl(u"https://a.example:7390/webhooks/kombo"_s), own));
        QVERIFY(!isSameListener(QUrl(u"http://127.0.0.1:7390/"_s), QUrl()));
    }
};

QTEST_GUILESS_MAIN(TestRelayRequest)
#include "tst_relayrequest.moc"
