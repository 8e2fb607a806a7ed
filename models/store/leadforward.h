// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/sqlitedatabase.h"
#include "models/store/storepaths.h"

namespace console {

/// A reading connection to a store of this program's schema or a newer one. One of an older schema is led forward first,
/// which takes the lock for that long: statements are written for one schema only. Errors: those of SqliteDatabase::open
/// and prepareForReading; `schema-older` (Busy: a process of an older version owns it; Refused: it may not be written).
[[nodiscard]] Result<std::unique_ptr<SqliteDatabase>> openForReading(const StorePaths &paths);

} // namespace console
