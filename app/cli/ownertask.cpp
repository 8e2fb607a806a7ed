// SPDX-License-Identifier: Apache-2.0
#include "app/cli/ownertask.h"

#include "app/collector/ownerrequests.h"
#include "app/collector/stopsignals.h"

#include <QCoreApplication>
#include <QTimer>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds longestRetries{5};
constexpr std::chrono::milliseconds retryPause{50};

/// Nothing was asked yet, or what was asked may be asked twice.
bool mayAskAgain(const QString &command, const Error &error)
{
    return error.code == u"owner-silent" || (error.code == u"owner-ended" && command == u"mark");
}

} // namespace

/// The request of this very process.
class OwnerTask::LocalRequest : public OwnerRequest
{
public:
    LocalRequest(OwnerTask &task, QString command, QJsonObject arguments)
        : m_task(task), m_command(std::move(command)), m_arguments(std::move(arguments))
    {
    }

    QString command() const override { return m_command; }
    QJsonObject arguments() const override { return m_arguments; }
    void progress(const QJsonObject &value) override { Q_EMIT m_task.progressed(value); }
    void finish(const QJsonObject &result) override { m_task.end(result); }
    void fail(const Error &error) override { m_task.end(tl::unexpected<Error>(error)); }
    void onAbandoned(std::function<void()> call) override { m_abandoned = std::move(call); }

    /// false: nobody works on it in a way that could end early.
    bool abandon()
    {
        if (m_abandoned)
            m_abandoned();
        return m_abandoned != nullptr;
    }

private:
    OwnerTask &m_task;
    QString m_command;
    QJsonObject m_arguments;
    std::function<void()> m_abandoned;
};

OwnerTask::OwnerTask(CollectorConfig config, QObject *parent) : QObject(parent), m_config(std::move(config)) {}

OwnerTask::~OwnerTask()
{
    m_ended = true; // nobody listens any more
}

void OwnerTask::run(const QString &command, const QJsonObject &arguments)
{
    m_retries.setRemainingTime(longestRetries);
    attempt(command, arguments);
}

void OwnerTask::attempt(const QString &command, const QJsonObject &arguments)
{
    if (m_ended)
        return;
    auto collector = Collector::open(m_config, desktopSecretStore(m_config.paths.folder));
    if (!collector && collector.error().code == u"store-owned") {
        m_client = std::make_unique<OwnerClient>(m_config.paths);
        connect(m_client.get(), &OwnerClient::progressed, this, &OwnerTask::progressed);
        connect(m_client.get(), &OwnerClient::finished, this, [this, command, arguments](const Result<QJsonObject> &result) {
            if (result || !mayAskAgain(command, result.error()) || m_retries.hasExpired())
                return end(result);
            QTimer::singleShot(retryPause, this, [this, command, arguments] { attempt(command, arguments); });
        });
        m_client->send(command, arguments);
        return;
    }
    if (!collector) {
        QMetaObject::invokeMethod(
            this, [this, error = collector.error()] { end(tl::unexpected<Error>(error)); }, Qt::QueuedConnection);
        return;
    }
    m_collector = std::move(*collector);
    m_request = std::make_shared<LocalRequest>(*this, command, arguments);
    connect(m_collector.get(), &Collector::ready, this, [this] { handleOwnerRequest(*m_collector, m_request); });
    m_collector->start(false);
}

void OwnerTask::cancel()
{
    // Asked twice: whoever does not want to wait for the summary need not.
    if (std::exchange(m_cancelled, true) || !m_request || !m_request->abandon())
        end(failure(ErrorKind::Cancelled));
}

void OwnerTask::end(const Result<QJsonObject> &result)
{
    if (!std::exchange(m_ended, true))
        Q_EMIT finished(result);
}

Result<QJsonObject> runOwnerTask(const CollectorConfig &config, const QString &command, const QJsonObject &arguments,
                                 const std::function<void(const QJsonObject &)> &progress)
{
    OwnerTask task(config);
    StopSignals stop;
    Result<QJsonObject> answer = failure(ErrorKind::Cancelled);
    if (progress)
        QObject::connect(&task, &OwnerTask::progressed, &stop, progress);
    QObject::connect(&task, &OwnerTask::finished, &stop, [&](const Result<QJsonObject> &result) {
        answer = result;
        QCoreApplication::quit();
    });
    QObject::connect(&stop, &StopSignals::requested, &task, &OwnerTask::cancel);
    task.run(command, arguments);
    QCoreApplication::exec();
    return answer;
}

} // namespace console
