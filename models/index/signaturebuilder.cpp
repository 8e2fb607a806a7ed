// SPDX-License-Identifier: Apache-2.0
#include "models/index/signaturebuilder.h"

#include <algorithm>

namespace console {

namespace {

constexpr size_t wordsInBlock = signatureRows / 64;

constexpr std::uint32_t rowOf(std::uint32_t trigram)
{
    return (trigram * 0x9E3779B1U) >> 16;
}

/// The three bytes that were read last.
constexpr std::uint32_t next(std::uint32_t trigram, unsigned char byte)
{
    return ((trigram << 8) | byte) & 0xFFFFFFU;
}

/// Bit j of word i goes to bit i of word j.
void transpose(std::array<std::uint64_t, 64> &words)
{
    std::uint64_t mask = 0x00000000FFFFFFFFULL;
    for (unsigned step = 32; step != 0; step >>= 1, mask ^= mask << step) {
        for (unsigned i = 0; i < 64; i = ((i | step) + 1) & ~step) {
            const std::uint64_t swap = ((words[i] >> step) ^ words[i | step]) & mask;
            words[i] ^= swap << step;
            words[i | step] ^= swap;
        }
    }
}

} // namespace

std::vector<std::uint32_t> signatureRowsOf(QByteArrayView bytes)
{
    std::vector<std::uint32_t> rows;
    std::uint32_t last = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        last = next(last, static_cast<unsigned char>(bytes[i]));
        if (i >= 2)
            rows.push_back(rowOf(last));
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

std::uint32_t idHash(QByteArrayView utf8)
{
    std::uint64_t hash = 0xCBF29CE484222325ULL; // FNV-1a
    for (const char byte : utf8)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
    return std::uint32_t(hash ^ (hash >> 32));
}

void SignatureBuilder::begin()
{
    m_seen.assign(size_t(indexBlocks) * wordsInBlock, 0);
}

void SignatureBuilder::add(int block, QByteArrayView body)
{
    if (body.size() < 3)
        return;
    std::uint64_t *seen = m_seen.data() + size_t(block) * wordsInBlock;
    const auto *bytes = reinterpret_cast<const unsigned char *>(body.data());
    std::uint32_t last = next(next(0, bytes[0]), bytes[1]);
    for (qsizetype i = 2; i < body.size(); ++i) {
        last = next(last, bytes[i]);
        const std::uint32_t row = rowOf(last);
        seen[row / 64] |= std::uint64_t(1) << (row % 64);
    }
}

void SignatureBuilder::rows(std::uint32_t first, std::span<BlockMask, 64> out) const
{
    std::array<std::uint64_t, 64> words;
    for (size_t group = 0; group < indexBlocks / 64; ++group) {
        for (size_t i = 0; i < 64; ++i)
            words[i] = m_seen[(group * 64 + i) * wordsInBlock + first / 64];
        transpose(words);
        for (size_t i = 0; i < 64; ++i)
            out[i][group] = words[i];
    }
}

} // namespace console
