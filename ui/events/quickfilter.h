// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"

namespace console {

/// The value of the one plain term of this key (not excluded, no wildcard); empty when there is none or several.
[[nodiscard]] QString plainValue(const Filter &filter, FilterKey key);
/// The filter with exactly one plain term of this key, or with none of them when the value is empty. Other terms stay
/// where they are.
[[nodiscard]] Filter withValue(Filter filter, FilterKey key, const QString &value);
/// The filter restricted to [from, until), instead of any span it had.
[[nodiscard]] Filter withSpan(Filter filter, Timestamp from, Timestamp until);
/// A sentence for people that says what a filter lets through: "Events of type data-changed, verified, since 12:00."
[[nodiscard]] QString filterSentence(const Filter &filter, Timestamp now);

} // namespace console
