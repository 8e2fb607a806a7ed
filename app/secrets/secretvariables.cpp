// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/secretstore.h"

#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr auto currentSecret = "KOMBO_WEBHOOK_SECRET";
constexpr auto previousSecret = "KOMBO_WEBHOOK_SECRET_PREVIOUS";
constexpr auto apiKey = "KOMBO_API_KEY";
constexpr auto apiUrl = "KOMBO_API_URL";

std::optional<QByteArray> taken(const char *name)
{
    if (!qEnvironmentVariableIsSet(name))
        return std::nullopt;
    const QByteArray value = qgetenv(name);
    qunsetenv(name);
    return value;
}

/// One `name=value` line into `variables`; false for a name that is none of ours.
bool assign(SecretVariables &variables, const QByteArray &name, const QByteArray &value)
{
    if (name == apiKey)
        variables.secrets.apiKey = value;
    else if (name == apiUrl)
        variables.apiUrl = QString::fromUtf8(value);
    else if (name == currentSecret && !value.isEmpty())
        variables.secrets.webhookSecrets.prepend(value);
    else if (name == previousSecret && !value.isEmpty())
        variables.secrets.webhookSecrets.append(value);
    else
        return name == currentSecret || name == previousSecret;
    return true;
}

} // namespace

std::optional<SecretVariables> takeSecretVariables()
{
    SecretVariables variables;
    bool any = false;
    for (const char *name : {currentSecret, previousSecret, apiKey, apiUrl}) {
        if (const auto value = taken(name); value && !value->isEmpty()) {
            any = true;
            assign(variables, name, *value);
        }
    }
    return any ? std::make_optional(variables) : std::nullopt;
}

Result<SecretVariables> readSecretsFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::NotFound, u"secrets-file-missing"_s, path);
#ifdef Q_OS_UNIX
    // Asked of the open file, so that the name cannot be pointed elsewhere in between.
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup | QFileDevice::ReadOther
                        | QFileDevice::WriteOther | QFileDevice::ExeOther;
    if ((file.permissions() & others) != 0 || QFileInfo(file).ownerId() != ::geteuid())
        return failure(ErrorKind::Refused, u"secrets-file-mode"_s, path);
#endif
    SecretVariables variables;
    for (int line = 1; !file.atEnd(); ++line) {
        QByteArray text = file.readLine();
        while (text.endsWith('\n') || text.endsWith('\r'))
            text.chop(1);
        if (text.trimmed().isEmpty() || text.startsWith('#'))
            continue;
        const qsizetype equals = text.indexOf('=');
        if (equals <= 0 || !assign(variables, text.left(equals).trimmed(), text.mid(equals + 1)))
            return failure(ErrorKind::InvalidInput, u"secrets-file"_s, u"line %1"_s.arg(line));
    }
    return variables;
}

} // namespace console
