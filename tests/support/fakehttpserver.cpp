// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fakehttpserver.h"

#include <QSslServer>
#include <QTcpSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace console::test {
namespace {

// Takes one whole request off the front of `buffer`, or nothing.
std::optional<FakeRequest> takeRequest(QByteArray &buffer)
{
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    FakeRequest request;
    const QList<QByteArray> lines = buffer.first(end).split('\n');
    const QList<QByteArray> first = lines.value(0).trimmed().split(' ');
    request.method = first.value(0);
    request.target = first.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.first(colon), line.sliced(colon + 1).trimmed()});
    }
    const qsizetype length = request.header("Content-Length").toLongLong();
    if (buffer.size() < end + 4 + length)
        return std::nullopt;
    request.body = buffer.sliced(end + 4, length);
    buffer.remove(0, end + 4 + length);
    return request;
}

QByteArray wireText(const FakeReply &reply)
{
    if (reply.raw)
        return reply.body;
    QByteArray text = "HTTP/1.1 " + QByteArray::number(reply.status) + " Whatever\r\n";
    if (!reply.contentType.isNull())
        text += "Content-Type: " + reply.contentType + "\r\n";
    for (const auto &[name, value] : reply.headers)
        text += name + ": " + value + "\r\n";
    const bool cut = reply.cutAfter >= 0;
    const QByteArray body = cut ? reply.body.first(reply.cutAfter) : reply.body;
    if (reply.chunked) {
        text += "Transfer-Encoding: chunked\r\n\r\n" + QByteArray::number(reply.body.size(), 16) + "\r\n" + body;
        return cut ? text : text + "\r\n0\r\n\r\n";
    }
    return text + "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n" + body;
}

} // namespace

QByteArray FakeRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QString FakeRequest::path() const
{
    return QString::fromLatin1(target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?')));
}

QString FakeRequest::query(const QString &name) const
{
    const QUrlQuery query(QUrl::fromEncoded(target));
    return query.hasQueryItem(name) ? query.queryItemValue(name, QUrl::FullyDecoded) : QString();
}

FakeHttpServer::FakeHttpServer(Handler handler, const std::optional<QSslConfiguration> &tls, QObject *parent)
    : QObject(parent), m_handler(std::move(handler))
{
    if (tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(*tls);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    m_server->setListenBacklogSize(256);
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            accept(socket);
    });
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no loopback port for a test server");
}

FakeHttpServer::~FakeHttpServer()
{
    // Sockets are children of the server and tell of their end while it dies, when the buffers are gone already.
    for (QTcpSocket *socket : m_buffers.keys())
        socket->disconnect(this);
}

QUrl FakeHttpServer::base() const
{
    const bool tls = qobject_cast<QSslServer *>(m_server.get()) != nullptr;
    return QUrl(QStringLiteral("%1://127.0.0.1:%2/v1").arg(tls ? u"https"_s : u"http"_s).arg(m_server->serverPort()));
}

void FakeHttpServer::accept(QTcpSocket *socket)
{
    ++m_connections;
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        m_buffers.remove(socket);
        socket->deleteLater();
    });
    read(socket);
}

void FakeHttpServer::read(QTcpSocket *socket)
{
    const QByteArray bytes = socket->readAll();
    m_bytes += bytes.size();
    QByteArray &buffer = m_buffers[socket];
    buffer += bytes;
    while (const auto request = takeRequest(buffer)) {
        m_requests.append(*request);
        const FakeReply reply = m_handler(*request);
        if (reply.silent)
            continue;
        if (reply.delay.count() > 0)
            QTimer::singleShot(reply.delay, socket, [this, socket, reply] { answer(socket, reply); });
        else
            answer(socket, reply);
        if (!m_buffers.contains(socket))
            return;
    }
}

void FakeHttpServer::answer(QTcpSocket *socket, const FakeReply &reply)
{
    if (!reply.hangUp)
        socket->write(wireText(reply));
    if (reply.hangUp || reply.raw || reply.cutAfter >= 0)
        socket->disconnectFromHost();
}

QByteArray listBody(const QVector<QByteArray> &records, const QString &next)
{
    QByteArray results;
    for (const QByteArray &record : records)
        results += (results.isEmpty() ? "" : ",") + record;
    const QByteArray cursor = next.isNull() ? QByteArrayLiteral("null") : '"' + next.toUtf8() + '"';
    return R"({"status":"success","data":{"next":)" + cursor + R"(,"results":[)" + results + "]}}";
}

QByteArray errorBody(const QByteArray &code, const QByteArray &message)
{
    const QByteArray quoted = code.isNull() ? QByteArrayLiteral("null") : '"' + code + '"';
    return R"({"status":"error","error":{"code":)" + quoted + R"(,"title":null,"message":")" + message +
           R"(","log_url":null}})";
}

} // namespace console::test
