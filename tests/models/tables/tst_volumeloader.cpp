// SPDX-License-Identifier: Apache-2.0
#include "models/tables/volumeloader.h"

#include "tests/support/filledstore.h"

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Timestamp base = *parseTimestamp(u"2026-11-20T14:00:00Z");

FlowGrid grid(Millis width, int bars, Timestamp from = base)
{
    QVector<qint64> edges;
    for (int i = 0; i <= bars; ++i)
        edges.append(toMillis(from) + i * width.count());
    return FlowGrid(edges);
}

Filter filterOf(const QString &text)
{
    return *parseFilter(text, base);
}

/// One event a second from `base` on; each fourth is a sync-finished, each tenth is rejected.
QVector<FilledStore::Delivery> stream(int from, int count)
{
    QVector<FilledStore::Delivery> list;
    for (int i = from; i < from + count; ++i) {
        const QByteArray body = i % 4 == 0 ? syncBody(i, "personio:A1", "personio", "Acme", "SUCCEEDED", "2026-11-20T13:20:00.000Z")
                                           : dataChangedBody(i);
        const bool rejected = i % 10 == 9;
        list.append({body, rejected ? Verdict::Rejected : Verdict::Verified, rejected ? RejectReason::Mismatch : RejectReason::None,
                     base + std::chrono::seconds(i)});
    }
    return list;
}

/// Counts by verdict of each bar: `12/1 13/0`.
QString textOf(const FlowCounts &counts)
{
    QStringList bars;
    for (int bar = 0; bar < counts.grid().bars(); ++bar) {
        qint64 stored = 0;
        qint64 rejected = 0;
        for (const FlowSeries &series : counts.series())
            (series.verdict == Verdict::Rejected ? rejected : stored) += series.counts.at(bar);
        bars.append(QString::number(stored) + u'/' + QString::number(rejected));
    }
    return bars.join(u' ');
}

struct Loading
{
    explicit Loading(FilledStore &store) : loader(*store.pool, *store.watch, store.clock) {}
    [[nodiscard]] bool whole() { return QTest::qWaitFor([this] { return !loader.counting() && loader.counts().grid().bars() > 0; }, 20'000); }
    VolumeLoader loader;
};

} // namespace

class TestVolumeLoader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsFromTheCounters();
    void countsFinerThanTheCounters();
    void countsByFilter_data();
    void countsByFilter();
    void sameFromCountersAndEvents();
    void followsTheStore_data();
    void followsTheStore();
    void countsAgainWhatChanged();
    void keepsWhatIsShownWhileItZooms();
    void manyGridsInARow();
    void anEmptyStoreIsNoError();
    void aStoreThatIsNotThereYet();
    void tellsGapsAndExtent();
    void endsWhileCounting();
    void allEnvironments();
};

void TestVolumeLoader::countsFromTheCounters()
{
    FilledStore store;
    QVERIFY(store.deliver(stream(0, 180)));
    Loading shown(store);
    shown.loader.setGrid(grid(60s, 3));
    QCOMPARE(shown.loader.counts().grid().bars(), 0); // nothing before it is told what
    shown.loader.show(store.environment, {});
    QVERIFY(shown.whole());
    QCOMPARE(textOf(shown.loader.counts()), u"54/6 54/6 54/6"_s);
    QCOMPARE(shown.loader.percent(), 100);
}

void TestVolumeLoader::countsFinerThanTheCounters()
{
    FilledStore store;
    QVERIFY(store.deliver(stream(0, 60)));
    Loading shown(store);
    shown.loader.setGrid(grid(10s, 6));
    shown.loader.show(store.environment, {});
    QVERIFY(shown.whole());
    QCOMPARE(textOf(shown.loader.counts()), u"9/1 9/1 9/1 9/1 9/1 9/1"_s);
}

void TestVolumeLoader::countsByFilter_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("counts");
    QTest::newRow("type") << u"type:sync-finished"_s << u"15/0 15/0"_s;
    QTest::newRow("not the type") << u"-type:sync-finished"_s << u"39/0 39/0"_s;
    QTest::newRow("rejected") << u"verdict:rejected"_s << u"0/6 0/6"_s;
    QTest::newRow("rejected of a type") << u"verdict:rejected type:data-changed"_s << u"0/6 0/6"_s;
    QTest::newRow("none") << u"type:nothing"_s << u"0/0 0/0"_s;
    QTest::newRow("body") << u"body:SUCCEEDED"_s << u"15/0 15/0"_s;
    QTest::newRow("a time in a group") << u"(since:2026-11-20T14:01:00Z or type:sync-finished)"_s << u"15/0 54/0"_s;
}

