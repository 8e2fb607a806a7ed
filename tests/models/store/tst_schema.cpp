// SPDX-License-Identifier: Apache-2.0
// covers: models/store/schema.cpp models/store/sqlitedatabase.cpp models/store/sqlquery.cpp models/store/sqltext.cpp
#include "models/store/schema.h"
#include "models/store/sqltext.h"
#include "storefixture.h"

#include <QDir>
#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

using namespace console;
using namespace console::test;

namespace {

/// The statements of a schema that is a step behind and of one that is a step ahead.
const QStringList oldSteps = {u"CREATE TABLE thing (id INTEGER PRIMARY KEY);"_s};
const QStringList newSteps = oldSteps + QStringList{u"-- adds; a column\nALTER TABLE thing ADD COLUMN size INTEGER;\nUPDATE thing SET size = id * 2;"_s};

std::unique_ptr<SqliteDatabase> openFile(const QString &file)
{
    auto database = SqliteDatabase::open(file, SqliteDatabase::Mode::ReadWrite);
    return database ? std::move(*database) : nullptr;
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A store with a few events, closed, as one file.
void makeStore(const StorePaths &paths)
{
    auto writer = StoreWriter::open(paths);
    QVERIFY(writer);
    Receipts receipts(**writer);
    for (int i = 0; i < 50; ++i)
        QVERIFY((*writer)->enqueue(delivery(eventText(QByteArray::number(i), "t", "\"" + QByteArray(2000, 'x') + "\""))));
    QCOMPARE(receipts.waitFor(50).size(), 50);
    (*writer)->stop();
}

mode_t modeOf(const QString &path)
{
    struct stat info = {};
    return ::stat(qPrintable(path), &info) == 0 ? info.st_mode & 07777 : 0;
}

} // namespace

class TestSchema : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsStatements();
    void stepsForward();
    void rollsBackFailedStep();
    void newerIsReadNotWritten();
    void refusesWhatIsNoStore_data();
    void refusesWhatIsNoStore();
    void refusesFlippedBytes();
    void refusesReadOnlyFile();
    void missingIsSaid();
    void filesArePrivateWhateverTheUmask();
    void keepsTheSettings();
    void namesErrors();
    void bindsEveryKind();
};

void TestSchema::readsStatements()
{
    const QHash<QString, QString> named = namedStatements(u"-- head\n-- name: a.b\nSELECT 1\n  FROM x;\n\n-- name: c\n-- why\nDELETE FROM y;\n"_s);
    QCOMPARE(named.size(), 2);
    QCOMPARE(named.value(u"a.b"_s), u"SELECT 1\n  FROM x"_s);
    QCOMPARE(named.value(u"c"_s), u"DELETE FROM y"_s);
    QCOMPARE(statementsOf(newSteps.last()).size(), 2);
    QVERIFY(!sqlText(QLatin1String("event.add")).isEmpty());
    QCOMPARE(schemaVersion(), int(schemaSteps().size()));
    QVERIFY(schemaVersion() >= 1);
}

void TestSchema::stepsForward()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"x.sqlite"_s);
    {
        const auto database = openFile(file);
        QVERIFY(prepareForWriting(*database, oldSteps));
        QVERIFY(database->execute(u"INSERT INTO thing VALUES (21)"_s));
        QCOMPARE(database->value(u"PRAGMA user_version"_s).toInt(), 1);
    }
    for (int i = 0; i < 2; ++i) { // the second time there is nothing to do
        const auto database = openFile(file);
        QVERIFY(prepareForWriting(*database, newSteps));
        QCOMPARE(database->value(u"PRAGMA user_version"_s).toInt(), 2);
        QCOMPARE(database->value(u"SELECT size FROM thing"_s).toInt(), 42);
    }
    const auto database = openFile(file);
    const Result<void> older = prepareForWriting(*database, oldSteps);
    QCOMPARE(older.error().kind, ErrorKind::StorageNewer);
}

void TestSchema::rollsBackFailedStep()
{
    const QTemporaryDir folder;
    const auto database = openFile(folder.filePath(u"x.sqlite"_s));
    QVERIFY(prepareForWriting(*database, oldSteps));
    const QStringList broken = oldSteps + QStringList{u"CREATE TABLE half (id INTEGER); CREATE TABLE thing (id INTEGER);"_s};
    QVERIFY(!prepareForWriting(*database, broken));
    QVERIFY(!database->inTransaction());
    QCOMPARE(database->value(u"PRAGMA user_version"_s).toInt(), 1);
    QCOMPARE(database->value(u"SELECT count(*) FROM sqlite_master WHERE name = 'half'"_s).toInt(), 0);
    QVERIFY(prepareForWriting(*database, newSteps));
}

