// SPDX-License-Identifier: Apache-2.0
#include "models/domain/listening.h"

#include <algorithm>

namespace console {

namespace {

/// Small steps back are what a time service does all day.
constexpr std::chrono::seconds stepBack{5};

/// Until when a stretch is known to have listened.
struct Reach
{
    Timestamp until;
    bool sharp = true;
};

Reach reachOf(const ListeningSpan &span, bool newest, Timestamp now, std::optional<Timestamp> lastReceived)
{
    if (span.endedAt)
        return {std::max(span.startedAt, *span.endedAt), true};
    Timestamp until = std::max(span.startedAt, span.seenAt);
    if (!newest)
        return {until, false};
    if (now - until <= lifeSignPatience)
        return {std::max(until, now), true}; // it is there
    if (lastReceived && *lastReceived <= now)
        until = std::max(until, *lastReceived);
    return {until, false};
}

} // namespace

bool sameStretch(Timestamp lastSign, Timestamp now)
{
    return now >= lastSign - stepBack && now - lastSign <= lifeSignPatience;
}

ListenerGaps listenerGaps(QVector<ListeningSpan> spans, Timestamp from, Timestamp to, Timestamp now,
                          std::optional<Timestamp> lastReceived)
{
    // Written while the clock was far ahead: nothing of it has happened yet.
    spans.removeIf([now](const ListeningSpan &span) { return span.startedAt > now + stepBack; });
    ListenerGaps result;
    if (spans.isEmpty())
        return result;
    std::stable_sort(spans.begin(), spans.end(),
                     [](const ListeningSpan &a, const ListeningSpan &b) { return a.startedAt < b.startedAt; });
    result.firstStart = spans.first().startedAt;
    const Timestamp last = std::min(to, now);
    const auto add = [&](const Reach &reach, Timestamp until, bool ongoing) {
        if (until - reach.until < shortestListenerGap)
            return;
        const ListenerGap gap{std::max(reach.until, from), std::min(until, last), reach.sharp, ongoing};
        if (gap.from < gap.to)
            result.gaps.append(gap);
    };
    Reach reach{spans.first().startedAt, true};
    for (qsizetype i = 0; i < spans.size(); ++i) {
        if (spans.at(i).startedAt > reach.until)
            add(reach, spans.at(i).startedAt, false);
        const Reach next = reachOf(spans.at(i), i == spans.size() - 1, now, lastReceived);
        if (next.until >= reach.until)
            reach = next;
    }
    if (reach.until < now)
        add(reach, now, true);
    return result;
}

} // namespace console
