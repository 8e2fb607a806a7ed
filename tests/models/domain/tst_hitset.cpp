// SPDX-License-Identifier: Apache-2.0
#include "models/domain/hitset.h"

#include <QRandomGenerator>
#include <QTest>

#include <iterator>
#include <set>
#include <vector>

using namespace console;

namespace {

void compare(const HitSet &hits, const std::set<qint64> &expected, qint64 upTo)
{
    QCOMPARE(hits.count(), static_cast<qint64>(expected.size()));
    qint64 n = 0;
    for (const qint64 seq : expected) {
        QCOMPARE(hits.at(n), seq);
        QCOMPARE(hits.rank(seq), n);
        QVERIFY(hits.contains(seq));
        ++n;
    }
    for (qint64 seq = -3; seq <= upTo + 700; seq += 7) {
        QCOMPARE(hits.contains(seq), expected.contains(seq));
        QCOMPARE(hits.rank(seq), static_cast<qint64>(std::distance(expected.begin(), expected.lower_bound(seq))));
    }
}

} // namespace

class TestHitSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyHasNothing()
    {
        const HitSet hits;
        QCOMPARE(hits.count(), qint64(0));
        QVERIFY(!hits.contains(1));
        QCOMPARE(hits.rank(1'000'000), qint64(0));
        QCOMPARE(hits.bytes(), qint64(0));
    }

    void takesWholeWords()
    {
        QRandomGenerator random(9);
        HitSet hits(1);
        std::set<qint64> expected;
        for (qint64 first = 640; first < 64 * 3000; first += 64 * (1 + random.bounded(40))) {
            std::vector<std::uint64_t> words;
            for (int i = random.bounded(20); i >= 0; --i, first += 64) {
                words.push_back(random.bounded(3) == 0 ? 0 : random.generate64() & random.generate64());
                for (int bit = 0; bit < 64; ++bit) {
                    if ((words.back() >> bit & 1) != 0)
                        expected.insert(first + bit);
                }
            }
            const qint64 begin = first - static_cast<qint64>(words.size()) * 64;
            hits.append(begin, words);
            QCOMPARE(hits.wordAt(begin), words.front());
        }
        compare(hits, expected, 64 * 3000);
        QCOMPARE(hits.wordAt(0), std::uint64_t{0});
        QCOMPARE(hits.wordAt(hits.end()), std::uint64_t{0});
        // Bit by bit behind them, in the same word too.
        HitSet mixed(64);
        mixed.append(64, std::vector<std::uint64_t>{0b101});
        mixed.append(70);
        mixed.append(64, std::vector<std::uint64_t>{std::uint64_t{1} << 63});
        compare(mixed, {64, 66, 70, 127}, 128);
    }

    void agreesWithASet_data()
    {
        QTest::addColumn<qint64>("first");
        QTest::addColumn<int>("widestGap");
        QTest::newRow("dense") << qint64(1) << 2;
        QTest::newRow("some") << qint64(1) << 40;
        QTest::newRow("sparse") << qint64(1) << 3000;
        QTest::newRow("late start") << qint64(9'999'999'937) << 100;
        QTest::newRow("start on a word") << qint64(6400) << 100;
    }
    void agreesWithASet()
    {
        QFETCH(qint64, first);
        QFETCH(int, widestGap);
        QRandomGenerator random(5);
        for (int round = 0; round < 20; ++round) {
            HitSet hits(first);
            std::set<qint64> expected;
            qint64 seq = first;
            const int count = random.bounded(1, 400);
            for (int i = 0; i < count; ++i) {
                hits.append(seq);
                expected.insert(seq);
                if (random.bounded(9) == 0) {
                    const qint64 victim = first + static_cast<qint64>(random.bounded(static_cast<double>(seq - first + 1)));
                    hits.remove(victim);
                    expected.erase(victim);
                }
                seq += random.bounded(1, widestGap + 1);
            }
            const qint64 last = seq;
            if (first < 100'000)
                compare(hits, expected, last);
            else
                QCOMPARE(hits.count(), static_cast<qint64>(expected.size()));
            qint64 n = 0;
            for (const qint64 number : expected)
                QCOMPARE(hits.at(n++), number);
        }
    }

    void blocksMeetAtTheirEdges()
    {
        HitSet hits(0);
        std::set<qint64> expected;
        for (const qint64 seq : {0, 63, 64, 511, 512, 513, 1023, 1024, 4096, 100'000}) {
            hits.append(seq);
            expected.insert(seq);
        }
        compare(hits, expected, 100'000);
        for (const qint64 seq : {512, 0, 100'000, 100'000, 77}) {
            hits.remove(seq);
            expected.erase(seq);
        }
        compare(hits, expected, 100'000);
    }

    void costsAnEighthOfAByteANumber()
    {
        HitSet hits;
        for (qint64 seq = 1; seq <= 1'000'000; seq += 3)
            hits.append(seq);
        QVERIFY(hits.bytes() < 2 * (1'000'000 / 8 + 1'000'000 / 64));
    }

    void findsTheNthFast()
    {
        HitSet hits;
        QRandomGenerator random(1);
        for (qint64 seq = 1; seq <= 5'000'000; seq += random.bounded(1, 10))
            hits.append(seq);
        std::vector<qint64> places(1000);
        for (qint64 &place : places)
            place = static_cast<qint64>(random.bounded(static_cast<double>(hits.count())));
        qint64 sum = 0;
        QBENCHMARK { // a thousand at random places of 5 million
            for (const qint64 place : places)
                sum += hits.at(place);
        }
        QVERIFY(sum > 0);
    }
};

QTEST_GUILESS_MAIN(TestHitSet)
#include "tst_hitset.moc"
