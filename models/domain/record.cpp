// SPDX-License-Identifier: Apache-2.0
#include "models/domain/record.h"

#include "models/domain/jsonscan.h"

#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Longer labels help nobody in a table.
constexpr qsizetype longestLabel = 200;

// Best name first; the last two are joined.
constexpr std::array labelNames{"display_full_name", "display_name", "name", "title", "label", "first_name", "last_name"};

} // namespace

QString recordLabel(const QByteArray &json)
{
    std::array<QString, labelNames.size()> found;
    JsonWalker walker(trimmedJson(json));
    while (walker.next()) {
        for (std::size_t i = 0; i < labelNames.size(); ++i) {
            if (walker.keyIs(labelNames[i]))
                found[i] = jsonString(walker.value()).value_or(QString()).simplified();
        }
    }
    for (std::size_t i = 0; i + 2 < found.size(); ++i) {
        if (!found[i].isEmpty())
            return found[i].left(longestLabel);
    }
    return QString(found[found.size() - 2] + u' ' + found.back()).trimmed().left(longestLabel);
}

} // namespace console
