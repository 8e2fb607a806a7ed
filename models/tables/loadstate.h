// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"

namespace console {

/// What a list that is read as a whole has to show.
enum class LoadState {
    Idle,    ///< nothing was asked for
    Loading, ///< asked for the first time
    Ready,   ///< there are rows
    Empty,   ///< there are none
    NoMatch, ///< there are some, the search lets none through
    Failed   ///< could not be read
};

} // namespace console
