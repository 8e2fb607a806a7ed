// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"
#include "models/index/indexlayout.h"
#include "models/index/signaturebuilder.h"

#include <memory>
#include <vector>

namespace console {

/// Reads the event index of one store while another thread or process may be writing it. Nothing is mapped: memory is what
/// the caller holds. Whether it fits what is in the store (a copy may have been put back) is a question for
/// models/store/indexcheck. Belongs to the thread that made it.
class EventIndexReader
{
public:
    /// `identity` is the store's (setting `store.identity`). nullptr: there is no usable index of this store.
    [[nodiscard]] static std::unique_ptr<EventIndexReader> open(const QString &file, const QString &identity);
    ~EventIndexReader();

    /// Looks what has been sealed or dropped meanwhile. false: the file is no longer the index of this store; open again.
    [[nodiscard]] bool refresh();
    /// event_change.id up to which changes of stored events are in the columns.
    [[nodiscard]] qint64 appliedChange() const;
    /// The slot is whole: every event of its numbers that was ever stored is in it.
    [[nodiscard]] bool sealed(qint64 slot) const;
    /// One behind the highest slot with anything in it.
    [[nodiscard]] qint64 slots() const;

    // Whole columns of a sealed slot into `items` (resized to indexSlotEvents). false: cannot be read (dropped meanwhile,
    // I/O error); the caller reads the store instead.
    [[nodiscard]] bool read(qint64 slot, IndexColumn column, std::vector<qint64> &items) const;   ///< ReceivedAt
    [[nodiscard]] bool read(qint64 slot, IndexColumn column, std::vector<quint32> &items) const;  ///< 32-bit columns
    [[nodiscard]] bool read(qint64 slot, IndexColumn column, std::vector<quint16> &items) const;  ///< Answered
    [[nodiscard]] bool read(qint64 slot, IndexColumn column, std::vector<quint8> &items) const;   ///< Flags
    /// Blocks in which all of `rows` occur (and thus every body with the text they were made of). false as above.
    [[nodiscard]] bool candidates(qint64 slot, const std::vector<std::uint32_t> &rows, BlockMask &blocks) const;
    /// Lowest and highest receivedAt of the slot's events, kept in memory. Empty slot: first > second.
    [[nodiscard]] std::pair<qint64, qint64> span(qint64 slot) const;

private:
    class Private;
    explicit EventIndexReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace console
