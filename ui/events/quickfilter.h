// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"

namespace console {

/// The value of the one plain term of this key (not excluded, no wildcard); empty when there is none or several.
[[nodiscard]] QString plainValue(const Filter &filter, FilterKey key);
/// A sentence for people that says what a filter lets through: "Data-changed events of Acme in the last hour, newest first."
/// `order`: what comes behind it; empty: nothing.
[[nodiscard]] QString filterSentence(const Filter &filter, const QString &order, Timestamp now);

} // namespace console
