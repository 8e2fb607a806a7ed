// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QString>
#include <optional>

namespace console {

/// Reading JSON text where it lies: nothing is copied, allocated or recursed into, so that neither size nor nesting of a
/// foreign body costs more than time. Pure; any thread.

/// Deeper nesting is treated as no JSON.
inline constexpr int deepestJson = 1000;

/// The text is exactly one JSON value by RFC 8259, in valid UTF-8, nested at most `maxDepth` deep. A byte order mark in
/// front is ignored (section 8.1 allows it).
[[nodiscard]] bool isJsonText(QByteArrayView text, int maxDepth = deepestJson);

/// `text` without byte order mark and blanks around it.
[[nodiscard]] QByteArrayView trimmedJson(QByteArrayView text);

/// Walks the members of an object or the elements of an array, one level, in the order written. Meant for texts that
/// isJsonText() accepted; others end the walk early and never read outside.
class JsonWalker
{
public:
    /// `container`: the value's own text, `{…}` or `[…]`; anything else has no members.
    explicit JsonWalker(QByteArrayView container);
    /// Moves to the next member or element; false at the end.
    bool next();
    /// The key with its quotes; empty in an array.
    [[nodiscard]] QByteArrayView key() const { return m_key; }
    [[nodiscard]] bool keyIs(QByteArrayView name) const;
    /// The value's own text, without blanks around it.
    [[nodiscard]] QByteArrayView value() const { return m_value; }

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
    bool m_isObject = false;
    QByteArrayView m_key;
    QByteArrayView m_value;
};

/// The decoded text of a JSON string with its quotes; nullopt for any other value. U+0000 and lone surrogates survive.
[[nodiscard]] std::optional<QString> jsonString(QByteArrayView value);

/// End (exclusive) of the string that begins with the quote at `start`, or the text's size when it never ends.
[[nodiscard]] qsizetype jsonStringEnd(QByteArrayView text, qsizetype start);

} // namespace console
