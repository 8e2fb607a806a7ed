// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"

namespace console {

/// The same as InvalidInput with the problem's code; `detail` names the column.
[[nodiscard]] Error filterError(const FilterProblem &problem);

/// For people who see the place underlined: "“stat” is no key. Did you mean “state”?" One line, safe to show.
[[nodiscard]] QString problemSentence(const FilterProblem &problem);

/// The names of filterKeys(), in their order.
[[nodiscard]] QStringList filterKeyNames();
/// The key that was probably meant by a name that is none: what other tools call it, else the nearest; empty: nothing near.
[[nodiscard]] QString meantFilterKey(const QString &name);

} // namespace console
