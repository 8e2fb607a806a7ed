// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"
#include "models/tables/column.h"

#include <span>

namespace console {

/// Positions in eventColumns().
enum class EventColumn { Time, State, Type, Organization, Integration, Tool, Category, Outcome, Id, Deliveries, Answer, Size, Note };

[[nodiscard]] std::span<const Column<EventRow>> eventColumns();

/// The one word about an event: `verified`, `unchecked`, `rejected`, or `conflict` for a verified or unchecked one whose
/// id came with other bytes too. The value of EventColumn::State.
[[nodiscard]] QString eventStateName(const EventRow &row);

} // namespace console
