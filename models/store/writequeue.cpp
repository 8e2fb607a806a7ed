// SPDX-License-Identifier: Apache-2.0
#include "models/store/writequeue.h"

#include <iterator>

namespace console {

namespace {

/// Beyond this a transaction gains nothing and makes those who wait for it wait longer.
constexpr size_t maxBatchItems = 5'000;

qint64 deliveryBytes(const IncomingDelivery &delivery)
{
    qint64 bytes = delivery.body.size();
    for (const auto &[name, value] : delivery.headers)
        bytes += name.size() + value.size();
    return bytes;
}

} // namespace

bool WriteQueue::put(IncomingDelivery &&delivery)
{
    const qint64 bytes = deliveryBytes(delivery);
    {
        const std::lock_guard lock(m_mutex);
        const bool full = m_deliveries >= m_limits.queuedDeliveries || (m_deliveries > 0 && m_bytes + bytes > m_limits.queuedBytes);
        if (m_closed || full)
            return false;
        ++m_deliveries;
        m_bytes += bytes;
        m_items.emplace_back(std::move(delivery));
    }
    m_wake.notify_one();
    return true;
}

bool WriteQueue::put(StoreWriter::Job &&job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return false;
        m_items.emplace_back(std::move(job));
    }
    m_wake.notify_one();
    return true;
}

void WriteQueue::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_wake.notify_one();
}

WriteQueue::Batch WriteQueue::take(Clock::time_point until, bool &ended)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, until, [this] { return !m_items.empty() || m_closed; });
    ended = m_items.empty() && m_closed;
    Batch batch;
    if (m_items.size() <= maxBatchItems) {
        batch.swap(m_items);
        return batch;
    }
    const auto middle = m_items.begin() + std::ptrdiff_t(maxBatchItems);
    batch.assign(std::make_move_iterator(m_items.begin()), std::make_move_iterator(middle));
    m_items.erase(m_items.begin(), middle);
    return batch;
}

void WriteQueue::settled(const Batch &batch)
{
    qint64 bytes = 0;
    qsizetype deliveries = 0;
    for (const Item &item : batch) {
        bytes += bytesOf(item);
        deliveries += std::holds_alternative<IncomingDelivery>(item) ? 1 : 0;
    }
    const std::lock_guard lock(m_mutex);
    m_deliveries -= deliveries;
    m_bytes -= bytes;
}

qint64 WriteQueue::bytesOf(const Item &item)
{
    const auto *delivery = std::get_if<IncomingDelivery>(&item);
    return delivery != nullptr ? deliveryBytes(*delivery) : 0;
}

} // namespace console
