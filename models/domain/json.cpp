// SPDX-License-Identifier: Apache-2.0
#include "models/domain/json.h"

#include "models/domain/jsonscan.h"

#include <algorithm>

namespace console {

namespace {

/// Indentation stops growing here: at depth 1,000 each of a million lines would else begin with 2,000 blanks.
constexpr int deepestIndent = 32;

void newLine(QByteArray &text, int depth)
{
    text += '\n';
    text.append(2 * std::min(depth, deepestIndent), ' ');
}

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// The next byte that is no blank; '\0' at the end.
char nextVisible(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    return at < text.size() ? text[at] : '\0';
}

bool closes(char opening, char closing)
{
    return (opening == '{' && closing == '}') || (opening == '[' && closing == ']');
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isPunctuation(QChar c)
{
    return c == u'{' || c == u'}' || c == u'[' || c == u']' || c == u':' || c == u',';
}

/// End (exclusive) of the string at `at`; the line's end when it goes on.
qsizetype stringEnd(QStringView line, qsizetype at)
{
    for (++at; at < line.size(); ++at) {
        if (line[at] == u'\\')
            ++at;
        else if (line[at] == u'"')
            return at + 1;
    }
    return line.size();
}

qsizetype numberEnd(QStringView line, qsizetype at)
{
    while (at < line.size()) {
        const QChar c = line[at];
        if (!isDigit(c) && c != u'-' && c != u'+' && c != u'.' && c != u'e' && c != u'E')
            break;
        ++at;
    }
    return at;
}

/// Length of the literal at `at`; 0 when there is none.
qsizetype literalLength(QStringView line, qsizetype at)
{
    const QStringView rest = line.sliced(at);
    for (const QStringView word : {QStringView(u"true"), QStringView(u"false"), QStringView(u"null")}) {
        if (rest.startsWith(word) && (rest.size() == word.size() || !rest[word.size()].isLetterOrNumber()))
            return word.size();
    }
    return 0;
}

bool isKey(QStringView line, qsizetype afterString)
{
    while (afterString < line.size() && line[afterString].isSpace())
        ++afterString;
    return afterString < line.size() && line[afterString] == u':';
}

} // namespace

PrettyJson prettyJson(QByteArrayView json, int maxDepth)
{
    if (!isJsonText(json, maxDepth))
        return {json.toByteArray(), false};
    const QByteArrayView in = trimmedJson(json);
    QByteArray out;
    out.reserve(in.size() + in.size() / 2);
    int depth = 0;
    for (qsizetype at = 0; at < in.size();) {
        const char c = in[at];
        if (c == '"') {
            const qsizetype end = jsonStringEnd(in, at);
            out += in.sliced(at, end - at);
            at = end;
            continue;
        }
        ++at;
        if (isBlank(c))
            continue;
        if (c == '}' || c == ']') {
            // An empty container stays on its line.
            --depth;
            if (!closes(out.back(), c))
                newLine(out, depth);
            out += c;
        } else if (c == '{' || c == '[') {
            out += c;
            ++depth;
            if (!closes(c, nextVisible(in, at)))
                newLine(out, depth);
        } else if (c == ',') {
            out += c;
            newLine(out, depth);
        } else if (c == ':') {
            out += ": ";
        } else {
            out += c;
        }
    }
    return {out, true};
}

QVector<JsonSpan> jsonSpans(QStringView line)
{
    QVector<JsonSpan> spans;
    for (qsizetype at = 0; at < line.size();) {
        const QChar c = line[at];
        if (c == u'"') {
            const qsizetype end = stringEnd(line, at);
            spans.append({at, end - at, isKey(line, end) ? JsonToken::Key : JsonToken::String});
            at = end;
        } else if (isPunctuation(c)) {
            spans.append({at++, 1, JsonToken::Punctuation});
        } else if (isDigit(c) || (c == u'-' && at + 1 < line.size() && isDigit(line[at + 1]))) {
            const qsizetype end = numberEnd(line, at);
            spans.append({at, end - at, JsonToken::Number});
            at = end;
        } else if (const qsizetype length = literalLength(line, at); length > 0) {
            spans.append({at, length, JsonToken::Literal});
            at += length;
        } else {
            ++at;
        }
    }
    return spans;
}

} // namespace console
