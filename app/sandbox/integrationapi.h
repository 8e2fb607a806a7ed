// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sandbox/api.h"

namespace console::sandbox {

// The general endpoints: what is asked about integrations rather than of them (api facts, section 4).

[[nodiscard]] Reply detailsReply(const Tenant &tenant);
/// `below` is what follows the integration's id in the path: ``, `/enabled`, `/relink`, … A Reply with status 404
/// where Kombo has nothing.
[[nodiscard]] Reply integrationReply(World &world, const Tenant &tenant, const QString &below, const Call &call);
[[nodiscard]] Reply forceSyncReply(World &world, const Tenant &tenant, const Call &call);
[[nodiscard]] Reply toolsReply(const QString &category);

} // namespace console::sandbox
