// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/environment.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace console {

/// Where secrets of environments are kept. Asynchronous: `done` comes once, on the calling thread, never inside the call,
/// unless `context` died. Errors: NotFound `secret`, Refused `keyring-locked`, Unreachable `keyring-missing`.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    using Read = std::function<void(Result<EnvironmentSecrets>)>;
    using Done = std::function<void(Result<void>)>;
    virtual void read(const QString &environment, QObject *context, Read done) = 0;
    virtual void write(const QString &environment, const EnvironmentSecrets &secrets, QObject *context, Done done) = 0;
    virtual void remove(const QString &environment, QObject *context, Done done) = 0;
    /// A sentence for people: where secrets are kept, and for how long.
    [[nodiscard]] virtual QString description() const = 0;
};

/// The desktop's key store through qtkeychain, one entry for each environment of one data folder; falls back to memory for
/// this run, and says so, where there is no key store.
[[nodiscard]] std::unique_ptr<SecretStore> desktopSecretStore(const QString &dataFolder);
/// For this run only.
[[nodiscard]] std::unique_ptr<SecretStore> memorySecretStore();

/// Takes KOMBO_WEBHOOK_SECRET, KOMBO_WEBHOOK_SECRET_PREVIOUS, KOMBO_API_KEY and KOMBO_API_URL out of the process
/// environment (children do not get them). nullopt when none was set. Call once, before any thread starts.
struct SecretVariables
{
    EnvironmentSecrets secrets;
    QString apiUrl;
};
[[nodiscard]] std::optional<SecretVariables> takeSecretVariables();

/// A secrets file: `key=value` lines with the names of the variables above; must be 0600 or stricter and the user's own.
/// Errors: Refused `secrets-file-mode`, NotFound, InvalidInput `secrets-file` with the line number.
[[nodiscard]] Result<SecretVariables> readSecretsFile(const QString &path);

} // namespace console
