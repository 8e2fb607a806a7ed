// SPDX-License-Identifier: Apache-2.0
// EventTable: which event stands in a row, and the pages of their values.
#include "models/tables/eventcolumns.h"
#include "models/tables/eventtable.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Pages of sorted rows, which are pieces of no HitSegments.
constexpr int sortedSegment = -1;
/// More pages than this were scrolled past and are no longer seen.
constexpr qsizetype pagesAtOnce = 4;

} // namespace

HitSegments::Place EventTable::placeOfRow(int row) const
{
    if (!byNumber())
        return {sortedSegment, row};
    return m_hits.place(m_rowOrder.newestFirst() ? m_hits.count() - 1 - row : row);
}

int EventTable::rowOfPlace(const HitSegments::Place &place) const
{
    if (!byNumber())
        return int(place.offset);
    const qint64 position = m_hits.position(place.segment, place.offset);
    return int(m_rowOrder.newestFirst() ? m_hits.count() - 1 - position : position);
}

qint64 EventTable::seqOf(const HitSegments::Place &place) const
{
    return byNumber() ? m_hits.segmentAt(place.segment, place.offset) : m_sorted->at(place.offset);
}

/// Rows of a page, fewer on the last one.
qint64 EventTable::pageCount(const RowPages::Key &key) const
{
    const qint64 all = key.segment != sortedSegment ? m_hits.segmentCount(key.segment) : m_sorted ? m_sorted->count() : 0;
    return std::clamp<qint64>(all - key.page * RowPages::pageSize, 0, RowPages::pageSize);
}

int EventTable::rowOf(qint64 seq) const
{
    if (!byNumber())
        return m_sorted ? int(m_sorted->positionOf(seq)) : -1;
    const qint64 position = m_hits.positionOf(seq);
    return position < 0 ? -1 : int(m_rowOrder.newestFirst() ? m_hits.count() - 1 - position : position);
}

qint64 EventTable::seqAt(int row) const
{
    return row < 0 || row >= rowCount() ? 0 : seqOf(placeOfRow(row));
}

const EventRow *EventTable::eventAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const HitSegments::Place place = placeOfRow(row);
    const RowPages::Key key = RowPages::keyOf(place.segment, place.offset);
    const EventRow *found = m_pages.row(place.segment, place.offset);
    if (found == nullptr || !m_pages.isFresh(key))
        want(key);
    return found != nullptr && found->seq != 0 ? found : nullptr;
}

int EventTable::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return int(byNumber() ? m_hits.count() : m_sorted ? m_sorted->count() : 0);
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
        const qint64 count = pageCount(key);
        if (count == 0)
            continue;
        keys.append(key);
        sizes.append(qsizetype(count));
        for (qint64 i = 0; i < count; ++i)
            seqs.append(seqOf({key.segment, key.page * RowPages::pageSize + i}));
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
        const qint64 offset = keys.at(i).page * RowPages::pageSize;
        const int a = rowOfPlace({keys.at(i).segment, offset});
        const int b = rowOfPlace({keys.at(i).segment, offset + sizes.at(i) - 1});
        Q_EMIT dataChanged(index(std::min(a, b), 0), index(std::max(a, b), columnCount() - 1));
    }
    const bool gone = std::any_of(rows.begin(), rows.end(), [](const EventRow &row) { return row.seq == 0; });
    if (gone)
        m_collector.check(std::make_shared<const HitSegments>(m_hits));
    if (m_state == State::Error)
        settleState();
}

} // namespace console
