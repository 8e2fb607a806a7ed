// SPDX-License-Identifier: Apache-2.0
#include "models/tables/eventcollector.h"

#include <algorithm>
#include <utility>

namespace console {

using namespace std::chrono_literals;

namespace {

constexpr qint64 firstChunk = 8192;        // a few milliseconds: the first rows are there at once
constexpr qint64 largestChunk = 1'048'576; // about 30 ms of the reader's time
constexpr qint64 liveChunk = 65'536;
constexpr qint64 checkChunk = 262'144;
constexpr int liveRows = 512; // rows that come along with their numbers
constexpr auto livePause = 100ms;
constexpr auto checkPause = 2s;

/// Whether a stored event can come into or leave the view later: a verdict can change, what Kombo said cannot.
bool canChange(const Filter &filter)
{
    return std::any_of(filter.terms.begin(), filter.terms.end(), [](const FilterTerm &term) {
        switch (term.key) {
        case FilterKey::Type:
        case FilterKey::Id:
        case FilterKey::Integration:
        case FilterKey::Organization:
        case FilterKey::Tool:
        case FilterKey::Category:
        case FilterKey::Since:
        case FilterKey::Until: return false;
        default: return true;
        }
    });
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
    m_scope = {environment, filter, filter.wantsRejected(),
               [alive = m_generation, pool = &m_pool] { return alive->load() && !pool->stopping(); }};
    m_newestFirst = newestFirst;
    m_started = m_complete = false;
    m_low = m_high = 0;
    m_chunk = firstChunk;
    m_known.reset();
    m_checkQueued = false;
    m_pause.stop();
    m_again.stop();
    read([scope = m_scope, newestFirst, now = m_clock->now()](StoreReader &reader) {
        return beginEvents(reader, scope, firstChunk, newestFirst, now);
    }, &EventCollector::begin);
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
    m_low = batch.from;
    m_high = batch.to;
    Q_EMIT begun(batch);
    const StoreVersion latest = m_watch.version();
    m_version.events = std::max(m_version.events, latest.events);
    m_version.rejected = std::max(m_version.rejected, latest.rejected);
}

void EventCollector::moved(const StoreVersion &version)
{
    const StoreVersion before = m_version;
    m_version = version;
    m_version.events = std::max(before.events, version.events);
    m_version.rejected = std::max(before.rejected, version.rejected);
    if (!m_started)
        return;
    if (version.eventChanges != before.eventChanges)
        Q_EMIT changed(canChange(m_scope.filter));
    next();
}

void EventCollector::next()
{
    if (m_reading || !m_started || m_again.isActive())
        return;
    if (!m_complete && m_low <= 1 && m_high >= top()) {
        m_complete = true;
        Q_EMIT completed();
    }
    if (nextNewer())
        return;
    if (m_newestFirst && m_low > 1)
        nextOlder();
    else if (m_known && !m_checkPause.isActive())
        nextCheck();
}

bool EventCollector::nextNewer()
{
    const bool building = !m_newestFirst && !m_complete;
    const qint64 waiting = top() - m_high;
    if (waiting <= 0 || (m_pause.isActive() && waiting < liveChunk && !building))
        return false;
    m_chunk = building ? std::min(m_chunk * 2, largestChunk) : m_chunk;
    const qint64 to = std::min(top(), m_high + (building ? m_chunk : liveChunk));
    read([scope = m_scope, from = m_high + 1, to](StoreReader &reader) {
        return collectEvents(reader, scope, from, to, liveRows);
    }, &EventCollector::takeNewer);
    return true;
}

void EventCollector::nextOlder()
{
    m_chunk = std::min(m_chunk * 2, largestChunk);
    read([scope = m_scope, from = std::max<qint64>(1, m_low - m_chunk), to = m_low - 1](StoreReader &reader) {
        return collectEvents(reader, scope, from, to, 0);
    }, &EventCollector::takeOlder);
}

void EventCollector::takeNewer(const EventBatch &batch)
{
    m_high = batch.to;
    m_pause.start(livePause);
    if (batch.hits.count() > 0)
        Q_EMIT newer(batch);
    else
        Q_EMIT passed();
}

void EventCollector::takeOlder(const EventBatch &batch)
{
    m_low = batch.from;
    if (batch.hits.count() > 0)
        Q_EMIT older(batch);
}

void EventCollector::check(std::shared_ptr<const HitSegments> known)
{
    if (m_known) {
        m_checkQueued = true;
        return;
    }
    m_known = std::move(known);
    m_checked.clear();
    m_checkedTo = 0;
    m_checkEnd = m_high;
    m_differs = false;
    next();
}

void EventCollector::nextCheck()
{
    read([scope = m_scope, known = m_known, from = m_checkedTo + 1,
          to = std::min(m_checkedTo + checkChunk, m_checkEnd)](StoreReader &reader) {
        return compareHits(reader, scope, from, to, *known);
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
