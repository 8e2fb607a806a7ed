// SPDX-License-Identifier: Apache-2.0
// covers: ui/events/followtail.cpp
#include "ui/events/viewoptions.h"

#include "tests/support/livingstore.h"
#include "tests/support/pageprobe.h"
#include "models/tables/eventtable.h"
#include "ui/events/followtail.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/button.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/rowheader.h"

#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QVector<FilledStore::Delivery> some(int from, int count)
{
    QVector<FilledStore::Delivery> list;
    for (int i = 0; i < count; ++i)
        list.append({dataChangedBody(from + i)});
    return list;
}

/// The table of the page with its options, as the page puts them together.
struct Shown
{
    explicit Shown(FilledStore &store, QSettings *settings = nullptr) : table(*store.pool, *store.watch, store.clock)
    {
        view.setModel(&table);
        options = std::make_unique<ViewOptions>(&view, table, store.clock, settings, nullptr);
        follow = std::make_unique<FollowTail>(&view, table);
        QObject::connect(options.get(), &ViewOptions::orderChanged, &view, [this, &store] { show(store); });
        view.resize(1200, 500);
        view.show();
        show(store);
    }
    void show(FilledStore &store) { table.show(store.environment, {}, options->order()); }
    [[nodiscard]] bool ready() { return QTest::qWaitFor([this] { return !table.searching() && table.rowCount() > 0; }); }
    [[nodiscard]] QString said(int row, EventColumn column) const { return view.cellText(table.index(row, int(column))); }
    [[nodiscard]] qint64 topSeq() const { return table.seqAt(view.rowAt(0)); }
    [[nodiscard]] bool atBottom() const { return view.verticalScrollBar()->value() == view.verticalScrollBar()->maximum(); }

    EventTable table;
    DataTable view;
    std::unique_ptr<ViewOptions> options;
    std::unique_ptr<FollowTail> follow;
};

} // namespace

class TestViewOptions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbersRowsFromTheOldest();
    void writesTimesAsAsked();
    void remembersWhatWasChosen();
    void forgetsOrdersThatAreNone();
    void menuOffersEverything();
    void followsAtTheBottomWhenTheOldestAreOnTop();
    void countsWhatWaitsToBeSortedIn();
    void headersSort();
    void keepsTheChosenRowInAnotherOrder();

private:
    ThemeController m_theme;
};

void TestViewOptions::numbersRowsFromTheOldest()
{
    FilledStore store;
    QVERIFY(store.deliver(some(1, 30)));
    Shown shown(store);
    QVERIFY(shown.ready());
    QVERIFY(!shown.options->rowNumbers());
    shown.options->setRowNumbers(true);
    QVERIFY(shown.options->rowNumbers());
    QCOMPARE(shown.view.horizontalHeader()->visualIndex(int(EventColumn::Row)), 0);
    QCOMPARE(shown.said(0, EventColumn::Row), u"30"_s);
    QCOMPARE(shown.said(29, EventColumn::Row), u"1"_s);
    QVERIFY(store.deliver(some(31, 5)));
    QTRY_COMPARE(shown.table.rowCount(), 35);
    QCOMPARE(shown.said(34, EventColumn::Row), u"1"_s); // kept its number
    shown.options->setOrder({EventColumn::Time, Qt::AscendingOrder});
    QVERIFY(shown.ready());
    QCOMPARE(shown.said(0, EventColumn::Row), u"1"_s);
}

void TestViewOptions::writesTimesAsAsked()
{
    FilledStore store;
    QVERIFY(store.deliver(some(1, 3)));
    Shown shown(store);
    QVERIFY(shown.ready());
    QTRY_VERIFY(shown.table.eventAt(0) != nullptr);
    const int time = int(EventColumn::Time);
    QVERIFY(shown.view.columnTitle(time).startsWith(u"Time · "));
    shown.options->setTimes({false, true});
    QCOMPARE(shown.view.columnTitle(time), u"Time · UTC"_s);
    const QString utc = formatTimestamp(shown.table.eventAt(0)->receivedAt);
    QVERIFY2(shown.said(0, EventColumn::Time).contains(utc.mid(11, 5)), qPrintable(shown.said(0, EventColumn::Time)));
    shown.options->setTimes({true, false});
    QVERIFY(shown.said(0, EventColumn::Time).contains(u"ago") || shown.said(0, EventColumn::Time).contains(u"now"));
    QCOMPARE(shown.view.columnTitle(time), u"Time · ago"_s);
}

void TestViewOptions::remembersWhatWasChosen()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    FilledStore store;
    QVERIFY(store.deliver(some(1, 3)));
    {
        Shown shown(store, &settings);
        shown.options->setTimes({true, true});
        shown.options->setRowNumbers(true);
        shown.options->setOrder({EventColumn::Time, Qt::AscendingOrder});
        shown.view.setColumnWidth(int(EventColumn::Tool), 177);
    }
    Shown again(store, &settings);
    QCOMPARE(again.options->times(), (EventTimes{true, true}));
    QCOMPARE(again.options->order(), (EventOrder{EventColumn::Time, Qt::AscendingOrder}));
    QVERIFY(again.options->rowNumbers());
    QCOMPARE(again.view.columnWidth(int(EventColumn::Tool)), 177);
    QCOMPARE(again.view.horizontalHeader()->sortedOrder(), Qt::AscendingOrder);
    again.view.resetColumns();
    QVERIFY(!again.options->rowNumbers());
}

