// SPDX-License-Identifier: Apache-2.0
#include "app/window/operations.h"

#include <QJsonArray>

namespace console {

using namespace Qt::StringLiterals;

Operations::Operations(StorePaths paths, Collector *collector, QObject *parent)
    : QObject(parent), m_paths(std::move(paths)), m_collector(collector)
{
    if (m_collector == nullptr)
        return;
    FetchEngine &engine = m_collector->fetches();
    connect(&engine, &FetchEngine::started, this, [this](quint64 ticket, const RunRow &run) {
        m_tickets.remove(ticket);
        Q_EMIT runProgressed(run);
    });
    connect(&engine, &FetchEngine::refused, this, [this](quint64 ticket, const Error &error) {
        if (const QString what = m_tickets.take(ticket); !what.isEmpty())
            Q_EMIT failed(what, error);
    });
    connect(&engine, &FetchEngine::progressed, this, &Operations::runProgressed);
    connect(&engine, &FetchEngine::finished, this, &Operations::runProgressed);
    connect(&engine, &FetchEngine::syncRequested, this, [this](quint64 ticket, const Result<ForcedSync> &answer) {
        const QString what = m_tickets.take(ticket);
        if (what.isEmpty())
            return;
        if (!answer)
            return Q_EMIT failed(what, answer.error());
        Q_EMIT done(answer->alreadyQueued ? tr("A sync was already queued at Kombo (%1).").arg(answer->syncId)
                                          : tr("Kombo queued a sync (%1). Its sync-finished event will tell how it ended.").arg(answer->syncId));
    });
    connect(&engine, &FetchEngine::detailsRead, this, [this](quint64 ticket, const Result<Integration> &answer) {
        const QString what = m_tickets.take(ticket);
        if (!what.isEmpty() && !answer)
            Q_EMIT failed(what, answer.error());
    });
}

void Operations::fetch(const FetchRequest &request)
{
    const QString what = tr("Fetch of %1").arg(request.integrationId);
    if (m_collector != nullptr) {
        m_tickets.insert(m_collector->fetches().start(request), what);
        return;
    }
    ask(u"fetch"_s,
        {{u"environment"_s, request.environment},
         {u"integration"_s, request.integrationId},
         {u"kind"_s, runKindName(request.kind)},
         {u"models"_s, QJsonArray::fromStringList(request.models)},
         {u"cause"_s, request.cause}},
        what, {});
}

void Operations::cancel(qint64 runId)
{
    if (m_collector != nullptr)
        return m_collector->fetches().cancel(runId);
    ask(u"cancel"_s, {{u"run"_s, runId}}, tr("Cancel of run %1").arg(runId), {});
}

void Operations::sync(const QString &environment, const QString &integrationId, bool full)
{
    const QString what = tr("Sync of %1").arg(integrationId);
    if (m_collector != nullptr) {
        m_tickets.insert(m_collector->fetches().requestSync(environment, integrationId, full), what);
        return;
    }
    ask(u"sync"_s, {{u"environment"_s, environment}, {u"integration"_s, integrationId}, {u"full"_s, full}}, what,
        tr("Kombo was asked for a sync of %1.").arg(integrationId));
}

void Operations::addIntegration(const QString &environment, const QString &integrationId)
{
    const QString what = tr("Adding %1").arg(integrationId);
    if (m_collector == nullptr)
        return ask(u"integration-add"_s, {{u"environment"_s, environment}, {u"integration"_s, integrationId}}, what, {});
    m_collector->addIntegration(environment, integrationId, [this, what](const Result<quint64> &ticket) {
        if (ticket)
            m_tickets.insert(*ticket, what);
        else
            Q_EMIT failed(what, ticket.error());
    });
}

void Operations::saveEnvironment(const Environment &environment, const std::optional<EnvironmentSecrets> &secrets)
{
    const QString what = tr("Saving the environment %1").arg(environment.name);
    const QString success = tr("The environment %1 was saved.").arg(environment.name);
    if (m_collector != nullptr)
        return m_collector->saveEnvironment(environment, secrets,
                                            [this, what, success](const Result<void> &saved) { report(what, success, saved); });
    QJsonObject arguments{{u"name"_s, environment.name},
                          {u"region"_s, regionName(environment.region)},
                          {u"base_url"_s, environment.baseUrl},
                          {u"path"_s, environment.listenerPath},
                          {u"production"_s, environment.production}};
    if (secrets) {
        // Only the owner knows what is there already: what was not entered is not sent and stays.
        QJsonArray webhook;
        for (const QByteArray &secret : secrets->webhookSecrets)
            webhook.append(QString::fromUtf8(secret));
        if (!secrets->apiKey.isEmpty())
            arguments[u"api_key"_s] = QString::fromUtf8(secrets->apiKey);
        if (!webhook.isEmpty())
            arguments[u"webhook_secrets"_s] = webhook;
    }
    ask(u"env-save"_s, arguments, what, success);
}

void Operations::removeEnvironment(const QString &name)
{
    const QString what = tr("Removing the environment %1").arg(name);
    const QString success = tr("The environment %1 was removed. What was received for it is kept.").arg(name);
    if (m_collector == nullptr)
        return ask(u"env-remove"_s, {{u"name"_s, name}}, what, success);
    m_collector->removeEnvironment(name, [this, what, success](const Result<void> &removed) { report(what, success, removed); });
}

void Operations::checkKey(const QString &environment)
{
    if (m_collector == nullptr)
        return Q_EMIT keyChecked(environment, failure(ErrorKind::Busy, u"store-owned"_s));
    m_collector->checkKey(environment, [this, environment](const Result<QString> &answer) { Q_EMIT keyChecked(environment, answer); });
}

void Operations::saveSetting(const QString &key, const QString &value)
{
    if (m_collector == nullptr)
        return ask(u"setting"_s, {{u"key"_s, key}, {u"value"_s, value}}, tr("Saving a setting"), {});
    m_collector->saveSetting(key, value, [this](const Result<void> &saved) { report(tr("Saving a setting"), {}, saved); });
}

void Operations::mark(const QVector<qint64> &events, const MarkChange &change)
{
    if (m_collector != nullptr)
        return m_collector->mark(events, change,
                                 [this, events, change](const Result<void> &result) {
                                     Q_EMIT marked(events, change, result ? std::optional<Error>() : result.error());
                                 });
    QJsonArray numbers;
    for (const qint64 event : events)
        numbers.append(event);
    QJsonObject arguments{{u"events"_s, numbers}};
    if (change.pinned)
        arguments[u"pinned"_s] = *change.pinned;
    if (change.comment)
        arguments[u"comment"_s] = change.comment->isNull() ? u""_s : *change.comment;
    auto *client = new OwnerClient(m_paths, this);
    connect(client, &OwnerClient::finished, this, [this, client, events, change](const Result<QJsonObject> &answer) {
        client->deleteLater();
        Q_EMIT marked(events, change, answer ? std::optional<Error>() : answer.error());
    });
    client->send(u"mark"_s, arguments);
}

void Operations::ask(const QString &command, const QJsonObject &arguments, const QString &what, const QString &success)
{
    auto *client = new OwnerClient(m_paths, this);
    connect(client, &OwnerClient::finished, this, [this, client, what, success](const Result<QJsonObject> &answer) {
        client->deleteLater();
        report(what, success, answer ? Result<void>() : Result<void>(tl::unexpected<Error>(answer.error())));
    });
    client->send(command, arguments);
}

void Operations::report(const QString &what, const QString &success, const Result<void> &result)
{
    if (!result)
        Q_EMIT failed(what, result.error());
    else if (!success.isEmpty())
        Q_EMIT done(success);
}

} // namespace console
