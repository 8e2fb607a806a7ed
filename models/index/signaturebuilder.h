// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/index/indexlayout.h"

#include <QByteArrayView>

#include <span>
#include <vector>

namespace console {

/// Hashed trigrams of a text, each a row of the signature, without repeats; empty for less than three bytes.
[[nodiscard]] std::vector<std::uint32_t> signatureRowsOf(QByteArrayView bytes);
[[nodiscard]] std::uint32_t idHash(QByteArrayView utf8);

/// Collects the signature of one slot: 4 MiB, held while it is being built. Pure, belongs to one thread.
class SignatureBuilder
{
public:
    /// Empty again.
    void begin();
    /// A body of an event of this block.
    void add(int block, QByteArrayView body);
    /// The 64 rows from `first` (a multiple of 64): for each its blocks.
    void rows(std::uint32_t first, std::span<BlockMask, 64> out) const;

private:
    std::vector<std::uint64_t> m_seen; ///< of each block, a bit a row: what is collected stays in the nearest cache
};

} // namespace console
