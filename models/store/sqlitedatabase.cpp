// SPDX-License-Identifier: Apache-2.0
#include "models/store/sqlitedatabase.h"

#include "models/store/sqltext.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSqlDriver>
#include <QSqlError>

#include <atomic>
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

QString nextName()
{
    static std::atomic<int> counter = 0;
    return u"kombo-store-"_s + QString::number(++counter);
}

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

/// Qt's driver miscounts places with a number that come twice, so they become plain ones. Gives which value belongs to
/// each place.
QVector<int> takeNumbers(QString &sql)
{
    static const QRegularExpression place(u"\\?([0-9]*)"_s);
    QVector<int> places;
    QString plain;
    qsizetype end = 0;
    for (QRegularExpressionMatchIterator it = place.globalMatch(sql); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const int number = match.captured(1).toInt();
        places.append(number > 0 ? number - 1 : int(places.size()));
        plain += QStringView(sql).sliced(end, match.capturedStart() - end) + u'?';
        end = match.capturedEnd();
    }
    sql = plain + QStringView(sql).sliced(end);
    return places;
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
    m_name = nextName();
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    m_database.setDatabaseName(file);
    QString options = u"QSQLITE_BUSY_TIMEOUT="_s + QString::number(busyTimeoutMs);
    if (mode == Mode::ReadOnly)
        options += u";QSQLITE_OPEN_READONLY"_s;
    m_database.setConnectOptions(options);
    if (!m_database.open())
        return tl::unexpected<Error>(sqliteError(m_database.lastError().nativeErrorCode().toInt(), m_database.lastError().databaseText()));
    m_handle = *static_cast<sqlite3 *const *>(m_database.driver()->handle().constData());
    sqlite3_extended_result_codes(m_handle, 1);
    return {};
}

SqliteDatabase::~SqliteDatabase()
{
    m_statements.clear();
    m_database.close();
    m_database = QSqlDatabase();
    if (!m_name.isEmpty())
        QSqlDatabase::removeDatabase(m_name);
}

SqliteDatabase::Statement *SqliteDatabase::prepared(const char *name)
{
    std::unique_ptr<Statement> &statement = m_statements[std::string_view(name)];
    if (!statement) {
        auto fresh = std::make_unique<Statement>(m_database);
        QString text = sqlText(QLatin1String(name));
        fresh->places = takeNumbers(text);
        fresh->query.setForwardOnly(true);
        if (!fresh->query.prepare(text)) {
            takeError();
            return nullptr;
        }
        statement = std::move(fresh);
    }
    return statement.get();
}

QSqlQuery *SqliteDatabase::run(const char *name, const QVariantList &values)
{
    Statement *statement = prepared(name);
    if (statement == nullptr)
        return nullptr;
    for (qsizetype i = 0; i < statement->places.size(); ++i)
        statement->query.bindValue(int(i), values.at(statement->places.at(i)));
    if (statement->query.exec())
        return &statement->query;
    if (takeError().code == u"SQLITE_0"_s) // refused by Qt's driver, SQLite never saw it
        m_error.detail = QLatin1String(name) + u": "_s + statement->query.lastError().text();
    statement->query.finish();
    return nullptr;
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
    QSqlQuery query(m_database);
    if (!query.exec(sql)) {
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
    return m_error;
}

} // namespace console
