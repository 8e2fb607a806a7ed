// SPDX-License-Identifier: Apache-2.0
// covers: ui/events/eventspage.cpp ui/events/filterbar.cpp ui/events/followtail.cpp
// covers: ui/events/eventspagevolume.cpp ui/events/signaturepanel.cpp ui/events/widenoffer.cpp
#include "models/tables/volumeloader.h"
#include "tests/support/livingstore.h"
#include "tests/support/pageprobe.h"
#include "ui/events/bodypane.h"
#include "ui/events/eventinspector.h"
#include "ui/events/eventspage.h"
#include "ui/events/signaturepanel.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/histogram.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QMimeData>
#include <QScrollBar>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// A page over a store, shown.
struct Shown
{
    explicit Shown(FilledStore &store)
        : integrations(*store.pool, *store.watch, store.clock), table(*store.pool, *store.watch, store.clock),
          loader(*store.pool, *store.watch), overview(*store.pool, *store.watch, store.clock),
          page(table, loader, overview, integrations, store.clock, nullptr)
    {
        overview.show(store.environment);
        integrations.show(store.environment);
        page.setEnvironment(store.environment);
        page.resize(1200, 800);
        page.show();
        view = named<DataTable>(page, u"Events table"_s);
        inspector = page.findChild<EventInspector *>();
    }
    [[nodiscard]] bool ready() { return QTest::qWaitFor([this] { return table.complete() && table.rowCount() > 0; }); }
    [[nodiscard]] int topRow() const { return view->rowAt(0); }

    IntegrationTable integrations;
    EventTable table;
    EventLoader loader;
    OverviewLoader overview;
    EventsPage page;
    DataTable *view = nullptr;
    EventInspector *inspector = nullptr;
};

QVector<FilledStore::Delivery> some(int from, int count)
{
    QVector<FilledStore::Delivery> list;
    for (int i = 0; i < count; ++i)
        list.append({dataChangedBody(from + i)});
    return list;
}

} // namespace

class TestEventsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhereItWaitsWhileEmpty();
    void showsCountsAndVolume();
    void followsTheNewestUntilAPersonMoves();
    void staysOnTheSameRowsWhileNewOnesArrive();
    void resumesByHomeAndByTheButtons();
    void keepsThePlaceOverAReset();
    void opensTheChosenEvent();
    void showsEveryTabOfAnEvent();
    void fetchesWhatAnEventSaysHasChanged();
    void explainsARejectedSignature();
    void filtersByTextAndSaysWhatIsWrong();
    void filtersByQuickChoices();
    void filtersByABarOfTheChart();
    void copiesTheBodyByteForByte();
    void showsBytesThatAreNoText();
    void worksByKeyboardWithNamedControls();
    void offersAllEventsWhenNothingMatches();
    void offersToDropTheTermThatFindsNothing();
    void filtersByCells();

private:
    ThemeController *m_theme = nullptr;

public:
    TestEventsPage() : m_theme(new ThemeController(this)) { m_theme->setMode(ColorMode::Light); }
};

void TestEventsPage::saysWhereItWaitsWhileEmpty()
{
    FilledStore store;
    Shown shown(store);
    QTRY_VERIFY(shows(shown.page, u"The listener is not running"_s));
    shown.page.setListenerAddress(u"http://127.0.0.1:7390/webhooks/kombo"_s);
    QTRY_VERIFY(shows(shown.page, u"http://127.0.0.1:7390/webhooks/kombo"_s));
}

void TestEventsPage::showsCountsAndVolume()
{
    LivingStore store;
    QVERIFY(store.good);
    Shown shown(store);
    QVERIFY(shown.ready());
    QTRY_VERIFY(shows(shown.page, u"50 rejected"_s));
    QVERIFY(shows(shown.page, u"in the last hour"_s));
    QTRY_VERIFY(named<QComboBox>(shown.page, u"Event type"_s)->count() > 3);
}

