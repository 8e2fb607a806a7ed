// SPDX-License-Identifier: Apache-2.0
#include "models/store/schema.h"

#include "models/store/sqltext.h"

#include <QFileInfo>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Files up to this size are read through once at opening; a bigger one would hold up the start, and SQLite reports a
/// damaged page when it meets it.
constexpr qint64 maxCheckedBytes = 16 * 1024 * 1024;

Result<void> failed(const SqliteDatabase &database)
{
    return tl::unexpected<Error>(database.error());
}

Result<int> fileVersion(SqliteDatabase &database)
{
    const QVariant version = database.value(u"PRAGMA user_version"_s);
    const QVariant tables = version.isValid() ? database.value(u"SELECT count(*) FROM sqlite_master"_s) : QVariant();
    const QVariant application = tables.isValid() ? database.value(u"PRAGMA application_id"_s) : QVariant();
    if (!application.isValid())
        return tl::unexpected<Error>(database.error());
    const bool fresh = version.toInt() == 0 && tables.toInt() == 0;
    if (!fresh && application.toInt() != storeApplicationId)
        return failure(ErrorKind::StorageDamaged, u"store-foreign"_s, database.file());
    return version.toInt();
}

Result<void> checkPages(SqliteDatabase &database)
{
    if (QFileInfo(database.file()).size() > maxCheckedBytes)
        return {};
    const QVariant answer = database.value(u"PRAGMA quick_check(1)"_s);
    if (!answer.isValid())
        return failed(database);
    if (answer.toString() != u"ok"_s)
        return failure(ErrorKind::StorageDamaged, u"SQLITE_CORRUPT"_s, answer.toString());
    return {};
}

Result<void> runStep(SqliteDatabase &database, const QString &script, int version)
{
    if (!database.execute(u"BEGIN IMMEDIATE"_s))
        return failed(database);
    QStringList statements = statementsOf(script);
    statements.append(u"PRAGMA application_id = "_s + QString::number(storeApplicationId));
    statements.append(u"PRAGMA user_version = "_s + QString::number(version));
    statements.append(u"COMMIT"_s);
    for (const QString &statement : std::as_const(statements)) {
        if (database.execute(statement))
            continue;
        const Error reason = database.error();
        if (database.inTransaction() && !database.execute(u"ROLLBACK"_s))
            database.takeError();
        return tl::unexpected<Error>(reason);
    }
    return {};
}

} // namespace

int schemaVersion()
{
    return int(schemaSteps().size());
}

Result<void> prepareForWriting(SqliteDatabase &database)
{
    return prepareForWriting(database, schemaSteps());
}

Result<void> prepareForWriting(SqliteDatabase &database, const QStringList &steps)
{
    const Result<int> version = fileVersion(database);
    if (!version)
        return tl::unexpected<Error>(version.error());
    if (*version > int(steps.size()))
        return failure(ErrorKind::StorageNewer, u"schema-newer"_s, QString::number(*version));
    if (const Result<void> sound = checkPages(database); !sound)
        return sound;

    // page_size works only before the first page is written; elsewhere it is without effect. The automatic checkpoint
    // stays on the writer: moved to another thread it costs a third of the rate.
    const QStringList settings = {u"PRAGMA page_size = 8192"_s,           u"PRAGMA journal_mode = WAL"_s,
                                  u"PRAGMA synchronous = FULL"_s,         u"PRAGMA wal_autocheckpoint = 3000"_s,
                                  u"PRAGMA cache_size = -32768"_s,        u"PRAGMA temp_store = MEMORY"_s,
                                  u"PRAGMA journal_size_limit = 67108864"_s};
    for (const QString &setting : settings) {
        if (!database.execute(setting))
            return failed(database);
    }
    if (database.value(u"PRAGMA journal_mode"_s).toString() != u"wal"_s)
        return failure(ErrorKind::Storage, u"store-no-wal"_s, database.file());
    for (int step = *version; step < int(steps.size()); ++step) {
        if (const Result<void> done = runStep(database, steps.at(step), step + 1); !done)
            return done;
    }
    return {};
}

Result<int> prepareForReading(SqliteDatabase &database)
{
    const Result<int> version = fileVersion(database);
    if (!version)
        return version;
    if (*version == 0)
        return failure(ErrorKind::NotFound, u"store-missing"_s, database.file());
    if (!database.execute(u"PRAGMA cache_size = -16384"_s) || !database.execute(u"PRAGMA temp_store = MEMORY"_s))
        return tl::unexpected<Error>(database.error());
    return version;
}

} // namespace console
