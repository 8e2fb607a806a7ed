// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"
#include "models/store/slotfilter.h"
#include "models/store/sqlitedatabase.h"

#include <atomic>

struct sqlite3_stmt;

namespace console {

/// Ids and bodies of stored events, asked for by ascending numbers: neighbours are read in a row, others are looked up.
/// What is not there (removed meanwhile) is empty. Belongs to its connection's thread.
class EventCursor : public EventTexts
{
public:
    explicit EventCursor(SqliteDatabase &database) : m_database(database) {}
    ~EventCursor() override;
    EventCursor(const EventCursor &) = delete;
    EventCursor &operator=(const EventCursor &) = delete;

    /// `last`: no number behind it will be asked for before the next rewind().
    void seek(qint64 number, qint64 last);
    /// Lets go of what would keep a transaction open; any number may follow.
    void rewind();
    [[nodiscard]] QString id() override;
    [[nodiscard]] QByteArrayView body() override;
    /// Bytes of bodies that were read since the last question.
    [[nodiscard]] qint64 takeBytesRead() { return std::exchange(m_bytesRead, 0); }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    struct Walk
    {
        const char *sql = nullptr;
        sqlite3_stmt *statement = nullptr;
        qint64 at = -1; ///< where the statement stands; -1: it does not
    };
    [[nodiscard]] bool reach(Walk &walk);
    [[nodiscard]] bool step(Walk &walk);

    SqliteDatabase &m_database;
    Walk m_ids{"SELECT seq, id FROM event WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq"};
    Walk m_bodies{"SELECT seq, body FROM event_body WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq"};
    qint64 m_number = 0;
    qint64 m_last = 0;
    qint64 m_counted = -1; ///< the number whose body was counted in m_bytesRead
    qint64 m_bytesRead = 0;
    std::optional<Error> m_error;
};

/// Decides the open events of a part of a slot one by one: of `open`, those that match come into `matching`. Reads in
/// pieces of some megabytes; `goOn` is asked between them, false ends it with Cancelled. To be called from several threads
/// with a cursor each and ranges apart.
[[nodiscard]] Result<void> settleEvents(const SlotFilter &filter, EventCursor &cursor, qint64 slot, const SlotMask &open, SlotRange range,
                                        SlotMask &matching, const std::function<bool()> &goOn);

} // namespace console
