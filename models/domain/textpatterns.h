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

/// What digits alone can mean. In ids, dates and headers neither they nor `name@host` say anything of a person.
enum class TextScope { Free, Identifier };

/// E-mail addresses (also with `%40`, `%2540` and `[at]`, with a quoted name, at a host without a dot) and phone numbers within
/// any text, in order, not overlapping. A phone number is one that says so by its form: `+` and 7 to 15 digits, `00` and a
/// country, a trunk `0` with an area code set apart, the North American 3-3-4, or what stands behind `tel:` and the like; in
/// free text also `00` and 9 to 14 digits, and a `0` with 9 to 13 digits in all. Full-width and typeset signs count as plain
/// ones. Ids, dates, times, versions, IP addresses and plain numbers are none. Linear in the size of the text. UTF-8; bytes
/// that are none do no harm. Pure.
[[nodiscard]] QVector<PatternHit> personalPatterns(QByteArrayView text, TextScope scope = TextScope::Free);

} // namespace console
