// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/eventcolumns.h"

namespace console {

/// What an event view is sorted by. By time is by number: the order in which events were stored. Among equals of any
/// other column the newest come first, in both directions.
struct EventOrder
{
    EventColumn column = EventColumn::Time;
    Qt::SortOrder direction = Qt::DescendingOrder;

    [[nodiscard]] bool byNumber() const { return column == EventColumn::Time; }
    [[nodiscard]] bool newestFirst() const { return direction == Qt::DescendingOrder; }
    bool operator==(const EventOrder &) const = default;
};

} // namespace console
