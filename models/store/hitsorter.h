// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"
#include "models/domain/hitset.h"
#include "models/store/slotfacts.h"

#include <QHash>

#include <unordered_map>

namespace console {

/// What hits are sorted by. Texts go by their letters without regard to case, a missing one before all others; a tool goes
/// by its label; a state by its word.
enum class SortKey { State, Type, Organization, Integration, Tool, Category, Outcome, Deliveries, Answer, Size };

/// Numbers in a sorted order, four bytes each.
class SortedHits
{
public:
    SortedHits() = default;
    SortedHits(qint64 base, std::vector<quint32> offsets) : m_base(base), m_offsets(std::move(offsets)) {}
    [[nodiscard]] qint64 count() const { return qint64(m_offsets.size()); }
    /// Precondition: 0 <= position < count().
    [[nodiscard]] qint64 at(qint64 position) const { return m_base + m_offsets[std::size_t(position)]; }
    /// -1 when absent. Looks through all of them: some milliseconds with ten million.
    [[nodiscard]] qint64 positionOf(qint64 number) const;
    [[nodiscard]] qint64 bytes() const { return qint64(m_offsets.capacity() * sizeof(quint32)); }

private:
    qint64 m_base = 0;
    std::vector<quint32> m_offsets;
};

/// Sorts hits by a fact of theirs, for any number of them in one pass over the facts: equal values are counted, then each
/// hit goes to its place. Among equals the newest come first. Holds eight bytes a hit while it works. On one thread.
class HitSorter
{
public:
    /// Numbers may be at most 2^32 apart.
    HitSorter(HitSet hits, SortKey key, Qt::SortOrder direction);

    /// One bit for each IndexColumn that add() asks for.
    [[nodiscard]] unsigned columns() const;
    /// Hits are added from the newest down: the next are at next() and below; all are there when next() < lowest().
    [[nodiscard]] qint64 next() const { return m_next; }
    [[nodiscard]] qint64 lowest() const { return m_hits.first(); }
    /// Adds the hits in [low, next()], which lie in one slot; `low` is a multiple of 64.
    void add(SlotFacts &facts, SlotNames &names, qint64 low);
    /// The same for rows as they are shown, for what is not kept in slots.
    void add(const QHash<qint64, EventRow> &rows, qint64 low);
    /// Once all are added; the sorter is used up.
    [[nodiscard]] SortedHits result();

private:
    template <class KeyOf> void addEach(qint64 low, KeyOf keyOf);
    [[nodiscard]] quint32 keyOfText(const QString &text);
    [[nodiscard]] quint32 keyOfNumber(quint32 number);
    [[nodiscard]] quint32 keyOfName(quint32 name, SlotNames &names);
    [[nodiscard]] quint32 keyOfKnown(quint32 environment, quint32 integration, SlotNames &names);
    [[nodiscard]] quint32 keyOfRow(const EventRow &row);
    [[nodiscard]] std::vector<quint32> sortedKeys() const;

    HitSet m_hits;
    const SortKey m_key;
    const bool m_descending;
    qint64 m_next;
    std::vector<quint32> m_keys;   ///< of each hit, newest first
    std::vector<quint32> m_counts; ///< by key
    // Keys are handed out as values turn up.
    std::vector<QString> m_texts;
    std::vector<quint32> m_numbers;
    QHash<QString, quint32> m_byText;
    QHash<quint32, quint32> m_byNumber;
    std::vector<quint32> m_byName;                                     ///< key + 1; 0: not seen yet. Also of small numbers
    std::unordered_map<quint32, std::vector<quint32>> m_byIntegration; ///< by environment; as m_byName
};

} // namespace console
