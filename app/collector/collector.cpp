// SPDX-License-Identifier: Apache-2.0
#include "app/collector/collector.h"

#include "app/collector/ownerrequests.h"
#include "app/signature/signature.h"
#include "models/store/importfolder.h"
#include "models/store/storereader.h"

#include <QFile>

namespace console {

using namespace Qt::StringLiterals;

namespace {

Result<EndpointMap> bundledMap()
{
    QFile file(u":/kombo-console/endpoint-map.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::NotFound, u"endpoint-map"_s);
    return EndpointMap::parse(file.readAll());
}

Environment sandboxEnvironment()
{
    Environment environment;
    environment.name = u"sandbox"_s;
    environment.region = Region::Other;
    environment.baseUrl = u"http://127.0.0.1:7391/v1"_s;
    environment.listenerPath = u"/webhooks/sandbox"_s;
    environment.sandbox = true;
    return environment;
}

} // namespace

Result<std::unique_ptr<Collector>> Collector::open(CollectorConfig config, std::unique_ptr<SecretStore> secrets)
{
    std::unique_ptr<Collector> collector(new Collector(std::move(config), std::move(secrets)));
    return collector->prepare().map([&] { return std::move(collector); });
}

Collector::Collector(CollectorConfig config, std::unique_ptr<SecretStore> secrets)
    : m_config(std::move(config)), m_secrets(std::move(secrets))
{
}

Collector::~Collector()
{
    m_sandbox.reset();
    m_owner.reset();
    m_listener.reset();
    // Not before the last delivery was taken in.
    if (m_listeningLog)
        m_listeningLog->stopped();
}

Result<void> Collector::prepare()
{
    auto map = bundledMap();
    if (!map)
        return tl::unexpected<Error>(map.error());
    m_map = *map;
    if (const auto import = importInfo(m_config.paths))
        return failure(ErrorKind::Refused, u"store-imported"_s, importSentence(*import));
    auto lock = StoreLock::take(m_config.paths, m_config.role);
    if (!lock)
        return tl::unexpected<Error>(lock.error());
    m_lock = std::move(*lock);
    auto writer = StoreWriter::open(m_config.paths);
    if (!writer)
        return tl::unexpected<Error>(writer.error());
    m_writer = std::move(*writer);
    connect(m_writer.get(), &StoreWriter::failed, this, &Collector::storeFailed);
    connect(m_writer.get(), &StoreWriter::recovered, this, &Collector::storeRecovered);
    m_indexer = std::make_unique<StoreIndexer>(m_config.paths, *m_writer);
    connect(m_indexer.get(), &StoreIndexer::statusChanged, this, &Collector::indexChanged);
    m_fetches = std::make_unique<FetchEngine>(
        m_config.paths, *m_writer, m_map, [this](const QString &name) { return m_book.accessOf(name); }, m_clock);
    m_listener = std::make_unique<Listener>(
        m_clock, [writer = m_writer.get()](IncomingDelivery &&delivery) { return writer->enqueue(std::move(delivery)); });
    // Straight from the store thread, which may still have some to tell when the listener is gone.
    connect(m_writer.get(), &StoreWriter::settled, m_listener->receipts());
    m_listeningLog = std::make_unique<ListeningLog>(*m_writer, m_clock);
    connect(m_listener.get(), &Listener::failed, m_listeningLog.get(), &ListeningLog::stopped);
    connect(m_listener.get(), &Listener::failed, this, &Collector::listenerFailed);
    connect(m_listener.get(), &Listener::listening, this, [this](const QUrl &url) {
        m_listeningLog->started();
        m_lock->announce(url.toString());
        if (m_sandbox)
            for (const Environment &environment : m_book.environments())
                if (environment.sandbox)
                    m_sandbox->setWebhookUrl(url.resolved(QUrl(environment.listenerPath)));
        Q_EMIT listening(url);
    });
    return loadEnvironments();
}

Result<void> Collector::loadEnvironments()
{
    auto reader = StoreReader::open(m_config.paths);
    if (!reader)
        return tl::unexpected<Error>(reader.error());
    auto stored = (*reader)->environments();
    if (!stored)
        return tl::unexpected<Error>(stored.error());
    for (const Environment &environment : *stored) {
        const bool wanted = m_config.only.isEmpty() ? !m_config.process : environment.name == m_config.only;
        if (wanted && (m_config.sandbox || !environment.sandbox))
            m_book.put(environment);
    }
    if (m_config.process) {
        m_book.put(m_config.process->environment);
        m_book.setSecrets(m_config.process->environment.name, m_config.process->secrets);
    }
    const bool needsSandbox = m_config.sandbox && (!m_config.firstStart || (stored->isEmpty() && !m_config.process));
    if (needsSandbox && !m_book.environment(u"sandbox"_s)) {
        m_book.put(sandboxEnvironment());
        write([](WriteTransaction &transaction) { return transaction.saveEnvironment(sandboxEnvironment()); },
              [this](const Result<void> &) { Q_EMIT environmentsChanged(); });
    }
    return {};
}

void Collector::start(bool listen)
{
    m_listen = listen;
    QVector<QString> names;
    for (const Environment &environment : m_book.environments())
        if (!environment.sandbox && !(m_config.process && m_config.process->environment.name == environment.name))
            names.append(environment.name);
    if (listen && m_book.environments().isEmpty()) {
        Environment fallback; // a collector that nobody configured still keeps what arrives, unchecked
        fallback.name = m_config.only.isEmpty() ? u"default"_s : m_config.only;
        m_book.put(fallback);
    }
    m_owner = std::make_unique<OwnerServer>(
        m_config.paths, [this](const std::shared_ptr<OwnerRequest> &request) { handleOwnerRequest(*this, request); });
    if (const auto opened = m_owner->start(); !opened)
        Q_EMIT storeFailed(opened.error());
    m_indexer->start();
    readSecrets(std::move(names));
}

void Collector::readSecrets(QVector<QString> names)
{
    if (names.isEmpty()) {
        QMetaObject::invokeMethod(this, &Collector::begin, Qt::QueuedConnection);
        return;
    }
    const QString name = names.takeLast();
    m_secrets->read(name, this, [this, name, names = std::move(names)](const Result<EnvironmentSecrets> &secrets) {
        if (secrets)
            m_book.setSecrets(name, *secrets);
        else if (secrets.error().kind != ErrorKind::NotFound)
            Q_EMIT secretsUnreadable(name, secrets.error());
        readSecrets(names);
    });
}

void Collector::begin()
{
    for (const Environment &environment : m_book.environments()) {
        if (environment.sandbox && m_config.sandbox && !m_sandbox)
            startSandbox(environment.name);
        recheck(environment.name);
    }
    if (m_listen)
        listenNow();
    Q_EMIT ready();
}

void Collector::startSandbox(const QString &name)
{
    SandboxConfig config;
    config.port = 0;
    m_book.setSecrets(name, {config.apiKey, {config.webhookSecret}});
    m_sandbox = std::make_unique<SandboxServer>(config);
    connect(m_sandbox.get(), &SandboxServer::ready, this, [this, name](const QUrl &base) {
        // The port is free to choose, so the address is that of this run and is not stored.
        if (auto environment = m_book.environment(name)) {
            environment->baseUrl = base.toString();
            m_book.put(*environment);
            Q_EMIT environmentsChanged();
        }
    });
    m_sandbox->start();
}

void Collector::listenNow()
{
    m_config.listener.routes = m_book.routes();
    m_listener->start(m_config.listener);
}

void Collector::relisten(const ListenerConfig &config)
{
    m_config.listener = config;
    if (m_listen)
        listenNow();
}

void Collector::routesChanged()
{
    m_listener->setRoutes(m_book.routes());
    Q_EMIT environmentsChanged();
}

void Collector::recheck(const QString &environment)
{
    const QVector<QByteArray> secrets = m_book.secrets(environment).webhookSecrets;
    if (secrets.isEmpty())
        return;
    m_writer->write<qint64>(
        this,
        [environment, secrets](WriteTransaction &transaction) {
            return transaction.recheckUnchecked(environment, [&](const QByteArray &body, const HeaderList &headers) {
                const SignatureCheck check = checkSignature(body, headers, secrets);
                return std::pair(check.verdict, check.reason);
            });
        },
        [this](const Result<qint64> &checked) {
            if (!checked && checked.error().kind != ErrorKind::Cancelled)
                Q_EMIT storeFailed(checked.error());
        });
}

void Collector::saveEnvironment(const Environment &environment, const std::optional<EnvironmentSecrets> &secrets,
                                const Done &done)
{
    if (const auto checked = checkedEnvironment(environment); !checked)
        return done(checked);
    for (const Environment &other : m_book.environments())
        if (other.name != environment.name && other.listenerPath == environment.listenerPath)
            return done(failure(ErrorKind::InvalidInput, u"listener-path-taken"_s, other.name));
    const auto keepSecrets = [this, environment, secrets, done](const Result<void> &saved) {
        if (!saved)
            return done(saved);
        m_book.put(environment);
        if (!secrets) {
            routesChanged();
            return done({});
        }
        m_secrets->write(environment.name, *secrets, this, [this, environment, secrets, done](const Result<void> &kept) {
            m_book.setSecrets(environment.name, *secrets);
            routesChanged();
            recheck(environment.name);
            done(kept);
        });
    };
    write([environment](WriteTransaction &transaction) { return transaction.saveEnvironment(environment); }, keepSecrets);
}

void Collector::removeEnvironment(const QString &name, const Done &done)
{
    write([name](WriteTransaction &transaction) { return transaction.removeEnvironment(name); },
          [this, name, done](const Result<void> &removed) {
              if (!removed)
                  return done(removed);
              m_book.remove(name);
              routesChanged();
              m_secrets->remove(name, this, [done](const Result<void> &) { done({}); });
          });
}

void Collector::addIntegration(const QString &environment, const QString &id, const std::function<void(Result<quint64>)> &done)
{
    Integration integration;
    integration.environment = environment;
    integration.id = id.trimmed();
    // Kombo's ids are `<tool>:<rest>` (Kombo docs, webhooks); the details will tell the rest.
    integration.tool = integration.id.section(u':', 0, 0);
    if (integration.id.isEmpty() || integration.tool == integration.id)
        return done(failure(ErrorKind::InvalidInput, u"integration-id"_s, id));
    write([integration](WriteTransaction &transaction) { return transaction.saveIntegration(integration); },
          [this, integration, done](const Result<void> &saved) {
              if (!saved)
                  return done(tl::unexpected<Error>(saved.error()));
              done(m_fetches->refreshDetails(integration.environment, integration.id));
          });
}

void Collector::checkKey(const QString &environment, const std::function<void(Result<QString>)> &done)
{
    m_keyCall.reset();
    if (const auto before = std::exchange(m_keyDone, nullptr))
        before(failure(ErrorKind::Cancelled));
    const auto access = m_book.accessOf(environment);
    if (!access)
        return done(tl::unexpected<Error>(access.error()));
    m_keyClient = std::make_unique<KomboClient>(*access);
    m_keyDone = done;
    m_keyCall = m_keyClient->send(checkKeyRequest(), [this](const Result<ApiReply> &reply) {
        const auto told = std::exchange(m_keyDone, nullptr);
        told(reply ? readCheckedKey(*reply) : Result<QString>(tl::unexpected<Error>(reply.error())));
    });
}

void Collector::saveSetting(const QString &key, const QString &value, const Done &done)
{
    write([key, value](WriteTransaction &transaction) { return transaction.saveSetting(key, value); }, done);
}

void Collector::mark(const QVector<qint64> &events, const MarkChange &change, const Done &done)
{
    write(
        [events, change, at = m_clock->now()](WriteTransaction &transaction) -> Result<void> {
            for (const qint64 event : events) {
                if (const Result<void> marked = transaction.setMark(event, change, at); !marked)
                    return marked;
            }
            return {};
        },
        done);
}

void Collector::write(std::function<Result<void>(WriteTransaction &)> work, const Done &done)
{
    m_writer->write<bool>(
        this, [work = std::move(work)](WriteTransaction &transaction) { return work(transaction).map([] { return true; }); },
        [done](const Result<bool> &written) {
            done(written ? Result<void>() : Result<void>(tl::unexpected<Error>(written.error())));
        });
}

} // namespace console
