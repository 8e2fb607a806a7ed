// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <optional>

namespace console::testing {

struct RawAnswer
{
    int status = 0;
    QByteArray head; ///< with the status line
    QByteArray body;
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
};

/// A client that says exactly the bytes it is told to. Every wait ends after 5 s; events of the calling thread are handled
/// meanwhile.
class RawClient
{
public:
    RawClient() = default;
    explicit RawClient(quint16 port);
    /// Takes over a descriptor.
    [[nodiscard]] static RawClient on(int descriptor);
    RawClient(RawClient &&other) noexcept;
    RawClient &operator=(RawClient &&other) noexcept;
    ~RawClient();

    /// False when not everything could be sent in time.
    bool send(QByteArrayView bytes);
    /// As many bytes as are taken without waiting.
    [[nodiscard]] qint64 sendWhatFits(QByteArrayView bytes);
    [[nodiscard]] bool canSend(int milliseconds);
    void finishSending();
    /// One whole answer; nullopt at the end of the connection or after the time. `headOnly`: without a body.
    [[nodiscard]] std::optional<RawAnswer> answer(bool headOnly = false);
    /// The other side has closed and nothing more came.
    [[nodiscard]] bool closed();
    /// Something to read (or the end) has come.
    [[nodiscard]] bool hasNews(int milliseconds);
    void close();
    /// Closes with a reset.
    void reset();

private:
    [[nodiscard]] bool fill();

    int m_descriptor = -1;
    QByteArray m_buffer;
};

} // namespace console::testing
