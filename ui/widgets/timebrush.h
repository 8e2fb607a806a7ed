// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/timeaxis.h"

#include <optional>

namespace console {

/// A chosen span of time; an absent end reaches as far as there is time. A value.
struct TimeBrush
{
    std::optional<qint64> from; ///< ms since 1970, inclusive
    std::optional<qint64> to;   ///< exclusive
    bool operator==(const TimeBrush &) const = default;
};

enum class BrushPart { Outside, Body, From, To };

/// What of the brush lies under x: an edge reaches `reach` pixels to either side.
[[nodiscard]] BrushPart brushPartAt(const std::optional<TimeBrush> &brush, const TimeView &view, const QRectF &plot, qreal x, qreal reach = 5);
/// The whole bars from the one that holds `a` to the one that holds `b`, in any order. nullopt without bars.
[[nodiscard]] std::optional<TimeBrush> brushOver(qint64 a, qint64 b, const FlowGrid &grid);
/// The brush after a drag of one of its parts from `pressed` to `now`: an edge goes to the nearest edge of a bar and may
/// pass the other one; the body moves as it is. At least one bar wide.
[[nodiscard]] TimeBrush brushDragged(const TimeBrush &brush, BrushPart part, qint64 pressed, qint64 now, const FlowGrid &grid);
/// The edge of a bar that is nearest to a time.
[[nodiscard]] qint64 nearestEdge(qint64 ms, const FlowGrid &grid);

/// A brush as it is made with keys: one end stands, the other moves by bars.
struct KeyBrush
{
    int fixed = 0;  ///< bar
    int moving = 0; ///< bar
    [[nodiscard]] TimeBrush over(const FlowGrid &grid) const;
    bool operator==(const KeyBrush &) const = default;
};
/// The keys' brush that stands for one that is there (its later end moves); nullopt when it is not among the bars.
[[nodiscard]] std::optional<KeyBrush> keyBrushFor(const TimeBrush &brush, const FlowGrid &grid);
[[nodiscard]] KeyBrush extended(KeyBrush brush, int by, int bars);
[[nodiscard]] KeyBrush moved(KeyBrush brush, int by, int bars);

} // namespace console
