// SPDX-License-Identifier: Apache-2.0
#include "app/listener/socketstream.h"

#include <QHostAddress>

#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace console {

namespace {

bool isTemporary(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK;
}

#ifdef MSG_NOSIGNAL
constexpr int kSendFlags = MSG_NOSIGNAL;
#else
constexpr int kSendFlags = 0; // SO_NOSIGPIPE is set instead
#endif

} // namespace

SocketStream::SocketStream(qintptr descriptor, Call readable, Call writable)
    : m_descriptor(int(descriptor)), m_writable(std::move(writable)),
      m_read(std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read))
{
    fcntl(m_descriptor, F_SETFL, fcntl(m_descriptor, F_GETFL) | O_NONBLOCK);
    const int on = 1;
    // Answers are small and whole: waiting for more to send with them only delays them.
    setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
#ifdef SO_NOSIGPIPE
    setsockopt(m_descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
    QObject::connect(m_read.get(), &QSocketNotifier::activated, m_read.get(), std::move(readable));
}

SocketStream::~SocketStream()
{
    close();
}

SocketStream::Moved SocketStream::read(char *to, qsizetype size)
{
    while (true) {
        const ssize_t got = ::recv(m_descriptor, to, size_t(size), 0);
        if (got > 0)
            return {Outcome::Some, qsizetype(got)};
        if (got == 0)
            return {Outcome::End, 0};
        if (errno != EINTR)
            return {isTemporary(errno) ? Outcome::Later : Outcome::Broken, 0};
    }
}

SocketStream::Moved SocketStream::write(const char *from, qsizetype size)
{
    while (true) {
        const ssize_t sent = ::send(m_descriptor, from, size_t(size), kSendFlags);
        if (sent >= 0)
            return {Outcome::Some, qsizetype(sent)};
        if (errno != EINTR)
            return {isTemporary(errno) ? Outcome::Later : Outcome::Broken, 0};
    }
}

bool SocketStream::hasPending() const
{
    char byte = 0;
    return ::recv(m_descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

void SocketStream::wantRead(bool on)
{
    if (m_descriptor >= 0 && m_read->isEnabled() != on)
        m_read->setEnabled(on);
}

void SocketStream::wantWrite(bool on)
{
    if (m_descriptor < 0 || (!m_write && !on))
        return;
    if (!m_write) {
        m_write = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
        QObject::connect(m_write.get(), &QSocketNotifier::activated, m_write.get(), m_writable);
    }
    if (m_write->isEnabled() != on)
        m_write->setEnabled(on);
}

void SocketStream::finishWriting()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

void SocketStream::close()
{
    if (m_descriptor < 0)
        return;
    // The notifiers forget the number before somebody else gets it; they themselves may be in their signal.
    m_read->setEnabled(false);
    if (m_write)
        m_write->setEnabled(false);
    ::close(m_descriptor);
    m_descriptor = -1;
}

QString SocketStream::peer() const
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    auto *address = reinterpret_cast<sockaddr *>(&storage);
    if (::getpeername(m_descriptor, address, &size) != 0)
        return {};
    return QHostAddress(address).toString();
}

} // namespace console
