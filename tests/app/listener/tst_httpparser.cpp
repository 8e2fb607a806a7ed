// SPDX-License-Identifier: Apache-2.0
// covers: app/listener/httphead.cpp app/listener/lineframer.cpp
#include "tests/app/listener/httpcorpus.h"

#include <QTest>

using namespace console;
using namespace console::testing;

namespace {

const CorpusRow &current()
{
    for (const CorpusRow &row : httpCorpus()) {
        if (qstrcmp(row.name, QTest::currentDataTag()) == 0)
            return row;
    }
    qFatal("no such row");
}

void rows()
{
    QTest::addColumn<int>("unused");
    for (const CorpusRow &row : httpCorpus())
        QTest::newRow(row.name) << 0;
}

} // namespace

class TestHttpParser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAtOnce_data() { rows(); }
    void readsAtOnce();
    void readsByteByByte_data() { rows(); }
    void readsByteByByte();
    void readsInTwoPieces_data() { rows(); }
    void readsInTwoPieces();
    void refusesAtTheSameByte_data() { rows(); }
    void refusesAtTheSameByte();
    void keepsHeaderLinesAsReceived();
    void dropsTrailers();
    void keepsBodyBytes();
    void takesNothingAfterTheEnd();
    void tellsWhatItHolds();
    void reservesNothingForAnAnnouncedLength();
};

void TestHttpParser::readsAtOnce()
{
    QCOMPARE(outcomeOf(current().bytes), current().outcome);
}

void TestHttpParser::readsByteByByte()
{
    QVector<qsizetype> cuts;
    for (qsizetype at = 1; at < current().bytes.size(); ++at)
        cuts.append(at);
    QCOMPARE(outcomeOf(current().bytes, cuts), current().outcome);
}

void TestHttpParser::readsInTwoPieces()
{
    for (qsizetype at = 0; at <= current().bytes.size(); ++at)
        QCOMPARE(outcomeOf(current().bytes, {at}), current().outcome);
}

// Any beginning of the bytes gives the same however it is cut: nothing is told later or earlier than it can be known.
void TestHttpParser::refusesAtTheSameByte()
{
    const QByteArrayView bytes = current().bytes;
    const qsizetype step = bytes.size() > 600 ? 7 : 1;
    for (qsizetype size = 0; size <= bytes.size(); size += step) {
        QVector<qsizetype> cuts;
        for (qsizetype at = 1; at < size; ++at)
            cuts.append(at);
        QCOMPARE(outcomeOf(bytes.first(size), cuts), outcomeOf(bytes.first(size)));
    }
}

void TestHttpParser::keepsHeaderLinesAsReceived()
{
    HttpParser parser({});
    const QByteArray bytes = "POST /p HTTP/1.1\r\nhOST: h\r\nB:  two  words \t\r\nA:\r\nB: again\r\nX: \xff\xfe\r\n\r\n";
    QCOMPARE(parser.put(bytes), bytes.size());
    QCOMPARE(parser.state(), HttpParser::State::Complete);
    const HeaderList expected{{"hOST", "h"}, {"B", "two  words"}, {"A", ""}, {"B", "again"}, {"X", "\xff\xfe"}};
    QCOMPARE(parser.takeRequest().headers, expected);
    QCOMPARE(parser.state(), HttpParser::State::Idle);
}

void TestHttpParser::dropsTrailers()
{
    HttpParser parser({});
    const QByteArray bytes = "POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
                             "X-Kombo-Signature: t\r\nHost: other\r\nConnection: close\r\n\r\n";
    QCOMPARE(parser.put(bytes), bytes.size());
    const HttpRequest request = parser.takeRequest();
    QCOMPARE(request.headers, (HeaderList{{"Host", "h"}, {"Transfer-Encoding", "chunked"}}));
    QVERIFY(request.keepAlive);
}

void TestHttpParser::keepsBodyBytes()
{
    QByteArray body;
    for (int byte = 0; byte < 256; ++byte)
        body.append(char(byte)).append("\r\n0\r\n\r\n");
    HttpParser parser({});
    const QByteArray plain = "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    QCOMPARE(parser.put(plain), plain.size());
    QCOMPARE(parser.takeRequest().body, body);
    const QByteArray chunks = "POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + QByteArray::number(body.size(), 16)
        + "\r\n" + body + "\r\n0\r\n\r\n";
    QCOMPARE(parser.put(chunks), chunks.size());
    QCOMPARE(parser.takeRequest().body, body);
}

void TestHttpParser::takesNothingAfterTheEnd()
{
    HttpParser parser({});
    const QByteArray one = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    QCOMPARE(parser.put(one.repeated(2)), one.size());
    QCOMPARE(parser.put(one), 0);
    (void) parser.takeRequest();
    (void) parser.put("bad\r\n");
    QCOMPARE(parser.state(), HttpParser::State::Refused);
    QCOMPARE(parser.put(one), 0);
    QCOMPARE(parser.refusal(), 400);
}

void TestHttpParser::tellsWhatItHolds()
{
    HttpParser parser({});
    QCOMPARE(parser.held(), 0);
    (void) parser.put("POST /p HTTP/1.1\r\nHost: h\r\nContent-");
    QCOMPARE(parser.held(), 17);
    (void) parser.put("Length: 10\r\n\r\n12345");
    QCOMPARE(parser.held(), 5);
    (void) parser.put("67890");
    (void) parser.takeRequest();
    QCOMPARE(parser.held(), 0);
}

void TestHttpParser::reservesNothingForAnAnnouncedLength()
{
    HttpParser parser({32 * 1024, 100, qint64(1) << 40});
    (void) parser.put("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000000000\r\n\r\nx");
    QCOMPARE(parser.state(), HttpParser::State::Body);
    QVERIFY(parser.request().body.capacity() < 64 * 1024);
}

QTEST_GUILESS_MAIN(TestHttpParser)
#include "tst_httpparser.moc"
