// SPDX-License-Identifier: Apache-2.0
#include "app/owner/ownerchannel.h"
#include "app/owner/ownermessage.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// A request over one socket. Lives as long as somebody works on it; the socket may go first.
class SocketRequest : public OwnerRequest
{
public:
    SocketRequest(QLocalSocket *socket, OwnerCall call) : m_socket(socket), m_call(std::move(call)) {}

    ~SocketRequest() override
    {
        if (!m_ended && m_socket)
            send({OwnerReplyKind::Error, {}, {ErrorKind::Cancelled, u"owner-ended"_s, {}}}, true);
    }

    QString command() const override { return m_call.command; }
    QJsonObject arguments() const override { return m_call.arguments; }
    void progress(const QJsonObject &value) override { send({OwnerReplyKind::Progress, value, {}}, false); }
    void finish(const QJsonObject &result) override { send({OwnerReplyKind::Result, result, {}}, true); }
    void fail(const Error &error) override { send({OwnerReplyKind::Error, {}, error}, true); }
    void onAbandoned(std::function<void()> call) override { m_abandoned = std::move(call); }

    void abandon()
    {
        if (!std::exchange(m_ended, true) && m_abandoned)
            m_abandoned();
    }

private:
    void send(const OwnerReply &reply, bool last)
    {
        if (m_ended || !m_socket)
            return;
        m_socket->write(replyLine(reply));
        m_socket->flush();
        if (last) {
            m_ended = true;
            m_socket->disconnectFromServer();
        }
    }

    QPointer<QLocalSocket> m_socket;
    OwnerCall m_call;
    std::function<void()> m_abandoned;
    bool m_ended = false;
};

} // namespace

class OwnerServer::Private
{
public:
    Private(const StorePaths &storePaths, Handler requestHandler)
        : address(storePaths.ownerSocket()), handler(std::move(requestHandler))
    {
    }

    void accept(QLocalSocket *socket)
    {
        QObject::connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QLocalSocket::readyRead, socket, [this, socket] { read(socket); });
        read(socket);
    }

    void read(QLocalSocket *socket)
    {
        if (!socket->canReadLine()) {
            if (socket->bytesAvailable() > ownerLineLimit)
                socket->abort();
            return;
        }
        QObject::disconnect(socket, &QLocalSocket::readyRead, socket, nullptr);
        const Result<OwnerCall> call = readCallLine(socket->readLine(ownerLineLimit));
        auto request = std::make_shared<SocketRequest>(socket, call.value_or(OwnerCall{}));
        if (!call)
            return request->fail(call.error());
        QObject::connect(socket, &QLocalSocket::disconnected, socket,
                         [weak = std::weak_ptr<SocketRequest>(request)] {
                             if (const auto waiting = weak.lock())
                                 waiting->abandon();
                         });
        handler(request);
    }

    QString address;
    Handler handler;
    QLocalServer server;
};

OwnerServer::OwnerServer(const StorePaths &paths, Handler handler, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(paths, std::move(handler)))
{
    d->server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&d->server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = d->server.nextPendingConnection())
            d->accept(socket);
    });
}

OwnerServer::~OwnerServer() = default;

Result<void> OwnerServer::start()
{
    // The caller holds the store's lock, so whatever socket lies there belongs to an owner that is gone.
    QLocalServer::removeServer(d->address);
    if (!d->server.listen(d->address))
        return failure(ErrorKind::Storage, u"owner-socket"_s, d->server.errorString());
    return {};
}

} // namespace console
