// SPDX-License-Identifier: Apache-2.0
// covers: models/tables/neighbourloader.cpp models/tables/neighbourtable.cpp models/tables/comparisonloader.cpp
// covers: models/tables/deliverytable.cpp
#include "models/tables/eventloader.h"

#include "models/tables/celltext.h"
#include "models/tables/comparisonloader.h"
#include "models/tables/deliverytable.h"
#include "models/tables/neighbourtable.h"
#include "tests/support/filledstore.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestEventLoader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void preparesASmallBodyAtOnce();
    void preparesALargeBodyBesides();
    void keepsWhatIsPrepared();
    void forgetsAnOlderRequest();
    void findsNeighboursOfTheIntegration();
    void findsTheSameSync();
    void findsConflictsWithTheSameId();
    void looksForTheIdOfARejectedOne();
    void comparesTwoEvents();
    void saysWhatCannotBeCompared();
    void tellsTheTimingOfDeliveries();
};

namespace {

QByteArray largeBody(int number, qsizetype size)
{
    return "{\"id\":\"evt_" + QByteArray::number(number) + "\",\"type\":\"data-changed\",\"data\":{\"integration_id\":\"personio:A1\",\"text\":\""
        + QByteArray(size, 'x') + "\",\"changed_models\":[{\"name\":\"hris_teams\"}]}}";
}

struct Loaded
{
    explicit Loaded(EventLoader &loader)
    {
        QObject::connect(&loader, &EventLoader::loaded, &loader, [this](const auto &event) { all.append(event); });
    }
    QVector<std::shared_ptr<const LoadedEvent>> all;
};

QString drawn(const QVector<Neighbour> &list)
{
    QStringList parts;
    for (const Neighbour &one : list)
        parts.append(QString(u"isba"[int(one.nearness)]) + QString::number(one.row.seq));
    return parts.join(u' ');
}

/// Everything that is found.
QString neighboursOf(FilledStore &store, NeighbourLoader &loader, qint64 seq, const QString &sync = {}, bool rejected = false)
{
    EventLoader events(*store.pool, *store.watch);
    Loaded loaded(events);
    events.load(seq, rejected);
    if (!QTest::qWaitFor([&] { return !loaded.all.isEmpty(); }, 10'000))
        return u"not loaded"_s;
    loader.load(loaded.all.last()->detail.row, rejected, sync);
    if (!QTest::qWaitFor([&] { return !loader.running(); }, 10'000))
        return u"never ends"_s;
    return drawn(loader.found());
}

} // namespace

void TestEventLoader::preparesASmallBodyAtOnce()
{
    FilledStore store;
    QVERIFY(store.deliver({{dataChangedBody(1)}}));
    EventLoader loader(*store.pool, *store.watch);
    Loaded loaded(loader);
    loader.load(1, false);
    QVERIFY(loaded.all.isEmpty()); // never inside load()
    QTRY_COMPARE(loaded.all.size(), 1);
    QVERIFY(loaded.all.first()->body != nullptr);
    QCOMPARE(loaded.all.first()->changedModels, QStringList{u"hris_employees"_s});
}

void TestEventLoader::preparesALargeBodyBesides()
{
    FilledStore store;
    const QByteArray body = largeBody(1, 3'000'000);
    QVERIFY(store.deliver({{body}}));
    EventLoader loader(*store.pool, *store.watch);
    Loaded loaded(loader);
    loader.load(1, false);
    QTRY_COMPARE(loaded.all.size(), 2);
    QVERIFY(loaded.all.at(0)->body == nullptr); // "preparing…"
    QCOMPARE(loaded.all.at(0)->detail.row.id, u"evt_1"_s);
    QVERIFY(loaded.all.at(1)->body != nullptr);
    QCOMPARE(loaded.all.at(1)->body->raw->size(), body.size());
    QVERIFY(loaded.all.at(1)->body->isJson);
    QCOMPARE(loaded.all.at(1)->changedModels, QStringList{u"hris_teams"_s});
}

void TestEventLoader::keepsWhatIsPrepared()
{
    FilledStore store;
    QVERIFY(store.deliver({{largeBody(1, 200'000)}}));
    EventLoader loader(*store.pool, *store.watch);
    Loaded loaded(loader);
    loader.load(1, false);
    QTRY_COMPARE(loaded.all.size(), 2);
    QVERIFY(store.deliver({{largeBody(1, 200'000)}})); // one more delivery of it
    QTRY_COMPARE(loaded.all.size(), 3);
    QCOMPARE(loaded.all.at(2)->detail.deliveries.size(), 2);
    QCOMPARE(loaded.all.at(2)->body, loaded.all.at(1)->body);
}

void TestEventLoader::forgetsAnOlderRequest()
{
    FilledStore store;
    QVERIFY(store.deliver({{largeBody(1, 500'000)}, {dataChangedBody(2)}}));
    EventLoader loader(*store.pool, *store.watch);
    Loaded loaded(loader);
    loader.load(1, false);
    loader.load(2, false);
    QTRY_COMPARE(loaded.all.size(), 1);
    QCOMPARE(loaded.all.first()->detail.row.seq, 2);
    QSignalSpy again(&loader, &EventLoader::loaded);
    QVERIFY(!again.wait(100));
}

void TestEventLoader::findsNeighboursOfTheIntegration()
{
    FilledStore store;
    QVector<FilledStore::Delivery> list;
    for (int i = 1; i <= 30; ++i)
        list.append({dataChangedBody(i, i % 2 == 0 ? "personio:A1" : "hibob:B2")});
    QVERIFY(store.deliver(list));
    NeighbourLoader loader(*store.pool);
    QCOMPARE(neighboursOf(store, loader, 16), u"b6 b8 b10 b12 b14 a18 a20 a22 a24 a26"_s);
    QCOMPARE(neighboursOf(store, loader, 2), u"a4 a6 a8 a10 a12"_s);
    QCOMPARE(neighboursOf(store, loader, 29), u"b19 b21 b23 b25 b27"_s);
    // The latest request wins.
    QSignalSpy updated(&loader, &NeighbourLoader::updated);
    loader.clear();
    QVERIFY(loader.found().isEmpty());
    QVERIFY(!updated.wait(50));
}

void TestEventLoader::findsTheSameSync()
{
    FilledStore store;
    QVector<FilledStore::Delivery> list;
    for (int i = 1; i <= 12; ++i)
        list.append({syncBody(i, "personio:A1", "personio", "Acme", "SUCCEEDED", "2026-11-20T14:00:00.000Z")});
    QByteArray again = syncBody(4, "personio:A1", "personio", "Acme", "FAILED", "2026-11-20T14:01:00.000Z");
    again.replace("\"evt_4\"", "\"evt_again\"");
    list.append({again});
    QVERIFY(store.deliver(list));
    NeighbourLoader loader(*store.pool);
    QVERIFY(neighboursOf(store, loader, 4, u"\"s4\""_s).startsWith(u"s13 b1"));
    QVERIFY(neighboursOf(store, loader, 13, u"\"s4\""_s).startsWith(u"s4 "));
}

void TestEventLoader::findsConflictsWithTheSameId()
{
    FilledStore store;
    QByteArray other = dataChangedBody(1);
    other.replace("hris_employees", "hris_teams");
    QVERIFY(store.deliver({{dataChangedBody(1)}, {dataChangedBody(2)}}));
    QVERIFY(store.deliver({{other}}));
    NeighbourLoader loader(*store.pool);
    QVERIFY(neighboursOf(store, loader, 1).startsWith(u"i3 "));
    QVERIFY(neighboursOf(store, loader, 3).startsWith(u"i1 "));
    QVERIFY(!neighboursOf(store, loader, 2).contains(u'i'));
    NeighbourTable table(store.clock);
    QAbstractItemModelTester tester(&table);
    table.show(loader.found());
    QCOMPARE(table.rowCount(), loader.found().size());
    QCOMPARE(table.index(0, int(NeighbourColumn::Nearness)).data().toString(), u"Before it"_s);
    QCOMPARE(table.index(0, int(NeighbourColumn::Type)).data().toString(), u"data-changed"_s);
}

void TestEventLoader::looksForTheIdOfARejectedOne()
{
    FilledStore store;
    QVERIFY(store.deliver({{dataChangedBody(1)}, {dataChangedBody(2)}, {dataChangedBody(2), Verdict::Rejected, RejectReason::Mismatch, {}}}));
    NeighbourLoader loader(*store.pool);
    QCOMPARE(neighboursOf(store, loader, 1, {}, true), u"i2"_s);
}

void TestEventLoader::comparesTwoEvents()
{
    FilledStore store;
    QVERIFY(store.deliver({{syncBody(1, "personio:A1", "personio", "Acme", "SUCCEEDED", "2026-11-20T14:00:00.000Z")},
                           {syncBody(2, "personio:A1", "personio", "Acme", "FAILED", "2026-11-20T14:00:00.000Z")}}));
    ComparisonLoader loader(*store.pool);
    std::shared_ptr<const Comparison> comparison;
    connect(&loader, &ComparisonLoader::compared, &loader, [&](const auto &one) { comparison = one; });
    loader.load({1, false}, {2, false});
    QTRY_VERIFY(comparison != nullptr);
    QCOMPARE(comparison->left.row.id, u"evt_1"_s);
    QCOMPARE(comparison->diff.differences.size(), 3); // id, sync_id, sync_state
    QCOMPARE(comparison->lines.size(), 3);
    const auto &[left, right] = comparison->lines.last();
    QVERIFY(comparison->left.body->pretty->line(left.first).contains(u"\"sync_state\": \"SUCCEEDED\""));
    QVERIFY(comparison->right.body->pretty->line(right.first).contains(u"\"sync_state\": \"FAILED\""));
}

void TestEventLoader::saysWhatCannotBeCompared()
{
    FilledStore store;
    QVERIFY(store.deliver({{dataChangedBody(1)}}));
    ComparisonLoader loader(*store.pool);
    std::optional<Error> error;
    connect(&loader, &ComparisonLoader::failed, &loader, [&](const Error &one) { error = one; });
    loader.load({1, false}, {99, false});
    QTRY_VERIFY(error.has_value());
    QCOMPARE(error->kind, ErrorKind::NotFound);
}

void TestEventLoader::tellsTheTimingOfDeliveries()
{
    DeliveryTable table(std::make_shared<SetClock>(fromMillis(1'000'000)));
    QAbstractItemModelTester tester(&table);
    table.show({{fromMillis(10'000), 503, u"127.0.0.1"_s, {}}, {fromMillis(12'000), 503, {}, {}}, {fromMillis(72'000), 200, u"::1"_s, {}}});
    const auto cell = [&table](int row, DeliveryColumn column) { return table.index(row, int(column)).data().toString(); };
    QCOMPARE(table.rowCount(), 3);
    QCOMPARE(cell(0, DeliveryColumn::Number), u"3"_s);
    QCOMPARE(cell(0, DeliveryColumn::SinceFirst), u"+"_s + durationText(Millis(62'000)));
    QCOMPARE(cell(0, DeliveryColumn::Interval), u"+"_s + durationText(Millis(60'000)));
    QCOMPARE(cell(1, DeliveryColumn::Interval), u"+"_s + durationText(Millis(2'000)));
    QCOMPARE(cell(2, DeliveryColumn::SinceFirst), u"–"_s);
    QCOMPARE(cell(2, DeliveryColumn::Answer), u"503"_s);
    QCOMPARE(cell(1, DeliveryColumn::Remote), u"–"_s);
}

QTEST_GUILESS_MAIN(TestEventLoader)
#include "tst_eventloader.moc"
