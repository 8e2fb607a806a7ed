// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/fetch/fetchengine.h"
#include "app/fetch/fetchrun.h"
#include "app/fetch/runqueue.h"

#include <QSet>

#include <map>

namespace console {

/// The part of FetchEngine that lives on the fetch thread: takes requests, keeps the queue, runs, clients and the
/// reader. Made on the engine's thread, then moved; everything else is called on the fetch thread.
class FetchWorker : public QObject
{
    Q_OBJECT
public:
    FetchWorker(StorePaths paths, StoreWriter &writer, EndpointMap map, FetchEngine::AccessOf access,
                std::shared_ptr<const Clock> clock, FetchLimits limits);
    ~FetchWorker() override;

    /// Marks the runs that an earlier process left unfinished as Failed `interrupted`.
    void begin();
    void start(quint64 ticket, const FetchRequest &request);
    void cancel(qint64 runId);
    void requestSync(quint64 ticket, const QString &environment, const QString &integrationId, bool full);
    void refreshDetails(quint64 ticket, const QString &environment, const QString &integrationId);
    /// Cancels everything; nothing is told any more.
    void shutDown();

Q_SIGNALS:
    void started(quint64 ticket, const console::RunRow &run);
    void refused(quint64 ticket, const console::Error &error);
    void progressed(const console::RunRow &run);
    void finished(const console::RunRow &run);
    void syncRequested(quint64 ticket, const tl::expected<console::ForcedSync, console::Error> &answer);
    void detailsRead(quint64 ticket, const tl::expected<console::Integration, console::Error> &answer);

private:
    struct Job
    {
        FetchRequest request;
        RunRow row; ///< while it is queued
        std::unique_ptr<FetchRun> run;
    };

    [[nodiscard]] Result<std::shared_ptr<ApiLine>> lineOf(const QString &environment);
    [[nodiscard]] Result<StoreReader *> reader();
    [[nodiscard]] Result<Integration> knownIntegration(const QString &environment, const QString &integrationId);
    void readDetails(quint64 ticket, const QString &environment, const QString &integrationId,
                     std::function<void(Result<Integration>)> done);
    void enqueue(quint64 ticket, const FetchRequest &request, const Integration &integration);
    void beginRun(qint64 id);
    void onEnded(qint64 id, const std::optional<Error> &error);
    void endQueued(qint64 id, const Error &error);
    void stopEnvironment(const QString &environment, const Error &error);
    void pump();
    void tell(qint64 id, bool state);
    void tellDue();

    StorePaths m_paths;
    StoreWriter &m_writer;
    EndpointMap m_map;
    FetchEngine::AccessOf m_access;
    std::shared_ptr<const Clock> m_clock;
    FetchLimits m_limits;
    std::unique_ptr<StoreReader> m_reader;
    QHash<QString, std::shared_ptr<ApiLine>> m_lines;
    RunQueue m_queue;
    std::map<qint64, Job> m_jobs;
    QVector<FetchRequest> m_accepted; ///< being entered into the store
    std::map<quint64, std::unique_ptr<RetryingCall>> m_calls;
    QSet<qint64> m_news; ///< runs with progress that was not told yet
    QTimer m_tellTimer;
    bool m_shut = false;
};

} // namespace console
