// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sandbox/faults.h"
#include "app/sandbox/httpserver.h"
#include "app/sandbox/sandboxserver.h"
#include "app/sandbox/sender.h"
#include "app/sandbox/worldclock.h"

#include <QTimer>

namespace console::sandbox {

/// World, API and sender together, driven by a timer. Lives on the sandbox's thread; nothing of it is touched from
/// outside but by queued calls.
class Engine : public QObject
{
    Q_OBJECT
public:
    explicit Engine(SandboxConfig config);
    ~Engine() override;

    void start();
    void setWebhookUrl(const QUrl &url);

Q_SIGNALS:
    void ready(const QUrl &apiBase, const QVector<console::SandboxIntegration> &integrations);
    void failed(const console::Error &error);

private:
    void letTimePass();
    void deliver(const QVector<Happening> &happenings);
    Reply handle(const Request &request);
    [[nodiscard]] QVector<SandboxIntegration> integrations() const;

    SandboxConfig m_config;
    std::unique_ptr<WorldClock> m_clock;
    std::unique_ptr<World> m_world;
    std::unique_ptr<ReplyFaults> m_faults;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<WebhookSender> m_sender;
    QTimer m_tick;
    QUrl m_url;
    bool m_openingSent = false;
    QVector<Happening> m_unheard; ///< lifecycle webhooks that nobody has heard yet
};

} // namespace console::sandbox
