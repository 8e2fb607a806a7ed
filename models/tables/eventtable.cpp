// SPDX-License-Identifier: Apache-2.0
#include "models/tables/eventtable.h"

#include "models/tables/eventcolumns.h"

#include <algorithm>

namespace console {

using namespace std::chrono_literals;

EventTable::EventTable(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent)
    : QAbstractTableModel(parent), m_pool(pool), m_clock(clock), m_collector(pool, watch, clock), m_sort(pool)
{
    m_totalsPause.setSingleShot(true);
    m_totalsPause.setInterval(500ms);
    connect(&m_totalsPause, &QTimer::timeout, this, &EventTable::readTotals);
    connect(&m_collector, &EventCollector::begun, this, &EventTable::begun);
    connect(&m_collector, &EventCollector::older, this, &EventTable::insertOlder);
    connect(&m_collector, &EventCollector::newer, this, &EventTable::insertNewer);
    connect(&m_collector, &EventCollector::passed, this, [this] {
        if (!m_totalsPause.isActive())
            m_totalsPause.start();
    });
    connect(&m_collector, &EventCollector::progressed, this, &EventTable::progressChanged);
    connect(&m_sort, &EventSort::progressed, this, &EventTable::progressChanged);
    connect(&m_sort, &EventSort::sorted, this, &EventTable::takeSorted);
    connect(&m_sort, &EventSort::failed, this, [this](const Error &error) { setState(State::Error, error); });
    connect(&m_collector, &EventCollector::completed, this, &EventTable::endSearch);
    connect(&m_collector, &EventCollector::stoppedSearch, this, &EventTable::endSearch);
    connect(&m_collector, &EventCollector::changed, this, &EventTable::markChanged);
    connect(&m_collector, &EventCollector::outdated, this, &EventTable::adopt);
    connect(&m_collector, &EventCollector::recovered, this, &EventTable::settleState);
    connect(&m_collector, &EventCollector::failed, this, [this](const Error &error) { setState(State::Error, error); });
}

EventTable::~EventTable() = default;

void EventTable::show(const QString &environment, const Filter &filter, const EventOrder &order)
{
    const EventOrder wanted = canSort(order.column) ? order : EventOrder();
    const bool sameHits = m_shown && m_state != State::Error && complete() && environment == m_environment && filter == m_filter;
    if (sameHits && !(wanted == m_order && wanted.byNumber())) {
        m_order = wanted;
        m_sort.cancel();
        if (!wanted.byNumber())
            return startSort();
        resetRows(wanted, nullptr);
        Q_EMIT stateChanged();
        Q_EMIT countsChanged();
        return;
    }
    m_environment = environment;
    m_filter = filter;
    m_order = m_rowOrder = wanted;
    retry();
}

void EventTable::retry()
{
    m_sort.cancel();
    beginResetModel();
    m_rejected = m_filter.wantsRejected();
    m_rowOrder = m_order;
    m_hits.clear();
    m_sorted.reset();
    m_pages.clear();
    m_wanted.clear();
    ++m_pagesOf;
    m_total = 0;
    m_shown = true;
    endResetModel();
    m_collector.start(m_environment, m_filter, m_order.newestFirst() || !m_order.byNumber());
    setState(State::Loading);
    Q_EMIT countsChanged();
}

bool EventTable::canSort(EventColumn column)
{
    return column == EventColumn::Time || EventSort::keyOf(column);
}

bool EventTable::searching() const
{
    return m_shown && m_state != State::Error && (m_sort.isRunning() || (!complete() && !stopped()));
}

void EventTable::stopSearch()
{
    if (!m_sort.isRunning())
        return m_collector.stop();
    m_sort.cancel();
    if (!m_sorted && !byNumber()) {
        resetRows(EventOrder(), nullptr);
    }
    m_order = m_rowOrder;
    settleState();
    Q_EMIT stateChanged();
}

void EventTable::resumeSearch()
{
    if (!stopped())
        return;
    m_collector.resume();
    settleState();
    Q_EMIT stateChanged();
}

/// All was looked at, or somebody stopped it.
void EventTable::endSearch()
{
    if (!m_order.byNumber() && !m_hits.isEmpty())
        return startSort();
    settleState();
    Q_EMIT stateChanged();
}

void EventTable::startSort()
{
    m_sort.start(m_hits.merged(), m_order, m_rejected);
    settleState();
    Q_EMIT stateChanged();
    Q_EMIT progressChanged();
}

void EventTable::takeSorted(const std::shared_ptr<const SortedHits> &sorted)
{
    resetRows(m_order, sorted);
    settleState();
    Q_EMIT stateChanged();
    Q_EMIT progressChanged();
    Q_EMIT countsChanged();
}

// A view that is told of a reset still asks for the rows it shows, to find them again.
void EventTable::resetRows(const EventOrder &order, const std::shared_ptr<const SortedHits> &sorted)
{
    beginResetModel();
    m_rowOrder = order;
    m_sorted = sorted;
    m_pages.clear();
    m_wanted.clear();
    ++m_pagesOf;
    endResetModel();
}

void EventTable::begun(const EventBatch &batch)
{
    if (batch.totals) {
        m_total = m_rejected ? batch.totals->rejected : batch.totals->stored;
        m_anythingStored = batch.totals->stored + batch.totals->rejected > 0;
    }
    if (!m_hits.isEmpty()) { // read again after a failure
        m_sort.cancel();
        beginResetModel();
        m_hits.clear();
        m_sorted.reset();
        m_rowOrder = m_order;
        m_pages.clear();
        ++m_pagesOf;
        endResetModel();
    }
    if (batch.hits.count() > 0)
        insertNewer(batch);
    settleState();
    Q_EMIT countsChanged();
}

void EventTable::insertOlder(const EventBatch &batch)
{
    // Older parts come only in newest-first order: they go below everything.
    if (byNumber()) {
        const int before = rowCount();
        beginInsertRows({}, before, before + int(batch.hits.count()) - 1);
        m_hits.prepend(batch.hits);
        endInsertRows();
    } else {
        m_hits.prepend(batch.hits);
    }
    settleState();
    Q_EMIT countsChanged();
}

void EventTable::insertNewer(const EventBatch &batch)
{
    if (byNumber()) {
        const int before = rowCount();
        const int added = int(batch.hits.count());
        const int first = m_rowOrder.newestFirst() ? 0 : before;
        beginInsertRows({}, first, first + added - 1);
        m_hits.extend(batch.hits);
        for (qsizetype i = 0; i < batch.rows.size(); ++i) {
            const HitSegments::Place place = m_hits.place(before + i);
            m_pages.add(place.segment, place.offset, batch.rows.at(i));
        }
        endInsertRows();
    } else {
        m_hits.extend(batch.hits);
        if (!m_sorted && !searching())
            startSort(); // the first ones that match
    }
    m_anythingStored = true;
    settleState();
    if (!m_totalsPause.isActive())
        m_totalsPause.start();
    Q_EMIT countsChanged();
}

void EventTable::adopt(const HitSegments &hits)
{
    if (byNumber()) {
        beginResetModel();
        m_hits = hits;
        m_pages.clear();
        m_wanted.clear();
        ++m_pagesOf;
        endResetModel();
    } else {
        m_hits = hits;
    }
    if (!m_order.byNumber() && (complete() || stopped()))
        startSort();
    settleState();
    m_totalsPause.start();
    Q_EMIT countsChanged();
}

void EventTable::markChanged(bool hits)
{
    m_pages.markStale();
    if (!m_totalsPause.isActive())
        m_totalsPause.start();
    if (hits)
        m_collector.check(std::make_shared<const HitSegments>(m_hits));
    // A view repaints what it shows and thereby asks for just those pages again.
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void EventTable::readTotals()
{
    m_pool.read<EventTotals>(
        this, [environment = m_environment, now = m_clock->now()](StoreReader &reader) { return reader.totals(environment, now); },
        [this, environment = m_environment](Result<EventTotals> totals) {
            if (!totals || environment != m_environment)
                return;
            m_total = m_rejected ? totals->rejected : totals->stored;
            m_anythingStored = totals->stored + totals->rejected > 0;
            settleState();
            Q_EMIT countsChanged();
        });
}

void EventTable::setState(State state, const Error &error)
{
    if (m_state == state && m_error == error)
        return;
    m_state = state;
    m_error = error;
    Q_EMIT stateChanged();
}

void EventTable::settleState()
{
    if (rowCount() > 0)
        setState(State::Ready);
    else if ((!complete() && !stopped()) || m_sort.isRunning())
        setState(State::Loading);
    else
        setState(m_filter.terms.isEmpty() || !m_anythingStored ? State::Empty : State::NoMatch);
}

} // namespace console
