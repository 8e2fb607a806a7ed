// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"
#include "models/tables/column.h"

#include <span>

namespace console {

/// Positions in eventColumns(). Row has no text of its own: only who knows the order of the rows can number them.
enum class EventColumn { Time, State, Type, Organization, Integration, Tool, Category, Outcome, Id, Deliveries, Answer, Size, Note, Seq, Row };

[[nodiscard]] std::span<const Column<EventRow>> eventColumns();

/// The one word about an event: `verified`, `unchecked`, `rejected`, or `conflict` for a verified or unchecked one whose
/// id came with other bytes too. The value of EventColumn::State.
[[nodiscard]] QString eventStateName(const EventRow &row);

} // namespace console
