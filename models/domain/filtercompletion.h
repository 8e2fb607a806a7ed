// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"

#include <QHash>
#include <QStringList>

namespace console {

/// Values that are known for a key, the likeliest first: what the store holds.
using FilterValues = QHash<FilterKey, QStringList>;

struct FilterCandidate
{
    QString text;  ///< what takes the place of the range
    QString label; ///< what a list shows
    bool operator==(const FilterCandidate &) const = default;
};

/// What can stand at the cursor. The range [from, from + length) of the text is replaced by a candidate's text.
struct FilterCompletion
{
    qsizetype from = 0; ///< from 0, UTF-16 units
    qsizetype length = 0;
    QVector<FilterCandidate> candidates; ///< at most 50
};

/// Behind a colon values of that key; before one keys, and `key:value` of known values that begin with what is there.
/// Behind an `@` the `names` of saved filters. Candidates that begin with what was typed come before those that only
/// contain it. Pure.
[[nodiscard]] FilterCompletion completeFilter(const QString &text, qsizetype cursor, const FilterValues &known, const QStringList &names = {});

} // namespace console
