// SPDX-License-Identifier: Apache-2.0
// covers: models/domain/bodyterm.cpp
#include "models/domain/jsonnodes.h"

#include "models/domain/bodyterm.h"
#include "models/domain/json.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestJsonNodes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void indexes_data();
    void indexes();
    void namesPaths_data();
    void namesPaths();
    void keepsDuplicatesAndNumbers();
    void knowsThePrettyLines();
    void goesDeep();
    void indexesManyNodes();
    void makesTerms_data();
    void makesTerms();
};

void TestJsonNodes::indexes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("values"); // of all nodes in order
    QTest::newRow("nothing") << QByteArray() << QStringList();
    QTest::newRow("no json") << QByteArray("{a}") << QStringList();
    QTest::newRow("two values") << QByteArray("1 2") << QStringList();
    QTest::newRow("number") << QByteArray(" 1.50 ") << QStringList{u"1.50"_s};
    QTest::newRow("string") << QByteArray("\"a\\\"b\"") << QStringList{u"\"a\\\"b\""_s};
    QTest::newRow("literal") << QByteArray("null\n") << QStringList{u"null"_s};
    QTest::newRow("empty object") << QByteArray("{ }") << QStringList{u"{ }"_s};
    QTest::newRow("object") << QByteArray("{\"a\" : 1,\"b\":\"x\"}") << QStringList{u"{\"a\" : 1,\"b\":\"x\"}"_s, u"1"_s, u"\"x\""_s};
    QTest::newRow("nested") << QByteArray("[[],{\"k\":[true]}]")
                            << QStringList{u"[[],{\"k\":[true]}]"_s, u"[]"_s, u"{\"k\":[true]}"_s, u"[true]"_s, u"true"_s};
    QTest::newRow("mark in front") << QByteArray("\xef\xbb\xbf[1]") << QStringList{u"[1]"_s, u"1"_s};
    QTest::newRow("strings in an array") << QByteArray("[\"a\",\"b\"]") << QStringList{u"[\"a\",\"b\"]"_s, u"\"a\""_s, u"\"b\""_s};
}

void TestJsonNodes::indexes()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, values);
    const JsonNodes nodes(text);
    QStringList found;
    for (qint32 i = 0; i < nodes.count(); ++i) {
        found.append(QString::fromUtf8(nodes.value(i)));
        if (nodes.isContainer(i)) {
            const QVector<qint32> children = nodes.children(i);
            QCOMPARE(children.size(), nodes.at(i).children);
            for (qsizetype row = 0; row < children.size(); ++row) {
                QCOMPARE(nodes.at(children.at(row)).parent, i);
                QCOMPARE(nodes.at(children.at(row)).row, row);
            }
        }
    }
    QCOMPARE(found, values);
}

void TestJsonNodes::namesPaths_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("node");
    QTest::addColumn<QString>("path");
    QTest::newRow("root") << QByteArray("{}") << 0 << u"$"_s;
    QTest::newRow("member") << QByteArray("{\"data\":{\"sync\":{\"state\":1}}}") << 3 << u"$.data.sync.state"_s;
    QTest::newRow("element") << QByteArray("{\"a\":[1,[2]]}") << 4 << u"$.a[1][0]"_s;
    QTest::newRow("blank") << QByteArray("{\"two words\":1}") << 1 << u"$['two words']"_s;
    QTest::newRow("empty key") << QByteArray("{\"\":1}") << 1 << u"$['']"_s;
    QTest::newRow("apostrophe") << QByteArray("{\"it's\":1}") << 1 << u"$['it\\'s']"_s;
    QTest::newRow("digit first") << QByteArray("{\"1a\":1}") << 1 << u"$['1a']"_s;
    QTest::newRow("digit later") << QByteArray("{\"a1\":1}") << 1 << u"$.a1"_s;
    QTest::newRow("escaped key") << QByteArray("{\"\\u0069d\":1}") << 1 << u"$.id"_s;
    QTest::newRow("line break") << QByteArray("{\"a\\nb\":1}") << 1 << u"$['a\\u000ab']"_s;
}

void TestJsonNodes::namesPaths()
{
    QFETCH(QByteArray, text);
    QFETCH(int, node);
    QFETCH(QString, path);
    QCOMPARE(JsonNodes(text).path(node), path);
}

