// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSocketNotifier>
#include <QString>

#include <functional>
#include <memory>

namespace console {

/// An accepted TCP connection: owns the descriptor, never blocks. Used instead of QTcpSocket because that one closes both
/// directions as soon as the peer has finished sending, and a client that half-closes still waits for its answer
/// (RFC 9112 section 9.6). Lives on the thread that made it, which runs an event loop. POSIX.
class SocketStream
{
public:
    using Call = std::function<void()>;
    enum class Outcome {
        Some,  ///< `size` bytes moved, at least one
        Later, ///< nothing possible at the moment
        End,   ///< reading: the peer has finished sending
        Broken ///< reset or failed
    };
    struct Moved
    {
        Outcome outcome = Outcome::Broken;
        qsizetype size = 0;
    };

    SocketStream(qintptr descriptor, Call readable, Call writable);
    ~SocketStream();
    SocketStream(const SocketStream &) = delete;
    SocketStream &operator=(const SocketStream &) = delete;

    [[nodiscard]] Moved read(char *to, qsizetype size);
    [[nodiscard]] Moved write(const char *from, qsizetype size);
    /// Bytes have come that were not read yet.
    [[nodiscard]] bool hasPending() const;
    void wantRead(bool on);
    void wantWrite(bool on);
    /// Tells the peer that no more comes; reading goes on.
    void finishWriting();
    /// May be called inside `readable` and `writable`; neither is called afterwards.
    void close();
    /// The peer's address without its port; empty when it is already gone.
    [[nodiscard]] QString peer() const;

private:
    int m_descriptor;
    Call m_writable;
    std::unique_ptr<QSocketNotifier> m_read;
    std::unique_ptr<QSocketNotifier> m_write; ///< made when first needed
};

} // namespace console
