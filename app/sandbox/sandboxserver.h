// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"
#include "models/domain/time.h"

#include <QObject>
#include <QStringList>
#include <QUrl>
#include <QVector>

#include <memory>

namespace console {

struct SandboxConfig
{
    quint16 port = 7391; ///< 0: any free one; binds loopback only
    QByteArray apiKey = QByteArrayLiteral("ks_dev_sandbox");
    QByteArray webhookSecret = QByteArrayLiteral("sandbox-secret");
    QUrl webhookUrl; ///< empty: sends nothing
    quint32 seed = 1;
    int integrations = 12;
    int records = 40;   ///< an endpoint
    double speed = 1.0; ///< of the sandbox's clock
    QStringList faults; ///< of SandboxServer::faultNames()
    /// What its clock runs from; null: the computer's. Read from the sandbox's thread.
    std::shared_ptr<const Clock> clock;
};

struct SandboxIntegration
{
    QString id;
    QString tool;
    QString category;
};

/// A simulated Kombo: REST under /v1 and signed webhooks, over a small living world that is the same for the same seed
/// (api facts, section 8). Made, used and destroyed on one thread; works on a thread of its own.
class SandboxServer : public QObject
{
    Q_OBJECT
public:
    explicit SandboxServer(SandboxConfig config, QObject *parent = nullptr);
    ~SandboxServer() override;

    /// Exactly one of ready/failed follows, never inside start(). Errors: Busy `EADDRINUSE` (the port), InvalidInput
    /// `fault` (an unknown name), Unreachable. Call it once.
    void start();
    /// Where webhooks go from now on; empty: nowhere. The first address gets the world's past first, back-dated.
    void setWebhookUrl(const QUrl &url);

    [[nodiscard]] static const QStringList &faultNames();

Q_SIGNALS:
    /// Base address with its /v1.
    void ready(const QUrl &apiBase, const QVector<console::SandboxIntegration> &integrations);
    void failed(const console::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace console
