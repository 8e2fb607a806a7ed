// SPDX-License-Identifier: Apache-2.0
#include "models/store/hitsorter.h"

#include "models/domain/integration.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace console {

namespace {

constexpr quint32 smallNumbers = 65'536;

enum StateRank : quint32 { rankOfConflict, rankOfRejected, rankOfUnchecked, rankOfVerified };

bool isText(SortKey key)
{
    return key != SortKey::State && key != SortKey::Deliveries && key != SortKey::Answer && key != SortKey::Size;
}

bool fallsBack(SortKey key)
{
    return key == SortKey::Organization || key == SortKey::Tool || key == SortKey::Category;
}

IndexColumn columnOf(SortKey key)
{
    switch (key) {
    case SortKey::State: return IndexColumn::Flags;
    case SortKey::Type: return IndexColumn::Type;
    case SortKey::Organization: return IndexColumn::Organization;
    case SortKey::Integration: return IndexColumn::Integration;
    case SortKey::Tool: return IndexColumn::Tool;
    case SortKey::Category: return IndexColumn::Category;
    case SortKey::Outcome: return IndexColumn::Outcome;
    case SortKey::Deliveries: return IndexColumn::Deliveries;
    case SortKey::Answer: return IndexColumn::Answered;
    case SortKey::Size: return IndexColumn::BodySize;
    }
    return IndexColumn::Flags;
}

quint32 stateRank(quint8 flags)
{
    return (flags & IndexConflict) != 0 ? rankOfConflict : (flags & IndexUnchecked) != 0 ? rankOfUnchecked : rankOfVerified;
}

bool comesBefore(const QString &a, const QString &b)
{
    const int folded = a.compare(b, Qt::CaseInsensitive);
    return folded != 0 ? folded < 0 : a < b;
}

} // namespace

qint64 SortedHits::positionOf(qint64 number) const
{
    const qint64 offset = number - m_base;
    if (offset < 0 || offset > 0xFFFFFFFF)
        return -1;
    // Without a branch for each: as fast as memory gives them.
    constexpr std::size_t together = 64;
    std::size_t at = 0;
    for (; at + together <= m_offsets.size(); at += together) {
        unsigned found = 0;
        for (std::size_t i = 0; i < together; ++i)
            found |= unsigned(m_offsets[at + i] == quint32(offset));
        if (found != 0)
            break;
    }
    const auto found = std::find(m_offsets.begin() + qint64(at), m_offsets.end(), quint32(offset));
    return found == m_offsets.end() ? -1 : found - m_offsets.begin();
}

HitSorter::HitSorter(HitSet hits, SortKey key, Qt::SortOrder direction)
    : m_hits(std::move(hits)), m_key(key), m_descending(direction == Qt::DescendingOrder), m_next(m_hits.end() - 1)
{
    m_keys.reserve(std::size_t(m_hits.count()));
}

unsigned HitSorter::columns() const
{
    unsigned columns = 1U << unsigned(columnOf(m_key));
    if (fallsBack(m_key))
        columns |= 1U << unsigned(IndexColumn::Environment) | 1U << unsigned(IndexColumn::Integration);
    return columns;
}

template <class KeyOf> void HitSorter::addEach(qint64 low, KeyOf keyOf)
{
    for (qint64 first = m_next - m_next % 64; first >= low; first -= 64) {
        for (std::uint64_t word = m_hits.wordAt(first); word != 0;) {
            const int bit = std::bit_width(word) - 1;
            word &= ~(std::uint64_t(1) << bit);
            const quint32 key = keyOf(first + bit);
            if (key >= m_counts.size())
                m_counts.resize(std::size_t(key) + 256);
            ++m_counts[key];
            m_keys.push_back(key);
        }
    }
    m_next = low - 1;
}

void HitSorter::add(SlotFacts &facts, SlotNames &names, qint64 low)
{
    const qint64 start = indexSlotStart(facts.slot());
    if (m_key == SortKey::State) {
        addEach(low, [&, items = facts.flags().data()](qint64 number) { return keyOfNumber(stateRank(items[number - start])); });
    } else if (m_key == SortKey::Answer) {
        addEach(low, [&, items = facts.answered().data()](qint64 number) { return keyOfNumber(items[number - start]); });
    } else if (!isText(m_key)) {
        addEach(low, [&, items = facts.numbers(columnOf(m_key)).data()](qint64 number) { return keyOfNumber(items[number - start]); });
    } else {
        const quint32 *items = facts.numbers(columnOf(m_key)).data();
        const quint32 *environments = fallsBack(m_key) ? facts.numbers(IndexColumn::Environment).data() : nullptr;
        const quint32 *integrations = fallsBack(m_key) ? facts.numbers(IndexColumn::Integration).data() : nullptr;
        addEach(low, [&](qint64 number) {
            const qint64 at = number - start;
            return items[at] == 0 && environments != nullptr ? keyOfKnown(environments[at], integrations[at], names)
                                                             : keyOfName(items[at], names);
        });
    }
}

