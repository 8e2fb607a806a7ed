// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/relay/relayrequest.h"
#include "models/domain/time.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

namespace console {

/// What came of one POST. An answer of any status is no error; a status with an error is an answer that broke off.
struct PostAnswer
{
    int status = 0; ///< 0: none
    std::optional<Error> error; ///< Unreachable `target-unreachable`, `proxy`, Refused `tls`, Timeout `target-silent`, RemoteFault `target-cut`
    QByteArray body; ///< the first 64 KiB
    Millis took{0};

    /// Another request would end alike: nobody is there, or not who should be.
    [[nodiscard]] bool isUnreachable() const;
    [[nodiscard]] bool isGood() const { return !error && status >= 200 && status < 300; }
};

/// Posts one request at a time. Redirects are not followed, no cookie or credential is kept, TLS errors are errors; the
/// system's proxy for the world, none for this computer. A connection that is closed without an answer, as idle ones are, is
/// tried up to twice again by the network library: a receiver may see the request more than once. Lives on the thread that made it; destroying it aborts.
class Poster : public QObject
{
    Q_OBJECT
public:
    explicit Poster(QObject *parent = nullptr);
    ~Poster() override;

    /// Exactly one `answered` follows, never inside post(), unless cancel() comes first. `timeout` is for the whole exchange.
    void post(const PostRequest &request, Millis timeout);
    /// Drops what is under way; nothing is told. It may have arrived.
    void cancel();
    [[nodiscard]] bool busy() const { return m_reply != nullptr; }

Q_SIGNALS:
    void answered(const console::PostAnswer &answer);

private:
    void read();
    void finish(std::optional<Error> error);

    QNetworkAccessManager m_network;
    QNetworkReply *m_reply = nullptr; ///< deleted later, since it may be the sender
    QTimer m_limit;
    QElapsedTimer m_clock;
    QByteArray m_body;
};

} // namespace console
