// SPDX-License-Identifier: Apache-2.0
#include "models/domain/jsondiff.h"

#include <QTest>

#include <algorithm>

using namespace console;
using namespace Qt::StringLiterals;

class TestJsonDiff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
    void isTheSameBothWays_data() { finds_data(); }
    void isTheSameBothWays();
    void namesTheNodes();
    void goesDeep();
    void countsNoFurtherThanItsLimit();
    void comparesLargeArraysById();
};

namespace {

/// `~$.a: 1 > 2`, `-$.a: 1`, `+$.a: 2`, joined by blanks.
QString drawn(const JsonDiff &diff)
{
    QStringList parts;
    for (const JsonDifference &one : diff.differences) {
        const QString before = QString::fromUtf8(one.before);
        const QString after = QString::fromUtf8(one.after);
        switch (one.change) {
        case JsonChange::Added: parts.append(u"+%1: %2"_s.arg(one.path, after)); break;
        case JsonChange::Removed: parts.append(u"-%1: %2"_s.arg(one.path, before)); break;
        case JsonChange::Changed: parts.append(u"~%1: %2 > %3"_s.arg(one.path, before, after)); break;
        }
    }
    return parts.join(u' ');
}

} // namespace

void TestJsonDiff::finds_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("expected"); // "no json" where nothing can be compared
    const auto row = [](const char *name, const char *before, const char *after, const char *expected) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QString::fromUtf8(expected);
    };
    // The same.
    row("same bytes", R"({"a":1})", R"({"a":1})", "");
    row("blanks", R"({"a":1})", "{ \"a\" :\n1 }", "");
    row("moved members", R"({"a":1,"b":2})", R"({"b":2,"a":1})", "");
    row("moved in depth", R"({"x":{"a":1,"b":[1]}})", R"({"x":{"b":[1],"a":1}})", "");
    row("number forms", R"([1.0,100,-5,0.5,0])", R"([1,1e2,-0.50e1,5E-1,-0])", "");
    row("long numbers", "12345678901234567890.10", "1234567890123456789.010e1", "");
    row("escapes", R"(["\u0041","\/"])", R"(["A","/"])", "");
    row("escaped key", R"({"\u0069d":1})", R"({"id":1})", "");
    row("elements by id moved", R"([{"id":1,"v":2},{"id":2}])", R"([{"id":2},{"id":1,"v":2}])", "");
    row("byte order mark", "\xef\xbb\xbf{}", "{}", "");
    row("duplicates in order", R"({"a":1,"a":2})", R"({"a":1,"a":2})", "");
    row("empty containers", R"({"a":{},"b":[]})", R"({"b":[],"a":{}})", "");
    // Scalars.
    row("number", "1", "2", "~$: 1 > 2");
    row("close numbers", "12345678901234567890", "12345678901234567891", "~$: 12345678901234567890 > 12345678901234567891");
    row("fractions", "0.1", "0.10000000000000001", "~$: 0.1 > 0.10000000000000001");
    row("exponents out of reach", "1e99999999999999", "1e99999999999998", "~$: 1e99999999999999 > 1e99999999999998");
    row("text", R"({"a":"x"})", R"({"a":"y"})", R"(~$.a: "x" > "y")");
    row("case of text", R"(["A"])", R"(["a"])", R"(~$[0]: "A" > "a")");
    row("composed text", R"(["é"])", "[\"e\xcc\x81\"]", "~$[0]: \"é\" > \"e\xcc\x81\"");
    row("literal", "[true]", "[false]", "~$[0]: true > false");
    row("null to text", R"({"a":null})", R"({"a":"null"})", R"(~$.a: null > "null")");
    row("number to text", R"({"a":1})", R"({"a":"1"})", R"(~$.a: 1 > "1")");
    row("text to object", R"({"a":"x"})", R"({"a":{}})", R"(~$.a: "x" > {})");
    row("object to array", R"({"a":{}})", R"({"a":[]})", "~$.a: {} > []");
    // Members.
    row("added", R"({})", R"({"a":1})", "+$.a: 1");
    row("removed", R"({"a":1})", R"({})", "-$.a: 1");
    row("renamed", R"({"a":1})", R"({"b":1})", "-$.a: 1 +$.b: 1");
    row("null is not absent", R"({"a":null})", R"({})", "-$.a: null");
    row("whole object", R"({"a":{"b":{"c":1}}})", R"({"a":{}})", R"(-$.a.b: {"c":1})");
    row("order of before", R"({"a":1,"b":2,"c":3})", R"({"c":4,"x":0,"a":2})", "~$.a: 1 > 2 -$.b: 2 ~$.c: 3 > 4 +$.x: 0");
    row("depth", R"({"a":{"b":{"c":1,"d":2}}})", R"({"a":{"b":{"c":1,"d":3}}})", "~$.a.b.d: 2 > 3");
    row("case of keys", R"({"a":1})", R"({"A":1})", "-$.a: 1 +$.A: 1");
    row("odd key", R"({"two words":1})", R"({"two words":2})", "~$['two words']: 1 > 2");
    row("one duplicate less", R"({"a":1,"a":2})", R"({"a":1})", "-$.a: 2");
    row("duplicates swapped", R"({"a":1,"a":2})", R"({"a":2,"a":1})", "~$.a: 1 > 2 ~$.a: 2 > 1");
    // Elements.
    row("element added", "[1]", "[1,2]", "+$[1]: 2");
    row("element removed", "[1,2]", "[1]", "-$[1]: 2");
    row("scalars by place", "[1,2,3]", "[2,3]", "~$[0]: 1 > 2 ~$[1]: 2 > 3 -$[2]: 3");
    row("objects without id by place", R"([{"a":1},{"a":2}])", R"([{"a":2},{"a":2}])", "~$[0].a: 1 > 2");
    row("by id changed", R"([{"id":1,"v":1},{"id":2,"v":1}])", R"([{"id":2,"v":2},{"id":1,"v":1}])", "~$[1].v: 1 > 2");
    row("by id added", R"([{"id":"a"}])", R"([{"id":"b"},{"id":"a"}])", R"(+$[0]: {"id":"b"})");
    row("by id removed", R"([{"id":"a"},{"id":"b"}])", R"([{"id":"b"}])", R"(-$[0]: {"id":"a"})");
    row("id of another kind", R"([{"id":1}])", R"([{"id":"1"}])", R"(-$[0]: {"id":1} +$[0]: {"id":"1"})");
    row("same id twice", R"([{"id":1,"v":1},{"id":1,"v":2}])", R"([{"id":1,"v":1},{"id":1,"v":3}])", "~$[1].v: 2 > 3");
    row("id that is null", R"([{"id":null,"v":1}])", R"([{"id":null,"v":2}])", "~$[0].v: 1 > 2");
    row("mixed elements", R"([{"id":1},5,6])", R"([5,{"id":1},7])", "~$[2]: 6 > 7");
    row("arrays in arrays", "[[1,2],[3]]", "[[1],[3,4]]", "-$[0][1]: 2 +$[1][1]: 4");
    // What cannot be compared.
    row("no json", "{a}", "{}", "no json");
    row("nothing", "", "{}", "no json");
    row("no utf-8", "\"\xff\"", "\"x\"", "no json");
}

