// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commandline.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

Result<void> readListener(const QCommandLineParser &parser, ListenerConfig &listener)
{
    const QString address = parser.value(u"address"_s);
    if (!listener.address.setAddress(address == u"localhost"_s ? u"127.0.0.1"_s : address))
        return failure(ErrorKind::InvalidInput, u"option"_s, u"--address takes an IP address, such as 127.0.0.1 or ::1"_s);
    const auto port = numberOption(parser, u"port"_s, 0, 65535);
    const auto body = numberOption(parser, u"max-body"_s, 1, 1'073'741'824);
    const auto connections = numberOption(parser, u"max-connections"_s, 1, 100'000);
    for (const auto *number : {&port, &body, &connections})
        if (!*number)
            return tl::unexpected<Error>(number->error());
    listener.port = static_cast<quint16>(*port);
    listener.maxBody = *body;
    listener.maxConnections = static_cast<int>(*connections);
    return {};
}

Result<ProcessEnvironment> processEnvironment(const SecretVariables &variables, const QString &name, const QString &path)
{
    ProcessEnvironment process;
    process.environment.name = name.isEmpty() ? u"default"_s : name;
    process.environment.listenerPath = path;
    process.secrets = variables.secrets;
    if (!variables.apiUrl.isEmpty()) {
        const auto base = checkedApiAddress(variables.apiUrl);
        if (!base)
            return tl::unexpected<Error>(base.error());
        process.environment.region = Region::Other;
        process.environment.baseUrl = base->toString();
    }
    if (const auto checked = checkedEnvironment(process.environment); !checked)
        return tl::unexpected<Error>(checked.error());
    return process;
}

/// The file fills what the variables leave open.
SecretVariables merged(SecretVariables variables, const SecretVariables &file)
{
    if (variables.secrets.webhookSecrets.isEmpty())
        variables.secrets.webhookSecrets = file.secrets.webhookSecrets;
    if (variables.secrets.apiKey.isEmpty())
        variables.secrets.apiKey = file.secrets.apiKey;
    if (variables.apiUrl.isEmpty())
        variables.apiUrl = file.apiUrl;
    return variables;
}

} // namespace

void declareCommonOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"data"_s, u"Folder of the data file (default: the XDG data folder)."_s, u"DIR"_s},
        {u"env"_s, u"Environment to work in."_s, u"NAME"_s},
        {u"address"_s, u"Address to listen on."_s, u"IP"_s, u"127.0.0.1"_s},
        {u"port"_s, u"Port to listen on; 0 takes any free one."_s, u"N"_s, u"7390"_s},
        {u"path"_s, u"Path that receives webhooks."_s, u"PATH"_s, u"/webhooks/kombo"_s},
        {u"max-body"_s, u"Largest body taken, in bytes."_s, u"N"_s, u"4194304"_s},
        {u"max-connections"_s, u"Connections held at once."_s, u"N"_s, u"1000"_s},
        {u"secrets-file"_s, u"File (0600) with KOMBO_WEBHOOK_SECRET=, KOMBO_API_KEY=… lines."_s, u"FILE"_s},
        {u"json"_s, u"Machine-readable output (NDJSON)."_s},
    });
}

Result<qint64> numberOption(const QCommandLineParser &parser, const QString &name, qint64 least, qint64 most)
{
    bool ok = false;
    const qint64 value = parser.value(name).toLongLong(&ok);
    if (!ok || value < least || value > most)
        return failure(ErrorKind::InvalidInput, u"option"_s,
                       u"--%1 takes a whole number from %2 to %3"_s.arg(name, QString::number(least), QString::number(most)));
    return value;
}

Result<Invocation> readInvocation(const QCommandLineParser &parser, const std::optional<SecretVariables> &variables)
{
    Invocation invocation{parser, parser.positionalArguments(), {}, parser.value(u"env"_s), {}, {}, parser.isSet(u"json"_s)};
    if (!invocation.arguments.isEmpty())
        invocation.arguments.removeFirst();
    if (const auto listener = readListener(parser, invocation.listener); !listener)
        return tl::unexpected<Error>(listener.error());
    std::optional<SecretVariables> given = variables;
    if (parser.isSet(u"secrets-file"_s)) {
        const auto file = readSecretsFile(parser.value(u"secrets-file"_s));
        if (!file)
            return tl::unexpected<Error>(file.error());
        given = merged(given.value_or(SecretVariables{}), *file);
    }
    if (given) {
        const auto process = processEnvironment(*given, invocation.environment, parser.value(u"path"_s));
        if (!process)
            return tl::unexpected<Error>(process.error());
        invocation.process = *process;
    }
    const auto paths = openStoreFolder(parser.value(u"data"_s));
    if (!paths)
        return tl::unexpected<Error>(paths.error());
    invocation.paths = *paths;
    return invocation;
}

} // namespace console
