// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/readpool.h"
#include "models/tables/eventreads.h"

#include <QTimer>

#include <atomic>

namespace console {

/// Finds the numbers that an event view shows: the newest (or oldest) ones first, then part by part the rest for as long
/// as nobody stops it, then live ones as the store moves, at most ten batches a second; one read of some milliseconds at
/// a time, so that others get their turn.
/// Lives on the GUI thread; reads on the pool's. `pool` and `watch` outlive it.
class EventCollector : public QObject
{
    Q_OBJECT
public:
    EventCollector(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~EventCollector() override;

    /// Drops what was under way and begins again; `begun` follows, or `failed`.
    void start(const QString &environment, const Filter &filter, bool newestFirst);
    /// Ends the search for the rest; `stoppedSearch` follows when what is being read is in. Live events still come, but
    /// to an oldest-first view only once all before them were looked at. No effect on a search that is complete.
    void stop();
    void resume();
    /// Looks whether `known` still holds, in the background and at most every two seconds; `outdated` follows if not.
    void check(std::shared_ptr<const HitSegments> known);
    [[nodiscard]] bool complete() const { return m_complete; }
    [[nodiscard]] bool stopped() const { return m_stopped; }
    [[nodiscard]] bool newestFirst() const { return m_newestFirst; }
    /// How many numbers were looked at, of how many.
    [[nodiscard]] qint64 lookedAt() const;
    [[nodiscard]] qint64 toLookAt() const;
    [[nodiscard]] const EventScope &scope() const { return m_scope; }

Q_SIGNALS:
    /// The first part, with version and totals; also after a failure that went away (then all before it is void).
    void begun(const console::EventBatch &batch);
    void older(const console::EventBatch &batch); ///< numbers below all before
    void newer(const console::EventBatch &batch); ///< numbers above all before
    void passed();    ///< new numbers were looked at, none of them belongs to the view
    void progressed(); ///< lookedAt() or toLookAt() changed
    void completed();
    void stoppedSearch();
    /// Rows that are already known may have changed. `hits`: the set itself may have, too.
    void changed(bool hits);
    void outdated(const console::HitSegments &now);
    /// The view cannot be read; it is tried again each second.
    void failed(const console::Error &error);
    void recovered();

private:
    using Done = void (EventCollector::*)(const EventBatch &);
    void read(std::function<Result<EventBatch>(StoreReader &)> work, Done done);
    void moved(const StoreVersion &version);
    void next();
    bool nextNewer();
    void nextOlder();
    void nextCheck();
    void begin(const EventBatch &batch);
    void takeOlder(const EventBatch &batch);
    void takeNewer(const EventBatch &batch);
    void takeChecked(const EventBatch &batch);
    void fail(const Error &error);
    [[nodiscard]] EventPace searchPace() const;
    [[nodiscard]] EventScope searchScope() const;
    [[nodiscard]] qint64 top() const { return m_scope.rejected ? m_version.rejected : m_version.events; }

    ReadPool &m_pool;
    StoreWatch &m_watch;
    std::shared_ptr<const Clock> m_clock;
    EventScope m_scope;
    std::shared_ptr<std::atomic<bool>> m_generation; ///< false once replaced: a running read stops
    std::shared_ptr<std::atomic<bool>> m_wanted;     ///< false once stopped: a running read ends with what it has
    bool m_newestFirst = true;
    bool m_started = false;
    bool m_reading = false;
    bool m_complete = false;
    bool m_stopped = false;
    bool m_stopTold = false;
    bool m_failing = false;
    qint64 m_lowest = 1; ///< the lowest number there was at the start
    qint64 m_low = 0;    ///< looked at is [m_low, m_high]
    qint64 m_high = 0;
    qint64 m_found = 0;
    int m_reads = 0; ///< of the search so far: later ones take longer, so that parts stay few
    StoreVersion m_version;
    QTimer m_pause; ///< between two live batches
    QTimer m_again; ///< after a failure

    std::shared_ptr<const HitSegments> m_known; ///< being checked
    HitSegments m_checked;
    qint64 m_checkedTo = 0;
    qint64 m_checkEnd = 0;
    bool m_differs = false;
    bool m_checkQueued = false; ///< more changed while a check was running
    QTimer m_checkPause;
};

} // namespace console
