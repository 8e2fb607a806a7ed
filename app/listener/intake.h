// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/listener/connection.h"
#include "app/listener/listener.h"

#include <QHash>
#include <QTcpServer>
#include <QTimer>

namespace console {

/// The listener's end on the intake thread: the listening socket, all connections, and the way from a request to the sink
/// and from a receipt to its answer. Made on the listener's thread, moved to the intake thread before open(); every
/// function is then called there. At most `maxConnections` at once; half-read bodies of all together hold at most 128 MiB.
class Intake : public QObject, private ConnectionHost
{
    Q_OBJECT
public:
    Intake(std::shared_ptr<const Clock> clock, Listener::Sink sink);
    ~Intake() override;

    /// Listens, or listens anew: connections of before end after what runs. opened or failed follows.
    void open(const ListenerConfig &config);
    void setRoutes(const QVector<ListenerRoute> &routes);
    void setFailure(ConfiguredFailure failure);
    void settle(const QVector<DeliveryReceipt> &receipts);
    /// Stops accepting and finishes what runs, for at most `patience`; then `drained`. Half-read requests get 503 after a
    /// third of that time.
    void drain(Millis patience);

Q_SIGNALS:
    void opened(const QUrl &url);
    void failed(const console::Error &error);
    void drained();

private:
    using Moment = Connection::Moment;

    void requestArrived(Connection &connection, quint32 place, HttpRequest &&request) override;
    std::optional<HttpAnswer> answerToHead(const HttpRequest &request) override;
    bool hold(qint64 bytes) override;
    QByteArray date() override;
    void connectionEnded(Connection &connection) override;

    void accept(qintptr descriptor);
    void acceptFailed();
    [[nodiscard]] bool evictIdle();
    void deliver(Connection &connection, quint32 place, HttpRequest &&request);
    void answerLater(quint32 connection, quint32 place, const HttpAnswer &answer);
    void tick();
    void stopAccepting();
    void finishDraining();
    [[nodiscard]] QVector<Connection *> connections() const;

    const std::shared_ptr<const Clock> m_clock;
    const Listener::Sink m_sink;
    ListenerConfig m_config;
    std::unique_ptr<QTcpServer> m_server;
    QTimer m_tick;
    QHash<quint32, Connection *> m_connections; ///< by number; owned through QObject parentship
    quint32 m_lastNumber = 0;
    int m_unsettled = 0; ///< deliveries handed to the sink without a receipt yet
    qint64 m_held = 0;   ///< bytes of half-read requests
    QByteArray m_date;
    std::chrono::seconds m_dateSecond{-1};
    bool m_draining = false;
    Moment m_giveUpAt;
    Moment m_drainUntil;
};

} // namespace console
