// SPDX-License-Identifier: Apache-2.0
#include "models/store/sqlitedatabase.h"

#include "models/store/sqltext.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int busyTimeoutMs = 5000;

QString resultName(int code)
{
    static const QHash<int, QString> names = {
        {SQLITE_FULL, u"SQLITE_FULL"_s},       {SQLITE_IOERR, u"SQLITE_IOERR"_s},       {SQLITE_CORRUPT, u"SQLITE_CORRUPT"_s},
        {SQLITE_NOTADB, u"SQLITE_NOTADB"_s},   {SQLITE_READONLY, u"SQLITE_READONLY"_s}, {SQLITE_CANTOPEN, u"SQLITE_CANTOPEN"_s},
        {SQLITE_BUSY, u"SQLITE_BUSY"_s},       {SQLITE_LOCKED, u"SQLITE_LOCKED"_s},     {SQLITE_PERM, u"SQLITE_PERM"_s},
        {SQLITE_NOMEM, u"SQLITE_NOMEM"_s},     {SQLITE_TOOBIG, u"SQLITE_TOOBIG"_s},     {SQLITE_CONSTRAINT, u"SQLITE_CONSTRAINT"_s},
        {SQLITE_INTERRUPT, u"SQLITE_INTERRUPT"_s}};
    return names.value(code & 0xff, u"SQLITE_"_s + QString::number(code));
}

/// SQLite gives -wal and -shm the mode of the database file, so only this one needs care (umask may be anything).
Result<void> makeFile(const QString &file)
{
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor >= 0) {
        ::close(descriptor);
        return {};
    }
    const QString reason = file + u": "_s + QString::fromLocal8Bit(std::strerror(errno));
    if (errno == EACCES || errno == EPERM || errno == EROFS)
        return failure(ErrorKind::Refused, u"store-permission"_s, reason);
    return failure(errno == ENOSPC || errno == EDQUOT ? ErrorKind::StorageFull : ErrorKind::Storage, u"store-open"_s, reason);
}

Result<void> checkFile(const QString &file, SqliteDatabase::Mode mode)
{
    const QFileInfo info(file);
    if (!info.exists())
        return mode == SqliteDatabase::Mode::ReadOnly ? Result<void>(failure(ErrorKind::NotFound, u"store-missing"_s, file))
                                                      : makeFile(file);
    if (!info.isFile())
        return failure(ErrorKind::StorageDamaged, u"store-not-a-file"_s, file);
    if (::access(QFile::encodeName(file).constData(), mode == SqliteDatabase::Mode::ReadOnly ? R_OK : R_OK | W_OK) != 0)
        return failure(ErrorKind::Refused, u"store-permission"_s, file);
    // SQLite would take an emptied file for a new one and delete the log that may hold the newest events.
    if (info.size() == 0 && QFileInfo(file + u"-wal"_s).size() > 0)
        return failure(ErrorKind::StorageDamaged, u"store-truncated"_s, file);
    return {};
}

} // namespace

Error sqliteError(int code, const QString &message)
{
    Error error{ErrorKind::Storage, resultName(code), message};
    switch (code & 0xff) {
    case SQLITE_FULL:
        error.kind = ErrorKind::StorageFull;
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        error.kind = ErrorKind::StorageDamaged;
        break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        error.kind = ErrorKind::Refused;
        break;
    case SQLITE_INTERRUPT:
        error.kind = ErrorKind::Cancelled;
        break;
    default:
        break;
    }
    return error;
}

Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open(const QString &file, Mode mode)
{
    if (const Result<void> usable = checkFile(file, mode); !usable)
        return tl::unexpected<Error>(usable.error());
    std::unique_ptr<SqliteDatabase> database(new SqliteDatabase);
    if (const Result<void> connected = database->connect(file, mode); !connected)
        return tl::unexpected<Error>(connected.error());
    return database;
}

Result<void> SqliteDatabase::connect(const QString &file, Mode mode)
{
    m_file = file;
    // NOMUTEX: a connection stays on one thread. A reader, too, may make -shm; it only never writes the database.
    const int flags = SQLITE_OPEN_NOMUTEX | (mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    const int code = sqlite3_open_v2(QFile::encodeName(file).constData(), &m_handle, flags, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected<Error>(m_handle != nullptr ? takeError() : sqliteError(code, file));
    sqlite3_extended_result_codes(m_handle, 1);
    sqlite3_busy_timeout(m_handle, busyTimeoutMs);
    return {};
}

SqliteDatabase::~SqliteDatabase()
{
    m_statements.clear();
    sqlite3_close(m_handle);
}

SqlQuery *SqliteDatabase::run(const char *name, const QVariantList &values)
{
    std::unique_ptr<SqlQuery> &query = m_statements[std::string_view(name)];
    if (!query) {
        query = std::make_unique<SqlQuery>(m_handle, sqlText(QLatin1String(name)).toUtf8(), true);
        if (!query->valid()) {
            takeError();
            query.reset();
            return nullptr;
        }
    }
    if (query->exec(values))
        return query.get();
    takeError();
    query->finish();
    return nullptr;
}

bool SqliteDatabase::failedIn(SqlQuery &query)
{
    if (!query.failed())
        return false;
    takeError();
    query.finish();
    return true;
}

bool SqliteDatabase::change(const char *name, const QVariantList &values)
{
    return run(name, values) != nullptr;
}

bool SqliteDatabase::execute(const QString &sql)
{
    const int code = sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        takeError();
    return code == SQLITE_OK;
}

QVariant SqliteDatabase::value(const QString &sql)
{
    SqlQuery query(m_handle, sql.toUtf8(), false);
    if (!query.valid() || !query.exec({})) {
        takeError();
        return {};
    }
    return query.next() ? query.value(0) : QVariant();
}

qint64 SqliteDatabase::changes() const
{
    return sqlite3_changes64(m_handle);
}

qint64 SqliteDatabase::lastRowId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

bool SqliteDatabase::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

const Error &SqliteDatabase::takeError()
{
    m_error = sqliteError(sqlite3_extended_errcode(m_handle), QString::fromUtf8(sqlite3_errmsg(m_handle)));
    // Growing the shared index of the log fails as an I/O error when the disk is full.
    const int cause = sqlite3_system_errno(m_handle);
    if (m_error.code == u"SQLITE_IOERR"_s && (cause == ENOSPC || cause == EDQUOT))
        m_error.kind = ErrorKind::StorageFull;
    return m_error;
}

} // namespace console
