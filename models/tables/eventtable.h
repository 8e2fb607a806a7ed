// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"
#include "models/store/readpool.h"
#include "models/tables/eventcollector.h"
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
        Ready,   ///< rows are there (older ones may still be coming, see complete())
        Empty,   ///< nothing was ever stored here
        NoMatch, ///< something is stored, the filter lets nothing through
        Error    ///< see error(); tried again when the store moves and by retry()
    };
    enum class Order { NewestFirst, OldestFirst };

    EventTable(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~EventTable() override;

    /// Shows this instead of what was shown; resets the model and starts reading.
    void show(const QString &environment, const Filter &filter, Order order = Order::NewestFirst);
    void retry();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Error error() const { return m_error; }
    /// All numbers of the store were looked at.
    [[nodiscard]] bool complete() const { return m_collector.complete(); }
    [[nodiscard]] qint64 matching() const { return m_hits.count(); }
    /// Events of the environment, or its rejected deliveries when those are shown.
    [[nodiscard]] qint64 total() const { return m_total; }
    [[nodiscard]] QString environment() const { return m_environment; }
    [[nodiscard]] const Filter &filter() const { return m_filter; }
    [[nodiscard]] Order order() const { return m_order; }
    [[nodiscard]] bool showsRejected() const { return m_rejected; }

    /// -1 when the number is not shown.
    [[nodiscard]] int rowOf(qint64 seq) const;
    /// 0 when there is no such row.
    [[nodiscard]] qint64 seqAt(int row) const;
    /// The row's values when its page is in memory; asks for the page otherwise.
    [[nodiscard]] const EventRow *eventAt(int row) const;
    /// Bytes used for hits, and pages in memory: both bounded however large the store is.
    [[nodiscard]] qint64 hitBytes() const { return m_hits.bytes(); }
    [[nodiscard]] qsizetype cachedPages() const { return m_pages.pages(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void stateChanged();
    void countsChanged();

private:
    void begun(const EventBatch &batch);
    void insertOlder(const EventBatch &batch);
    void insertNewer(const EventBatch &batch);
    void adopt(const HitSegments &hits);
    void markChanged(bool hits);
    void readTotals();
    void setState(State state, const Error &error = {});
    void settleState();
    void want(const RowPages::Key &key) const;
    void requestPages();
    void takePages(const QVector<RowPages::Key> &keys, const QVector<qsizetype> &sizes, const QVector<EventRow> &rows);
    [[nodiscard]] qint64 positionOfRow(int row) const;
    [[nodiscard]] int rowOfPosition(qint64 position) const;

    ReadPool &m_pool;
    std::shared_ptr<const Clock> m_clock;
    EventCollector m_collector;
    QString m_environment;
    Filter m_filter;
    Order m_order = Order::NewestFirst;
    bool m_rejected = false;

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
