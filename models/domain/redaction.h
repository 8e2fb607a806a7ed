// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"

namespace console {

/// The one redaction point. Header values that are secrets or can be replayed (Authorization, Cookie, Set-Cookie,
/// X-Kombo-Signature, anything with `token`, `secret`, `key` in its name) become `[redacted]`.
[[nodiscard]] HeaderList redactedHeaders(const HeaderList &headers);
/// A log line from outside text: escapedForLine, with `Bearer …`, `ks_prod_…`, `ks_dev_…` replaced.
[[nodiscard]] QString redactedLine(QStringView text);

} // namespace console
