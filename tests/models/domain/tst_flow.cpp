// SPDX-License-Identifier: Apache-2.0
#include "models/domain/flow.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestFlow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsBars_data();
    void findsBars();
    void everyTimeLiesInItsBar();
    void knowsWidths();
    void countsByVerdictAndCategory();
    void addsUp();
    void tellsAFewCategoriesApart();
};

void TestFlow::findsBars_data()
{
    QTest::addColumn<QVector<qint64>>("edges");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<int>("bar");
    const QVector<qint64> even{0, 10, 20, 30};
    const QVector<qint64> uneven{0, 1, 100, 101, 1000};
    QTest::newRow("before") << even << -1LL << -1;
    QTest::newRow("first") << even << 0LL << 0;
    QTest::newRow("edge belongs to the next") << even << 10LL << 1;
    QTest::newRow("last ms") << even << 29LL << 2;
    QTest::newRow("end is outside") << even << 30LL << -1;
    QTest::newRow("no bars") << QVector<qint64>() << 0LL << -1;
    QTest::newRow("one edge") << QVector<qint64>{5} << 5LL << -1;
    QTest::newRow("narrow") << uneven << 0LL << 0;
    QTest::newRow("wide") << uneven << 50LL << 1;
    QTest::newRow("narrow between wide") << uneven << 100LL << 2;
    QTest::newRow("widest") << uneven << 999LL << 3;
    QTest::newRow("before 1970") << QVector<qint64>{-60'000, 0, 60'000} << -1LL << 0;
}

void TestFlow::findsBars()
{
    QFETCH(QVector<qint64>, edges);
    QFETCH(qint64, at);
    QTEST(FlowGrid(edges).barAt(at), "bar");
}

void TestFlow::everyTimeLiesInItsBar()
{
    QVector<qint64> edges{-500};
    for (int i = 0; i < 60; ++i)
        edges.append(edges.last() + 1 + (i * 7919) % 97);
    const FlowGrid grid(edges);
    for (qint64 at = grid.from(); at < grid.to(); ++at) {
        const int bar = grid.barAt(at);
        QVERIFY(bar >= 0 && at >= grid.start(bar) && at < grid.end(bar));
    }
}

void TestFlow::knowsWidths()
{
    const FlowGrid grid({0, 60'000, 3'600'000});
    QCOMPARE(grid.narrowest(), 60'000);
    QVERIFY(grid.alignedTo(60'000));
    QVERIFY(!grid.alignedTo(3'600'000));
    QCOMPARE(FlowGrid().narrowest(), 0);
    QCOMPARE(FlowGrid().to(), 0);
}

void TestFlow::countsByVerdictAndCategory()
{
    FlowCounts counts(FlowGrid({0, 10, 20}));
    counts.add(Verdict::Verified, u"HRIS"_s, 3, 2);
    counts.add(Verdict::Verified, u"HRIS"_s, 12, 1);
    counts.add(Verdict::Unchecked, u"HRIS"_s, 12, 1);
    counts.add(Verdict::Verified, QString(), 0, 5);
    counts.add(Verdict::Verified, u""_s, 0, 1); // an empty name is a name
    counts.add(Verdict::Verified, u"ATS"_s, 20, 9); // outside
    QCOMPARE(counts.series().size(), 4);
    QCOMPARE(counts.series().at(0).counts, (QVector<qint64>{2, 1}));
    QCOMPARE(counts.series().at(1).counts, (QVector<qint64>{0, 1}));
    QCOMPARE(counts.total(), 10);
}

void TestFlow::addsUp()
{
    FlowCounts one(FlowGrid({0, 10, 20}));
    FlowCounts two(FlowGrid({0, 10, 20}));
    one.add(Verdict::Verified, u"HRIS"_s, 3, 2);
    two.add(Verdict::Verified, u"HRIS"_s, 13, 1);
    two.add(Verdict::Rejected, {}, 13, 4);
    one.add(two);
    QCOMPARE(one.series().size(), 2);
    QCOMPARE(one.series().at(0).counts, (QVector<qint64>{2, 1}));
    QCOMPARE(one.total(), 7);
}

void TestFlow::tellsAFewCategoriesApart()
{
    FlowCounts counts(FlowGrid({0, 10}));
    for (int i = 0; i < 1000; ++i)
        counts.add(i % 2 == 0 ? Verdict::Verified : Verdict::Unchecked, QString::number(i / 2), 0, 1);
    QCOMPARE(counts.total(), 1000);
    QVERIFY(counts.series().size() <= 2 * FlowCounts::maxCategories + 2);
    qint64 others = 0;
    for (const FlowSeries &series : counts.series())
        others += series.other ? series.counts.first() : 0;
    QVERIFY(others > 900);
    counts.add(Verdict::Verified, u"0"_s, 0, 1); // the first stay themselves
    QCOMPARE(counts.series().at(0).counts.first(), 2);
}

QTEST_GUILESS_MAIN(TestFlow)
#include "tst_flow.moc"
