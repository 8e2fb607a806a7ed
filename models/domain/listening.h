// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"

#include <QVector>

namespace console {

/// One stretch of listening as it was written down: at its start, about once a minute, and at a clean end.
struct ListeningSpan
{
    Timestamp startedAt;
    Timestamp seenAt; ///< the last sign of life
    std::optional<Timestamp> endedAt; ///< absent: it still listens, or it was killed
    bool operator==(const ListeningSpan &) const = default;
};

/// A span in which nothing listened.
struct ListenerGap
{
    Timestamp from;
    Timestamp to;        ///< the end of what was asked for when it still goes on
    bool sharp = true;   ///< false: it may have begun up to a minute later: the listener ended without a word
    bool ongoing = false; ///< nothing listens again yet
    bool operator==(const ListenerGap &) const = default;
};

struct ListenerGaps
{
    std::optional<Timestamp> firstStart; ///< before it nothing is known; absent: nothing ever listened
    QVector<ListenerGap> gaps;           ///< oldest first
    bool operator==(const ListenerGaps &) const = default;
};

/// How often the listener writes down that it is there.
constexpr std::chrono::seconds lifeSignEvery{60};
/// Without a sign for so long it no longer listens.
constexpr std::chrono::seconds lifeSignPatience{150};
/// What is shorter is no gap: a listener that is started again at another port.
constexpr std::chrono::seconds shortestListenerGap{2};

/// Whether a sign of life goes on from the one before. Not so after the computer slept, or when its clock was set: then a
/// new stretch begins, so that neither hides a gap nor covers a time nobody saw.
[[nodiscard]] bool sameStretch(Timestamp lastSign, Timestamp now);

/// The gaps that touch [from, to), cut to it. `now`: nothing after it is a gap. `lastReceived`: when the newest delivery
/// came in; a killed listener listened until then at least. Times are UTC, so that summer time makes no gap. Stretches
/// may overlap and come in any order. Pure.
[[nodiscard]] ListenerGaps listenerGaps(QVector<ListeningSpan> spans, Timestamp from, Timestamp to, Timestamp now,
                                        std::optional<Timestamp> lastReceived);

} // namespace console
