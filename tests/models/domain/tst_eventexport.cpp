// SPDX-License-Identifier: Apache-2.0
// covers: models/domain/eventimport.cpp
#include "models/domain/eventexport.h"

#include "models/domain/eventimport.h"
#include "models/domain/jsonscan.h"
#include "models/domain/masking.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

EventDetail someEvent(const QByteArray &body = "{\"id\":\"e1\",\"type\":\"data-changed\",\"data\":{\"email\":\"a@b.de\"}}")
{
    EventDetail detail;
    detail.row.seq = 7;
    detail.row.receivedAt = *parseTimestamp(u"2026-05-01T12:00:00.125Z");
    detail.row.environment = u"dev"_s;
    detail.row.id = u"e1"_s;
    detail.row.type = u"data-changed"_s;
    detail.row.organization = u"=cmd()\tAcme"_s;
    detail.row.outcome = u"SUCCEEDED"_s;
    detail.row.deliveries = 2;
    detail.row.conflict = true;
    detail.body = body;
    const HeaderList headers{{"Host", "localhost:7390"}, {"Content-Type", "application/json"}, {"X-Kombo-Signature", "c2lnbmF0dXJl"},
                             {"Authorization", "Bearer canary"}, {"X-Odd", "\xe4\xff"}, {"X-Odd", "twice"}};
    detail.deliveries = {{detail.row.receivedAt, 200, u"127.0.0.1"_s, headers}, {fromMillis(toMillis(detail.row.receivedAt) + 5), 503, {}, {}}};
    return detail;
}

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

class EventExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesFormats()
    {
        for (const ExportFormat format : {ExportFormat::Ndjson, ExportFormat::Csv, ExportFormat::Har})
            QCOMPARE(exportFormatFromName(exportFormatName(format)), format);
        QVERIFY(!exportFormatFromName(u"xml"));
    }

    void secretsNeverLeave()
    {
        Masker masker;
        for (Masker *given : {&masker, static_cast<Masker *>(nullptr)}) {
            const ExportedEvent event = exported(someEvent(), given);
            QCOMPARE(event.masked, given != nullptr);
            for (const QByteArray &text : {exportLine(event), harEntry(event, u"http://127.0.0.1/"_s)}) {
                QVERIFY(!text.contains("c2lnbmF0dXJl") && !text.contains("canary"));
                QCOMPARE(text.contains("a@b.de"), given == nullptr);
            }
        }
    }

    void lineHasTheContractsMembersFirst()
    {
        const QByteArray line = exportLine(exported(someEvent(), nullptr));
        QVERIFY(line.endsWith("}\n") && line.count('\n') == 1);
        QList<QByteArray> members;
        for (JsonWalker walker(trimmedJson(line)); walker.next();)
            members.append(walker.key().toByteArray());
        QCOMPARE(members.mid(0, 4), (QList<QByteArray>{"\"seq\"", "\"received_at\"", "\"environment\"", "\"id\""}));
        QCOMPARE(members.mid(members.size() - 4), (QList<QByteArray>{"\"comment\"", "\"state\"", "\"masked\"", "\"delivery_log\""}));
        QCOMPARE(object(line)[u"delivery_log"].toArray().size(), 2);
    }

    void linesComeBack_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("JSON") << someEvent().body;
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("text with everything") << QByteArray("a\r\n\t\"\\\x01 \xe2\x80\xa8 \xf0\x9f\x98\x80");
        QTest::newRow("NUL") << QByteArray("a\0b", 3);
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{}");
        QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\x80");
        QTest::newRow("overlong") << QByteArray("\xc0\xaf");
    }

    void linesComeBack()
    {
        QFETCH(QByteArray, body);
        const ExportedEvent event = exported(someEvent(body), nullptr);
        const auto line = readEventLine(exportLine(event));
        QVERIFY(line.has_value());
        QCOMPARE(line->body, body);
        QCOMPARE(line->seq, 7);
        QCOMPARE(line->environment, u"dev"_s);
        QVERIFY(line->conflict && line->masked == false);
        QCOMPARE(line->deliveries, event.deliveries);
        const auto entry = readHarEntry(trimmedJson(harEntry(event, u"http://127.0.0.1/"_s)));
        QVERIFY(entry.has_value() && entry->has_value());
        QCOMPARE(**entry, *line);
    }

    void refusesWhatIsNoEvent_data()
    {
        QTest::addColumn<QByteArray>("line");
        const auto row = [](const char *line) { QTest::newRow(line) << QByteArray(line); };
        row("");
        row("[]");
        row("{");
        row("{\"seq\":1}");
        row("{\"body\":\"x\"}");
        row("{\"body\":\"x\",\"received_at\":\"yesterday\"}");
        row("{\"body\":5,\"received_at\":\"2026-05-01T12:00:00Z\"}");
        row("{\"body_base64\":\"!!\",\"received_at\":\"2026-05-01T12:00:00Z\"}");
        QTest::newRow("deep") << "{\"body\":\"x\",\"received_at\":\"2026-05-01T12:00:00Z\",\"x\":" + QByteArray("[").repeated(500) + QByteArray("]").repeated(500) + '}';
    }

    void refusesWhatIsNoEvent()
    {
        QFETCH(QByteArray, line);
        const auto event = readEventLine(line);
        QVERIFY(!event.has_value());
        QCOMPARE(event.error().code, u"import-line"_s);
        QVERIFY(!event.error().detail.isEmpty());
    }

    void distrustsNumbersAndNames_data()
    {
        QTest::addColumn<QByteArray>("member");
        const auto row = [](const char *member) { QTest::newRow(member) << QByteArray(member); };
        row("\"seq\":9223372036854775807");
        row("\"seq\":99999999999999999999999999");
        row("\"seq\":-5");
        row("\"seq\":1e9");
        row("\"seq\":\"7\"");
        row("\"seq\":100000001");
        row("\"environment\":\"../../etc\"");
        row("\"environment\":\"a b\\u0000\"");
        row("\"environment\":{}");
        row("\"answered\":100000");
        row("\"verdict\":\"good\"");
        row("\"delivery_log\":{\"a\":1}");
        row("\"delivery_log\":[1,\"x\",null,[]]");
    }

    void distrustsNumbersAndNames()
    {
        QFETCH(QByteArray, member);
        const auto event = readEventLine(QByteArray("{\"body\":\"x\",\"received_at\":\"2026-05-01T12:00:00Z\"," + member + "}"));
        QVERIFY(event.has_value());
        QCOMPARE(event->seq, 0);
        QVERIFY(event->environment.isNull());
        QCOMPARE(event->verdict, Verdict::Unchecked);
        QVERIFY(!event->deliveries.isEmpty());
        QCOMPARE(event->deliveries.first().answered, 200);
    }

    void readsPlainHars()
    {
        const auto post = readHarEntry("{\"startedDateTime\":\"2026-05-01T12:00:00+02:00\",\"time\":1.5,\"request\":{\"method\":\"POST\",\"url\":\"http://x\","
                                       "\"headers\":[{\"name\":\"Cookie\",\"value\":\"canary\"},{\"name\":\"A\",\"value\":\"b\"}],"
                                       "\"postData\":{\"mimeType\":\"application/json\",\"text\":\"{}\"}},\"response\":{\"status\":401}}");
        QVERIFY(post.has_value() && post->has_value());
        QCOMPARE((*post)->body, "{}");
        QCOMPARE((*post)->verdict, Verdict::Unchecked);
        QVERIFY(!(*post)->masked.has_value());
        QCOMPARE((*post)->deliveries.first().answered, 401);
        QCOMPARE((*post)->deliveries.first().headers, (HeaderList{{"Cookie", "[redacted]"}, {"A", "b"}}));
        QCOMPARE(formatTimestamp((*post)->deliveries.first().receivedAt), u"2026-05-01T10:00:00.000Z"_s);
        for (const char *other : {"{\"request\":{\"method\":\"GET\"}}", "{\"request\":{\"method\":\"POST\"}}", "{}",
                                  "{\"request\":{\"method\":\"POST\",\"postData\":{\"params\":[]}}}"}) {
            const auto none = readHarEntry(other);
            QVERIFY2(none.has_value() && !none->has_value(), other);
        }
        QVERIFY(!readHarEntry("{\"request\":{\"method\":\"POST\",\"postData\":{\"text\":\"x\"}}}").has_value()); // without a time
        QVERIFY(!readHarEntry("nonsense").has_value());
    }

    void harIsHar()
    {
        const QByteArray har = harHead(u"1.0 \"x\""_s) + harEntry(exported(someEvent(), nullptr), u"http://h/p"_s) + ','
            + harEntry(exported(someEvent("\xff"), nullptr), u"http://h/p"_s) + harTail();
        QVERIFY(isJsonText(har));
        const QJsonObject log = object(har)[u"log"].toObject();
        QCOMPARE(log[u"version"].toString(), u"1.2"_s);
        QCOMPARE(log[u"creator"].toObject()[u"version"].toString(), u"1.0 \"x\""_s);
        const QJsonArray entries = log[u"entries"].toArray();
        QCOMPARE(entries.size(), 2);
        const QJsonObject request = entries.first().toObject()[u"request"].toObject();
        QCOMPARE(request[u"method"].toString(), u"POST"_s);
        QCOMPARE(request[u"url"].toString(), u"http://h/p"_s);
        QCOMPARE(request[u"postData"].toObject()[u"mimeType"].toString(), u"application/json"_s);
        QCOMPARE(entries.last()[u"request"][u"postData"][u"_encoding"].toString(), u"base64"_s);
        QCOMPARE(entries.first()[u"response"][u"status"].toInt(), 200);
        QCOMPARE(entries.first()[u"_kombo"][u"seq"].toInt(), 7);
    }

    void tellsWhereItWasReceived_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QString>("url");
        QTest::newRow("plain") << QByteArray("localhost:7390") << u"http://localhost:7390/p"_s;
        QTest::newRow("IPv6") << QByteArray("[::1]:80") << u"http://[::1]:80/p"_s;
        QTest::newRow("a path") << QByteArray("evil/../x") << u"http://127.0.0.1:7390/p"_s;
        QTest::newRow("user info") << QByteArray("a@b") << u"http://127.0.0.1:7390/p"_s;
        QTest::newRow("quotes") << QByteArray("a'b;rm") << u"http://127.0.0.1:7390/p"_s;
        QTest::newRow("none") << QByteArray() << u"http://127.0.0.1:7390/p"_s;
    }

    void tellsWhereItWasReceived()
    {
        QFETCH(QByteArray, host);
        QFETCH(QString, url);
        ExportedEvent event;
        event.deliveries = {{{}, 200, {}, {{"hOST", host}}}};
        QCOMPARE(receivedAt(event, u"/p"_s), url);
    }

    void tablesAreSafe()
    {
        EventRow row = someEvent().row;
        const QByteArray csv = eventCsvLine(row);
        QVERIFY(csv.contains("\"'=cmd()\tAcme\""));
        QVERIFY(csv.endsWith("\r\n"));
        QCOMPARE(eventCsvHeading().count(','), csv.count(','));
        const QByteArray tsv = eventTsvLine(row);
        QVERIFY(tsv.contains("\t'=cmd() Acme\t"));
        QCOMPARE(eventTsvHeading().count('\t'), tsv.count('\t'));
        QCOMPARE(tsv.count('\n'), 1);
        row.id = u"a\r\nb\u2028c"_s;
        QVERIFY(eventTsvLine(row).contains("\ta  b c\t"));
    }

    void importNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"events-2026.ndjson"_s << u"events-2026.ndjson"_s;
        QTest::newRow("up") << u"../../x"_s << u"x"_s;
        QTest::newRow("dots") << u".."_s << u"import"_s;
        QTest::newRow("blanks") << u"my file (1)"_s << u"my-file--1-"_s;
        QTest::newRow("other script") << u"\u0444"_s << u"import"_s;
        QTest::newRow("NUL") << u"a\0b"_s << u"a-b"_s;
        QTest::newRow("long") << QString(300, u'x') << QString(48, u'x');
        QTest::newRow("empty") << QString() << u"import"_s;
    }

    void importNames()
    {
        QFETCH(QString, text);
        QFETCH(QString, name);
        QCOMPARE(importNameFrom(text), name);
        QVERIFY(isImportName(name));
        for (const QString &bad : {u""_s, u"."_s, u".."_s, u".x"_s, u"a/b"_s, u"a b"_s, u"\u00e4"_s, QString(65, u'x')})
            QVERIFY2(!isImportName(bad), qPrintable(bad));
    }
};

QTEST_GUILESS_MAIN(EventExportTest)
#include "tst_eventexport.moc"
