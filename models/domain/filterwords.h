// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"

namespace console {

/// What a filter shows, in plain words: "sync-finished events of Acme in the last 2 hours, without personio". Values are
/// repeated as written, long ones cut; no full stop. `now`: what spans are counted from.
[[nodiscard]] QString describe(const Filter &filter, Timestamp now);

} // namespace console
