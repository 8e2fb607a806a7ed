// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/eventwriter.h"
#include "models/store/writequeue.h"

#include <optional>

namespace console {

/// What the store thread does: takes what is queued, one transaction, COMMIT, tells. Made, used and destroyed on the
/// store thread; ends when the queue is closed and drained.
class StoreLoop
{
public:
    /// Called on the store thread.
    struct Calls
    {
        std::function<void(const QVector<DeliveryReceipt> &)> settled;
        std::function<void(const StoreVersion &)> stored; ///< at once after each COMMIT
        std::function<void(const StoreVersion &)> committed; ///< at most 20 a second
        std::function<void(const Error &)> failed;
        std::function<void()> recovered;
    };

    StoreLoop(std::unique_ptr<SqliteDatabase> database, WriterLimits limits, WriteQueue &queue, Calls calls);

    /// Reads what the writer starts from.
    [[nodiscard]] Result<void> load();
    void run();

private:
    using Clock = WriteQueue::Clock;

    [[nodiscard]] Clock::time_point nextWake() const;
    void process(WriteQueue::Batch &batch);
    [[nodiscard]] bool writeAll(WriteQueue::Batch &batch, QVector<DeliveryReceipt> &receipts);
    [[nodiscard]] bool runJob(StoreWriter::Job &job);
    [[nodiscard]] bool begin();
    [[nodiscard]] bool commit();
    void rollBack();
    void tell(WriteQueue::Batch &batch, QVector<DeliveryReceipt> &receipts, const Result<void> &outcome);
    void noteSuccess();
    void noteFailure(const Error &error);
    void announce(bool atOnce);
    void whileIdle();

    std::unique_ptr<SqliteDatabase> m_database;
    WriterState m_state;
    EventWriter m_events;
    WriteQueue &m_queue;
    Calls m_calls;
    bool m_stale = false;   ///< the caches must be read again before the next transaction
    bool m_failing = false;
    bool m_logged = false;  ///< the log holds pages that no checkpoint has taken yet
    std::optional<StoreVersion> m_unannounced;
    Clock::time_point m_announcedAt;
    Clock::time_point m_workedAt;
};

} // namespace console
