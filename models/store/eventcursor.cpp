// SPDX-License-Identifier: Apache-2.0
#include "models/store/eventcursor.h"

#include <bit>
#include <sqlite3.h>

namespace console {

namespace {

/// Passing over so many rows costs about as much as looking one up.
constexpr qint64 nearby = 6;
constexpr qint64 pieceBytes = 4 * 1024 * 1024;

} // namespace

EventCursor::~EventCursor()
{
    sqlite3_finalize(m_ids.statement);
    sqlite3_finalize(m_bodies.statement);
}

void EventCursor::seek(qint64 number, qint64 last)
{
    m_number = number;
    m_last = last;
}

void EventCursor::rewind()
{
    for (Walk *walk : {&m_ids, &m_bodies}) {
        sqlite3_reset(walk->statement);
        walk->at = -1;
    }
}

bool EventCursor::step(Walk &walk)
{
    const int code = sqlite3_step(walk.statement);
    if (code == SQLITE_ROW) {
        walk.at = sqlite3_column_int64(walk.statement, 0);
        return true;
    }
    if (code != SQLITE_DONE)
        m_error = m_database.takeError();
    sqlite3_reset(walk.statement);
    walk.at = -1;
    return false;
}

/// Leaves the statement on the number that was sought. false: it is not there, or an error.
bool EventCursor::reach(Walk &walk)
{
    if (walk.at == m_number)
        return true;
    if (walk.statement == nullptr && sqlite3_prepare_v2(m_database.handle(), walk.sql, -1, &walk.statement, nullptr) != SQLITE_OK) {
        m_error = m_database.takeError();
        return false;
    }
    if (walk.at > m_number)
        return false; // passed over it: it is not there
    if (walk.at < 0 || m_number - walk.at > nearby) {
        sqlite3_reset(walk.statement);
        sqlite3_bind_int64(walk.statement, 1, m_number);
        sqlite3_bind_int64(walk.statement, 2, m_last);
        if (!step(walk))
            return false;
    }
    while (walk.at < m_number) {
        if (!step(walk))
            return false;
    }
    return walk.at == m_number;
}

QString EventCursor::id()
{
    if (!reach(m_ids))
        return {};
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_ids.statement, 1));
    return text == nullptr ? QString() : QString::fromUtf8(text, sqlite3_column_bytes(m_ids.statement, 1));
}

QByteArrayView EventCursor::body()
{
    if (!reach(m_bodies))
        return {};
    const qsizetype size = sqlite3_column_bytes(m_bodies.statement, 1);
    if (std::exchange(m_counted, m_number) != m_number)
        m_bytesRead += size;
    return size == 0 ? QByteArrayView() : QByteArrayView(static_cast<const char *>(sqlite3_column_blob(m_bodies.statement, 1)), size);
}

Result<void> settleEvents(const SlotFilter &filter, EventCursor &cursor, qint64 slot, const SlotMask &open, SlotRange range,
                          SlotMask &matching, const std::function<bool()> &goOn)
{
    const qint64 start = indexSlotStart(slot);
    const qint64 last = start + range.end * 64 - 1;
    qint64 bytes = 0;
    for (int word = range.first; word < range.end; ++word) {
        for (std::uint64_t left = open[size_t(word)]; left != 0; left &= left - 1) {
            const int place = word * 64 + std::countr_zero(left);
            cursor.seek(start + place, last);
            if (filter.holds(place, cursor))
                matching[size_t(word)] |= left & (~left + 1);
            if ((bytes += cursor.takeBytesRead()) < pieceBytes)
                continue;
            // Bodies may be megabytes each: whoever waits wants to be able to stop, and the log must not wait for us.
            bytes = 0;
            cursor.rewind();
            if (goOn && !goOn())
                return failure(ErrorKind::Cancelled);
        }
        if (cursor.error())
            break;
    }
    cursor.rewind();
    if (cursor.error())
        return tl::unexpected<Error>(*cursor.error());
    return {};
}

} // namespace console
