// SPDX-License-Identifier: Apache-2.0
#include "models/domain/json.h"

#include <QFile>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsPretty_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("pretty");
        const auto row = [](const char *name, const char *json, const char *pretty) {
            QTest::newRow(name) << QByteArray(json) << QByteArray(pretty);
        };
        row("object", R"({"b":1,"a":[true,null]})", "{\n  \"b\": 1,\n  \"a\": [\n    true,\n    null\n  ]\n}");
        row("empty ones", R"({"a":{ },"b":[ ]})", "{\n  \"a\": {},\n  \"b\": []\n}");
        row("empty at the top", " [\n] ", "[]");
        row("numbers as written", "[1.0,1e5,-0,12345678901234567890]", "[\n  1.0,\n  1e5,\n  -0,\n  12345678901234567890\n]");
        row("escapes as written", "[\"\\u00e4\xc3\xa4\\/\\\"[]{},: \"]", "[\n  \"\\u00e4\xc3\xa4\\/\\\"[]{},: \"\n]");
        row("duplicates kept", R"({"a":1,"a":2})", "{\n  \"a\": 1,\n  \"a\": 2\n}");
        row("nested empties", "[[],{},[[]]]", "[\n  [],\n  {},\n  [\n    []\n  ]\n]");
        row("scalar", " 7 ", "7");
    }
    void printsPretty()
    {
        QFETCH(QByteArray, json);
        const PrettyJson pretty = prettyJson(json);
        QVERIFY(pretty.isJson);
        QTEST(pretty.text, "pretty");
        QCOMPARE(prettyJson(pretty.text).text, pretty.text);
    }

    /// Kombo sends two-space JSON as JavaScript prints it: such a body is already pretty.
    void bodiesOfKomboStayAsTheyAre()
    {
        QFile file(QStringLiteral(KOMBO_TEST_DATA "/webhooks/sync-finished.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray body = file.readAll();
        QCOMPARE(prettyJson(body).text, body);
    }

    void whatIsNoJsonStaysAsItIs()
    {
        for (const QByteArray &text : {QByteArray("{\"a\":"), QByteArray("hello \xff\0x", 9), QByteArray(), QByteArray("{} x")}) {
            const PrettyJson pretty = prettyJson(text);
            QVERIFY(!pretty.isJson);
            QCOMPARE(pretty.text, text);
        }
    }

    void depthIsLimited()
    {
        const QByteArray deep = QByteArray(50, '[') + '1' + QByteArray(50, ']');
        QVERIFY(prettyJson(deep, 50).isJson);
        QVERIFY(!prettyJson(deep, 49).isJson);
        QVERIFY(!prettyJson(QByteArray(4 << 20, '[')).isJson);
        // Wide and deep: the indentation must not multiply the size.
        const QByteArray wide = QByteArray(900, '[') + QByteArray("1,").repeated(500'000) + '1' + QByteArray(900, ']');
        const PrettyJson pretty = prettyJson(wide);
        QVERIFY(pretty.isJson);
        QVERIFY(pretty.text.size() < 70 * wide.size());
    }

    void spansOfTokens_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("tokens"); ///< one letter a UTF-16 unit: k s n l p, blank for none
        QTest::newRow("member") << u"  \"a\": \"b\","_s << u"  kkkp sssp"_s;
        QTest::newRow("number") << u"\"n\" : -1.5e3"_s << u"kkk p nnnnnn"_s;
        QTest::newRow("literals") << u"[true,false,null]"_s << u"pllllplllllpllllp"_s;
        QTest::newRow("escaped quote") << u"\"a\\\":b\" ,"_s << u"sssssss p"_s;
        QTest::newRow("astral") << u"\"🙂\":1"_s << u"kkkkpn"_s;
        QTest::newRow("garbage") << u"truex - %&nul 7"_s << u"              n"_s;
        QTest::newRow("unclosed") << u"\"abc"_s << u"ssss"_s;
        QTest::newRow("backslash at the end") << u"\"a\\"_s << u"sss"_s;
        QTest::newRow("nothing") << u""_s << u""_s;
    }
    void spansOfTokens()
    {
        QFETCH(QString, line);
        QFETCH(QString, tokens);
        QString drawn(line.size(), u' ');
        qsizetype last = 0;
        for (const JsonSpan &span : jsonSpans(line)) {
            QVERIFY(span.start >= last && span.length > 0 && span.start + span.length <= line.size());
            last = span.start + span.length;
            const QChar letter = u"ksnlp"_s[static_cast<int>(span.token)];
            for (qsizetype i = span.start; i < last; ++i)
                drawn[i] = letter;
        }
        QCOMPARE(drawn, tokens);
    }
};

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