void TestViewOptions::forgetsOrdersThatAreNone()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    FilledStore store;
    for (const QString &kept : {QString(), u"gone ascending"_s, u"note descending"_s, u"row ascending"_s, u"\u202E"_s}) {
        settings.setValue(u"events/order"_s, kept);
        Shown shown(store, &settings);
        QVERIFY2(EventTable::canSort(shown.options->order().column), qPrintable(kept));
        if (!kept.startsWith(u"note"))
            QCOMPARE(shown.options->order(), EventOrder());
    }
}

void TestViewOptions::menuOffersEverything()
{
    FilledStore store;
    QVERIFY(store.deliver(some(1, 3)));
    Shown shown(store);
    QMenu menu;
    shown.options->fill(&menu);
    QStringList offered;
    QAction *compact = nullptr;
    for (QAction *action : menu.actions()) {
        if (!action->isSeparator())
            offered.append(action->text());
        if (action->text() == u"Compact rows")
            compact = action;
        if (action->text() == u"UTC")
            action->trigger();
    }
    QCOMPARE(offered.first(), u"Row numbers"_s);
    QVERIFY(offered.contains(u"Columns"_s) && offered.contains(u"Sort by"_s) && offered.contains(u"Times as ages"_s));
    QVERIFY(shown.options->times().utc);
    QSignalSpy density(shown.options.get(), &ViewOptions::densityChosen);
    compact->trigger();
    QCOMPARE(density.size(), 1);
    QCOMPARE(density.first().first().value<Density>(), Density::Compact);
    // By the button.
    QCOMPARE(shown.options->button()->text(), u"View"_s);
    shown.options->button()->click();
    QVERIFY(shown.options->button()->findChild<QMenu *>() != nullptr);
    shown.options->button()->findChild<QMenu *>()->close();
}

void TestViewOptions::followsAtTheBottomWhenTheOldestAreOnTop()
{
    FilledStore store;
    QVERIFY(store.deliver(some(1, 200)));
    Shown shown(store);
    shown.options->setOrder({EventColumn::Time, Qt::AscendingOrder});
    QVERIFY(shown.ready());
    shown.follow->resume();
    QVERIFY(shown.follow->following());
    QTRY_VERIFY(shown.atBottom());
    QVERIFY(store.deliver(some(201, 20)));
    QTRY_COMPARE(shown.table.rowCount(), 220);
    QVERIFY(shown.atBottom());
    QVERIFY(shown.follow->following());
    shown.view.verticalScrollBar()->setValue(300);
    QVERIFY(!shown.follow->following());
    const qint64 top = shown.topSeq();
    QVERIFY(store.deliver(some(221, 7)));
    QTRY_COMPARE(shown.follow->fresh(), 7);
    QCOMPARE(shown.topSeq(), top);
    QTest::keyClick(&shown.view, Qt::Key_End);
    QVERIFY(shown.follow->following());
    QVERIFY(shown.atBottom());
    QCOMPARE(shown.view.currentIndex().row(), shown.table.rowCount() - 1);
}

void TestViewOptions::countsWhatWaitsToBeSortedIn()
{
    FilledStore store;
    QVERIFY(store.deliver(some(1, 50)));
    Shown shown(store);
    shown.options->setOrder({EventColumn::Size, Qt::DescendingOrder});
    QVERIFY(shown.ready());
    QVERIFY(!shown.follow->hasTail());
    QVERIFY(!shown.follow->following());
    QSignalSpy changed(shown.follow.get(), &FollowTail::changed);
    QVERIFY(store.deliver(some(51, 6)));
    QTRY_COMPARE(shown.follow->fresh(), 6);
    QVERIFY(!changed.isEmpty());
    QCOMPARE(shown.table.rowCount(), 50);
    shown.follow->resume();
    QTRY_COMPARE(shown.table.rowCount(), 56);
    QCOMPARE(shown.follow->fresh(), 0);
}

void TestViewOptions::headersSort()
{
    FilledStore store;
    QVERIFY(store.deliver(some(1, 5)));
    Shown shown(store);
    QVERIFY(shown.ready());
    RowHeader *header = shown.view.horizontalHeader();
    QCOMPARE(header->sortedColumn(), int(EventColumn::Time));
    QCOMPARE(header->sortedOrder(), Qt::DescendingOrder);
    const QPoint at(shown.view.columnViewportPosition(int(EventColumn::Time)) + 40, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(shown.options->order(), (EventOrder{EventColumn::Time, Qt::AscendingOrder}));
    QCOMPARE(header->sortedOrder(), Qt::AscendingOrder);
    QVERIFY(shown.ready());
    QCOMPARE(shown.table.seqAt(0), 1);
}

void TestViewOptions::keepsTheChosenRowInAnotherOrder()
{
    FilledStore store;
    QVERIFY(store.deliver(some(1, 40)));
    Shown shown(store);
    QVERIFY(shown.ready());
    shown.view.selectRow(5);
    const qint64 chosen = shown.table.seqAt(5);
    for (const EventOrder &order : {EventOrder{EventColumn::Time, Qt::AscendingOrder}, EventOrder{EventColumn::Type, Qt::AscendingOrder},
                                    EventOrder{EventColumn::Size, Qt::DescendingOrder}, EventOrder{}}) {
        shown.options->setOrder(order);
        QVERIFY(shown.ready());
        QTRY_COMPARE(shown.table.seqAt(shown.view.chosen().row()), chosen);
    }
}

QTEST_MAIN(TestViewOptions)
#include "tst_viewoptions.moc"
