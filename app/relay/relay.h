// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/relay/poster.h"

#include <functional>

namespace console {

struct RelayPlan
{
    QUrl target; ///< as of checkedTarget()
    qint64 events = 0;
    qint64 rate = 0; ///< events begun a second at most; 0: as fast as they are answered
    Millis timeout{10'000};
    bool stopOnFailure = false;
};

/// One event that was sent again.
struct RelayedEvent
{
    EventRow row;
    PostAnswer answer;
    bool hadSignature = true;
};

struct RelaySummary
{
    qint64 good = 0;       ///< answered 2xx
    qint64 refused = 0;    ///< answered otherwise
    qint64 unanswered = 0; ///< with an error
    qint64 removed = 0;    ///< gone from the store since they were found
    qint64 withoutSignature = 0;
    qint64 underWay = 0; ///< number of the event that was being sent when it was stopped: it may have arrived. 0: none
    std::optional<Error> error; ///< why the rest was not sent: of the store, or nobody is there
    bool stopped = false;       ///< by stop() or by stopOnFailure

    [[nodiscard]] qint64 sent() const { return good + refused + unanswered; }
};

/// The line of `replay --json`, without a line break: `seq`, `id`, `status`, `error`, `ms`.
[[nodiscard]] QByteArray relayedLine(const RelayedEvent &event);

/// When the next one may begin, given when the last one was due and how late it is now (nanoseconds of one clock). What was
/// missed is not caught up: a receiver is never given more than the rate.
[[nodiscard]] qint64 nextDue(qint64 lastDue, qint64 now, qint64 rate);

/// Sends events again one after another, in order: the next one only after the answer to the last. Holds one event at a
/// time. Lives on the thread that made it; destroying it aborts.
class Relay : public QObject
{
    Q_OBJECT
public:
    /// The event at a position in [0, events). NotFound: it was removed meanwhile and is passed over.
    using Source = std::function<Result<EventDetail>(qint64 position)>;

    Relay(RelayPlan plan, Source source, QObject *parent = nullptr);

    /// Exactly one `finished` follows, never inside start().
    void start();
    /// Ends at once; `finished` comes later as always.
    void stop();

Q_SIGNALS:
    void relayed(const console::RelayedEvent &event);
    void finished(const console::RelaySummary &summary);

private:
    void next();
    void onAnswer(const PostAnswer &answer);
    void goOn();
    void end();

    RelayPlan m_plan;
    Source m_source;
    Poster m_poster;
    QTimer m_pause;
    QElapsedTimer m_clock;
    RelayedEvent m_current;
    RelaySummary m_summary;
    qint64 m_position = 0;
    qint64 m_due = 0;
    bool m_ended = false;
};

} // namespace console
