// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/codetext.h"
#include "models/domain/jsonnodes.h"
#include "models/domain/payload.h"

namespace console {

/// A body made ready for every view of it; immutable, made on the reader thread. No pointer is null.
struct BodyViews
{
    bool isJson = false;
    bool validUtf8 = true;
    std::shared_ptr<const CodeText> raw;    ///< as received, what is no UTF-8 marked (see decodedText)
    std::shared_ptr<const CodeText> pretty; ///< members in the order received; `raw` itself when the body is no JSON
    std::shared_ptr<const JsonNodes> nodes; ///< of the body's own bytes; empty when it is no JSON
    QVector<qint32> prettyLines;            ///< line of each node in `pretty`
    PayloadFacts facts;
};
[[nodiscard]] std::shared_ptr<const BodyViews> makeBodyViews(const QByteArray &body);

/// The node whose value begins in this line of `pretty` (the container's own for a closing bracket); -1 when there is none.
[[nodiscard]] qint32 nodeOfPrettyLine(const BodyViews &views, qsizetype line);

} // namespace console
