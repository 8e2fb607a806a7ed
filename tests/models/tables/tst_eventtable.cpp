// SPDX-License-Identifier: Apache-2.0
// covers: models/tables/eventtable.cpp models/tables/eventcollector.cpp models/tables/eventreads.cpp
// covers: models/tables/eventcolumns.cpp models/tables/eventsort.cpp models/tables/eventtablerows.cpp models/store/sortscan.cpp
#include "models/domain/integration.h"
#include "models/tables/eventcolumns.h"
#include "models/tables/eventtable.h"
#include "tests/support/filledstore.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSemaphore>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

QString cell(const EventTable &table, int row, EventColumn column)
{
    return table.data(table.index(row, int(column)), Qt::DisplayRole).toString();
}

bool loaded(const EventTable &table, int row)
{
    return QTest::qWaitFor([&] { return table.eventAt(row) != nullptr; });
}

QVector<FilledStore::Delivery> bodies(int from, int count)
{
    QVector<FilledStore::Delivery> list;
    for (int i = 0; i < count; ++i)
        list.append({dataChangedBody(from + i)});
    return list;
}

constexpr EventOrder oldestFirst{EventColumn::Time, Qt::AscendingOrder};

Filter filter(const QString &text)
{
    return parseFilter(text, fromMillis(0)).value();
}

} // namespace

class TestEventTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysEmptyForAStoreWithoutEvents();
    void showsNewestFirst();
    void showsOldestFirst();
    void insertsLiveEventsOnTopWithTheirRows();
    void insertsInBatches();
    void keepsNumbersAndRowsApart();
    void tellsNoMatchFromEmpty();
    void showsRejectedOnesOnlyWhenAsked();
    void refreshesRowsThatChange();
    void bringsPagesOnDemandAndForgetsOldOnes();
    void followsTheLastOfManyFilters();
    void collectsOlderPartsAfterTheNewest();
    void tellsWhyTheStoreCannotBeRead();
    void countsWhatWasLookedAt();
    void stopsAndGoesOn_data();
    void stopsAndGoesOn();
    void sortsByAColumn_data();
    void sortsByAColumn();
    void sortedRowsAreASnapshot();
    void changesTheOrderWithoutSearchingAgain();
    void sortsWhatIsRejected();
    void sortsWhatWasFoundUntilItWasStopped();
    void takesEverythingAtOnce();
};

void TestEventTable::saysEmptyForAStoreWithoutEvents()
{
    FilledStore store;
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, {});
    QCOMPARE(table.state(), EventTable::State::Loading);
    QTRY_COMPARE(table.state(), EventTable::State::Empty);
    QCOMPARE(table.rowCount(), 0);
    QVERIFY(table.complete());
}

void TestEventTable::showsNewestFirst()
{
    FilledStore store;
    QVERIFY(store.deliver(bodies(1, 10)));
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, {});
    QTRY_COMPARE(table.state(), EventTable::State::Ready);
    QCOMPARE(table.rowCount(), 10);
    QCOMPARE(table.columnCount(), int(eventColumns().size()));
    QVERIFY(loaded(table, 0));
    QCOMPARE(cell(table, 0, EventColumn::Id), u"evt_10"_s);
    QCOMPARE(cell(table, 9, EventColumn::Id), u"evt_1"_s);
    QCOMPARE(cell(table, 0, EventColumn::State), u"Verified"_s);
    QCOMPARE(table.data(table.index(0, int(EventColumn::State)), ValueRole).toString(), u"verified"_s);
    QCOMPARE(table.data(table.index(0, int(EventColumn::Deliveries)), ValueRole).toLongLong(), 1);
    QCOMPARE(table.matching(), 10);
    QCOMPARE(table.total(), 10);
}

