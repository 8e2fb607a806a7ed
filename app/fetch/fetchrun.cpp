// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/fetchrun.h"

#include "app/fetch/runrules.h"

namespace console {
namespace {

using namespace std::chrono_literals;

// Steps are stored as they change their state; their figures in between this often, for readers of other processes.
constexpr Millis figuresEvery = 1s;

} // namespace

FetchRun::FetchRun(Parts parts, FetchRequest request, RunRow row)
    : m_parts(std::move(parts)), m_request(std::move(request)), m_row(std::move(row))
{
    for (const StepRow &step : m_row.steps) {
        if (const auto endpoint = m_parts.map->endpoint(step.endpoint))
            m_endpoints.append(*endpoint);
    }
}

FetchRun::~FetchRun() = default;

void FetchRun::start()
{
    m_row.state = RunState::Running;
    m_row.startedAt = m_parts.clock->now();
    if (m_endpoints.isEmpty()) {
        saveInPassing();
        Q_EMIT changed(true);
        return readDetails();
    }
    nextStep();
}

void FetchRun::stop(const Error &error)
{
    if (m_ending || m_stop)
        return;
    m_stop = error;
    m_detailsCall.reset();
    if (m_reader)
        m_reader->cancel(); // ends the run when the page on its way is stored
    else
        end(stateAfter(error), error);
}

void FetchRun::abandon()
{
    if (m_ending)
        return;
    m_ending = true;
    m_detailsCall.reset();
    m_reader.reset();
    endRun(m_row, RunState::Cancelled, std::nullopt, m_parts.clock->now());
    save({});
}

void FetchRun::readDetails()
{
    m_detailsCall = std::make_unique<RetryingCall>(
        m_parts.line, detailsRequest(m_row.integrationId),
        [this](const ApiReply &reply) {
            return console::readDetails(reply, m_row.environment).map([this](Integration read) {
                m_details = std::move(read);
            });
        },
        [this](Result<void> read) { onDetails(std::move(read)); });
    m_detailsCall->start();
}

void FetchRun::onDetails(Result<void> read)
{
    m_detailsCall.reset();
    if (!read)
        return end(stateAfter(read.error()), read.error());
    m_details.id = m_row.integrationId; // what was asked for, whatever spelling came back
    m_details.detailsAt = m_parts.clock->now();
    m_parts.writer->write<std::monostate>(
        this,
        [details = m_details](WriteTransaction &transaction) -> Result<std::monostate> {
            return transaction.saveIntegration(details).map([] { return std::monostate(); });
        },
        [this](const Result<std::monostate> &saved) {
            if (!saved)
                stop(saved.error());
        });
    auto endpoints = endpointsOf(*m_parts.map, m_request, m_details);
    if (!endpoints)
        return end(RunState::Failed, endpoints.error());
    m_endpoints = std::move(*endpoints);
    m_row.steps = queuedSteps(m_endpoints);
    nextStep();
}

void FetchRun::nextStep()
{
    if (++m_step >= m_row.steps.size())
        return end(stateOfSteps(m_row), std::nullopt);
    const Endpoint &endpoint = m_endpoints[m_step];
    const auto found = m_parts.watermarks.constFind(endpoint.path);
    const auto watermark = found != m_parts.watermarks.cend() ? std::optional(*found) : std::nullopt;
    PageWalk walk(endpoint, m_row.integrationId, m_row.kind, watermark);
    step().state = RunState::Running;
    step().startedAt = m_parts.clock->now();
    step().updatedAfter = walk.updatedAfter();
    saveInPassing();
    Q_EMIT changed(true);
    m_reader = std::make_unique<EndpointReader>(m_parts.line, std::move(walk), hooksOfStep());
    m_reader->start();
}

EndpointReader::Hooks FetchRun::hooksOfStep()
{
    EndpointReader::Hooks hooks;
    hooks.store = [this](QObject *context, QVector<PageRecord> records, EndpointReader::Stored stored) {
        storePage(context, std::move(records), std::move(stored));
    };
    hooks.pageStored = [this](const PageOutcome &outcome) {
        StepRow &now = step();
        ++now.pages;
        now.records += outcome.received;
        now.changed += outcome.changed;
        now.deleted += outcome.deleted;
        Q_EMIT changed(false);
    };
    hooks.retried = [this](int retries) { step().retries += retries; };
    hooks.waits = [this](std::optional<Timestamp> until) {
        step().waitingUntil = until;
        saveInPassing();
        Q_EMIT changed(true);
    };
    hooks.finished = [this](const Result<void> &read) { onStep(read); };
    return hooks;
}

void FetchRun::storePage(QObject *context, QVector<PageRecord> records, EndpointReader::Stored stored)
{
    const Timestamp now = m_parts.clock->now();
    const bool withFigures = now - m_savedAt >= figuresEvery;
    if (withFigures)
        m_savedAt = now;
    m_parts.writer->write<PageOutcome>(
        context,
        [row = m_row, index = m_step, model = m_endpoints[m_step].model, records = std::move(records),
         withFigures](WriteTransaction &transaction) mutable -> Result<PageOutcome> {
            auto outcome = transaction.savePage(row, model, records);
            if (!outcome || !withFigures)
                return outcome;
            StepRow &step = row.steps[index];
            ++step.pages;
            step.records += outcome->received;
            step.changed += outcome->changed;
            step.deleted += outcome->deleted;
            return transaction.saveRun(row).map([&outcome] { return *outcome; });
        },
        std::move(stored));
}

void FetchRun::onStep(const Result<void> &read)
{
    const auto reading = m_reader->clockReading();
    m_reader.reset();
    StepRow &now = step();
    now.waitingUntil.reset();
    if (m_stop)
        return end(stateAfter(*m_stop), m_stop);
    now.endedAt = m_parts.clock->now();
    if (read) {
        now.state = RunState::Complete;
        now.watermark = watermarkFrom(*now.startedAt, reading);
    } else {
        now.state = stateAfter(read.error());
        now.errorCode = read.error().code;
        now.errorDetail = read.error().detail;
        if (reachOf(read.error()) != ErrorReach::Step)
            return end(now.state, read.error());
    }
    saveInPassing();
    nextStep();
}

void FetchRun::end(RunState state, const std::optional<Error> &error)
{
    if (m_ending)
        return;
    m_ending = true;
    endRun(m_row, state, error, m_parts.clock->now());
    save([this, error](const Result<void> &saved) {
        if (saved)
            return Q_EMIT ended(error);
        // Nothing can be kept of it; at least who is looking learns why.
        m_row.state = RunState::Failed;
        m_row.errorCode = saved.error().code;
        m_row.errorDetail = saved.error().detail;
        Q_EMIT ended(saved.error());
    });
}

void FetchRun::save(std::function<void(Result<void>)> done)
{
    m_savedAt = m_parts.clock->now();
    m_parts.writer->write<std::monostate>(
        this,
        [row = m_row](WriteTransaction &transaction) -> Result<std::monostate> {
            return transaction.saveRun(row).map([] { return std::monostate(); });
        },
        [done = std::move(done)](const Result<std::monostate> &saved) {
            if (done)
                done(saved.map([](std::monostate) {}));
        });
}

void FetchRun::saveInPassing()
{
    save([this](const Result<void> &saved) {
        if (!saved)
            stop(saved.error());
    });
}

} // namespace console
