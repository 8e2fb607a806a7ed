// SPDX-License-Identifier: Apache-2.0
#include "models/store/storefacts.h"

#include <algorithm>
#include <limits>
#include <sqlite3.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr auto columnCount = std::size_t(IndexColumn::Flags) + 1;

constexpr unsigned bitOf(IndexColumn column)
{
    return 1U << unsigned(column);
}

/// What to select for a column of the index; flags are made of two, and a presence needs nothing.
QString sqlOf(IndexColumn column)
{
    switch (column) {
    case IndexColumn::ReceivedAt: return u"received_at"_s;
    case IndexColumn::Environment: return u"env"_s;
    case IndexColumn::Type: return u"type"_s;
    case IndexColumn::Integration: return u"integration"_s;
    case IndexColumn::Tool: return u"tool"_s;
    case IndexColumn::Category: return u"category"_s;
    case IndexColumn::Organization: return u"organization"_s;
    case IndexColumn::Outcome: return u"outcome"_s;
    case IndexColumn::BodySize: return u"body_size"_s;
    case IndexColumn::IdHash: return u"id"_s;
    case IndexColumn::Deliveries: return u"deliveries"_s;
    case IndexColumn::Answered: return u"answered"_s;
    case IndexColumn::Flags: break;
    }
    return u"verdict, conflict"_s;
}

} // namespace

StoreFacts::StoreFacts(StoreReader::Private &store, const IndexView &index, unsigned columns)
    : m_store(store), m_index(index), m_columns(columns | bitOf(IndexColumn::Flags))
{
    QStringList names{u"seq"_s};
    for (std::size_t i = 0; i < columnCount; ++i) {
        m_place[i] = int(names.size());
        if ((m_columns >> i & 1) != 0)
            names.append(sqlOf(IndexColumn(i)));
    }
    const QByteArray sql = u"SELECT %1 FROM event WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq"_s.arg(names.join(u", "_s)).toUtf8();
    if (sqlite3_prepare_v2(m_store.database->handle(), sql.constData(), int(sql.size()), &m_statement, nullptr) != SQLITE_OK)
        m_error = m_store.database->takeError();
}

StoreFacts::~StoreFacts()
{
    sqlite3_finalize(m_statement);
}

void StoreFacts::look(qint64 slot, SlotRange range, bool fromIndex)
{
    m_slot = slot;
    m_range = range;
    m_fromIndex = fromIndex;
    m_unreadable = false;
    m_loaded = 0;
    m_changed.clear();
    m_changedRead = false;
    m_marksRead = false;
}

void StoreFacts::readRange()
{
    const auto clear = [this](auto &items) {
        items.resize(std::size_t(indexSlotEvents));
        std::fill(items.begin() + m_range.first * 64, items.begin() + m_range.end * 64, 0);
    };
    for (std::size_t i = std::size_t(IndexColumn::Environment); i < m_numbers.size(); ++i) {
        if ((m_columns >> i & 1) != 0)
            clear(m_numbers[i]);
    }
    clear(m_receivedAt);
    clear(m_answered);
    clear(m_flags);
    m_loaded = m_columns;
    readRows(indexSlotStart(m_slot) + m_range.first * 64, indexSlotStart(m_slot) + m_range.end * 64 - 1, true);
}

qint64 StoreFacts::valueOf(IndexColumn column, sqlite3_stmt *row) const
{
    const int place = m_place[std::size_t(column)];
    if ((m_columns & bitOf(column)) == 0)
        return 0;
    if (column == IndexColumn::IdHash) {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(row, place));
        return idHash(QByteArrayView(text, text == nullptr ? 0 : sqlite3_column_bytes(row, place)));
    }
    if (column != IndexColumn::Flags)
        return sqlite3_column_int64(row, place);
    const bool isUnchecked = sqlite3_column_int(row, place) == int(Verdict::Unchecked);
    const bool isConflict = sqlite3_column_int(row, place + 1) != 0;
    // The signature is only asked of a slot in the index: this bit makes it say nothing of what changed there.
    return IndexPresent | IndexIdElsewhere | (isUnchecked ? IndexUnchecked : 0) | (isConflict ? IndexConflict : 0);
}

