// SPDX-License-Identifier: Apache-2.0
#include "models/index/slotcolumns.h"

#include <algorithm>
#include <limits>

namespace console {

quint64 itemOf(const IndexedEvent &event, IndexColumn column)
{
    switch (column) {
    case IndexColumn::ReceivedAt: return quint64(event.receivedAt);
    case IndexColumn::Environment: return event.environment;
    case IndexColumn::Type: return event.type;
    case IndexColumn::Integration: return event.integration;
    case IndexColumn::Tool: return event.tool;
    case IndexColumn::Category: return event.category;
    case IndexColumn::Organization: return event.organization;
    case IndexColumn::Outcome: return event.outcome;
    case IndexColumn::BodySize: return event.bodySize;
    case IndexColumn::IdHash: return event.idHash;
    case IndexColumn::Deliveries: return event.deliveries;
    case IndexColumn::Answered: return event.answered;
    case IndexColumn::Flags: return event.flags;
    }
    return 0;
}

quint64 patchedItem(const IndexedEvent &event, IndexColumn column, quint64 before)
{
    const quint64 item = itemOf(event, column);
    return column == IndexColumn::Flags && item != 0 ? item | (before & IndexIdElsewhere) : item;
}

SlotColumns::SlotColumns()
{
    begin();
}

void SlotColumns::begin()
{
    for (int i = 0; i < indexColumns; ++i)
        m_words[size_t(i)].assign(size_t(columnBytes(IndexColumn(i))) / sizeof(quint64), 0);
}

void SlotColumns::put(const IndexedEvent &event)
{
    const qint64 place = event.seq % indexSlotEvents;
    for (int i = 0; i < indexColumns; ++i) {
        const auto column = IndexColumn(i);
        const quint64 item = itemOf(event, column);
        const size_t width = size_t(widthOf(column));
        // The low bytes come first: the layout is that of the machine, and an index never leaves it.
        static_assert(Q_BYTE_ORDER == Q_LITTLE_ENDIAN);
        std::memcpy(reinterpret_cast<char *>(m_words[size_t(i)].data()) + size_t(place) * width, &item, width);
    }
}

void SlotColumns::patch(const IndexedEvent &event)
{
    const auto *flags = reinterpret_cast<const quint8 *>(words(IndexColumn::Flags).data());
    IndexedEvent patched = event;
    patched.flags = quint8(patchedItem(event, IndexColumn::Flags, flags[event.seq % indexSlotEvents]));
    put(patched);
}

std::pair<qint64, qint64> SlotColumns::span() const
{
    std::pair<qint64, qint64> span{std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()};
    const auto *flags = reinterpret_cast<const quint8 *>(words(IndexColumn::Flags).data());
    const std::span<const quint64> times = words(IndexColumn::ReceivedAt);
    for (size_t i = 0; i < size_t(indexSlotEvents); ++i) {
        if ((flags[i] & IndexPresent) == 0)
            continue;
        span.first = std::min(span.first, qint64(times[i]));
        span.second = std::max(span.second, qint64(times[i]));
    }
    return span;
}

} // namespace console
