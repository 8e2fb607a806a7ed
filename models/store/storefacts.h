// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/indexview.h"
#include "models/store/slotfacts.h"

struct sqlite3_stmt;

namespace console {

/// The facts of a slot from the event index where it has them, else from the store's rows. Lives as long as a scan, on the
/// reader's thread.
class StoreFacts : public SlotFacts
{
public:
    /// `columns`: a bit for each IndexColumn that will be asked for.
    StoreFacts(StoreReader::Private &store, const IndexView &index, unsigned columns);
    ~StoreFacts() override;
    StoreFacts(const StoreFacts &) = delete;
    StoreFacts &operator=(const StoreFacts &) = delete;

    /// Looks at a part of a slot. fromIndex: precondition index.has(slot).
    void look(qint64 slot, SlotRange range, bool fromIndex);
    /// Reads a column now, if it was not read yet.
    void load(IndexColumn column);
    /// The index could not be read after all: what was given since look() is void, and this slot is to be read from rows.
    [[nodiscard]] bool unreadable() const { return m_unreadable; }
    /// The store could not be read.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

    [[nodiscard]] qint64 slot() const override { return m_slot; }
    [[nodiscard]] const std::vector<quint32> &numbers(IndexColumn column) override;
    [[nodiscard]] const std::vector<qint64> &receivedAt() override;
    [[nodiscard]] const std::vector<quint16> &answered() override;
    [[nodiscard]] const std::vector<quint8> &flags() override;
    [[nodiscard]] std::pair<qint64, qint64> span() const override;
    [[nodiscard]] BlockMask candidates(const std::vector<std::uint32_t> &rows) override;
    [[nodiscard]] const std::vector<SlotMark> &marks() override;

private:
    /// An event that changed since the index was told.
    using Row = std::array<qint64, std::size_t(IndexColumn::Flags) + 1>;
    template <class Item> const std::vector<Item> &column(IndexColumn column, std::vector<Item> &items);
    void readRange();
    void readRows(qint64 from, qint64 to, bool all);
    void readChanged();
    [[nodiscard]] qint64 valueOf(IndexColumn column, sqlite3_stmt *row) const;

    StoreReader::Private &m_store;
    const IndexView &m_index;
    const unsigned m_columns;
    std::array<int, std::size_t(IndexColumn::Flags) + 1> m_place{}; ///< of a column in m_statement
    sqlite3_stmt *m_statement = nullptr;
    qint64 m_slot = -1;
    SlotRange m_range;
    bool m_fromIndex = false;
    bool m_unreadable = false;
    unsigned m_loaded = 0; ///< columns, as m_columns
    bool m_changedRead = false;
    bool m_marksRead = false;
    std::vector<std::pair<int, Row>> m_changed; ///< by place in the slot
    std::vector<qint64> m_receivedAt;
    std::array<std::vector<quint32>, std::size_t(IndexColumn::Deliveries) + 1> m_numbers;
    std::vector<quint16> m_answered;
    std::vector<quint8> m_flags;
    std::vector<SlotMark> m_marks;
    std::optional<Error> m_error;
};

} // namespace console
