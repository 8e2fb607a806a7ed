// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/readpool.h"

#include <QElapsedTimer>
#include <QTimer>

#include <atomic>

namespace console {

/// Counts what a filter lets through in the bars of a chart, and goes on counting while the store moves. Without a filter
/// from the store's counters; with one, or for bars finer than those counters, from the events themselves, newest first
/// and in short pieces, so that other reads get their turn; then each new event is counted once.
/// Lives on the GUI thread; reads on the pool's. `pool` and `watch` outlive it.
class VolumeLoader : public QObject
{
    Q_OBJECT
public:
    VolumeLoader(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~VolumeLoader() override;

    /// What is counted. Terms of time restrict it as any other does.
    void show(const QString &environment, const Filter &filter);
    /// The bars to count in. The counts before stay until there are new ones.
    void setGrid(const FlowGrid &grid);

    /// Of the grid that was set last or, while they are still being counted, of an earlier one.
    [[nodiscard]] const FlowCounts &counts() const { return m_shown; }
    /// Not all was looked at yet.
    [[nodiscard]] bool counting() const { return m_counting; }
    /// 0 to 100; of the numbers that are to be looked at.
    [[nodiscard]] int percent() const;
    /// When nothing listened, within the grid.
    [[nodiscard]] const ListenerGaps &gaps() const { return m_gaps; }
    /// The first and last time that anything was counted; absent: nothing is stored.
    [[nodiscard]] std::optional<std::pair<Timestamp, Timestamp>> extent() const { return m_extent; }
    /// Default: none. It is tried again when the store moves, and each 15 s.
    [[nodiscard]] Error error() const { return m_error; }

Q_SIGNALS:
    void updated();

private:
    /// One series of numbers: looked at is [low, high].
    struct Range
    {
        bool wanted = false;
        qint64 first = 1; ///< the lowest there is
        qint64 low = 1;
        qint64 high = 0;
        qint64 top = 0; ///< the highest there is
        [[nodiscard]] bool done() const { return !wanted || (low <= first && high >= top); }
    };
    struct Facts;
    struct Piece;

    [[nodiscard]] bool fromCounters() const;
    void restart(bool keepShown);
    void ask();
    void read();
    void takeFacts(const Facts &facts);
    void beginScan(const Facts &facts);
    void proceed();
    void readPiece(Range &range);
    void takePiece(const Piece &piece);
    void publish(bool complete);
    void fail(const Error &error);
    void ended();
    void moved(const StoreVersion &version);

    ReadPool &m_pool;
    std::shared_ptr<const Clock> m_clock;
    QString m_environment;
    Filter m_filter;
    FlowGrid m_grid;
    std::shared_ptr<std::atomic<bool>> m_current; ///< false once something else is to be counted: a running read stops

    FlowCounts m_shown;
    FlowCounts m_work; ///< being counted from the events
    bool m_scanned = false; ///< m_work holds what was looked at, for this filter and grid
    bool m_keepShown = false; ///< what is shown is right until all is counted again
    Range m_events;
    Range m_rejected;
    StoreVersion m_seen;
    StoreVersion m_counted;
    ListenerGaps m_gaps;
    std::optional<std::pair<Timestamp, Timestamp>> m_extent;
    Error m_error;
    bool m_started = false;
    bool m_out = false;
    bool m_asked = false;
    bool m_counting = false;
    QElapsedTimer m_sinceBegin; ///< of a count from the events
    QElapsedTimer m_sincePublished;
    QTimer m_pause; ///< between two looks while the store moves
    QTimer m_axis;
};

} // namespace console
