// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace console {

/// Widths of the counters that the writer keeps, in milliseconds.
constexpr qint64 minuteSpan = 60'000;
constexpr qint64 hourSpan = 3'600'000;

/// The start of the span that a time lies in; also right before 1970.
[[nodiscard]] constexpr qint64 spanStart(qint64 ms, qint64 span)
{
    const qint64 rest = ms % span;
    return ms - (rest < 0 ? rest + span : rest);
}

} // namespace console
