// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"

#include <QHash>

namespace console {

/// A bounded cache of event rows in pages, the least recently used page goes first. What a page covers (part of which
/// HitSegments piece) is the caller's business. A value; not thread-safe.
class RowPages
{
public:
    static constexpr int pageSize = 256;
    static constexpr int capacity = 64;

    struct Key
    {
        int segment = 0;
        qint64 page = 0;
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed) { return qHashMulti(seed, key.segment, key.page); }
    };
    [[nodiscard]] static Key keyOf(int segment, qint64 offset) { return {segment, offset / pageSize}; }

    /// The row, or nullptr when it is not here. Counts as a use. Valid until the next call that changes the cache.
    [[nodiscard]] const EventRow *row(int segment, qint64 offset);
    /// True when the page is here and no later change of the store could have changed it.
    [[nodiscard]] bool isFresh(const Key &key) const;
    void put(const Key &key, QVector<EventRow> rows);
    /// Adds the row that follows the last one of its page; ignored when that page is not here.
    void add(int segment, qint64 offset, const EventRow &row);
    /// All pages may be outdated: rows stay readable until put() replaces them.
    void markStale();
    void clear();
    [[nodiscard]] qsizetype pages() const { return m_pages.size(); }

private:
    struct Page
    {
        QVector<EventRow> rows;
        quint64 used = 0;
        bool stale = false;
    };
    void makeRoom();

    QHash<Key, Page> m_pages;
    quint64 m_clock = 0;
};

} // namespace console
