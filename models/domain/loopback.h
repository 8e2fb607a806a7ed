// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace console {

/// Whether a host surely is this computer, without asking a resolver: `localhost`, ::1 (with or without brackets),
/// 127.0.0.0/8. IPv4 addresses mapped into IPv6 are not: one spelling too many to reason about.
[[nodiscard]] bool isLoopbackHost(const QString &host);

} // namespace console
