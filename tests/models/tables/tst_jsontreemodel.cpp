// SPDX-License-Identifier: Apache-2.0
// covers: models/tables/bodyviews.cpp models/tables/differencetable.cpp
#include "models/tables/jsontreemodel.h"

#include "models/tables/bodyviews.h"
#include "models/tables/column.h"
#include "models/tables/differencetable.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const JsonNodes> nodesOf(const QByteArray &text)
{
    return std::make_shared<const JsonNodes>(text);
}

QByteArray numbers(int count)
{
    QByteArray text = "[0";
    for (int i = 1; i < count; ++i)
        text += "," + QByteArray::number(i);
    return text + "]";
}

/// `name=value (kind)` of a row.
QString drawn(const QModelIndex &index)
{
    return u"%1=%2 (%3)"_s.arg(index.data().toString(), index.siblingAtColumn(1).data().toString(), index.siblingAtColumn(2).data().toString());
}

void fetchAll(JsonTreeModel &model, const QModelIndex &parent = {})
{
    if (model.canFetchMore(parent))
        model.fetchMore(parent);
    for (int row = 0; row < model.rowCount(parent); ++row)
        fetchAll(model, model.index(row, 0, parent));
}

} // namespace

class TestJsonTreeModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsValues();
    void showsAScalarAlone();
    void showsNothingForNoJson();
    void fetchesPagesOfAHugeArray();
    void endsWithTheLastPage();
    void findsTheRowOfANode();
    void walksTwoHundredThousandNodes();
    void goesAHundredLevelsDeep();
    void shortensLongTexts();
    void showsControlsInNames();
    void preparesABody_data();
    void preparesABody();
    void findsTheNodeOfALine();
    void listsDifferences();
};

void TestJsonTreeModel::showsValues()
{
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model);
    model.show(nodesOf("{\"id\":\"evt_1\",\"n\":1.50,\"t\":true,\"z\":null,\"o\":{\"a\":1},\"l\":[1,2],\"e\":{},\"id\":2}"));
    fetchAll(model);
    QCOMPARE(model.rowCount(), 8);
    const QStringList expected{u"id=\"evt_1\" (string, 5 B)"_s, u"n=1.50 (number)"_s,       u"t=true (boolean)"_s, u"z=null (null)"_s,
                               u"o={…} (1 member)"_s,           u"l=[…] (2 elements)"_s, u"e={} (0 members)"_s, u"id=2 (number)"_s};
    for (int row = 0; row < 8; ++row)
        QCOMPARE(drawn(model.index(row, 0)), expected.at(row));
    const QModelIndex list = model.index(5, 0);
    QCOMPARE(model.rowCount(list), 2);
    QCOMPARE(drawn(model.index(1, 0, list)), u"1=2 (number)"_s);
    QCOMPARE(model.parent(model.index(1, 1, list)), list);
    QVERIFY(!model.hasChildren(model.index(6, 0)));
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"Value"_s);
    QCOMPARE(model.index(0, 0).data(JsonKindRole).toInt(), int(JsonKind::String));
}

void TestJsonTreeModel::showsAScalarAlone()
{
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model);
    model.show(nodesOf(" 42 "));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(drawn(model.index(0, 0)), u"$=42 (number)"_s);
    QVERIFY(!model.hasChildren(model.index(0, 0)));
    QCOMPARE(model.indexOf(0), model.index(0, 0));
}

void TestJsonTreeModel::showsNothingForNoJson()
{
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model);
    QCOMPARE(model.rowCount(), 0);
    model.show(nodesOf("no json"));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.hasChildren());
    QVERIFY(!model.indexOf(0).isValid());
    model.show(nodesOf("{}"));
    QCOMPARE(model.rowCount(), 0);
}

