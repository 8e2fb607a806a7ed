// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <array>
#include <cstdint>

namespace console {

// The event index: one file of slots, each with the facts of 32,768 consecutive event numbers as columns and a signature
// of their bodies. It is built from the store in the background, is never needed for a right answer (what is not sealed is
// read from the store) and can be thrown away at any time.

constexpr qint64 indexSlotEvents = 32'768;
constexpr qint64 indexBlockEvents = 64;
constexpr int indexBlocks = int(indexSlotEvents / indexBlockEvents); ///< in a slot
constexpr int signatureRows = 65'536; ///< a hashed trigram each; a row has one bit for each block of the slot

[[nodiscard]] constexpr qint64 indexSlotOf(qint64 seq) { return seq / indexSlotEvents; }
[[nodiscard]] constexpr qint64 indexSlotStart(qint64 slot) { return slot * indexSlotEvents; }

/// Columns of a slot, an item for each number. Names are name.id of the store, 0 for "not there".
enum class IndexColumn : quint8 {
    ReceivedAt, ///< qint64, UTC milliseconds since 1970
    Environment, Type, Integration, Tool, Category, Organization, Outcome, ///< quint32
    BodySize,    ///< quint32, bytes
    IdHash,      ///< quint32 of the id's UTF-8 bytes; see idHash()
    Deliveries,  ///< quint32
    Answered,    ///< quint16
    Flags        ///< quint8 of IndexFlag
};

enum IndexFlag : quint8 {
    IndexPresent = 1, ///< there is such an event
    IndexUnchecked = 2,
    IndexConflict = 4,
    IndexIdElsewhere = 8 ///< the id does not stand in the body as it is: the signature says nothing of it
};

/// One bit a block: set where a body may contain what was asked for.
using BlockMask = std::array<std::uint64_t, indexBlocks / 64>;

} // namespace console
