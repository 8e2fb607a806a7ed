// SPDX-License-Identifier: Apache-2.0
#include "models/tables/eventcollector.h"

#include <algorithm>
#include <array>
#include <utility>

namespace console {

using namespace std::chrono_literals;

namespace {

constexpr qint64 liveChunk = 65'536; // numbers waiting that make a live batch due at once
constexpr int liveRows = 512;        // rows that come along with their numbers
constexpr auto livePause = 100ms;
constexpr auto checkPause = 2s;
constexpr auto shortRead = 30ms;
constexpr auto longRead = 100ms;
constexpr qint64 screenful = 256;

/// Whether a stored event can come into or leave the view later: what we note on it can change, what Kombo said cannot.
bool canChange(const Filter &filter)
{
    using enum FilterKey;
    return std::ranges::any_of(std::array{Verdict, Deliveries, Conflict, Pinned, Comment},
                               [&filter](FilterKey key) { return filter.mentions(key); });
}

} // namespace

EventCollector::EventCollector(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent), m_pool(pool), m_watch(watch), m_clock(std::move(clock))
{
    for (QTimer *timer : {&m_pause, &m_again, &m_checkPause})
        timer->setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &EventCollector::next);
    connect(&m_checkPause, &QTimer::timeout, this, &EventCollector::next);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (m_started)
            next();
        else
            start(m_scope.environment, m_scope.filter, m_newestFirst);
    });
    connect(&m_watch, &StoreWatch::moved, this, &EventCollector::moved);
}

EventCollector::~EventCollector()
{
    if (m_generation)
        m_generation->store(false);
}

void EventCollector::start(const QString &environment, const Filter &filter, bool newestFirst)
{
    if (m_generation)
        m_generation->store(false);
    m_generation = std::make_shared<std::atomic<bool>>(true);
    m_wanted = std::make_shared<std::atomic<bool>>(true);
    m_scope = {environment, filter, filter.wantsRejected(),
               [alive = m_generation, pool = &m_pool] { return alive->load() && !pool->stopping(); }, {}};
    m_newestFirst = newestFirst;
    m_started = m_complete = m_stopped = m_stopTold = false;
    m_lowest = 1;
    m_low = m_high = m_found = 0;
    m_reads = 0;
    m_known.reset();
    m_checkQueued = false;
    m_pause.stop();
    m_again.stop();
    read([scope = searchScope(), pace = searchPace(), newestFirst, now = m_clock->now()](StoreReader &reader) {
        return beginEvents(reader, scope, pace, newestFirst, now);
    }, &EventCollector::begin);
}

void EventCollector::stop()
{
    if (m_stopped || m_complete || !m_generation)
        return;
    m_stopped = true;
    m_stopTold = false;
    m_wanted->store(false);
    next();
}

void EventCollector::resume()
{
    if (!m_stopped)
        return;
    m_stopped = false;
    m_wanted = std::make_shared<std::atomic<bool>>(true);
    next();
}

qint64 EventCollector::lookedAt() const
{
    return m_started ? std::max<qint64>(0, m_high - m_low + 1) : 0;
}

qint64 EventCollector::toLookAt() const
{
    return m_started ? std::max(lookedAt(), top() - m_lowest + 1) : 0;
}

EventPace EventCollector::searchPace() const
{
    return {m_reads < 20 ? shortRead : longRead, m_found < screenful};
}

EventScope EventCollector::searchScope() const
{
    EventScope scope = m_scope;
    scope.wanted = [wanted = m_wanted] { return wanted->load(); };
    return scope;
}

void EventCollector::read(std::function<Result<EventBatch>(StoreReader &)> work, Done done)
{
    m_reading = true;
    m_pool.read<EventBatch>(this, std::move(work), [this, generation = m_generation, done](Result<EventBatch> answer) {
        if (generation != m_generation)
            return;
        m_reading = false;
        if (!answer) {
            fail(answer.error());
        } else {
            (this->*done)(*answer);
            if (std::exchange(m_failing, false))
                Q_EMIT recovered();
        }
        next();
    });
}

void EventCollector::fail(const Error &error)
{
    if (error.kind == ErrorKind::Cancelled)
        return; // the pool is on its way out
    if (error.kind == ErrorKind::NotFound && !m_started) {
        EventBatch nothing;
        nothing.version = StoreVersion();
        begin(nothing);
        return;
    }
    m_known.reset();
    m_failing = true;
    m_again.start(1s);
    Q_EMIT failed(error);
}

