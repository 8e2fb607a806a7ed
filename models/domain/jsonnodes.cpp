// SPDX-License-Identifier: Apache-2.0
#include "models/domain/jsonnodes.h"

#include "models/domain/jsonscan.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace console {

namespace {

bool endsScalar(char c)
{
    return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// member-name-shorthand of RFC 9535 section 2.5.1.1.
bool isShorthand(const QString &name)
{
    const auto isFirst = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'; };
    return !name.isEmpty() && isFirst(name[0])
        && std::all_of(name.cbegin(), name.cend(), [&](QChar c) { return isFirst(c) || (c >= u'0' && c <= u'9'); });
}

QString quoted(const QString &name)
{
    QString text = QStringLiteral("['");
    for (const QChar c : name) {
        if (c == u'\'' || c == u'\\')
            text += u'\\';
        if (c.unicode() < 0x20)
            text += QStringLiteral("\\u") + QString::number(c.unicode(), 16).rightJustified(4, QLatin1Char('0'));
        else
            text += c;
    }
    return text + QStringLiteral("']");
}

} // namespace

JsonNodes::JsonNodes(const QByteArray &text) : m_text(text)
{
    if (text.size() > std::numeric_limits<qint32>::max() || !isJsonText(text))
        return;
    const QByteArrayView inner = trimmedJson(text);
    index(inner.data() - QByteArrayView(text).data());
}

void JsonNodes::index(qsizetype offset)
{
    qint32 open = -1;
    qint32 key = -1;
    const QByteArrayView text(m_text);
    const auto add = [&](qsizetype begin, qsizetype end) {
        Node node;
        node.key = std::exchange(key, -1);
        node.begin = qint32(begin);
        node.end = qint32(end);
        node.parent = open;
        node.next = count() + 1;
        if (open >= 0)
            node.row = m_nodes[open].children++;
        m_nodes.append(node);
    };
    for (qsizetype at = offset; at < text.size();) {
        const char c = text[at];
        if (c == '{' || c == '[') {
            add(at, at + 1);
            open = count() - 1;
            ++at;
        } else if (c == '}' || c == ']') {
            Node &closed = m_nodes[open];
            closed.end = qint32(++at);
            closed.next = count();
            open = closed.parent;
            if (open < 0)
                return;
        } else if (c == '"') {
            const qsizetype end = jsonStringEnd(text, at);
            // In an object the first string is the key, the next value is its own.
            if (open >= 0 && key < 0 && text[m_nodes.at(open).begin] == '{')
                key = qint32(at);
            else
                add(at, end);
            at = end;
            if (open < 0)
                return;
        } else if (c == ',' || c == ':' || endsScalar(c)) {
            ++at;
        } else {
            const qsizetype begin = at;
            while (at < text.size() && !endsScalar(text[at]))
                ++at;
            add(begin, at);
            if (open < 0)
                return;
        }
    }
}

JsonKind JsonNodes::kind(qint32 node) const
{
    switch (m_text.at(m_nodes.at(node).begin)) {
    case '{': return JsonKind::Object;
    case '[': return JsonKind::Array;
    case '"': return JsonKind::String;
    case 't':
    case 'f':
    case 'n': return JsonKind::Literal;
    default: return JsonKind::Number;
    }
}

QByteArrayView JsonNodes::value(qint32 node) const
{
    const Node &at = m_nodes.at(node);
    return QByteArrayView(m_text).sliced(at.begin, at.end - at.begin);
}

QByteArrayView JsonNodes::key(qint32 node) const
{
    const qint32 begin = m_nodes.at(node).key;
    if (begin < 0)
        return {};
    const QByteArrayView text(m_text);
    return text.sliced(begin, jsonStringEnd(text, begin) - begin);
}

QString JsonNodes::keyText(qint32 node) const
{
    return jsonString(key(node)).value_or(QString());
}

QVector<qint32> JsonNodes::children(qint32 node, qint32 from, qint32 limit) const
{
    QVector<qint32> list;
    const qint32 last = limit < 0 ? m_nodes.at(node).children : std::min(m_nodes.at(node).children, from + limit);
    qint32 child = node + 1;
    for (qint32 row = 0; row < last; ++row, child = m_nodes.at(child).next) {
        if (row >= from)
            list.append(child);
    }
    return list;
}

qint32 JsonNodes::child(qint32 node, QStringView key) const
{
    if (node < 0 || kind(node) != JsonKind::Object)
        return -1;
    qint32 at = node + 1;
    for (qint32 row = 0; row < m_nodes.at(node).children; ++row, at = m_nodes.at(at).next) {
        if (keyText(at) == key)
            return at;
    }
    return -1;
}

QString JsonNodes::path(qint32 node) const
{
    QStringList parts;
    for (qint32 at = node; at > 0; at = m_nodes.at(at).parent) {
        if (m_nodes.at(at).key < 0) {
            parts.append(u'[' + QString::number(m_nodes.at(at).row) + u']');
            continue;
        }
        const QString name = keyText(at);
        parts.append(isShorthand(name) ? QString(u'.' + name) : quoted(name));
    }
    std::reverse(parts.begin(), parts.end());
    return u'$' + parts.join(QString());
}

QVector<qint32> JsonNodes::prettyLines() const
{
    QVector<qint32> lines(m_nodes.size());
    qint32 line = 0;
    QVector<qint32> open; // what has a line of its own for its closing bracket
    for (qint32 i = 0; i < count(); ++i) {
        while (!open.isEmpty() && m_nodes.at(open.last()).next <= i) {
            open.removeLast();
            ++line;
        }
        lines[i] = line++;
        if (m_nodes.at(i).children > 0)
            open.append(i);
    }
    return lines;
}

QString jsonValueText(QByteArrayView value)
{
    const auto text = jsonString(value);
    return text ? *text : QString::fromUtf8(value);
}

} // namespace console
