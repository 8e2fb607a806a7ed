// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/secretschange.h"

namespace console {

EnvironmentSecrets applied(EnvironmentSecrets before, const SecretsChange &change)
{
    QByteArray current = before.webhookSecrets.value(0);
    QByteArray previous = before.webhookSecrets.value(1);
    if (change.apiKey)
        before.apiKey = *change.apiKey;
    if (change.currentSecret)
        current = *change.currentSecret;
    if (change.previousSecret)
        previous = *change.previousSecret;
    before.webhookSecrets.clear();
    for (const QByteArray &secret : {current, previous})
        if (!secret.isEmpty())
            before.webhookSecrets.append(secret);
    return before;
}

SecretsPresence presenceOf(const EnvironmentSecrets &secrets)
{
    return {!secrets.apiKey.isEmpty(), !secrets.webhookSecrets.isEmpty(), secrets.webhookSecrets.size() > 1};
}

} // namespace console
