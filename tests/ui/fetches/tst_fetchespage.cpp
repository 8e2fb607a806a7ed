// SPDX-License-Identifier: Apache-2.0
// covers: ui/fetches/fetchespage.cpp ui/fetches/rundetail.cpp ui/fetches/fetchlooks.cpp ui/fetches/gapsplitter.cpp
#include "tests/support/livingstore.h"
#include "tests/support/pageprobe.h"
#include "ui/fetches/fetchespage.h"
#include "ui/fetches/fetchlooks.h"
#include "ui/fetches/rundetail.h"
#include "ui/theme/themecontroller.h"

#include <QApplication>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

struct Shown
{
    explicit Shown(FilledStore &store)
        : runs(*store.pool, *store.watch, store.clock), steps(store.clock), page(runs, steps, store.clock, nullptr)
    {
        page.setEnvironment(store.environment);
        page.resize(1200, 800);
        page.show();
        view = named<DataTable>(page, u"Fetches table"_s);
        detail = page.findChild<RunDetail *>();
    }
    [[nodiscard]] bool ready() { return QTest::qWaitFor([this] { return runs.rowCount() > 0; }); }

    RunTable runs;
    StepTable steps;
    FetchesPage page;
    DataTable *view = nullptr;
    RunDetail *detail = nullptr;
};

} // namespace

class TestFetchesPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pointsToIntegrationsWhileEmpty();
    void showsTheStepsOfTheChosenRunLive();
    void countsDownTheRateLimit();
    void cancelsARunningOne();
    void explainsAFailureAndFetchesAgain();
    void opensARunThatIsYetToCome();
    void saysWhatARunDoes();

private:
    ThemeController *m_theme = nullptr;

public:
    TestFetchesPage() : m_theme(new ThemeController(this)) { m_theme->setMode(ColorMode::Light); }
};

void TestFetchesPage::pointsToIntegrationsWhileEmpty()
{
    FilledStore store;
    Shown shown(store);
    QTRY_VERIFY(shows(shown.page, u"Nothing was fetched yet"_s));
    QSignalSpy wanted(&shown.page, &FetchesPage::integrationsRequested);
    QTest::mouseClick(named<Button>(shown.page, u"Open Integrations"_s), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
}

void TestFetchesPage::showsTheStepsOfTheChosenRunLive()
{
    LivingStore store;
    QVERIFY(store.good);
    Shown shown(store);
    QVERIFY(shown.ready());
    QVERIFY(!shown.detail->isVisible());
    QVERIFY(shows(shown.page, u"1 running or queued"_s));
    shown.view->setFocus();
    shown.view->selectRow(shown.runs.rowOf(store.running.id));
    QVERIFY(shown.detail->isVisible());
    QCOMPARE(shown.steps.rowCount(), 6);
    RunRow run = store.running;
    run.steps[4].records = 54'321;
    run.steps[4].waitingUntil.reset();
    shown.runs.applyProgress(run);
    QCOMPARE(shown.steps.rowAt(4)->records, 54'321);
    QVERIFY(shows(*shown.detail, u"4 of 6 lists"_s));
    run.state = RunState::Complete;
    run.endedAt = store.clock->now();
    shown.runs.applyProgress(run);
    QVERIFY(!named<Button>(shown.page, u"Cancel fetch"_s)->isVisible());
    QVERIFY(named<Button>(shown.page, u"Fetch again"_s)->isVisible());
    QVERIFY(shows(shown.page, u"None running"_s));
    QCOMPARE(sharedNames(shown.page), QStringList());
}

void TestFetchesPage::countsDownTheRateLimit()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    shown.page.openRun(store.running.id);
    QVERIFY(shows(*shown.detail, u"Waiting for the rate limit, 18 s left"_s));
    store.clock->set(store.clock->now() + std::chrono::seconds(5));
    QTRY_VERIFY(shows(*shown.detail, u"13 s left"_s));
    store.clock->set(store.clock->now() + std::chrono::seconds(30));
    QTRY_VERIFY(!shows(*shown.detail, u"rate limit"_s));
}

void TestFetchesPage::cancelsARunningOne()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    shown.page.openRun(store.running.id);
    QSignalSpy cancelled(&shown.page, &FetchesPage::cancelRequested);
    QTest::keyClick(named<Button>(shown.page, u"Cancel fetch"_s), Qt::Key_Space);
    QCOMPARE(cancelled.size(), 1);
    QCOMPARE(cancelled.at(0).at(0).toLongLong(), store.running.id);
}

void TestFetchesPage::explainsAFailureAndFetchesAgain()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    shown.page.openRun(store.failed.id);
    const QString problem = runProblem(store.failed);
    QVERIFY(!problem.isEmpty());
    QVERIFY(shows(*shown.detail, problem));
    auto *again = named<Button>(shown.page, u"Fetch again"_s);
    shown.page.setActionsBlocked(u"No API key is set."_s);
    QVERIFY(!again->isEnabled());
    QCOMPARE(again->accessibleDescription(), u"No API key is set."_s);
    shown.page.setActionsBlocked({});
    QSignalSpy asked(&shown.page, &FetchesPage::fetchRequested);
    QTest::keyClick(again, Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
    const auto request = asked.at(0).at(0).value<FetchRequest>();
    QCOMPARE(request.integrationId, store.failed.integrationId);
    QCOMPARE(request.kind, store.failed.kind);
}

void TestFetchesPage::opensARunThatIsYetToCome()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.ready());
    RunRow next = store.running;
    next.id = 999;
    shown.page.openRun(next.id);
    QVERIFY(!shown.detail->isVisible());
    shown.runs.applyProgress(next);
    QVERIFY(shown.detail->isVisible());
    QCOMPARE(shown.detail->run().id, 999);
}

void TestFetchesPage::saysWhatARunDoes()
{
    QCOMPARE(runHints().size(), int(RunColumn::Duration) + 1);
    QCOMPARE(stepHints().size(), int(StepColumn::Note) + 1);
    RunRow run;
    QVERIFY(runSentence(run, {}).contains(u"turn"));
    QVERIFY(runProblem(run).isEmpty());
    run.state = RunState::Waiting;
    run.errorCode = u"INTEGRATION.SETUP_INCOMPLETE"_s;
    QVERIFY(!runProblem(run).isEmpty());
    QCOMPARE(toneOfRunState(RunState::Failed), Tone::Bad);
    QCOMPARE(toneOfRunState(RunState::Complete), Tone::Good);
}

QTEST_MAIN(TestFetchesPage)
#include "tst_fetchespage.moc"
