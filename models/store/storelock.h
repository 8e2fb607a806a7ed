// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/storepaths.h"

#include <memory>
#include <optional>

namespace console {

/// Who owns a store, as the lock file tells: for people, nothing is decided from it.
struct OwnerInfo
{
    qint64 pid = 0;
    QString role;    ///< `window`, `listen`, `fetch`…
    QString address; ///< listener URL or empty
};

/// The right to write to a store. Held for as long as the object lives; the kernel frees it when the process dies, also
/// by kill -9. Made, kept and destroyed on any one thread.
class StoreLock
{
public:
    /// Errors: Busy `store-owned` (detail names role, pid, address), Storage.
    [[nodiscard]] static Result<std::unique_ptr<StoreLock>> take(const StorePaths &paths, const QString &role);
    /// The present owner, or nullopt when nobody holds the lock.
    [[nodiscard]] static std::optional<OwnerInfo> owner(const StorePaths &paths);
    ~StoreLock();
    StoreLock(const StoreLock &) = delete;
    StoreLock &operator=(const StoreLock &) = delete;

    /// Tells other processes where the listener can be reached.
    void announce(const QString &address);

private:
    StoreLock(int descriptor, QString role);
    int m_descriptor;
    QString m_role;
};

} // namespace console
