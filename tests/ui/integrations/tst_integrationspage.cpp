// SPDX-License-Identifier: Apache-2.0
// covers: ui/integrations/integrationspage.cpp ui/integrations/integrationinspector.cpp ui/integrations/askdialogs.cpp
// covers: ui/integrations/integrationlooks.cpp ui/integrations/actionrules.cpp
#include "tests/support/livingstore.h"
#include "tests/support/pageprobe.h"
#include "ui/integrations/actionrules.h"
#include "ui/integrations/askdialogs.h"
#include "ui/integrations/integrationinspector.h"
#include "ui/integrations/integrationlooks.h"
#include "ui/integrations/integrationspage.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/searchfield.h"

#include <QApplication>
#include <QRadioButton>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const QString acme = u"personio:CBNMt7dSNCzBdnRTx87dev4E"_s; // being fetched
const QString brick = u"workday:8bqXkEAXdPzVu5FsgmzYhN2c"_s;

struct Shown
{
    explicit Shown(FilledStore &store)
        : table(*store.pool, *store.watch, store.clock), history(*store.pool, *store.watch, store.clock),
          runs(*store.pool, *store.watch, store.clock), page(table, history, runs, store.clock, nullptr)
    {
        runs.show(store.environment);
        page.setEnvironment(store.environment);
        page.resize(1200, 800);
        page.show();
        view = named<DataTable>(page, u"Integrations table"_s);
        inspector = page.findChild<IntegrationInspector *>();
    }
    [[nodiscard]] bool ready()
    {
        return QTest::qWaitFor([this] { return table.rowCount() > 0 && runs.state() == LoadState::Ready; });
    }

    IntegrationTable table;
    HistoryTable history;
    RunTable runs;
    IntegrationsPage page;
    DataTable *view = nullptr;
    IntegrationInspector *inspector = nullptr;
};

} // namespace

class TestIntegrationsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void offersToAddOneWhileEmpty();
    void showsFactsAndHistoryOfTheChosenOne();
    void searches();
    void asksBeforeAFullResync();
    void asksKomboToSync();
    void fetchesShowsEventsAndRecords();
    void saysWhyAButtonIsNotAvailable();
    void knowsTheRules();
    void givesEveryColumnALook();
    void worksByKeyboardWithNamedControls();

private:
    ThemeController *m_theme = nullptr;

public:
    TestIntegrationsPage() : m_theme(new ThemeController(this)) { m_theme->setMode(ColorMode::Light); }
};

void TestIntegrationsPage::offersToAddOneWhileEmpty()
{
    FilledStore store;
    Shown shown(store);
    QTRY_VERIFY(shows(shown.page, u"No integrations yet"_s));
    QSignalSpy added(&shown.page, &IntegrationsPage::addRequested);
    QTest::mouseClick(named<Button>(shown.page, u"Add by id…"_s), Qt::LeftButton);
    auto *dialog = shown.page.findChild<AddDialog *>();
    QVERIFY(dialog != nullptr);
    auto *id = named<QLineEdit>(*dialog, u"Integration id"_s);
    QTest::keyClicks(id, u"no id"_s);
    QVERIFY(!dialog->actionButton()->isEnabled());
    QVERIFY(!dialog->actionButton()->accessibleDescription().isEmpty());
    id->clear();
    QTest::keyClicks(id, u"personio:X1 "_s);
    QVERIFY(dialog->actionButton()->isEnabled());
    QTest::keyClick(id, Qt::Key_Return);
    QCOMPARE(added.size(), 1);
    QCOMPARE(added.at(0).at(0).toString(), u"personio:X1"_s);
}