void TestVolumeLoader::countsByFilter()
{
    QFETCH(QString, filter);
    FilledStore store;
    QVERIFY(store.deliver(stream(0, 120)));
    Loading shown(store);
    shown.loader.setGrid(grid(60s, 2));
    shown.loader.show(store.environment, filterOf(filter));
    QVERIFY(shown.whole());
    QTEST(textOf(shown.loader.counts()), "counts");
}

void TestVolumeLoader::sameFromCountersAndEvents()
{
    FilledStore store;
    QVERIFY(store.deliver(stream(0, 600)));
    Loading counters(store);
    Loading events(store);
    counters.loader.setGrid(grid(60s, 10));
    events.loader.setGrid(grid(60s, 10));
    counters.loader.show(store.environment, {});
    events.loader.show(store.environment, filterOf(u"seq:>0"_s));
    QVERIFY(counters.whole());
    QVERIFY(events.whole());
    qint64 stored = 0;
    for (const FlowSeries &series : counters.loader.counts().series())
        stored += series.verdict == Verdict::Rejected ? 0 : std::accumulate(series.counts.begin(), series.counts.end(), qint64(0));
    QCOMPARE(events.loader.counts().total(), stored);
}

void TestVolumeLoader::followsTheStore_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("width"); ///< seconds
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("counters") << QString() << 60 << u"54/6 0/0"_s << u"54/6 54/6"_s;
    QTest::newRow("finer than the counters") << QString() << 59 << u"54/5 0/1"_s << u"54/5 53/6"_s;
    QTest::newRow("filter") << u"type:sync-finished"_s << 60 << u"15/0 0/0"_s << u"15/0 15/0"_s;
    QTest::newRow("rejected") << u"verdict:rejected"_s << 60 << u"0/6 0/0"_s << u"0/6 0/6"_s;
}

void TestVolumeLoader::followsTheStore()
{
    QFETCH(QString, filter);
    QFETCH(int, width);
    FilledStore store;
    QVERIFY(store.deliver(stream(0, 60)));
    Loading shown(store);
    shown.loader.setGrid(grid(std::chrono::seconds(width), 2));
    shown.loader.show(store.environment, filterOf(filter));
    QVERIFY(shown.whole());
    QTEST(textOf(shown.loader.counts()), "before");
    for (int i = 60; i < 120; i += 20)
        QVERIFY(store.deliver(stream(i, 20)));
    QFETCH(QString, after);
    QTRY_COMPARE(textOf(shown.loader.counts()), after);
}

