// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/filter.h"

namespace console {

// Changes of a filter's text that leave the rest of it as it was typed. All take a text that readFilter reads; a text of
// terms joined by `or` is put into parentheses before something is added. `now`: what spans in the text are counted from.

/// `key:value` or `-key:value`, with quotes where they are needed.
[[nodiscard]] QString filterTermText(FilterKey key, const QString &value, bool excluded = false);

/// The text with this term: taken away when it stands there already; in the place of a plain term of the outermost level that
/// contradicts it (the same one with the other sign, or another value of a key that has one value); else behind the rest.
[[nodiscard]] QString withTermToggled(const QString &text, FilterKey key, const QString &value, bool excluded, Timestamp now);

/// Exactly one plain term of this key on the outermost level, in the place of the first there was, or none for an empty value.
[[nodiscard]] QString withTermSet(const QString &text, FilterKey key, const QString &value, Timestamp now);

/// A moment as one would write it in a filter: without seconds and milliseconds that are none.
[[nodiscard]] QString filterTimeText(Timestamp time);

/// Restricted to [from, until) instead of any span on the outermost level.
[[nodiscard]] QString withSpanSet(const QString &text, Timestamp from, Timestamp until, Timestamp now);

/// A filter that lets more through.
struct Widening
{
    enum class Kind {
        WithoutTerm, ///< one term was dropped
        AllTime,     ///< since and until were dropped
        Everything   ///< nothing is left
    };
    Kind kind = Kind::Everything;
    QString dropped; ///< the term that was dropped, as typed
    QString text;    ///< what is left
    bool operator==(const Widening &) const = default;
};

/// Ways to widen a filter that matches nothing: without one of its terms each (at most six), at any time, without all.
/// Empty for an empty text.
[[nodiscard]] QVector<Widening> widenings(const QString &text, Timestamp now);

/// The person is still writing where the problem lies: it touches the term around the cursor, and that is the last one.
[[nodiscard]] bool isUnfinished(const QString &text, qsizetype cursor, const FilterProblem &problem);

} // namespace console