void TestEventTable::showsOldestFirst()
{
    FilledStore store;
    QVERIFY(store.deliver(bodies(1, 5)));
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, {}, oldestFirst);
    QTRY_COMPARE(table.rowCount(), 5);
    QVERIFY(loaded(table, 0));
    QCOMPARE(cell(table, 0, EventColumn::Id), u"evt_1"_s);
    QSignalSpy inserted(&table, &QAbstractItemModel::rowsInserted);
    QVERIFY(store.deliver(bodies(6, 1)));
    QTRY_COMPARE(table.rowCount(), 6);
    QCOMPARE(inserted.at(0).at(1).toInt(), 5);
    QCOMPARE(cell(table, 5, EventColumn::Id), u"evt_6"_s);
}

void TestEventTable::insertsLiveEventsOnTopWithTheirRows()
{
    FilledStore store;
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, {});
    QTRY_COMPARE(table.state(), EventTable::State::Empty);
    bool complete = true; // each row is readable in the very signal that announces it
    connect(&table, &QAbstractItemModel::rowsInserted, &table, [&](const QModelIndex &, int first, int last) {
        for (int row = first; row <= last; ++row)
            complete = complete && !table.data(table.index(row, 0), LoadingRole).toBool();
    });
    QVERIFY(store.deliver(bodies(1, 3)));
    QTRY_COMPARE(table.rowCount(), 3);
    QVERIFY(complete);
    QCOMPARE(table.state(), EventTable::State::Ready);
    const qint64 third = table.seqAt(0);
    QVERIFY(store.deliver(bodies(4, 2)));
    QTRY_COMPARE(table.rowCount(), 5);
    QCOMPARE(table.rowOf(third), 2);
    QCOMPARE(cell(table, 0, EventColumn::Id), u"evt_5"_s);
    QTRY_COMPARE(table.total(), 5);
}

void TestEventTable::insertsInBatches()
{
    FilledStore store;
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, {});
    QTRY_COMPARE(table.state(), EventTable::State::Empty);
    QSignalSpy inserted(&table, &QAbstractItemModel::rowsInserted);
    QElapsedTimer time;
    time.start();
    int sent = 0;
    while (time.elapsed() < 1000) {
        QVERIFY(store.deliver(bodies(1 + sent, 20)));
        sent += 20;
    }
    QTRY_COMPARE(table.rowCount(), sent);
    QVERIFY2(inserted.size() <= 20 * (time.elapsed() / 1000 + 1), qPrintable(QString::number(inserted.size())));
}

void TestEventTable::keepsNumbersAndRowsApart()
{
    FilledStore store;
    QVERIFY(store.deliver({{dataChangedBody(1)}, {syncBody(2, "x:1", "x", "X", "FAILED", "2026-11-20T10:00:00.000Z")}, {dataChangedBody(3)}}));
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, filter(u"type:data-changed"_s));
    QTRY_COMPARE(table.rowCount(), 2);
    QVERIFY(table.seqAt(0) > table.seqAt(1));
    QCOMPARE(table.rowOf(table.seqAt(1)), 1);
    QCOMPARE(table.rowOf(table.seqAt(1) + 1), -1);
    QCOMPARE(table.seqAt(2), 0);
    QCOMPARE(table.seqAt(-1), 0);
}

void TestEventTable::tellsNoMatchFromEmpty()
{
    FilledStore store;
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, filter(u"type:nothing"_s));
    QTRY_COMPARE(table.state(), EventTable::State::Empty);
    QVERIFY(store.deliver(bodies(1, 2)));
    QTRY_COMPARE(table.total(), 2);
    table.show(store.environment, filter(u"type:nothing"_s));
    QTRY_COMPARE(table.state(), EventTable::State::NoMatch);
}

void TestEventTable::showsRejectedOnesOnlyWhenAsked()
{
    FilledStore store;
    QVERIFY(store.deliver({{dataChangedBody(1)}, {dataChangedBody(2), Verdict::Rejected, RejectReason::Padded, {}, {}}}));
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, {});
    QTRY_COMPARE(table.rowCount(), 1);
    table.show(store.environment, filter(u"verdict:rejected"_s));
    QVERIFY(table.showsRejected());
    QTRY_COMPARE(table.rowCount(), 1);
    QVERIFY(loaded(table, 0));
    QCOMPARE(cell(table, 0, EventColumn::State), u"Rejected"_s);
    QCOMPARE(table.eventAt(0)->reason, RejectReason::Padded);
    QVERIFY(!table.data(table.index(0, int(EventColumn::State)), Qt::ToolTipRole).toString().isEmpty());
}

