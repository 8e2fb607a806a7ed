// SPDX-License-Identifier: Apache-2.0
#include "tests/support/filledstore.h"
#include "tests/support/printed.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestEventDiff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void comparesByStructure_data();
    void comparesByStructure();
    void writesOneObject();
    void refusesWrongUse_data();
    void refusesWrongUse();

private:
    Printed events(const QStringList &arguments) const;
    std::unique_ptr<FilledStore> m_store;
};

void TestEventDiff::initTestCase()
{
    m_store = std::make_unique<FilledStore>();
    QVERIFY(m_store->ready);
    QVERIFY(m_store->deliver({{"{\"id\":\"a\",\"type\":\"t\",\"n\":1.0,\"x\":{\"y\":1}}"},
                              {"{\"type\":\"t\",\"id\":\"b\",\"n\":1e0,\"x\":{\"y\":1}}"},
                              {"{\"id\":\"a\",\"type\":\"t2\",\"n\":1.00,\"x\":{ \"y\":1 }}"},
                              {"{\"id\":\"c\",\"type\":\"t\",\"x\":{\"y\":\"\xe2\x80\xae\"},\"z\":[ 1,\n {\"a b\": \" \"} ]}"},
                              {"no json"}}));
}

Printed TestEventDiff::events(const QStringList &arguments) const
{
    return run(QStringList{u"events"_s, u"--data"_s, m_store->folder.path() + u"/data"_s} + arguments);
}

void TestEventDiff::comparesByStructure_data()
{
    QTest::addColumn<QStringList>("seqs");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("itself") << QStringList{u"1"_s, u"1"_s} << 0 << QByteArray();
    QTest::newRow("one value") << QStringList{u"1"_s, u"2"_s} << 1 << QByteArray("~ $.id  \"a\" → \"b\"\n");
    QTest::newRow("type") << QStringList{u"1"_s, u"3"_s} << 1 << QByteArray("~ $.type  \"t\" → \"t2\"\n");
    QTest::newRow("more") << QStringList{u"1"_s, u"4"_s} << 1
                          << QByteArray("~ $.id  \"a\" → \"c\"\n- $.n  1.0\n~ $.x.y  1 → \"\\u{202E}\"\n+ $.z  [1,{\"a b\":\" \"}]\n");
    QTest::newRow("no json") << QStringList{u"1"_s, u"5"_s} << 1 << QByteArray();
    QTest::newRow("no json, the same") << QStringList{u"5"_s, u"5"_s} << 0 << QByteArray();
}

void TestEventDiff::comparesByStructure()
{
    QFETCH(QStringList, seqs);
    QFETCH(int, code);
    QFETCH(QByteArray, lines);
    const auto [given, text] = events(QStringList{u"--diff"_s} + seqs);
    QCOMPARE(given, code);
    QCOMPARE(text.toLower(), lines.toLower()); // how an escape is written is not meant here
}

void TestEventDiff::writesOneObject()
{
    const auto [code, text] = events({u"--diff"_s, u"1"_s, u"4"_s, u"--json"_s});
    QCOMPARE(code, 1);
    QCOMPARE(text.count('\n'), 1);
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    QCOMPARE(object.value(u"left"_s).toInt(), 1);
    QCOMPARE(object.value(u"bytes_equal"_s).toBool(true), false);
    QCOMPARE(object.value(u"comparable"_s).toBool(), true);
    const QJsonArray differences = object.value(u"differences"_s).toArray();
    QCOMPARE(differences.size(), 4);
    QCOMPARE(differences.at(1).toObject().value(u"change"_s).toString(), u"removed"_s);
    QCOMPARE(differences.at(1).toObject().value(u"before"_s).toString(), u"1.0"_s);
    QVERIFY(differences.at(1).toObject().value(u"after"_s).isNull());
}

void TestEventDiff::refusesWrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("one number") << QStringList{u"--diff"_s, u"1"_s} << 2;
    QTest::newRow("three") << QStringList{u"--diff"_s, u"1"_s, u"2"_s, u"3"_s} << 2;
    QTest::newRow("words") << QStringList{u"--diff"_s, u"a"_s, u"b"_s} << 2;
    QTest::newRow("numbers without it") << QStringList{u"1"_s, u"2"_s} << 2;
    QTest::newRow("not there") << QStringList{u"--diff"_s, u"1"_s, u"99"_s} << 1;
}

void TestEventDiff::refusesWrongUse()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QCOMPARE(events(arguments).code, code);
}

QTEST_GUILESS_MAIN(TestEventDiff)
#include "tst_eventdiff.moc"
