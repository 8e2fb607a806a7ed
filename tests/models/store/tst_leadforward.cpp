// SPDX-License-Identifier: Apache-2.0
// Stores of every older schema, with data in them.
#include "models/store/leadforward.h"

#include "models/store/indexreport.h"
#include "models/store/schema.h"
#include "models/store/sqltext.h"
#include "models/store/storelock.h"
#include "storefixture.h"

#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace console;
using namespace console::test;

namespace {

/// What a program of schema 1 left: two events (one delivered twice, one unchecked), a rejected delivery, an integration.
const char *const firstData = R"(
INSERT INTO name VALUES (1, 'dev'), (2, 'data-changed'), (3, 'personio:A1'), (4, 'personio'), (5, 'HRIS');
UPDATE revision SET events = 2, rejected = 1, event_changes = 1, integrations = 1, environments = 1 WHERE id = 1;
INSERT INTO environment VALUES ('dev', 'eu', NULL, '/webhooks/kombo', 0, 0);
INSERT INTO setting VALUES ('retention/days', '30');
INSERT INTO event VALUES (1, 1780000000000, 1, 2, 3, 4, 5, 0, 0, 0, 2, 0, 200, 2, 11, 12, 'evt-1');
INSERT INTO event VALUES (2, 1780000060000, 1, 2, 3, 4, 5, 0, 0, 1, 1, 0, 200, 2, 21, 22, NULL);
INSERT INTO event_body VALUES (1, '127.0.0.1', x'', CAST('{}' AS BLOB)), (2, NULL, x'', CAST('[]' AS BLOB));
INSERT INTO redelivery VALUES (1, 1, 1780000001000, 200, NULL, x'');
INSERT INTO rejected VALUES (1, 1780000002000, 1, 1, 401, 1, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO rejected_body VALUES (1, NULL, x'', x'78');
INSERT INTO volume VALUES (1, 60000, 1780000000000 / 60000 * 60000, 2, 0, 1), (1, 60000, 1780000000000 / 60000 * 60000, 0, 2, 1);
INSERT INTO total VALUES (1, 2, 0, 1, 2, 1780000000000), (1, 2, 1, 1, 2, 1780000060000), (1, 0, 2, 1, 1, 1780000002000);
INSERT INTO integration (key, env, name, tool, state) VALUES (1, 1, 3, 'personio', 'ACTIVE');
)";

std::unique_ptr<SqliteDatabase> makeOld(const StorePaths &paths, int version)
{
    auto database = std::move(*SqliteDatabase::open(paths.database(), SqliteDatabase::Mode::ReadWrite));
    if (!prepareForWriting(*database, schemaSteps().mid(0, version)) || !database->execute(QString::fromLatin1(firstData)))
        qFatal("%s", qPrintable(database->error().detail));
    return database;
}

class TestLeadForward : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void olderStoresAreReadWithEverythingInThem_data()
    {
        QTest::addColumn<int>("version");
        for (int version = 1; version < schemaVersion(); ++version)
            QTest::addRow("schema %d", version) << version;
    }
    void olderStoresAreReadWithEverythingInThem()
    {
        QFETCH(int, version);
        const QTemporaryDir folder;
        const StorePaths paths{folder.path()};
        makeOld(paths, version);
        {
            const auto reader = StoreReader::open(paths);
            QVERIFY2(reader, qPrintable(reader ? QString() : reader.error().detail));
            const QVector<EventRow> rows = allRows(**reader);
            QCOMPARE(rows.size(), 2);
            QCOMPARE(rows.at(0).id, u"evt-1"_s);
            QCOMPARE(rows.at(0).deliveries, 2);
            QCOMPARE(rows.at(1).verdict, Verdict::Unchecked);
            QVERIFY(!rows.at(0).pinned && rows.at(0).comment.isEmpty());
            QCOMPARE((*reader)->eventBody(1, false).value(), "{}");
            QCOMPARE(allRows(**reader, {}, true).size(), 1);
            QCOMPARE((*reader)->version()->events, 2);
            QCOMPARE((*reader)->version()->marks, 0);
            QCOMPARE((*reader)->setting(u"retention/days"_s).value(), u"30"_s);
            QCOMPARE((*reader)->setting(u"store.identity"_s).value().size(), 32);
            QCOMPARE((*reader)->integrations({})->size(), 1);
            QCOMPARE((*reader)->environments()->size(), 1);
        }
        const auto report = readIndexReport(paths);
        QVERIFY(report);
        QCOMPARE(*report, (IndexReport{false, 2, 0, 0, 0, false}));
    }

