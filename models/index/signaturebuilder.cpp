// SPDX-License-Identifier: Apache-2.0
#include "models/index/signaturebuilder.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace console {

namespace {

constexpr size_t wordsInBlock = signatureRows / 64;

constexpr std::uint32_t rowOf(std::uint32_t trigram)
{
    return (trigram * 0x9E3779B1U) >> 16;
}

constexpr std::uint32_t trigramOf(const unsigned char *bytes)
{
    return bytes[0] | std::uint32_t(bytes[1]) << 8 | std::uint32_t(bytes[2]) << 16;
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
    const auto *text = reinterpret_cast<const unsigned char *>(bytes.data());
    for (qsizetype i = 0; i + 3 <= bytes.size(); ++i)
        rows.push_back(rowOf(trigramOf(text + i)));
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
    const auto set = [seen](std::uint32_t trigram) {
        const std::uint32_t row = rowOf(trigram);
        seen[row / 64] |= std::uint64_t(1) << (row % 64);
    };
    // Four bytes at once where there are four: one load instead of three.
    for (qsizetype i = 0; i + 4 <= body.size(); ++i) {
        std::uint32_t four = 0;
        std::memcpy(&four, bytes + i, sizeof four);
        set(qFromLittleEndian(four) & 0xFFFFFFU);
    }
    set(trigramOf(bytes + body.size() - 3));
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
