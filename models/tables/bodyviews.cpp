// SPDX-License-Identifier: Apache-2.0
#include "models/tables/bodyviews.h"

#include <algorithm>

namespace console {

std::shared_ptr<const BodyViews> makeBodyViews(const QByteArray &body)
{
    auto views = std::make_shared<BodyViews>();
    views->nodes = std::make_shared<const JsonNodes>(body);
    views->isJson = !views->nodes->isEmpty();
    const auto syntax = views->isJson ? CodeText::Syntax::Json : CodeText::Syntax::Plain;
    views->raw = CodeText::make(decodedText(body, &views->validUtf8), syntax);
    views->pretty = views->raw;
    if (views->isJson) {
        views->pretty = CodeText::make(decodedText(prettyJson(body).text), syntax);
        views->prettyLines = views->nodes->prettyLines();
    }
    views->facts = readPayload(body);
    return views;
}

qint32 nodeOfPrettyLine(const BodyViews &views, qsizetype line)
{
    const auto &lines = views.prettyLines;
    const auto next = std::upper_bound(lines.cbegin(), lines.cend(), line);
    if (next == lines.cbegin())
        return -1;
    auto node = qint32(next - lines.cbegin() - 1);
    // Behind the last value of a container come closing brackets, one a line, from the inside out.
    for (qsizetype last = lines.at(node); last < line && node >= 0;) {
        node = views.nodes->at(node).parent;
        if (node < 0)
            return -1;
        ++last;
    }
    return node;
}

} // namespace console
