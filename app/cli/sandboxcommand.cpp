// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/collector/stopsignals.h"
#include "app/sandbox/sandboxserver.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace console {

using namespace Qt::StringLiterals;

namespace {

Result<SandboxConfig> sandboxConfig(const Invocation &invocation)
{
    const QCommandLineParser &parser = invocation.parser;
    SandboxConfig config;
    const auto port = parser.isSet(u"port"_s) ? numberOption(parser, u"port"_s, 0, 65535) : Result<qint64>(config.port);
    const auto seed = numberOption(parser, u"seed"_s, 0, 4'294'967'295);
    const auto integrations = numberOption(parser, u"integrations"_s, 1, 10'000);
    const auto records = numberOption(parser, u"records"_s, 0, 10'000'000);
    for (const auto *number : {&port, &seed, &integrations, &records})
        if (!*number)
            return tl::unexpected<Error>(number->error());
    bool ok = false;
    config.speed = parser.value(u"speed"_s).toDouble(&ok);
    if (!ok || !(config.speed > 0 && config.speed <= 1'000'000))
        return failure(ErrorKind::InvalidInput, u"option"_s, u"--speed takes a number above 0, such as 60"_s);
    config.faults = parser.values(u"fault"_s).join(u',').split(u',', Qt::SkipEmptyParts);
    for (const QString &fault : config.faults)
        if (!SandboxServer::faultNames().contains(fault))
            return failure(ErrorKind::InvalidInput, u"option"_s, u"--fault takes %1"_s.arg(SandboxServer::faultNames().join(u", ")));
    config.port = static_cast<quint16>(*port);
    config.seed = static_cast<quint32>(*seed);
    config.integrations = static_cast<int>(*integrations);
    config.records = static_cast<int>(*records);
    config.webhookUrl = QUrl(parser.value(u"webhook-url"_s));
    const bool web = config.webhookUrl.scheme() == u"http" || config.webhookUrl.scheme() == u"https";
    if (parser.isSet(u"webhook-url"_s) && (!web || config.webhookUrl.host().isEmpty()))
        return failure(ErrorKind::InvalidInput, u"option"_s, u"--webhook-url takes a whole address, such as http://127.0.0.1:7390/webhooks/kombo"_s);
    if (invocation.process && !invocation.process->secrets.apiKey.isEmpty())
        config.apiKey = invocation.process->secrets.apiKey;
    if (invocation.process && !invocation.process->secrets.webhookSecrets.isEmpty())
        config.webhookSecret = invocation.process->secrets.webhookSecrets.first();
    return config;
}

} // namespace

int runSandbox(const Invocation &invocation)
{
    const auto config = sandboxConfig(invocation);
    if (!config)
        return printError(config.error());
    SandboxServer sandbox(*config);
    StopSignals stop;
    QObject::connect(&stop, &StopSignals::requested, &stop, [] { QCoreApplication::exit(0); });
    QObject::connect(&sandbox, &SandboxServer::failed, &stop,
                     [](const Error &error) { QCoreApplication::exit(printError(error)); });
    QObject::connect(&sandbox, &SandboxServer::ready, &stop, [](const QUrl &base, const QVector<SandboxIntegration> &integrations) {
        for (const SandboxIntegration &integration : integrations)
            printLine(QJsonDocument(QJsonObject{{u"id"_s, integration.id}, {u"tool"_s, integration.tool}, {u"category"_s, integration.category}})
                          .toJson(QJsonDocument::Compact));
        printNote(u"sandbox on %1"_s.arg(base.toString()));
    });
    sandbox.start();
    return QCoreApplication::exec();
}

} // namespace console
