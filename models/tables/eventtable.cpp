// SPDX-License-Identifier: Apache-2.0
#include "models/tables/eventtable.h"

#include "models/tables/eventcolumns.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// More pages than this were scrolled past and are no longer seen.
constexpr qsizetype pagesAtOnce = 4;

} // namespace

EventTable::EventTable(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent)
    : QAbstractTableModel(parent), m_pool(pool), m_clock(clock), m_collector(pool, watch, clock)
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
    beginResetModel();
    m_environment = environment;
    m_filter = filter;
    m_order = canSort(order.column) ? order : EventOrder();
    m_rejected = filter.wantsRejected();
    m_hits.clear();
    m_pages.clear();
    m_wanted.clear();
    ++m_pagesOf;
    m_total = 0;
    m_shown = true;
    endResetModel();
    m_collector.start(environment, filter, m_order.newestFirst());
    setState(State::Loading);
    Q_EMIT countsChanged();
}

void EventTable::retry()
{
    show(m_environment, m_filter, m_order);
}

bool EventTable::canSort(EventColumn column)
{
    return column == EventColumn::Time;
}

bool EventTable::searching() const
{
    return m_shown && m_state != State::Error && !complete() && !stopped();
}

void EventTable::stopSearch()
{
    m_collector.stop();
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
    settleState();
    Q_EMIT stateChanged();
}

void EventTable::begun(const EventBatch &batch)
{
    if (batch.totals) {
        m_total = m_rejected ? batch.totals->rejected : batch.totals->stored;
        m_anythingStored = batch.totals->stored + batch.totals->rejected > 0;
    }
    if (!m_hits.isEmpty()) { // read again after a failure
        beginResetModel();
        m_hits.clear();
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
    // Older chunks come only in newest-first order: they go below everything.
    const int before = rowCount();
    beginInsertRows({}, before, before + int(batch.hits.count()) - 1);
    m_hits.prepend(batch.hits);
    endInsertRows();
    settleState();
    Q_EMIT countsChanged();
}

void EventTable::insertNewer(const EventBatch &batch)
{
    const int before = rowCount();
    const int added = int(batch.hits.count());
    const int first = m_order.newestFirst() ? 0 : before;
    beginInsertRows({}, first, first + added - 1);
    m_hits.extend(batch.hits);
    for (qsizetype i = 0; i < batch.rows.size(); ++i) {
        const HitSegments::Place place = m_hits.place(before + i);
        m_pages.add(place.segment, place.offset, batch.rows.at(i));
    }
    endInsertRows();
    m_anythingStored = true;
    settleState();
    if (!m_totalsPause.isActive())
        m_totalsPause.start();
    Q_EMIT countsChanged();
}

void EventTable::adopt(const HitSegments &hits)
{
    beginResetModel();
    m_hits = hits;
    m_pages.clear();
    m_wanted.clear();
    ++m_pagesOf;
    endResetModel();
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
    if (!m_hits.isEmpty())
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
    if (!m_hits.isEmpty())
        setState(State::Ready);
    else if (!complete() && !stopped())
        setState(State::Loading);
    else
        setState(m_filter.terms.isEmpty() || !m_anythingStored ? State::Empty : State::NoMatch);
}

qint64 EventTable::positionOfRow(int row) const
{
    return m_order.newestFirst() ? m_hits.count() - 1 - row : row;
}

int EventTable::rowOfPosition(qint64 position) const
{
    return int(m_order.newestFirst() ? m_hits.count() - 1 - position : position);
}

int EventTable::rowOf(qint64 seq) const
{
    const qint64 position = m_hits.positionOf(seq);
    return position < 0 ? -1 : rowOfPosition(position);
}

qint64 EventTable::seqAt(int row) const
{
    return row < 0 || row >= m_hits.count() ? 0 : m_hits.at(positionOfRow(row));
}

const EventRow *EventTable::eventAt(int row) const
{
    if (row < 0 || row >= m_hits.count())
        return nullptr;
    const HitSegments::Place place = m_hits.place(positionOfRow(row));
    const RowPages::Key key = RowPages::keyOf(place.segment, place.offset);
    const EventRow *found = m_pages.row(place.segment, place.offset);
    if (found == nullptr || !m_pages.isFresh(key))
        want(key);
    return found != nullptr && found->seq != 0 ? found : nullptr;
}

int EventTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_hits.count());
}

int EventTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(eventColumns().size());
}

QVariant EventTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Column<EventRow> &column = eventColumns()[size_t(index.column())];
    const EventRow *row = eventAt(index.row());
    if (row != nullptr)
        return cellData(column, *row, role, m_clock->now());
    switch (role) {
    case LoadingRole: return true;
    case Qt::DisplayRole: return u"…"_s;
    case Qt::TextAlignmentRole: return cellData(column, EventRow(), role, {});
    default: return {};
    }
}

QVariant EventTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    return headerOf(eventColumns()[size_t(section)], role);
}

void EventTable::want(const RowPages::Key &key) const
{
    if (!m_wanted.isEmpty() && m_wanted.last() == key)
        return;
    m_wanted.removeOne(key);
    m_wanted.append(key);
    if (m_wanted.size() > pagesAtOnce)
        m_wanted.removeFirst();
    if (m_requestQueued || m_readingPages)
        return;
    m_requestQueued = true;
    // Painting asks cell by cell: one read for all that a paint missed.
    auto *self = const_cast<EventTable *>(this);
    QMetaObject::invokeMethod(self, [self] {
        self->m_requestQueued = false;
        self->requestPages();
    }, Qt::QueuedConnection);
}

void EventTable::requestPages()
{
    QVector<RowPages::Key> keys;
    QVector<qsizetype> sizes;
    QVector<qint64> seqs;
    for (const RowPages::Key &key : std::as_const(m_wanted)) {
        const qint64 first = key.page * RowPages::pageSize;
        const qint64 end = std::min(first + RowPages::pageSize, m_hits.segmentCount(key.segment));
        if (first >= end)
            continue;
        keys.append(key);
        sizes.append(qsizetype(end - first));
        for (qint64 offset = first; offset < end; ++offset)
            seqs.append(m_hits.segmentAt(key.segment, offset));
    }
    m_wanted.clear();
    if (keys.isEmpty())
        return;
    m_readingPages = true;
    m_pool.read<QVector<EventRow>>(
        this, [seqs, rejected = m_rejected](StoreReader &reader) { return reader.eventRows(seqs, rejected); },
        [this, keys, sizes, of = m_pagesOf](Result<QVector<EventRow>> rows) {
            m_readingPages = false;
            if (!rows && rows.error().kind != ErrorKind::Cancelled)
                setState(State::Error, rows.error());
            else if (rows && of == m_pagesOf)
                takePages(keys, sizes, *rows);
            if (!m_wanted.isEmpty())
                requestPages();
        });
}

void EventTable::takePages(const QVector<RowPages::Key> &keys, const QVector<qsizetype> &sizes, const QVector<EventRow> &rows)
{
    qsizetype first = 0;
    for (qsizetype i = 0; i < keys.size(); ++i) {
        m_pages.put(keys.at(i), rows.mid(first, sizes.at(i)));
        first += sizes.at(i);
        const qint64 position = m_hits.position(keys.at(i).segment, keys.at(i).page * RowPages::pageSize);
        const int a = rowOfPosition(position);
        const int b = rowOfPosition(position + sizes.at(i) - 1);
        Q_EMIT dataChanged(index(std::min(a, b), 0), index(std::max(a, b), columnCount() - 1));
    }
    const bool gone = std::any_of(rows.begin(), rows.end(), [](const EventRow &row) { return row.seq == 0; });
    if (gone)
        m_collector.check(std::make_shared<const HitSegments>(m_hits));
    if (m_state == State::Error)
        settleState();
}

} // namespace console
