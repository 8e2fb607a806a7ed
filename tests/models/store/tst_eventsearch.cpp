// SPDX-License-Identifier: Apache-2.0
// covers: models/store/eventsearch.cpp models/store/eventcursor.cpp models/store/indexview.cpp models/store/sidereader.cpp
// covers: models/store/storefacts.cpp models/store/storenames.cpp
#include "models/index/eventindexreader.h"
#include "models/store/hitsorter.h"
#include "models/store/indexbuild.h"
#include "randomfilter.h"

#include <QFile>

using namespace console;
using namespace console::test;

namespace {

const Timestamp base = fromMillis(1'780'000'000'000);
constexpr int events = int(indexSlotEvents) + 700; // one slot that can be whole, and a bit

/// Brings the index up to date.
bool index(const Store &store)
{
    auto build = IndexBuild::open(store.paths());
    for (int i = 0; build && i < 10'000; ++i) {
        const auto step = (*build)->step();
        if (!step)
            return false;
        if (*step == IndexBuild::Step::Idle)
            return (*build)->status().indexed > 0;
    }
    return false;
}

bool isSealed(const Store &store)
{
    const auto reader = store.reader();
    const auto found = EventIndexReader::open(store.paths().eventIndex(), reader->setting(u"store.identity"_s).value_or(QString()));
    return found && found->sealed(0);
}

bool pin(Store &store, qint64 seq, const QString &comment)
{
    return store.write<bool>([&](WriteTransaction &t) { return t.setMark(seq, MarkChange{true, comment}, base).map([] { return true; }); }).has_value();
}

/// Deliveries of events that are there already (redeliveries), and of the same ids with other bytes (conflicts).
bool change(Store &store, QRandomGenerator &random)
{
    const qsizetype before = store.receipts->waitFor(0).size();
    for (int i = 0; i < 120; ++i) {
        const QByteArray number = QByteArray::number(random.bounded(4000));
        IncomingDelivery again = delivery(dataChanged(number, "tool:" + QByteArray::number(random.bounded(5))));
        again.answer = random.bounded(3) == 0 ? 503 : 0;
        if (!store.writer->enqueue(std::move(again)))
            return false;
    }
    return store.receipts->waitFor(before + 120).size() == before + 120;
}

} // namespace

