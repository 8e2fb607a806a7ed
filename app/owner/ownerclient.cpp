// SPDX-License-Identifier: Apache-2.0
#include "app/owner/ownerchannel.h"
#include "app/owner/ownermessage.h"

#include <QLocalSocket>

#include <sys/socket.h>
#include <unistd.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Requests may hold a key, and a long data folder puts the socket where others can make files, too.
bool isOurs(const QLocalSocket &socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::geteuid();
}

} // namespace

class OwnerClient::Private
{
public:
    QString address;
    QLocalSocket socket;
    bool asked = false;
    bool ended = false;
};

OwnerClient::OwnerClient(const StorePaths &paths, QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->address = paths.ownerSocket();
    const auto end = [this](const Result<QJsonObject> &result) {
        if (std::exchange(d->ended, true))
            return;
        // Queued: never inside send(), and the receiver may delete this object.
        QMetaObject::invokeMethod(this, [this, result] { Q_EMIT finished(result); }, Qt::QueuedConnection);
    };
    const auto lost = [this, end] {
        if (d->asked)
            end(failure(ErrorKind::Unreachable, u"owner-ended"_s));
        else
            end(failure(ErrorKind::Unreachable, u"owner-silent"_s, d->socket.errorString()));
    };
    const auto read = [this, end] {
        while (!d->ended && d->socket.canReadLine()) {
            const Result<OwnerReply> reply = readReplyLine(d->socket.readLine());
            if (!reply)
                end(tl::unexpected<Error>(reply.error()));
            else if (reply->kind == OwnerReplyKind::Progress)
                Q_EMIT progressed(reply->value);
            else if (reply->kind == OwnerReplyKind::Result)
                end(reply->value);
            else
                end(tl::unexpected<Error>(reply->error));
        }
    };
    connect(&d->socket, &QLocalSocket::readyRead, this, read);
    connect(&d->socket, &QLocalSocket::disconnected, this, [read, lost] {
        read();
        lost();
    });
    connect(&d->socket, &QLocalSocket::errorOccurred, this, [read, lost] {
        read();
        lost();
    });
}

OwnerClient::~OwnerClient()
{
    d->socket.disconnect(this);
    d->socket.abort();
}

void OwnerClient::send(const QString &command, const QJsonObject &arguments)
{
    connect(&d->socket, &QLocalSocket::connected, this,
            [this, line = callLine({command, arguments})] {
                if (!isOurs(d->socket))
                    return d->socket.abort();
                d->asked = true;
                d->socket.write(line);
            });
    d->socket.connectToServer(d->address);
}

} // namespace console
