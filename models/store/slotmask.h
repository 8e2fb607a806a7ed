// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/index/indexlayout.h"

namespace console {

constexpr int slotWords = int(indexSlotEvents / 64);
static_assert(indexBlockEvents == 64, "a block of the signature is a word of a mask");

/// One bit for each number of a slot.
using SlotMask = std::array<std::uint64_t, slotWords>;

/// Words of a slot that are being looked at: [first, end).
struct SlotRange
{
    int first = 0;
    int end = slotWords;
};

} // namespace console
