// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commandline.h"

namespace console {

/// `events --diff SEQ SEQ`: how the bodies of two events differ by structure, one line a difference (`-`, `+` or `~`, the
/// path, the values as written), or with --json one object. Returns 0 when nothing differs by structure, 1 when something
/// does or the bodies cannot be compared and are not the same, else the error's exit code.
int diffEvents(const Invocation &invocation);

} // namespace console