void TestEventsPage::followsTheNewestUntilAPersonMoves()
{
    FilledStore store;
    QVERIFY(store.deliver(some(1, 100)));
    Shown shown(store);
    QVERIFY(shown.ready());
    QVERIFY(store.deliver(some(101, 5)));
    QTRY_COMPARE(shown.table.rowCount(), 105);
    QCOMPARE(shown.topRow(), 0);
    QVERIFY(named<Button>(shown.page, u"Pause live"_s) != nullptr);
    // The wheel, a key or a click away from the newest row stops it.
    QTRY_VERIFY(shown.view->verticalScrollBar()->maximum() > 200); // laid out
    shown.view->verticalScrollBar()->setValue(200);
    QVERIFY(named<Button>(shown.page, u"Follow newest"_s) != nullptr);
    QTest::keyClick(shown.view, Qt::Key_Home);
    QVERIFY(named<Button>(shown.page, u"Pause live"_s) != nullptr);
    const QRect row = shown.view->visualRect(shown.table.index(3, 2));
    QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {}, row.center());
    QVERIFY(named<Button>(shown.page, u"Follow newest"_s) != nullptr);
}

void TestEventsPage::staysOnTheSameRowsWhileNewOnesArrive()
{
    FilledStore store;
    QVERIFY(store.deliver(some(1, 300)));
    Shown shown(store);
    QVERIFY(shown.ready());
    QTRY_VERIFY(shown.view->verticalScrollBar()->maximum() > 1000); // laid out
    shown.view->verticalScrollBar()->setValue(1000);
    const qint64 top = shown.table.seqAt(shown.topRow());
    QVERIFY(store.deliver(some(301, 40)));
    QTRY_COMPARE(shown.table.rowCount(), 340);
    QCOMPARE(shown.table.seqAt(shown.topRow()), top);
    Button *fresh = named<Button>(shown.page, u"40 new"_s);
    QVERIFY(fresh != nullptr && fresh->isVisible());
    QVERIFY(store.deliver(some(341, 2)));
    QTRY_COMPARE(fresh->text(), u"42 new"_s);
    QCOMPARE(shown.table.seqAt(shown.topRow()), top);
    QTest::mouseClick(fresh, Qt::LeftButton);
    QCOMPARE(shown.topRow(), 0);
    QVERIFY(!fresh->isVisible());
}

void TestEventsPage::resumesByHomeAndByTheButtons()
{
    FilledStore store;
    QVERIFY(store.deliver(some(1, 100)));
    Shown shown(store);
    QVERIFY(shown.ready());
    QTRY_VERIFY(shown.view->verticalScrollBar()->maximum() > 300); // laid out
    shown.view->verticalScrollBar()->setValue(300);
    QVERIFY(store.deliver(some(101, 3)));
    QTRY_VERIFY(named<Button>(shown.page, u"3 new"_s) != nullptr);
    QTest::keyClick(shown.view, Qt::Key_Home);
    QCOMPARE(shown.topRow(), 0);
    QCOMPARE(shown.view->currentIndex().row(), 0);
    QVERIFY(!named<Button>(shown.page, u"3 new"_s)->isVisible());
    QTest::mouseClick(named<Button>(shown.page, u"Pause live"_s), Qt::LeftButton);
    QVERIFY(store.deliver(some(104, 4)));
    QTRY_VERIFY(named<Button>(shown.page, u"4 new"_s) != nullptr);
    QTest::mouseClick(named<Button>(shown.page, u"Follow newest"_s), Qt::LeftButton);
    QCOMPARE(shown.topRow(), 0);
}

void TestEventsPage::keepsThePlaceOverAReset()
{
    FilledStore store;
    QVector<FilledStore::Delivery> unchecked = some(1, 200);
    for (FilledStore::Delivery &one : unchecked)
        one.verdict = Verdict::Unchecked;
    QVERIFY(store.deliver(unchecked));
    QVERIFY(store.deliver(some(201, 100)));
    Shown shown(store);
    shown.page.showFilter(u"-verdict:verified"_s);
    QVERIFY(shown.ready());
    QCOMPARE(shown.table.rowCount(), 200);
    shown.view->selectRow(60);
    const qint64 chosen = shown.table.seqAt(60);
    // Every second one turns out to be forged: it leaves the view, and the table is made anew.
    QVERIFY(store.write([](WriteTransaction &transaction) -> Result<void> {
        const auto looked = transaction.recheckUnchecked(u"test"_s, [](const QByteArray &body, const HeaderList &) {
            return body.contains("4\",\"type") ? std::pair(Verdict::Verified, RejectReason::None)
                                               : std::pair(Verdict::Unchecked, RejectReason::None);
        });
        return looked ? Result<void>() : tl::unexpected<Error>(looked.error());
    }));
    QTRY_VERIFY_WITH_TIMEOUT(shown.table.rowCount() < 200, 8000);
    QCOMPARE(shown.table.seqAt(shown.view->currentIndex().row()), chosen);
}

