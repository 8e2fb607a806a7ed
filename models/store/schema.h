// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/sqlitedatabase.h"

#include <QStringList>

namespace console {

/// Marks our files in the SQLite header (`PRAGMA application_id`): "Komb".
constexpr int storeApplicationId = 0x4b6f6d62;

/// The schema version that this program writes: the number of steps.
[[nodiscard]] int schemaVersion();

/// Sets up a writing connection (page size, WAL, FULL) and leads the file forward to this program's schema, each step
/// in a transaction of its own. Errors: StorageNewer `schema-newer`, StorageDamaged (`store-foreign`: some other
/// program's database; or what SQLite found), StorageFull, Storage.
[[nodiscard]] Result<void> prepareForWriting(SqliteDatabase &database);
/// The same with other steps, for tests of the machinery.
[[nodiscard]] Result<void> prepareForWriting(SqliteDatabase &database, const QStringList &steps);

/// Sets up a reading connection and gives the file's schema version. Errors: NotFound `store-missing` (an empty file
/// that nobody set up yet), StorageDamaged, Storage.
[[nodiscard]] Result<int> prepareForReading(SqliteDatabase &database);

} // namespace console