void TestSchema::newerIsReadNotWritten()
{
    const QTemporaryDir folder;
    const StorePaths paths{folder.path()};
    makeStore(paths);
    {
        const auto database = openFile(paths.database());
        QVERIFY(database->execute(u"PRAGMA user_version = "_s + QString::number(schemaVersion() + 1)));
        QVERIFY(database->execute(u"ALTER TABLE event ADD COLUMN something_new INTEGER"_s));
    }
    const QByteArray before = readFile(paths.database());
    const auto writer = StoreWriter::open(paths);
    QVERIFY(!writer);
    QCOMPARE(writer.error().kind, ErrorKind::StorageNewer);
    QCOMPARE(readFile(paths.database()), before);
    auto reader = StoreReader::open(paths);
    QVERIFY(reader);
    QVERIFY((*reader)->newerSchema());
    QCOMPARE(allRows(**reader).size(), 50);
}

void TestSchema::refusesWhatIsNoStore_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<bool>("folder");
    QTest::newRow("garbage") << QByteArray(20'000, 'g') << QByteArray() << false;
    QTest::newRow("short text") << QByteArray("hello") << QByteArray() << false;
    QTest::newRow("header alone") << QByteArray("SQLite format 3\0", 16) << QByteArray() << false;
    QTest::newRow("emptied beside its log") << QByteArray() << QByteArray(5000, 'w') << false;
    QTest::newRow("a folder") << QByteArray() << QByteArray() << true;
    const QTemporaryDir other;
    {
        const auto foreign = openFile(other.filePath(u"f"_s));
        QVERIFY(foreign->execute(u"CREATE TABLE mine (x)"_s));
    }
    QTest::newRow("another program's database") << readFile(other.filePath(u"f"_s)) << QByteArray() << false;
}

void TestSchema::refusesWhatIsNoStore()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, log);
    QFETCH(const bool, folder);
    const QTemporaryDir home;
    const StorePaths paths{home.path()};
    if (folder)
        QVERIFY(QDir().mkpath(paths.database()));
    else
        writeFile(paths.database(), bytes);
    if (!log.isEmpty())
        writeFile(paths.database() + u"-wal"_s, log);
    const QStringList filesBefore = QDir(home.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    const auto writer = StoreWriter::open(paths);
    QVERIFY(!writer);
    QCOMPARE(writer.error().kind, ErrorKind::StorageDamaged);
    QVERIFY(!writer.error().code.isEmpty());
    const auto reader = StoreReader::open(paths);
    QVERIFY(!reader);
    QCOMPARE(reader.error().kind, ErrorKind::StorageDamaged);
    QCOMPARE(QDir(home.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), filesBefore);
    if (!folder)
        QCOMPARE(readFile(paths.database()), bytes);
    if (!log.isEmpty())
        QCOMPARE(readFile(paths.database() + u"-wal"_s), log);
}

