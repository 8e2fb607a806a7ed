// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/jsonhighlighter.h"

#include "models/domain/json.h"

namespace console {

JsonHighlighter::JsonHighlighter(QTextDocument *document) : QSyntaxHighlighter(document) {}

void JsonHighlighter::setTheme(const Theme &theme)
{
    const auto set = [this](JsonToken token, const QColor &colour) { m_formats[int(token)].setForeground(colour); };
    set(JsonToken::Key, theme.jsonKey);
    set(JsonToken::String, theme.jsonString);
    set(JsonToken::Number, theme.jsonNumber);
    set(JsonToken::Literal, theme.jsonLiteral);
    set(JsonToken::Punctuation, theme.jsonPunctuation);
    if (m_active)
        rehighlight();
}

void JsonHighlighter::setActive(bool active)
{
    m_active = active;
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (!m_active || text.size() > 20000) // one endless line would be coloured again for each repaint of it
        return;
    const QVector<JsonSpan> spans = jsonSpans(text);
    for (const JsonSpan &span : spans)
        setFormat(int(span.start), int(span.length), m_formats[int(span.token)]);
}

} // namespace console
