// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/index/eventindexwriter.h"
#include "models/index/indexfile.h"

#include <vector>

namespace console {

/// An item of a column as it lies in the file.
[[nodiscard]] quint64 itemOf(const IndexedEvent &event, IndexColumn column);

/// The same for an event that has an item already: IndexIdElsewhere stays, unless the event is gone.
[[nodiscard]] quint64 patchedItem(const IndexedEvent &event, IndexColumn column, quint64 before);

/// The facts of the events of one slot, as they lie in the file. Belongs to one thread.
class SlotColumns
{
public:
    SlotColumns();
    /// Nothing is there any more.
    void begin();
    /// Precondition: a number of this slot.
    void put(const IndexedEvent &event);
    void patch(const IndexedEvent &event);
    [[nodiscard]] std::span<const quint64> words(IndexColumn column) const { return m_words[size_t(column)]; }
    /// Lowest and highest receivedAt; first > second when nothing is there.
    [[nodiscard]] std::pair<qint64, qint64> span() const;

private:
    std::array<std::vector<quint64>, indexColumns> m_words;
};

} // namespace console
