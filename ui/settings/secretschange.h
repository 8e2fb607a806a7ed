// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/environment.h"

#include <optional>

namespace console {

/// What a person entered about an environment's secrets: nullopt leaves one as it is, empty forgets it.
struct SecretsChange
{
    std::optional<QByteArray> apiKey;
    std::optional<QByteArray> currentSecret;
    std::optional<QByteArray> previousSecret;
    bool operator==(const SecretsChange &) const = default;
    [[nodiscard]] bool isEmpty() const { return !apiKey && !currentSecret && !previousSecret; }
};

/// The secrets after the change. A new current secret does not become the previous one by itself: the person says so.
[[nodiscard]] EnvironmentSecrets applied(EnvironmentSecrets before, const SecretsChange &change);

/// Which secrets are there; what the page may know of them.
struct SecretsPresence
{
    bool apiKey = false;
    bool currentSecret = false;
    bool previousSecret = false;
    bool operator==(const SecretsPresence &) const = default;
};
[[nodiscard]] SecretsPresence presenceOf(const EnvironmentSecrets &secrets);

} // namespace console
