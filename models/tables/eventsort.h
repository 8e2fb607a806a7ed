// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/hitsorter.h"
#include "models/store/readpool.h"
#include "models/tables/eventorder.h"

#include <atomic>

namespace console {

/// Puts the hits of a view in order, some milliseconds of the reader's time after the other.
/// Lives on the GUI thread; reads on the pool's. `pool` outlives it.
class EventSort : public QObject
{
    Q_OBJECT
public:
    explicit EventSort(ReadPool &pool, QObject *parent = nullptr);
    ~EventSort() override;

    /// Nothing for a column that hits cannot be sorted by.
    [[nodiscard]] static std::optional<SortKey> keyOf(EventColumn column);
    /// Drops what was under way; `sorted` or `failed` follows. Precondition: keyOf() of the order's column.
    void start(HitSet hits, const EventOrder &order, bool rejected);
    /// Nothing follows any more.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_sorter != nullptr; }
    /// Numbers passed, of how many.
    [[nodiscard]] qint64 passed() const { return m_passed; }
    [[nodiscard]] qint64 toPass() const { return m_toPass; }

Q_SIGNALS:
    void progressed();
    void sorted(const std::shared_ptr<const console::SortedHits> &hits);
    void failed(const console::Error &error);

private:
    struct Part
    {
        qint64 passed = 0;
        std::shared_ptr<const SortedHits> sorted; ///< once all is passed
    };
    void next();
    void take(const Result<Part> &part);

    ReadPool &m_pool;
    std::shared_ptr<HitSorter> m_sorter; ///< touched on the reader's thread only
    std::shared_ptr<std::atomic<bool>> m_alive; ///< false once replaced: a running read stops
    bool m_rejected = false;
    qint64 m_passed = 0;
    qint64 m_toPass = 0;
};

} // namespace console
