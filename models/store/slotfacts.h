// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/slotmask.h"

#include <QString>

#include <vector>

namespace console {

/// A person's note on one event of a slot.
struct SlotMark
{
    int place = 0; ///< in the slot
    bool pinned = false;
    QString comment;
};

/// The facts of one slot as columns, as a filter asks for them. An item is at its number's place in the slot; what lies
/// outside the range that is looked at, and where no event is, is of no meaning. References hold until another slot is
/// looked at. On one thread.
class SlotFacts
{
public:
    virtual ~SlotFacts() = default;

    [[nodiscard]] virtual qint64 slot() const = 0;
    /// IndexColumn::Environment to Deliveries.
    [[nodiscard]] virtual const std::vector<quint32> &numbers(IndexColumn column) = 0;
    [[nodiscard]] virtual const std::vector<qint64> &receivedAt() = 0;
    [[nodiscard]] virtual const std::vector<quint16> &answered() = 0;
    [[nodiscard]] virtual const std::vector<quint8> &flags() = 0;
    /// Lowest and highest receivedAt, or something wider.
    [[nodiscard]] virtual std::pair<qint64, qint64> span() const = 0;
    /// Blocks whose bodies may hold all of these; every block when nothing is known of the bodies.
    [[nodiscard]] virtual BlockMask candidates(const std::vector<std::uint32_t> &rows) = 0;
    /// Of the events in the slot that have one, ascending.
    [[nodiscard]] virtual const std::vector<SlotMark> &marks() = 0;
};

/// What the numbers of names stand for. On one thread.
class SlotNames
{
public:
    virtual ~SlotNames() = default;
    /// The text of an interned name; null for 0.
    [[nodiscard]] virtual QString text(quint32 name) = 0;
    /// What is known of an integration where an event names none itself: column is Tool, Category or Organization.
    [[nodiscard]] virtual QString known(IndexColumn column, quint32 environment, quint32 integration) = 0;
};

} // namespace console
