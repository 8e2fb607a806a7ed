// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"

#include <QByteArray>

namespace console {

/// A text as a JSON string, ASCII controls, line separators and lone surrogates escaped so that it stays on one line
/// everywhere; a null text as `null`.
[[nodiscard]] QByteArray jsonText(const QString &text);

/// One JSON object on one line, members in the order added. Names are literals of ours.
class JsonLine
{
public:
    JsonLine &raw(const char *name, const QByteArray &value);
    JsonLine &text(const char *name, const QString &value) { return raw(name, jsonText(value)); }
    /// The same for texts that are kept empty rather than null.
    JsonLine &textOrNone(const char *name, const QString &value)
    {
        return raw(name, value.isEmpty() ? QByteArrayLiteral("null") : jsonText(value));
    }
    JsonLine &time(const char *name, const std::optional<Timestamp> &value)
    {
        return raw(name, value ? jsonText(formatTimestamp(*value)) : QByteArrayLiteral("null"));
    }
    JsonLine &number(const char *name, qint64 value) { return raw(name, QByteArray::number(value)); }
    JsonLine &flag(const char *name, bool value) { return raw(name, value ? QByteArrayLiteral("true") : QByteArrayLiteral("false")); }
    [[nodiscard]] QByteArray take() { return (m_text.isEmpty() ? QByteArrayLiteral("{") : m_text) + '}'; }

private:
    QByteArray m_text;
};

} // namespace console