    void writerGoesOnWhereItWas()
    {
        const QTemporaryDir folder;
        const StorePaths paths{folder.path()};
        makeOld(paths, 1);
        auto writer = StoreWriter::open(paths);
        QVERIFY(writer);
        Receipts receipts(**writer);
        QVERIFY((*writer)->enqueue(delivery(dataChanged("new", "personio:A1"))));
        QCOMPARE(receipts.waitFor(1).first().seq, 3);
        (*writer)->stop();
        const auto database = std::move(*openForReading(paths));
        QCOMPARE(database->value(u"SELECT sum(count) FROM flow WHERE span = 60000"_s).toInt(), 4);
        QCOMPARE(database->value(u"SELECT sum(count) FROM flow WHERE span = 3600000"_s).toInt(), 4);
        QCOMPARE(database->value(u"SELECT count(*) FROM event_change"_s).toInt(), 0);
        QCOMPARE(database->value(u"PRAGMA quick_check"_s).toString(), u"ok"_s);
    }

    void eachStoreHasAnIdentityOfItsOwn()
    {
        QStringList identities;
        for (int i = 0; i < 3; ++i) {
            const QTemporaryDir folder;
            makeOld({folder.path()}, 1);
            identities.append(StoreReader::open({folder.path()}).value()->setting(u"store.identity"_s).value());
        }
        QCOMPARE(identities.removeDuplicates(), 0);
    }

    void leavesTheLockFree()
    {
        const QTemporaryDir folder;
        const StorePaths paths{folder.path()};
        makeOld(paths, 1);
        QVERIFY(openForReading(paths));
        QVERIFY(StoreLock::take(paths, u"test"_s));
    }

    /// The owner leads it forward itself, a moment later.
    void waitsForAnOwnerThatStarts()
    {
        const QTemporaryDir folder;
        const StorePaths paths{folder.path()};
        makeOld(paths, 1);
        auto lock = std::move(*StoreLock::take(paths, u"listen"_s));
        std::thread owner([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            const auto writer = StoreWriter::open(paths);
            if (!writer)
                qWarning("the writer did not open");
        });
        const auto database = openForReading(paths);
        owner.join();
        QVERIFY(database);
        QCOMPARE(allRows(**StoreReader::open(paths)).size(), 2);
    }

    void saysSoWhereItMayNotWrite()
    {
        if (::geteuid() == 0) {
            // root may write everywhere: a folder in place of the lock file stops it as well.
            const QTemporaryDir folder;
            const StorePaths paths{folder.path()};
            makeOld(paths, 1);
            QVERIFY(QDir().mkpath(paths.lock()));
            const auto database = openForReading(paths);
            QVERIFY(!database);
            QCOMPARE(database.error().code, u"schema-older"_s);
            return;
        }
        const QTemporaryDir folder;
        const StorePaths paths{folder.path()};
        makeOld(paths, 1);
        QCOMPARE(::chmod(qPrintable(paths.database()), S_IRUSR), 0);
        const auto database = openForReading(paths);
        QVERIFY(!database);
        QCOMPARE(database.error().code, u"schema-older"_s);
    }

    void missingStoreStaysMissing()
    {
        const QTemporaryDir folder;
        const StorePaths paths{folder.path()};
        QCOMPARE(openForReading(paths).error().code, u"store-missing"_s);
        QCOMPARE(readIndexReport(paths).error().code, u"store-missing"_s);
        QVERIFY(!QFile::exists(paths.lock()));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestLeadForward)
#include "tst_leadforward.moc"
