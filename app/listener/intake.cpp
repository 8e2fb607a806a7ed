// SPDX-License-Identifier: Apache-2.0
#include "app/listener/intake.h"

#include "app/listener/portowner.h"
#include "app/listener/routing.h"

#include <QThread>
#include <QUrl>

#include <sys/resource.h>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBacklog = 512; // Qt's 50 drops bursts
constexpr int kTurnedAway = 64; // connections above the limit that are told so; further ones are closed
constexpr qint64 kMaxHeld = 128 * 1024 * 1024;

class Acceptor : public QTcpServer
{
public:
    explicit Acceptor(std::function<void(qintptr)> accept) : m_accept(std::move(accept)) {}

protected:
    void incomingConnection(qintptr descriptor) override { m_accept(descriptor); }

private:
    std::function<void(qintptr)> m_accept;
};

// A thousand connections, a database and a window do not fit into the usual soft limit of 1,024 descriptors.
void allowDescriptors(int wanted)
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= rlim_t(wanted))
        return;
    limit.rlim_cur = std::min(limit.rlim_max, rlim_t(wanted));
    setrlimit(RLIMIT_NOFILE, &limit);
}

/// `port 7390, held by nginx (process 812)`, as far as that can be told.
QString takenDetail(quint16 port)
{
    const QString owner = portOwner(port);
    const QString text = u"port "_s % QString::number(port);
    return owner.isEmpty() ? text : QString(text % u", held by "_s % owner);
}

Error openError(const QTcpServer &server, const ListenerConfig &config)
{
    switch (server.serverError()) {
    case QAbstractSocket::AddressInUseError:
        return {ErrorKind::Busy, u"port-taken"_s, takenDetail(config.port)};
    case QAbstractSocket::SocketAccessError:
        return {ErrorKind::Refused, u"port-refused"_s, QString::number(config.port)};
    default:
        return {ErrorKind::Unreachable, u"address-unknown"_s, config.address.toString()};
    }
}

QUrl urlOf(const QTcpServer &server)
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(server.serverAddress().toString());
    url.setPort(server.serverPort());
    return url;
}

quint64 tokenOf(quint32 connection, quint32 place)
{
    return (quint64(connection) << 32) | place;
}

} // namespace

Intake::Intake(std::shared_ptr<const Clock> clock, Listener::Sink sink)
    : m_clock(std::move(clock)), m_sink(std::move(sink)), m_tick(this)
{
    connect(&m_tick, &QTimer::timeout, this, &Intake::tick);
}

Intake::~Intake()
{
    for (Connection *connection : connections())
        connection->abort();
}

void Intake::open(const ListenerConfig &config)
{
    Q_ASSERT(thread() == QThread::currentThread());
    stopAccepting();
    if (m_draining)
        finishDraining();
    for (Connection *connection : connections())
        connection->drain();
    m_config = config;
    allowDescriptors(config.maxConnections + 256);
    m_server = std::make_unique<Acceptor>([this](qintptr descriptor) { accept(descriptor); });
    m_server->setListenBacklogSize(kBacklog);
    connect(m_server.get(), &QTcpServer::acceptError, this, &Intake::acceptFailed);
    if (!m_server->listen(config.address, config.port)) {
        const Error error = openError(*m_server, config);
        m_server.reset();
        Q_EMIT failed(error);
        return;
    }
    const Millis shortest = std::min({config.headTimeout, config.bodyTimeout, config.idleTimeout});
    m_tick.start(std::clamp(shortest / 4, Millis(10), Millis(250)));
    Q_EMIT opened(urlOf(*m_server));
}

void Intake::setRoutes(const QVector<ListenerRoute> &routes)
{
    m_config.routes = routes;
}

void Intake::setFailure(ConfiguredFailure failure)
{
    m_config.failure = failure;
}

QVector<Connection *> Intake::connections() const
{
    return {m_connections.cbegin(), m_connections.cend()};
}

void Intake::accept(qintptr descriptor)
{
    const bool full = m_connections.size() >= m_config.maxConnections && !evictIdle();
    const ConnectionLimits limits{{m_config.maxHead, m_config.maxHeaders, m_config.maxBody},
                                  m_config.headTimeout, m_config.bodyTimeout, m_config.idleTimeout};
    while (m_connections.contains(++m_lastNumber) || m_lastNumber == 0) { }
    auto *connection = new Connection(descriptor, m_lastNumber, *this, limits);
    connection->setParent(this);
    m_connections.insert(m_lastNumber, connection);
    if (!full)
        return;
    if (m_connections.size() > m_config.maxConnections + kTurnedAway)
        connection->abort();
    else
        connection->turnAway();
}

// No descriptors or memory left: Qt stops accepting by itself and would never begin again.
void Intake::acceptFailed()
{
    (void) evictIdle();
    QTimer::singleShot(Millis(200), m_server.get(), [server = m_server.get()] { server->resumeAccepting(); });
}

