// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace console {

/// Asked within work of a ReadPool, on its thread: another read is waiting for its turn, so that long work may want to end
/// here and ask for a turn of its own. Elsewhere: false.
[[nodiscard]] bool anotherReadWaits();

} // namespace console
