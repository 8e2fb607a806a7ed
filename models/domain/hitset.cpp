// SPDX-License-Identifier: Apache-2.0
#include "models/domain/hitset.h"

#include <algorithm>
#include <bit>

namespace console {

namespace {

constexpr std::size_t wordsOfBlock = 8;

std::size_t wordOf(qint64 offset)
{
    return static_cast<std::size_t>(offset / 64);
}

std::uint64_t bitOf(qint64 offset)
{
    return std::uint64_t{1} << (offset % 64);
}

/// Place of the n-th set bit of a word, n counted from 0: halves the word six times instead of visiting each bit.
int selectInWord(std::uint64_t word, int n)
{
    int place = 0;
    for (int width = 32; width > 0; width /= 2) {
        const std::uint64_t low = word & ((std::uint64_t{1} << width) - 1);
        const int inLow = std::popcount(low);
        if (n < inLow) {
            word = low;
        } else {
            n -= inLow;
            word >>= width;
            place += width;
        }
    }
    return place;
}

} // namespace

void HitSet::append(qint64 seq)
{
    const qint64 offset = seq - m_base;
    Q_ASSERT(offset >= 0);
    const std::size_t word = wordOf(offset);
    while (m_words.size() <= word) {
        if (m_words.size() % wordsOfBlock == 0)
            m_before.push_back(m_count);
        m_words.push_back(0);
    }
    Q_ASSERT(word + 1 == m_words.size() && (m_words[word] >> (offset % 64)) == 0);
    m_words[word] |= bitOf(offset);
    ++m_count;
}

void HitSet::append(qint64 first, std::span<const std::uint64_t> words)
{
    const qint64 offset = first - m_base;
    Q_ASSERT(first % 64 == 0);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const qint64 place = offset + static_cast<qint64>(i) * 64;
        if (words[i] == 0 || place < 0)
            continue;
        const std::size_t word = wordOf(place);
        while (m_words.size() <= word) {
            if (m_words.size() % wordsOfBlock == 0)
                m_before.push_back(m_count);
            m_words.push_back(0);
        }
        Q_ASSERT(word + 1 == m_words.size() && (m_words[word] & words[i]) == 0);
        m_words[word] |= words[i];
        m_count += std::popcount(words[i]);
    }
}

std::uint64_t HitSet::wordAt(qint64 first) const
{
    const qint64 offset = first - m_base;
    return offset < 0 || wordOf(offset) >= m_words.size() ? 0 : m_words[wordOf(offset)];
}

void HitSet::remove(qint64 seq)
{
    if (!contains(seq))
        return;
    const qint64 offset = seq - m_base;
    m_words[wordOf(offset)] &= ~bitOf(offset);
    --m_count;
    for (std::size_t block = wordOf(offset) / wordsOfBlock + 1; block < m_before.size(); ++block)
        --m_before[block];
}

bool HitSet::contains(qint64 seq) const
{
    const qint64 offset = seq - m_base;
    if (offset < 0 || wordOf(offset) >= m_words.size())
        return false;
    return (m_words[wordOf(offset)] & bitOf(offset)) != 0;
}

qint64 HitSet::at(qint64 n) const
{
    Q_ASSERT(n >= 0 && n < m_count);
    const auto after = std::upper_bound(m_before.cbegin(), m_before.cend(), n);
    const auto block = static_cast<std::size_t>(after - m_before.cbegin()) - 1;
    qint64 left = n - m_before[block];
    for (std::size_t word = block * wordsOfBlock; word < m_words.size(); ++word) {
        const int inWord = std::popcount(m_words[word]);
        if (left < inWord)
            return m_base + static_cast<qint64>(word) * 64 + selectInWord(m_words[word], static_cast<int>(left));
        left -= inWord;
    }
    return m_base;
}

qint64 HitSet::rank(qint64 seq) const
{
    const qint64 offset = seq - m_base;
    if (offset <= 0)
        return 0;
    const std::size_t word = wordOf(offset);
    if (word >= m_words.size())
        return m_count;
    qint64 before = m_before[word / wordsOfBlock];
    for (std::size_t i = word / wordsOfBlock * wordsOfBlock; i < word; ++i)
        before += std::popcount(m_words[i]);
    return before + std::popcount(m_words[word] & (bitOf(offset) - 1));
}

qint64 HitSet::bytes() const
{
    return static_cast<qint64>(m_words.capacity() * sizeof(std::uint64_t) + m_before.capacity() * sizeof(qint64));
}

} // namespace console
