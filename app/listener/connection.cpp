// SPDX-License-Identifier: Apache-2.0
#include "app/listener/connection.h"

#include <QThread>

#include <array>

namespace console {

namespace {

using State = HttpParser::State;
using Outcome = SocketStream::Outcome;

constexpr int kMaxWaiting = 32;
constexpr qsizetype kMaxUnsent = 256 * 1024;
constexpr qint64 kMaxDiscarded = 16 * 1024 * 1024;
constexpr Millis kLinger{2'000};
constexpr Millis kLingerDraining{300};

Connection::Moment now()
{
    return std::chrono::steady_clock::now();
}

} // namespace

Connection::Connection(qintptr descriptor, quint32 number, ConnectionHost &host, const ConnectionLimits &limits)
    : m_number(number), m_host(host), m_limits(limits),
      m_stream(descriptor, [this] { readable(); }, [this] { flush(); }), m_peer(m_stream.peer()), m_parser(limits.http),
      m_since(now()), m_moved(m_since)
{
}

Connection::~Connection() = default;

std::optional<Connection::Moment> Connection::idleSince() const
{
    const bool idle = m_lingering
        || (m_parser.state() == State::Idle && m_answers.waiting() == 0 && unsent() == 0 && m_unread.isEmpty());
    return idle ? std::optional(m_since) : std::nullopt;
}

bool Connection::mustWait() const
{
    return m_answers.waiting() >= kMaxWaiting || unsent() > kMaxUnsent;
}

void Connection::readable()
{
    Q_ASSERT(thread() == QThread::currentThread());
    thread_local std::array<char, 64 * 1024> buffer;
    // A few rounds, then the others get their turn.
    for (int round = 0; round < 4 && !m_ended && m_unread.isEmpty(); ++round) {
        const auto [outcome, size] = m_stream.read(buffer.data(), buffer.size());
        if (outcome == Outcome::Broken)
            return end();
        if (outcome == Outcome::End)
            return inputEnded();
        if (outcome == Outcome::Later)
            break;
        if (m_lingering) {
            m_discarded += size;
            if (m_discarded > kMaxDiscarded)
                return end();
        } else {
            take({buffer.data(), size});
        }
        if (size < qsizetype(buffer.size()))
            break;
    }
    if (!m_ended && !m_lingering)
        flush();
}

void Connection::take(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && m_accepting) {
        if (mustWait()) {
            m_unread = bytes.toByteArray();
            m_stream.wantRead(false);
            break;
        }
        bytes = bytes.sliced(m_parser.put(bytes));
        if (m_parser.state() == State::Complete)
            dispatch();
        else if (m_parser.state() == State::Refused)
            refuse(m_parser.refusal());
    }
    if (m_accepting)
        countHeld();
    if (m_accepting)
        considerExpectation();
    // What follows a last request is not looked at. It is read and thrown away once everything is said.
    if (!m_accepting)
        m_stream.wantRead(false);
    if (m_parser.state() != m_phase) {
        m_phase = m_parser.state();
        m_since = now();
    }
}

void Connection::dispatch()
{
    HttpRequest request = m_parser.takeRequest();
    m_expectationMet = false;
    m_phase = State::Idle;
    m_since = now();
    const bool last = !request.keepAlive || m_draining;
    if (last)
        m_accepting = false;
    const quint32 place = m_answers.open({request.method == "HEAD", request.minor == 0, last});
    m_host.requestArrived(*this, place, std::move(request));
}

void Connection::refuse(int status)
{
    finalAnswer(plainAnswer(status), false);
}

void Connection::finalAnswer(const HttpAnswer &last, bool headOnly)
{
    m_accepting = false;
    const quint32 place = m_answers.open({headOnly, false, true});
    answer(place, last);
}

// RFC 9110 section 10.1.1: 100, or the final status at once; then the body must not be taken for the next request, so the
// connection ends with that answer.
void Connection::considerExpectation()
{
    if (m_expectationMet || m_parser.state() != State::Body || !m_parser.request().expectsContinue)
        return;
    m_expectationMet = true;
    if (const auto last = m_host.answerToHead(m_parser.request()))
        finalAnswer(*last, m_parser.request().method == "HEAD");
    else
        m_answers.push(continueAnswer());
}

void Connection::countHeld()
{
    const qint64 held = m_parser.held();
    if (held == m_held)
        return;
    const bool possible = m_host.hold(held - m_held) || held < m_held;
    m_held = held;
    if (!possible)
        refuse(503);
}

void Connection::answer(quint32 place, const HttpAnswer &answer)
{
    m_answers.settle(place, answer, m_host.date());
}

void Connection::flush()
{
    while (!m_ended && !m_lingering) {
        const bool nothingBefore = unsent() == 0;
        const bool last = m_answers.takeDue(m_out);
        if (nothingBefore && unsent() > 0)
            m_moved = now();
        if (!sendOut())
            return;
        if (last)
            return startLinger();
        if (m_inputEnded && m_answers.waiting() == 0)
            return end();
        if (m_unread.isEmpty() || mustWait())
            return;
        resume();
    }
}

// True when everything is sent.
bool Connection::sendOut()
{
    if (unsent() == 0)
        return true;
    const auto [outcome, size] = m_stream.write(m_out.constData() + m_sent, unsent());
    if (outcome == Outcome::Broken) {
        end();
        return false;
    }
    m_sent += size;
    if (size > 0)
        m_moved = now();
    const bool done = unsent() == 0;
    if (done) {
        m_out = {};
        m_sent = 0;
        if (m_phase == State::Idle)
            m_since = m_moved;
    }
    m_stream.wantWrite(!done);
    return done;
}

void Connection::resume()
{
    const QByteArray waiting = std::exchange(m_unread, {});
    m_stream.wantRead(true);
    take(waiting);
}

// Closing with unread bytes would make the system send a reset, which can destroy the answer on its way (RFC 9112
// section 9.6): first the end of our side, then a short time of throwing away.
void Connection::startLinger()
{
    m_lingering = true;
    m_unread = {};
    m_since = now();
    if (m_inputEnded)
        return end();
    m_stream.finishWriting();
    m_stream.wantRead(true);
}

void Connection::inputEnded()
{
    m_inputEnded = true;
    m_accepting = false; // half a request is abandoned
    m_stream.wantRead(false);
    if (m_lingering)
        return end();
    flush();
}

void Connection::turnAway()
{
    refuse(503);
    flush();
}

void Connection::drain()
{
    m_draining = true;
    m_answers.closeAfterNext();
    if (m_parser.state() == State::Idle && m_answers.waiting() == 0 && unsent() == 0)
        end();
}

void Connection::giveUp()
{
    if (m_accepting && m_parser.state() != State::Idle)
        turnAway();
}

void Connection::tick(Moment moment)
{
    if (m_ended)
        return;
    const auto phase = moment - m_since;
    if (m_lingering) {
        if (phase > (m_draining ? kLingerDraining : kLinger))
            end();
        return;
    }
    if (unsent() > 0) {
        if (moment - m_moved > m_limits.body)
            end();
        return;
    }
    if (!m_unread.isEmpty()) {
        m_since = moment; // the delay is ours
        return;
    }
    if (m_inputEnded || !m_accepting)
        return;
    const bool timedOut = (m_phase == State::Head && phase > m_limits.head) || (m_phase == State::Body && phase > m_limits.body);
    if (timedOut) {
        refuse(408); // RFC 9110 section 15.5.9
        flush();
    } else if (m_phase == State::Idle && m_answers.waiting() == 0 && phase > m_limits.idle) {
        end();
    }
}

void Connection::abort()
{
    end();
}

void Connection::end()
{
    if (m_ended)
        return;
    m_ended = true;
    m_stream.close();
    if (m_held > 0)
        (void) m_host.hold(-m_held);
    m_held = 0;
    m_host.connectionEnded(*this);
}

} // namespace console
