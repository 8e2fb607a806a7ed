// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/ownertask.h"
#include "models/store/storereader.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace console {

using namespace Qt::StringLiterals;

namespace {

Result<QVector<Environment>> storedEnvironments(const StorePaths &paths)
{
    const auto reader = StoreReader::open(paths);
    if (!reader && reader.error().code == u"store-missing")
        return QVector<Environment>{};
    return reader.and_then([](const std::unique_ptr<StoreReader> &open) { return open->environments(); });
}

int listEnvironments(const Invocation &invocation)
{
    const auto environments = storedEnvironments(invocation.paths);
    if (!environments)
        return printError(environments.error());
    QVector<QStringList> rows{{u"NAME"_s, u"REGION"_s, u"ADDRESS"_s, u"PATH"_s, u"PRODUCTION"_s}};
    for (const Environment &environment : *environments) {
        const QString base = apiBase(environment).toString();
        rows.append({environment.name, regionName(environment.region), base, environment.listenerPath,
                     environment.production ? u"yes"_s : u"no"_s});
        if (invocation.json)
            printLine(QJsonDocument(QJsonObject{{u"name"_s, environment.name},
                                                {u"region"_s, regionName(environment.region)},
                                                {u"base_url"_s, base},
                                                {u"path"_s, environment.listenerPath},
                                                {u"production"_s, environment.production},
                                                {u"sandbox"_s, environment.sandbox}})
                          .toJson(QJsonDocument::Compact));
    }
    if (!invocation.json)
        printLine(alignedTable(rows));
    return 0;
}

/// `/webhooks/kombo` for the first environment, `/webhooks/<name>` for the others, unless told.
QString listenerPathFor(const Invocation &invocation, const QString &name, const QVector<Environment> &others)
{
    if (invocation.parser.isSet(u"path"_s))
        return invocation.parser.value(u"path"_s);
    for (const Environment &other : others)
        if (other.name != name && other.listenerPath == u"/webhooks/kombo")
            return u"/webhooks/"_s + name;
    return u"/webhooks/kombo"_s;
}

Result<QJsonObject> addition(const Invocation &invocation, const QString &name)
{
    const auto others = storedEnvironments(invocation.paths);
    if (!others)
        return tl::unexpected<Error>(others.error());
    const QString region = invocation.parser.value(u"region"_s);
    if (!regionFromName(region) || region == u"other")
        return failure(ErrorKind::InvalidInput, u"option"_s, u"--region takes eu or us; another address goes into KOMBO_API_URL"_s);
    QJsonObject arguments{{u"name"_s, name},
                          {u"region"_s, region},
                          {u"path"_s, listenerPathFor(invocation, name, *others)},
                          {u"production"_s, invocation.parser.isSet(u"production"_s)}};
    if (!invocation.process)
        return arguments;
    const ProcessEnvironment &process = *invocation.process;
    if (process.environment.region == Region::Other) {
        arguments[u"region"_s] = u"other"_s;
        arguments[u"base_url"_s] = process.environment.baseUrl;
    }
    if (!process.secrets.apiKey.isEmpty())
        arguments[u"api_key"_s] = QString::fromUtf8(process.secrets.apiKey);
    QJsonArray secrets;
    for (const QByteArray &secret : process.secrets.webhookSecrets)
        secrets.append(QString::fromUtf8(secret));
    if (!secrets.isEmpty())
        arguments[u"webhook_secrets"_s] = secrets;
    return arguments;
}

} // namespace

int runEnvironments(const Invocation &invocation)
{
    const QStringList &words = invocation.arguments;
    if (words == QStringList{u"list"_s} || words.isEmpty())
        return listEnvironments(invocation);
    if (words.size() != 2 || (words[0] != u"add" && words[0] != u"remove"))
        return printError({ErrorKind::InvalidInput, u"usage"_s, u"env takes list, add NAME or remove NAME"_s});
    const bool add = words[0] == u"add";
    const auto arguments = add ? addition(invocation, words[1]) : Result<QJsonObject>(QJsonObject{{u"name"_s, words[1]}});
    if (!arguments)
        return printError(arguments.error());
    CollectorConfig config = collectorConfig(invocation, u"env"_s);
    config.process.reset(); // the secrets given are those of the new environment, not of this process
    config.only.clear();
    const auto done = runOwnerTask(config, add ? u"env-save"_s : u"env-remove"_s, *arguments, {});
    return done ? 0 : printError(done.error());
}

} // namespace console
