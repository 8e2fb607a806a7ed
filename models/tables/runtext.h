// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/run.h"

namespace console {

/// Words about fetches for tables and pages.
[[nodiscard]] QString runKindText(RunKind kind);
[[nodiscard]] QString runStateText(RunState state);
/// `Asked for by hand`, `After a data-changed event`; an unknown cause as it is.
[[nodiscard]] QString runCauseText(const QString &cause);
/// nullopt when nothing was read or no time passed.
[[nodiscard]] std::optional<double> recordsPerSecond(qint64 records, std::optional<Millis> duration);
/// `1,240/s`, an en dash when unknown.
[[nodiscard]] QString rateText(qint64 records, std::optional<Millis> duration);
/// `Waiting for the rate limit, 12 s left` while backing off, else empty.
[[nodiscard]] QString waitingText(const StepRow &step, Timestamp now);

} // namespace console
