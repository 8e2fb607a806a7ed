// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/eventimport.h"
#include "models/store/storepaths.h"

#include <memory>

namespace console {

/// The store that an import goes into: a new file that nobody else writes to. Any one thread; no other thread is used.
class ImportStore
{
public:
    /// Errors: those of StoreWriter::open and StoreLock::take.
    [[nodiscard]] static Result<std::unique_ptr<ImportStore>> create(const StorePaths &paths);
    ~ImportStore();

    /// What became of an event.
    enum class Outcome {
        Event,
        Delivery, ///< of an event that came before, with the same bytes
        Rejected
    };
    /// Keeps the event's number where it is free and greater than those before it. Errors: StorageFull, Storage.
    [[nodiscard]] Result<Outcome> add(const ImportedEvent &event);
    /// Nothing is added afterwards.
    [[nodiscard]] Result<void> finish();

private:
    class Private;
    explicit ImportStore(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace console
