// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "models/store/storereader.h"

namespace console {

using namespace Qt::StringLiterals;

CollectorConfig collectorConfig(const Invocation &invocation, const QString &role)
{
    CollectorConfig config;
    config.paths = invocation.paths;
    config.role = role;
    config.listener = invocation.listener;
    config.process = invocation.process;
    config.only = invocation.environment;
    return config;
}

Result<QString> environmentOf(const Invocation &invocation, const QString &integrationId)
{
    if (!invocation.environment.isEmpty())
        return invocation.environment;
    if (invocation.process)
        return invocation.process->environment.name;
    const auto reader = StoreReader::open(invocation.paths);
    if (!reader)
        return tl::unexpected<Error>(reader.error());
    const auto integrations = (*reader)->integrations({});
    const auto environments = (*reader)->environments();
    if (!integrations || !environments)
        return tl::unexpected<Error>(integrations ? environments.error() : integrations.error());
    QStringList knowing;
    for (const Integration &integration : *integrations)
        if (integration.id == integrationId)
            knowing.append(integration.environment);
    if (knowing.size() == 1)
        return knowing.first();
    if (knowing.isEmpty() && environments->size() == 1)
        return environments->first().name;
    return failure(ErrorKind::InvalidInput, u"environment-needed"_s, knowing.join(u", "_s));
}

QJsonObject ownerArguments(const Invocation &invocation, const QString &environment)
{
    QJsonObject arguments{{u"environment"_s, environment}};
    if (invocation.process && !invocation.process->secrets.apiKey.isEmpty()) {
        arguments[u"api_key"_s] = QString::fromUtf8(invocation.process->secrets.apiKey);
        arguments[u"api_url"_s] = invocation.process->environment.baseUrl;
    }
    return arguments;
}

} // namespace console
