// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"

#include <QString>

#include <optional>

class QDateTime;

namespace console {

/// How moments are written in the events table.
struct EventTimes
{
    bool relative = false; ///< `12 s ago` instead of the moment
    bool utc = false;      ///< else in the zone of this computer
    bool operator==(const EventTimes &) const = default;
};

/// As celltext.h writes moments, but in the zone that was chosen.
[[nodiscard]] QString eventTimeText(std::optional<Timestamp> time, Timestamp now, const EventTimes &times);
/// The zone of a moment in a word or two: `CET`, `UTC`, `UTC+5:30` where the zone has no letters.
[[nodiscard]] QString zoneText(const QDateTime &at);
/// The title of the column of times: what they are counted in. `Time · CET`, `Time · UTC`, `Time · ago`.
[[nodiscard]] QString timeTitle(const QString &title, Timestamp now, const EventTimes &times);

} // namespace console
