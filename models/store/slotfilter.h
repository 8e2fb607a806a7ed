// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/slotterm.h"

#include <optional>

namespace console {

/// The texts of one event that a filter may ask for where its facts leave something open. On one thread.
class EventTexts
{
public:
    virtual ~EventTexts() = default;
    [[nodiscard]] virtual QString id() = 0;
    /// Until the next event.
    [[nodiscard]] virtual QByteArrayView body() = 0;
};

/// A filter made ready for judging a slot at once: each term becomes two masks, of the events for which it surely holds
/// and of those for which it may hold; what lies between is decided event by event from its texts. Interned texts are
/// judged once each, for as long as this lives. Gives exactly what Filter::matches gives for the rows as they are shown.
/// judge() belongs to one thread; holds() may be called from several ones while it is not running.
class SlotFilter
{
public:
    /// `environment`: the number of its name; none: all of them. Precondition: not of a filter that wantsRejected().
    SlotFilter(const Filter &filter, std::optional<quint32> environment);

    /// One bit for each IndexColumn that judge() asks for.
    [[nodiscard]] unsigned columns() const { return m_columns; }
    /// What is known of integrations may have changed.
    void forgetKnown();

    void judge(SlotFacts &facts, SlotNames &names, SlotRange range);
    /// Of the latest judge(): events that match.
    [[nodiscard]] const SlotMask &sure() const { return m_sure; }
    /// Of the latest judge(): events for which holds() is to be asked.
    [[nodiscard]] const SlotMask &open() const { return m_open; }
    /// An open event matches. `place`: in the slot.
    [[nodiscard]] bool holds(int place, EventTexts &texts) const;

private:
    [[nodiscard]] SlotTerm ready(const FilterTerm &term);
    [[nodiscard]] SlotTerm readyFact(const FilterTerm &term);
    [[nodiscard]] SlotTerm readyText(const FilterTerm &term, FilterKey source);
    [[nodiscard]] static SlotTerm readyGroup(FilterKey key, bool excluded, std::vector<SlotTerm> parts);
    void uses(IndexColumn column) { m_columns |= 1U << unsigned(column); }

    SlotTerm m_root; ///< all of them
    std::optional<quint32> m_environment;
    unsigned m_columns = 0;
    SlotMask m_sure{};
    SlotMask m_open{};
};

} // namespace console
