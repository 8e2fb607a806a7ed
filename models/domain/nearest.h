// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace console {

/// Letters that have to be put in, left out, changed or swapped with their neighbour to get from one word to the other; case
/// does not count. Words of more than 64 letters are as far apart as they are long.
[[nodiscard]] int editDistance(QStringView a, QStringView b);

/// Entries of `known` that `word` was probably meant to be, the nearest first, at most `most`: those within a third of its
/// letters (one at least), then those that begin with it or contain it. Empty when nothing comes near.
[[nodiscard]] QStringList nearestOf(const QString &word, const QStringList &known, qsizetype most = 1);

} // namespace console
