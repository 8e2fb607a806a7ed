// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/secrets/secretstore.h"

#include <QHash>

namespace console {

/// Keeps secrets for this run only. Lives on the thread that made it.
class MemorySecretStore : public SecretStore
{
public:
    void read(const QString &environment, QObject *context, Read done) override;
    void write(const QString &environment, const EnvironmentSecrets &secrets, QObject *context, Done done) override;
    void remove(const QString &environment, QObject *context, Done done) override;
    [[nodiscard]] QString description() const override;

    [[nodiscard]] bool contains(const QString &environment) const { return m_secrets.contains(environment); }

private:
    QHash<QString, EnvironmentSecrets> m_secrets;
};

} // namespace console