class TestEventSearch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(fillStore(m_store, events));
        // Rejected ones are not events: more until a slot is full.
        for (quint32 seed = 8; m_store.writer->version().events < events; ++seed)
            QVERIFY(fillStore(m_store, 4000, seed));
        QVERIFY(pin(m_store, 5, u"a note"_s));
        QVERIFY(pin(m_store, 20'000, {}));
    }

    /// The order of these tests is the life of an index.
    void withoutAnIndex() { compare(30); }
    void withAnIndex()
    {
        QVERIFY(index(m_store));
        QVERIFY(isSealed(m_store));
        compare(120);
    }
    void withChangesThatTheIndexWasNotTold()
    {
        QVERIFY(change(m_store, m_random));
        compare(80);
        compareSorted();
        QVERIFY(index(m_store));
        compare(30);
    }
    void afterEventsWent()
    {
        const WriteTransaction::Check refuse = [](const QByteArray &body, const HeaderList &) {
            return body.contains("7") ? std::pair(Verdict::Rejected, RejectReason::Mismatch) : std::pair(Verdict::Verified, RejectReason::None);
        };
        QVERIFY(m_store.write<qint64>([&](WriteTransaction &t) { return t.recheckUnchecked(u"dev"_s, refuse); }));
        compare(40);
        QVERIFY(index(m_store));
        compare(40);
    }
    void withAnIndexOfNoUse()
    {
        QFile file(m_store.paths().eventIndex());
        QVERIFY(file.open(QIODevice::ReadWrite));
        // Damage in the columns and the signature: what cannot be trusted is read from the store.
        for (qint64 at = 4096; at < file.size(); at += 50'000) {
            QVERIFY(file.seek(at));
            file.write("\xff\x00\xff\x13", 4);
        }
        file.close();
        compare(30);
        QVERIFY(file.remove());
        compare(10);
    }

    void seesWhatBecameKnownOfAnIntegration()
    {
        Store store;
        store.put(dataChanged("1", "tool:1"));
        const auto reader = store.reader();
        const auto count = [&] {
            HitSet hits;
            return reader->collectHits(*parseFilter(u"org:acme"_s, base), {}, 1, 10, hits, {}) ? hits.count() : -1;
        };
        QCOMPARE(count(), 0);
        Integration integration;
        integration.environment = u"dev"_s;
        integration.id = u"tool:1"_s;
        integration.organization = u"Acme"_s;
        QVERIFY(store.write<void>([&](WriteTransaction &t) { return t.saveIntegration(integration); }));
        QCOMPARE(count(), 1);
    }

    void stopsWithinLargeBodies()
    {
        Store store;
        const QByteArray large(200'000, 'x');
        for (int i = 0; i < 700; ++i) {
            QVERIFY(store.writer->enqueue(delivery(eventText(QByteArray::number(i), "t", '"' + large + '"'))));
            if (i % 50 == 49)
                QCOMPARE(store.receipts->waitFor(i + 1).size(), i + 1);
        }
        const auto reader = store.reader();
        int asked = 0;
        HitSet hits;
        const Result<void> stopped = reader->collectHits(*parseFilter(u"body:nowhere"_s, base), {}, 1, 1000, hits, [&] { return ++asked < 3; });
        QVERIFY(!stopped && stopped.error().kind == ErrorKind::Cancelled);
        QCOMPARE(asked, 3);
        // Enough is a part that is whole.
        const auto stretch = reader->searchHits(*parseFilter(u"body:x"_s, base), {}, 1, 700, true, [](qint64) { return SearchPace::Enough; });
        QVERIFY(stretch);
        QCOMPARE(stretch->to, 700);
        QVERIFY(stretch->from > 600 && stretch->from < 700);
        QCOMPARE(stretch->hits.count(), stretch->to - stretch->from + 1);
    }

private:
    /// What only rows know is the same with the index: numbers by a fact of theirs.
    void compareSorted()
    {
        const auto reader = m_store.reader();
        const StoredEvents stored = StoredEvents::of(*reader);
        HitSet hits;
        for (const EventRow &row : stored.rows)
            hits.append(row.seq);
        for (const SortKey key : {SortKey::Deliveries, SortKey::Organization, SortKey::State}) {
            HitSorter sorter(hits, key, Qt::AscendingOrder);
            while (!*reader->sortHits(sorter, false, [](qint64) { return SearchPace::Enough; })) {}
            const SortedHits sorted = sorter.result();
            QVector<EventRow> rows = stored.rows;
            std::sort(rows.begin(), rows.end(), [key](const EventRow &a, const EventRow &b) {
                const auto rank = [](const EventRow &row) { return row.conflict ? 0 : row.verdict == Verdict::Unchecked ? 1 : 2; };
                const int compared = key == SortKey::Deliveries ? a.deliveries - b.deliveries
                    : key == SortKey::State                     ? rank(a) - rank(b)
                                                                : a.organization.compare(b.organization);
                return compared != 0 ? compared < 0 : a.seq > b.seq;
            });
            QCOMPARE(sorted.count(), rows.size());
            for (qsizetype i = 0; i < rows.size(); ++i)
                QCOMPARE(sorted.at(i), rows.at(i).seq);
        }
    }

    void compare(int rounds)
    {
        // A new one, and one that has seen all that came before.
        const auto fresh = m_store.reader();
        if (!m_kept)
            m_kept = m_store.reader();
        const StoredEvents stored = StoredEvents::of(*fresh);
        int found = 0;
        for (int round = 0; round < rounds; ++round) {
            const auto &reader = round % 2 == 0 ? fresh : m_kept;
            const QString text = randomFilter(m_random, 3) + u' ' + randomFilter(m_random, 1);
            const Result<Filter> filter = parseFilter(text, base);
            QVERIFY2(filter, qPrintable(text));
            const QString environment = round % 3 == 0 ? QString() : u"dev"_s;
            const QVector<qint64> expected = stored.matching(*filter, environment);
            HitSet hits;
            QVERIFY(reader->collectHits(*filter, environment, 1, 1'000'000, hits, {}));
            QVERIFY2(numbersOf(hits) == expected, qPrintable(text));
            // In parts from the newest, as a view does it.
            QVector<qint64> parts;
            for (qint64 to = 1'000'000; to >= 1;) {
                const auto stretch = reader->searchHits(*filter, environment, 1, to, true, [&](qint64) {
                    return m_random.bounded(3) == 0 ? SearchPace::Enough : SearchPace::GoOn;
                });
                QVERIFY(stretch && stretch->to == to && stretch->from <= to);
                parts = numbersOf(stretch->hits) + parts;
                to = stretch->from - 1;
            }
            QVERIFY2(parts == expected, qPrintable(text));
            QVector<qint64> oldest;
            const QVector<EventRow> rows = *reader->eventsAfter(*filter, environment, 0, 7);
            for (const EventRow &row : rows)
                oldest.append(row.seq);
            QVERIFY2(oldest == expected.first(std::min<qsizetype>(7, expected.size())), qPrintable(text));
            found += expected.isEmpty() ? 0 : 1;
        }
        QVERIFY2(found > rounds / 4, "filters that find nothing compare nothing");
    }

    Store m_store;
    std::unique_ptr<StoreReader> m_kept;
    QRandomGenerator m_random{33};
};

QTEST_GUILESS_MAIN(TestEventSearch)
#include "tst_eventsearch.moc"
