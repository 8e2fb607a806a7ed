// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/jsonnodes.h"

namespace console {

enum class JsonChange { Added, Removed, Changed };

/// One difference of two JSON texts.
struct JsonDifference
{
    QString path; ///< `$.data.state`: in the text before, for what was added in the text after
    JsonChange change = JsonChange::Changed;
    QByteArray before; ///< the value's bytes as written; empty when it was added
    QByteArray after;
    qint32 beforeNode = -1; ///< in JsonNodes of the texts; -1 where there is none
    qint32 afterNode = -1;
    bool operator==(const JsonDifference &) const = default;
};

struct JsonDiff
{
    bool bytesEqual = false;
    bool comparable = false; ///< both are JSON; else there are no differences to list
    bool truncated = false;  ///< there are more than mostDifferences
    QVector<JsonDifference> differences;
};

inline constexpr qsizetype mostDifferences = 20'000;

/// What differs by structure, in the order of the text before, what was added behind what is left of its container.
/// Members that moved are no difference, nor are numbers of the same value (`1.0`, `1e0`; exactly, at any length) or
/// strings written with other escapes. A key that occurs twice is compared occurrence by occurrence. Elements of arrays
/// that are objects with an `id` (a string or number) are compared by it, others by their place among the others.
/// Iterative. Pure; any thread.
[[nodiscard]] JsonDiff jsonDiff(const JsonNodes &before, const JsonNodes &after);
[[nodiscard]] JsonDiff jsonDiff(const QByteArray &before, const QByteArray &after);

} // namespace console