void TestIntegrationsPage::showsFactsAndHistoryOfTheChosenOne()
{
    LivingStore store;
    QVERIFY(store.good);
    Shown shown(store);
    QVERIFY(shown.ready());
    QVERIFY(shows(shown.page, u"8 integrations"_s));
    shown.view->selectRow(shown.table.rowOf(brick));
    QVERIFY(shown.inspector->isVisible());
    QVERIFY(shows(*shown.inspector, u"Brick & Mortar Ltd · Workday"_s));
    QTRY_VERIFY(shows(*shown.inspector, brick.section(u':', 1)));
    shown.inspector->setCurrentTab(1);
    auto *history = named<DataTable>(shown.page, u"History of this integration"_s);
    QTRY_VERIFY(history->model()->rowCount() > 0);
    QSignalSpy opened(&shown.page, &IntegrationsPage::eventRequested);
    history->setFocus();
    history->selectRow(0);
    QTest::keyClick(history, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QVERIFY(opened.at(0).at(0).toLongLong() > 0);
    QTest::keyClick(shown.inspector, Qt::Key_Escape);
    QVERIFY(!shown.inspector->isVisible());
    shown.page.openIntegration(acme);
    QVERIFY(shows(*shown.inspector, u"Acme, Inc."_s));
}

void TestIntegrationsPage::searches()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    auto *search = named<SearchField>(shown.page, u"Search integrations"_s);
    search->setFocus();
    QTest::keyClicks(search, u"foxglove"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(shown.table.rowCount(), 1);
    QTest::keyClicks(search, u" xyz"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_VERIFY(shows(shown.page, u"Nothing matches"_s));
    QTest::mouseClick(named<Button>(shown.page, u"Clear the search"_s), Qt::LeftButton);
    QCOMPARE(shown.table.rowCount(), 8);
}

void TestIntegrationsPage::asksBeforeAFullResync()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    shown.page.openIntegration(brick);
    QSignalSpy asked(&shown.page, &IntegrationsPage::fetchRequested);
    QTest::mouseClick(named<Button>(shown.page, u"Full resync…"_s), Qt::LeftButton);
    QPointer<ResyncDialog> dialog = shown.page.findChild<ResyncDialog *>();
    QVERIFY(dialog != nullptr);
    QVERIFY(shows(*dialog, u"It does not make Kombo read the tool itself"_s));
    QVERIFY(shows(*dialog, u"rate limit"_s));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(dialog.isNull());
    QCOMPARE(asked.size(), 0);
    QTest::mouseClick(named<Button>(shown.page, u"Full resync…"_s), Qt::LeftButton);
    dialog = shown.page.findChild<ResyncDialog *>();
    QTest::mouseClick(dialog->actionButton(), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    const auto request = asked.at(0).at(0).value<FetchRequest>();
    QCOMPARE(request.kind, RunKind::Full);
    QCOMPARE(request.integrationId, brick);
    QCOMPARE(request.environment, store.environment);
}

void TestIntegrationsPage::asksKomboToSync()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    shown.page.openIntegration(acme);
    QSignalSpy asked(&shown.page, &IntegrationsPage::syncRequested);
    QTest::mouseClick(named<Button>(shown.page, u"Ask Kombo to sync…"_s), Qt::LeftButton);
    auto *dialog = shown.page.findChild<SyncDialog *>();
    QVERIFY(dialog != nullptr);
    QVERIFY(dialog->full()); // Kombo's own default
    const QList<QRadioButton *> kinds = dialog->findChildren<QRadioButton *>();
    QCOMPARE(kinds.size(), 2);
    kinds.at(0)->isChecked() ? kinds.at(1)->click() : kinds.at(0)->click();
    QTest::mouseClick(dialog->actionButton(), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).toString(), acme);
    QCOMPARE(asked.at(0).at(1).toBool(), false);
}

