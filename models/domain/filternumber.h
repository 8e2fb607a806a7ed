// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"

namespace console {

/// Reads `term.value` (`2`, `>=2`, for a size also `10kb`, `1.5 MiB`) into its comparison and number, and writes the value
/// in lower case without blanks. false: it is none of these.
[[nodiscard]] bool readFilterNumber(FilterTerm &term);

} // namespace console
