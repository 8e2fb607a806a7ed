// SPDX-License-Identifier: Apache-2.0
#include "models/store/hitsorter.h"

#include "models/domain/integration.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QStringList words{QString(), u"beta"_s, u"Alpha"_s, u"alpha"_s, u"Zeta"_s, u"personio"_s, u"bamboohr"_s, u"ünder"_s, u"10"_s, u"9"_s};

/// The facts of one number, made of it.
struct Facts
{
    quint32 name = 0;
    quint32 integration = 0;
    quint32 number = 0;
    quint8 flags = IndexPresent;
};

Facts factsOf(qint64 number)
{
    quint64 mixed = quint64(number) * 0x9E3779B97F4A7C15ULL;
    const auto bounded = [&mixed](quint32 end) {
        mixed = (mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9ULL;
        return quint32((mixed >> 32) % end);
    };
    Facts facts;
    facts.name = bounded(quint32(words.size()));
    facts.integration = bounded(4);
    facts.number = bounded(3) == 0 ? 60'000 + bounded(200'000) : bounded(20);
    facts.flags = quint8(IndexPresent | (bounded(3) == 0 ? IndexUnchecked : 0) | (bounded(5) == 0 ? IndexConflict : 0));
    return facts;
}

class MadeUp : public SlotFacts, public SlotNames
{
public:
    void look(qint64 slot)
    {
        m_slot = slot;
        for (qint64 i = 0; i < indexSlotEvents; ++i) {
            const Facts facts = factsOf(indexSlotStart(slot) + i);
            m_names[size_t(i)] = facts.name;
            m_integrations[size_t(i)] = facts.integration;
            m_numbers[size_t(i)] = facts.number;
            m_answered[size_t(i)] = quint16(facts.number % 600);
            m_flags[size_t(i)] = facts.flags;
        }
    }
    qint64 slot() const override { return m_slot; }
    const std::vector<quint32> &numbers(IndexColumn column) override
    {
        switch (column) {
        case IndexColumn::Environment: return m_environments;
        case IndexColumn::Integration: return m_integrations;
        case IndexColumn::BodySize:
        case IndexColumn::Deliveries: return m_numbers;
        default: return m_names;
        }
    }
    const std::vector<qint64> &receivedAt() override { return m_receivedAt; }
    const std::vector<quint16> &answered() override { return m_answered; }
    const std::vector<quint8> &flags() override { return m_flags; }
    std::pair<qint64, qint64> span() const override { return {1, 0}; }
    BlockMask candidates(const std::vector<std::uint32_t> &) override { return {}; }
    const std::vector<SlotMark> &marks() override { return m_marks; }
    QString text(quint32 name) override { return words.at(name); }
    QString known(IndexColumn, quint32, quint32 integration) override { return integration == 0 ? QString() : words.at(integration + 4); }

private:
    static std::vector<quint32> empty() { return std::vector<quint32>(size_t(indexSlotEvents)); }
    qint64 m_slot = 0;
    std::vector<quint32> m_environments = empty();
    std::vector<quint32> m_names = empty();
    std::vector<quint32> m_integrations = empty();
    std::vector<quint32> m_numbers = empty();
    std::vector<quint16> m_answered = std::vector<quint16>(size_t(indexSlotEvents));
    std::vector<quint8> m_flags = std::vector<quint8>(size_t(indexSlotEvents));
    std::vector<qint64> m_receivedAt;
    std::vector<SlotMark> m_marks;
};

/// What is compared: a text without its case first, or a number as text of ten digits.
QString valueOf(SortKey key, qint64 number)
{
    const Facts facts = factsOf(number);
    const QString own = words.at(facts.name);
    const QString known = facts.integration == 0 ? QString() : words.at(facts.integration + 4);
    switch (key) {
    case SortKey::State: return (facts.flags & IndexConflict) != 0 ? u"0"_s : (facts.flags & IndexUnchecked) != 0 ? u"1"_s : u"2"_s;
    case SortKey::Answer: return QString::number(facts.number % 600).rightJustified(10, u'0');
    case SortKey::Deliveries:
    case SortKey::Size: return QString::number(facts.number).rightJustified(10, u'0');
    case SortKey::Integration: return words.at(facts.integration);
    case SortKey::Organization:
    case SortKey::Category: return facts.name == 0 ? known : own;
    case SortKey::Tool: return toolLabel(facts.name == 0 ? known : own);
    default: return own;
    }
}

} // namespace

