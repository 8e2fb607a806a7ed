// SPDX-License-Identifier: Apache-2.0
#include "app/collector/environmentbook.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

auto named(const QString &name)
{
    return [name](const Environment &environment) { return environment.name == name; };
}

} // namespace

void EnvironmentBook::put(const Environment &environment)
{
    const QMutexLocker lock(&m_mutex);
    const auto known = std::find_if(m_environments.begin(), m_environments.end(), named(environment.name));
    if (known != m_environments.end())
        *known = environment;
    else
        m_environments.append(environment);
}

void EnvironmentBook::remove(const QString &name)
{
    const QMutexLocker lock(&m_mutex);
    m_environments.removeIf(named(name));
    m_secrets.remove(name);
}

void EnvironmentBook::setSecrets(const QString &name, const EnvironmentSecrets &secrets)
{
    const QMutexLocker lock(&m_mutex);
    m_secrets.insert(name, secrets);
}

QVector<Environment> EnvironmentBook::environments() const
{
    const QMutexLocker lock(&m_mutex);
    return m_environments;
}

std::optional<Environment> EnvironmentBook::environment(const QString &name) const
{
    const QMutexLocker lock(&m_mutex);
    const auto known = std::find_if(m_environments.cbegin(), m_environments.cend(), named(name));
    return known != m_environments.cend() ? std::make_optional(*known) : std::nullopt;
}

EnvironmentSecrets EnvironmentBook::secrets(const QString &name) const
{
    const QMutexLocker lock(&m_mutex);
    return m_secrets.value(name);
}

QVector<ListenerRoute> EnvironmentBook::routes() const
{
    const QMutexLocker lock(&m_mutex);
    QVector<ListenerRoute> routes;
    for (const Environment &environment : m_environments)
        routes.append({environment.listenerPath, environment.name, m_secrets.value(environment.name).webhookSecrets});
    return routes;
}

Result<ApiAccess> EnvironmentBook::accessOf(const QString &name) const
{
    const auto known = environment(name);
    if (!known)
        return failure(ErrorKind::NotFound, u"environment"_s, name);
    const QByteArray key = secrets(name).apiKey;
    if (key.isEmpty())
        return failure(ErrorKind::Refused, u"api-key"_s, name);
    return checkedApiAddress(apiBase(*known).toString()).map([&](const QUrl &base) { return ApiAccess{base, key}; });
}

} // namespace console
