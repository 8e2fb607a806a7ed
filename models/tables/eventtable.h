// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"
#include "models/store/readpool.h"
#include "models/tables/eventcollector.h"
#include "models/tables/eventsort.h"
#include "models/tables/rowpages.h"

#include <QAbstractTableModel>

namespace console {

/// The events of one environment that pass a filter, over a store of any size: one bit an event is kept in memory, and at
/// most 64 pages of 256 rows; pages come when a view asks for them (until then cells answer LoadingRole). New events
/// arrive in batches, at most ten insertions a second. A filter that asks for rejected deliveries shows their
/// numbers instead of event numbers.
/// Lives on the GUI thread; all reading happens on the pool's thread. `pool` and `watch` outlive it.
class EventTable : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class State {
        Loading, ///< nothing to show yet
        Ready,   ///< rows are there (older ones may still be coming, see searching())
        Empty,   ///< nothing was ever stored here
        NoMatch, ///< something is stored, the filter lets nothing through (of what was looked at, see stopped())
        Error    ///< see error(); tried again when the store moves and by retry()
    };

    EventTable(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~EventTable() override;

    /// Shows this instead of what was shown; resets the model and starts reading. An order that cannot be had
    /// (canSort()) is taken as newest first. Sorted by anything but time, the rows come all at once when all numbers were
    /// looked at, and are a snapshot: later events are counted by waiting() until show() is called again. The same
    /// environment and filter again in a sorted order, or in another one, keep what was found and the rows until the new
    /// ones are there.
    void show(const QString &environment, const Filter &filter, const EventOrder &order = {});
    void retry();
    /// Whether rows can be sorted by this column, in either direction.
    [[nodiscard]] static bool canSort(EventColumn column);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Error error() const { return m_error; }
    /// All numbers of the store were looked at.
    [[nodiscard]] bool complete() const { return m_collector.complete(); }
    /// How many numbers of the store were looked at, and how many there are to look at, in this search.
    /// While the rows are being sorted: how many were passed for that.
    [[nodiscard]] qint64 lookedAt() const { return m_sort.isRunning() ? m_sort.passed() : m_collector.lookedAt(); }
    [[nodiscard]] qint64 toLookAt() const { return m_sort.isRunning() ? m_sort.toPass() : m_collector.toLookAt(); }
    /// More rows may come without new events coming in.
    [[nodiscard]] bool searching() const;
    /// Somebody stopped the search: what was found until then is shown, lookedAt() tells how far it came. (A sort that is
    /// stopped leaves the rows in the order they had, newest first when they had none: see order().)
    [[nodiscard]] bool stopped() const { return m_collector.stopped(); }
    /// Found so far, shown or waiting.
    [[nodiscard]] qint64 matching() const { return m_hits.count(); }
    /// Matching events that are not in the rows: came in since they were sorted.
    [[nodiscard]] qint64 waiting() const { return m_sorted ? std::max<qint64>(0, m_hits.count() - m_sorted->count()) : 0; }
    /// Events of the environment, or its rejected deliveries when those are shown.
    [[nodiscard]] qint64 total() const { return m_total; }
    [[nodiscard]] QString environment() const { return m_environment; }
    [[nodiscard]] const Filter &filter() const { return m_filter; }
    [[nodiscard]] EventOrder order() const { return m_order; }
    [[nodiscard]] bool showsRejected() const { return m_rejected; }

    /// -1 when the number is not shown.
    [[nodiscard]] int rowOf(qint64 seq) const;
    /// 0 when there is no such row.
    [[nodiscard]] qint64 seqAt(int row) const;
    /// The row's values when its page is in memory; asks for the page otherwise.
    [[nodiscard]] const EventRow *eventAt(int row) const;
    /// Bytes used for hits (an eighth an event, and four more when sorted), and pages in memory.
    [[nodiscard]] qint64 hitBytes() const { return m_hits.bytes() + (m_sorted ? m_sorted->bytes() : 0); }
    [[nodiscard]] qsizetype cachedPages() const { return m_pages.pages(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

public Q_SLOTS:
    /// No effect when not searching().
    void stopSearch();
    /// Goes on where it was stopped.
    void resumeSearch();

Q_SIGNALS:
    /// state(), error(), searching() or stopped() changed.
    void stateChanged();
    /// matching(), total() or waiting() changed.
    void countsChanged();
    /// lookedAt() or toLookAt() changed; at most some 30 times a second.
    void progressChanged();

private:
    void begun(const EventBatch &batch);
    void insertOlder(const EventBatch &batch);
    void insertNewer(const EventBatch &batch);
    void adopt(const HitSegments &hits);
    void markChanged(bool hits);
    void endSearch();
    void readTotals();
    void setState(State state, const Error &error = {});
    void settleState();
    void want(const RowPages::Key &key) const;
    void requestPages();
    void takePages(const QVector<RowPages::Key> &keys, const QVector<qsizetype> &sizes, const QVector<EventRow> &rows);
    [[nodiscard]] bool byNumber() const { return m_rowOrder.byNumber(); }
    void startSort();
    void takeSorted(const std::shared_ptr<const SortedHits> &sorted);
    /// The same hits in another order.
    void resetRows(const EventOrder &order, const std::shared_ptr<const SortedHits> &sorted);
    [[nodiscard]] HitSegments::Place placeOfRow(int row) const;
    [[nodiscard]] qint64 pageCount(const RowPages::Key &key) const;
    [[nodiscard]] qint64 seqOf(const HitSegments::Place &place) const;
    [[nodiscard]] int rowOfPlace(const HitSegments::Place &place) const;

    ReadPool &m_pool;
    std::shared_ptr<const Clock> m_clock;
    EventCollector m_collector;
    QString m_environment;
    Filter m_filter;
    EventOrder m_order;    ///< asked for
    EventOrder m_rowOrder; ///< of the rows: another one until they are sorted
    EventSort m_sort;
    std::shared_ptr<const SortedHits> m_sorted; ///< the rows, where they are not by number
    bool m_rejected = false;
    bool m_shown = false; ///< show() was called

    State m_state = State::Empty;
    Error m_error;
    HitSegments m_hits;
    qint64 m_total = 0;
    bool m_anythingStored = false;
    QTimer m_totalsPause;

    mutable RowPages m_pages;
    mutable QVector<RowPages::Key> m_wanted; ///< most recently asked last
    mutable bool m_requestQueued = false;
    bool m_readingPages = false;
    quint64 m_pagesOf = 0; ///< pages read for an earlier set of hits are dropped
};

} // namespace console
