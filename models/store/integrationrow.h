// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/integration.h"

#include <QVariantList>

class SqlQuery;

namespace console {

/// The columns of an integration in the order of the statements `integration.find` and `integration.save`, without key,
/// environment and id.
[[nodiscard]] QVariantList integrationValues(const Integration &integration);
/// Reads them from `first` on; leaves environment and id as they are.
void readIntegration(const SqlQuery &query, int first, Integration &integration);

} // namespace console
