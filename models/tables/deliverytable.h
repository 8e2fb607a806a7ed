// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"
#include "models/tables/rowtable.h"

namespace console {

/// One delivery of an event; `number` counts from 1, the oldest.
struct DeliveryEntry
{
    int number = 0;
    DeliveryRow row;
    std::optional<Millis> sinceFirst; ///< absent for the first
    std::optional<Millis> interval;   ///< since the one before
    bool operator==(const DeliveryEntry &) const = default;
};

enum class DeliveryColumn { Number, Time, SinceFirst, Interval, Answer, Remote };

/// The deliveries of one event, newest first. Lives on the GUI thread.
class DeliveryTable : public RowTable<DeliveryEntry>
{
    Q_OBJECT
public:
    explicit DeliveryTable(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    /// `deliveries`: oldest first.
    void show(const QVector<DeliveryRow> &deliveries);
};

} // namespace console
