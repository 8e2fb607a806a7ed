// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"
#include "models/store/sqlquery.h"

#include <QVariant>

#include <memory>
#include <string_view>
#include <unordered_map>

struct sqlite3;

namespace console {

/// One SQLite connection with its prepared statements, kept until it is closed. Belongs to the thread that opened it.
/// Functions that can fail give false (or nullptr) and leave the reason in error().
class SqliteDatabase
{
public:
    enum class Mode { ReadOnly, ReadWrite };

    /// Opens a file. ReadWrite creates it 0600 when it is missing. Errors: NotFound `store-missing` (ReadOnly),
    /// Refused (permissions), StorageDamaged, StorageFull, Storage.
    [[nodiscard]] static Result<std::unique_ptr<SqliteDatabase>> open(const QString &file, Mode mode);
    ~SqliteDatabase();
    SqliteDatabase(const SqliteDatabase &) = delete;
    SqliteDatabase &operator=(const SqliteDatabase &) = delete;

    /// Runs a statement of the resources by its name, prepared once. The query stays valid until the same name runs
    /// again; a caller that does not read to the end calls finish(). `values` as for SqlQuery::exec; `name` must be a
    /// literal: the cache keeps its address.
    [[nodiscard]] SqlQuery *run(const char *name, const QVariantList &values = {});
    /// After the last row: reading ended with an error instead of the end.
    [[nodiscard]] bool failedIn(SqlQuery &query);
    /// As run(), for statements without a result.
    [[nodiscard]] bool change(const char *name, const QVariantList &values = {});
    /// Runs text once.
    [[nodiscard]] bool execute(const QString &sql);
    /// First column of the first row of a text; invalid when there is none or it failed.
    [[nodiscard]] QVariant value(const QString &sql);
    /// Rows that the latest statement changed.
    [[nodiscard]] qint64 changes() const;
    [[nodiscard]] qint64 lastRowId() const;
    /// False when SQLite rolled the open transaction back by itself (disk full, I/O error).
    [[nodiscard]] bool inTransaction() const;

    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] const QString &file() const { return m_file; }
    [[nodiscard]] sqlite3 *handle() const { return m_handle; }
    /// Reads the reason of a failed C call into error() and returns it.
    const Error &takeError();

private:
    SqliteDatabase() = default;
    [[nodiscard]] Result<void> connect(const QString &file, Mode mode);

    QString m_file;
    sqlite3 *m_handle = nullptr;
    Error m_error;
    std::unordered_map<std::string_view, std::unique_ptr<SqlQuery>> m_statements;
};

/// What a caller may act on, from an SQLite result code (extended ones included).
[[nodiscard]] Error sqliteError(int code, const QString &message);

} // namespace console
