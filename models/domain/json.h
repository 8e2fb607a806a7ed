// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QVector>

namespace console {

/// A pretty second view of JSON text: two-space indent, members in the order received, duplicates kept, numbers and
/// escapes as written. What is no JSON (or nested deeper than `maxDepth`) is returned as it is. UTF-8 in, UTF-8 out.
/// Iterative: no stack grows with the nesting.
struct PrettyJson
{
    QByteArray text;
    bool isJson = false;
};
[[nodiscard]] PrettyJson prettyJson(QByteArrayView json, int maxDepth = 1000);

/// Roles for colouring; spans are UTF-16 offsets into the given text, in order, not overlapping.
enum class JsonToken { Key, String, Number, Literal, Punctuation };
struct JsonSpan
{
    qsizetype start = 0;
    qsizetype length = 0;
    JsonToken token = JsonToken::Punctuation;
};
/// Tokens of one line or of a whole text; lenient: garbage gives no span.
[[nodiscard]] QVector<JsonSpan> jsonSpans(QStringView line);

} // namespace console