void TestSchema::refusesFlippedBytes()
{
    const QTemporaryDir folder;
    const StorePaths paths{folder.path()};
    makeStore(paths);
    QByteArray bytes = readFile(paths.database());
    QVERIFY(bytes.size() > 100'000);
    for (qsizetype page = 0; page < bytes.size(); page += 8192) {
        for (qsizetype i = 0; i < 12; ++i) // page headers
            bytes[page + (page == 0 ? 100 : 0) + i] = char(bytes.at(page + (page == 0 ? 100 : 0) + i) ^ 0x5a);
    }
    writeFile(paths.database(), bytes);
    const auto writer = StoreWriter::open(paths);
    QVERIFY(!writer);
    QCOMPARE(writer.error().kind, ErrorKind::StorageDamaged);
    QCOMPARE(readFile(paths.database()), bytes);
}

void TestSchema::refusesReadOnlyFile()
{
    const QTemporaryDir folder;
    const StorePaths paths{folder.path()};
    makeStore(paths);
    QVERIFY(QFile::setPermissions(paths.database(), QFileDevice::ReadOwner));
    const auto writer = StoreWriter::open(paths);
    if (::geteuid() == 0) { // root writes everywhere
        QVERIFY(writer);
        return;
    }
    QVERIFY(!writer);
    QCOMPARE(writer.error().kind, ErrorKind::Refused);
    auto reader = StoreReader::open(paths);
    QVERIFY(reader);
    QCOMPARE(allRows(**reader).size(), 50);
}

void TestSchema::missingIsSaid()
{
    const QTemporaryDir folder;
    const StorePaths paths{folder.path()};
    QCOMPARE(StoreReader::open(paths).error().kind, ErrorKind::NotFound);
    QVERIFY(QDir(folder.path()).isEmpty());
    writeFile(paths.database(), {});
    QCOMPARE(StoreReader::open(paths).error().kind, ErrorKind::NotFound);
    const StorePaths nowhere{folder.path() + u"/not/there"_s};
    QCOMPARE(StoreWriter::open(nowhere).error().kind, ErrorKind::Storage);
}

void TestSchema::filesArePrivateWhateverTheUmask()
{
    const QTemporaryDir parent;
    const mode_t before = ::umask(0);
    const auto paths = openStoreFolder(parent.path() + u"/a/b"_s);
    QVERIFY(paths);
    auto writer = StoreWriter::open(*paths);
    QVERIFY(writer);
    auto reader = StoreReader::open(*paths);
    ::umask(before);
    QVERIFY(reader);
    QCOMPARE(modeOf(paths->folder), mode_t(0700));
    const QStringList files = QDir(paths->folder).entryList(QDir::Files);
    QVERIFY(files.size() >= 3); // database, -wal, -shm
    for (const QString &file : files)
        QCOMPARE(modeOf(paths->folder + u'/' + file), mode_t(0600));
}

void TestSchema::keepsTheSettings()
{
    const QTemporaryDir folder;
    const auto database = openFile(folder.filePath(u"x.sqlite"_s));
    QVERIFY(prepareForWriting(*database));
    QCOMPARE(database->value(u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
    QCOMPARE(database->value(u"PRAGMA synchronous"_s).toInt(), 2); // FULL: a power cut takes nothing that was acknowledged
    QCOMPARE(database->value(u"PRAGMA page_size"_s).toInt(), 8192);
    QCOMPARE(database->value(u"PRAGMA busy_timeout"_s).toInt(), 5000);
    QCOMPARE(database->value(u"PRAGMA application_id"_s).toInt(), storeApplicationId);
    // Each statement of the resources can be prepared against the present schema.
    const QStringList scripts = {u"reads.sql"_s, u"records.sql"_s, u"writes.sql"_s};
    for (const QString &script : scripts) {
        QFile file(u":/store/sql/sqlite/"_s + script);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QHash<QString, QString> statements = namedStatements(QString::fromUtf8(file.readAll()));
        QVERIFY(!statements.isEmpty());
        for (auto it = statements.cbegin(); it != statements.cend(); ++it)
            QVERIFY2(SqlQuery(database->handle(), it->toUtf8(), false).valid(), qPrintable(it.key()));
    }
}

void TestSchema::namesErrors()
{
    QCOMPARE(sqliteError(13, {}).kind, ErrorKind::StorageFull);
    QCOMPARE(sqliteError(10 | 4 << 8, {}).kind, ErrorKind::Storage);
    QCOMPARE(sqliteError(10 | 4 << 8, {}).code, u"SQLITE_IOERR"_s);
    QCOMPARE(sqliteError(11, {}).kind, ErrorKind::StorageDamaged);
    QCOMPARE(sqliteError(26, {}).kind, ErrorKind::StorageDamaged);
    QCOMPARE(sqliteError(8, {}).kind, ErrorKind::Refused);
    QCOMPARE(sqliteError(9, {}).kind, ErrorKind::Cancelled);
    const QTemporaryDir folder;
    const auto database = openFile(folder.filePath(u"x.sqlite"_s));
    QVERIFY(!database->execute(u"SELECT * FROM nothing"_s));
    QVERIFY(database->error().detail.contains(u"nothing"_s));
    QVERIFY(!database->value(u"SELECT * FROM nothing"_s).isValid());
}

void TestSchema::bindsEveryKind()
{
    const QTemporaryDir folder;
    const auto database = openFile(folder.filePath(u"x.sqlite"_s));
    QVERIFY(database->execute(u"CREATE TABLE v (n INTEGER, t TEXT, b BLOB)"_s));
    SqlQuery insert(database->handle(), "INSERT INTO v VALUES (?, ?, ?)", false);
    const QString odd = u"a"_s + QChar(0) + u"é\u0301"_s;
    QVERIFY(insert.exec({qint64(-5), odd, QByteArray("\0\xff", 2)}));
    QVERIFY(insert.exec({QVariant(), QString(), QByteArray()}));
    QVERIFY(insert.exec({true, u""_s, QByteArray("")}));
    SqlQuery select(database->handle(), "SELECT n, t, b FROM v ORDER BY rowid", false);
    QVERIFY(select.exec({}));
    QVERIFY(select.next());
    QCOMPARE(select.integer(0), -5);
    QCOMPARE(select.text(1), odd);
    QCOMPARE(select.blob(2), QByteArray("\0\xff", 2));
    QVERIFY(select.next());
    QVERIFY(select.isNull(0) && select.isNull(1) && select.isNull(2));
    QVERIFY(select.text(1).isNull());
    QVERIFY(!select.time(0));
    QVERIFY(select.next());
    QCOMPARE(select.integer(0), 1);
    QVERIFY(!select.text(1).isNull() && select.text(1).isEmpty());
    QVERIFY(!select.isNull(2));
    QVERIFY(!select.next());
    QVERIFY(!select.failed());
    QVERIFY(!SqlQuery(database->handle(), "SELEC", false).valid());
}

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
