// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/httpserver.h"

#include "app/sandbox/httpmessage.h"

#include <QTcpSocket>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace console::sandbox {

namespace {
constexpr qint64 maxUnsent = 4 * 1024 * 1024;
constexpr qint64 maxUnread = 256 * 1024;
constexpr int maxConnections = 256;
} // namespace

/// One client. Owns its socket; deletes itself when that closes.
class HttpServer::Connection : public QObject
{
public:
    Connection(HttpServer *server, QTcpSocket *socket) : QObject(server), m_server(server), m_socket(socket)
    {
        socket->setParent(this);
        socket->setReadBufferSize(maxUnread);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_idle.setSingleShot(true);
        m_idle.setInterval(60s);
        connect(&m_idle, &QTimer::timeout, socket, &QTcpSocket::abort);
        connect(socket, &QTcpSocket::readyRead, this, &Connection::process);
        connect(socket, &QTcpSocket::bytesWritten, this, &Connection::process);
        connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        m_idle.start();
    }

private:
    void process()
    {
        // One request at a time, and none while the client does not read what it asked for; what it sends meanwhile
        // waits in the socket, whose buffer is bounded.
        while (!m_busy && m_socket->bytesToWrite() < maxUnsent) {
            m_buffer += m_socket->readAll();
            ReadRequest read = readRequest(m_buffer);
            if (read.status == 0)
                return;
            m_idle.start();
            m_busy = true;
            m_keepAlive = read.keepAlive;
            if (read.status != 200) {
                m_buffer.clear();
                return send(errorReply(read.status, {}, {}, u"The request is not well-formed."_s));
            }
            m_buffer.remove(0, read.consumed);
            const Reply reply = m_server->m_handler(read.request);
            if (reply.delay > 0ms)
                return QTimer::singleShot(reply.delay, this, [this, reply] {
                    send(reply);
                    process();
                });
            send(reply);
        }
    }

    void send(const Reply &reply)
    {
        const bool cut = reply.cutAt >= 0;
        m_socket->write(replyHead(reply, m_keepAlive && !cut, m_server->m_clock->now()));
        m_socket->write(cut ? reply.body.first(qMin(reply.cutAt, reply.body.size())) : reply.body);
        if (cut || !m_keepAlive)
            m_socket->disconnectFromHost();
        else
            m_busy = false;
    }

    HttpServer *m_server;
    QTcpSocket *m_socket;
    QTimer m_idle;
    QByteArray m_buffer;
    bool m_busy = false;
    bool m_keepAlive = true;
};

HttpServer::HttpServer(Handler handler, const Clock &clock, QObject *parent)
    : QObject(parent), m_handler(std::move(handler)), m_clock(&clock)
{
    connect(&m_server, &QTcpServer::newConnection, this, &HttpServer::accept);
}

HttpServer::~HttpServer()
{
    m_server.close();
    // Connections first: their sockets still talk to this object's server while they close.
    qDeleteAll(findChildren<QObject *>(QString(), Qt::FindDirectChildrenOnly));
}

Result<quint16> HttpServer::listen(quint16 port)
{
    m_server.setListenBacklogSize(512);
    if (m_server.listen(QHostAddress::LocalHost, port))
        return m_server.serverPort();
    if (m_server.serverError() == QAbstractSocket::AddressInUseError)
        return failure(ErrorKind::Busy, u"EADDRINUSE"_s, u"port %1"_s.arg(port));
    return failure(ErrorKind::Unreachable, u"listen"_s, m_server.errorString());
}

void HttpServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (children().size() >= maxConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        new Connection(this, socket);
    }
}

} // namespace console::sandbox
