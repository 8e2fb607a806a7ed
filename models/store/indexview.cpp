// SPDX-License-Identifier: Apache-2.0
#include "models/store/indexview.h"

#include "models/store/indexcheck.h"

#include <algorithm>

namespace console {

namespace {

/// Looking up one event costs about as much as reading twenty of them in a row.
constexpr std::size_t mostChanged = indexSlotEvents / 20;

} // namespace

void IndexView::refresh()
{
    m_bad.clear();
    if (m_reader && !m_reader->refresh())
        m_reader.reset();
    if (!m_reader) {
        m_reader = openIndexOf(*m_store.database, m_file);
        m_applied = -1;
    }
    if (m_reader && !readChanges())
        m_reader.reset();
}

/// false: there were changes that nobody knows any more.
bool IndexView::readChanges()
{
    if (m_applied != m_reader->appliedChange()) {
        m_applied = m_seen = m_reader->appliedChange();
        m_changed.clear();
    }
    const Result<SqlQuery *> known = m_store.run("read.firstChange");
    if (!known)
        return false;
    const bool any = (*known)->next();
    const qint64 first = any ? (*known)->integer(0) : 0;
    (*known)->finish();
    if (first > m_seen + 1)
        return false;
    const Result<SqlQuery *> query = m_store.run("read.changedEvents", {m_seen});
    if (!query)
        return false;
    const std::size_t before = m_changed.size();
    while ((*query)->next()) {
        m_seen = (*query)->integer(0);
        m_changed.push_back((*query)->integer(1));
    }
    if (m_changed.size() > before) {
        std::sort(m_changed.begin(), m_changed.end());
        m_changed.erase(std::unique(m_changed.begin(), m_changed.end()), m_changed.end());
    }
    return m_store.ended(**query).has_value();
}

bool IndexView::has(qint64 slot) const
{
    return m_reader && m_reader->sealed(slot) && changed(slot).size() <= mostChanged
        && std::find(m_bad.begin(), m_bad.end(), slot) == m_bad.end();
}

std::span<const qint64> IndexView::changed(qint64 slot) const
{
    const auto first = std::lower_bound(m_changed.begin(), m_changed.end(), indexSlotStart(slot));
    return {first, std::lower_bound(first, m_changed.end(), indexSlotStart(slot + 1))};
}

} // namespace console