class TestHitSorter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sorts_data()
    {
        QTest::addColumn<SortKey>("key");
        QTest::addColumn<Qt::SortOrder>("direction");
        for (const SortKey key : {SortKey::State, SortKey::Type, SortKey::Organization, SortKey::Integration, SortKey::Tool, SortKey::Category,
                                  SortKey::Outcome, SortKey::Deliveries, SortKey::Answer, SortKey::Size}) {
            for (const Qt::SortOrder direction : {Qt::AscendingOrder, Qt::DescendingOrder})
                QTest::addRow("%d %d", int(key), int(direction)) << key << direction;
        }
    }
    void sorts()
    {
        QFETCH(const SortKey, key);
        QFETCH(const Qt::SortOrder, direction);
        const qint64 first = 3 * indexSlotEvents - 1000; // over the edge of a slot
        HitSet hits(first);
        std::vector<qint64> expected;
        QRandomGenerator random(8);
        for (qint64 number = first; number < first + 3000; number += 1 + random.bounded(3)) {
            hits.append(number);
            expected.insert(expected.begin(), number); // newest first, so that it stays so among equals
        }
        std::stable_sort(expected.begin(), expected.end(), [&](qint64 a, qint64 b) {
            if (direction == Qt::DescendingOrder)
                std::swap(a, b);
            const QString left = valueOf(key, a);
            const QString right = valueOf(key, b);
            const int folded = left.compare(right, Qt::CaseInsensitive);
            return folded != 0 ? folded < 0 : left < right;
        });
        HitSorter sorter(hits, key, direction);
        MadeUp made;
        while (sorter.next() >= sorter.lowest()) {
            made.look(indexSlotOf(sorter.next()));
            sorter.add(made, made, std::max({sorter.lowest(), indexSlotStart(made.slot()), (sorter.next() - 700) / 64 * 64}));
        }
        const SortedHits sorted = sorter.result();
        QCOMPARE(sorted.count(), hits.count());
        for (qint64 i = 0; i < sorted.count(); ++i) {
            QCOMPARE(sorted.at(i), expected[size_t(i)]);
            QCOMPARE(sorted.positionOf(sorted.at(i)), i);
        }
        QCOMPARE(sorted.positionOf(first - 5), -1);
        QCOMPARE(sorted.positionOf(first + 5'000'000'000), -1);
        QVERIFY(sorted.bytes() <= hits.count() * 4 + 64);
    }

    void sortsNothing()
    {
        HitSorter sorter(HitSet(1), SortKey::Type, Qt::AscendingOrder);
        QVERIFY(sorter.next() < sorter.lowest());
        QCOMPARE(sorter.result().count(), 0);
    }

    void sortsRows()
    {
        HitSet hits;
        QHash<qint64, EventRow> rows;
        for (qint64 number = 1; number <= 6; ++number) {
            hits.append(number);
            EventRow row;
            row.seq = number;
            row.verdict = Verdict::Rejected;
            row.organization = words.at(number);
            rows.insert(number, row);
        }
        rows.remove(6); // gone meanwhile: nothing is known of it
        HitSorter sorter(hits, SortKey::Organization, Qt::AscendingOrder);
        sorter.add(rows, 0);
        const SortedHits sorted = sorter.result();
        QVector<qint64> order;
        for (qint64 i = 0; i < sorted.count(); ++i)
            order.append(sorted.at(i));
        QCOMPARE(order, (QVector<qint64>{6, 2, 3, 1, 5, 4}));
    }
};

QTEST_GUILESS_MAIN(TestHitSorter)
#include "tst_hitsorter.moc"