/// Rows into the columns, or with `all` false into m_changed.
void StoreFacts::readRows(qint64 from, qint64 to, bool all)
{
    if (m_statement == nullptr)
        return;
    sqlite3_bind_int64(m_statement, 1, from);
    sqlite3_bind_int64(m_statement, 2, to);
    int code = SQLITE_DONE;
    while ((code = sqlite3_step(m_statement)) == SQLITE_ROW) {
        const auto place = std::size_t(sqlite3_column_int64(m_statement, 0) - indexSlotStart(m_slot));
        if (!all) {
            Row row{};
            for (std::size_t i = 0; i < columnCount; ++i)
                row[i] = valueOf(IndexColumn(i), m_statement);
            m_changed.back().second = row;
            continue;
        }
        for (std::size_t i = std::size_t(IndexColumn::Environment); i < m_numbers.size(); ++i) {
            if ((m_columns >> i & 1) != 0)
                m_numbers[i][place] = quint32(valueOf(IndexColumn(i), m_statement));
        }
        m_receivedAt[place] = valueOf(IndexColumn::ReceivedAt, m_statement);
        m_answered[place] = quint16(valueOf(IndexColumn::Answered, m_statement));
        m_flags[place] = quint8(valueOf(IndexColumn::Flags, m_statement));
    }
    sqlite3_reset(m_statement); // an unfinished statement would keep a transaction open
    if (code != SQLITE_DONE)
        m_error = m_store.database->takeError();
}

void StoreFacts::readChanged()
{
    if (std::exchange(m_changedRead, true))
        return;
    for (const qint64 number : m_index.changed(m_slot)) {
        m_changed.emplace_back(int(number - indexSlotStart(m_slot)), Row{});
        readRows(number, number, false);
    }
}

template <class Item> const std::vector<Item> &StoreFacts::column(IndexColumn column, std::vector<Item> &items)
{
    Q_ASSERT((m_columns & bitOf(column)) != 0);
    if ((m_loaded & bitOf(column)) != 0)
        return items;
    if (!m_fromIndex) {
        readRange();
        return items;
    }
    m_loaded |= bitOf(column);
    if (m_unreadable || !m_index.reader().read(m_slot, column, items)) {
        m_unreadable = true;
        items.assign(std::size_t(indexSlotEvents), 0);
        return items;
    }
    readChanged();
    for (const auto &[place, row] : m_changed)
        items[std::size_t(place)] = Item(row[std::size_t(column)]);
    return items;
}

const std::vector<quint32> &StoreFacts::numbers(IndexColumn which)
{
    return column(which, m_numbers[std::size_t(which)]);
}

const std::vector<qint64> &StoreFacts::receivedAt()
{
    return column(IndexColumn::ReceivedAt, m_receivedAt);
}

const std::vector<quint16> &StoreFacts::answered()
{
    return column(IndexColumn::Answered, m_answered);
}

const std::vector<quint8> &StoreFacts::flags()
{
    return column(IndexColumn::Flags, m_flags);
}

void StoreFacts::load(IndexColumn which)
{
    switch (which) {
    case IndexColumn::ReceivedAt: column(which, m_receivedAt); break;
    case IndexColumn::Answered: column(which, m_answered); break;
    case IndexColumn::Flags: column(which, m_flags); break;
    default: column(which, m_numbers[std::size_t(which)]);
    }
}

std::pair<qint64, qint64> StoreFacts::span() const
{
    // Times do not change after an event is stored.
    return m_fromIndex ? m_index.reader().span(m_slot)
                       : std::pair(std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max());
}

BlockMask StoreFacts::candidates(const std::vector<std::uint32_t> &rows)
{
    BlockMask blocks;
    if (m_fromIndex && !m_unreadable && m_index.reader().candidates(m_slot, rows, blocks))
        return blocks;
    m_unreadable = m_fromIndex;
    blocks.fill(~std::uint64_t(0));
    return blocks;
}

const std::vector<SlotMark> &StoreFacts::marks()
{
    if (std::exchange(m_marksRead, true))
        return m_marks;
    m_marks.clear();
    const qint64 start = indexSlotStart(m_slot);
    const Result<SqlQuery *> query = m_store.run("read.marks", {start, start + indexSlotEvents - 1});
    if (!query) {
        m_error = query.error();
        return m_marks;
    }
    while ((*query)->next())
        m_marks.push_back({int((*query)->integer(0) - start), (*query)->integer(1) != 0, (*query)->text(2)});
    if (const Result<void> ended = m_store.ended(**query); !ended)
        m_error = ended.error();
    return m_marks;
}

} // namespace console
