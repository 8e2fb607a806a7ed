// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/jsonwriter.h"

#include "app/sandbox/recordtext.h"

namespace console::sandbox {

namespace {
void appendEscaped(QByteArray &out, char c)
{
    switch (c) {
    case '"':
        out.append("\\\"");
        return;
    case '\\':
        out.append("\\\\");
        return;
    case '\b':
        out.append("\\b");
        return;
    case '\f':
        out.append("\\f");
        return;
    case '\n':
        out.append("\\n");
        return;
    case '\r':
        out.append("\\r");
        return;
    case '\t':
        out.append("\\t");
        return;
    default:
        break;
    }
    if (static_cast<unsigned char>(c) < 0x20) {
        constexpr char hex[] = "0123456789abcdef";
        out.append("\\u00").append(hex[c >> 4]).append(hex[c & 15]);
    } else {
        out.append(c);
    }
}
} // namespace

QByteArray quoted(const QString &text)
{
    QByteArray out(1, '"');
    for (const char c : text.toUtf8())
        appendEscaped(out, c);
    return out + '"';
}

void JsonWriter::separate()
{
    if (!m_first)
        m_out.append(',');
    m_first = false;
}

JsonWriter &JsonWriter::open(char bracket)
{
    separate();
    m_out.append(bracket);
    m_first = true;
    return *this;
}

JsonWriter &JsonWriter::close(char bracket)
{
    m_out.append(bracket);
    m_first = false;
    return *this;
}

JsonWriter &JsonWriter::key(QByteArrayView name)
{
    separate();
    m_out.append('"').append(name).append("\":");
    m_first = true;
    return *this;
}

JsonWriter &JsonWriter::raw(QByteArrayView json)
{
    separate();
    m_out.append(json);
    return *this;
}

JsonWriter &JsonWriter::text(const QString &value)
{
    return value.isNull() ? null() : raw(quoted(value));
}
JsonWriter &JsonWriter::number(qint64 value)
{
    return raw(QByteArray::number(value));
}
JsonWriter &JsonWriter::boolean(bool value)
{
    return raw(value ? "true" : "false");
}
JsonWriter &JsonWriter::null()
{
    return raw("null");
}

JsonWriter &JsonWriter::time(std::optional<Timestamp> value)
{
    if (!value)
        return null();
    Text json;
    json.append('"');
    appendTimestamp(json, *value);
    json.append('"');
    return raw(json.view());
}

} // namespace console::sandbox
