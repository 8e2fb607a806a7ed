// SPDX-License-Identifier: Apache-2.0
#include "app/kombo/apipage.h"

#include "tests/support/fakehttpserver.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

ApiReply ok(const QByteArray &body, const QByteArray &type = QByteArrayLiteral("application/json"))
{
    ApiReply reply;
    reply.status = 200;
    reply.contentType = type;
    reply.body = body;
    return reply;
}

} // namespace

class tst_ApiPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsRecordsByteForByte();
    void readsTheDecidingMembers();
    void readsCursors_data();
    void readsCursors();
    void readsPackages();
    void refusesWhatMakesNoSense_data();
    void refusesWhatMakesNoSense();
    void refusesEveryCutOfAPage();
    void refusesEveryBrokenByteOrKeepsTheShape();
    void givesTheReplysErrorForAnotherStatus();
};

void tst_ApiPage::keepsRecordsByteForByte()
{
    const QVector<QByteArray> records{
        R"({"id":"a","n":1.50e+2,"s":"ü \"\/ é"})",
        "{ \"z\" : [ 1 , 2 ] ,\n\t\"id\":\"b\", \"z\": {\"id\":\"inner\"} }",
        R"({"id":"c","big":12345678901234567890123})",
        "{\"text\":\"\xF0\x9F\x98\x80 ]}\",\"id\":\"d\"}",
    };
    const auto page = readPage(ok(test::listBody(records, u"next"_s)));
    QVERIFY2(page, page ? "" : qPrintable(page.error().detail));
    QCOMPARE(page->records.size(), records.size());
    for (qsizetype i = 0; i < records.size(); ++i)
        QCOMPARE(page->records[i].json, records[i]);
    QCOMPARE(page->records[1].id, u"b"_s);
}

void tst_ApiPage::readsTheDecidingMembers()
{
    const auto page = readPage(ok(test::listBody(
        {R"({"id":"a","changed_at":"2026-05-01T12:00:00.123Z","remote_deleted_at":null})",
         R"({"id":"b","changed_at":"yesterday","remote_deleted_at":"2026-05-02T00:00:00.000Z"})", R"({"id":"c"})"},
        {})));
    QVERIFY(page);
    QCOMPARE(formatTimestamp(*page->records[0].changedAt), u"2026-05-01T12:00:00.123Z"_s);
    QVERIFY(!page->records[0].remoteDeletedAt);
    QVERIFY(!page->records[1].changedAt);
    QCOMPARE(formatTimestamp(*page->records[1].remoteDeletedAt), u"2026-05-02T00:00:00.000Z"_s);
    QVERIFY(!page->records[2].changedAt && !page->records[2].remoteDeletedAt);
}

void tst_ApiPage::readsCursors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("next");
    QTest::addColumn<bool>("present");
    QTest::newRow("more") << QByteArray(R"({"data":{"next":"c+/=\u00e9","results":[]}})") << u"c+/=é"_s << true;
    QTest::newRow("last") << QByteArray(R"({"data":{"next":null,"results":[]}})") << QString() << true;
    QTest::newRow("not said") << QByteArray(R"({"data":{"results":[]}})") << QString() << false;
    QTest::newRow("after the list") << QByteArray(R"({"data":{"results":[],"next":"x"},"status":"success"})") << u"x"_s
                                    << true;
}

void tst_ApiPage::readsCursors()
{
    QFETCH(QByteArray, body);
    const auto page = readPage(ok(body));
    QVERIFY(page);
    QVERIFY(page->records.isEmpty());
    QTEST(page->next, "next");
    QTEST(page->nextPresent, "present");
}

void tst_ApiPage::readsPackages()
{
    const auto page = readPage(ok(R"({"data":{"packages":[{"id":"p"}]}})"));
    QVERIFY(page);
    QCOMPARE(page->records.size(), 1);
}

