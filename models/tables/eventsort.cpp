// SPDX-License-Identifier: Apache-2.0
#include "models/tables/eventsort.h"

#include "models/store/readturn.h"

#include <QElapsedTimer>

#include <utility>

namespace console {

namespace {

constexpr qint64 budget = 50;   ///< milliseconds of the reader's time at once
constexpr qint64 leastTurn = 3; ///< before another read goes first

} // namespace

EventSort::EventSort(ReadPool &pool, QObject *parent) : QObject(parent), m_pool(pool) {}

EventSort::~EventSort()
{
    cancel();
}

std::optional<SortKey> EventSort::keyOf(EventColumn column)
{
    switch (column) {
    case EventColumn::State: return SortKey::State;
    case EventColumn::Type: return SortKey::Type;
    case EventColumn::Organization: return SortKey::Organization;
    case EventColumn::Integration: return SortKey::Integration;
    case EventColumn::Tool: return SortKey::Tool;
    case EventColumn::Category: return SortKey::Category;
    case EventColumn::Outcome: return SortKey::Outcome;
    case EventColumn::Deliveries: return SortKey::Deliveries;
    case EventColumn::Answer: return SortKey::Answer;
    case EventColumn::Size: return SortKey::Size;
    default: return std::nullopt;
    }
}

void EventSort::start(HitSet hits, const EventOrder &order, bool rejected)
{
    cancel();
    m_alive = std::make_shared<std::atomic<bool>>(true);
    m_rejected = rejected;
    m_passed = 0;
    m_toPass = hits.end() - hits.first();
    m_sorter = std::make_shared<HitSorter>(std::move(hits), *keyOf(order.column), order.direction);
    next();
}

void EventSort::cancel()
{
    if (m_alive)
        m_alive->store(false);
    m_alive.reset();
    m_sorter.reset();
}

void EventSort::next()
{
    m_pool.read<Part>(
        this, [sorter = m_sorter, alive = m_alive, pool = &m_pool, rejected = m_rejected](StoreReader &reader) -> Result<Part> {
            QElapsedTimer time;
            time.start();
            Part part;
            const Result<bool> done = reader.sortHits(*sorter, rejected, [&](qint64 passed) {
                part.passed = passed;
                if (!alive->load() || pool->stopping())
                    return SearchPace::Cancel;
                const bool yields = time.elapsed() >= leastTurn && anotherReadWaits();
                return yields || time.elapsed() >= budget ? SearchPace::Enough : SearchPace::GoOn;
            });
            if (!done)
                return tl::unexpected<Error>(done.error());
            if (*done)
                part.sorted = std::make_shared<const SortedHits>(sorter->result());
            return part;
        },
        [this, alive = m_alive](Result<Part> part) {
            if (alive == m_alive)
                take(part);
        });
}

void EventSort::take(const Result<Part> &part)
{
    if (!part) {
        cancel();
        if (part.error().kind != ErrorKind::Cancelled)
            Q_EMIT failed(part.error());
        return;
    }
    m_passed += part->passed;
    if (part->sorted) {
        cancel();
        Q_EMIT sorted(part->sorted);
    } else {
        next();
        Q_EMIT progressed();
    }
}

} // namespace console
