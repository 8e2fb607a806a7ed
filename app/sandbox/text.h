// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <cstring>

namespace console::sandbox {

/// Text that grows at its end. A page of records is tens of thousands of small appends, of which QByteArray's cost as
/// much as everything else together.
class Text
{
public:
    explicit Text(qsizetype capacity = 1024) { m_bytes.resize(qMax<qsizetype>(capacity, 64)); }

    void append(const char *text, qsizetype length)
    {
        if (m_bytes.size() - m_size < length) [[unlikely]]
            m_bytes.resize(qMax(m_bytes.size() * 2, m_size + length));
        std::memcpy(m_bytes.data() + m_size, text, static_cast<std::size_t>(length));
        m_size += length;
    }
    void append(QByteArrayView text) { append(text.data(), text.size()); }
    void append(char c) { append(&c, 1); }
    void clear() { m_size = 0; }

    [[nodiscard]] QByteArrayView view() const { return QByteArrayView(m_bytes).first(m_size); }
    /// The text; what is left is empty.
    [[nodiscard]] QByteArray take()
    {
        m_bytes.truncate(m_size);
        m_size = 0;
        return std::exchange(m_bytes, QByteArray(64, '\0'));
    }

private:
    QByteArray m_bytes;
    qsizetype m_size = 0;
};

} // namespace console::sandbox
