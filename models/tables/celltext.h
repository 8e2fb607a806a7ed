// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"

#include <QVariant>
#include <optional>

namespace console {

/// A moment as a table shows it, in local time: `14:32:08.102` today, else `20 Nov 14:32:08`, with the year when it is
/// another one. Absent: an en dash.
[[nodiscard]] QString momentText(std::optional<Timestamp> time, Timestamp now);
/// The whole moment for tooltips: local date and time with offset, and UTC. Empty when absent.
[[nodiscard]] QString fullMomentText(std::optional<Timestamp> time);
/// `just now`, `12 s ago`, `5 min ago`, `3 h ago`, `4 d ago`; an en dash when absent. The future counts as just now.
[[nodiscard]] QString agoText(std::optional<Timestamp> time, Timestamp now);
/// `0.4 s`, `12 s`, `3 min 05 s`, `2 h 04 min`.
[[nodiscard]] QString durationText(Millis duration);
/// `812 B`, `1.6 KB`, `3.2 MB`; 1 KB is 1,000 bytes.
[[nodiscard]] QString sizeText(qint64 bytes);
/// A whole number with the digit groups of the program's language.
[[nodiscard]] QString countText(qint64 count);
/// The text, or an en dash when it is empty.
[[nodiscard]] QString textOrDash(const QString &text);
/// A value of a Kombo enum for people: `AUTHENTICATION_FAILED` → `Authentication failed`; other texts stay as they are.
[[nodiscard]] QString enumText(const QString &value);
/// What came of an event, for people: as enumText, and plain words begin with a capital too.
[[nodiscard]] QString outcomeText(const QString &outcome);
/// ms since 1970 as a table value; invalid when absent.
[[nodiscard]] QVariant momentValue(std::optional<Timestamp> time);

} // namespace console
