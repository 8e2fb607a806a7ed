// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QPair>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>
#include <QUrlQuery>
#include <QVector>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QTcpSocket;

namespace console::test {

/// What a client sent.
struct FakeRequest
{
    QByteArray method;
    QByteArray target; ///< path and query as received
    QVector<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;

    [[nodiscard]] QByteArray header(QByteArrayView name) const; ///< null when absent; names in any case
    [[nodiscard]] QString path() const;
    [[nodiscard]] QString query(const QString &name) const; ///< percent-decoded; null when absent
};

/// What to answer, and how to do it badly.
struct FakeReply
{
    int status = 200;
    QByteArray body = QByteArrayLiteral("{}");
    QByteArray contentType = QByteArrayLiteral("application/json");
    QVector<QPair<QByteArray, QByteArray>> headers = {};
    std::chrono::milliseconds delay{0};
    qsizetype cutAfter = -1; ///< close after so many bytes of the body; -1: whole
    bool chunked = false;    ///< no Content-Length but chunks
    bool silent = false;     ///< never answers
    bool hangUp = false;     ///< closes without a byte
    bool raw = false;        ///< `body` is everything that goes over the wire, then it is closed
};

/// A small HTTP/1.1 server for tests, on a free loopback port. Lives on the thread that made it and answers each
/// request by a function called there.
class FakeHttpServer : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<FakeReply(const FakeRequest &)>;

    explicit FakeHttpServer(Handler handler, const std::optional<QSslConfiguration> &tls = std::nullopt,
                            QObject *parent = nullptr);
    ~FakeHttpServer() override;

    [[nodiscard]] QUrl base() const; ///< with `/v1`
    [[nodiscard]] const QVector<FakeRequest> &requests() const { return m_requests; }
    [[nodiscard]] qint64 bytesReceived() const { return m_bytes; } ///< after TLS
    [[nodiscard]] int connections() const { return m_connections; }

private:
    void accept(QTcpSocket *socket);
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const FakeReply &reply);

    Handler m_handler;
    std::unique_ptr<QTcpServer> m_server;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    QVector<FakeRequest> m_requests;
    qint64 m_bytes = 0;
    int m_connections = 0;
};

/// `{"status":"success","data":{"next":…,"results":[…]}}`; a null `next` is the last page.
[[nodiscard]] QByteArray listBody(const QVector<QByteArray> &records, const QString &next);
/// The four-membered error envelope.
[[nodiscard]] QByteArray errorBody(const QByteArray &code,
                                   const QByteArray &message = QByteArrayLiteral("It did not work."));

} // namespace console::test
