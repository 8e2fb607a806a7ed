// SPDX-License-Identifier: Apache-2.0
#include "models/domain/jsonscan.h"

#include <QVarLengthArray>

#include <cstring>

namespace console {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

uint hexValue(char c)
{
    if (isDigit(c))
        return static_cast<uint>(c - '0');
    return static_cast<uint>((c | 0x20) - 'a') + 10;
}

/// The checker: one position, one stack of open brackets, no recursion.
class Checker
{
public:
    Checker(QByteArrayView text, int maxDepth) : m_text(text), m_maxDepth(maxDepth) {}

    bool run()
    {
        do {
            if (!value())
                return false;
            while (!m_open.isEmpty() && !m_atValue) {
                if (!afterValue())
                    return false;
            }
        } while (m_atValue);
        skipBlanks();
        return m_at == m_text.size();
    }

private:
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    void skipBlanks()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
    }

    /// A whole scalar or empty container, or the opening of a container whose first value comes next.
    bool value()
    {
        m_atValue = false;
        skipBlanks();
        switch (peek()) {
        case '{': return open('}');
        case '[': return open(']');
        case '"': return string();
        case 't': return literal("true");
        case 'f': return literal("false");
        case 'n': return literal("null");
        default: return number();
        }
    }

    bool open(char closing)
    {
        if (m_open.size() >= m_maxDepth)
            return false;
        ++m_at;
        skipBlanks();
        if (peek() == closing) {
            ++m_at;
            return true;
        }
        m_open.append(closing);
        m_atValue = true;
        return closing == ']' || memberName();
    }

    bool memberName()
    {
        skipBlanks();
        if (peek() != '"' || !string())
            return false;
        skipBlanks();
        if (peek() != ':')
            return false;
        ++m_at;
        return true;
    }

    /// The comma or closing bracket behind a value.
    bool afterValue()
    {
        skipBlanks();
        const char c = peek();
        if (c == m_open.last()) {
            ++m_at;
            m_open.removeLast();
            return true;
        }
        if (c != ',')
            return false;
        ++m_at;
        m_atValue = true;
        return m_open.last() == ']' || memberName();
    }

    bool string()
    {
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (static_cast<uchar>(c) < 0x20)
                return false;
            if (c == '\\' && !escape())
                return false;
        }
        return false;
    }

    /// Leaves the position at the last byte of the escape.
    bool escape()
    {
        ++m_at;
        const char c = peek();
        if (c != 'u')
            return c != '\0' && std::strchr("\"\\/bfnrt", c) != nullptr;
        for (int i = 0; i < 4; ++i) {
            ++m_at;
            if (!isHexDigit(peek()))
                return false;
        }
        return true;
    }

    bool literal(const char *word)
    {
        const auto length = static_cast<qsizetype>(std::strlen(word));
        if (m_text.size() - m_at < length || std::memcmp(m_text.data() + m_at, word, static_cast<std::size_t>(length)) != 0)
            return false;
        m_at += length;
        return true;
    }

    bool digits()
    {
        if (!isDigit(peek()))
            return false;
        while (isDigit(peek()))
            ++m_at;
        return true;
    }

    bool number()
    {
        if (peek() == '-')
            ++m_at;
        if (peek() == '0')
            ++m_at;
        else if (!digits())
            return false;
        if (peek() == '.') {
            ++m_at;
            if (!digits())
                return false;
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (peek() == '+' || peek() == '-')
                ++m_at;
            return digits();
        }
        return true;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_maxDepth;
    bool m_atValue = false;
    QVarLengthArray<char, 64> m_open; ///< the closing brackets still to come
};

qsizetype scalarEnd(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && !isBlank(text[at]) && text[at] != ',' && text[at] != '}' && text[at] != ']')
        ++at;
    return at;
}

/// End (exclusive) of the value that begins at `at`.
qsizetype valueEnd(QByteArrayView text, qsizetype at)
{
    if (at >= text.size())
        return text.size();
    if (text[at] == '"')
        return jsonStringEnd(text, at);
    if (text[at] != '{' && text[at] != '[')
        return scalarEnd(text, at);
    qsizetype depth = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = jsonStringEnd(text, at);
            continue;
        }
        ++at;
        if (c == '{' || c == '[')
            ++depth;
        else if ((c == '}' || c == ']') && --depth == 0)
            return at;
    }
    return text.size();
}

qsizetype pastBlanks(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at;
}

