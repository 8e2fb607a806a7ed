// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"

namespace console {

/// The one place that turns an Error into a sentence which says what happened and what to do, for window and
/// command line alike. Plain text, one line, no trailing newline; control characters of `detail` are escaped.
[[nodiscard]] QString errorText(const Error &error);

/// Exit code of the command line for an error: 1 the answer is no, 2 wrong use, 3 cannot reach or not allowed,
/// 4 store fault.
[[nodiscard]] int exitCodeFor(const Error &error);

/// Outside text made safe for one line of a log or terminal: control characters, line breaks and bidi controls
/// become \xNN or \u{NNNN}.
[[nodiscard]] QString escapedForLine(QStringView text);

} // namespace console