void TestEventsPage::opensTheChosenEvent()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    QVERIFY(!shown.inspector->isVisible());
    shown.view->setFocus();
    shown.view->selectRow(0);
    QTest::keyClick(shown.view, Qt::Key_Down);
    QTRY_VERIFY(shown.inspector->isVisible());
    QTRY_COMPARE(shown.inspector->shown()->detail.row.seq, shown.table.seqAt(1));
    QVERIFY(named<CodeView>(shown.page, u"Body, formatted"_s)->toPlainText().startsWith(u"{\n  \"id\""));
    QTest::keyClick(shown.inspector, Qt::Key_Escape);
    QVERIFY(!shown.inspector->isVisible());
    QTest::keyClick(shown.view, Qt::Key_Return);
    QTRY_VERIFY(shown.inspector->isVisible());
}

void TestEventsPage::showsEveryTabOfAnEvent()
{
    FilledStore store;
    QVERIFY(store.deliver(some(1, 1)));
    QVERIFY(store.deliver(some(1, 1)));
    Shown shown(store);
    shown.page.openEvent(1);
    QTRY_VERIFY(shown.inspector->isVisible());
    shown.inspector->showBody(BodyView::Raw);
    QCOMPARE(named<CodeView>(shown.page, u"Body as received"_s)->toPlainText().toUtf8(), dataChangedBody(1));
    shown.inspector->setCurrentTab(EventInspector::HeadersTab);
    QVERIFY(named<CodeView>(shown.page, u"Request headers"_s)->toPlainText().startsWith(u"Host: localhost:7390"));
    shown.inspector->setCurrentTab(EventInspector::SignatureTab);
    QVERIFY(shows(shown.page, u"HMAC-SHA256"_s));
    shown.inspector->setCurrentTab(EventInspector::DeliveriesTab);
    QCOMPARE(named<DataTable>(shown.page, u"Deliveries of this event"_s)->model()->rowCount(), 2);
    // One more delivery of the event that is open is seen without choosing it again.
    QVERIFY(store.deliver(some(1, 1)));
    QTRY_COMPARE(named<DataTable>(shown.page, u"Deliveries of this event"_s)->model()->rowCount(), 3);
    shown.page.openEvent(4711);
    QTRY_VERIFY(shown.inspector->shown() == nullptr);
    QVERIFY(!named<Button>(shown.page, u"Copy body"_s)->isEnabled());
}