void tst_ApiPage::refusesWhatMakesNoSense_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QByteArray &body, const QString &code,
                        const QByteArray &type = "application/json") { QTest::newRow(name) << body << type << code; };
    row("html", "<html></html>", u"content-type"_s, "text/html");
    row("json said to be html", R"({"data":{"next":null,"results":[]}})", u"content-type"_s, "text/html");
    row("html said to be json", "<html></html>", u"page-not-json"_s);
    row("empty", "", u"page-not-json"_s);
    row("blank", "  ", u"page-not-json"_s);
    row("comma missing inside a record", R"({"data":{"next":null,"results":[{"id":"a" "b":1}]}})", u"page-not-json"_s);
    row("comma missing between records", R"({"data":{"next":null,"results":[{"id":"a"}{"id":"b"}]}})",
        u"page-not-json"_s);
    row("bad number deep inside", R"({"data":{"next":null,"results":[{"id":"a","x":[[01]]}]}})", u"page-not-json"_s);
    row("bad UTF-8", "{\"data\":{\"next\":null,\"results\":[{\"id\":\"\xff\"}]}}", u"page-not-json"_s);
    row("something after the end", R"({"data":{"next":null,"results":[]}} x)", u"page-not-json"_s);
    row("too deep", R"({"data":{"next":null,"results":[)" + QByteArray(5000, '[') + QByteArray(5000, ']') + "]}}",
        u"page-not-json"_s);
    row("an array", "[]", u"page-shape"_s);
    row("a text", "\"x\"", u"page-shape"_s);
    row("no data", R"({"status":"success"})", u"page-shape"_s);
    row("data null", R"({"data":null})", u"page-shape"_s);
    row("no results", R"({"data":{"next":null}})", u"page-shape"_s);
    row("results null", R"({"data":{"next":null,"results":null}})", u"page-shape"_s);
    row("results an object", R"({"data":{"next":null,"results":{}}})", u"page-shape"_s);
    row("record is a text", R"({"data":{"next":null,"results":["a"]}})", u"page-shape"_s);
    row("record without id", R"({"data":{"next":null,"results":[{"id":"a"},{"name":"b"}]}})", u"page-shape"_s);
    row("id is a number", R"({"data":{"next":null,"results":[{"id":7}]}})", u"page-shape"_s);
    row("id is empty", R"({"data":{"next":null,"results":[{"id":""}]}})", u"page-shape"_s);
    row("cursor is a number", R"({"data":{"next":7,"results":[]}})", u"page-shape"_s);
    row("cursor is empty", R"({"data":{"next":"","results":[]}})", u"page-shape"_s);
    row("error with 200", test::errorBody("INTEGRATION.QA_FAILED"), u"INTEGRATION.QA_FAILED"_s);
}

void tst_ApiPage::refusesWhatMakesNoSense()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    const auto page = readPage(ok(body, type));
    QVERIFY(!page);
    QTEST(page.error().code, "code");
    QVERIFY(page.error().kind == ErrorKind::RemoteFault || page.error().kind == ErrorKind::Waiting);
}

void tst_ApiPage::refusesEveryCutOfAPage()
{
    const QByteArray whole = test::listBody({R"({"id":"a","x":[1,{"y":"\u00e9"}]})", R"({"id":"b"})"}, u"n"_s);
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY2(!readPage(ok(whole.first(size))), qPrintable(QString::number(size)));
    QVERIFY(readPage(ok(whole)));
}

void tst_ApiPage::refusesEveryBrokenByteOrKeepsTheShape()
{
    const QByteArray whole = test::listBody({R"({"id":"a","x":[1,{"y":true}]})", R"({"id":"b"})"}, u"n"_s);
    for (qsizetype i = 0; i < whole.size(); ++i) {
        for (const char c : {'\0', '"', '{', '}', '[', ']', ',', ':', '\\', 'x', '\xff'}) {
            QByteArray broken = whole;
            broken[i] = c;
            if (const auto page = readPage(ok(broken))) {
                for (const PageRecord &record : page->records) {
                    QVERIFY(!record.id.isEmpty());
                    QVERIFY(record.json.startsWith('{') && record.json.endsWith('}'));
                }
            }
        }
    }
}

void tst_ApiPage::givesTheReplysErrorForAnotherStatus()
{
    ApiReply reply = ok(test::errorBody("INTEGRATION.SETUP_SYNC_PENDING"));
    reply.status = 409;
    QCOMPARE(readPage(reply).error().kind, ErrorKind::Waiting);
    reply = ok(test::listBody({}, {}));
    reply.status = 206;
    QCOMPARE(readPage(reply).error().code, u"http-206"_s);
}

QTEST_GUILESS_MAIN(tst_ApiPage)
#include "tst_apipage.moc"