void HitSorter::add(const QHash<qint64, EventRow> &rows, qint64 low)
{
    addEach(low, [&](qint64 number) { return keyOfRow(rows.value(number)); });
}

quint32 HitSorter::keyOfRow(const EventRow &row)
{
    switch (m_key) {
    case SortKey::State: return keyOfNumber(row.verdict == Verdict::Rejected ? quint32(rankOfRejected) : quint32(rankOfVerified));
    case SortKey::Type: return keyOfText(row.type);
    case SortKey::Organization: return keyOfText(row.organization);
    case SortKey::Integration: return keyOfText(row.integrationId);
    case SortKey::Tool: return keyOfText(toolLabel(row.tool));
    case SortKey::Category: return keyOfText(row.category);
    case SortKey::Outcome: return keyOfText(row.outcome);
    case SortKey::Deliveries: return keyOfNumber(quint32(row.deliveries));
    case SortKey::Answer: return keyOfNumber(quint32(row.answered));
    case SortKey::Size: return keyOfNumber(quint32(std::min<qint64>(row.bodySize, 0xFFFFFFFF)));
    }
    return 0;
}

quint32 HitSorter::keyOfText(const QString &text)
{
    const auto found = m_byText.constFind(text);
    if (found != m_byText.constEnd())
        return *found;
    m_texts.push_back(text);
    return *m_byText.insert(text, quint32(m_texts.size() - 1));
}

quint32 HitSorter::keyOfNumber(quint32 number)
{
    if (number < smallNumbers) {
        if (number >= m_byName.size())
            m_byName.resize(std::size_t(number) + 256);
        if (m_byName[number] != 0)
            return m_byName[number] - 1;
    } else if (const auto found = m_byNumber.constFind(number); found != m_byNumber.constEnd()) {
        return *found;
    }
    m_numbers.push_back(number);
    const auto key = quint32(m_numbers.size() - 1);
    if (number < smallNumbers)
        m_byName[number] = key + 1;
    else
        m_byNumber.insert(number, key);
    return key;
}

quint32 HitSorter::keyOfName(quint32 name, SlotNames &names)
{
    if (name >= m_byName.size())
        m_byName.resize(std::size_t(name) + 256);
    if (m_byName[name] == 0) {
        const QString text = names.text(name);
        m_byName[name] = keyOfText(m_key == SortKey::Tool ? toolLabel(text) : text) + 1;
    }
    return m_byName[name] - 1;
}

quint32 HitSorter::keyOfKnown(quint32 environment, quint32 integration, SlotNames &names)
{
    std::vector<quint32> &known = m_byIntegration[environment];
    if (integration >= known.size())
        known.resize(std::size_t(integration) + 256);
    if (known[integration] == 0) {
        const QString text = names.known(columnOf(m_key), environment, integration);
        known[integration] = keyOfText(m_key == SortKey::Tool ? toolLabel(text) : text) + 1;
    }
    return known[integration] - 1;
}

std::vector<quint32> HitSorter::sortedKeys() const
{
    std::vector<quint32> keys(isText(m_key) ? m_texts.size() : m_numbers.size());
    std::iota(keys.begin(), keys.end(), 0);
    std::sort(keys.begin(), keys.end(), [this](quint32 a, quint32 b) {
        if (m_descending)
            std::swap(a, b);
        return isText(m_key) ? comesBefore(m_texts[a], m_texts[b]) : m_numbers[a] < m_numbers[b];
    });
    return keys;
}

SortedHits HitSorter::result()
{
    m_counts.resize(std::max({m_counts.size(), m_texts.size(), m_numbers.size()}));
    quint32 place = 0;
    for (const quint32 key : sortedKeys())
        place += std::exchange(m_counts[key], place); // from here on: where the next of them goes
    std::vector<quint32> offsets(m_keys.size());
    std::size_t hit = 0;
    for (qint64 first = m_hits.end() - 64; first >= m_hits.first(); first -= 64) {
        for (std::uint64_t word = m_hits.wordAt(first); word != 0;) {
            const int bit = std::bit_width(word) - 1;
            word &= ~(std::uint64_t(1) << bit);
            offsets[m_counts[m_keys[hit++]]++] = quint32(first + bit - m_hits.first());
        }
    }
    m_keys = {};
    return {m_hits.first(), std::move(offsets)};
}

} // namespace console
