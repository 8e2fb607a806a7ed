// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/listener/answerqueue.h"
#include "app/listener/httpparser.h"
#include "app/listener/socketstream.h"

#include <QObject>

#include <chrono>
#include <optional>

namespace console {

class Connection;

/// What a connection asks of its owner. All calls come on the connection's thread.
class ConnectionHost
{
public:
    virtual ~ConnectionHost() = default;
    /// A whole request; its answer goes to Connection::answer() with this place, now or later.
    virtual void requestArrived(Connection &connection, quint32 place, HttpRequest &&request) = 0;
    /// The final answer, where the head alone decides it; asked when a client waits for 100 before it sends the body.
    [[nodiscard]] virtual std::optional<HttpAnswer> answerToHead(const HttpRequest &request) = 0;
    /// `bytes` more (or less) are kept of a request that is not whole. False: too much is kept by all together.
    [[nodiscard]] virtual bool hold(qint64 bytes) = 0;
    [[nodiscard]] virtual QByteArray date() = 0;
    /// The last call; the connection may be destroyed later, not inside.
    virtual void connectionEnded(Connection &connection) = 0;
};

struct ConnectionLimits
{
    HttpLimits http;
    Millis head{10'000};
    Millis body{30'000}; ///< also: the longest time in which no byte of an answer is taken
    Millis idle{60'000};
};

/// One client: bytes to requests, answers in the order of the requests, time limits by tick(). Reading stops while 32
/// requests wait for their answers or 256 KiB of answers wait for the client. Lives on the intake thread; ends by itself
/// (connectionEnded) or by abort().
class Connection : public QObject
{
public:
    using Moment = std::chrono::steady_clock::time_point;

    Connection(qintptr descriptor, quint32 number, ConnectionHost &host, const ConnectionLimits &limits);
    ~Connection() override;

    [[nodiscard]] quint32 number() const { return m_number; }
    [[nodiscard]] const QString &peer() const { return m_peer; }
    /// Nothing of a request has come and no answer is due, since when; nullopt while something is going on.
    [[nodiscard]] std::optional<Moment> idleSince() const;

    /// Idle only because what has come was not read yet. Costs a system call.
    [[nodiscard]] bool hasPending() const { return !m_lingering && m_stream.hasPending(); }

    /// Takes the answer of a place; flush() sends what is due. Unknown places are ignored.
    void answer(quint32 place, const HttpAnswer &answer);
    void flush();
    /// Answers 503 at once and closes.
    void turnAway();
    /// Ends after what runs; a request that is on its way is still read.
    void drain();
    /// Answers half a request with 503 and closes; what already waits for its answer gets it first.
    void giveUp();
    /// Applies the time limits.
    void tick(Moment now);
    void abort();

private:
    void readable();
    void take(QByteArrayView bytes);
    void dispatch();
    void refuse(int status);
    void finalAnswer(const HttpAnswer &answer, bool headOnly);
    void considerExpectation();
    void countHeld();
    void inputEnded();
    bool sendOut();
    void startLinger();
    void resume();
    [[nodiscard]] bool mustWait() const;
    [[nodiscard]] qsizetype unsent() const { return m_out.size() - m_sent; }
    void end();

    const quint32 m_number;
    ConnectionHost &m_host;
    const ConnectionLimits m_limits;
    SocketStream m_stream;
    const QString m_peer;
    HttpParser m_parser;
    AnswerQueue m_answers;
    QByteArray m_out;
    qsizetype m_sent = 0;   ///< of m_out
    QByteArray m_unread;    ///< received, not parsed: reading is paused while it is not empty
    qint64 m_held = 0;      ///< what the host knows of held bytes
    qint64 m_discarded = 0; ///< while lingering
    Moment m_since;         ///< when the present phase began
    Moment m_moved;         ///< when bytes of an answer were taken last
    HttpParser::State m_phase = HttpParser::State::Idle;
    bool m_accepting = true; ///< further requests are read
    bool m_expectationMet = false;
    bool m_draining = false;
    bool m_inputEnded = false;
    bool m_lingering = false; ///< everything is said; what still comes is thrown away for a moment
    bool m_ended = false;
};

} // namespace console
