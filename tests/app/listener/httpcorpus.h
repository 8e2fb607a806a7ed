// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/listener/httpparser.h"

#include <QByteArrayList>
#include <QVector>

namespace console::testing {

/// Requests, good and bad, and what becomes of them. Limits: head 1,000 bytes, 10 header lines, body 1,000 bytes.
struct CorpusRow
{
    const char *name;
    QByteArray bytes;
    QByteArrayList outcome; ///< see outcomeOf()
};

[[nodiscard]] const QVector<CorpusRow> &httpCorpus();

[[nodiscard]] inline HttpLimits corpusLimits()
{
    return {1000, 10, 1000};
}

/// One text for each request, `POST /p? close [body]`, then `refused 400`, or `wants head`, `wants body` where the bytes end
/// inside a request. `cuts`: where the bytes are cut (ascending).
[[nodiscard]] QByteArrayList outcomeOf(QByteArrayView bytes, const QVector<qsizetype> &cuts = {},
                                       const HttpLimits &limits = corpusLimits());

} // namespace console::testing
