// SPDX-License-Identifier: Apache-2.0
// covers: models/tables/hitsegments.cpp models/tables/rowpages.cpp
#include "models/tables/hitsegments.h"
#include "models/tables/rowpages.h"

#include <QTest>

using namespace console;

namespace {

HitSet hits(qint64 from, qint64 to, qint64 step)
{
    HitSet set(from);
    for (qint64 seq = from; seq <= to; seq += step)
        set.append(seq);
    return set;
}

EventRow row(qint64 seq)
{
    EventRow one;
    one.seq = seq;
    return one;
}

} // namespace

class TestHitSegments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isEmptyAtFirst();
    void countsOverPieces();
    void findsNumbersAndPositions();
    void keepsPlacesWhenGrowingAtBothEnds();
    void copiesSmallBatchesAndKeepsLargeOnes();
    void dropsEmptyPieces();
    void keepsTheLastUsedPages();
    void growsAPageRowByRow();
    void keepsStaleRowsReadable();
};

void TestHitSegments::isEmptyAtFirst()
{
    HitSegments segments;
    QVERIFY(segments.isEmpty());
    QCOMPARE(segments.positionOf(1), -1);
    QCOMPARE(segments.rank(100), 0);
    QCOMPARE(segments.position(0, 0), -1);
}

void TestHitSegments::countsOverPieces()
{
    HitSegments segments;
    segments.append(hits(1001, 2000, 10)); // 100
    segments.prepend(hits(1, 1000, 2));    // 500
    segments.append(hits(2001, 2100, 1));  // 100
    QCOMPARE(segments.count(), 700);
    for (qint64 i = 0; i < segments.count(); ++i) {
        const qint64 expected = i < 500 ? 1 + i * 2 : i < 600 ? 1001 + (i - 500) * 10 : 2001 + i - 600;
        QCOMPARE(segments.at(i), expected);
        QCOMPARE(segments.positionOf(expected), i);
    }
}

void TestHitSegments::findsNumbersAndPositions()
{
    HitSegments segments;
    segments.append(hits(10, 100, 10));
    segments.append(hits(110, 200, 10));
    QCOMPARE(segments.positionOf(11), -1);
    QCOMPARE(segments.rank(10), 0);
    QCOMPARE(segments.rank(11), 1);
    QCOMPARE(segments.rank(111), 11);
    QCOMPARE(segments.rank(5000), 20);
    QVERIFY(segments.bytes() > 0);
}

void TestHitSegments::keepsPlacesWhenGrowingAtBothEnds()
{
    HitSegments segments;
    segments.append(hits(5000, 5999, 1));
    const HitSegments::Place place = segments.place(segments.positionOf(5500));
    segments.prepend(hits(1, 4999, 3));
    segments.extend(hits(6000, 6100, 1));
    const HitSegments::Place later = segments.place(segments.positionOf(5500));
    QCOMPARE(later.segment, place.segment);
    QCOMPARE(later.offset, place.offset);
    QCOMPARE(segments.segmentAt(place.segment, place.offset), 5500);
    QCOMPARE(segments.position(place.segment, place.offset), segments.positionOf(5500));
}

void TestHitSegments::copiesSmallBatchesAndKeepsLargeOnes()
{
    HitSegments segments;
    segments.extend(hits(1, 10, 1));
    const int first = segments.place(0).segment;
    segments.extend(hits(11, 20, 1));
    QCOMPARE(segments.place(19).segment, first);
    segments.extend(hits(21, 10'020, 1));
    QVERIFY(segments.place(20).segment != first);
    QCOMPARE(segments.count(), 10'020);
    QCOMPARE(segments.at(10'019), 10'020);
}

void TestHitSegments::dropsEmptyPieces()
{
    HitSegments segments;
    segments.append(HitSet(1));
    segments.prepend(HitSet(1));
    QVERIFY(segments.isEmpty());
    segments.append(hits(1, 5, 1));
    segments.clear();
    QVERIFY(segments.isEmpty());
}

void TestHitSegments::keepsTheLastUsedPages()
{
    RowPages pages;
    for (int page = 0; page < RowPages::capacity; ++page)
        pages.put({0, page}, {row(page)});
    QCOMPARE(pages.row(0, 0)->seq, 0); // the oldest is used again
    pages.put({0, 1000}, {row(1)});
    QCOMPARE(pages.pages(), RowPages::capacity);
    QVERIFY(pages.row(0, 0) != nullptr);
    QVERIFY(pages.row(0, RowPages::pageSize) == nullptr);
}

void TestHitSegments::growsAPageRowByRow()
{
    RowPages pages;
    pages.add(3, 0, row(1));
    pages.add(3, 1, row(2));
    pages.add(3, 5, row(9)); // not the next one
    pages.add(4, 7, row(9)); // its page is not here
    QCOMPARE(pages.row(3, 1)->seq, 2);
    QVERIFY(pages.row(3, 2) == nullptr);
    QVERIFY(pages.row(4, 7) == nullptr);
}

void TestHitSegments::keepsStaleRowsReadable()
{
    RowPages pages;
    pages.put({0, 0}, {row(1)});
    QVERIFY(pages.isFresh({0, 0}));
    pages.markStale();
    QVERIFY(!pages.isFresh({0, 0}));
    QCOMPARE(pages.row(0, 0)->seq, 1);
    pages.put({0, 0}, {row(2)});
    QVERIFY(pages.isFresh({0, 0}));
    pages.clear();
    QVERIFY(pages.row(0, 0) == nullptr);
}

QTEST_GUILESS_MAIN(TestHitSegments)
#include "tst_hitsegments.moc"
