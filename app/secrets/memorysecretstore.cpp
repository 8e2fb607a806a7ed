// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/memorysecretstore.h"

#include <QCoreApplication>
#include <QMetaObject>

namespace console {

void MemorySecretStore::read(const QString &environment, QObject *context, Read done)
{
    const auto found = m_secrets.constFind(environment);
    Result<EnvironmentSecrets> answer =
        found != m_secrets.cend() ? Result<EnvironmentSecrets>(*found)
                                  : failure(ErrorKind::NotFound, QStringLiteral("secret"), environment);
    QMetaObject::invokeMethod(
        context, [answer = std::move(answer), done = std::move(done)] { done(answer); }, Qt::QueuedConnection);
}

void MemorySecretStore::write(const QString &environment, const EnvironmentSecrets &secrets, QObject *context, Done done)
{
    m_secrets.insert(environment, secrets);
    QMetaObject::invokeMethod(context, [done = std::move(done)] { done({}); }, Qt::QueuedConnection);
}

void MemorySecretStore::remove(const QString &environment, QObject *context, Done done)
{
    m_secrets.remove(environment);
    QMetaObject::invokeMethod(context, [done = std::move(done)] { done({}); }, Qt::QueuedConnection);
}

QString MemorySecretStore::description() const
{
    return QCoreApplication::translate("secrets", "Secrets are kept in memory and must be entered again after a restart.");
}

std::unique_ptr<SecretStore> memorySecretStore()
{
    return std::make_unique<MemorySecretStore>();
}

} // namespace console
