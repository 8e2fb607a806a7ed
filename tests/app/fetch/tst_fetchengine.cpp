// SPDX-License-Identifier: Apache-2.0
// covers: app/fetch/fetchrun.cpp app/fetch/fetchworker.cpp
#include "app/fetch/fetchengine.h"

#include "tests/support/fakehttpserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace console;
using namespace console::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QByteArray detailsBody(const QString &id, const QByteArrayList &models)
{
    QByteArrayList entries;
    for (const QByteArray &model : models)
        entries.append(R"({"id":")" + model + R"(","is_available":true,"scope_config_setting":"ENABLED"})");
    return R"({"status":"success","data":{"id":")" + id.toUtf8() +
           R"(","tool":{"id":"personio","label":"Personio"},"category":"HRIS","status":"ACTIVE","setup_status":"COMPLETED",)"
           R"("end_user":{"organization_name":"Acme","origin_id":null,"creator_email":null},"read_models":[)" +
           entries.join(',') + "]}}";
}

FakeReply failureReply(int status, const QByteArray &code)
{
    FakeReply reply;
    reply.status = status;
    reply.body = errorBody(code);
    return reply;
}

// A Kombo with a few integrations, all with employees and groups; what is special about a test is in `special`.
class FakeKombo
{
public:
    FakeKombo() : m_server([this](const FakeRequest &request) { return answer(request); }) {}

    std::function<std::optional<FakeReply>(const FakeRequest &)> special;
    QVector<QByteArray> employees{R"({"id":"e1","changed_at":"2026-05-01T12:00:00.000Z","remote_deleted_at":null})",
                                  R"({"id":"e2"})", R"({"id":"e3"})"};
    qsizetype pageSize = 2;

    [[nodiscard]] QUrl base() const { return m_server.base(); }
    [[nodiscard]] QVector<FakeRequest> lists(const QString &path) const
    {
        QVector<FakeRequest> found;
        for (const FakeRequest &request : m_server.requests()) {
            if (request.path() == u"/v1"_s + path)
                found.append(request);
        }
        return found;
    }
    [[nodiscard]] const QVector<FakeRequest> &requests() const { return m_server.requests(); }

private:
    FakeReply answer(const FakeRequest &request)
    {
        if (special) {
            if (const auto reply = special(request))
                return *reply;
        }
        FakeReply reply;
        const QString path = request.path();
        if (path.startsWith(u"/v1/integrations/"_s)) {
            const QString id = QUrl::fromPercentEncoding(path.section(u'/', 3).toLatin1());
            if (!id.startsWith(u"personio:"_s))
                return failureReply(404, "PLATFORM.INTEGRATION_NOT_FOUND");
            reply.body = detailsBody(id, {"hris_employees", "hris_teams"});
        } else if (path == u"/v1/force-sync"_s) {
            reply.body = R"({"status":"success","data":{"already_queued":false,"sync_id":"s1","type":"FULL"}})";
        } else if (path == u"/v1/hris/employees"_s) {
            const qsizetype at = request.query(u"cursor"_s).toInt();
            const bool more = at + pageSize < employees.size();
            reply.body = listBody(employees.mid(at, pageSize), more ? QString::number(at + pageSize) : QString());
        } else {
            reply.body = listBody({R"({"id":"g1"})"}, {});
        }
        return reply;
    }

    FakeHttpServer m_server;
};

FetchRequest requestFor(const QString &id, RunKind kind = RunKind::Delta, const QStringList &models = {})
{
    FetchRequest request;
    request.environment = u"prod"_s;
    request.integrationId = id;
    request.kind = kind;
    request.models = models;
    return request;
}

// A clock that can be set wrong.
class ShiftedClock : public Clock
{
public:
    Timestamp now() const override { return SystemClock().now() + Millis(shift.load()); }
    std::atomic<qint64> shift = 0;
};

} // namespace

