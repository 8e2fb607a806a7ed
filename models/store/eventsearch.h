// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/eventcursor.h"
#include "models/store/indexview.h"
#include "models/store/sidereader.h"
#include "models/store/slotfilter.h"
#include "models/store/storefacts.h"
#include "models/store/storenames.h"

#include <memory>

namespace console {

/// What scans of one reader keep from one to the next: the index, the latest filter with what was found out about names,
/// and the second thread. On the reader's thread.
class EventSearch
{
public:
    explicit EventSearch(StoreReader::Private &store);

    /// At the start of each scan: looks what the index and the integrations have become.
    void refresh();
    /// The filter made ready; the same one again keeps what it learnt. `env`: as idOrAll() gives it, not -2.
    [[nodiscard]] SlotFilter &prepared(const Filter &filter, qint64 env);

    /// As settleEvents(), on two threads where there is enough to do.
    [[nodiscard]] Result<void> settle(EventCursor &cursor, qint64 slot, SlotRange range, SlotMask &matching,
                                      const std::function<bool()> &goOn);

    IndexView index;
    StoreNames names;

private:
    StoreReader::Private &m_store;
    std::unique_ptr<SlotFilter> m_prepared;
    Filter m_filter;
    qint64 m_env = -1;
    std::unique_ptr<SideReader> m_side;
};

/// Walks the numbers of a filter that does not want rejected deliveries: whole slots where the index has them, else some
/// thousand rows at a time. Lives as long as one scan, on the reader's thread.
class SlotScan
{
public:
    SlotScan(StoreReader::Private &store, const Filter &filter, qint64 env, const StoreReader::Private::Scan &scan);

    [[nodiscard]] Result<void> run(qint64 from, qint64 to);

private:
    enum class Outcome { GoOn, Enough };
    [[nodiscard]] Result<Outcome> piece(qint64 slot, qint64 low, qint64 high);
    [[nodiscard]] Result<Outcome> settled(qint64 slot, qint64 low, qint64 high);
    [[nodiscard]] std::pair<qint64, qint64> nextPiece(qint64 slot, bool indexed) const;

    EventSearch &m_search;
    SlotFilter &m_filter;
    const StoreReader::Private::Scan &m_scan;
    StoreFacts m_facts;
    EventCursor m_cursor;
    qint64 m_from = 1;
    qint64 m_to = 0;
    qint64 m_given = 0;
    qint64 m_step = 64; ///< numbers whose texts are read between two questions whether to go on
};

} // namespace console
