// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/index/eventindexreader.h"
#include "models/store/sqlitedatabase.h"

namespace console {

/// Whether an index that carries the identity of this store tells of what is in it. false: it knows more or other things
/// than the store, because an earlier copy of the store was put back; it must not be used and is to be built anew. Looks
/// at the newest events of the highest slot: what was put back differs there first. Costs some reads of columns.
[[nodiscard]] Result<bool> indexFits(SqliteDatabase &database, const EventIndexReader &index);

/// The index of this store, if there is one that can be believed (see indexFits); else nullptr.
[[nodiscard]] std::unique_ptr<EventIndexReader> openIndexOf(SqliteDatabase &database, const QString &file);

/// Setting `store.identity`; empty in a store that has none yet.
[[nodiscard]] Result<QString> storeIdentity(SqliteDatabase &database);

} // namespace console
