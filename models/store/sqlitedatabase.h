// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
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

    /// Runs a statement of the resources by its name. The query stays valid until the same name runs again; a caller
    /// that does not read to the end calls finish(). `name` must be a literal: the cache keeps its address.
    [[nodiscard]] QSqlQuery *run(const char *name, const QVariantList &values = {});
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
    [[nodiscard]] QSqlDatabase &database() { return m_database; }
    [[nodiscard]] sqlite3 *handle() const { return m_handle; }
    /// Reads the reason of a failed C call into error() and returns it.
    const Error &takeError();

private:
    /// `values` go to the places of the text, where `?1` may come more than once.
    struct Statement
    {
        explicit Statement(const QSqlDatabase &database) : query(database) {}
        QSqlQuery query;
        QVector<int> places; ///< which value each place takes
    };

    SqliteDatabase() = default;
    [[nodiscard]] Statement *prepared(const char *name);
    [[nodiscard]] Result<void> connect(const QString &file, Mode mode);

    QString m_name;
    QSqlDatabase m_database;
    sqlite3 *m_handle = nullptr;
    Error m_error;
    std::unordered_map<std::string_view, std::unique_ptr<Statement>> m_statements;
};

/// What a caller may act on, from an SQLite result code (extended ones included).
[[nodiscard]] Error sqliteError(int code, const QString &message);

} // namespace console
