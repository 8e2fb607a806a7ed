// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <chrono>
#include <optional>

namespace console {

using Millis = std::chrono::milliseconds;
/// UTC, milliseconds since 1970. Kept in the store as an integer of the same meaning.
using Timestamp = std::chrono::sys_time<Millis>;

/// Where "now" comes from. Lives as long as its users; now() may be called from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Timestamp now() const = 0;
};

/// The computer's clock.
class SystemClock : public Clock
{
public:
    [[nodiscard]] Timestamp now() const override;
};

/// `2026-05-01T12:00:00.000Z`, always UTC with milliseconds: the form that Kombo gives and takes.
[[nodiscard]] QString formatTimestamp(Timestamp time);
/// ISO 8601 date or date-time, `Z`, numeric offset or none (taken as UTC). nullopt when it is none of these.
[[nodiscard]] std::optional<Timestamp> parseTimestamp(QStringView text);
/// As parseTimestamp, or a span before `now`: `90s`, `15m`, `2h`, `3d`, `1w`.
[[nodiscard]] std::optional<Timestamp> parseMoment(QStringView text, Timestamp now);

[[nodiscard]] inline qint64 toMillis(Timestamp time) { return time.time_since_epoch().count(); }
[[nodiscard]] inline Timestamp fromMillis(qint64 ms) { return Timestamp(Millis(ms)); }

} // namespace console
