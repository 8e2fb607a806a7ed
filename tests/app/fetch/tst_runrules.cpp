// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/runrules.h"

#include <QFile>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

RunRow runWith(std::initializer_list<RunState> states)
{
    RunRow run;
    run.state = RunState::Running;
    for (const RunState state : states) {
        StepRow step;
        step.state = state;
        step.waitingUntil = fromMillis(1);
        run.steps.append(step);
    }
    return run;
}

QVector<RunState> statesOf(const RunRow &run)
{
    QVector<RunState> states;
    for (const StepRow &step : run.steps)
        states.append(step.state);
    return states;
}

} // namespace

class tst_RunRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void tellsHowFarAnErrorReaches_data();
    void tellsHowFarAnErrorReaches();
    void choosesEndpoints_data();
    void choosesEndpoints();
    void readsWhatAChangeCallsFor_data();
    void readsWhatAChangeCallsFor();
    void needsDetailsWhereNothingIsNamed();
    void describesANewRun();
    void endsARunWithItsSteps_data();
    void endsARunWithItsSteps();
    void judgesARunByItsSteps();

private:
    EndpointMap m_map;
};

void tst_RunRules::initTestCase()
{
    QFile file(QStringLiteral(KOMBO_SOURCE_DIR "/resources/endpoint-map.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto map = EndpointMap::parse(file.readAll());
    QVERIFY(map);
    m_map = *map;
}

void tst_RunRules::tellsHowFarAnErrorReaches_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorReach>("reach");
    QTest::addColumn<RunState>("state");
    const auto row = [](const char *code, ErrorKind kind, ErrorReach reach, RunState state = RunState::Failed) {
        QTest::newRow(code) << kind << reach << state;
    };
    row("PLATFORM.AUTHENTICATION_INVALID", ErrorKind::Refused, ErrorReach::Environment);
    row("PLATFORM.IP_NOT_WHITELISTED", ErrorKind::Refused, ErrorReach::Environment);
    row("http-401", ErrorKind::Refused, ErrorReach::Environment);
    row("INTEGRATION.AUTHENTICATION_INVALID", ErrorKind::Refused, ErrorReach::Run);
    row("INTEGRATION.INACTIVE", ErrorKind::Refused, ErrorReach::Run);
    row("PLATFORM.INTEGRATION_NOT_FOUND", ErrorKind::NotFound, ErrorReach::Run);
    row("tls", ErrorKind::Refused, ErrorReach::Run);
    row("redirect-refused", ErrorKind::Refused, ErrorReach::Run);
    row("connection-refused", ErrorKind::Unreachable, ErrorReach::Run);
    row("PLATFORM.RATE_LIMIT_EXCEEDED", ErrorKind::RateLimited, ErrorReach::Run);
    row("SQLITE_IOERR", ErrorKind::Storage, ErrorReach::Run);
    row("SQLITE_FULL", ErrorKind::StorageFull, ErrorReach::Run);
    row("INTEGRATION.SETUP_SYNC_PENDING", ErrorKind::Waiting, ErrorReach::Run, RunState::Waiting);
    row("INTEGRATION.SETUP_INCOMPLETE", ErrorKind::Waiting, ErrorReach::Run, RunState::Waiting);
    row("INTEGRATION.QA_FAILED", ErrorKind::Waiting, ErrorReach::Run, RunState::Waiting);
    row("cancelled", ErrorKind::Cancelled, ErrorReach::Run, RunState::Cancelled);
    row("INTEGRATION.MODEL_NOT_AVAILABLE", ErrorKind::NotFound, ErrorReach::Step);
    row("INTEGRATION.MODEL_DISABLED", ErrorKind::Refused, ErrorReach::Step);
    row("INTEGRATION.PERMISSION_MISSING", ErrorKind::Refused, ErrorReach::Step);
    row("PLATFORM.INPUT_INVALID", ErrorKind::InvalidInput, ErrorReach::Step);
    row("http-404", ErrorKind::NotFound, ErrorReach::Step);
    row("http-503", ErrorKind::RemoteFault, ErrorReach::Step);
    row("cursor-loop", ErrorKind::RemoteFault, ErrorReach::Step);
    row("no-answer", ErrorKind::Timeout, ErrorReach::Step);
}

void tst_RunRules::tellsHowFarAnErrorReaches()
{
    QFETCH(ErrorKind, kind);
    const Error error{kind, QString::fromLatin1(QTest::currentDataTag()), {}};
    QTEST(reachOf(error), "reach");
    QTEST(stateAfter(error), "state");
}

void tst_RunRules::choosesEndpoints_data()
{
    QTest::addColumn<QStringList>("models");
    QTest::addColumn<QString>("category");
    QTest::addColumn<QStringList>("available");
    QTest::addColumn<QString>("result"); // paths, or the error's code
    QTest::newRow("what the details call available")
        << QStringList() << u"HRIS"_s << QStringList{u"hris_employees"_s, u"hris_teams"_s}
        << u"/hris/employees /hris/groups"_s;
    QTest::newRow("what was named") << QStringList{u"employees"_s} << u"HRIS"_s << QStringList{u"hris_teams"_s}
                                    << u"/hris/employees"_s;
    QTest::newRow("named by path") << QStringList{u"/ats/jobs"_s} << u"ATS"_s << QStringList() << u"/ats/jobs"_s;
    QTest::newRow("nonsense named") << QStringList{u"bananas"_s} << u"HRIS"_s << QStringList() << u"endpoint-unknown"_s;
    QTest::newRow("a category without lists") << QStringList() << u"BRAND_NEW"_s << QStringList() << u"no-endpoints"_s;
}

void tst_RunRules::choosesEndpoints()
{
    QFETCH(QStringList, models);
    QFETCH(QString, category);
    QFETCH(QStringList, available);
    FetchRequest request;
    request.models = models;
    Integration details;
    details.category = category;
    details.availableModels = available;
    const auto endpoints = endpointsOf(m_map, request, details);
    QStringList paths;
    for (const Endpoint &endpoint : endpoints.value_or(QVector<Endpoint>()))
        paths.append(endpoint.path);
    QTEST(endpoints ? paths.join(u' ') : endpoints.error().code, "result");
}

void tst_RunRules::readsWhatAChangeCallsFor_data()
{
    QTest::addColumn<QStringList>("changed");
    QTest::addColumn<QStringList>("available");
    QTest::addColumn<QString>("result");
    QTest::newRow("the lists that show it") << QStringList{u"hris_teams"_s} << QStringList()
                                            << u"/hris/groups /hris/staffing-entities"_s;
    QTest::newRow("a join table") << QStringList{u"hris_join_employees_teams"_s} << QStringList() << u"/hris/employees"_s;
    QTest::newRow("only what the integration has") << QStringList{u"hris_employments"_s} << QStringList{u"hris_employees"_s}
                                                   << u"/hris/employees"_s;
    QTest::newRow("nothing of it available") << QStringList{u"hris_timesheets"_s} << QStringList{u"hris_employees"_s}
                                             << u"no-endpoints"_s;
}

void tst_RunRules::readsWhatAChangeCallsFor()
{
    QFETCH(QStringList, changed);
    QFETCH(QStringList, available);
    FetchRequest request;
    request.models = changed;
    request.cause = dataChangedCause;
    Integration details;
    details.category = u"HRIS"_s;
    details.availableModels = available;
    const auto endpoints = endpointsOf(m_map, request, details);
    QStringList paths;
    for (const Endpoint &endpoint : endpoints.value_or(QVector<Endpoint>()))
        paths.append(endpoint.path);
    QTEST(endpoints ? paths.join(u' ') : endpoints.error().code, "result");
}

void tst_RunRules::needsDetailsWhereNothingIsNamed()
{
    FetchRequest request;
    QVERIFY(namedEndpoints(m_map, request, u"HRIS"_s)->isEmpty());
    request.models = {u"hris_employees"_s};
    QCOMPARE(namedEndpoints(m_map, request, u"HRIS"_s)->size(), 1);
    QVERIFY(namedEndpoints(m_map, request, {})->isEmpty());
    request.models = {u"bananas"_s};
    QCOMPARE(namedEndpoints(m_map, request, u"HRIS"_s).error().code, u"endpoint-unknown"_s);
}

void tst_RunRules::describesANewRun()
{
    FetchRequest request;
    request.environment = u"prod"_s;
    request.integrationId = u"personio:1"_s;
    request.kind = RunKind::Full;
    request.cause = u"data-changed"_s;
    Integration integration;
    integration.organization = u"Acme"_s;
    integration.tool = u"personio"_s;
    const RunRow run = newRun(request, integration, {*m_map.endpoint(u"/hris/groups"_s)}, fromMillis(7));
    QCOMPARE(run.state, RunState::Queued);
    QCOMPARE(run.kind, RunKind::Full);
    QCOMPARE(run.cause, u"data-changed"_s);
    QCOMPARE(run.organization, u"Acme"_s);
    QCOMPARE(run.steps.size(), 1);
    QCOMPARE(run.steps.constFirst().endpoint, u"/hris/groups"_s);
    QVERIFY(run.requestedAt == fromMillis(7) && !run.startedAt);
}

void tst_RunRules::endsARunWithItsSteps_data()
{
    QTest::addColumn<RunState>("state");
    QTest::addColumn<QVector<RunState>>("steps");
    using enum RunState;
    QTest::newRow("cancelled") << Cancelled << QVector<RunState>{Complete, Failed, Cancelled, Cancelled};
    QTest::newRow("waiting") << Waiting << QVector<RunState>{Complete, Failed, Waiting, Waiting};
    QTest::newRow("failed: what never began is called off")
        << Failed << QVector<RunState>{Complete, Failed, Failed, Cancelled};
}

void tst_RunRules::endsARunWithItsSteps()
{
    QFETCH(RunState, state);
    using enum RunState;
    RunRow run = runWith({Complete, Failed, Running, Queued});
    endRun(run, state, Error{ErrorKind::RemoteFault, u"c"_s, u"d"_s}, fromMillis(9));
    QCOMPARE(run.state, state);
    QCOMPARE(run.errorCode, u"c"_s);
    QCOMPARE(run.errorDetail, u"d"_s);
    QVERIFY(run.endedAt == fromMillis(9));
    QTEST(statesOf(run), "steps");
    for (const StepRow &step : std::as_const(run.steps)) {
        QVERIFY(!step.waitingUntil);
        QVERIFY(!step.watermark);
    }
}

void tst_RunRules::judgesARunByItsSteps()
{
    using enum RunState;
    QCOMPARE(stateOfSteps(runWith({Complete, Complete})), Complete);
    QCOMPARE(stateOfSteps(runWith({Complete, Failed, Complete})), Failed);
}

QTEST_GUILESS_MAIN(tst_RunRules)
#include "tst_runrules.moc"
