// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"

#include <optional>

namespace console {

/// What one reply tells about the server's clock: it said `serverDate` (whole seconds) some time between `sent` and
/// `received` of ours.
struct ClockReading
{
    Timestamp sent;
    Timestamp received;
    Timestamp serverDate;
};

/// The watermark of a step that began at `start` by our clock. `updated_after` is compared with times of the server's
/// clock. When ours runs ahead of it, a watermark by ours would lie in the server's future and the next delta would
/// miss what changed in between: so our start is translated to the server's clock, and the earlier of both is taken.
/// Too early only reads a few records twice.
[[nodiscard]] Timestamp watermarkFrom(Timestamp start, const std::optional<ClockReading> &reading);

} // namespace console
