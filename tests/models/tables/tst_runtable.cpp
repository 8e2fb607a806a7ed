// SPDX-License-Identifier: Apache-2.0
// covers: models/tables/runtable.cpp models/tables/recordtable.cpp models/tables/recordloader.cpp
// covers: models/tables/eventloader.cpp
#include "models/tables/eventloader.h"
#include "models/tables/recordloader.h"
#include "models/tables/recordtable.h"
#include "models/tables/runtable.h"
#include "tests/support/filledstore.h"

#include <QAbstractItemModelTester>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

QVector<PageRecord> records(int from, int count, const QByteArray &title = "Engineer")
{
    QVector<PageRecord> list;
    for (int i = from; i < from + count; ++i) {
        PageRecord record;
        record.id = u"r%1"_s.arg(i);
        record.json = "{\"id\":\"r" + QByteArray::number(i) + "\",\"name\":\"Person " + QByteArray::number(i) + "\",\"title\":\"" + title + "\"}";
        list.append(record);
    }
    return list;
}

/// A store with one integration and one running fetch.
struct FetchedStore : FilledStore
{
    RunRow run;
    bool good = false;

    FetchedStore()
    {
        good = deliver({{createdBody(1, "personio:A", "personio", "Acme")}});
        run.environment = environment;
        run.integrationId = u"personio:A"_s;
        run.organization = u"Acme"_s;
        run.tool = u"personio"_s;
        run.state = RunState::Running;
        run.cause = u"manual"_s;
        run.requestedAt = clock->now();
        run.startedAt = clock->now();
        StepRow step;
        step.endpoint = u"/hris/employees"_s;
        step.state = RunState::Running;
        step.startedAt = clock->now();
        run.steps = {step};
        good = good && write([this](WriteTransaction &transaction) -> Result<void> {
            const Result<qint64> id = transaction.addRun(run);
            if (!id)
                return tl::unexpected<Error>(id.error());
            run.id = *id;
            return {};
        });
    }
    bool page(const QVector<PageRecord> &list, const QString &model = u"hris_employees"_s)
    {
        return write([&](WriteTransaction &transaction) -> Result<void> {
            const Result<PageOutcome> outcome = transaction.savePage(run, model, list);
            if (!outcome)
                return tl::unexpected<Error>(outcome.error());
            return {};
        });
    }
};

} // namespace

class TestRunTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mergesLiveProgressWithTheStore();
    void ignoresRunsOfOtherEnvironments();
    void readsRecordsPageByPage();
    void searchesAndPicksModels();
    void followsChangedRecords();
    void loadsARecordWithItsVersions();
    void loadsTheLatestEventAskedFor();
    void showsBytesThatAreNoText();
    void saysWhenAnEventIsNotThere();
};

void TestRunTable::mergesLiveProgressWithTheStore()
{
    FetchedStore store;
    QVERIFY(store.good);
    RunTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment);
    QTRY_COMPARE(table.rowCount(), 1);
    QCOMPARE(table.active(), 1);
    QCOMPARE(table.index(0, int(RunColumn::Records)).data(ValueRole).toLongLong(), 0);
    RunRow live = store.run;
    live.steps[0].pages = 3;
    live.steps[0].records = 750;
    table.applyProgress(live);
    QCOMPARE(table.index(0, int(RunColumn::Records)).data().toString(), QLocale().toString(750));
    // A run that the store does not have yet is there at once.
    RunRow next = live;
    next.id = store.run.id + 1;
    table.applyProgress(next);
    QCOMPARE(table.rowCount(), 2);
    QCOMPARE(table.rowOf(next.id), 0);
    // The store has the last word once the run ended.
    RunRow done = live;
    done.state = RunState::Complete;
    done.endedAt = store.clock->now() + std::chrono::seconds(2);
    done.steps[0].state = RunState::Complete;
    done.steps[0].records = 1000;
    done.steps[0].endedAt = done.endedAt;
    QVERIFY(store.write([done](WriteTransaction &transaction) { return transaction.saveRun(done); }));
    QTRY_COMPARE(table.rowAt(table.rowOf(done.id))->records(), 1000);
    QCOMPARE(table.index(table.rowOf(done.id), int(RunColumn::State)).data(ValueRole).toString(), u"complete"_s);
    QCOMPARE(table.index(table.rowOf(done.id), int(RunColumn::Rate)).data(ValueRole).toDouble(), 500.0);
    QCOMPARE(table.index(table.rowOf(done.id), int(RunColumn::Duration)).data(ValueRole).toLongLong(), 2000);
}

void TestRunTable::ignoresRunsOfOtherEnvironments()
{
    FetchedStore store;
    RunTable table(*store.pool, *store.watch, store.clock);
    table.show(u"other"_s);
    QTRY_COMPARE(table.state(), LoadState::Empty);
    table.applyProgress(store.run);
    QCOMPARE(table.rowCount(), 0);
}

void TestRunTable::readsRecordsPageByPage()
{
    FetchedStore store;
    QVERIFY(store.page(records(0, 600)));
    RecordTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    tester.setUseFetchMore(false); // the test asks for pages itself
    QVERIFY(!table.canFetchMore({}));
    table.show(store.environment, u"personio:A"_s, {}, {});
    QTRY_VERIFY(table.rowCount() >= 256);
    while (table.rowCount() < 600) {
        const int before = table.rowCount();
        if (table.canFetchMore({}))
            table.fetchMore({});
        QTRY_VERIFY_WITH_TIMEOUT(table.rowCount() > before, 20000);
    }
    QTRY_VERIFY(!table.canFetchMore({}));
    QCOMPARE(table.rowCount(), 600);
    QCOMPARE(table.models().size(), 1);
    QCOMPARE(table.models().first().second, 600);
}

