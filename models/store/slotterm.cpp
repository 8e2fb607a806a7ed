// SPDX-License-Identifier: Apache-2.0
#include "models/store/slotterm.h"

#include "models/index/eventindexreader.h"

#include <algorithm>

namespace console {

namespace {

// What is known of a name. Only the first two are answers.
constexpr quint8 holdsNot = 0;
constexpr quint8 holdsIndeed = 1;
constexpr quint8 unknown = 2;
constexpr quint8 fallback = 4;

/// Sets the bits of `mask` to what `holds` says of each place.
template <class Holds> void fill(SlotMask &mask, SlotRange range, Holds holds)
{
    for (int word = range.first; word < range.end; ++word) {
        std::uint64_t bits = 0;
        for (int i = 0; i < 64; ++i)
            bits |= std::uint64_t(holds(word * 64 + i) ? 1 : 0) << i;
        mask[size_t(word)] = bits;
    }
}

template <class Items> void fillCompared(SlotMask &mask, SlotRange range, const FilterTerm &term, const Items &items)
{
    const qint64 number = term.number;
    const auto each = [&](auto compare) { fill(mask, range, [&](int i) { return compare(qint64(items(i)), number); }); };
    switch (term.comparison) {
    case FilterComparison::Equal: return each(std::equal_to<qint64>());
    case FilterComparison::Less: return each(std::less<qint64>());
    case FilterComparison::LessOrEqual: return each(std::less_equal<qint64>());
    case FilterComparison::Greater: return each(std::greater<qint64>());
    case FilterComparison::GreaterOrEqual: return each(std::greater_equal<qint64>());
    }
}

} // namespace

void SlotTerm::judge(SlotFacts &facts, SlotNames &names, SlotRange range)
{
    switch (kind) {
    case Kind::All:
    case Kind::Any: judgeGroup(facts, names, range); break;
    case Kind::Name: judgeNames(facts, names, range); break;
    case Kind::Number: judgeNumbers(facts, range); break;
    case Kind::Time: judgeTimes(facts, range); break;
    case Kind::Verdict:
    case Kind::Conflict: judgeFlags(facts, range); break;
    case Kind::Pinned:
    case Kind::Comment: judgeMarks(facts, range); break;
    case Kind::Id:
    case Kind::Body: judgeTexts(facts, range); break;
    }
    if (!term.excluded)
        return;
    for (auto word = size_t(range.first); word < size_t(range.end); ++word) {
        const std::uint64_t surely = sure[word];
        sure[word] = ~maybe[word];
        maybe[word] = ~surely;
    }
}

void SlotTerm::setAll(SlotRange range, bool holds)
{
    std::fill(sure.begin() + range.first, sure.begin() + range.end, holds ? ~std::uint64_t(0) : 0);
    std::copy(sure.begin() + range.first, sure.begin() + range.end, maybe.begin() + range.first);
}

void SlotTerm::judgeGroup(SlotFacts &facts, SlotNames &names, SlotRange range)
{
    const bool all = kind == Kind::All;
    setAll(range, all);
    for (SlotTerm &part : parts) {
        part.judge(facts, names, range);
        std::uint64_t open = 0; // what a further part can still change
        for (auto word = size_t(range.first); word < size_t(range.end); ++word) {
            if (all) {
                sure[word] &= part.sure[word];
                open |= maybe[word] &= part.maybe[word];
            } else {
                open |= ~(sure[word] |= part.sure[word]);
                maybe[word] |= part.maybe[word];
            }
        }
        if (open == 0)
            break;
    }
}

void SlotTerm::judgeNames(SlotFacts &facts, SlotNames &names, SlotRange range)
{
    const std::vector<quint32> &items = facts.numbers(column);
    if (m_known.empty())
        m_known.assign(1, fallsBack ? fallback : unknown);
    for (int word = range.first; word < range.end; ++word) {
        const quint32 *codes = items.data() + size_t(word) * 64;
        std::uint64_t bits = 0;
        quint8 met = 0;
        for (bool again = true; again;) {
            bits = 0;
            met = 0;
            for (int i = 0; i < 64; ++i) {
                const quint8 is = codes[i] < m_known.size() ? m_known[codes[i]] : unknown;
                bits |= std::uint64_t(is & 1) << i;
                met |= is;
            }
            again = (met & unknown) != 0;
            for (int i = 0; again && i < 64; ++i)
                resolve(codes[i], names);
        }
        if ((met & fallback) != 0) {
            const quint32 *environments = facts.numbers(IndexColumn::Environment).data() + size_t(word) * 64;
            const quint32 *integrations = facts.numbers(IndexColumn::Integration).data() + size_t(word) * 64;
            for (int i = 0; i < 64; ++i) {
                if (codes[i] == 0 && knownHolds(environments[i], integrations[i], names))
                    bits |= std::uint64_t(1) << i;
            }
        }
        sure[size_t(word)] = maybe[size_t(word)] = bits;
    }
}

void SlotTerm::resolve(quint32 name, SlotNames &names)
{
    if (name >= m_known.size())
        m_known.resize(size_t(name) + 256, unknown);
    if (m_known[name] == unknown)
        m_known[name] = textHolds(term, names.text(name)) ? holdsIndeed : holdsNot;
}

bool SlotTerm::knownHolds(quint32 environment, quint32 integration, SlotNames &names)
{
    std::vector<quint8> &known = m_integrations[environment];
    if (integration >= known.size())
        known.resize(size_t(integration) + 256, unknown);
    quint8 &is = known[integration];
    if (is == unknown)
        is = textHolds(term, names.known(column, environment, integration)) ? holdsIndeed : holdsNot;
    return is == holdsIndeed;
}

void SlotTerm::forgetKnown()
{
    m_integrations.clear();
    for (SlotTerm &part : parts)
        part.forgetKnown();
}

void SlotTerm::judgeNumbers(SlotFacts &facts, SlotRange range)
{
    if (term.key == FilterKey::Seq) {
        const qint64 start = indexSlotStart(facts.slot());
        fillCompared(sure, range, term, [start](int i) { return start + i; });
    } else if (column == IndexColumn::Answered) {
        fillCompared(sure, range, term, [items = facts.answered().data()](int i) { return items[i]; });
    } else {
        fillCompared(sure, range, term, [items = facts.numbers(column).data()](int i) { return items[i]; });
    }
    maybe = sure;
}

void SlotTerm::judgeTimes(SlotFacts &facts, SlotRange range)
{
    const auto [lowest, highest] = facts.span();
    const bool first = timeHolds(term, fromMillis(lowest));
    if (lowest <= highest && first == timeHolds(term, fromMillis(highest)))
        return setAll(range, first);
    const qint64 *items = facts.receivedAt().data();
    fill(sure, range, [&](int i) { return timeHolds(term, fromMillis(items[i])); });
    maybe = sure;
}

void SlotTerm::judgeFlags(SlotFacts &facts, SlotRange range)
{
    const bool verdict = kind == Kind::Verdict;
    const bool without = verdict ? verdictHolds(term, Verdict::Verified) : numberHolds(term, 0);
    const bool with = verdict ? verdictHolds(term, Verdict::Unchecked) : numberHolds(term, 1);
    if (without == with)
        return setAll(range, with);
    const quint8 flag = verdict ? IndexUnchecked : IndexConflict;
    const quint8 *items = facts.flags().data();
    fill(sure, range, [&](int i) { return ((items[i] & flag) != 0) == with; });
    maybe = sure;
}

void SlotTerm::judgeMarks(SlotFacts &facts, SlotRange range)
{
    const auto holds = [this](const SlotMark &mark) {
        return kind == Kind::Pinned ? numberHolds(term, mark.pinned ? 1 : 0) : textHolds(term, mark.comment);
    };
    setAll(range, holds({}));
    for (const SlotMark &mark : facts.marks()) {
        const std::uint64_t bit = std::uint64_t(1) << (mark.place % 64);
        std::uint64_t &word = sure[size_t(mark.place) / 64];
        word = holds(mark) ? word | bit : word & ~bit;
        maybe[size_t(mark.place) / 64] = word;
    }
}

void SlotTerm::judgeTexts(SlotFacts &facts, SlotRange range)
{
    const bool everything = kind == Kind::Body ? term.value.isEmpty() : term.isAnything();
    setAll(range, everything);
    if (everything)
        return;
    if (exact && !utf8.isEmpty()) {
        const quint32 hash = idHash(utf8);
        fill(maybe, range, [hash, items = facts.numbers(IndexColumn::IdHash).data()](int i) { return items[i] == hash; });
        return;
    }
    BlockMask blocks;
    blocks.fill(~std::uint64_t(0));
    for (const auto &alternatives : wanted) {
        BlockMask any{};
        for (const std::vector<std::uint32_t> &rows : alternatives) {
            const BlockMask found = facts.candidates(rows);
            std::transform(any.begin(), any.end(), found.begin(), any.begin(), std::bit_or<>());
        }
        std::transform(blocks.begin(), blocks.end(), any.begin(), blocks.begin(), std::bit_and<>());
        if (std::all_of(blocks.begin(), blocks.end(), [](std::uint64_t word) { return word == 0; }))
            break;
    }
    for (auto word = size_t(range.first); word < size_t(range.end); ++word)
        maybe[word] = (blocks[word / 64] >> (word % 64) & 1) != 0 ? ~std::uint64_t(0) : 0;
    if (kind != Kind::Id || wanted.empty())
        return;
    SlotMask elsewhere{};
    fill(elsewhere, range, [items = facts.flags().data()](int i) { return (items[i] & IndexIdElsewhere) != 0; });
    for (auto word = size_t(range.first); word < size_t(range.end); ++word)
        maybe[word] |= elsewhere[word];
}

} // namespace console
