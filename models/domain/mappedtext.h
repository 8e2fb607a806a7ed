// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QVector>

namespace console {

/// The code as UTF-8; half of a surrogate pair gives the three bytes of its number.
void appendUtf8(QByteArray &text, char32_t code);

/// UTF-8 text written in another way, and the way back to where each byte came from. What is the same is not copied: the
/// text given must outlive it. Bytes that are no UTF-8 stay as they are.
class MappedText
{
public:
    /// For finding addresses and numbers: full-width forms as ASCII, typeset blanks and dashes as plain ones, marks of direction
    /// and other signs as blanks and semicolons, and without what has no width.
    [[nodiscard]] static MappedText plain(QByteArrayView text);
    /// For finding words: Unicode's simple case folding; signs beyond ASCII become blanks.
    [[nodiscard]] static MappedText folded(QByteArrayView text);

    [[nodiscard]] QByteArrayView view() const { return m_same ? m_raw : QByteArrayView(m_text); }
    /// Of the byte at `offset` of view(), or of its end.
    [[nodiscard]] qsizetype rawOffset(qsizetype offset) const { return m_offsets.isEmpty() ? offset : m_offsets[offset]; }
    /// Of the code point at `rawOffset`.
    [[nodiscard]] qsizetype offsetOf(qsizetype rawOffset) const;

private:
    explicit MappedText(QByteArrayView raw) : m_raw(raw) {}
    template<typename Change> void map(Change change);

    QByteArrayView m_raw;
    bool m_same = true;
    QByteArray m_text;
    QVector<qsizetype> m_offsets; ///< one more than bytes; empty if they are those of the text given
};

} // namespace console