class tst_FetchEngine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void readsAllThatTheDetailsOffer();
    void readsOnlyWhatIsNamed();
    void asksForChangesSinceTheLastStart();
    void keepsTheWatermarkWhenAStepFails();
    void carriesOnAfterAModelThatIsNotAvailable();
    void waitsWhereTheIntegrationIsNotReady();
    void stopsAllRunsOfARefusedKeyAndNoOther();
    void fetchesAnIntegrationNotHeardOfBefore();
    void refusesWhatNobodyKnows();
    void refusesWithoutAccess();
    void refusesModelsThatDoNotExist();
    void refusesTheSameTwice();
    void runsOneOfAnIntegrationAtATime();
    void runsThreeIntegrationsInParallel();
    void cancelsAtOnce();
    void cancelsWhatIsQueued();
    void showsHowLongItWaits();
    void destroyingItCancels();
    void marksRunsOfADeadProcess();
    void translatesTheStartToTheServersClock();
    void endsInFailureWhenTheStoreFails();
    void asksForASync();
    void refreshesDetails();

private:
    RunRow finishedRun(const FetchRequest &request);
    qint64 startedRun(const FetchRequest &request);
    RunRow endOf(qint64 id);
    StoreReader &reader();
    QVector<RecordRow> storedEmployees(); ///< of personio:1, as they are kept
    void learn(const QString &id);
    void makeEngine();

    EndpointMap m_map;
    std::unique_ptr<QTemporaryDir> m_folder;
    StorePaths m_paths;
    std::unique_ptr<FakeKombo> m_kombo;
    std::unique_ptr<StoreWriter> m_writer;
    std::unique_ptr<StoreReader> m_reader;
    std::shared_ptr<ShiftedClock> m_clock;
    FetchLimits m_limits;
    std::unique_ptr<FetchEngine> m_engine;
    std::unique_ptr<QSignalSpy> m_started, m_refused, m_finished, m_progressed;
};

