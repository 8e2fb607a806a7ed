// SPDX-License-Identifier: Apache-2.0
#include "models/store/eventcodec.h"
#include "models/store/volumespan.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestEventCodec : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keysTellEventsApart();
    void digestIsSha256();
    void headersSurvive_data();
    void headersSurvive();
    void brokenHeadersGiveWhatIsWhole();
    void spansStartBelow();
};

void TestEventCodec::keysTellEventsApart()
{
    const QByteArray body = "{}";
    const EventKey key = eventKey(u"dev"_s, u"t"_s, u"1"_s, body);
    QCOMPARE(eventKey(u"dev"_s, u"t"_s, u"1"_s, body), key);
    const EventKey others[] = {eventKey(u"prod"_s, u"t"_s, u"1"_s, body), eventKey(u"dev"_s, u"u"_s, u"1"_s, body),
                               eventKey(u"dev"_s, u"t"_s, u"2"_s, body),  eventKey(u"dev"_s, u"t1"_s, u""_s, body),
                               eventKey(u"dev"_s, u""_s, u"t1"_s, body),  eventKey(u"dev"_s, {}, u"1"_s, body),
                               eventKey(u"dev"_s, u"t"_s, u"1 "_s, body), eventKey(u"dev"_s, u"t"_s, u"1"_s + QChar(0), body),
                               eventKey(u"dev"_s, u"t"_s, {}, body)};
    for (const EventKey &other : others)
        QVERIFY(other.identity != key.identity);
    QVERIFY(eventKey(u"dev"_s, {}, u"1"_s, body).identity != eventKey(u"dev"_s, u""_s, u"1"_s, body).identity);
    // Same id, other bytes: the same identity, another digest.
    const EventKey conflict = eventKey(u"dev"_s, u"t"_s, u"1"_s, "{ }");
    QCOMPARE(conflict.identity, key.identity);
    QVERIFY(conflict.digest != key.digest);
    // Without id the bytes are the identity, in each environment for itself.
    QVERIFY(eventKey(u"dev"_s, u"t"_s, {}, "a").identity != eventKey(u"dev"_s, u"t"_s, {}, "b").identity);
    QVERIFY(eventKey(u"dev"_s, u"t"_s, {}, "a").identity != eventKey(u"prod"_s, u"t"_s, {}, "a").identity);
}

void TestEventCodec::digestIsSha256()
{
    // First eight bytes of SHA-256("abc"), FIPS 180-4 example: ba7816bf 8f01cfea.
    QCOMPARE(quint64(digestOf("abc")), Q_UINT64_C(0xba7816bf8f01cfea));
    QCOMPARE(quint64(digestOf({})), Q_UINT64_C(0xe3b0c44298fc1c14));
}

void TestEventCodec::headersSurvive_data()
{
    QTest::addColumn<HeaderList>("headers");
    QTest::newRow("none") << HeaderList{};
    QTest::newRow("usual") << HeaderList{{"Host", "localhost"}, {"Content-Type", "application/json"}};
    QTest::newRow("twice, order and case kept") << HeaderList{{"b", "1"}, {"A", "2"}, {"B", "3"}, {"b", "1"}};
    QTest::newRow("every byte") << HeaderList{{"x", QByteArray("\0\n\r:\xff", 5)}, {"", ""}};
    QTest::newRow("long") << HeaderList{{QByteArray(127, 'n'), QByteArray(128, 'v')}, {QByteArray(16384, 'n'), QByteArray(70'000, 'v')}};
}

void TestEventCodec::headersSurvive()
{
    QFETCH(const HeaderList, headers);
    QVERIFY(!packHeaders(headers).isNull());
    QCOMPARE(unpackHeaders(packHeaders(headers)), headers);
}

void TestEventCodec::brokenHeadersGiveWhatIsWhole()
{
    const HeaderList headers = {{"a", "1"}, {"bb", QByteArray(300, 'x')}};
    const QByteArray blob = packHeaders(headers);
    for (qsizetype size = 0; size < blob.size(); ++size) {
        const HeaderList got = unpackHeaders(blob.left(size));
        QCOMPARE(got, headers.first(got.size()));
        QVERIFY(got.size() < 2);
    }
    QVERIFY(unpackHeaders(QByteArray(20, '\xff')).isEmpty());
}

void TestEventCodec::spansStartBelow()
{
    QCOMPARE(spanStart(0, minuteSpan), 0);
    QCOMPARE(spanStart(59'999, minuteSpan), 0);
    QCOMPARE(spanStart(60'000, minuteSpan), 60'000);
    QCOMPARE(spanStart(-1, minuteSpan), -60'000);
    QCOMPARE(spanStart(hourSpan + 5, hourSpan), hourSpan);
}

QTEST_GUILESS_MAIN(TestEventCodec)
#include "tst_eventcodec.moc"
