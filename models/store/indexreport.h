// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"
#include "models/store/storepaths.h"

namespace console {

/// What there is of the side index of a store, as anybody can see it who may read the files.
struct IndexReport
{
    bool usable = false;       ///< there is an index of this store
    qint64 events = 0;         ///< stored
    qint64 indexed = 0;        ///< of them in the index
    qint64 pendingChanges = 0; ///< of stored events, not in the index yet
    qint64 bytes = 0;          ///< on disk
    bool complete = false;     ///< all that can be indexed now is (the newest events, up to a slot, never are)
    bool operator==(const IndexReport &) const = default;
};

/// Errors: those of opening the store.
[[nodiscard]] Result<IndexReport> readIndexReport(const StorePaths &paths);

} // namespace console
