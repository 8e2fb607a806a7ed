// SPDX-License-Identifier: Apache-2.0
#include "models/index/signaturebuilder.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace console;

namespace {

bool has(const SignatureBuilder &builder, std::uint32_t row, int block)
{
    std::array<BlockMask, 64> rows;
    builder.rows(row / 64 * 64, rows);
    return (rows[row % 64][size_t(block) / 64] >> (block % 64) & 1) != 0;
}

} // namespace

class TestSignatureBuilder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void givesARowForEachTrigram_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qsizetype>("most");
        QTest::newRow("empty") << QByteArray() << qsizetype(0);
        QTest::newRow("two bytes") << QByteArray("ab") << qsizetype(0);
        QTest::newRow("three bytes") << QByteArray("abc") << qsizetype(1);
        QTest::newRow("five bytes") << QByteArray("abcde") << qsizetype(3);
        QTest::newRow("repeats") << QByteArray("aaaaaaa") << qsizetype(1);
        QTest::newRow("high bytes") << QByteArray("\xff\xfe\xfd") << qsizetype(1);
        QTest::newRow("zero bytes") << QByteArray("\0\0\0\0", 4) << qsizetype(1);
    }
    void givesARowForEachTrigram()
    {
        QFETCH(QByteArray, text);
        QFETCH(qsizetype, most);
        const auto rows = signatureRowsOf(text);
        QCOMPARE(qsizetype(rows.size()), most);
        for (const std::uint32_t row : rows)
            QVERIFY(row < std::uint32_t(signatureRows));
    }

    void tellsLetterCasesApart()
    {
        QVERIFY(signatureRowsOf("Abc") != signatureRowsOf("abc"));
    }

    /// The builder rolls over the bytes by itself: it must come to the same rows as the function for queries.
    void setsExactlyTheRowsOfEachBody()
    {
        QRandomGenerator random(7);
        SignatureBuilder builder;
        builder.begin();
        std::array<std::vector<std::uint32_t>, 3> expected;
        const std::array<int, 3> blocks{0, 64, 511};
        for (size_t i = 0; i < blocks.size(); ++i) {
            for (int body = 0; body < 4; ++body) {
                QByteArray bytes;
                for (quint32 left = random.bounded(200); left > 0; --left)
                    bytes += char(random.bounded(256));
                builder.add(blocks[i], bytes);
                const auto rows = signatureRowsOf(bytes);
                expected[i].insert(expected[i].end(), rows.begin(), rows.end());
            }
        }
        std::array<BlockMask, 64> rows;
        for (std::uint32_t first = 0; first < std::uint32_t(signatureRows); first += 64) {
            builder.rows(first, rows);
            for (std::uint32_t i = 0; i < 64; ++i) {
                BlockMask mask{};
                for (size_t at = 0; at < blocks.size(); ++at)
                    if (std::find(expected[at].begin(), expected[at].end(), first + i) != expected[at].end())
                        mask[size_t(blocks[at]) / 64] |= std::uint64_t(1) << (blocks[at] % 64);
                QCOMPARE(rows[i], mask);
            }
        }
    }

    void beginsEmpty()
    {
        SignatureBuilder builder;
        builder.begin();
        builder.add(3, "abc");
        const std::uint32_t row = signatureRowsOf("abc").front();
        QVERIFY(has(builder, row, 3));
        QVERIFY(!has(builder, row, 4));
        builder.begin();
        QVERIFY(!has(builder, row, 3));
    }

    void spreadsRealTextOverTheRows()
    {
        QByteArray text;
        for (int i = 0; i < 4000; ++i)
            text += "{\"id\":\"evt-" + QByteArray::number(i * 7919) + "\",\"integration_id\":\"personio:" + QByteArray::number(i) + "\"},";
        QSet<QByteArray> trigrams;
        for (qsizetype i = 0; i + 3 <= text.size(); ++i)
            trigrams.insert(text.mid(i, 3));
        QVERIFY2(qsizetype(signatureRowsOf(text).size()) > trigrams.size() * 9 / 10, "too many trigrams share a row");
    }

    void hashesIds()
    {
        QCOMPARE(idHash("evt-1"), idHash("evt-1"));
        QVERIFY(idHash("evt-1") != idHash("evt-2"));
        QVERIFY(idHash("evt-1") != idHash("Evt-1"));
    }
};

QTEST_GUILESS_MAIN(TestSignatureBuilder)
#include "tst_signaturebuilder.moc"
