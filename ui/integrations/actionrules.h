// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/integration.h"

namespace console {

/// Why a button of an integration cannot be used now; an empty text means that it can. Pure.
struct ActionReasons
{
    QString fetch;
    QString resync;
    QString sync;
    bool operator==(const ActionReasons &) const = default;
};

/// `blocked`: a reason that holds for all of them (no API key, another process owns the store); `fetching`: a fetch of
/// this integration is queued or running.
[[nodiscard]] ActionReasons actionReasons(const Integration &integration, const QString &blocked, bool fetching);

} // namespace console