void TestIntegrationsPage::fetchesShowsEventsAndRecords()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    shown.page.openIntegration(brick);
    QSignalSpy fetch(&shown.page, &IntegrationsPage::fetchRequested);
    QSignalSpy events(&shown.page, &IntegrationsPage::eventsRequested);
    QSignalSpy records(&shown.page, &IntegrationsPage::recordsRequested);
    QTest::mouseClick(named<Button>(shown.page, u"Fetch now"_s), Qt::LeftButton);
    QTest::mouseClick(named<Button>(shown.page, u"Show events"_s), Qt::LeftButton);
    QTest::mouseClick(named<Button>(shown.page, u"Show records"_s), Qt::LeftButton);
    QCOMPARE(fetch.at(0).at(0).value<FetchRequest>().kind, RunKind::Delta);
    QCOMPARE(records.at(0).at(0).toString(), brick);
    const auto filter = parseFilter(events.at(0).at(0).toString(), store.clock->now());
    QVERIFY(filter.has_value());
    EventRow row;
    row.integrationId = brick;
    QVERIFY(filter->matches(row));
}

void TestIntegrationsPage::saysWhyAButtonIsNotAvailable()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    shown.page.openIntegration(acme);
    auto *fetch = named<Button>(shown.page, u"Fetch now"_s);
    QVERIFY(!fetch->isEnabled()); // its fetch is running
    QVERIFY(fetch->accessibleDescription().contains(u"running"));
    RunRow done = store.running;
    done.state = RunState::Complete;
    done.endedAt = store.clock->now();
    shown.runs.applyProgress(done);
    QVERIFY(fetch->isEnabled());
    shown.page.setActionsBlocked(u"No API key is set."_s);
    QVERIFY(!fetch->isEnabled());
    QCOMPARE(fetch->toolTip(), u"No API key is set."_s);
    QCOMPARE(fetch->accessibleDescription(), u"No API key is set."_s);
    shown.page.setActionsBlocked({});
    QVERIFY(fetch->isEnabled());
}

void TestIntegrationsPage::knowsTheRules()
{
    Integration one;
    one.state = u"ACTIVE"_s;
    QCOMPARE(actionReasons(one, {}, false), ActionReasons());
    QCOMPARE(actionReasons(one, u"why"_s, false), (ActionReasons{u"why"_s, u"why"_s, u"why"_s}));
    const ActionReasons fetching = actionReasons(one, {}, true);
    QVERIFY(!fetching.fetch.isEmpty() && !fetching.resync.isEmpty() && fetching.sync.isEmpty());
    one.state = u"INACTIVE"_s;
    QVERIFY(!actionReasons(one, {}, false).sync.isEmpty());
    one.deletedAt = fromMillis(1);
    QVERIFY(!actionReasons(one, {}, false).fetch.isEmpty());
}

void TestIntegrationsPage::givesEveryColumnALook()
{
    QCOMPARE(integrationHints().size(), int(IntegrationColumn::Id) + 1);
    QCOMPARE(historyHints().size(), int(HistoryColumn::Event) + 1);
    QCOMPARE(toneOfHealth(Health::Broken), Tone::Bad);
    QCOMPARE(toneOfHealth(Health::Healthy), Tone::Good);
    QCOMPARE(toneOfStatus(u"INVALID"_s), Tone::Bad);
    QCOMPARE(toneOfStatus(u"BRAND_NEW"_s), Tone::Neutral);
    Integration one;
    one.id = u"x:1"_s;
    QCOMPARE(integrationTitle(one), u"x:1"_s);
}

void TestIntegrationsPage::worksByKeyboardWithNamedControls()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    shown.page.openIntegration(brick);
    QCOMPARE(sharedNames(shown.page), QStringList());
    shown.page.activateWindow();
    shown.view->setFocus();
    QTRY_VERIFY(shown.view->hasFocus());
    QSet<QWidget *> reached;
    for (int i = 0; i < 30; ++i) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (const QString &name : {u"Fetch now"_s, u"Full resync…"_s, u"Ask Kombo to sync…"_s, u"Show events"_s, u"Show records"_s})
        QVERIFY2(reached.contains(named<Button>(shown.page, name)), qPrintable(name));
}

QTEST_MAIN(TestIntegrationsPage)
#include "tst_integrationspage.moc"
