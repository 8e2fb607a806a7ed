// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/jsonedit.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace console::sandbox {

namespace {

/// Walks over JSON text without understanding more of it than where values end.
class Walker
{
public:
    explicit Walker(const QByteArray &text) : m_text(text) {}

    char peek()
    {
        while (at < m_text.size() && QByteArrayView(" \t\r\n").contains(m_text[at]))
            ++at;
        return at < m_text.size() ? m_text[at] : '\0';
    }
    bool take(char c)
    {
        if (peek() != c)
            return false;
        ++at;
        return true;
    }
    QByteArrayView string()
    {
        const qsizetype start = at;
        for (++at; at < m_text.size() && m_text[at] != '"'; ++at)
            at += m_text[at] == '\\' ? 1 : 0;
        at = qMin(at + 1, m_text.size());
        return QByteArrayView(m_text).sliced(start, at - start);
    }
    /// Skips one value; iterative, so that no nesting is too deep.
    void value()
    {
        qsizetype depth = 0;
        do {
            const char c = peek();
            if (c == '\0')
                return;
            if (c == '"') {
                string();
            } else if (c == '{' || c == '[') {
                ++depth;
                ++at;
            } else if (c == '}' || c == ']') {
                --depth;
                ++at;
            } else if (c == ',' || c == ':') {
                ++at;
            } else {
                while (at < m_text.size() && !QByteArrayView(",]} \t\r\n:").contains(m_text[at]))
                    ++at;
            }
        } while (depth > 0);
    }

    qsizetype at = 0;

private:
    const QByteArray &m_text;
};

QString decoded(QByteArrayView string)
{
    return QJsonDocument::fromJson('[' + string.toByteArray() + ']').array().first().toString();
}

bool enterObject(Walker &walker, const QString &name)
{
    if (!walker.take('{'))
        return false;
    while (walker.peek() == '"') {
        const QString found = decoded(walker.string());
        walker.take(':');
        if (found == name)
            return true;
        walker.value();
        walker.take(',');
    }
    return false;
}

bool enterArray(Walker &walker, const QString &position)
{
    bool number = false;
    qint64 left = position.toLongLong(&number);
    if (!number || left < 0 || !walker.take('['))
        return false;
    for (; walker.peek() != ']' && walker.peek() != '\0'; --left) {
        if (left == 0)
            return true;
        walker.value();
        walker.take(',');
    }
    return false;
}

} // namespace

std::optional<JsonPlace> placeOf(const QByteArray &json, const QStringList &path)
{
    Walker walker(json);
    for (const QString &step : path) {
        if (!(walker.peek() == '[' ? enterArray(walker, step) : enterObject(walker, step)))
            return std::nullopt;
    }
    if (walker.peek() == '\0')
        return std::nullopt;
    JsonPlace place{walker.at, 0};
    walker.value();
    place.length = walker.at - place.start;
    return place;
}

} // namespace console::sandbox