void TestJsonNodes::keepsDuplicatesAndNumbers()
{
    const JsonNodes nodes(QByteArray("{\"a\":1.0e2,\"a\":-0,\"b\":{\"a\":12345678901234567890}}"));
    QCOMPARE(nodes.at(0).children, 3);
    QCOMPARE(nodes.keyText(1), u"a"_s);
    QCOMPARE(nodes.keyText(2), u"a"_s);
    QCOMPARE(nodes.value(1).toByteArray(), QByteArray("1.0e2"));
    QCOMPARE(nodes.value(4).toByteArray(), QByteArray("12345678901234567890"));
    QCOMPARE(nodes.child(0, u"a"), 1);
    QCOMPARE(nodes.child(0, u"c"), -1);
    QCOMPARE(nodes.child(1, u"a"), -1);
}

void TestJsonNodes::knowsThePrettyLines()
{
    const QByteArray text = "{\"a\":{},\"b\":[1,{\"c\":[[],2]},3],\"d\":{\"e\":null},\"f\":\"x\"}";
    const JsonNodes nodes(text);
    const QVector<qint32> lines = nodes.prettyLines();
    const QList<QByteArray> pretty = prettyJson(text).text.split('\n');
    for (qint32 i = 0; i < nodes.count(); ++i) {
        const QByteArray line = pretty.at(lines.at(i)).trimmed();
        QByteArray begin = nodes.value(i).first(1).toByteArray();
        if (!nodes.key(i).isEmpty())
            begin.prepend(nodes.key(i).toByteArray() + ": ");
        QVERIFY2(line.startsWith(begin), line.constData());
    }
}

void TestJsonNodes::goesDeep()
{
    const JsonNodes nodes(QByteArray(1000, '[') + QByteArray(1000, ']'));
    QCOMPARE(nodes.count(), 1000);
    QCOMPARE(nodes.path(999), u"$"_s + u"[0]"_s.repeated(999));
    QVERIFY(JsonNodes(QByteArray(1001, '[') + QByteArray(1001, ']')).isEmpty());
}

void TestJsonNodes::indexesManyNodes()
{
    QByteArray text = "[0";
    for (int i = 1; i < 200'000; ++i)
        text += "," + QByteArray::number(i);
    const JsonNodes nodes(text + "]");
    QCOMPARE(nodes.count(), 200'001);
    QCOMPARE(nodes.children(0, 100'000, 3), QVector<qint32>({100'001, 100'002, 100'003}));
    QCOMPARE(nodes.children(0, 199'999, 10).size(), 1);
}

void TestJsonNodes::makesTerms_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *path, const char *key, const QString &value) {
        QTest::newRow(path) << QByteArray(path) << QString::fromLatin1(key) << value;
    };
    row("$.id", "id", u"evt_1"_s);
    row("$.type", "type", u"sync-finished"_s);
    row("$.data.integration_id", "integration", u"personio:A1"_s);
    row("$.data.integration_tool", "tool", u"personio"_s);
    row("$.data.integration_category", "category", u"HRIS"_s);
    row("$.data.end_user.organization_name", "org", u"Acme, Inc."_s);
    row("$.data.sync_state", "state", u"FAILED"_s);
    row("$.data.sync_id", "body", u"s1"_s);
    row("$.data.note", "body", u"a\\\"b"_s);
    row("$.data.sync_duration_seconds", "body", u"\"sync_duration_seconds\":30"_s);
    row("$.data.paid", "body", u"\"paid\":false"_s);
    row("$.data", "", {});
    row("$.data.empty", "", {});
    row("$.data.list[0]", "", {});
    row("$.data.list[1]", "body", u"x"_s);
    row("$.data.long", "body", QString(120, u'y'));
}

void TestJsonNodes::makesTerms()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, key);
    QFETCH(QString, value);
    const QByteArray body = R"({"id":"evt_1","type":"sync-finished","data":{"sync_id":"s1","sync_state":"FAILED","sync_duration_seconds":30,)"
                            R"("integration_id":"personio:A1","integration_tool":"personio","integration_category":"HRIS",)"
                            R"("end_user":{"organization_name":"Acme, Inc."},"note":"a\"b","paid":false,"empty":"","list":[7,"x"],"long":")"
        + QByteArray(500, 'y') + "\"}}";
    const JsonNodes nodes(body);
    qint32 node = 0;
    while (node < nodes.count() && nodes.path(node) != QString::fromLatin1(path))
        ++node;
    QVERIFY(node < nodes.count());
    const auto term = bodyTerm(nodes, node, readPayload(body));
    QCOMPARE(term.has_value(), !key.isEmpty());
    if (term)
        QCOMPARE(*term, (ValueTerm{key, value}));
    QVERIFY(!bodyTerm(nodes, -1, {}).has_value());
    QVERIFY(!bodyTerm(nodes, nodes.count(), {}).has_value());
}

QTEST_GUILESS_MAIN(TestJsonNodes)
#include "tst_jsonnodes.moc"
