// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>
#include <cstdint>
#include <span>
#include <vector>

namespace console {

/// The sequence numbers that a view shows: one bit an event, with a running count each 512 bits, so that "which is the
/// n-th" and "how many before" cost well under a microsecond and memory is 1/8 byte an event whatever the filter.
/// A value; not thread-safe; numbers are appended in ascending order.
class HitSet
{
public:
    /// `first` is the lowest number that can ever be in the set.
    explicit HitSet(qint64 first = 1) : m_base(first - (first % 64)) {}

    /// Adds `seq`; it must be greater than every number appended before.
    void append(qint64 seq);
    /// Adds the set bits of `words`, the first bit being `first`, a multiple of 64. All numbers added before are smaller.
    void append(qint64 first, std::span<const std::uint64_t> words);
    /// Removes one number (an event that was pruned or moved); no effect when absent. O(blocks).
    void remove(qint64 seq);

    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] bool contains(qint64 seq) const;
    /// The n-th number (0 is the smallest). Precondition: 0 <= n < count().
    [[nodiscard]] qint64 at(qint64 n) const;
    /// How many numbers are smaller than `seq`.
    [[nodiscard]] qint64 rank(qint64 seq) const;
    /// The 64 numbers from `first` on, a multiple of 64, as bits.
    [[nodiscard]] std::uint64_t wordAt(qint64 first) const;
    /// The numbers from first() on, 64 to a word.
    [[nodiscard]] std::span<const std::uint64_t> words() const { return m_words; }
    /// All numbers of the set lie in [first(), end()); both are multiples of 64.
    [[nodiscard]] qint64 end() const { return m_base + static_cast<qint64>(m_words.size()) * 64; }
    [[nodiscard]] qint64 first() const { return m_base; }
    [[nodiscard]] qint64 bytes() const;

private:
    qint64 m_base;
    qint64 m_count = 0;
    std::vector<std::uint64_t> m_words;
    std::vector<qint64> m_before; ///< numbers before each block of 8 words
};

} // namespace console
