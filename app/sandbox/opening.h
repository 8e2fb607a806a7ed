// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sandbox/world.h"

namespace console::sandbox {

/// The past of one integration as webhooks: its creation, its states, its last syncs every three hours, the issue of
/// failing credentials. Oldest first. Pure.
[[nodiscard]] QVector<Happening> pastOf(const Tenant &tenant, quint64 seed, Timestamp epoch, int syncs);

} // namespace console::sandbox