void TestRunTable::searchesAndPicksModels()
{
    FetchedStore store;
    QVERIFY(store.page(records(0, 20)));
    QVERIFY(store.page(records(0, 5), u"hris_teams"_s));
    RecordTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, {}, {}, {});
    QCOMPARE(table.state(), LoadState::Idle);
    table.show(store.environment, u"personio:A"_s, {}, {});
    QTRY_COMPARE(table.rowCount(), 25);
    table.show(store.environment, u"personio:A"_s, u"hris_teams"_s, {});
    QTRY_COMPARE(table.rowCount(), 5);
    table.show(store.environment, u"personio:A"_s, u"hris_employees"_s, u"PERSON 1"_s);
    QTRY_COMPARE(table.rowCount(), 11);
    table.show(store.environment, u"personio:A"_s, {}, u"nobody"_s);
    QTRY_COMPARE(table.state(), LoadState::NoMatch);
    table.show(store.environment, u"nobody:X"_s, {}, {});
    QTRY_COMPARE(table.state(), LoadState::Empty);
}

void TestRunTable::followsChangedRecords()
{
    FetchedStore store;
    QVERIFY(store.page(records(0, 3)));
    RecordTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, u"personio:A"_s, {}, {});
    QTRY_COMPARE(table.rowCount(), 3);
    QVERIFY(store.page(records(1, 3, "Director")));
    QTRY_COMPARE(table.rowCount(), 4);
    QCOMPARE(table.index(1, int(RecordColumn::Versions)).data(ValueRole).toLongLong(), 2);
    QCOMPARE(table.index(0, int(RecordColumn::Versions)).data(ValueRole).toLongLong(), 1);
}

void TestRunTable::loadsARecordWithItsVersions()
{
    FetchedStore store;
    QVERIFY(store.page(records(1, 1)));
    QVERIFY(store.page(records(1, 1, "Director")));
    RecordTable table(*store.pool, *store.watch, store.clock);
    table.show(store.environment, u"personio:A"_s, {}, {});
    QTRY_COMPARE(table.rowCount(), 1);
    RecordLoader loader(*store.pool);
    std::shared_ptr<const LoadedRecord> record;
    std::optional<Error> error;
    connect(&loader, &RecordLoader::loaded, &loader, [&](const auto &loaded) { record = loaded; });
    connect(&loader, &RecordLoader::failed, &loader, [&](qint64, const Error &problem) { error = problem; });
    loader.load(table.rowAt(0)->key);
    QTRY_VERIFY(record != nullptr);
    QCOMPARE(record->versions.size(), 2);
    QVERIFY(record->versions.at(0).pretty->text().contains(u"Director"));
    QVERIFY(record->versions.at(1).pretty->text().contains(u"Engineer"));
    loader.load(999'999);
    QTRY_VERIFY(error.has_value());
    QCOMPARE(error->kind, ErrorKind::NotFound);
}

void TestRunTable::loadsTheLatestEventAskedFor()
{
    FilledStore store;
    QVERIFY(store.deliver({{dataChangedBody(1)}, {dataChangedBody(2)}, {dataChangedBody(3)}}));
    EventLoader loader(*store.pool, *store.watch);
    QVector<QString> ids;
    connect(&loader, &EventLoader::loaded, &loader,
            [&](const std::shared_ptr<const LoadedEvent> &event) { ids.append(event->detail.row.id); });
    loader.load(1, false);
    loader.load(2, false);
    loader.load(3, false);
    QTRY_COMPARE(ids, QVector<QString>{u"evt_3"_s});
    // What is open and gets another delivery is read again.
    QVERIFY(store.deliver({{dataChangedBody(3)}}));
    QTRY_COMPARE(ids.size(), 2);
    loader.clear();
    QVERIFY(store.deliver({{dataChangedBody(3)}}));
    QCOMPARE(loader.seq(), 0);
}

void TestRunTable::showsBytesThatAreNoText()
{
    FilledStore store;
    const QByteArray body = "\xff\xfe not json \x00 end";
    QVERIFY(store.deliver({{body}}));
    EventLoader loader(*store.pool, *store.watch);
    std::shared_ptr<const LoadedEvent> event;
    connect(&loader, &EventLoader::loaded, &loader, [&](const auto &loaded) { event = loaded; });
    loader.load(1, false);
    QTRY_VERIFY(event != nullptr);
    QCOMPARE(event->detail.body, body);
    QVERIFY(!event->body->isJson);
    QVERIFY(!event->body->validUtf8);
    QVERIFY(event->body->raw->text().startsWith(QChar(0xDCFF)));
    QCOMPARE(event->body->pretty, event->body->raw);
}

void TestRunTable::saysWhenAnEventIsNotThere()
{
    FilledStore store;
    EventLoader loader(*store.pool, *store.watch);
    std::optional<Error> error;
    connect(&loader, &EventLoader::failed, &loader, [&](qint64, const Error &problem) { error = problem; });
    loader.load(77, false);
    QTRY_VERIFY(error.has_value());
    QCOMPARE(error->kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(TestRunTable)
#include "tst_runtable.moc"
