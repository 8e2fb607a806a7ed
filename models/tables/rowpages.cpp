// SPDX-License-Identifier: Apache-2.0
#include "models/tables/rowpages.h"

#include <algorithm>

namespace console {

const EventRow *RowPages::row(int segment, qint64 offset)
{
    const auto found = m_pages.find(keyOf(segment, offset));
    if (found == m_pages.end())
        return nullptr;
    found->used = ++m_clock;
    const qint64 index = offset % pageSize;
    return index < found->rows.size() ? &found->rows.at(index) : nullptr;
}

bool RowPages::isFresh(const Key &key) const
{
    const auto found = m_pages.constFind(key);
    return found != m_pages.constEnd() && !found->stale;
}

void RowPages::put(const Key &key, QVector<EventRow> rows)
{
    if (!m_pages.contains(key))
        makeRoom();
    m_pages.insert(key, Page{std::move(rows), ++m_clock, false});
}

void RowPages::add(int segment, qint64 offset, const EventRow &row)
{
    const Key key = keyOf(segment, offset);
    if (offset % pageSize == 0) {
        put(key, {row});
        return;
    }
    const auto found = m_pages.find(key);
    if (found != m_pages.end() && found->rows.size() == offset % pageSize)
        found->rows.append(row);
}

void RowPages::markStale()
{
    for (Page &page : m_pages)
        page.stale = true;
}

void RowPages::clear()
{
    m_pages.clear();
}

void RowPages::makeRoom()
{
    if (m_pages.size() < capacity)
        return;
    const auto oldest = std::min_element(m_pages.begin(), m_pages.end(),
                                         [](const Page &a, const Page &b) { return a.used < b.used; });
    m_pages.erase(oldest);
}

} // namespace console
