// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"

#include <QString>

namespace console {

/// The files of one data folder. The folder is 0700, each file 0600 from creation on.
struct StorePaths
{
    QString folder;

    [[nodiscard]] QString database() const { return folder + QStringLiteral("/console.sqlite"); }
    [[nodiscard]] QString lock() const { return folder + QStringLiteral("/owner.lock"); }
    [[nodiscard]] QString settings() const { return folder + QStringLiteral("/settings.ini"); }
    /// The side index of the events; may be missing at any time.
    [[nodiscard]] QString eventIndex() const { return folder + QStringLiteral("/events.index"); }
    /// Address of the owner's local socket: in the folder, or, where that path would be too long for a socket
    /// (108 bytes), in the user's runtime folder under a hash of it.
    [[nodiscard]] QString ownerSocket() const;
};

/// `given`, or the XDG data folder of this program; made absolute. Creates it 0700 when it is missing.
/// Errors: Storage (`data-folder`), Refused when it belongs to another user.
[[nodiscard]] Result<StorePaths> openStoreFolder(const QString &given);

} // namespace console
