// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/textpatterns.h"

#include <QHash>

namespace console {

/// The inside of a JSON string with its escapes resolved, and the way back to where each byte was written. Without an
/// escape nothing is copied. Broken escapes stand for themselves; a lone surrogate becomes its three bytes.
class DecodedText
{
public:
    explicit DecodedText(QByteArrayView inner);
    [[nodiscard]] QByteArrayView view() const { return m_plain ? m_raw : QByteArrayView(m_text); }
    [[nodiscard]] QByteArray text() const { return m_plain ? m_raw.toByteArray() : m_text; }
    /// Of the byte at `offset` of view(), or of its end.
    [[nodiscard]] qsizetype rawOffset(qsizetype offset) const { return m_plain ? offset : m_offsets[offset]; }

private:
    void append(qsizetype raw, char32_t code);

    QByteArrayView m_raw;
    bool m_plain = true;
    QByteArray m_text;
    QVector<qsizetype> m_offsets; ///< one more than bytes
};

/// UTF-8 as the inside of a JSON string.
[[nodiscard]] QByteArray escapedText(QByteArrayView text);

struct Replacement
{
    qsizetype start = 0;
    qsizetype length = 0;
    QByteArray with;
};

/// Texts to find again as whole words, in whatever case they are written.
class WordList
{
public:
    /// Nothing is done for texts under three bytes, and for numbers of less than five.
    void add(const QByteArray &text, const QByteArray &with);
    [[nodiscard]] bool isEmpty() const { return m_entries.isEmpty(); }
    /// Adds what is found beside the replacements that are there; they come in order and stay so.
    void find(QByteArrayView text, QVector<Replacement> &replacements) const;

private:
    struct Entry
    {
        QByteArray text; ///< folded
        qsizetype word = 0; ///< where its first word begins
        QByteArray with;
    };
    [[nodiscard]] static const Entry *entryAt(QByteArrayView text, qsizetype word, qsizetype from, qsizetype until, const QVector<Entry> &entries);

    QHash<QByteArray, QVector<Entry>> m_entries; ///< by first word, longest first
};

} // namespace console