void TestJsonTreeModel::fetchesPagesOfAHugeArray()
{
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model);
    model.show(nodesOf("{\"list\":" + numbers(6'000) + "}"));
    model.fetchMore({});
    const QModelIndex list = model.index(0, 0);
    QVERIFY(model.canFetchMore(list));
    QCOMPARE(model.rowCount(list), 0);
    model.fetchMore(list);
    QVERIFY(!model.canFetchMore(list));
    QCOMPARE(model.rowCount(list), 1'001);
    const QModelIndex more = model.index(1'000, 0, list);
    QCOMPARE(more.data().toString(), u"… 5,000 more"_s);
    QCOMPARE(more.data(JsonMoreRole).toInt(), 5'000);
    QCOMPARE(more.data(JsonNodeRole).toInt(), -1);
    QVERIFY(!model.hasChildren(more));
    QCOMPARE(model.parent(more), list);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.showMore(more);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.rowCount(list), 2'001);
    QCOMPARE(model.index(2'000, 0, list).data().toString(), u"… 4,000 more"_s);
    model.showMore(list); // a value stands for nothing more
    QCOMPARE(model.rowCount(list), 2'001);
}

void TestJsonTreeModel::endsWithTheLastPage()
{
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model);
    model.show(nodesOf(numbers(1'500)));
    model.fetchMore({});
    QCOMPARE(model.rowCount(), 1'001);
    const QPersistentModelIndex kept = model.index(10, 0);
    model.showMore(model.index(1'000, 0));
    QCOMPARE(model.rowCount(), 1'500);
    QCOMPARE(drawn(model.index(1'499, 0)), u"1499=1499 (number)"_s);
    QCOMPARE(kept.row(), 10);
    model.show(nodesOf(numbers(1'000)));
    model.fetchMore({});
    QCOMPARE(model.rowCount(), 1'000);
}

void TestJsonTreeModel::findsTheRowOfANode()
{
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model);
    const auto nodes = nodesOf("{\"a\":" + numbers(3'000) + ",\"b\":{\"c\":[7]}}");
    model.show(nodes);
    const QModelIndex far = model.indexOf(2'502); // the element 2500 of a
    QCOMPARE(far.row(), 2'500);
    QCOMPARE(drawn(far), u"2500=2500 (number)"_s);
    QCOMPARE(far.parent().data().toString(), u"a"_s);
    QCOMPARE(model.rowCount(far.parent()), 3'000);
    const QModelIndex deep = model.indexOf(nodes->count() - 1);
    QCOMPARE(drawn(deep), u"0=7 (number)"_s);
    QCOMPARE(model.nodeOf(deep), nodes->count() - 1);
    QVERIFY(!model.indexOf(nodes->count()).isValid());
    QVERIFY(!model.indexOf(-1).isValid());
}

void TestJsonTreeModel::walksTwoHundredThousandNodes()
{
    QByteArray text = "[";
    for (int i = 0; i < 50'000; ++i)
        text += (i == 0 ? "" : ",") + QByteArray("{\"id\":") + QByteArray::number(i) + ",\"name\":\"x\",\"list\":[]}";
    const auto nodes = nodesOf(text + "]");
    QCOMPARE(nodes->count(), 200'001);
    JsonTreeModel model;
    QElapsedTimer timer;
    timer.start();
    model.show(nodes);
    model.fetchMore({});
    QVERIFY2(timer.elapsed() < 50, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(model.rowCount(), 1'001);
    QCOMPARE(model.indexOf(nodes->children(0, 49'999).first()).row(), 49'999);
}

void TestJsonTreeModel::goesAHundredLevelsDeep()
{
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model);
    model.show(nodesOf(QByteArray("{\"a\":").repeated(150) + "1" + QByteArray(150, '}')));
    const QModelIndex deepest = model.indexOf(150);
    QCOMPARE(drawn(deepest), u"a=1 (number)"_s);
    int depth = 0;
    for (QModelIndex at = deepest; at.isValid(); at = at.parent())
        ++depth;
    QCOMPARE(depth, 150);
}

void TestJsonTreeModel::shortensLongTexts()
{
    JsonTreeModel model;
    model.show(nodesOf("{\"a\":\"" + QByteArray(1'000'000, 'x') + "\",\"b\":\"" + QByteArray("\xc3\xbc").repeated(10'000) + "\",\"c\":\""
                       + QByteArray("\\u00fc").repeated(10'000) + "\"}"));
    model.fetchMore({});
    const QString first = model.index(0, 1).data().toString();
    QCOMPARE(first.size(), JsonTreeModel::longestText + 2);
    QVERIFY(first.endsWith(u"x…"));
    QVERIFY(model.index(1, 1).data().toString().endsWith(u"ü…"));
    QVERIFY(model.index(2, 1).data().toString().endsWith(u"ü…"));
}

void TestJsonTreeModel::showsControlsInNames()
{
    JsonTreeModel model;
    model.show(nodesOf("{\"a\\nb\xe2\x80\xae\":\"x\xe2\x80\xaey\\u0000\"}"));
    model.fetchMore({});
    QVERIFY(!drawn(model.index(0, 0)).contains(QChar(0x202E)));
    QVERIFY(!drawn(model.index(0, 0)).contains(u'\n'));
    QVERIFY(drawn(model.index(0, 0)).contains(u"202e", Qt::CaseInsensitive));
}

void TestJsonTreeModel::preparesABody_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isJson");
    QTest::addColumn<bool>("validUtf8");
    QTest::addColumn<QString>("pretty");
    QTest::newRow("empty") << QByteArray() << false << true << QString();
    QTest::newRow("json") << QByteArray("{\"b\":1.0,\"a\":2}") << true << true << u"{\n  \"b\": 1.0,\n  \"a\": 2\n}"_s;
    QTest::newRow("duplicates") << QByteArray("{\"a\":1,\"a\":1}") << true << true << u"{\n  \"a\": 1,\n  \"a\": 1\n}"_s;
    QTest::newRow("text") << QByteArray("hello\r\n") << false << true << u"hello\r\n"_s;
    QTest::newRow("broken") << QByteArray("{\"a\":\"\xc3\"}") << false << false << u"{\"a\":\""_s + QChar(0xDCC3) + u"\"}"_s;
}

void TestJsonTreeModel::preparesABody()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, isJson);
    QFETCH(bool, validUtf8);
    QFETCH(QString, pretty);
    const auto views = makeBodyViews(body);
    QCOMPARE(views->isJson, isJson);
    QCOMPARE(views->validUtf8, validUtf8);
    QCOMPARE(views->pretty->text(), pretty);
    QCOMPARE(withoutBrokenBytes(views->raw->text()).toUtf8() == body, validUtf8);
    QCOMPARE(views->nodes->isEmpty(), !isJson);
}

void TestJsonTreeModel::findsTheNodeOfALine()
{
    const auto views = makeBodyViews("{\"a\":{\"b\":[1,{\"c\":{}}]},\"d\":[]}");
    QStringList paths;
    for (qsizetype line = 0; line < views->pretty->lineCount(); ++line)
        paths.append(views->nodes->path(nodeOfPrettyLine(*views, line)));
    QCOMPARE(paths, (QStringList{u"$"_s, u"$.a"_s, u"$.a.b"_s, u"$.a.b[0]"_s, u"$.a.b[1]"_s, u"$.a.b[1].c"_s, u"$.a.b[1]"_s, u"$.a.b"_s, u"$.a"_s,
                                 u"$.d"_s, u"$"_s}));
    QCOMPARE(prettyRange(*views, 2), (LineRange{2, 7}));
    QCOMPARE(prettyRange(*views, 0), (LineRange{0, 10}));
    QCOMPARE(prettyRange(*views, 3), (LineRange{3, 3}));
    QCOMPARE(prettyRange(*views, -1), LineRange());
    QCOMPARE(nodeOfPrettyLine(*makeBodyViews("no json"), 0), -1);
}

void TestJsonTreeModel::listsDifferences()
{
    DifferenceTable table;
    QAbstractItemModelTester tester(&table);
    QCOMPARE(table.rowCount(), 0);
    auto comparison = std::make_shared<Comparison>();
    comparison->diff = jsonDiff(QByteArray("{\"a\":1,\"b\":2}"), QByteArray("{\"a\":\"\xe2\x80\xae\",\"c\":3}"));
    table.show(comparison);
    QStringList rows;
    for (int row = 0; row < table.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < table.columnCount(); ++column)
            cells.append(table.index(row, column).data().toString());
        rows.append(cells.join(u'|'));
    }
    QCOMPARE(rows.size(), 3);
    QVERIFY(rows.at(0).startsWith(u"Changed|$.a|1|\""));
    QVERIFY(!rows.at(0).contains(QChar(0x202E)));
    QCOMPARE(rows.at(1), u"Removed|$.b|2|–"_s);
    QCOMPARE(rows.at(2), u"Added|$.c|–|3"_s);
    QCOMPARE(table.index(1, 0).data(ValueRole).toInt(), int(JsonChange::Removed));
    QCOMPARE(table.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"Path"_s);
}

QTEST_GUILESS_MAIN(TestJsonTreeModel)
#include "tst_jsontreemodel.moc"
