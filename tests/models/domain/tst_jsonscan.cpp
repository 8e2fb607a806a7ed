// SPDX-License-Identifier: Apache-2.0
// covers: models/domain/record.cpp
#include "models/domain/jsonscan.h"

#include "models/domain/record.h"

#include <QDir>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QByteArray nested(int depth)
{
    return QByteArray(depth, '[') + QByteArray(depth, ']');
}

} // namespace

class TestJsonScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsJson()
    {
        for (const QByteArray &text :
             {QByteArray("{}"), QByteArray("[]"), QByteArray("null"), QByteArray(" true "), QByteArray("false\n"), QByteArray("\"\""),
              QByteArray("0"), QByteArray("-0"), QByteArray("10.25e+3"), QByteArray("-1E-9"), QByteArray("123456789012345678901234567890"),
              QByteArray("{\"a\":[1,{\"b\":null}],\"\":\"\\u0000\\ud800\\/\\b\"}"), QByteArray("[ [ ] , { } ]"),
              QByteArray("\xef\xbb\xbf{\"bom\":1}"), QByteArray("\"\x7f \xc2\x80 \xf0\x9f\x99\x82\""), QByteArray("{\"a\":1,\"a\":2}"),
              nested(deepestJson)})
            QVERIFY2(isJsonText(text), text.left(60).constData());
    }

    void refusesWhatIsNoJson()
    {
        for (const QByteArray &text :
             {QByteArray(), QByteArray(" "), QByteArray("{"), QByteArray("}"), QByteArray("[1"), QByteArray("[1,]"), QByteArray("[,1]"),
              QByteArray("{\"a\"}"), QByteArray("{\"a\":}"), QByteArray("{\"a\":1,}"), QByteArray("{a:1}"), QByteArray("{'a':1}"),
              QByteArray("{1:1}"), QByteArray("[1 2]"), QByteArray("1 2"), QByteArray("{} {}"), QByteArray("[}"), QByteArray("{]"),
              QByteArray("01"), QByteArray("+1"), QByteArray("1."), QByteArray(".5"), QByteArray("1e"), QByteArray("-"), QByteArray("NaN"),
              QByteArray("tru"), QByteArray("True"), QByteArray("nullx"), QByteArray("\""), QByteArray("\"\\\""), QByteArray("\"\\x\""),
              QByteArray("\"\\u12g4\""), QByteArray("\"\\u12"), QByteArray("\"a\nb\""), QByteArray("\"\t\""), QByteArray("// c\n{}"),
              QByteArray("{}\0", 3), QByteArray("\0{}", 3), QByteArray("\"\\\0\"", 4), QByteArray("\"\xff\""), QByteArray("\"\xc0\x80\""),
              QByteArray("\"\xed\xa0\x80\""), QByteArray("\xef\xbb\xbf"), QByteArray("\xfe\xff\0{\0}", 6), nested(deepestJson + 1)})
            QVERIFY2(!isJsonText(text), text.left(60).constData());
    }

    void bombsCostNeitherStackNorTime()
    {
        for (const QByteArray &text : {QByteArray(4 << 20, '['), QByteArray(4 << 20, '{'), QByteArray("[0,").repeated(1 << 20),
                                       QByteArray("{\"\":").repeated(1 << 20)}) {
            QVERIFY(!isJsonText(text));
            JsonWalker walker(text);
            int members = 0;
            while (walker.next())
                ++members;
            QVERIFY(members <= 2);
        }
        QVERIFY(isJsonText(nested(100'000), 100'000));
    }

    /// Bytes changed at random: the answer is that of Qt's parser. No control characters and no backslashes are put in,
    /// because Qt lets any of them stand in strings, which RFC 8259 section 7 forbids.
    void agreesWithQtOnDamagedSamples()
    {
        QRandomGenerator random(11);
        const QDir folder(QStringLiteral(KOMBO_TEST_DATA "/webhooks"));
        const QByteArray alphabet("{}[]\",: 0123456789.eE+-truefalsn\x80\xc3");
        int accepted = 0;
        for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray sample = file.readAll();
            QVERIFY(isJsonText(sample));
            for (int round = 0; round < 3000; ++round) {
                QByteArray text = sample;
                for (int change = random.bounded(1, 4); change > 0; --change) {
                    const auto at = random.bounded(static_cast<int>(text.size()));
                    const char letter = alphabet[random.bounded(static_cast<int>(alphabet.size()))];
                    if (random.bounded(3) == 0)
                        text.remove(at, 1);
                    else if (random.bounded(2) == 0)
                        text.insert(at, letter);
                    else
                        text[at] = letter;
                }
                QJsonParseError problem;
                const bool qtAccepts = !QJsonDocument::fromJson(text, &problem).isNull();
                QVERIFY2(isJsonText(text) == qtAccepts, QByteArray(text + ' ' + problem.errorString().toUtf8()).constData());
                accepted += qtAccepts ? 1 : 0;
            }
        }
        QVERIFY(accepted > 1000);
    }

    void walksMembersInOrder()
    {
        JsonWalker walker("{ \"a\" : [1,{\"x\":\"}\"}] , \"b\":\"\\\"]\", \"a\":null,\"\":-1.50e2 }");
        QByteArrayList seen;
        while (walker.next())
            seen << walker.key().toByteArray() + '=' + walker.value().toByteArray();
        QCOMPARE(seen, (QByteArrayList{"\"a\"=[1,{\"x\":\"}\"}]", "\"b\"=\"\\\"]\"", "\"a\"=null", "\"\"=-1.50e2"}));
        QVERIFY(!walker.next());
    }

    void walksElements()
    {
        JsonWalker walker("[ 1, [2,3] ,\"x\" ]");
        QByteArrayList seen;
        while (walker.next()) {
            QVERIFY(walker.key().isEmpty());
            seen << walker.value().toByteArray();
        }
        QCOMPARE(seen, (QByteArrayList{"1", "[2,3]", "\"x\""}));
        for (const QByteArray &none : {QByteArray("[]"), QByteArray("{}"), QByteArray("7"), QByteArray("\"[1]\""), QByteArray()})
            QVERIFY(!JsonWalker(none).next());
    }

    void keysMayBeEscaped()
    {
        JsonWalker walker("{\"\\u0069d\":1,\"i\\u0064x\":2}");
        QVERIFY(walker.next());
        QVERIFY(walker.keyIs("id"));
        QVERIFY(!walker.keyIs("i"));
        QVERIFY(walker.next());
        QVERIFY(!walker.keyIs("id"));
    }

    /// Every prefix and every byte removed: the walk ends and stays inside (the sanitizers watch).
    void damagedTextsEndTheWalk()
    {
        const QByteArray whole("{\"a\":{\"b\":[1,\"\\u00e4\\\"\"]},\"c\":[{\"d\":null}],\"e\":1e5}");
        const auto walk = [](const QByteArray &text) {
            int steps = 0;
            for (JsonWalker outer(text); outer.next(); ++steps) {
                (void) jsonString(outer.value());
                for (JsonWalker inner(outer.value()); inner.next(); ++steps)
                    (void) jsonString(inner.key());
            }
            return steps;
        };
        for (qsizetype i = 0; i < whole.size(); ++i) {
            QVERIFY(walk(whole.first(i)) < 20);
            QVERIFY(walk(QByteArray(whole).remove(i, 1)) < 20);
        }
    }

    void decodesStrings_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << QByteArray("\"Gr\xc3\xbc\xc3\x9f""e\"") << u"Grüße"_s;
        QTest::newRow("empty") << QByteArray("\"\"") << u""_s;
        QTest::newRow("simple escapes") << QByteArray("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"") << u"\"\\/\b\f\n\r\t"_s;
        QTest::newRow("unicode") << QByteArray("\"x\\u00E4\\u00e4y\"") << u"xääy"_s;
        QTest::newRow("pair") << QByteArray("\"\\ud83d\\ude42\"") << u"🙂"_s;
        QTest::newRow("NUL") << QByteArray("\"a\\u0000b\"") << QString(u"a"_s + QChar(u'\0') + u"b"_s);
        QTest::newRow("lone surrogate") << QByteArray("\"\\ud800\"") << QString(QChar(0xd800));
    }
    void decodesStrings()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, text);
        const auto decoded = jsonString(json);
        QVERIFY(decoded.has_value() && !decoded->isNull());
        QCOMPARE(*decoded, text);
    }

    void onlyStringsAreText()
    {
        for (const QByteArray &json : {QByteArray("1"), QByteArray("null"), QByteArray("{}"), QByteArray("[\"a\"]"), QByteArray("\""), QByteArray()})
            QVERIFY(!jsonString(json).has_value());
    }

    void labelsOfRecords_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("label");
        QTest::newRow("employee") << QByteArray(R"({"id":"1","first_name":"Ada","last_name":"L","display_full_name":"Ada Lovelace"})") << u"Ada Lovelace"_s;
        QTest::newRow("job") << QByteArray(R"({"name":" Senior\n Engineer "})") << u"Senior Engineer"_s;
        QTest::newRow("title") << QByteArray(R"({"title":"Course","name":null})") << u"Course"_s;
        QTest::newRow("first and last") << QByteArray(R"({"last_name":"Lovelace","first_name":"Ada"})") << u"Ada Lovelace"_s;
        QTest::newRow("last only") << QByteArray(R"({"last_name":"Lovelace","first_name":null})") << u"Lovelace"_s;
        QTest::newRow("nested does not count") << QByteArray(R"({"manager":{"name":"Bob"}})") << u""_s;
        QTest::newRow("wrong type") << QByteArray(R"({"name":7})") << u""_s;
        QTest::newRow("no object") << QByteArray("[1]") << u""_s;
        QTest::newRow("nothing") << QByteArray() << u""_s;
        QTest::newRow("long") << QByteArray("{\"name\":\"" + QByteArray(5000, 'x') + "\"}") << QString(200, u'x');
    }
    void labelsOfRecords()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, label);
        QCOMPARE(recordLabel(json), label);
    }
};

QTEST_GUILESS_MAIN(TestJsonScan)
#include "tst_jsonscan.moc"