void TestEventsPage::fetchesWhatAnEventSaysHasChanged()
{
    FilledStore store;
    QVERIFY(store.deliver(some(1, 1)));
    QVERIFY(store.deliver({{dataChangedBody(2), Verdict::Unchecked, RejectReason::None, {}}}));
    Shown shown(store);
    QSignalSpy asked(&shown.page, &EventsPage::fetchRequested);
    shown.page.openEvent(1);
    QTRY_VERIFY(shown.inspector->isVisible());
    auto *fetch = named<Button>(shown.page, u"Fetch changes"_s);
    QVERIFY(fetch->isVisible());
    QTest::mouseClick(fetch, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    const auto request = asked[0][0].value<FetchRequest>();
    QCOMPARE(request.models, QStringList{u"hris_employees"_s});
    QCOMPARE(request.cause, dataChangedCause);
    QCOMPARE(request.kind, RunKind::Delta);
    shown.page.setActionsBlocked(u"No API key."_s);
    QVERIFY(!fetch->isEnabled());
    QVERIFY(fetch->accessibleDescription().contains(u"No API key."));
    shown.page.openEvent(2); // an unchecked event causes nothing
    QTRY_VERIFY(!fetch->isVisible());
}

void TestEventsPage::explainsARejectedSignature()
{
    FilledStore store;
    QVERIFY(store.deliver({{dataChangedBody(1), Verdict::Rejected, RejectReason::Padded, {}}}));
    Shown shown(store);
    shown.page.showFilter(u"verdict:rejected"_s);
    QVERIFY(shown.ready());
    shown.view->selectRow(0);
    QTRY_VERIFY(shown.inspector->isVisible());
    shown.inspector->setCurrentTab(EventInspector::SignatureTab);
    QVERIFY(shows(shown.page, rejectReasonText(RejectReason::Padded)));
    for (int reason = 1; reason <= int(RejectReason::Mismatch); ++reason)
        QVERIFY(!signatureAdvice(Verdict::Rejected, RejectReason(reason)).isEmpty());
    QVERIFY(!signatureAdvice(Verdict::Unchecked, RejectReason::None).isEmpty());
    QVERIFY(signatureAdvice(Verdict::Verified, RejectReason::None).isEmpty());
}

void TestEventsPage::filtersByTextAndSaysWhatIsWrong()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    const int all = shown.table.rowCount();
    auto *field = named<SearchField>(shown.page, u"Filter events"_s);
    field->setFocus();
    QTest::keyClicks(field, u"type:sync-finished"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(shown.table.complete() && shown.table.rowCount() > 0 && shown.table.rowCount() < all);
    QVERIFY(shows(shown.page, u"Sync-finished events, newest first."_s));
    const int some = shown.table.rowCount();
    QTest::keyClicks(field, u" typ:x"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(field->problem().contains(u"Did you mean \"type\"?"));
    QVERIFY(shows(shown.page, u"Until then the last filter stays in force."_s));
    QCOMPARE(shown.table.rowCount(), some); // the last filter that was understood stays
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Delete);
    QTRY_COMPARE(shown.table.rowCount(), all);
}

void TestEventsPage::filtersByQuickChoices()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    auto *field = named<SearchField>(shown.page, u"Filter events"_s);
    QTest::mouseClick(named<QAbstractButton>(shown.page, u"Rejected"_s), Qt::LeftButton);
    QCOMPARE(field->text(), u"verdict:rejected"_s);
    QTRY_COMPARE(shown.table.rowCount(), 50);
    QTest::mouseClick(named<QAbstractButton>(shown.page, u"All"_s), Qt::LeftButton);
    QCOMPARE(field->text(), QString());
    auto *types = named<QComboBox>(shown.page, u"Event type"_s);
    QTRY_VERIFY(types->findData(u"sync-finished"_s) > 0);
    types->setFocus();
    types->setCurrentIndex(types->findData(u"sync-finished"_s));
    Q_EMIT types->activated(types->currentIndex());
    QCOMPARE(field->text(), u"type:sync-finished"_s);
    auto *integrations = named<QComboBox>(shown.page, u"Integration"_s);
    QTRY_COMPARE(integrations->count(), 9);
    integrations->setCurrentIndex(1);
    Q_EMIT integrations->activated(1);
    QVERIFY(field->text().startsWith(u"type:sync-finished integration:"));
    QTRY_VERIFY(shown.table.complete() && shown.table.rowCount() > 0);
    shown.view->selectRow(0);
    QTRY_VERIFY(shown.inspector->isVisible());
    shown.page.showFilter({});
    QTest::mouseClick(named<Button>(shown.page, u"This integration"_s), Qt::LeftButton);
    QVERIFY(field->text().startsWith(u"integration:"));
}

void TestEventsPage::filtersByABarOfTheChart()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    const qint64 from = toMillis(store.clock->now()) - 10 * 60'000;
    VolumeLoader volume(*store.pool, *store.watch, store.clock);
    shown.page.useVolume(volume, nullptr);
    Q_EMIT shown.page.findChild<Histogram *>()->brushed(from, from + 60'000);
    QVERIFY(named<SearchField>(shown.page, u"Filter events"_s)->text().contains(u"since:"));
    QTRY_VERIFY(shown.table.complete() && shown.table.rowCount() > 0 && shown.table.rowCount() < 40);
}

void TestEventsPage::copiesTheBodyByteForByte()
{
    FilledStore store;
    const QByteArray body = "{ \"id\":\"x\",\r\n\t\"type\" : \"data-changed\", \"n\":1.0e2 }";
    QVERIFY(store.deliver({{body}}));
    Shown shown(store);
    shown.page.openEvent(1);
    QTRY_VERIFY(shown.inspector->isVisible());
    QTest::mouseClick(named<Button>(shown.page, u"Copy body"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(u"application/octet-stream"_s), body);
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), body);
    QTest::mouseClick(named<Button>(shown.page, u"Copy id"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"x"_s);
}

void TestEventsPage::showsBytesThatAreNoText()
{
    FilledStore store;
    const QByteArray body("\xc3\x28<b>bold</b> \x01", 15);
    QVERIFY(store.deliver({{body}}));
    Shown shown(store);
    shown.page.openEvent(1);
    QTRY_VERIFY(shown.inspector->isVisible());
    QVERIFY(shows(shown.page, u"not valid UTF-8"_s));
    QVERIFY(named<CodeView>(shown.page, u"Body, formatted"_s)->toPlainText().contains(u"<b>bold</b>"));
    QVERIFY(!named<Button>(shown.page, u"This integration"_s)->isEnabled());
    QVERIFY(!named<Button>(shown.page, u"This integration"_s)->accessibleDescription().isEmpty());
}

