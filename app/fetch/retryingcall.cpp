// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/retryingcall.h"

#include <QRandomGenerator>

namespace console {
namespace {

using namespace std::chrono_literals;

RequestPace::Moment steadyNow()
{
    return std::chrono::steady_clock::now();
}

} // namespace

RetryingCall::RetryingCall(std::shared_ptr<ApiLine> line, ApiRequest request, Accept accept, Done done, Waits waits)
    : m_line(std::move(line)), m_request(std::move(request)), m_accept(std::move(accept)), m_done(std::move(done)),
      m_waits(std::move(waits))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RetryingCall::tryNow);
}

RetryingCall::~RetryingCall() = default;

void RetryingCall::start()
{
    tryNow();
}

void RetryingCall::tryNow()
{
    // Asked again after each wait: another run of this environment may have been told to slow down meanwhile.
    if (const auto span = m_line->pace.waitBefore(steadyNow()); span > 0ms)
        return wait(span);
    if (std::exchange(m_waitShown, false) && m_waits)
        m_waits(std::nullopt);
    m_line->pace.sent(steadyNow());
    m_sentAt = m_line->clock->now();
    m_call = m_line->client.send(m_request, [this](const Result<ApiReply> &reply) { onReply(reply); });
}

void RetryingCall::onReply(const Result<ApiReply> &reply)
{
    if (!reply)
        return fail(reply.error(), std::nullopt);
    m_line->answered = true;
    if (reply->serverDate)
        m_clockReading = ClockReading{m_sentAt, m_line->clock->now(), *reply->serverDate};
    const auto accepted = m_accept(*reply);
    if (!accepted)
        return fail(accepted.error(), reply->retryAfter);
    m_line->pace.answered();
    const Done done = std::exchange(m_done, nullptr);
    done({});
}

void RetryingCall::fail(const Error &error, std::optional<std::chrono::milliseconds> retryAfter)
{
    const FailedTry failed{m_attempt, error, retryAfter, m_line->answered};
    const auto span = waitBeforeRetry(m_line->retry, failed, QRandomGenerator::global()->generateDouble());
    if (!span) {
        const Done done = std::exchange(m_done, nullptr);
        return done(tl::unexpected<Error>(error));
    }
    if (error.kind == ErrorKind::RateLimited)
        m_line->pace.slowDown(steadyNow(), *span);
    ++m_attempt;
    wait(*span);
}

void RetryingCall::wait(std::chrono::milliseconds span)
{
    if (m_waits && span >= 1s) {
        m_waitShown = true;
        m_waits(m_line->clock->now() + span);
    }
    m_timer.start(span);
}

} // namespace console
