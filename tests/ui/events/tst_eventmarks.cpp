// SPDX-License-Identifier: Apache-2.0
// covers: ui/events/eventmarks.cpp ui/events/eventspagemarks.cpp
#include "models/tables/pinnedevents.h"
#include "models/tables/rulecounter.h"
#include "tests/support/filledstore.h"
#include "tests/support/pageprobe.h"
#include "ui/events/eventspage.h"
#include "ui/events/ruledialog.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/inspector.h"

#include <QMenu>
#include <QPlainTextEdit>
#include <QSettings>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// A page over a store that does what is asked for, as the window does.
struct Shown
{
    explicit Shown(FilledStore &filled, bool obeys = true)
        : store(filled), settings(filled.folder.path() + u"/window.ini"_s, QSettings::IniFormat),
          integrations(*store.pool, *store.watch, store.clock), table(*store.pool, *store.watch, store.clock),
          loader(*store.pool, *store.watch), overview(*store.pool, *store.watch, store.clock), pinned(*store.pool, *store.watch),
          counter(*store.pool), page(table, loader, overview, integrations, store.clock, nullptr)
    {
        page.useMarks(pinned, counter, &settings);
        if (obeys)
            QObject::connect(&page, &EventsPage::markRequested, &page, [this](const QVector<qint64> &events, const MarkChange &change) {
                Result<void> result;
                const bool done = store.write([&](WriteTransaction &transaction) -> Result<void> {
                    for (const qint64 event : events)
                        if (result)
                            result = transaction.setMark(event, change, store.clock->now());
                    return result;
                });
                page.showMarked(events, change, done ? Result<void>() : result);
            });
        pinned.show(store.environment);
        page.setEnvironment(store.environment);
        page.resize(1300, 800);
        page.show();
        view = named<DataTable>(page, u"Events table"_s);
        inspector = page.findChild<Inspector *>();
    }
    [[nodiscard]] bool ready() { return QTest::qWaitFor([this] { return table.complete() && table.rowCount() > 0; }); }
    [[nodiscard]] bool open(int row)
    {
        view->setFocus();
        view->selectRow(row);
        return QTest::qWaitFor([this, row] { return inspector->isVisible() && loader.seq() == table.seqAt(row) && pinButton() != nullptr; });
    }
    /// The pin button of the inspector says what it would do.
    [[nodiscard]] Button *pinButton() const
    {
        Button *pin = named<Button>(page, u"Pin the event"_s);
        return pin != nullptr ? pin : named<Button>(page, u"Unpin the event"_s);
    }
    [[nodiscard]] bool isPinned(int row) const { return table.eventAt(row) != nullptr && table.eventAt(row)->pinned; }

    FilledStore &store;
    QSettings settings;
    IntegrationTable integrations;
    EventTable table;
    EventLoader loader;
    OverviewLoader overview;
    PinnedEvents pinned;
    RuleCounter counter;
    EventsPage page;
    DataTable *view = nullptr;
    Inspector *inspector = nullptr;
};

QVector<FilledStore::Delivery> some(int from, int count)
{
    QVector<FilledStore::Delivery> list;
    for (int i = 0; i < count; ++i)
        list.append({dataChangedBody(from + i)});
    return list;
}

} // namespace

class TestEventMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pinsByKey()
    {
        FilledStore store;
        QVERIFY(store.deliver(some(1, 10)));
        Shown shown(store);
        QVERIFY(shown.ready());
        QVERIFY(shown.open(2));
        QTest::keyClick(shown.view, Qt::Key_P);
        QTRY_VERIFY(shown.isPinned(2));
        QTRY_COMPARE(shown.pinned.events(), QVector<qint64>{8});
        QTRY_COMPARE(shown.pinButton()->accessibleName(), u"Unpin the event"_s);
        QTest::keyClick(shown.view, Qt::Key_P, Qt::ControlModifier);
        QTRY_VERIFY(!shown.isPinned(2));
        QTRY_VERIFY(shown.pinned.events().isEmpty());
    }

    void pinsAllThatAreChosen()
    {
        FilledStore store;
        QVERIFY(store.deliver(some(1, 10)));
        Shown shown(store);
        QVERIFY(shown.ready());
        QVERIFY(shown.open(1));
        QTest::keyClick(shown.view, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(shown.view, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(shown.view, Qt::Key_P);
        QTRY_COMPARE(shown.pinned.events(), (QVector<qint64>{7, 8, 9}));
        QTRY_VERIFY(shown.isPinned(3));
        QTest::keyClick(shown.view, Qt::Key_P);
        QTRY_VERIFY(shown.pinned.events().isEmpty());
    }

    void pinsByTheButton()
    {
        FilledStore store;
        QVERIFY(store.deliver(some(1, 3)));
        Shown shown(store);
        QVERIFY(shown.ready());
        QVERIFY(shown.open(0));
        QTest::mouseClick(shown.pinButton(), Qt::LeftButton);
        QTRY_VERIFY(shown.isPinned(0));
        QTRY_COMPARE(shown.pinButton()->accessibleName(), u"Unpin the event"_s);
        QTest::mouseClick(shown.pinButton(), Qt::LeftButton);
        QTRY_VERIFY(!shown.isPinned(0));
    }

    void goesThroughThePinnedOnes()
    {
        FilledStore store;
        QVERIFY(store.deliver(some(1, 40)));
        Shown shown(store);
        QVERIFY(shown.ready());
        QSignalSpy noticed(&shown.page, &EventsPage::noticed);
        shown.view->setFocus();
        shown.view->selectRow(0);
        QTest::keyClick(shown.view, Qt::Key_F2);
        QCOMPARE(noticed.count(), 1);
        QVERIFY(noticed[0][0].toString().contains(u"No event is pinned"_s));
        QVERIFY(store.write([&](WriteTransaction &transaction) -> Result<void> {
            for (const qint64 event : {30, 20, 5})
                if (const Result<void> marked = transaction.setMark(event, {true, {}}, store.clock->now()); !marked)
                    return marked;
            return {};
        }));
        QTRY_COMPARE(shown.pinned.events().size(), 3);
        const auto at = [&] { return shown.table.seqAt(shown.view->currentIndex().row()); };
        for (const qint64 expected : {30, 20, 5, 30}) { // round again
            QTest::keyClick(shown.view, Qt::Key_F2);
            QCOMPARE(at(), expected);
        }
        for (const qint64 expected : {5, 20, 30, 5}) {
            QTest::keyClick(shown.view, Qt::Key_F2, Qt::ShiftModifier);
            QCOMPARE(at(), expected);
        }
        shown.page.showFilter(u"seq:>35"_s);
        QTRY_COMPARE(shown.table.rowCount(), 5);
        QTest::keyClick(shown.view, Qt::Key_F2);
        QVERIFY(noticed.last().first().toString().contains(u"None of the pinned"_s));
    }

    void writesACommentByKey()
    {
        FilledStore store;
        QVERIFY(store.deliver(some(1, 5)));
        Shown shown(store);
        QVERIFY(shown.ready());
        QVERIFY(shown.open(1));
        QTest::keyClick(shown.view, Qt::Key_M, Qt::ControlModifier);
        auto *text = named<QPlainTextEdit>(shown.page, u"Comment"_s);
        QVERIFY(text != nullptr && text->isVisible());
        QTest::keyClicks(text, u"asked Kombo"_s);
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(shown.table.eventAt(1) != nullptr && shown.table.eventAt(1)->comment == u"asked Kombo");
        QTRY_VERIFY(!text->isVisible());
        QTRY_VERIFY(shows(shown.page, u"asked Kombo"_s));
        QVERIFY(shown.inspector->isVisible());
        // With the inspector closed it is opened for it.
        QTest::keyClick(shown.inspector, Qt::Key_Escape);
        QTRY_VERIFY(!shown.inspector->isVisible());
        shown.view->setFocus();
        QTest::keyClick(shown.view, Qt::Key_M, Qt::ControlModifier);
        QTRY_VERIFY(text->isVisible());
        QCOMPARE(text->toPlainText(), u"asked Kombo"_s);
    }

    void aRefusedCommentKeepsItsText()
    {
        FilledStore store;
        QVERIFY(store.deliver(some(1, 2)));
        Shown shown(store, false);
        QObject::connect(&shown.page, &EventsPage::markRequested, &shown.page, [&](const QVector<qint64> &events, const MarkChange &change) {
            shown.page.showMarked(events, change, failure(ErrorKind::StorageFull, u"SQLITE_FULL"_s));
        });
        QVERIFY(shown.ready());
        QVERIFY(shown.open(0));
        QTest::keyClick(shown.view, Qt::Key_M, Qt::ControlModifier);
        auto *text = named<QPlainTextEdit>(shown.page, u"Comment"_s);
        QTest::keyClicks(text, u"important"_s);
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(text->isVisible());
        QCOMPARE(text->toPlainText(), u"important"_s);
        QVERIFY(shows(shown.page, u"Not saved."_s));
    }

    void rejectedDeliveriesCannotBeMarked()
    {
        FilledStore store;
        QVERIFY(store.deliver({{dataChangedBody(1), Verdict::Rejected, RejectReason::Mismatch}}));
        Shown shown(store);
        QSignalSpy asked(&shown.page, &EventsPage::markRequested);
        QSignalSpy noticed(&shown.page, &EventsPage::noticed);
        shown.page.showFilter(u"verdict:rejected"_s);
        QVERIFY(shown.ready());
        QVERIFY(shown.open(0));
        QVERIFY(!shown.pinButton()->isEnabled());
        QTest::keyClick(shown.view, Qt::Key_P);
        QTest::keyClick(shown.view, Qt::Key_M, Qt::ControlModifier);
        QCOMPARE(asked.count(), 0);
        QCOMPARE(noticed.count(), 2);
    }

    void rowsSayWhatMarksThem()
    {
        FilledStore store;
        QVERIFY(store.deliver({{dataChangedBody(1), Verdict::Unchecked}, {dataChangedBody(2)}}));
        Shown shown(store);
        QVERIFY(shown.ready());
        QTRY_VERIFY(shown.table.eventAt(0) != nullptr);
        QVERIFY(shown.view->rowSaid(shown.table.index(0, 0)).isEmpty());
        QCOMPARE(shown.view->rowSaid(shown.table.index(1, 0)), u"Rule: Unchecked"_s);
        QVERIFY(shown.view->cellText(shown.table.index(1, 0)).endsWith(u", Rule: Unchecked"_s));
        QVERIFY(!shown.view->cellText(shown.table.index(1, 1)).contains(u"Rule"_s)); // once a row
        QVERIFY(shown.open(1));
        QTest::keyClick(shown.view, Qt::Key_P);
        QTRY_COMPARE(shown.view->rowSaid(shown.table.index(1, 0)), u"Pinned, Rule: Unchecked"_s);
        // The colour is to be seen, and goes with the rule.
        const auto ground = [&] {
            const QRect row = shown.view->rowRect(1);
            return shown.view->viewport()->grab().toImage().pixelColor(row.right() - 3, row.center().y());
        };
        shown.view->selectRow(0);
        const QColor coloured = ground();
        shown.page.editColours();
        auto *dialog = shown.page.findChild<RuleDialog *>();
        QVERIFY(dialog != nullptr);
        Q_EMIT dialog->saved({});
        dialog->reject();
        QTRY_VERIFY(ground() != coloured);
        QCOMPARE(shown.view->rowSaid(shown.table.index(1, 0)), u"Pinned"_s);
    }

    void theMenuOffersMarks()
    {
        FilledStore store;
        QVERIFY(store.deliver(some(1, 2)));
        Shown shown(store);
        QVERIFY(shown.ready());
        QVERIFY(shown.open(0));
        QMenu menu;
        Q_EMIT shown.view->menuRequested(&menu, shown.view->currentIndex());
        QAction *pin = nullptr;
        for (QAction *action : menu.actions())
            if (action->text() == u"Pin")
                pin = action;
        QVERIFY(pin != nullptr);
        pin->trigger();
        QTRY_VERIFY(shown.isPinned(0));
        QMenu again;
        Q_EMIT shown.view->menuRequested(&again, shown.view->currentIndex());
        QStringList offered;
        for (const QAction *action : again.actions())
            offered.append(action->text());
        QVERIFY(offered.contains(u"Unpin"_s));
    }

    void controlsHaveNames()
    {
        FilledStore store;
        QVERIFY(store.deliver(some(1, 2)));
        Shown shown(store);
        QVERIFY(shown.ready());
        QVERIFY(shown.open(0));
        QTest::keyClick(shown.view, Qt::Key_M, Qt::ControlModifier);
        QCOMPARE(sharedNames(shown.page), QStringList());
    }

public:
    TestEventMarks() : m_theme(new ThemeController(this)) { m_theme->setMode(ColorMode::Light); }

private:
    ThemeController *m_theme;
};

QTEST_MAIN(TestEventMarks)
#include "tst_eventmarks.moc"
