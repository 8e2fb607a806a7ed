// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/storewriter.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <variant>
#include <vector>

namespace console {

/// What waits for the store thread, in its order. Bounded for deliveries, in number and bytes. Any thread puts, the
/// store thread takes.
class WriteQueue
{
public:
    using Item = std::variant<IncomingDelivery, StoreWriter::Job>;
    using Batch = std::vector<Item>;
    using Clock = std::chrono::steady_clock;

    explicit WriteQueue(const WriterLimits &limits) : m_limits(limits) {}

    /// false: full or closed; the delivery is left as it was.
    [[nodiscard]] bool put(IncomingDelivery &&delivery);
    /// false: closed; the job is left as it was.
    [[nodiscard]] bool put(StoreWriter::Job &&job);
    /// Nothing comes in any more; what is inside is still given out.
    void close();

    /// Waits until there is something, the queue is closed or `until` has come; takes all of it, but no more than one
    /// transaction should hold. Empty with `ended` true: closed and drained.
    [[nodiscard]] Batch take(Clock::time_point until, bool &ended);
    /// A batch was settled: its deliveries no longer count.
    void settled(const Batch &batch);

private:
    [[nodiscard]] static qint64 bytesOf(const Item &item);

    const WriterLimits m_limits;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    Batch m_items;
    qsizetype m_deliveries = 0;
    qint64 m_bytes = 0;
    bool m_closed = false;
};

} // namespace console