void TestVolumeLoader::countsAgainWhatChanged()
{
    FilledStore store;
    QVERIFY(store.deliver({{dataChangedBody(1), Verdict::Unchecked, RejectReason::None, base}, {dataChangedBody(2), Verdict::Verified, RejectReason::None, base}}));
    Loading shown(store);
    shown.loader.setGrid(grid(60s, 1));
    shown.loader.show(store.environment, filterOf(u"verdict:unchecked"_s));
    QVERIFY(shown.whole());
    QCOMPARE(textOf(shown.loader.counts()), u"1/0"_s);
    QVERIFY(store.write([](WriteTransaction &transaction) -> Result<void> {
        return transaction.recheckUnchecked(u"test"_s, [](const QByteArray &, const HeaderList &) { return std::pair(Verdict::Verified, RejectReason::None); })
            .map([](qint64) {});
    }));
    QTRY_COMPARE_WITH_TIMEOUT(textOf(shown.loader.counts()), u"0/0"_s, 15'000);
}

void TestVolumeLoader::keepsWhatIsShownWhileItZooms()
{
    FilledStore store;
    QVERIFY(store.deliver(stream(0, 180)));
    Loading shown(store);
    shown.loader.setGrid(grid(60s, 3));
    shown.loader.show(store.environment, filterOf(u"type:sync-finished"_s));
    QVERIFY(shown.whole());
    shown.loader.setGrid(grid(30s, 2));
    QVERIFY(shown.loader.counting());
    QCOMPARE(textOf(shown.loader.counts()), u"15/0 15/0 15/0"_s); // still of the grid before
    QVERIFY(shown.whole());
    QCOMPARE(textOf(shown.loader.counts()), u"8/0 7/0"_s);
}

void TestVolumeLoader::manyGridsInARow()
{
    FilledStore store;
    QVERIFY(store.deliver(stream(0, 1200)));
    Loading shown(store);
    shown.loader.show(store.environment, filterOf(u"-type:nothing"_s));
    for (int i = 1; i < 200; ++i) {
        shown.loader.setGrid(grid(std::chrono::milliseconds(1000 + i * 37), 10 + i % 17));
        if (i % 23 == 0)
            QCoreApplication::processEvents();
    }
    shown.loader.setGrid(grid(600s, 2));
    QVERIFY(shown.whole());
    QTRY_COMPARE(textOf(shown.loader.counts()), u"540/0 540/0"_s);
    for (const QString &text : {u"type:a"_s, u"type:b"_s, QString(), u"type:sync-finished"_s})
        shown.loader.show(store.environment, filterOf(text));
    QTRY_COMPARE(textOf(shown.loader.counts()), u"150/0 150/0"_s);
}

void TestVolumeLoader::anEmptyStoreIsNoError()
{
    FilledStore store;
    Loading shown(store);
    shown.loader.setGrid(grid(60s, 2));
    shown.loader.show(store.environment, filterOf(u"type:x"_s));
    QVERIFY(shown.whole());
    QCOMPARE(textOf(shown.loader.counts()), u"0/0 0/0"_s);
    QCOMPARE(shown.loader.error(), Error());
    QVERIFY(!shown.loader.extent());
}

void TestVolumeLoader::aStoreThatIsNotThereYet()
{
    const QTemporaryDir folder;
    const StorePaths paths{folder.path()};
    ReadPool pool(paths);
    const auto watch = watchStore(paths, nullptr);
    VolumeLoader loader(pool, *watch, std::make_shared<SetClock>(base));
    loader.setGrid(grid(60s, 2));
    loader.show(u"test"_s, {});
    QTRY_VERIFY(!loader.counting());
    QCOMPARE(loader.counts().total(), 0);
    QCOMPARE(loader.error(), Error());
}

void TestVolumeLoader::tellsGapsAndExtent()
{
    FilledStore store;
    store.clock->set(base + 100s);
    QVERIFY(store.write([](WriteTransaction &transaction) -> Result<void> {
        const auto first = transaction.beginListening(base - 1h);
        const auto ended = first ? transaction.noteListening(*first, base + 10s, true) : tl::unexpected<Error>(first.error());
        const auto second = ended ? transaction.beginListening(base + 70s) : tl::unexpected<Error>(ended.error());
        return second.map([](qint64) {});
    }));
    QVERIFY(store.deliver(stream(0, 5)));
    Loading shown(store);
    shown.loader.setGrid(grid(60s, 2));
    shown.loader.show(store.environment, {});
    QVERIFY(shown.whole());
    QCOMPARE(shown.loader.gaps().gaps, (QVector<ListenerGap>{{base + 10s, base + 70s, true, false}}));
    QCOMPARE(shown.loader.extent()->first, base);
}

void TestVolumeLoader::endsWhileCounting()
{
    FilledStore store;
    QVERIFY(store.deliver(stream(0, 5000)));
    for (int i = 0; i < 20; ++i) {
        Loading shown(store);
        shown.loader.setGrid(grid(60s, 100));
        shown.loader.show(store.environment, filterOf(u"body:%1"_s.arg(i)));
        if (i % 2 == 0)
            QCoreApplication::processEvents();
    }
    Loading last(store); // the pool still answers
    last.loader.setGrid(grid(1h, 2));
    last.loader.show(store.environment, {});
    QVERIFY(last.whole());
    QCOMPARE(last.loader.counts().total(), 5000);
}

void TestVolumeLoader::allEnvironments()
{
    FilledStore store;
    QVERIFY(store.deliver(stream(0, 10)));
    store.environment = u"other"_s;
    QVERIFY(store.deliver(stream(100, 10)));
    for (const QString &filter : {QString(), u"seq:>0"_s}) {
        Loading shown(store);
        shown.loader.setGrid(grid(1h, 1));
        shown.loader.show({}, filterOf(filter));
        QVERIFY(shown.whole());
        QCOMPARE(textOf(shown.loader.counts()), filter.isEmpty() ? u"18/2"_s : u"18/0"_s);
    }
}

QTEST_GUILESS_MAIN(TestVolumeLoader)
#include "tst_volumeloader.moc"