void TestJsonDiff::finds()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, expected);
    const JsonDiff diff = jsonDiff(before, after);
    QCOMPARE(diff.comparable, expected != u"no json");
    QCOMPARE(diff.bytesEqual, before == after);
    QVERIFY(!diff.truncated);
    QCOMPARE(drawn(diff), diff.comparable ? expected : QString());
}

void TestJsonDiff::isTheSameBothWays()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const JsonDiff there = jsonDiff(before, after);
    const JsonDiff back = jsonDiff(after, before);
    QCOMPARE(back.differences.size(), there.differences.size());
    const auto count = [](const JsonDiff &diff, JsonChange change) {
        return std::count_if(diff.differences.cbegin(), diff.differences.cend(), [change](const auto &one) { return one.change == change; });
    };
    QCOMPARE(count(back, JsonChange::Added), count(there, JsonChange::Removed));
    QVERIFY(jsonDiff(before, before).differences.isEmpty());
}

void TestJsonDiff::namesTheNodes()
{
    const JsonNodes before(QByteArray(R"({"a":[1,2],"b":3})"));
    const JsonNodes after(QByteArray(R"({"b":4,"a":[1,2,5]})"));
    const JsonDiff diff = jsonDiff(before, after);
    QCOMPARE(diff.differences.size(), 2);
    QCOMPARE(diff.differences.at(0).beforeNode, -1);
    QCOMPARE(after.value(diff.differences.at(0).afterNode).toByteArray(), QByteArray("5"));
    QCOMPARE(before.value(diff.differences.at(1).beforeNode).toByteArray(), QByteArray("3"));
    QCOMPARE(after.value(diff.differences.at(1).afterNode).toByteArray(), QByteArray("4"));
}

void TestJsonDiff::goesDeep()
{
    const auto nested = [](const char *inside) { return QByteArray(QByteArray("{\"a\":").repeated(999) + inside + QByteArray(999, '}')); };
    const JsonDiff diff = jsonDiff(nested("1"), nested("2"));
    QCOMPARE(diff.differences.size(), 1);
    QCOMPARE(diff.differences.first().path, u"$"_s + u".a"_s.repeated(999));
}

void TestJsonDiff::countsNoFurtherThanItsLimit()
{
    QByteArray before = "[0";
    QByteArray after = "[1";
    for (int i = 0; i < 30'000; ++i) {
        before += ",0";
        after += ",1";
    }
    const JsonDiff diff = jsonDiff(before + "]", after + "]");
    QVERIFY(diff.truncated);
    QCOMPARE(diff.differences.size(), mostDifferences);
}

void TestJsonDiff::comparesLargeArraysById()
{
    QByteArray before = "[";
    QByteArray after = "[";
    constexpr int count = 50'000;
    for (int i = 0; i < count; ++i) {
        before += (i == 0 ? "" : ",") + QByteArray(R"({"id":"r)") + QByteArray::number(i) + R"(","v":1})";
        after += (i == 0 ? "" : ",") + QByteArray(R"({"v":)") + (i == 77 ? "2" : "1") + R"(,"id":"r)" + QByteArray::number(count - 1 - i) + R"("})";
    }
    const JsonDiff diff = jsonDiff(before + "]", after + "]");
    QCOMPARE(diff.differences.size(), 1);
    QCOMPARE(diff.differences.first().path, u"$[%1].v"_s.arg(count - 1 - 77));
}

QTEST_GUILESS_MAIN(TestJsonDiff)
#include "tst_jsondiff.moc"
