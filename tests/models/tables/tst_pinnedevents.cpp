// SPDX-License-Identifier: Apache-2.0
// covers: models/tables/pinnedevents.cpp models/tables/eventloader.cpp
// Marks as views see them: live, wherever they were made.
#include "models/tables/eventloader.h"
#include "models/tables/eventtable.h"
#include "models/tables/pinnedevents.h"
#include "tests/support/filledstore.h"

#include <QAbstractItemModelTester>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QVector<FilledStore::Delivery> bodies(int from, int count)
{
    QVector<FilledStore::Delivery> list;
    for (int i = 0; i < count; ++i)
        list.append({dataChangedBody(from + i)});
    return list;
}

bool mark(FilledStore &store, const QVector<qint64> &events, const MarkChange &change)
{
    return store.write([&](WriteTransaction &transaction) -> Result<void> {
        for (const qint64 event : events) {
            if (const Result<void> marked = transaction.setMark(event, change, store.clock->now()); !marked)
                return marked;
        }
        return {};
    });
}

QVector<qint64> shown(const EventTable &table)
{
    QVector<qint64> seqs;
    for (int row = 0; row < table.rowCount(); ++row)
        seqs.append(table.seqAt(row));
    return seqs;
}

} // namespace

class TestPinnedEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsPinsAsTheyCome()
    {
        FilledStore store;
        QVERIFY(store.deliver(bodies(1, 5)));
        PinnedEvents pinned(*store.pool, *store.watch);
        QSignalSpy changed(&pinned, &PinnedEvents::changed);
        pinned.show(store.environment);
        QVERIFY(mark(store, {4, 2}, {true, {}}));
        QTRY_COMPARE(pinned.events(), (QVector<qint64>{2, 4}));
        QVERIFY(mark(store, {3}, {{}, u"no pin"_s}));
        QVERIFY(mark(store, {2}, {false, {}}));
        QTRY_COMPARE(pinned.events(), (QVector<qint64>{4}));
        pinned.show(u"elsewhere"_s);
        QTRY_VERIFY(pinned.events().isEmpty());
        QVERIFY(changed.count() >= 3);
    }

    void rowsShowMarksLive()
    {
        FilledStore store;
        QVERIFY(store.deliver(bodies(1, 300)));
        EventTable table(*store.pool, *store.watch, store.clock);
        QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        table.show(store.environment, {});
        QTRY_COMPARE(table.rowCount(), 300);
        QTRY_VERIFY(table.eventAt(0) != nullptr);
        QVERIFY(!table.eventAt(0)->pinned);
        QSignalSpy changed(&table, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&table, &QAbstractItemModel::modelReset);
        QVERIFY(mark(store, {300, 7}, {true, u"look"_s}));
        QTRY_VERIFY(table.eventAt(0)->pinned && table.eventAt(0)->comment == u"look");
        QTRY_VERIFY(table.eventAt(293) != nullptr && table.eventAt(293)->pinned);
        QVERIFY(changed.count() > 0);
        QVERIFY(mark(store, {300}, {false, u""_s}));
        QTRY_VERIFY(!table.eventAt(0)->pinned && table.eventAt(0)->comment.isNull());
        QCOMPARE(table.rowCount(), 300);
        QCOMPARE(reset.count(), 0); // rows stay where they are
    }

    void filtersFollowMarksLive()
    {
        FilledStore store;
        QVERIFY(store.deliver(bodies(1, 300)));
        QVERIFY(mark(store, {10, 200}, {true, {}}));
        EventTable table(*store.pool, *store.watch, store.clock);
        QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        table.show(store.environment, *parseFilter(u"pinned:yes"_s, store.clock->now()));
        QTRY_COMPARE(shown(table), (QVector<qint64>{200, 10}));
        QTRY_VERIFY(table.complete());
        QVERIFY(mark(store, {50}, {true, {}}));
        QTRY_COMPARE(shown(table), (QVector<qint64>{200, 50, 10}));
        QVERIFY(store.deliver(bodies(301, 3)));
        QVERIFY(mark(store, {302}, {true, {}}));
        QTRY_COMPARE(shown(table), (QVector<qint64>{302, 200, 50, 10}));
        QVERIFY(mark(store, {200, 10}, {false, {}}));
        QTRY_COMPARE(shown(table), (QVector<qint64>{302, 50}));
        table.show(store.environment, *parseFilter(u"comment:*"_s, store.clock->now()));
        QTRY_COMPARE(table.state(), EventTable::State::NoMatch);
        QVERIFY(mark(store, {77}, {{}, u"here"_s}));
        QTRY_COMPARE(shown(table), QVector<qint64>{77});
        QTRY_COMPARE(table.state(), EventTable::State::Ready);
    }

    void marksFromAnotherProcessArriveToo()
    {
        FilledStore store;
        QVERIFY(store.deliver(bodies(1, 10)));
        // Without the writer this watch polls, as a window beside an owner does.
        const auto watch = watchStore(store.paths, nullptr);
        EventTable table(*store.pool, *watch, store.clock);
        PinnedEvents pinned(*store.pool, *watch);
        table.show(store.environment, {});
        pinned.show(store.environment);
        QTRY_VERIFY(table.eventAt(0) != nullptr);
        QVERIFY(mark(store, {10}, {true, u"seen"_s}));
        QTRY_VERIFY(table.eventAt(0)->pinned);
        QTRY_COMPARE(pinned.events(), QVector<qint64>{10});
    }

    void theOpenEventIsReadAgain()
    {
        FilledStore store;
        QVERIFY(store.deliver(bodies(1, 2)));
        EventLoader loader(*store.pool, *store.watch);
        QSignalSpy loaded(&loader, &EventLoader::loaded);
        loader.load(1, false);
        QTRY_COMPARE(loaded.count(), 1);
        QVERIFY(mark(store, {1}, {true, u"seen"_s}));
        QTRY_VERIFY(loaded.count() >= 2);
        const auto event = loaded.last().first().value<std::shared_ptr<const LoadedEvent>>();
        QVERIFY(event->detail.row.pinned);
        QCOMPARE(event->detail.row.comment, u"seen"_s);
    }
};

QTEST_GUILESS_MAIN(TestPinnedEvents)
#include "tst_pinnedevents.moc"