bool Intake::evictIdle()
{
    QVector<std::pair<Moment, Connection *>> idle;
    for (Connection *connection : std::as_const(m_connections)) {
        if (const auto since = connection->idleSince())
            idle.append({*since, connection});
    }
    std::sort(idle.begin(), idle.end());
    // In a burst a connection is accepted before its first request is read; it is not idle.
    const auto oldest = std::find_if(idle.cbegin(), idle.cend(), [](const auto &one) { return !one.second->hasPending(); });
    if (oldest == idle.cend())
        return false;
    oldest->second->abort();
    return true;
}

void Intake::connectionEnded(Connection &connection)
{
    m_connections.remove(connection.number());
    connection.deleteLater();
}

void Intake::requestArrived(Connection &connection, quint32 place, HttpRequest &&request)
{
    const RouteDecision route = routeOf(request.method, request.path, m_config.routes);
    switch (route.kind) {
    case RouteDecision::Kind::Webhook:
        return deliver(connection, place, std::move(request));
    case RouteDecision::Kind::Health:
        return connection.answer(place, healthAnswer());
    case RouteDecision::Kind::NotFound:
        return connection.answer(place, plainAnswer(404));
    case RouteDecision::Kind::WrongMethod:
        return connection.answer(place, plainAnswer(405, route.allow));
    }
}

std::optional<HttpAnswer> Intake::answerToHead(const HttpRequest &request)
{
    const RouteDecision route = routeOf(request.method, request.path, m_config.routes);
    if (route.kind == RouteDecision::Kind::NotFound)
        return plainAnswer(404);
    if (route.kind == RouteDecision::Kind::WrongMethod)
        return plainAnswer(405, route.allow);
    return std::nullopt;
}

void Intake::deliver(Connection &connection, quint32 place, HttpRequest &&request)
{
    RoutedCheck routed = checkRouted(request.path, request.body, request.headers, m_config.routes);
    IncomingDelivery delivery;
    delivery.token = tokenOf(connection.number(), place);
    delivery.environment = std::move(routed.environment);
    delivery.receivedAt = m_clock->now();
    delivery.remoteAddress = connection.peer();
    delivery.facts = readPayload(request.body);
    delivery.headers = std::move(request.headers);
    delivery.body = std::move(request.body);
    delivery.verdict = routed.check.verdict;
    delivery.reason = routed.check.reason;
    delivery.answer = m_config.failure.status;
    ++m_unsettled;
    if (m_sink(std::move(delivery)))
        return;
    --m_unsettled;
    connection.answer(place, plainAnswer(503));
}

void Intake::settle(const QVector<DeliveryReceipt> &receipts)
{
    Q_ASSERT(thread() == QThread::currentThread());
    QVector<Connection *> touched;
    touched.reserve(receipts.size());
    for (const DeliveryReceipt &receipt : receipts) {
        const auto number = quint32(receipt.token >> 32);
        if (number == 0) // not one of ours
            continue;
        m_unsettled = std::max(0, m_unsettled - 1);
        Connection *connection = m_connections.value(number);
        if (connection == nullptr) // went away before its answer
            continue;
        const auto place = quint32(receipt.token);
        if (m_config.failure.delay > Millis(0)) {
            answerLater(number, place, answerFor(receipt));
            continue;
        }
        connection->answer(place, answerFor(receipt));
        if (touched.isEmpty() || touched.last() != connection)
            touched.append(connection);
    }
    for (Connection *connection : std::as_const(touched))
        connection->flush();
    if (m_draining)
        tick();
}

void Intake::answerLater(quint32 number, quint32 place, const HttpAnswer &answer)
{
    QTimer::singleShot(m_config.failure.delay, this, [this, number, place, answer] {
        if (Connection *connection = m_connections.value(number)) {
            connection->answer(place, answer);
            connection->flush();
        }
    });
}

bool Intake::hold(qint64 bytes)
{
    m_held += bytes;
    return m_held <= kMaxHeld;
}

QByteArray Intake::date()
{
    const Timestamp now = m_clock->now();
    const auto second = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch());
    if (second != m_dateSecond) {
        m_dateSecond = second;
        m_date = httpDate(now);
    }
    return m_date;
}

void Intake::tick()
{
    const Moment moment = std::chrono::steady_clock::now();
    const bool giveUp = m_draining && moment >= m_giveUpAt;
    for (Connection *connection : connections()) {
        connection->tick(moment);
        if (giveUp)
            connection->giveUp();
    }
    if (m_draining && ((m_connections.isEmpty() && m_unsettled == 0) || moment >= m_drainUntil))
        finishDraining();
}

void Intake::stopAccepting()
{
    if (m_server)
        m_server->close();
    m_server.reset();
}

void Intake::drain(Millis patience)
{
    Q_ASSERT(thread() == QThread::currentThread());
    stopAccepting();
    const Moment moment = std::chrono::steady_clock::now();
    m_draining = true;
    m_giveUpAt = moment + patience / 3;
    m_drainUntil = moment + patience;
    for (Connection *connection : connections())
        connection->drain();
    m_tick.start(Millis(20));
    tick();
}

void Intake::finishDraining()
{
    m_draining = false;
    m_tick.stop();
    for (Connection *connection : connections())
        connection->abort();
    m_unsettled = 0;
    Q_EMIT drained();
}

} // namespace console