void tst_FetchEngine::initTestCase()
{
    QFile file(QStringLiteral(KOMBO_SOURCE_DIR "/resources/endpoint-map.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto map = EndpointMap::parse(file.readAll());
    QVERIFY(map);
    m_map = *map;
}

void tst_FetchEngine::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_paths = *openStoreFolder(m_folder->path() + u"/data"_s);
    auto writer = StoreWriter::open(m_paths);
    QVERIFY(writer);
    m_writer = std::move(*writer);
    m_kombo = std::make_unique<FakeKombo>();
    m_clock = std::make_shared<ShiftedClock>();
    m_limits = {};
    m_limits.retry.first = 2ms;
    m_limits.retry.cap = 10ms;
    makeEngine();
}

void tst_FetchEngine::cleanup()
{
    m_engine.reset();
    m_reader.reset();
    m_writer.reset();
    m_kombo.reset();
    m_folder.reset();
}

void tst_FetchEngine::makeEngine()
{
    m_engine = std::make_unique<FetchEngine>(
        m_paths, *m_writer, m_map,
        [base = m_kombo->base()](const QString &environment) -> Result<ApiAccess> {
            if (environment == u"keyless"_s)
                return failure(ErrorKind::Refused, u"api-key"_s);
            return ApiAccess{base, "ks_dev_" + environment.toLatin1()};
        },
        m_clock, nullptr, m_limits);
    m_started = std::make_unique<QSignalSpy>(m_engine.get(), &FetchEngine::started);
    m_refused = std::make_unique<QSignalSpy>(m_engine.get(), &FetchEngine::refused);
    m_finished = std::make_unique<QSignalSpy>(m_engine.get(), &FetchEngine::finished);
    m_progressed = std::make_unique<QSignalSpy>(m_engine.get(), &FetchEngine::progressed);
}

StoreReader &tst_FetchEngine::reader()
{
    if (!m_reader)
        m_reader = std::move(*StoreReader::open(m_paths));
    return *m_reader;
}

QVector<RecordRow> tst_FetchEngine::storedEmployees()
{
    return reader()
        .records({u"prod"_s, u"personio:1"_s, u"hris_employees"_s, {}, true, 0, 100})
        .value_or(QVector<RecordRow>());
}

// As an event would make it known.
void tst_FetchEngine::learn(const QString &id)
{
    Integration integration;
    integration.environment = u"prod"_s;
    integration.id = id;
    integration.tool = u"personio"_s;
    integration.category = u"HRIS"_s;
    bool saved = false;
    m_writer->write<int>(
        this,
        [integration](WriteTransaction &transaction) -> Result<int> {
            return transaction.saveIntegration(integration).map([] { return 0; });
        },
        [&](const Result<int> &result) { saved = result.has_value(); });
    QTRY_VERIFY(saved);
}

qint64 tst_FetchEngine::startedRun(const FetchRequest &request)
{
    const qsizetype before = m_started->size();
    const quint64 ticket = m_engine->start(request);
    if (!QTest::qWaitFor([&] { return m_started->size() > before; }) || m_started->last()[0].toULongLong() != ticket)
        return 0;
    return m_started->last()[1].value<RunRow>().id;
}

RunRow tst_FetchEngine::endOf(qint64 id)
{
    RunRow row;
    (void) QTest::qWaitFor(
        [&] {
            for (const auto &signal : std::as_const(*m_finished)) {
                if (signal[0].value<RunRow>().id == id)
                    row = signal[0].value<RunRow>();
            }
            return row.id == id;
        },
        15'000);
    return row;
}

RunRow tst_FetchEngine::finishedRun(const FetchRequest &request)
{
    return endOf(startedRun(request));
}

void tst_FetchEngine::readsAllThatTheDetailsOffer()
{
    learn(u"personio:1"_s);
    const RunRow run = finishedRun(requestFor(u"personio:1"_s, RunKind::Full));
    QCOMPARE(run.state, RunState::Complete);
    QCOMPARE(run.organization, u""_s);
    QCOMPARE(run.tool, u"personio"_s);
    QCOMPARE(run.steps.size(), 2);
    const StepRow &employees = run.steps[0];
    QCOMPARE(employees.endpoint, u"/hris/employees"_s);
    QCOMPARE(employees.pages, 2);
    QCOMPARE(employees.records, 3);
    QCOMPARE(employees.changed, 3);
    QVERIFY(!employees.updatedAfter);
    QVERIFY(employees.watermark && *employees.watermark == *employees.startedAt);
    QCOMPARE(run.steps[1].endpoint, u"/hris/groups"_s);

    const auto stored = reader().run(run.id);
    QVERIFY(stored);
    QCOMPARE(stored->state, RunState::Complete);
    QCOMPARE(stored->steps, run.steps);
    const auto watermarks = reader().watermarks(u"prod"_s, u"personio:1"_s);
    QCOMPARE(watermarks->size(), 2);
    QCOMPARE(watermarks->value(u"/hris/employees"_s) == *employees.watermark, true);
    const auto records = storedEmployees();
    QCOMPARE(records.size(), 3);
    QCOMPARE(records[0].json, m_kombo->employees[0]);
    QVERIFY(records[0].changedAt);
    const auto integration = reader().integration(u"prod"_s, u"personio:1"_s);
    QCOMPARE(integration->organization, u"Acme"_s);
    QVERIFY(integration->detailsAt && integration->lastFetchAt);
    QCOMPARE(integration->availableModels, (QStringList{u"hris_employees"_s, u"hris_teams"_s}));
    QVERIFY(m_progressed->size() >= 3);
}

void tst_FetchEngine::readsOnlyWhatIsNamed()
{
    learn(u"personio:1"_s);
    const RunRow run = finishedRun(requestFor(u"personio:1"_s, RunKind::Delta, {u"/hris/groups"_s}));
    QCOMPARE(run.state, RunState::Complete);
    QCOMPARE(run.steps.size(), 1);
    QCOMPARE(m_kombo->requests().size(), 1); // no details needed
}

void tst_FetchEngine::asksForChangesSinceTheLastStart()
{
    learn(u"personio:1"_s);
    const RunRow first = finishedRun(requestFor(u"personio:1"_s));
    QCOMPARE(first.state, RunState::Complete);
    QVERIFY(!first.steps[0].updatedAfter); // no watermark yet: everything
    m_kombo->employees[1] = R"({"id":"e2","first_name":"New"})";
    m_kombo->employees[2] = R"({"id":"e3","remote_deleted_at":"2026-05-02T00:00:00.000Z"})";
    const RunRow second = finishedRun(requestFor(u"personio:1"_s));
    QCOMPARE(second.state, RunState::Complete);
    QVERIFY(second.steps[0].updatedAfter == first.steps[0].startedAt);
    QCOMPARE(second.steps[0].records, 3);
    QCOMPARE(second.steps[0].changed, 2);
    QCOMPARE(second.steps[0].deleted, 1);
    const auto lists = m_kombo->lists(u"/hris/employees"_s);
    QCOMPARE(lists.size(), 4);
    for (qsizetype i = 0; i < 4; ++i) {
        QCOMPARE(lists[i].query(u"updated_after"_s), i < 2 ? QString() : formatTimestamp(*first.steps[0].startedAt));
        QCOMPARE(lists[i].query(u"include_deleted"_s), u"true"_s);
        QCOMPARE(lists[i].query(u"page_size"_s), u"250"_s);
    }
    const RunRow full = finishedRun(requestFor(u"personio:1"_s, RunKind::Full));
    QVERIFY(!full.steps[0].updatedAfter);
    QVERIFY(m_kombo->lists(u"/hris/employees"_s).constLast().query(u"updated_after"_s).isNull());
}

void tst_FetchEngine::keepsTheWatermarkWhenAStepFails()
{
    learn(u"personio:1"_s);
    const QStringList employees{u"/hris/employees"_s};
    const RunRow first = finishedRun(requestFor(u"personio:1"_s, RunKind::Delta, employees));
    m_kombo->special = [](const FakeRequest &request) -> std::optional<FakeReply> {
        if (request.path() != u"/v1/hris/employees"_s)
            return std::nullopt;
        FakeReply loop;
        loop.body = listBody({R"({"id":"late"})"}, u"same"_s);
        return loop;
    };
    const RunRow second = finishedRun(requestFor(u"personio:1"_s, RunKind::Delta, employees));
    QCOMPARE(second.state, RunState::Failed);
    QCOMPARE(second.steps[0].state, RunState::Failed);
    QCOMPARE(second.steps[0].errorCode, u"cursor-loop"_s);
    QVERIFY(!second.steps[0].watermark);
    QVERIFY(reader().watermarks(u"prod"_s, u"personio:1"_s)->value(u"/hris/employees"_s) == *first.steps[0].watermark);
    QCOMPARE(storedEmployees().size(), 4); // what came whole stays
}

void tst_FetchEngine::carriesOnAfterAModelThatIsNotAvailable()
{
    learn(u"personio:1"_s);
    m_kombo->special = [](const FakeRequest &request) -> std::optional<FakeReply> {
        if (request.path() == u"/v1/hris/employees"_s)
            return failureReply(400, "INTEGRATION.MODEL_NOT_AVAILABLE");
        return std::nullopt;
    };
    const RunRow run = finishedRun(requestFor(u"personio:1"_s));
    QCOMPARE(run.state, RunState::Failed);
    QCOMPARE(run.steps[0].state, RunState::Failed);
    QCOMPARE(run.steps[0].errorCode, u"INTEGRATION.MODEL_NOT_AVAILABLE"_s);
    QCOMPARE(run.steps[1].state, RunState::Complete);
    QCOMPARE(m_kombo->lists(u"/hris/employees"_s).size(), 1);
    QCOMPARE(reader().watermarks(u"prod"_s, u"personio:1"_s)->keys(), QStringList{u"/hris/groups"_s});
}

void tst_FetchEngine::waitsWhereTheIntegrationIsNotReady()
{
    learn(u"personio:1"_s);
    m_kombo->special = [](const FakeRequest &request) -> std::optional<FakeReply> {
        if (request.path().startsWith(u"/v1/hris/"_s))
            return failureReply(409, "INTEGRATION.SETUP_SYNC_PENDING");
        return std::nullopt;
    };
    const RunRow run = finishedRun(requestFor(u"personio:1"_s));
    QCOMPARE(run.state, RunState::Waiting);
    QCOMPARE(run.errorCode, u"INTEGRATION.SETUP_SYNC_PENDING"_s);
    QCOMPARE(run.steps[0].state, RunState::Waiting);
    QCOMPARE(run.steps[1].state, RunState::Waiting);
    QCOMPARE(m_kombo->requests().size(), 2); // details and one list
    QVERIFY(reader().watermarks(u"prod"_s, u"personio:1"_s)->isEmpty());
}

void tst_FetchEngine::stopsAllRunsOfARefusedKeyAndNoOther()
{
    m_kombo->special = [](const FakeRequest &request) -> std::optional<FakeReply> {
        if (request.header("Authorization") != "Bearer ks_dev_prod" ||
            request.path().startsWith(u"/v1/integrations/"_s))
            return std::nullopt;
        FakeReply refusal = failureReply(401, "PLATFORM.AUTHENTICATION_INVALID");
        refusal.delay = 100ms;
        return refusal;
    };
    for (int i = 1; i <= 5; ++i)
        learn(u"personio:%1"_s.arg(i));
    FetchRequest other = requestFor(u"personio:1"_s);
    other.environment = u"test"_s;
    for (int i = 1; i <= 5; ++i)
        m_engine->start(requestFor(u"personio:%1"_s.arg(i), RunKind::Delta, {u"/hris/groups"_s}));
    m_engine->start(other);
    QTRY_COMPARE_WITH_TIMEOUT(m_finished->size(), 6, 15'000);
    for (const auto &signal : std::as_const(*m_finished)) {
        const RunRow run = signal[0].value<RunRow>();
        const bool refused = run.environment == u"prod"_s;
        QCOMPARE(run.state, refused ? RunState::Failed : RunState::Complete);
        QCOMPARE(run.errorCode, refused ? u"PLATFORM.AUTHENTICATION_INVALID"_s : QString());
    }
    int refusals = 0;
    for (const FakeRequest &request : m_kombo->lists(u"/hris/groups"_s))
        refusals += request.header("Authorization") == "Bearer ks_dev_prod";
    QVERIFY2(refusals <= 3, qPrintable(QString::number(refusals))); // the queued ones never asked
}

void tst_FetchEngine::fetchesAnIntegrationNotHeardOfBefore()
{
    const RunRow run = finishedRun(requestFor(u"personio:new"_s));
    QCOMPARE(run.state, RunState::Complete);
    QCOMPARE(run.organization, u"Acme"_s);
    QVERIFY(reader().integration(u"prod"_s, u"personio:new"_s));
}

void tst_FetchEngine::refusesWhatNobodyKnows()
{
    const quint64 ticket = m_engine->start(requestFor(u"bamboohr:1"_s));
    QTRY_COMPARE(m_refused->size(), 1);
    QCOMPARE(m_refused->first()[0].toULongLong(), ticket);
    const Error error = m_refused->first()[1].value<Error>();
    QCOMPARE(error.kind, ErrorKind::NotFound);
    QCOMPARE(error.code, u"integration"_s);
    QVERIFY(reader().runs(u"prod"_s, 10)->isEmpty());
}

void tst_FetchEngine::refusesWithoutAccess()
{
    FetchRequest request = requestFor(u"personio:1"_s);
    request.environment = u"keyless"_s;
    m_engine->start(request);
    QTRY_COMPARE(m_refused->size(), 1);
    QCOMPARE(m_refused->first()[1].value<Error>(), (Error{ErrorKind::Refused, u"api-key"_s, {}}));
    QCOMPARE(m_kombo->requests().size(), 0);
}

void tst_FetchEngine::refusesModelsThatDoNotExist()
{
    learn(u"personio:1"_s);
    m_engine->start(requestFor(u"personio:1"_s, RunKind::Delta, {u"bananas"_s}));
    QTRY_COMPARE(m_refused->size(), 1);
    QCOMPARE(m_refused->first()[1].value<Error>().code, u"endpoint-unknown"_s);
}

void tst_FetchEngine::refusesTheSameTwice()
{
    m_kombo->special = [](const FakeRequest &) -> std::optional<FakeReply> {
        FakeReply silent;
        silent.silent = true;
        return silent;
    };
    learn(u"personio:1"_s);
    m_engine->start(requestFor(u"personio:1"_s));
    const quint64 again = m_engine->start(requestFor(u"personio:1"_s));
    m_engine->start(requestFor(u"personio:1"_s, RunKind::Full));
    QTRY_COMPARE(m_started->size(), 2);
    QTRY_COMPARE(m_refused->size(), 1);
    QCOMPARE(m_refused->first()[0].toULongLong(), again);
    QCOMPARE(m_refused->first()[1].value<Error>(), (Error{ErrorKind::Busy, u"run-active"_s, {}}));
}

void tst_FetchEngine::runsOneOfAnIntegrationAtATime()
{
    m_kombo->special = [](const FakeRequest &request) -> std::optional<FakeReply> {
        if (!request.path().startsWith(u"/v1/hris/"_s))
            return std::nullopt;
        FakeReply slow;
        slow.body = listBody({}, {});
        slow.delay = 50ms;
        return slow;
    };
    learn(u"personio:1"_s);
    const qint64 first = startedRun(requestFor(u"personio:1"_s));
    const qint64 second = startedRun(requestFor(u"personio:1"_s, RunKind::Full));
    QCOMPARE(m_started->last()[1].value<RunRow>().state, RunState::Queued);
    const RunRow firstRun = endOf(first);
    const RunRow secondRun = endOf(second);
    QCOMPARE(firstRun.state, RunState::Complete);
    QCOMPARE(secondRun.state, RunState::Complete);
    QVERIFY(*firstRun.endedAt <= *secondRun.startedAt);
}

void tst_FetchEngine::runsThreeIntegrationsInParallel()
{
    QSet<QByteArray> asking;
    QSet<QByteArray> asked;
    m_kombo->special = [&](const FakeRequest &request) -> std::optional<FakeReply> {
        FakeReply silent;
        silent.silent = true;
        asking.insert(request.header("X-Integration-Id"));
        return silent;
    };
    QVector<qint64> ids;
    for (int i = 1; i <= 5; ++i) {
        learn(u"personio:%1"_s.arg(i));
        ids.append(startedRun(requestFor(u"personio:%1"_s.arg(i), RunKind::Full, {u"/hris/groups"_s})));
    }
    QTRY_COMPARE(asking.size(), 3);
    asked = asking;
    m_engine->cancel(ids[0]);
    QTRY_COMPARE(asking.size(), 4); // the next one came in its place, and no other
    QVERIFY(asking.contains("personio:4") && !asking.contains("personio:5"));
}

void tst_FetchEngine::cancelsAtOnce()
{
    m_kombo->special = [](const FakeRequest &request) -> std::optional<FakeReply> {
        if (request.query(u"cursor"_s).isNull())
            return std::nullopt;
        FakeReply silent;
        silent.silent = true;
        return silent;
    };
    learn(u"personio:1"_s);
    const qint64 id = startedRun(requestFor(u"personio:1"_s, RunKind::Full, {u"hris_employees"_s, u"hris_teams"_s}));
    QTRY_VERIFY(!m_progressed->isEmpty() && m_progressed->last()[0].value<RunRow>().pages() == 1);
    QElapsedTimer timer;
    timer.start();
    m_engine->cancel(id);
    const RunRow run = endOf(id);
    QVERIFY(timer.elapsed() < 1000);
    QCOMPARE(run.state, RunState::Cancelled);
    QCOMPARE(run.steps[0].state, RunState::Cancelled);
    QCOMPARE(run.steps[0].records, 2);
    QCOMPARE(run.steps[1].state, RunState::Cancelled);
    QCOMPARE(storedEmployees().size(), 2); // what is whole stays
    QVERIFY(reader().watermarks(u"prod"_s, u"personio:1"_s)->isEmpty());
    QCOMPARE(reader().run(id)->state, RunState::Cancelled);
    m_engine->cancel(id); // a second press does nothing
    m_engine->cancel(4711);
}

void tst_FetchEngine::cancelsWhatIsQueued()
{
    m_kombo->special = [](const FakeRequest &) -> std::optional<FakeReply> {
        FakeReply silent;
        silent.silent = true;
        return silent;
    };
    learn(u"personio:1"_s);
    startedRun(requestFor(u"personio:1"_s));
    const qint64 queued = startedRun(requestFor(u"personio:1"_s, RunKind::Full));
    m_engine->cancel(queued);
    const RunRow run = endOf(queued);
    QCOMPARE(run.state, RunState::Cancelled);
    QVERIFY(!run.startedAt);
    QCOMPARE(reader().run(queued)->state, RunState::Cancelled);
}

void tst_FetchEngine::showsHowLongItWaits()
{
    m_kombo->special = [limited = false](const FakeRequest &) mutable -> std::optional<FakeReply> {
        if (std::exchange(limited, true))
            return std::nullopt;
        FakeReply reply = failureReply(429, "PLATFORM.RATE_LIMIT_EXCEEDED");
        reply.headers = {{"Retry-After", "1"}};
        return reply;
    };
    learn(u"personio:1"_s);
    const qint64 id = startedRun(requestFor(u"personio:1"_s, RunKind::Full, {u"hris_teams"_s}));
    const auto waiting = [&] { return m_progressed->last()[0].value<RunRow>().steps[0].waitingUntil; };
    QTRY_VERIFY(!m_progressed->isEmpty() && waiting());
    QVERIFY(*waiting() > SystemClock().now());
    QTRY_VERIFY(reader().run(id)->steps[0].waitingUntil); // for whoever looks from another process
    const RunRow run = endOf(id);
    QCOMPARE(run.state, RunState::Complete);
    QCOMPARE(run.steps[0].retries, 1);
    QVERIFY(!run.steps[0].waitingUntil);
}

void tst_FetchEngine::destroyingItCancels()
{
    m_kombo->special = [](const FakeRequest &request) -> std::optional<FakeReply> {
        if (request.query(u"cursor"_s).isNull())
            return std::nullopt;
        FakeReply silent;
        silent.silent = true;
        return silent;
    };
    learn(u"personio:1"_s);
    const QStringList employees{u"hris_employees"_s};
    const qint64 running = startedRun(requestFor(u"personio:1"_s, RunKind::Full, employees));
    const qint64 queued = startedRun(requestFor(u"personio:1"_s, RunKind::Delta, employees));
    QTRY_VERIFY(!m_progressed->isEmpty() && m_progressed->last()[0].value<RunRow>().pages() == 1);
    QElapsedTimer timer;
    timer.start();
    m_engine.reset();
    QVERIFY(timer.elapsed() < 1000);
    m_writer->stop();
    QCOMPARE(reader().run(running)->state, RunState::Cancelled);
    QCOMPARE(reader().run(queued)->state, RunState::Cancelled);
    QCOMPARE(storedEmployees().size(), 2);
    QVERIFY(reader().watermarks(u"prod"_s, u"personio:1"_s)->isEmpty());
}

void tst_FetchEngine::marksRunsOfADeadProcess()
{
    RunRow left;
    left.environment = u"prod"_s;
    left.integrationId = u"personio:1"_s;
    left.state = RunState::Running;
    left.requestedAt = fromMillis(1);
    StepRow step;
    step.endpoint = u"/hris/employees"_s;
    step.state = RunState::Running;
    left.steps = {step};
    qint64 id = 0;
    m_writer->write<qint64>(
        this, [left](WriteTransaction &transaction) { return transaction.addRun(left); },
        [&](const Result<qint64> &added) { id = added.value_or(-1); });
    QTRY_VERIFY(id > 0);
    makeEngine();
    QTRY_COMPARE(reader().run(id)->state, RunState::Failed);
    QCOMPARE(reader().run(id)->errorCode, u"interrupted"_s);
    QCOMPARE(reader().run(id)->steps[0].state, RunState::Failed);
}

void tst_FetchEngine::translatesTheStartToTheServersClock()
{
    m_clock->shift = 3'600'000; // ours is an hour ahead
    m_kombo->special = [](const FakeRequest &) -> std::optional<FakeReply> {
        FakeReply reply;
        reply.body = listBody({}, {});
        reply.headers = {
            {"Date",
             QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1()}};
        return reply;
    };
    learn(u"personio:1"_s);
    const Timestamp before = SystemClock().now();
    const RunRow run = finishedRun(requestFor(u"personio:1"_s, RunKind::Full, {u"hris_teams"_s}));
    QCOMPARE(run.state, RunState::Complete);
    QVERIFY(*run.steps[0].startedAt >= before + 1h);
    QVERIFY(*run.steps[0].watermark <= SystemClock().now());
    QVERIFY(*run.steps[0].watermark >= before - 10s);

    m_clock->shift = -3'600'000; // ours is an hour behind: it is the earlier one
    const RunRow second = finishedRun(requestFor(u"personio:1"_s, RunKind::Full, {u"hris_teams"_s}));
    QVERIFY(second.steps[0].watermark == second.steps[0].startedAt);
}

void tst_FetchEngine::endsInFailureWhenTheStoreFails()
{
    m_kombo->special = [this](const FakeRequest &request) -> std::optional<FakeReply> {
        if (request.path() == u"/v1/hris/groups"_s)
            m_writer->stop(); // nothing is stored from here on
        return std::nullopt;
    };
    learn(u"personio:1"_s);
    const RunRow run = finishedRun(requestFor(u"personio:1"_s, RunKind::Full, {u"hris_teams"_s}));
    QVERIFY(run.ended());
    QVERIFY(run.state != RunState::Complete);
    QVERIFY(reader().watermarks(u"prod"_s, u"personio:1"_s)->isEmpty());
}

void tst_FetchEngine::asksForASync()
{
    QSignalSpy answers(m_engine.get(), &FetchEngine::syncRequested);
    const quint64 ticket = m_engine->requestSync(u"prod"_s, u"personio:1"_s, true);
    QVERIFY(answers.isEmpty());
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers.first()[0].toULongLong(), ticket);
    const auto answer = answers.first()[1].value<Result<ForcedSync>>();
    QVERIFY(answer);
    QCOMPARE(answer->syncId, u"s1"_s);
    m_engine->requestSync(u"keyless"_s, u"personio:1"_s, true);
    QTRY_COMPARE(answers.size(), 2);
    QCOMPARE(answers.last()[1].value<Result<ForcedSync>>().error().code, u"api-key"_s);
}

void tst_FetchEngine::refreshesDetails()
{
    QSignalSpy answers(m_engine.get(), &FetchEngine::detailsRead);
    const quint64 ticket = m_engine->refreshDetails(u"prod"_s, u"personio:1"_s);
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers.first()[0].toULongLong(), ticket);
    const auto answer = answers.first()[1].value<Result<Integration>>();
    QVERIFY(answer);
    QCOMPARE(answer->organization, u"Acme"_s);
    QCOMPARE(reader().integration(u"prod"_s, u"personio:1"_s)->state, u"ACTIVE"_s);
    m_engine->refreshDetails(u"prod"_s, u"bamboohr:1"_s);
    QTRY_COMPARE(answers.size(), 2);
    QCOMPARE(answers.last()[1].value<Result<Integration>>().error().code, u"PLATFORM.INTEGRATION_NOT_FOUND"_s);
}

QTEST_GUILESS_MAIN(tst_FetchEngine)
#include "tst_fetchengine.moc"
