// SPDX-License-Identifier: Apache-2.0
#include "tests/app/listener/rawclient.h"

#include <QList>
#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace console::testing {

namespace {

constexpr int kPatience = 5000; // milliseconds

bool waitFor(int descriptor, short events, int milliseconds)
{
    const auto ready = [=](int patience) {
        pollfd entry{descriptor, events, 0};
        return ::poll(&entry, 1, patience) == 1;
    };
    // What is waited for may have to happen on this thread.
    return ready(std::min(milliseconds, 1)) || (milliseconds > 1 && QTest::qWaitFor([&] { return ready(0); }, milliseconds));
}

} // namespace

QByteArray RawAnswer::header(const QByteArray &name) const
{
    for (const QByteArray &line : head.split('\n')) {
        if (line.left(name.size() + 1).toLower() == QByteArray(name.toLower() + ':'))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

RawClient::RawClient(quint16 port) : m_descriptor(::socket(AF_INET, SOCK_STREAM, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        close();
}

RawClient RawClient::on(int descriptor)
{
    RawClient client;
    client.m_descriptor = descriptor;
    return client;
}

RawClient::RawClient(RawClient &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_buffer(std::move(other.m_buffer))
{
}

RawClient &RawClient::operator=(RawClient &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_buffer, other.m_buffer);
    return *this;
}

RawClient::~RawClient()
{
    close();
}

bool RawClient::send(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (!waitFor(m_descriptor, POLLOUT, kPatience))
            return false;
        const qint64 sent = sendWhatFits(bytes);
        if (sent < 0)
            return false;
        bytes = bytes.sliced(sent);
    }
    return true;
}

qint64 RawClient::sendWhatFits(QByteArrayView bytes)
{
    return ::send(m_descriptor, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
}

bool RawClient::canSend(int milliseconds)
{
    return waitFor(m_descriptor, POLLOUT, milliseconds);
}

void RawClient::finishSending()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

bool RawClient::fill()
{
    char piece[16 * 1024];
    if (m_descriptor < 0 || !waitFor(m_descriptor, POLLIN, kPatience))
        return false;
    const auto got = ::recv(m_descriptor, piece, sizeof piece, 0);
    if (got > 0)
        m_buffer.append(piece, got);
    return got > 0;
}

std::optional<RawAnswer> RawClient::answer(bool headOnly)
{
    qsizetype end = -1;
    while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
        if (!fill())
            return std::nullopt;
    }
    RawAnswer answer;
    answer.head = m_buffer.left(end + 2);
    answer.status = answer.head.mid(9, 3).toInt();
    const qsizetype length = headOnly ? 0 : answer.header("Content-Length").toLongLong();
    while (m_buffer.size() < end + 4 + length) {
        if (!fill())
            return std::nullopt;
    }
    answer.body = m_buffer.mid(end + 4, length);
    m_buffer.remove(0, end + 4 + length);
    return answer;
}

bool RawClient::closed()
{
    if (!m_buffer.isEmpty() || !waitFor(m_descriptor, POLLIN, kPatience))
        return false;
    char byte = 0;
    return ::recv(m_descriptor, &byte, 1, 0) <= 0;
}

bool RawClient::hasNews(int milliseconds)
{
    return !m_buffer.isEmpty() || waitFor(m_descriptor, POLLIN, milliseconds);
}

void RawClient::close()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

void RawClient::reset()
{
    const linger hard{1, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    close();
}

} // namespace console::testing
