// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/environment.h"
#include "models/domain/event.h"
#include "models/domain/time.h"

#include <QHostAddress>
#include <QObject>

#include <functional>
#include <memory>

namespace console {

/// Which path brings events of which environment.
struct ListenerRoute
{
    QString path;
    QString environment;
    QVector<QByteArray> secrets;
};

/// A test setting: answer every webhook with this status after this delay; the delivery is stored and says so.
struct ConfiguredFailure
{
    int status = 0; ///< 0: none
    Millis delay{0};
};

struct ListenerConfig
{
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 7390; ///< 0: any free one
    QVector<ListenerRoute> routes;
    qint64 maxBody = 4 * 1024 * 1024; ///< bytes
    qint64 maxHead = 32 * 1024;       ///< bytes, request line included
    int maxHeaders = 100;
    int maxConnections = 1000;
    Millis headTimeout{10'000};
    Millis bodyTimeout{30'000};
    Millis idleTimeout{60'000};
    ConfiguredFailure failure;
};

/// Receives webhooks over HTTP/1.1 (RFC 9110, 9112) and answers after the store has spoken; see the answers table of the
/// design. Made, used and destroyed on one thread (GUI or main); sockets live on its own intake thread, which it owns.
/// The destructor stops accepting, drains what was accepted for at most 4 s, and joins.
class Listener : public QObject
{
    Q_OBJECT
public:
    /// Hands a delivery to the store; false means that it cannot take more (503). Called on the intake thread.
    using Sink = std::function<bool(IncomingDelivery &&)>;

    Listener(std::shared_ptr<const Clock> clock, Sink sink, QObject *parent = nullptr);
    ~Listener() override;

    /// Starts, or starts again with other settings. Exactly one of listening/failed follows, never inside start().
    void start(const ListenerConfig &config);
    /// New routes and secrets without closing a connection.
    void setRoutes(const QVector<ListenerRoute> &routes);
    void setFailure(ConfiguredFailure failure);
    /// Stops accepting and finishes what runs; `stopped` follows.
    void stop();

    /// Takes the store's receipts, on any thread: answers neither wait for this object's thread nor stop while the
    /// destructor waits for them. Does nothing once the listener is gone, also while it goes; so connect it without a
    /// receiver.
    using Receipts = std::function<void(const QVector<DeliveryReceipt> &)>;
    [[nodiscard]] Receipts receipts() const;

Q_SIGNALS:
    /// `http://127.0.0.1:7390`, without a path.
    void listening(const QUrl &url);
    /// Busy `port-taken` (detail: who, where that can be told), Refused `port-refused`, Unreachable `address-unknown`.
    void failed(const console::Error &error);
    void stopped();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace console
