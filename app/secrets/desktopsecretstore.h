// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/secrets/memorysecretstore.h"

#include <QStringList>

namespace QKeychain {
class Job;
}

namespace console {

/// The desktop's key store (Secret Service or KWallet) through qtkeychain, one entry an environment and data folder. What
/// the key store refuses to keep stays in memory for this run, and description() says so. Lives on the thread that made
/// it, which runs an event loop.
class DesktopSecretStore : public SecretStore
{
public:
    explicit DesktopSecretStore(QString dataFolder);

    void read(const QString &environment, QObject *context, Read done) override;
    void write(const QString &environment, const EnvironmentSecrets &secrets, QObject *context, Done done) override;
    void remove(const QString &environment, QObject *context, Done done) override;
    [[nodiscard]] QString description() const override;

private:
    void start(QKeychain::Job *job, const QString &environment, QObject *context, std::function<void(const Error *)> done);

    QString m_dataFolder;
    std::shared_ptr<MemorySecretStore> m_memory = std::make_shared<MemorySecretStore>();
    std::shared_ptr<bool> m_refused = std::make_shared<bool>(false);
};

/// The text that an entry holds, and back. Errors of the way back: InvalidInput `secret-entry`.
[[nodiscard]] QByteArray packedSecrets(const EnvironmentSecrets &secrets);
[[nodiscard]] Result<EnvironmentSecrets> unpackedSecrets(const QByteArray &text);

} // namespace console
