// SPDX-License-Identifier: Apache-2.0
#include "models/domain/jsonline.h"

namespace console {

QByteArray jsonText(const QString &text)
{
    if (text.isNull())
        return QByteArrayLiteral("null");
    static constexpr char hex[] = "0123456789abcdef";
    QByteArray out;
    out.reserve(text.size() + 2);
    out += '"';
    const auto escape = [&out](char16_t unit) {
        out += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4)
            out += hex[(unit >> shift) & 0xf];
    };
    qsizetype plainFrom = 0;
    const auto flush = [&](qsizetype to) { out += QStringView(text).sliced(plainFrom, to - plainFrom).toUtf8(); };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            ++i;
            continue;
        }
        // A lone surrogate has no UTF-8. C1 controls and line separators would break terminals and line readers.
        const char16_t unit = c.unicode();
        const bool special = unit < 0x20 || c == u'"' || c == u'\\' || c.isSurrogate() || (unit >= 0x7f && unit < 0xa0)
            || unit == 0x2028 || unit == 0x2029;
        if (!special)
            continue;
        flush(i);
        plainFrom = i + 1;
        switch (unit) {
        case u'"': out += "\\\""; break;
        case u'\\': out += "\\\\"; break;
        case u'\n': out += "\\n"; break;
        case u'\r': out += "\\r"; break;
        case u'\t': out += "\\t"; break;
        default: escape(unit); break;
        }
    }
    flush(text.size());
    out += '"';
    return out;
}

JsonLine &JsonLine::raw(const char *name, const QByteArray &value)
{
    m_text += m_text.isEmpty() ? "{\"" : ",\"";
    m_text += name;
    m_text += "\":";
    m_text += value;
    return *this;
}

} // namespace console
