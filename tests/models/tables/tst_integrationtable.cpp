// SPDX-License-Identifier: Apache-2.0
// covers: models/tables/integrationtable.cpp models/tables/integrationchoices.cpp models/tables/historytable.cpp
// covers: models/tables/overviewloader.cpp models/tables/storefeed.cpp
#include "models/tables/historytable.h"
#include "models/tables/integrationchoices.h"
#include "models/tables/integrationtable.h"
#include "models/tables/overviewloader.h"
#include "tests/support/filledstore.h"

#include <QAbstractItemModelTester>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

QVector<FilledStore::Delivery> threeIntegrations()
{
    return {{createdBody(1, "personio:A", "personio", "Acme")},
            {stateBody(2, "personio:A", "personio", "Acme", "ACTIVE", "2026-11-20T10:00:00.000Z")},
            {syncBody(3, "personio:A", "personio", "Acme", "SUCCEEDED", "2026-11-20T13:00:00.000Z")},
            {createdBody(4, "workday:B", "workday", "Brick Ltd")},
            {stateBody(5, "workday:B", "workday", "Brick Ltd", "INVALID", "2026-11-20T11:00:00.000Z")},
            {createdBody(6, "hibob:C", "hibob", "Cloud GmbH")},
            {stateBody(7, "hibob:C", "hibob", "Cloud GmbH", "ACTIVE", "2026-11-20T11:00:00.000Z", "INCOMPLETE", "PENDING")}};
}

QString cell(const QAbstractItemModel &table, int row, int column)
{
    return table.index(row, column).data().toString();
}

} // namespace

class TestIntegrationTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysEmptyUntilTheFirstEvent();
    void ranksTheWorstFirst();
    void searchesNamesIdsAndStates();
    void keepsTheSelectionWhenStatesChange();
    void offersChoicesByName();
    void tellsTheHistoryOfOne();
    void sumsUpTheOverview();
    void ordersAttentionByUrgency();
};

void TestIntegrationTable::saysEmptyUntilTheFirstEvent()
{
    FilledStore store;
    IntegrationTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    QCOMPARE(table.state(), LoadState::Idle);
    table.show(store.environment);
    QCOMPARE(table.state(), LoadState::Loading);
    QTRY_COMPARE(table.state(), LoadState::Empty);
    QVERIFY(store.deliver(threeIntegrations()));
    QTRY_COMPARE(table.rowCount(), 3);
    QCOMPARE(table.state(), LoadState::Ready);
}

void TestIntegrationTable::ranksTheWorstFirst()
{
    FilledStore store;
    QVERIFY(store.deliver(threeIntegrations()));
    IntegrationTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment);
    QTRY_COMPARE(table.rowCount(), 3);
    QCOMPARE(cell(table, 0, int(IntegrationColumn::Organization)), u"Brick Ltd"_s);
    QCOMPARE(cell(table, 0, int(IntegrationColumn::State)), u"Invalid"_s);
    QCOMPARE(table.index(0, int(IntegrationColumn::State)).data(ValueRole).toString(), u"INVALID"_s);
    QVERIFY(!table.rowAt(0)->healthReason.isEmpty());
    table.sort(int(IntegrationColumn::Organization), Qt::DescendingOrder);
    QCOMPARE(cell(table, 0, int(IntegrationColumn::Organization)), u"Cloud GmbH"_s);
    QVERIFY(table.find(u"personio:A"_s) != nullptr);
    QVERIFY(table.find(u"nobody:X"_s) == nullptr);
}

void TestIntegrationTable::searchesNamesIdsAndStates()
{
    FilledStore store;
    QVERIFY(store.deliver(threeIntegrations()));
    IntegrationTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment);
    table.setSearch(u"brick"_s);
    QTRY_COMPARE(table.rowCount(), 1);
    table.setSearch(u" HIBOB:c "_s);
    QCOMPARE(table.rowCount(), 1);
    table.setSearch(u"invalid"_s);
    QCOMPARE(table.rowCount(), 1);
    table.setSearch(u"nothing like it"_s);
    QCOMPARE(table.state(), LoadState::NoMatch);
    QCOMPARE(table.total(), 3);
    table.setSearch({});
    QCOMPARE(table.rowCount(), 3);
    QCOMPARE(table.state(), LoadState::Ready);
}

void TestIntegrationTable::keepsTheSelectionWhenStatesChange()
{
    FilledStore store;
    QVERIFY(store.deliver(threeIntegrations()));
    IntegrationTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment);
    QTRY_COMPARE(table.rowCount(), 3);
    const QPersistentModelIndex acme(table.index(table.rowOf(u"personio:A"_s), 0));
    QVERIFY(acme.row() > 0);
    QVERIFY(store.deliver({{stateBody(10, "personio:A", "personio", "Acme", "INVALID", "2026-11-20T14:00:00.000Z")}}));
    QTRY_COMPARE(acme.row(), 0); // as bad as the other, and first by name
    QCOMPARE(acme.data().toString(), u"Acme"_s);
}

