// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QVector>

namespace console {

enum class TextPattern { Email, Phone };

struct PatternHit
{
    qsizetype start = 0; ///< bytes
    qsizetype length = 0;
    TextPattern pattern = TextPattern::Email;
    bool operator==(const PatternHit &) const = default;
};

/// E-mail addresses (also with `%40`, as in links) and phone numbers within any text, in order, not overlapping. A phone
/// number is one that says so by its form: `+` and 7 to 15 digits, `00` and a country, a trunk `0` with an area code set
/// apart, or the North American 3-3-4. Ids, dates, times, versions and plain numbers are none. Linear in the size of the
/// text. UTF-8; bytes that are none do no harm. Pure.
[[nodiscard]] QVector<PatternHit> personalPatterns(QByteArrayView text);

} // namespace console