void TestEventTable::refreshesRowsThatChange()
{
    FilledStore store;
    QVERIFY(store.deliver(bodies(1, 2)));
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, {});
    QTRY_COMPARE(table.rowCount(), 2);
    QVERIFY(loaded(table, 1));
    // The same bytes again: one more delivery of the same event.
    QVERIFY(store.deliver(bodies(1, 1)));
    QTRY_COMPARE(cell(table, 1, EventColumn::Deliveries), u"2"_s);
    // The same id with other bytes: both rows say so.
    QByteArray other = dataChangedBody(2);
    other.replace("hris_employees", "hris_absences");
    QVERIFY(store.deliver({{other}}));
    QTRY_COMPARE(table.rowCount(), 3);
    QTRY_COMPARE(cell(table, 1, EventColumn::State), u"Conflict"_s);
    QCOMPARE(cell(table, 0, EventColumn::State), u"Conflict"_s);
}

void TestEventTable::bringsPagesOnDemandAndForgetsOldOnes()
{
    FilledStore store;
    const int events = 17'000; // more than 64 pages of 256
    QVERIFY(store.deliver(bodies(1, 8'500)));
    QVERIFY(store.deliver(bodies(8'501, 8'500)));
    EventTable table(*store.pool, *store.watch, store.clock);
    auto tester = std::make_unique<QAbstractItemModelTester>(&table, Mode::QtTest);
    table.show(store.environment, {});
    QTRY_COMPARE(table.rowCount(), events);
    QVERIFY(table.data(table.index(15'000, 0), LoadingRole).toBool());
    QVERIFY(!table.data(table.index(15'000, 0), Qt::DisplayRole).toString().isEmpty());
    QVERIFY(loaded(table, 15'000));
    QCOMPARE(cell(table, 15'000, EventColumn::Id), u"evt_2000"_s);
    tester.reset(); // it walks every cell with each page that comes
    for (int row = 0; row < events; row += RowPages::pageSize)
        QVERIFY(loaded(table, row));
    QVERIFY(table.cachedPages() <= RowPages::capacity);
    QVERIFY(table.hitBytes() < 64 * 1024);
}

void TestEventTable::followsTheLastOfManyFilters()
{
    FilledStore store;
    QVERIFY(store.deliver(bodies(1, 2000)));
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    // Filters, live events and resets at once: what stays is the last filter over everything.
    for (int i = 0; i < 30; ++i) {
        for (const FilledStore::Delivery &one : bodies(10'000 + i * 10, 10))
            QVERIFY(store.enqueue(one));
        table.show(store.environment, filter(i % 2 == 0 ? u"id:evt_10*"_s : u"type:data-changed"_s),
                   i % 3 == 0 ? oldestFirst : EventOrder());
        static_cast<void>(table.eventAt(0));
        QCoreApplication::sendPostedEvents();
    }
    table.show(store.environment, filter(u"id:evt_10*"_s));
    // evt_10, evt_100…109, evt_1000…1099 and the 300 live ones evt_10000…10299
    QTRY_COMPARE(table.rowCount(), 1 + 10 + 100 + 300);
    QVERIFY(loaded(table, 0));
    QCOMPARE(cell(table, 0, EventColumn::Id), u"evt_10299"_s);
}

void TestEventTable::collectsOlderPartsAfterTheNewest()
{
    FilledStore store;
    QVERIFY(store.deliver(bodies(1, 15'000)));
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    int firstCount = 0;
    connect(&table, &QAbstractItemModel::rowsInserted, &table, [&] {
        if (firstCount == 0)
            firstCount = table.rowCount();
    });
    table.show(store.environment, {});
    QTRY_VERIFY(table.complete());
    QVERIFY(firstCount > 0 && firstCount < 15'000);
    QCOMPARE(table.rowCount(), 15'000);
    QVERIFY(loaded(table, 14'999));
    QCOMPARE(cell(table, 14'999, EventColumn::Id), u"evt_1"_s);
}

void TestEventTable::tellsWhyTheStoreCannotBeRead()
{
    FilledStore store;
    const StorePaths damaged = openStoreFolder(store.folder.path() + u"/damaged"_s).value();
    QFile file(damaged.database());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    ReadPool pool(damaged);
    EventTable table(pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, {});
    QTRY_COMPARE(table.state(), EventTable::State::Error);
    QCOMPARE(table.error().kind, ErrorKind::StorageDamaged);
    // Mended by somebody else: it is read again without being asked.
    QVERIFY(store.deliver(bodies(1, 3)));
    store.writer->stop();
    QVERIFY(file.remove());
    QVERIFY(QFile::copy(store.paths.database(), damaged.database()));
    QTRY_COMPARE(table.state(), EventTable::State::Ready);
    QCOMPARE(table.rowCount(), 3);
}

void TestEventTable::countsWhatWasLookedAt()
{
    FilledStore store;
    EventTable table(*store.pool, *store.watch, store.clock);
    QVERIFY(!table.searching());
    QVERIFY(store.deliver(bodies(1, 15'000)));
    qint64 before = 0;
    bool grows = true;
    connect(&table, &EventTable::progressChanged, &table, [&] {
        grows = grows && table.lookedAt() >= before && table.lookedAt() <= table.toLookAt();
        before = table.lookedAt();
    });
    table.show(store.environment, filter(u"id:evt_7"_s));
    QVERIFY(table.searching());
    QTRY_VERIFY(!table.searching());
    QVERIFY(grows && table.complete());
    QCOMPARE(table.lookedAt(), 15'000);
    QCOMPARE(table.toLookAt(), 15'000);
    QCOMPARE(table.matching(), 1);
    QVERIFY(store.deliver(bodies(20'000, 1)));
    QTRY_COMPARE(table.lookedAt(), 15'001);
}

void TestEventTable::stopsAndGoesOn_data()
{
    QTest::addColumn<EventOrder>("order");
    QTest::newRow("newest first") << EventOrder();
    QTest::newRow("oldest first") << oldestFirst;
}

void TestEventTable::stopsAndGoesOn()
{
    QFETCH(const EventOrder, order);
    FilledStore store;
    QVERIFY(store.deliver(bodies(1, 15'000)));
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.stopSearch(); // nothing to stop
    QVERIFY(!table.stopped());
    QSemaphore go; // the reader is busy until it was stopped
    store.pool->read<int>(&table, [&go](StoreReader &) { go.acquire(); return Result<int>(0); }, [](Result<int>) {});
    table.show(store.environment, filter(u"id:nowhere"_s), order);
    table.stopSearch();
    go.release();
    QVERIFY(table.stopped() && !table.searching());
    QTRY_COMPARE(table.state(), EventTable::State::NoMatch);
    QVERIFY(table.lookedAt() < 15'000);
    QVERIFY(!table.complete());
    QSignalSpy states(&table, &EventTable::stateChanged);
    table.resumeSearch();
    QVERIFY(table.searching() && !states.isEmpty());
    QTRY_VERIFY(table.complete());
    QVERIFY(!table.stopped());
    QCOMPARE(table.lookedAt(), 15'000);
    // What was found until then stays, and live events still come to the newest.
    table.show(store.environment, {}, order);
    QTRY_VERIFY(table.rowCount() > 0);
    if (!table.searching())
        return; // it was faster
    table.stopSearch();
    QTRY_COMPARE(table.state(), EventTable::State::Ready);
    const int found = table.rowCount();
    QVERIFY(store.deliver(bodies(30'000, 5)));
    if (order == EventOrder())
        QTRY_VERIFY(table.rowCount() >= found + 5);
    table.resumeSearch();
    QTRY_COMPARE(table.rowCount(), 15'005);
}

namespace {

/// Events that differ in everything that rows can be sorted by.
bool fillVaried(FilledStore &store)
{
    QVector<FilledStore::Delivery> list;
    for (int i = 0; i < 600; ++i) {
        const QByteArray integration = (i % 3 == 0 ? "personio:A" : "Bamboo:b") + QByteArray::number(i % 7);
        const QByteArray tool = i % 3 == 0 ? "personio" : "bamboohr";
        if (i % 5 == 0)
            list.append({createdBody(i, integration, tool, i % 2 == 0 ? "acme" : "Zeta")});
        else if (i % 5 == 1)
            list.append({syncBody(i, integration, tool, "Beta", i % 4 == 0 ? "FAILED" : "SUCCEEDED", "2026-11-20T10:00:00.000Z")});
        else if (i % 5 == 2)
            list.append({"no json " + QByteArray(i % 97, 'x') + QByteArray::number(i), Verdict::Unchecked, {}, {}, {}});
        else
            list.append({dataChangedBody(i, integration, tool)});
    }
    for (int i = 0; i < 60; ++i)
        list.append({dataChangedBody(i * 5 + 3, "personio:A" + QByteArray::number(i % 7), "personio")}); // same ids: conflicts
    if (!store.deliver(list))
        return false;
    return store.deliver(list.mid(0, 40)); // the same again: redeliveries
}

QVector<QString> texts(EventTable &table, EventColumn column)
{
    QVector<QString> list;
    for (int row = 0; row < table.rowCount(); ++row) {
        if (!loaded(table, row))
            return {};
        const QVariant value = table.data(table.index(row, int(column)), ValueRole);
        list.append(column == EventColumn::Tool ? toolLabel(value.toString()) : value.toString());
    }
    return list;
}

} // namespace

void TestEventTable::sortsByAColumn_data()
{
    QTest::addColumn<EventColumn>("column");
    QTest::addColumn<Qt::SortOrder>("direction");
    for (int i = 0; i < int(eventColumns().size()); ++i) {
        const auto column = EventColumn(i);
        if (!EventTable::canSort(column) || column == EventColumn::Time)
            continue;
        for (const Qt::SortOrder direction : {Qt::AscendingOrder, Qt::DescendingOrder})
            QTest::addRow("%s %s", eventColumns()[size_t(i)].name, direction == Qt::AscendingOrder ? "up" : "down") << column << direction;
    }
}

void TestEventTable::sortsByAColumn()
{
    QFETCH(const EventColumn, column);
    QFETCH(const Qt::SortOrder, direction);
    static FilledStore store;
    static const bool filled = fillVaried(store);
    QVERIFY(filled);
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    const EventOrder order{column, direction};
    table.show(store.environment, filter(u"not id:evt_7"_s), order);
    QCOMPARE(table.order(), order);
    QTRY_COMPARE(table.state(), EventTable::State::Ready);
    QVERIFY(!table.searching());
    QVERIFY(table.rowCount() > 600);
    QCOMPARE(table.rowCount(), table.matching());
    const QVector<QString> shown = texts(table, column);
    QCOMPARE(shown.size(), table.rowCount());
    QVERIFY(QSet<QString>(shown.begin(), shown.end()).size() > 1 || column == EventColumn::Answer);
    const bool number = eventColumns()[size_t(column)].number;
    for (int row = 1; row < table.rowCount(); ++row) {
        const QString &a = shown.at(direction == Qt::AscendingOrder ? row - 1 : row);
        const QString &b = shown.at(direction == Qt::AscendingOrder ? row : row - 1);
        const int compared = number ? (a.toLongLong() > b.toLongLong()) - (a.toLongLong() < b.toLongLong()) : a.compare(b, Qt::CaseInsensitive);
        QVERIFY2(compared <= 0, qPrintable(a + u" before "_s + b));
        QVERIFY(shown.at(row) != shown.at(row - 1) || table.seqAt(row) < table.seqAt(row - 1)); // newest first among equals
        QCOMPARE(table.rowOf(table.seqAt(row)), row);
        QCOMPARE(table.eventAt(row)->seq, table.seqAt(row));
    }
    QCOMPARE(table.rowOf(999'999), -1);
    QCOMPARE(table.seqAt(table.rowCount()), 0);
}

void TestEventTable::sortedRowsAreASnapshot()
{
    FilledStore store;
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    const EventOrder bySize{EventColumn::Size, Qt::DescendingOrder};
    table.show(store.environment, {}, bySize);
    QTRY_COMPARE(table.state(), EventTable::State::Empty);
    QVERIFY(store.deliver(bodies(1, 1))); // the first ones are shown by themselves
    QTRY_COMPARE(table.rowCount(), 1);
    QVERIFY(store.deliver(bodies(2, 19)));
    QTRY_COMPARE(table.waiting(), 19);
    table.show(store.environment, {}, bySize);
    QTRY_COMPARE(table.rowCount(), 20);
    const qint64 top = table.seqAt(0);
    QVERIFY(store.deliver(bodies(1'000'000, 7)));
    QTRY_COMPARE(table.waiting(), 7);
    QCOMPARE(table.rowCount(), 20);
    QCOMPARE(table.seqAt(0), top);
    QCOMPARE(table.matching(), 27);
    QSignalSpy resets(&table, &QAbstractItemModel::modelReset);
    table.show(store.environment, {}, bySize);
    QCOMPARE(table.rowCount(), 20); // until the new ones are there
    QVERIFY(table.searching());
    QTRY_COMPARE(table.rowCount(), 27);
    QCOMPARE(table.waiting(), 0);
    QCOMPARE(resets.size(), 1);
    QVERIFY(loaded(table, 0));
    QCOMPARE(cell(table, 0, EventColumn::Id), u"evt_1000006"_s);
    // What goes is no longer shown.
    QVERIFY(store.deliver(bodies(3'000'000, 1)));
    QTRY_COMPARE(table.waiting(), 1);
}

void TestEventTable::changesTheOrderWithoutSearchingAgain()
{
    FilledStore store;
    QVERIFY(fillVaried(store));
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, filter(u"type:data-changed"_s));
    QTRY_VERIFY(table.complete());
    const int found = table.rowCount();
    const qint64 newest = table.seqAt(0);
    QVERIFY(!EventTable::canSort(EventColumn::Id));
    const EventOrder byTool{EventColumn::Tool, Qt::AscendingOrder};
    table.show(store.environment, filter(u"type:data-changed"_s), byTool);
    QCOMPARE(table.rowCount(), found);
    QCOMPARE(table.seqAt(0), newest);
    QVERIFY(table.complete() && table.searching());
    table.stopSearch(); // the rows stay as they are
    QCOMPARE(table.order(), EventOrder());
    QVERIFY(!table.searching());
    table.show(store.environment, filter(u"type:data-changed"_s), byTool);
    QTRY_VERIFY(!table.searching());
    QVERIFY(table.rowCount() == found && table.seqAt(0) != newest);
    QVERIFY(loaded(table, 0));
    table.show(store.environment, filter(u"type:data-changed"_s), oldestFirst);
    QVERIFY(!table.searching());
    QCOMPARE(table.seqAt(found - 1), newest);
    QVERIFY(loaded(table, found - 1));
    QVERIFY(store.deliver(bodies(50'000, 2)));
    QTRY_COMPARE(table.rowCount(), found + 2);
    // A sort of a new search that is stopped: newest first.
    table.show(store.environment, filter(u"type:*"_s), {EventColumn::Id, Qt::AscendingOrder});
    QCOMPARE(table.order(), EventOrder());
    QTRY_VERIFY(table.complete());
}

void TestEventTable::sortsWhatIsRejected()
{
    FilledStore store;
    QVector<FilledStore::Delivery> list;
    for (int i = 0; i < 700; ++i)
        list.append({createdBody(i, "i", "t", i % 2 == 0 ? "beta" : "Alpha"), Verdict::Rejected, RejectReason::Padded, {}, {}});
    QVERIFY(store.deliver(list));
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.show(store.environment, filter(u"verdict:rejected"_s), {EventColumn::Organization, Qt::AscendingOrder});
    QTRY_COMPARE(table.rowCount(), 700);
    QVERIFY(loaded(table, 0) && loaded(table, 699));
    QCOMPARE(cell(table, 0, EventColumn::Organization), u"Alpha"_s);
    QCOMPARE(cell(table, 699, EventColumn::Organization), u"beta"_s);
    QVERIFY(table.seqAt(0) > table.seqAt(1));
}

void TestEventTable::sortsWhatWasFoundUntilItWasStopped()
{
    FilledStore store;
    QVERIFY(store.deliver(bodies(1, 15'000)));
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    const EventOrder bySize{EventColumn::Size, Qt::AscendingOrder};
    QSemaphore go;
    store.pool->read<int>(&table, [&go](StoreReader &) { go.acquire(); return Result<int>(0); }, [](Result<int>) {});
    table.show(store.environment, filter(u"type:data-changed"_s), bySize);
    table.stopSearch();
    go.release();
    QTRY_COMPARE(table.state(), EventTable::State::Ready);
    QVERIFY(table.stopped() && !table.complete() && !table.searching());
    QVERIFY(table.rowCount() > 0 && table.rowCount() < 15'000);
    QCOMPARE(table.order(), bySize);
    table.resumeSearch();
    QTRY_COMPARE(table.rowCount(), 15'000);
    QTRY_VERIFY(!table.searching());
    QVERIFY(loaded(table, 0));
    QCOMPARE(cell(table, 0, EventColumn::Id), u"evt_9"_s); // the newest of the smallest
}

void TestEventTable::takesEverythingAtOnce()
{
    FilledStore store;
    EventTable table(*store.pool, *store.watch, store.clock);
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    const QVector<QString> filters{QString(), u"type:data-changed"_s, u"verdict:unchecked"_s, u"body:evt_1"_s, u"org:nobody"_s, u"deliveries:>1"_s};
    const QVector<EventOrder> orders{{}, oldestFirst, {EventColumn::Size, Qt::DescendingOrder}, {EventColumn::State, Qt::AscendingOrder}};
    const WriteTransaction::Check refuse = [](const QByteArray &, const HeaderList &) { return std::pair(Verdict::Rejected, RejectReason::Mismatch); };
    for (int round = 0; round < 60; ++round) {
        for (int i = 0; i < 12; ++i)
            QVERIFY(store.enqueue({dataChangedBody(1 + (round * 7 + i) % 400), i % 4 == 0 ? Verdict::Unchecked : Verdict::Verified, {}, {}, {}}));
        if (round % 3 != 1)
            table.show(store.environment, filter(filters.at(round % filters.size())), orders.at(round / 2 % orders.size()));
        if (round % 8 == 5) // events go
            QVERIFY(store.write([&](WriteTransaction &t) { return t.recheckUnchecked(store.environment, refuse).map([](qint64) {}); }));
        if (round % 9 == 4)
            table.stopSearch();
        for (int row : {0, table.rowCount() / 2, table.rowCount() - 1})
            static_cast<void>(table.eventAt(row));
        QCoreApplication::processEvents();
    }
    QVERIFY(store.deliver(bodies(9'000, 1))); // behind all the others
    const auto show = [&] {
        table.show(store.environment, filter(u"type:data-changed -verdict:unchecked"_s), {EventColumn::Deliveries, Qt::DescendingOrder});
    };
    show();
    const auto settled = [&] {
        if (!table.searching() && table.waiting() > 0)
            show();
        return !table.searching();
    };
    QTRY_VERIFY(settled());
    QVERIFY(table.rowCount() > 100);
    int before = std::numeric_limits<int>::max();
    for (int row = 0; row < table.rowCount(); ++row) {
        QVERIFY(loaded(table, row));
        QVERIFY(table.eventAt(row)->deliveries <= before && table.eventAt(row)->verdict == Verdict::Verified);
        before = table.eventAt(row)->deliveries;
    }
}

QTEST_GUILESS_MAIN(TestEventTable)
#include "tst_eventtable.moc"