void EventCollector::begin(const EventBatch &batch)
{
    m_started = true;
    m_version = *batch.version;
    m_lowest = batch.lowest;
    m_low = batch.from;
    m_high = batch.to;
    m_found = batch.hits.count();
    Q_EMIT begun(batch);
    const StoreVersion latest = m_watch.version();
    m_version.events = std::max(m_version.events, latest.events);
    m_version.rejected = std::max(m_version.rejected, latest.rejected);
    Q_EMIT progressed();
}

void EventCollector::moved(const StoreVersion &version)
{
    const StoreVersion before = m_version;
    m_version = version;
    m_version.events = std::max(before.events, version.events);
    m_version.rejected = std::max(before.rejected, version.rejected);
    if (!m_started)
        return;
    const bool events = version.eventChanges != before.eventChanges;
    const bool marks = version.marks != before.marks && !m_scope.rejected;
    const Filter &filter = m_scope.filter;
    if (events || marks)
        Q_EMIT changed((events && canChange(filter))
                       || (marks && (filter.mentions(FilterKey::Pinned) || filter.mentions(FilterKey::Comment))));
    next();
}

void EventCollector::next()
{
    if (m_reading || !m_started || m_again.isActive())
        return;
    if (!m_complete && m_low <= m_lowest && m_high >= top()) {
        m_complete = true;
        m_stopped = false;
        Q_EMIT completed();
    }
    if (m_stopped && !m_stopTold) {
        m_stopTold = true;
        Q_EMIT stoppedSearch();
    }
    if (nextNewer())
        return;
    if (m_newestFirst && m_low > m_lowest && !m_stopped)
        nextOlder();
    else if (m_known && !m_checkPause.isActive())
        nextCheck();
}

bool EventCollector::nextNewer()
{
    const bool building = !m_newestFirst && !m_complete;
    const qint64 waiting = top() - m_high;
    if (waiting <= 0 || (m_pause.isActive() && waiting < liveChunk && !building) || (building && m_stopped))
        return false;
    m_reads += building ? 1 : 0;
    const EventPace pace = building ? searchPace() : EventPace{};
    read([scope = building ? searchScope() : m_scope, from = m_high + 1, to = top(), pace](StoreReader &reader) {
        return collectEvents(reader, scope, {from, to, false}, pace, liveRows);
    }, &EventCollector::takeNewer);
    return true;
}

void EventCollector::nextOlder()
{
    ++m_reads;
    read([scope = searchScope(), from = m_lowest, to = m_low - 1, pace = searchPace()](StoreReader &reader) {
        return collectEvents(reader, scope, {from, to, true}, pace, 0);
    }, &EventCollector::takeOlder);
}

void EventCollector::takeNewer(const EventBatch &batch)
{
    m_high = batch.to;
    m_found += batch.hits.count();
    m_pause.start(livePause);
    if (batch.hits.count() > 0)
        Q_EMIT newer(batch);
    else
        Q_EMIT passed();
    Q_EMIT progressed();
}

void EventCollector::takeOlder(const EventBatch &batch)
{
    m_low = batch.from;
    m_found += batch.hits.count();
    if (batch.hits.count() > 0)
        Q_EMIT older(batch);
    Q_EMIT progressed();
}

void EventCollector::check(std::shared_ptr<const HitSegments> known)
{
    if (m_known) {
        m_checkQueued = true;
        return;
    }
    m_known = std::move(known);
    m_checked.clear();
    m_checkedTo = m_low - 1; // below that nothing is known
    m_checkEnd = m_high;
    m_differs = false;
    next();
}

void EventCollector::nextCheck()
{
    read([scope = m_scope, known = m_known, from = m_checkedTo + 1, to = m_checkEnd](StoreReader &reader) {
        return compareHits(reader, scope, {from, to, false}, {}, *known);
    }, &EventCollector::takeChecked);
}

void EventCollector::takeChecked(const EventBatch &batch)
{
    if (!m_known)
        return;
    m_checkedTo = batch.to;
    m_differs = m_differs || !batch.same;
    m_checked.append(batch.hits);
    if (m_checkedTo < m_checkEnd)
        return;
    m_known.reset();
    m_checkPause.start(checkPause);
    if (m_differs) {
        // Live batches were taken in meanwhile: go on from the end of what was checked.
        m_high = m_checkEnd;
        Q_EMIT outdated(m_checked);
    }
    if (std::exchange(m_checkQueued, false))
        Q_EMIT changed(true);
}

} // namespace console
