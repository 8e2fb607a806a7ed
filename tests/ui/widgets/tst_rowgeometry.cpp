// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/rowgeometry.h"

#include <QTest>

#include <limits>

using namespace console;

class TestRowGeometry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mergesRanges()
    {
        QCOMPARE(merged({}), QVector<RowRange>());
        QCOMPARE(merged({{5, 9}, {0, 1}}), (QVector<RowRange>{{0, 1}, {5, 9}}));
        QCOMPARE(merged({{5, 9}, {0, 4}}), (QVector<RowRange>{{0, 9}}));
        QCOMPARE(merged({{0, 9}, {2, 3}, {8, 12}, {14, 14}}), (QVector<RowRange>{{0, 12}, {14, 14}}));
        QCOMPARE(merged({{0, std::numeric_limits<int>::max()}, {7, 8}}), (QVector<RowRange>{{0, std::numeric_limits<int>::max()}}));
        QCOMPARE(rowsIn({{0, std::numeric_limits<int>::max() - 1}}), std::numeric_limits<int>::max());
        QCOMPARE(rowsIn({{0, 12}, {14, 14}}), 14);
    }

    void placesAnyNumberOfRows_data()
    {
        QTest::addColumn<qint64>("rows");
        QTest::addColumn<int>("height");
        QTest::addColumn<bool>("byRow");
        QTest::addColumn<qint64>("step");
        QTest::addRow("none") << qint64(0) << 36 << false << qint64(1);
        QTest::addRow("fewer than fit") << qint64(5) << 36 << false << qint64(1);
        QTest::addRow("10 million") << qint64(10'000'000) << 36 << false << qint64(1);
        QTest::addRow("59 million") << qint64(59'000'000) << 36 << false << qint64(1);
        QTest::addRow("60 million") << qint64(60'000'000) << 36 << false << qint64(2);
        QTest::addRow("all that a model can have") << qint64(std::numeric_limits<int>::max()) << 36 << false << qint64(37);
        QTest::addRow("10 million by row") << qint64(10'000'000) << 36 << true << qint64(36);
        QTest::addRow("all by row") << qint64(std::numeric_limits<int>::max()) << 36 << true << qint64(37);
    }
    void placesAnyNumberOfRows()
    {
        QFETCH(qint64, rows);
        QFETCH(int, height);
        QFETCH(bool, byRow);
        QFETCH(qint64, step);
        const RowGeometry table{rows, height, 700, byRow};
        QCOMPARE(table.step(), step);
        QVERIFY(table.barMaximum() >= 0 && table.barMaximum() < std::numeric_limits<int>::max() - 0xFFFF + 1);
        QCOMPARE(table.offsetOf(0), 0);
        QCOMPARE(table.offsetOf(table.barMaximum()), table.lastOffset());
        QCOMPARE(table.offsetOf(table.barMaximum() + 5), table.lastOffset());
        QCOMPARE(table.barOf(table.lastOffset()), table.barMaximum());
        for (const qint64 offset : {qint64(0), table.lastOffset() / 3, table.lastOffset() / 2, table.lastOffset()}) {
            const qint64 back = table.offsetOf(table.barOf(offset));
            QVERIFY(back <= offset && offset - back < step);
        }
        QCOMPARE(table.rowAt(-1), -1);
        QCOMPARE(table.rowAt(table.total()), -1);
        if (rows > 0)
            QCOMPARE(table.rowAt(table.total() - 1), int(rows - 1));
        QCOMPARE(table.clamped(-7), 0);
        QCOMPARE(table.clamped(table.total() * 2), table.lastOffset());
    }
};

QTEST_GUILESS_MAIN(TestRowGeometry)
#include "tst_rowgeometry.moc"
