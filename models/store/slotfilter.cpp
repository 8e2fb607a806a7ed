// SPDX-License-Identifier: Apache-2.0
#include "models/store/slotfilter.h"

#include "models/index/eventindexreader.h"

#include <algorithm>

namespace console {

namespace {

constexpr int costOfMarks = 0; // few have one
constexpr int costOfFacts = 1;
constexpr int costOfIds = 4;
constexpr int costOfBodies = 1000;
/// More rows of a signature than this tell little more about a text.
constexpr std::size_t mostRows = 24;
constexpr std::size_t mostFolded = 4;

IndexColumn columnOf(FilterKey key)
{
    switch (key) {
    case FilterKey::Type: return IndexColumn::Type;
    case FilterKey::Integration: return IndexColumn::Integration;
    case FilterKey::Organization: return IndexColumn::Organization;
    case FilterKey::Tool: return IndexColumn::Tool;
    case FilterKey::Category: return IndexColumn::Category;
    case FilterKey::State: return IndexColumn::Outcome;
    case FilterKey::Deliveries: return IndexColumn::Deliveries;
    case FilterKey::Size: return IndexColumn::BodySize;
    case FilterKey::Answer: return IndexColumn::Answered;
    case FilterKey::Id: return IndexColumn::IdHash;
    case FilterKey::Since:
    case FilterKey::Until: return IndexColumn::ReceivedAt;
    default: return IndexColumn::Flags;
    }
}

SlotTerm::Kind kindOf(FilterKey key)
{
    switch (key) {
    case FilterKey::Since:
    case FilterKey::Until: return SlotTerm::Kind::Time;
    case FilterKey::Verdict: return SlotTerm::Kind::Verdict;
    case FilterKey::Conflict: return SlotTerm::Kind::Conflict;
    case FilterKey::Pinned: return SlotTerm::Kind::Pinned;
    case FilterKey::Comment: return SlotTerm::Kind::Comment;
    case FilterKey::Deliveries:
    case FilterKey::Size:
    case FilterKey::Answer:
    case FilterKey::Seq: return SlotTerm::Kind::Number;
    default: return SlotTerm::Kind::Name;
    }
}

SlotTerm::Wanted exactly(const FilterTerm &term)
{
    std::vector<std::uint32_t> rows;
    for (const QString &text : term.runs()) {
        const std::vector<std::uint32_t> more = text.isValidUtf16() ? signatureRowsOf(text.toUtf8()) : std::vector<std::uint32_t>();
        rows.insert(rows.end(), more.begin(), more.end());
    }
    rows.resize(std::min(rows.size(), mostRows));
    return rows.empty() ? SlotTerm::Wanted() : SlotTerm::Wanted{{rows}};
}

/// ASCII letters whose case folding no other character shares (U+017F folds to s, U+212A to k).
bool foldsAlone(QChar c)
{
    const char16_t lower = c.toLower().unicode();
    return c.unicode() < 0x80 && lower != u's' && lower != u'k';
}

/// Each of some three characters in a row, in any case.
SlotTerm::Wanted inAnyCase(const FilterTerm &term)
{
    SlotTerm::Wanted wanted;
    for (const QString &text : term.runs()) {
        for (qsizetype at = 0; at + 3 <= text.size() && wanted.size() < mostFolded; ++at) {
            const QString three = text.sliced(at, 3);
            if (!std::all_of(three.begin(), three.end(), foldsAlone))
                continue;
            std::vector<std::vector<std::uint32_t>> spellings;
            for (int cases = 0; cases < 8; ++cases) {
                QByteArray spelling;
                for (int i = 0; i < 3; ++i)
                    spelling += char(((cases >> i & 1) != 0 ? three.at(i).toUpper() : three.at(i).toLower()).unicode());
                if (std::vector<std::uint32_t> row = signatureRowsOf(spelling); std::find(spellings.begin(), spellings.end(), row) == spellings.end())
                    spellings.push_back(std::move(row));
            }
            wanted.push_back(std::move(spellings));
        }
    }
    return wanted;
}

SlotTerm::Wanted inBodies(const BodyNeedle &needle)
{
    std::vector<std::vector<std::uint32_t>> spellings;
    for (const QByteArray &spelling : needle.spellings()) {
        std::vector<std::uint32_t> rows = signatureRowsOf(spelling);
        if (rows.empty())
            return {};
        rows.resize(std::min(rows.size(), mostRows));
        spellings.push_back(std::move(rows));
    }
    return {spellings};
}

bool placeHolds(const SlotTerm &term, int place, EventTexts &texts)
{
    const auto word = size_t(place) / 64;
    const std::uint64_t bit = std::uint64_t(1) << (place % 64);
    if ((term.sure[word] & bit) != 0)
        return true;
    if ((term.maybe[word] & bit) == 0)
        return false;
    bool holds = false;
    if (term.kind == SlotTerm::Kind::All || term.kind == SlotTerm::Kind::Any) {
        const bool all = term.kind == SlotTerm::Kind::All;
        const bool settled = std::any_of(term.parts.begin(), term.parts.end(),
                                         [&](const SlotTerm &part) { return placeHolds(part, place, texts) != all; });
        holds = settled != all;
    } else if (term.kind == SlotTerm::Kind::Body) {
        holds = term.needle.isIn(texts.body());
    } else {
        holds = textHolds(term.term, texts.id());
    }
    return holds != term.term.excluded;
}

} // namespace

SlotFilter::SlotFilter(const Filter &filter, std::optional<quint32> environment)
    : m_environment(environment)
{
    uses(IndexColumn::Flags);
    if (environment)
        uses(IndexColumn::Environment);
    for (const FilterTerm &term : filter.terms)
        m_root.parts.push_back(ready(term));
    std::stable_sort(m_root.parts.begin(), m_root.parts.end(), [](const SlotTerm &a, const SlotTerm &b) { return a.cost < b.cost; });
}

SlotTerm SlotFilter::ready(const FilterTerm &term)
{
    if (term.isGroup()) {
        std::vector<SlotTerm> parts;
        for (const FilterTerm &part : term.parts)
            parts.push_back(ready(part));
        return readyGroup(term.key, term.excluded, std::move(parts));
    }
    if (term.key == FilterKey::Text) {
        FilterTerm plain = term;
        plain.excluded = false;
        std::vector<SlotTerm> parts;
        for (const FilterKey source : {FilterKey::Type, FilterKey::Integration, FilterKey::Organization, FilterKey::Id})
            parts.push_back(readyText(plain, source));
        return readyGroup(FilterKey::Any, term.excluded, std::move(parts));
    }
    if (term.key != FilterKey::Body)
        return term.key == FilterKey::Id || kindOf(term.key) == SlotTerm::Kind::Name ? readyText(term, term.key) : readyFact(term);
    SlotTerm body;
    body.kind = SlotTerm::Kind::Body;
    body.term = term;
    body.cost = costOfBodies;
    body.needle = BodyNeedle(term.value);
    body.wanted = inBodies(body.needle);
    return body;
}

SlotTerm SlotFilter::readyFact(const FilterTerm &term)
{
    SlotTerm fact;
    fact.kind = kindOf(term.key);
    fact.term = term;
    fact.column = columnOf(term.key);
    const bool mark = fact.kind == SlotTerm::Kind::Pinned || fact.kind == SlotTerm::Kind::Comment;
    fact.cost = mark ? costOfMarks : costOfFacts;
    uses(fact.column);
    return fact;
}

SlotTerm SlotFilter::readyText(const FilterTerm &term, FilterKey source)
{
    SlotTerm text;
    text.term = term;
    text.column = columnOf(source);
    if (source == FilterKey::Id) {
        text.kind = SlotTerm::Kind::Id;
        text.exact = term.key == FilterKey::Id && !term.wildcard;
        text.utf8 = text.exact ? term.value.toUtf8() : QByteArray();
        text.wanted = text.exact ? SlotTerm::Wanted() : term.key == FilterKey::Id ? exactly(term) : inAnyCase(term);
        text.cost = costOfIds;
        if (text.exact)
            uses(IndexColumn::IdHash);
        return text;
    }
    text.kind = SlotTerm::Kind::Name;
    text.cost = costOfFacts + 1;
    text.fallsBack = source == FilterKey::Organization || source == FilterKey::Tool || source == FilterKey::Category;
    uses(text.column);
    if (text.fallsBack) {
        uses(IndexColumn::Environment);
        uses(IndexColumn::Integration);
    }
    return text;
}

SlotTerm SlotFilter::readyGroup(FilterKey key, bool excluded, std::vector<SlotTerm> parts)
{
    std::stable_sort(parts.begin(), parts.end(), [](const SlotTerm &a, const SlotTerm &b) { return a.cost < b.cost; });
    SlotTerm group;
    group.kind = key == FilterKey::Any ? SlotTerm::Kind::Any : SlotTerm::Kind::All;
    group.term.key = key;
    group.term.excluded = excluded;
    group.cost = parts.empty() ? 0 : parts.back().cost + 1;
    group.parts = std::move(parts);
    return group;
}

void SlotFilter::forgetKnown()
{
    m_root.forgetKnown();
}

void SlotFilter::judge(SlotFacts &facts, SlotNames &names, SlotRange range)
{
    m_root.judge(facts, names, range);
    m_sure.fill(0);
    m_open.fill(0);
    const auto any = [](std::uint64_t word) { return word != 0; };
    if (std::none_of(m_root.maybe.begin() + range.first, m_root.maybe.begin() + range.end, any))
        return;
    const quint8 *flags = facts.flags().data();
    const quint32 *environments = m_environment ? facts.numbers(IndexColumn::Environment).data() : nullptr;
    for (int word = range.first; word < range.end; ++word) {
        const auto w = size_t(word);
        if (m_root.maybe[w] == 0)
            continue;
        std::uint64_t there = 0;
        for (int i = 0; i < 64; ++i)
            there |= std::uint64_t(flags[word * 64 + i] & IndexPresent) << i;
        for (int i = 0; environments != nullptr && i < 64; ++i)
            there &= ~(std::uint64_t(environments[word * 64 + i] == *m_environment ? 0 : 1) << i);
        m_sure[w] = m_root.sure[w] & there;
        m_open[w] = m_root.maybe[w] & ~m_root.sure[w] & there;
    }
}

bool SlotFilter::holds(int place, EventTexts &texts) const
{
    return placeHolds(m_root, place, texts);
}

} // namespace console