void TestIntegrationTable::offersChoicesByName()
{
    FilledStore store;
    QVERIFY(store.deliver(threeIntegrations()));
    IntegrationTable table(*store.pool, *store.watch, store.clock);
    IntegrationChoices choices(table, u"All"_s);
    QAbstractItemModelTester tester(&choices, Mode::QtTest);
    QCOMPARE(choices.rowCount(), 1);
    table.show(store.environment);
    QTRY_COMPARE(choices.rowCount(), 4);
    QCOMPARE(choices.index(0, 0).data().toString(), u"All"_s);
    QCOMPARE(choices.idAt(0), QString());
    QCOMPARE(choices.idAt(1), u"personio:A"_s);
    QCOMPARE(choices.rowOf(u"hibob:C"_s), 3);
    QCOMPARE(choices.rowOf(u"none"_s), -1);
    QSignalSpy reset(&choices, &QAbstractItemModel::modelReset);
    QSignalSpy updated(&table, &IntegrationTable::updated);
    QVERIFY(store.deliver({{stateBody(10, "personio:A", "personio", "Acme", "INVALID", "2026-11-20T14:00:00.000Z")}}));
    QVERIFY(updated.wait());
    QCOMPARE(reset.size(), 0);
}

void TestIntegrationTable::tellsTheHistoryOfOne()
{
    FilledStore store;
    QVERIFY(store.deliver(threeIntegrations()));
    HistoryTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, {});
    QCOMPARE(table.state(), LoadState::Idle);
    table.show(store.environment, u"workday:B"_s);
    QTRY_COMPARE(table.state(), LoadState::Ready);
    bool sawInvalid = false;
    for (int row = 0; row < table.rowCount(); ++row)
        sawInvalid = sawInvalid || cell(table, row, int(HistoryColumn::After)) == u"Invalid";
    QVERIFY(sawInvalid);
    QVERIFY(table.rowAt(0)->eventSeq > 0);
    const int before = table.rowCount();
    QVERIFY(store.deliver({{stateBody(20, "workday:B", "workday", "Brick Ltd", "ACTIVE", "2026-11-20T14:00:00.000Z")}}));
    QTRY_VERIFY(table.rowCount() > before);
    table.show(store.environment, u"nobody:X"_s);
    QTRY_COMPARE(table.state(), LoadState::Empty);
}

void TestIntegrationTable::sumsUpTheOverview()
{
    FilledStore store;
    OverviewLoader loader(*store.pool, *store.watch, store.clock);
    QCOMPARE(loader.state(), LoadState::Idle);
    loader.show(store.environment);
    QTRY_COMPARE(loader.state(), LoadState::Empty);
    QVERIFY(store.deliver(threeIntegrations()));
    QVERIFY(store.deliver({{dataChangedBody(30), Verdict::Rejected, RejectReason::Padded, {}, {}}}));
    QTRY_COMPARE(loader.data().totals.rejected, 1);
    QTRY_COMPARE(loader.data().totals.stored, 7);
    QCOMPARE(loader.state(), LoadState::Ready);
    QCOMPARE(loader.data().integrations, 3);
    QCOMPARE(loader.data().volume.size(), OverviewLoader::bars);
    QCOMPARE(loader.data().volume.last().verified, 7);
    QCOMPARE(loader.data().volume.last().rejected, 1);
    QCOMPARE(loader.data().health.value(Health::Broken), 1);
    QVERIFY(!loader.data().types.isEmpty());
    QCOMPARE(loader.data().attention.first().kind, AttentionItem::Kind::RejectedDeliveries);
}

void TestIntegrationTable::ordersAttentionByUrgency()
{
    const Timestamp now = *parseTimestamp(u"2026-11-20T14:00:00.000Z");
    EventTotals totals;
    QVERIFY(attentionList(totals, {}, {}, now).isEmpty());
    totals.unchecked = 5;
    totals.rejected = 2;
    totals.lastRejectedAt = now - std::chrono::hours(1);
    Integration broken;
    broken.id = u"a:1"_s;
    broken.state = u"INVALID"_s;
    RunRow failed;
    failed.id = 9;
    failed.integrationId = u"b:2"_s;
    failed.state = RunState::Failed;
    RunRow earlier = failed; // an older one of the same integration
    earlier.id = 8;
    const QVector<AttentionItem> items = attentionList(totals, {broken}, {failed, earlier}, now);
    QCOMPARE(items.size(), 4);
    QCOMPARE(items.at(0).kind, AttentionItem::Kind::RejectedDeliveries);
    QCOMPARE(items.at(1).kind, AttentionItem::Kind::UncheckedEvents);
    QCOMPARE(items.at(2).integrationId, u"a:1"_s);
    QCOMPARE(items.at(3).runId, 9);
    totals.lastRejectedAt = now - std::chrono::hours(30);
    QCOMPARE(attentionList(totals, {}, {}, now).size(), 1); // yesterday's rejections are no call for action
}

QTEST_GUILESS_MAIN(TestIntegrationTable)
#include "tst_integrationtable.moc"