/// The code unit of `\uXXXX` whose `u` is at `at`; nullopt when the digits are not there.
std::optional<char16_t> codeUnit(QByteArrayView text, qsizetype at)
{
    if (text.size() - at < 5)
        return std::nullopt;
    uint unit = 0;
    for (qsizetype i = 1; i <= 4; ++i) {
        if (!isHexDigit(text[at + i]))
            return std::nullopt;
        unit = unit * 16 + hexValue(text[at + i]);
    }
    return static_cast<char16_t>(unit);
}

char16_t simpleEscape(char c)
{
    switch (c) {
    case 'b': return u'\b';
    case 'f': return u'\f';
    case 'n': return u'\n';
    case 'r': return u'\r';
    case 't': return u'\t';
    default: return static_cast<char16_t>(static_cast<uchar>(c));
    }
}

} // namespace

bool isJsonText(QByteArrayView text, int maxDepth)
{
    const QByteArrayView inner = trimmedJson(text);
    return inner.isValidUtf8() && Checker(inner, maxDepth).run();
}

QByteArrayView trimmedJson(QByteArrayView text)
{
    if (text.startsWith("\xef\xbb\xbf"))
        text = text.sliced(3);
    qsizetype from = 0;
    qsizetype to = text.size();
    while (from < to && isBlank(text[from]))
        ++from;
    while (to > from && isBlank(text[to - 1]))
        --to;
    return text.sliced(from, to - from);
}

JsonWalker::JsonWalker(QByteArrayView container) : m_text(container)
{
    if (m_text.size() < 2 || (m_text[0] != '{' && m_text[0] != '['))
        m_at = m_text.size();
    else
        m_isObject = m_text[m_at++] == '{';
}

bool JsonWalker::next()
{
    m_at = pastBlanks(m_text, m_at);
    if (m_at < m_text.size() && m_text[m_at] == ',')
        m_at = pastBlanks(m_text, m_at + 1);
    if (m_at >= m_text.size() || m_text[m_at] == '}' || m_text[m_at] == ']') {
        m_at = m_text.size();
        return false;
    }
    if (m_isObject) {
        const qsizetype end = jsonStringEnd(m_text, m_at);
        const qsizetype colon = pastBlanks(m_text, end);
        if (m_text[m_at] != '"' || colon >= m_text.size() || m_text[colon] != ':') {
            m_at = m_text.size();
            return false;
        }
        m_key = m_text.sliced(m_at, end - m_at);
        m_at = pastBlanks(m_text, colon + 1);
    }
    const qsizetype end = valueEnd(m_text, m_at);
    m_value = m_text.sliced(m_at, end - m_at);
    // A value of no length would be met again for ever.
    m_at = m_value.isEmpty() ? m_text.size() : end;
    return !m_value.isEmpty();
}

bool JsonWalker::keyIs(QByteArrayView name) const
{
    if (m_key.size() == name.size() + 2)
        return m_key.sliced(1, name.size()) == name;
    // An escape makes a key longer, never shorter: "\u0069d" is `id`.
    if (m_key.size() < name.size() + 2 || !m_key.contains('\\'))
        return false;
    const auto decoded = jsonString(m_key);
    return decoded && *decoded == QLatin1StringView(name);
}

std::optional<QString> jsonString(QByteArrayView value)
{
    if (value.size() < 2 || value.front() != '"' || value.back() != '"')
        return std::nullopt;
    const QByteArrayView inner = value.sliced(1, value.size() - 2);
    if (inner.isEmpty())
        return QStringLiteral("");
    if (!inner.contains('\\'))
        return QString::fromUtf8(inner);
    QString text;
    text.reserve(inner.size());
    qsizetype at = 0;
    while (at < inner.size()) {
        const qsizetype slash = inner.indexOf('\\', at);
        const qsizetype plainEnd = slash < 0 ? inner.size() : slash;
        text += QString::fromUtf8(inner.sliced(at, plainEnd - at));
        if (slash < 0 || slash + 1 >= inner.size())
            break;
        const char kind = inner[slash + 1];
        const auto unit = kind == 'u' ? codeUnit(inner, slash + 1) : std::nullopt;
        text += QChar(unit ? *unit : simpleEscape(kind));
        at = slash + (unit ? 6 : 2);
    }
    return text;
}

qsizetype jsonStringEnd(QByteArrayView text, qsizetype start)
{
    for (qsizetype at = start + 1; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            return at + 1;
    }
    return text.size();
}

} // namespace console