void TestEventsPage::worksByKeyboardWithNamedControls()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    shown.view->selectRow(2);
    QTRY_VERIFY(shown.inspector->isVisible());
    QCOMPARE(sharedNames(shown.page), QStringList());
    // With the navigation beside it, the page fits into a window of 1,280.
    QVERIFY2(shown.page.minimumSizeHint().width() <= 1040, qPrintable(QString::number(shown.page.minimumSizeHint().width())));
    shown.page.activateWindow();
    shown.view->setFocus();
    QTRY_VERIFY(shown.view->hasFocus());
    QTest::keyClick(shown.view, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(named<SearchField>(shown.page, u"Filter events"_s)->hasFocus());
    QSet<QWidget *> reached;
    for (int i = 0; i < 40; ++i) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QVERIFY(reached.contains(shown.view));
    QVERIFY(reached.contains(named<Button>(shown.page, u"Copy body"_s)));
    QVERIFY(reached.contains(named<QComboBox>(shown.page, u"Event type"_s)));
}

void TestEventsPage::offersAllEventsWhenNothingMatches()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    shown.page.showFilter(u"type:nothing"_s);
    QTRY_VERIFY(shows(shown.page, u"Nothing matches"_s));
    QTest::mouseClick(named<Button>(shown.page, u"Show all events"_s), Qt::LeftButton);
    QTRY_VERIFY(shown.table.rowCount() > 0);
}

void TestEventsPage::offersToDropTheTermThatFindsNothing()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    shown.page.showFilter(u"type:nothing verdict:verified since:2h"_s);
    // Only what is known to find something: without the type. Without the others there is still nothing.
    QTRY_VERIFY(shows(shown.page, u"Nothing matches"_s));
    const auto offered = [&] {
        QStringList names;
        for (const Button *button : shown.page.findChildren<Button *>())
            if (button->isVisible() && button->accessibleName().startsWith(u"Without "))
                names.append(button->accessibleName());
        return names;
    };
    QTRY_VERIFY(offered().size() == 1 && offered().first().startsWith(u"Without type:nothing ("));
    QTest::mouseClick(named<Button>(shown.page, offered().first()), Qt::LeftButton);
    QCOMPARE(named<SearchField>(shown.page, u"Filter events"_s)->text(), u"verdict:verified since:2h"_s);
    QTRY_VERIFY(shown.table.rowCount() > 0);
}

void TestEventsPage::filtersByCells()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    auto *field = named<SearchField>(shown.page, u"Filter events"_s);
    shown.page.activateWindow();
    shown.view->setFocus();
    QTRY_VERIFY(shown.view->hasFocus());
    QTRY_VERIFY(shown.table.eventAt(0) != nullptr);
    const QString type = shown.table.eventAt(0)->type;
    const QModelIndex cell = shown.table.index(0, int(EventColumn::Type));
    shown.view->setCurrentIndex(cell);
    QTest::keyClick(shown.view, Qt::Key_F);
    QCOMPARE(field->text(), QString(u"type:"_s + type));
    QTRY_VERIFY(shown.table.complete() && shown.table.eventAt(0) != nullptr);
    shown.view->setCurrentIndex(shown.table.index(0, int(EventColumn::Type)));
    QTest::keyClick(shown.view, Qt::Key_F, Qt::ShiftModifier);
    QCOMPARE(field->text(), QString(u"-type:"_s + type));
    QTRY_VERIFY(shown.table.complete() && shown.table.eventAt(0) != nullptr);
    const EventRow first = *shown.table.eventAt(0);
    QVERIFY(first.type != type);
    QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, Qt::AltModifier,
                      shown.view->visualRect(shown.table.index(0, int(EventColumn::Type))).center());
    QCOMPARE(field->text(), QString(u"-type:"_s + type + u" -type:" + first.type));
    // The keys of the page.
    QTest::keyClick(shown.view, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(shows(shown.page, u"The filter is off"_s));
    QTest::keyClick(shown.view, Qt::Key_Slash);
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClick(field, Qt::Key_Escape);
    QTRY_VERIFY(shown.view->hasFocus());
}

QTEST_MAIN(TestEventsPage)
#include "tst_eventspage.moc"
