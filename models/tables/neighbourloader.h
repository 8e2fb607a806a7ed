// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/readpool.h"

namespace console {

/// How an event is near another.
enum class Nearness { SameId, SameSync, Before, After };

struct Neighbour
{
    Nearness nearness = Nearness::After;
    EventRow row;
    bool operator==(const Neighbour &) const = default;
};

/// Finds the events near one: with the same id (only where a conflict is known), of the same sync, and the nearest ones
/// of its integration. Looks outwards from the event, a window of rows at a time, so that other reads come in between
/// and a store of any size is searched with bounded work. The latest request wins. Lives on the GUI thread.
class NeighbourLoader : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 window = 100'000; ///< rows looked at in one read
    static constexpr int around = 5;          ///< events of the integration before and after it
    static constexpr qint64 reach = 2'000'000; ///< how far for those and for the sync

    explicit NeighbourLoader(ReadPool &pool, QObject *parent = nullptr);

    /// `syncId`: of the event's body, empty when there is none. For a rejected delivery, whose numbers are a series of
    /// their own, only the accepted events with its id are looked for.
    void load(const EventRow &row, bool rejected, const QString &syncId);
    void clear();
    [[nodiscard]] bool running() const { return m_running; }
    /// By nearness, then by number.
    [[nodiscard]] const QVector<Neighbour> &found() const { return m_found; }

Q_SIGNALS:
    /// found() or running() changed; never inside load().
    void updated();
    void failed(const console::Error &error);

private:
    /// One direction of one question.
    struct Search
    {
        Nearness nearness;
        FilterTerm term;
        std::optional<FilterTerm> also;
        bool forward;
        int wanted;
        qint64 reach;
        qint64 looked = 0;
    };
    struct Window
    {
        QVector<EventRow> rows;
        bool ended = false;
    };
    [[nodiscard]] static Result<Window> readWindow(StoreReader &reader, const EventRow &of, qint64 from, const Search &search);
    void step();
    void take(const Window &found);

    ReadPool &m_pool;
    EventRow m_of;
    qint64 m_from = 0; ///< number to look around
    QVector<Search> m_searches; ///< what comes next is first
    QVector<Neighbour> m_found;
    bool m_running = false;
    quint64 m_round = 0;
};

} // namespace console
