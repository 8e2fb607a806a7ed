// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/collector/environmentbook.h"
#include "app/collector/listeninglog.h"
#include "app/fetch/fetchengine.h"
#include "app/listener/listener.h"
#include "app/owner/ownerchannel.h"
#include "app/sandbox/sandboxserver.h"
#include "app/secrets/secretstore.h"
#include "models/store/storeindexer.h"
#include "models/store/storelock.h"
#include "models/store/storewriter.h"

#include <QObject>

namespace console {

/// An environment that exists only in this process: from the environment variables or a secrets file.
struct ProcessEnvironment
{
    Environment environment;
    EnvironmentSecrets secrets;
};

struct CollectorConfig
{
    StorePaths paths;
    QString role;              ///< `window`, `listen`, `fetch`: what another process is told
    ListenerConfig listener;   ///< its routes are made here
    std::optional<ProcessEnvironment> process;
    QString only;              ///< serve just this environment; empty: all stored ones
    bool firstStart = false;   ///< a store without environments gets the sandbox's
    bool sandbox = false;      ///< run the simulated Kombo for sandbox environments
};

/// Everything the owner of a store runs: lock, writer, listener, fetch engine, sandbox, and the socket on which other
/// processes ask. The window and `listen` put their face on it; `fetch` uses it for as long as it works. Lives on the GUI
/// or main thread. Destroying it is the order of shutdown: sandbox, socket, listener (drains), fetches (cancel), indexer,
/// writer (commits), lock.
class Collector : public QObject
{
    Q_OBJECT
public:
    /// Errors: Busy `store-owned`, Refused `store-imported`, and those of StoreWriter::open.
    [[nodiscard]] static Result<std::unique_ptr<Collector>> open(CollectorConfig config, std::unique_ptr<SecretStore> secrets);
    ~Collector() override;

    /// Reads secrets, then listens (when `listen`), runs the sandbox and opens the socket.
    void start(bool listen);

    [[nodiscard]] StoreWriter &writer() { return *m_writer; }
    [[nodiscard]] StoreIndexer &indexer() { return *m_indexer; }
    [[nodiscard]] FetchEngine &fetches() { return *m_fetches; }
    [[nodiscard]] EnvironmentBook &book() { return m_book; }
    [[nodiscard]] QString secretsDescription() const { return m_secrets->description(); }

    using Done = std::function<void(Result<void>)>;
    /// Stores an environment and, when given, its secrets; checks unchecked events again. `done` comes once: at once for
    /// input that is refused (InvalidInput), else later.
    void saveEnvironment(const Environment &environment, const std::optional<EnvironmentSecrets> &secrets, const Done &done);
    void removeEnvironment(const QString &name, const Done &done);
    /// Enters an integration by hand and asks Kombo for its details: the engine's ticket of that.
    void addIntegration(const QString &environment, const QString &id, const std::function<void(Result<quint64>)> &done);
    /// `GET /check-api-key`: Kombo's id of the environment. One at a time: a second call ends the first with Cancelled.
    void checkKey(const QString &environment, const std::function<void(Result<QString>)> &done);
    void saveSetting(const QString &key, const QString &value, const Done &done);
    /// Changes the marks of events, all or none of them. Errors: those of WriteTransaction::setMark.
    void mark(const QVector<qint64> &events, const MarkChange &change, const Done &done);
    /// Listens anew at another address, port or limit.
    void relisten(const ListenerConfig &config);

Q_SIGNALS:
    /// Secrets are read; listening (if asked for) begins.
    void ready();
    void listening(const QUrl &url);
    void listenerFailed(const console::Error &error);
    void storeFailed(const console::Error &error);
    void storeRecovered();
    void environmentsChanged();
    /// How far the side index of the events is; at most five a second.
    void indexChanged(const console::IndexStatus &status);
    /// The key store did not give the secrets of a stored environment (it never held any: no signal); its events stay
    /// unchecked.
    void secretsUnreadable(const QString &environment, const console::Error &error);

private:
    Collector(CollectorConfig config, std::unique_ptr<SecretStore> secrets);
    Result<void> prepare();
    Result<void> loadEnvironments();
    void readSecrets(QVector<QString> names);
    void begin();
    void startSandbox(const QString &environment);
    void listenNow();
    void recheck(const QString &environment);
    void routesChanged();
    /// Runs a write whose value nobody needs.
    void write(std::function<Result<void>(WriteTransaction &)> work, const Done &done);

    CollectorConfig m_config;
    EndpointMap m_map;
    std::shared_ptr<const Clock> m_clock = std::make_shared<SystemClock>();
    std::unique_ptr<SecretStore> m_secrets;
    bool m_listen = false;
    // In the order of shutdown, last first.
    std::unique_ptr<StoreLock> m_lock;
    std::unique_ptr<StoreWriter> m_writer;
    std::unique_ptr<ListeningLog> m_listeningLog;
    std::unique_ptr<StoreIndexer> m_indexer;
    EnvironmentBook m_book;
    std::unique_ptr<FetchEngine> m_fetches;
    std::unique_ptr<KomboClient> m_keyClient; ///< of the last checkKey()
    std::unique_ptr<ApiCall> m_keyCall;
    std::function<void(Result<QString>)> m_keyDone;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<OwnerServer> m_owner;
    std::unique_ptr<SandboxServer> m_sandbox;
};

} // namespace console
