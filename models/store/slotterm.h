// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/bodytext.h"
#include "models/domain/filter.h"
#include "models/store/slotfacts.h"

#include <unordered_map>
#include <vector>

namespace console {

/// One term of a filter made ready, and what the latest judge() of it found. See SlotFilter.
class SlotTerm
{
public:
    enum class Kind : quint8 { All, Any, Name, Number, Time, Verdict, Conflict, Pinned, Comment, Id, Body };
    /// What the signature must have: each entry by one of its alternatives, each of those by all its rows.
    using Wanted = std::vector<std::vector<std::vector<std::uint32_t>>>;

    Kind kind = Kind::All;
    FilterTerm term; ///< without its parts
    IndexColumn column = IndexColumn::Flags;
    bool fallsBack = false; ///< where the event names nothing, what is known of the integration counts
    bool exact = false;     ///< an id as it is
    int cost = 0;
    Wanted wanted; ///< of an id or a body; empty: the signature says nothing
    QByteArray utf8;
    BodyNeedle needle;
    std::vector<SlotTerm> parts; ///< of a group, cheapest first

    SlotMask sure{};  ///< the term, with its `excluded`, holds
    SlotMask maybe{}; ///< it may hold; includes `sure`

    void judge(SlotFacts &facts, SlotNames &names, SlotRange range);
    void forgetKnown();

private:
    void judgeGroup(SlotFacts &facts, SlotNames &names, SlotRange range);
    void judgeNames(SlotFacts &facts, SlotNames &names, SlotRange range);
    void judgeNumbers(SlotFacts &facts, SlotRange range);
    void judgeTimes(SlotFacts &facts, SlotRange range);
    void judgeFlags(SlotFacts &facts, SlotRange range);
    void judgeMarks(SlotFacts &facts, SlotRange range);
    void judgeTexts(SlotFacts &facts, SlotRange range);
    void setAll(SlotRange range, bool holds);
    void resolve(quint32 name, SlotNames &names);
    [[nodiscard]] bool knownHolds(quint32 environment, quint32 integration, SlotNames &names);

    std::vector<quint8> m_known;                                      ///< by name
    std::unordered_map<quint32, std::vector<quint8>> m_integrations; ///< by environment, then by integration
};

} // namespace console
