// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/collector/collector.h"

#include <QDeadlineTimer>
#include <QJsonObject>

namespace console {

/// Something that only the owner of a store may do. Asks the owner when there is one; with no owner running, takes the
/// lock for as long as the work lasts. An owner that comes or goes at that very moment (another such task) is asked again
/// for some seconds, as long as the request cannot have reached it. One request an object. Main thread; destroying it abandons the request.
class OwnerTask : public QObject
{
    Q_OBJECT
public:
    explicit OwnerTask(CollectorConfig config, QObject *parent = nullptr);
    ~OwnerTask() override;

    /// Exactly one `finished` follows, never inside run().
    void run(const QString &command, const QJsonObject &arguments);
    /// Asks to end early: what is whole stays. `finished` comes with the summary or with Cancelled; asked a second time, at
    /// once.
    void cancel();

Q_SIGNALS:
    void progressed(const QJsonObject &value);
    void finished(const tl::expected<QJsonObject, console::Error> &result);

private:
    class LocalRequest;
    void attempt(const QString &command, const QJsonObject &arguments);
    void end(const Result<QJsonObject> &result);

    CollectorConfig m_config;
    std::unique_ptr<OwnerClient> m_client;
    std::unique_ptr<Collector> m_collector;
    std::shared_ptr<LocalRequest> m_request;
    QDeadlineTimer m_retries;
    bool m_cancelled = false;
    bool m_ended = false;
};

/// Runs a task to its end in the application's event loop, with Ctrl+C as cancel. `progress` may be empty.
[[nodiscard]] Result<QJsonObject> runOwnerTask(const CollectorConfig &config, const QString &command,
                                               const QJsonObject &arguments,
                                               const std::function<void(const QJsonObject &)> &progress);

} // namespace console
