// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sandbox/api.h"

#include <QTcpServer>

#include <functional>

class QTcpSocket;

namespace console::sandbox {

/// Serves a handler over HTTP/1.1 on the loopback interface. Lives on the thread that made it; destroying it closes
/// everything.
class HttpServer : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<Reply(const Request &)>;

    /// `clock` must live as long; it stands in the Date header.
    HttpServer(Handler handler, const Clock &clock, QObject *parent = nullptr);
    ~HttpServer() override;

    /// The port it listens on. Errors: Busy `EADDRINUSE`, Unreachable with the system's words.
    [[nodiscard]] Result<quint16> listen(quint16 port);

private:
    class Connection;
    void accept();

    Handler m_handler;
    const Clock *m_clock;
    QTcpServer m_server;
};

} // namespace console::sandbox
