// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <optional>

struct sqlite3;
struct sqlite3_stmt;

namespace console {

/// One prepared statement over SQLite's C interface. QtSql formats a text for each bound value, which costs more than
/// SQLite's own work for an event. Belongs to its connection and that one's thread.
class SqlQuery
{
public:
    /// `valid()` is false when the text cannot be prepared.
    SqlQuery(sqlite3 *handle, const QByteArray &sql, bool kept);
    ~SqlQuery();
    SqlQuery(const SqlQuery &) = delete;
    SqlQuery &operator=(const SqlQuery &) = delete;

    [[nodiscard]] bool valid() const { return m_statement != nullptr; }
    /// Binds in order (`?` or `?1`…) and runs up to the first row. Invalid variants, null strings and null byte arrays
    /// become NULL. Bytes are not copied: `values` lives until finish(), or until exec() returned for a statement
    /// without rows. false: an SQLite error.
    [[nodiscard]] bool exec(const QVariantList &values);
    /// Moves to the next row (the first one at the first call). false: no more, the statement is finished; or failed().
    [[nodiscard]] bool next();
    /// next() ended with an error instead of the end.
    [[nodiscard]] bool failed() const { return m_failed; }
    /// Ends reading: nothing of a transaction stays open.
    void finish();

    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    /// NULL gives a null string.
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    /// NULL gives nullopt.
    [[nodiscard]] std::optional<Timestamp> time(int column) const;
    [[nodiscard]] QVariant value(int column) const;

private:
    void bind(int place, const QVariant &value);

    sqlite3_stmt *m_statement = nullptr;
    bool m_row = false;   ///< a row was stepped to that next() has not given yet
    bool m_failed = false;
};

} // namespace console
