// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace console::sandbox {

/// Writes compact JSON in the order it is told, which QJsonObject cannot. A value; the caller balances begin and end.
class JsonWriter
{
public:
    JsonWriter &beginObject() { return open('{'); }
    JsonWriter &endObject() { return close('}'); }
    JsonWriter &beginArray() { return open('['); }
    JsonWriter &endArray() { return close(']'); }
    JsonWriter &key(QByteArrayView name);

    JsonWriter &text(const QString &value); ///< a null string is written as null
    JsonWriter &number(qint64 value);
    JsonWriter &boolean(bool value);
    JsonWriter &null();
    JsonWriter &time(std::optional<Timestamp> value);
    JsonWriter &raw(QByteArrayView json);

    JsonWriter &text(QByteArrayView name, const QString &value) { return key(name).text(value); }
    JsonWriter &number(QByteArrayView name, qint64 value) { return key(name).number(value); }
    JsonWriter &boolean(QByteArrayView name, bool value) { return key(name).boolean(value); }
    JsonWriter &null(QByteArrayView name) { return key(name).null(); }
    JsonWriter &time(QByteArrayView name, std::optional<Timestamp> value) { return key(name).time(value); }

    [[nodiscard]] const QByteArray &json() const { return m_out; }

private:
    JsonWriter &open(char bracket);
    JsonWriter &close(char bracket);
    void separate();

    QByteArray m_out;
    bool m_first = true;
};

/// A string with quotes, escaped as JavaScript's JSON.stringify does: non-ASCII stays as it is.
[[nodiscard]] QByteArray quoted(const QString &text);

} // namespace console::sandbox
