// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/fetchworker.h"

#include "app/fetch/runrules.h"

#include <QThread>

#include <algorithm>
#include <variant>

using namespace Qt::StringLiterals;

namespace console {
namespace {

constexpr int tellEveryMs = 100;
constexpr int staleRunsLooked = 1000;

// The same work: a second press of the button, not another wish.
bool isSameWork(const FetchRequest &a, const FetchRequest &b)
{
    const auto sorted = [](QStringList names) {
        names.sort();
        return names;
    };
    return a.environment == b.environment && a.integrationId == b.integrationId && a.kind == b.kind &&
           sorted(a.models) == sorted(b.models);
}

std::function<Result<std::monostate>(WriteTransaction &)> savingRun(const RunRow &row)
{
    return [row](WriteTransaction &transaction) -> Result<std::monostate> {
        return transaction.saveRun(row).map([] { return std::monostate(); });
    };
}

} // namespace

FetchWorker::FetchWorker(StorePaths paths, StoreWriter &writer, EndpointMap map, FetchEngine::AccessOf access,
                         std::shared_ptr<const Clock> clock, FetchLimits limits)
    : m_paths(std::move(paths)), m_writer(writer), m_map(std::move(map)), m_access(std::move(access)),
      m_clock(std::move(clock)), m_limits(limits), m_queue(limits.parallel), m_tellTimer(this)
{
    m_tellTimer.setInterval(tellEveryMs);
    connect(&m_tellTimer, &QTimer::timeout, this, &FetchWorker::tellDue);
}

FetchWorker::~FetchWorker() = default;

void FetchWorker::begin()
{
    Q_ASSERT(thread() == QThread::currentThread());
    const auto stored = reader().and_then([](StoreReader *from) { return from->runs({}, staleRunsLooked); });
    if (!stored)
        return;
    for (RunRow row : *stored) {
        if (row.ended() || m_jobs.count(row.id) > 0)
            continue;
        endRun(row, RunState::Failed, Error{ErrorKind::Cancelled, u"interrupted"_s, {}}, m_clock->now());
        m_writer.write<std::monostate>(this, savingRun(row), [](const Result<std::monostate> &) {});
    }
}

void FetchWorker::start(quint64 ticket, const FetchRequest &request)
{
    if (const auto line = lineOf(request.environment); !line)
        return Q_EMIT refused(ticket, line.error());
    const auto integration = knownIntegration(request.environment, request.integrationId);
    if (integration)
        return enqueue(ticket, request, *integration);
    if (integration.error().kind != ErrorKind::NotFound)
        return Q_EMIT refused(ticket, integration.error());
    // Not heard of here: Kombo cannot list integrations, but it can be asked about one.
    readDetails(
        ticket, request.environment, request.integrationId, [this, ticket, request](const Result<Integration> &read) {
            if (read)
                return enqueue(ticket, request, *read);
            const Error error = read.error();
            Q_EMIT refused(ticket,
                           error.kind == ErrorKind::NotFound ? Error{error.kind, u"integration"_s, error.code} : error);
        });
}

void FetchWorker::cancel(qint64 runId)
{
    const auto job = m_jobs.find(runId);
    if (job == m_jobs.end())
        return;
    const Error cancelled{ErrorKind::Cancelled, {}, {}};
    if (job->second.run)
        job->second.run->stop(cancelled);
    else
        endQueued(runId, cancelled);
}

void FetchWorker::requestSync(quint64 ticket, const QString &environment, const QString &integrationId, bool full)
{
    const auto line = lineOf(environment);
    if (!line)
        return Q_EMIT syncRequested(ticket, tl::unexpected<Error>(line.error()));
    const auto answer = std::make_shared<ForcedSync>();
    auto call = std::make_unique<RetryingCall>(
        *line, forceSyncRequest(integrationId, full),
        [answer](const ApiReply &reply) {
            return readForcedSync(reply).map([answer](ForcedSync sync) { *answer = sync; });
        },
        [this, ticket, answer](const Result<void> &asked) {
            m_calls.erase(ticket);
            Q_EMIT syncRequested(ticket, asked.map([answer] { return *answer; }));
        });
    call->start();
    m_calls.emplace(ticket, std::move(call));
}

void FetchWorker::refreshDetails(quint64 ticket, const QString &environment, const QString &integrationId)
{
    readDetails(ticket, environment, integrationId,
                [this, ticket](const Result<Integration> &read) { Q_EMIT detailsRead(ticket, read); });
}

void FetchWorker::shutDown()
{
    m_shut = true;
    m_tellTimer.stop();
    blockSignals(true);
    m_calls.clear();
    for (auto &[id, job] : m_jobs) {
        if (job.run) {
            job.run->abandon();
        } else {
            endRun(job.row, RunState::Cancelled, std::nullopt, m_clock->now());
            m_writer.write<std::monostate>(this, savingRun(job.row), [](const Result<std::monostate> &) {});
        }
    }
    m_jobs.clear();
    m_lines.clear();
    m_reader.reset();
}

Result<std::shared_ptr<ApiLine>> FetchWorker::lineOf(const QString &environment)
{
    auto access = m_access(environment);
    if (!access)
        return tl::unexpected<Error>(access.error());
    // Kept while address and key stay: connections and the pace that the server asked for outlive a run.
    auto &line = m_lines[environment];
    if (!line || line->client.access() != *access)
        line = std::make_shared<ApiLine>(*access, m_limits.client, m_limits.retry, m_clock);
    return line;
}

Result<StoreReader *> FetchWorker::reader()
{
    if (!m_reader) {
        auto opened = StoreReader::open(m_paths);
        if (!opened)
            return tl::unexpected<Error>(opened.error());
        m_reader = std::move(*opened);
    }
    return m_reader.get();
}

Result<Integration> FetchWorker::knownIntegration(const QString &environment, const QString &integrationId)
{
    return reader().and_then([&](StoreReader *from) { return from->integration(environment, integrationId); });
}

void FetchWorker::readDetails(quint64 ticket, const QString &environment, const QString &integrationId,
                              std::function<void(Result<Integration>)> done)
{
    const auto line = lineOf(environment);
    if (!line)
        return done(tl::unexpected<Error>(line.error()));
    const auto details = std::make_shared<Integration>();
    const auto save = [this, details, done, environment, integrationId] {
        details->id = integrationId; // what was asked for, whatever spelling came back
        details->detailsAt = m_clock->now();
        m_writer.write<std::monostate>(
            this,
            [details = *details](WriteTransaction &transaction) -> Result<std::monostate> {
                return transaction.saveIntegration(details).map([] { return std::monostate(); });
            },
            [this, details, done, environment, integrationId](const Result<std::monostate> &saved) {
                if (!saved)
                    return done(tl::unexpected<Error>(saved.error()));
                // As it is now, merged with what events told.
                done(knownIntegration(environment, integrationId));
            });
    };
    auto call = std::make_unique<RetryingCall>(
        *line, detailsRequest(integrationId),
        [details, environment](const ApiReply &reply) {
            return console::readDetails(reply, environment).map([details](Integration read) {
                *details = std::move(read);
            });
        },
        [this, ticket, save, done](const Result<void> &read) {
            // First out of the way: what follows may begin the next call under the same ticket.
            const auto finished = m_calls.extract(ticket);
            if (read)
                save();
            else
                done(tl::unexpected<Error>(read.error()));
        });
    call->start();
    m_calls.emplace(ticket, std::move(call));
}

void FetchWorker::enqueue(quint64 ticket, const FetchRequest &request, const Integration &integration)
{
    const auto same = [&](const FetchRequest &other) { return isSameWork(request, other); };
    if (std::any_of(m_accepted.cbegin(), m_accepted.cend(), same) ||
        std::any_of(m_jobs.cbegin(), m_jobs.cend(), [&](const auto &job) { return same(job.second.request); }))
        return Q_EMIT refused(ticket, {ErrorKind::Busy, u"run-active"_s, {}});
    const auto endpoints = namedEndpoints(m_map, request, integration.category);
    if (!endpoints)
        return Q_EMIT refused(ticket, endpoints.error());
    const RunRow row = newRun(request, integration, *endpoints, m_clock->now());
    m_accepted.append(request);
    m_writer.write<qint64>(
        this, [row](WriteTransaction &transaction) { return transaction.addRun(row); },
        [this, ticket, request, row = row](const Result<qint64> &id) mutable {
            m_accepted.removeOne(request);
            if (!id)
                return Q_EMIT refused(ticket, id.error());
            row.id = *id;
            m_jobs[*id] = {request, row, nullptr};
            m_queue.add(*id, row.environment, row.integrationId);
            Q_EMIT started(ticket, row);
            pump();
        });
}

void FetchWorker::pump()
{
    if (m_shut) // a run that was being entered into the store as the end came
        return;
    for (const qint64 id : m_queue.takeStartable())
        beginRun(id);
}

void FetchWorker::beginRun(qint64 id)
{
    Job &job = m_jobs.at(id);
    const auto line = lineOf(job.row.environment);
    if (!line)
        return endQueued(id, line.error());
    // Read now and not at the request: an earlier run of this integration may have moved them meanwhile.
    auto watermarks = reader().and_then(
        [&](StoreReader *from) { return from->watermarks(job.row.environment, job.row.integrationId); });
    if (!watermarks)
        return endQueued(id, watermarks.error());
    job.run = std::make_unique<FetchRun>(FetchRun::Parts{*line, &m_writer, &m_map, m_clock, std::move(*watermarks)},
                                         job.request, job.row);
    connect(job.run.get(), &FetchRun::changed, this, [this, id](bool state) { tell(id, state); });
    // Queued: the run is deleted by it, and must not be inside one of its own functions then.
    connect(
        job.run.get(), &FetchRun::ended, this, [this, id](const std::optional<Error> &error) { onEnded(id, error); },
        Qt::QueuedConnection);
    job.run->start();
}

void FetchWorker::onEnded(qint64 id, const std::optional<Error> &error)
{
    const auto job = m_jobs.find(id);
    if (job == m_jobs.end())
        return;
    const RunRow row = job->second.run->row();
    m_jobs.erase(job);
    m_queue.remove(id);
    m_news.remove(id);
    Q_EMIT progressed(row);
    Q_EMIT finished(row);
    if (error && reachOf(*error) == ErrorReach::Environment)
        stopEnvironment(row.environment, *error);
    pump();
}

void FetchWorker::endQueued(qint64 id, const Error &error)
{
    RunRow row = m_jobs.at(id).row;
    m_jobs.erase(id);
    m_queue.remove(id);
    endRun(row, stateAfter(error), error, m_clock->now());
    m_writer.write<std::monostate>(this, savingRun(row), [this, row](const Result<std::monostate> &) {
        Q_EMIT progressed(row);
        Q_EMIT finished(row);
    });
}

void FetchWorker::stopEnvironment(const QString &environment, const Error &error)
{
    QVector<qint64> ids;
    for (const auto &[id, job] : m_jobs) {
        if (job.row.environment == environment)
            ids.append(id);
    }
    for (const qint64 id : ids) {
        if (FetchRun *run = m_jobs.at(id).run.get())
            run->stop(error);
        else
            endQueued(id, error);
    }
}

void FetchWorker::tell(qint64 id, bool state)
{
    if (!state) {
        m_news.insert(id);
        if (!m_tellTimer.isActive())
            m_tellTimer.start();
        return;
    }
    m_news.remove(id);
    Q_EMIT progressed(m_jobs.at(id).run->row());
}

void FetchWorker::tellDue()
{
    const auto news = std::exchange(m_news, {});
    for (const qint64 id : news) {
        const auto job = m_jobs.find(id);
        if (job != m_jobs.end() && job->second.run)
            Q_EMIT progressed(job->second.run->row());
    }
    if (news.isEmpty())
        m_tellTimer.stop();
}

} // namespace console
