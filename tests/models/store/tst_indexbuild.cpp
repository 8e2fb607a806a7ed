// SPDX-License-Identifier: Apache-2.0
// covers: models/store/indexbuild.cpp models/store/indexcheck.cpp models/store/indexedrow.cpp models/store/indexreport.cpp
#include "models/store/indexbuild.h"

#include "models/index/indexfile.h"
#include "models/store/indexcheck.h"
#include "models/store/indexreport.h"
#include "models/store/schema.h"

#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 slot = indexSlotEvents;

/// A store that is filled by SQL: what the index sees, in no time.
class PlainStore
{
public:
    PlainStore()
    {
        database = std::move(*SqliteDatabase::open(paths().database(), SqliteDatabase::Mode::ReadWrite));
        if (!prepareForWriting(*database) || !database->execute(u"PRAGMA synchronous = OFF"_s))
            qFatal("cannot make the store");
    }
    [[nodiscard]] StorePaths paths() const { return {m_folder.path()}; }

    bool sql(const QString &text)
    {
        if (database->execute(text))
            return true;
        qWarning("%s", qPrintable(database->error().detail));
        return false;
    }
    /// Events with these numbers; the id of number 9 stands escaped in its body. `salt` makes other events.
    bool fill(qint64 from, qint64 to, int salt = 0)
    {
        const QString numbers = u"WITH RECURSIVE n(i) AS (SELECT %1 UNION ALL SELECT i + 1 FROM n WHERE i < %2) "_s.arg(from).arg(to);
        return sql(u"BEGIN"_s)
            && sql(u"INSERT INTO event "_s + numbers
                   + u"SELECT i, 1780000000000 + i * 10 + %1, 1, 2 + i % 5, 3, 4, 5, 6, 0, i % 100 = 0, 1, 0, 200, 100, i * 1000 + %1, i, 'evt-' || i FROM n"_s.arg(salt))
            && sql(u"INSERT INTO event_body "_s + numbers
                   + u"SELECT i, NULL, x'', CAST(CASE WHEN i = 9 THEN '{\"id\":\"evt\\u002d9\"}' ELSE '{\"id\":\"evt-' || i || '\",\"text\":\"needle' || (i % 7919) || '\"}' END AS BLOB) FROM n"_s)
            && sql(u"UPDATE revision SET events = max(events, %1)"_s.arg(to)) && sql(u"COMMIT"_s);
    }
    /// As the writer does it for a redelivery.
    bool redeliver(qint64 seq)
    {
        return sql(u"UPDATE event SET deliveries = deliveries + 1 WHERE seq = %1"_s.arg(seq))
            && sql(u"INSERT INTO event_change (event) VALUES (%1)"_s.arg(seq));
    }
    std::unique_ptr<IndexBuild> build()
    {
        auto opened = IndexBuild::open(paths());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().code));
        return std::move(*opened);
    }
    std::unique_ptr<EventIndexReader> index() { return openIndexOf(*database, paths().eventIndex()); }

    std::unique_ptr<SqliteDatabase> database;

private:
    QTemporaryDir m_folder;
};

/// Steps until there is nothing to do, counting those with work; -1 after an error or when there is no end.
int finish(IndexBuild &build)
{
    int steps = 0;
    for (int tries = 0; tries < 5000; ++tries) {
        const auto step = build.step();
        if (!step) {
            qWarning("%s", qPrintable(step.error().code + u' ' + step.error().detail));
            return -1;
        }
        if (*step == IndexBuild::Step::Idle)
            return steps;
        steps += *step == IndexBuild::Step::Worked ? 1 : 0;
    }
    return -1;
}

template <class T> T item(EventIndexReader &index, IndexColumn column, qint64 seq)
{
    std::vector<T> items;
    return index.read(indexSlotOf(seq), column, items) ? items.at(size_t(seq % indexSlotEvents)) : T(-1);
}

class TestIndexBuild : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void buildsWholeSlotsOnly()
    {
        PlainStore store;
        QVERIFY(store.fill(1, slot + 100));
        const auto build = store.build();
        QVERIFY(finish(*build) > 0);
        QCOMPARE(build->status(), (IndexStatus{slot + 100, slot - 1, false, {}, 0}));
        const auto index = store.index();
        QVERIFY(index && index->sealed(0) && !index->sealed(1));
        QCOMPARE(item<quint8>(*index, IndexColumn::Flags, 0), 0);
        QCOMPARE(item<quint8>(*index, IndexColumn::Flags, 1), IndexPresent);
        QCOMPARE(item<quint8>(*index, IndexColumn::Flags, 100), IndexPresent | IndexUnchecked);
        QCOMPARE(item<quint8>(*index, IndexColumn::Flags, 9), IndexPresent | IndexIdElsewhere);
        QCOMPARE(item<qint64>(*index, IndexColumn::ReceivedAt, 77), 1'780'000'000'770);
        QCOMPARE(item<quint32>(*index, IndexColumn::IdHash, 77), idHash("evt-77"));
        QCOMPARE(item<quint16>(*index, IndexColumn::Answered, slot - 1), 200);
        BlockMask blocks;
        QVERIFY(index->candidates(0, signatureRowsOf("needle77\""), blocks));
        QVERIFY((blocks[0] >> (77 / 64) & 1) != 0);

        QVERIFY(store.fill(slot + 101, 2 * slot - 1));
        QVERIFY(finish(*build) > 0);
        QVERIFY(index->refresh() && index->sealed(1));
    }

    void waitsForTheLastNumberOfASlot_data()
    {
        QTest::addColumn<qint64>("last");
        QTest::addColumn<bool>("sealed");
        QTest::newRow("one is missing") << slot - 2 << false;
        QTest::newRow("full") << slot - 1 << true;
        QTest::newRow("one more") << slot << true;
    }
    void waitsForTheLastNumberOfASlot()
    {
        QFETCH(qint64, last);
        QFETCH(bool, sealed);
        PlainStore store;
        QVERIFY(store.fill(slot - 50, last));
        QVERIFY(finish(*store.build()) >= 0);
        QCOMPARE(store.index()->sealed(0), sealed);
    }

    void reportsHowFarItIs()
    {
        PlainStore store;
        QVERIFY(store.fill(1, 2 * slot + 5));
        QVERIFY(store.sql(u"INSERT INTO total VALUES (1, 2, 0, %1, 0, 0)"_s.arg(2 * slot + 5)));
        QCOMPARE(*readIndexReport(store.paths()), (IndexReport{false, 2 * slot + 5, 0, 0, 0, false}));
        const auto build = store.build();
        while (!store.index()->sealed(1))
            QVERIFY(build->step());
        QCOMPARE(readIndexReport(store.paths())->indexed, slot);
        QVERIFY(!readIndexReport(store.paths())->complete);
        QVERIFY(finish(*build) > 0);
        QVERIFY(store.redeliver(4));
        const auto report = readIndexReport(store.paths());
        QCOMPARE(report->indexed, 2 * slot - 1);
        QCOMPARE(report->pendingChanges, 1);
        QVERIFY(report->usable && report->complete);
        QVERIFY(report->bytes > 10'000'000 && report->bytes < 14'000'000);
    }

    void emptyStoreIsIdle()
    {
        PlainStore store;
        const auto build = store.build();
        QCOMPARE(finish(*build), 0);
        QCOMPARE(build->status(), IndexStatus());
        QVERIFY(store.index());
    }

    void newestSlotComesFirst()
    {
        PlainStore store;
        QVERIFY(store.fill(1, 3 * slot));
        const auto build = store.build();
        const auto index = store.index();
        while (!index->sealed(2)) {
            QVERIFY(build->step());
            QVERIFY(index->refresh());
            QVERIFY(!index->sealed(1) && !index->sealed(0));
            QVERIFY(build->status().building);
        }
        QVERIFY(finish(*build) > 0);
        QVERIFY(index->refresh() && index->sealed(1) && index->sealed(0));
    }

    void stepsAreShort()
    {
        PlainStore store;
        QVERIFY(store.fill(1, slot));
        QVERIFY(store.sql(u"UPDATE event_body SET body = zeroblob(3000000) WHERE seq BETWEEN 10 AND 19"_s));
        const auto build = store.build();
        // 256 events a step would be 128; the ten large bodies are a step each.
        QVERIFY(finish(*build) > 128 + 8);
        QVERIFY(store.index()->sealed(0));
    }

    void changesAreTakenIn()
    {
        PlainStore store;
        QVERIFY(store.fill(1, slot + 10));
        const auto build = store.build();
        QVERIFY(finish(*build) > 0);
        const auto index = store.index();
        QVERIFY(store.redeliver(5) && store.redeliver(5) && store.redeliver(slot + 3) && store.redeliver(9));
        QVERIFY(store.sql(u"DELETE FROM event WHERE seq = 6"_s) && store.sql(u"INSERT INTO event_change (event) VALUES (6)"_s));
        QVERIFY(finish(*build) > 0);
        QCOMPARE(build->appliedChange(), 5);
        QVERIFY(index->refresh());
        QCOMPARE(index->appliedChange(), 5);
        QCOMPARE(item<quint32>(*index, IndexColumn::Deliveries, 5), 3U);
        QCOMPARE(item<quint8>(*index, IndexColumn::Flags, 6), 0);
        QCOMPARE(item<quint8>(*index, IndexColumn::Flags, 9), IndexPresent | IndexIdElsewhere);
        QVERIFY(store.index()); // the check goes by it, too
    }

    /// What changes after it was read and before the slot is sealed.
    void changesInTheSlotThatIsBeingBuiltAreTakenIn()
    {
        PlainStore store;
        QVERIFY(store.fill(1, slot));
        const auto build = store.build();
        QVERIFY(build->step() && build->step());
        QVERIFY(store.redeliver(5) && store.redeliver(30'000));
        QVERIFY(build->step());
        QCOMPARE(build->appliedChange(), 2);
        QVERIFY(store.redeliver(30'001));
        QVERIFY(finish(*build) > 0);
        const auto index = store.index();
        QCOMPARE(item<quint32>(*index, IndexColumn::Deliveries, 5), 2U);
        QCOMPARE(item<quint32>(*index, IndexColumn::Deliveries, 30'000), 2U);
        QCOMPARE(item<quint32>(*index, IndexColumn::Deliveries, 30'001), 2U);
    }

    void changesBeforeTheIndexNeedNoWork()
    {
        PlainStore store;
        QVERIFY(store.fill(1, 100));
        for (int i = 0; i < 50; ++i)
            QVERIFY(store.redeliver(1 + i % 3));
        const auto build = store.build();
        QCOMPARE(finish(*build), 1);
        QCOMPARE(build->appliedChange(), 50);
    }

    void logThatDoesNotReachBackBuildsAnew()
    {
        PlainStore store;
        QVERIFY(store.fill(1, slot));
        QVERIFY(finish(*store.build()) > 0);
        for (int i = 0; i < 5; ++i)
            QVERIFY(store.redeliver(7));
        QVERIFY(store.sql(u"DELETE FROM event_change WHERE id < 3"_s));
        const auto build = store.build();
        QVERIFY(finish(*build) > 128);
        QCOMPARE(build->appliedChange(), 5);
        QCOMPARE(item<quint32>(*store.index(), IndexColumn::Deliveries, 7), 6U);
    }

    void trimmedLogIsNoReason()
    {
        PlainStore store;
        QVERIFY(store.fill(1, slot));
        for (int i = 0; i < 5; ++i)
            QVERIFY(store.redeliver(7));
        QVERIFY(finish(*store.build()) > 0);
        QVERIFY(store.sql(u"DELETE FROM event_change"_s));
        QCOMPARE(finish(*store.build()), 0);
        QVERIFY(store.redeliver(7));
        QCOMPARE(finish(*store.build()), 1);
    }

    void prunedSlotsAreDropped()
    {
        PlainStore store;
        QVERIFY(store.fill(1, 3 * slot));
        const auto build = store.build();
        QVERIFY(finish(*build) > 0);
        QVERIFY(store.sql(u"DELETE FROM event WHERE seq < %1"_s.arg(slot + 5)));
        QVERIFY(finish(*build) > 0);
        const auto index = store.index();
        QVERIFY(!index->sealed(0) && index->sealed(1) && index->sealed(2));
        QCOMPARE(build->status().total, 2 * slot - 4);
        QCOMPARE(build->status().indexed, 2 * slot - 5);
        QCOMPARE(finish(*store.build()), 0);
    }

    void rebuildsWhatIsNotOfThisStore_data()
    {
        QTest::addColumn<QString>("change"); ///< after a copy of the store was put back
        QTest::addColumn<bool>("fits");
        QTest::newRow("the same") << QString() << true;
        QTest::newRow("another event at the end") << u"UPDATE event SET received_at = received_at + 1 WHERE seq = %1"_s.arg(2 * slot - 1) << false;
        QTest::newRow("another id at the end") << u"UPDATE event SET id = 'x' WHERE seq = %1"_s.arg(2 * slot - 1) << false;
        QTest::newRow("less") << u"UPDATE revision SET events = %1"_s.arg(slot) << false;
        QTest::newRow("the last one is gone, and told") << u"DELETE FROM event WHERE seq = %1; INSERT INTO event_change (event) VALUES (%1)"_s.arg(2 * slot - 1) << true;
        QTest::newRow("the last one is gone, not told") << u"DELETE FROM event WHERE seq = %1"_s.arg(2 * slot - 1) << false;
        QTest::newRow("fewer changes") << u"DELETE FROM event_change; DELETE FROM sqlite_sequence"_s << false;
        QTest::newRow("another identity") << u"UPDATE setting SET value = 'abc' WHERE key = 'store.identity'"_s << false;
    }
    void rebuildsWhatIsNotOfThisStore()
    {
        QFETCH(QString, change);
        QFETCH(bool, fits);
        PlainStore store;
        QVERIFY(store.fill(1, 2 * slot));
        QVERIFY(store.redeliver(3));
        QVERIFY(finish(*store.build()) > 0);
        QVERIFY(store.index());
        QVERIFY(change.isEmpty() || store.sql(change));
        QCOMPARE(store.index() != nullptr, fits);
        const auto build = store.build();
        QCOMPARE(build->status().indexed > 0, fits);
        QVERIFY(finish(*build) >= 0);
        QVERIFY(store.index());
    }

    void damagedIndexIsBuiltAnew_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("garbage") << QByteArray(20'000, 'x');
        QTest::newRow("another database") << QByteArray("SQLite format 3\0", 16) + QByteArray(5000, '\0');
    }
    void damagedIndexIsBuiltAnew()
    {
        QFETCH(QByteArray, bytes);
        PlainStore store;
        QVERIFY(store.fill(1, slot));
        QFile file(store.paths().eventIndex());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        QVERIFY(!store.index());
        QVERIFY(finish(*store.build()) > 0);
        QVERIFY(store.index()->sealed(0));
    }

    void leavesTheRestOfAFullDiskToTheStore()
    {
        PlainStore store;
        QVERIFY(store.fill(1, slot));
        const auto build = std::move(*IndexBuild::open(store.paths(), std::numeric_limits<qint64>::max() / 2));
        const auto step = build->step();
        QVERIFY(!step);
        QCOMPARE(step.error().kind, ErrorKind::StorageFull);
        QVERIFY(QFileInfo(store.paths().eventIndex()).size() < 10'000);
        QVERIFY(finish(*store.build()) > 0);
    }

    void damagedSlotIsFoundAndBuiltAnew_data()
    {
        QTest::addColumn<qint64>("offset");
        QTest::newRow("column") << slotOffset(0) + columnOffset(IndexColumn::Type) + 4000;
        QTest::newRow("signature") << slotOffset(0) + signatureOffset + 1'000'000;
    }
    void damagedSlotIsFoundAndBuiltAnew()
    {
        QFETCH(qint64, offset);
        PlainStore store;
        QVERIFY(store.fill(1, 2 * slot));
        QVERIFY(finish(*store.build()) > 250);
        QFile file(store.paths().eventIndex());
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(offset) && file.write("\x01\x02\x03\x04\x05\x06\x07\x08") == 8);
        file.close();
        const int steps = finish(*store.build());
        QVERIFY2(steps > 100 && steps < 200, qPrintable(QString::number(steps))); // one slot
        QCOMPARE(finish(*store.build()), 0);
        QVERIFY(store.index()->sealed(0) && store.index()->sealed(1));
    }

    void removedFileIsMadeAgain()
    {
        PlainStore store;
        QVERIFY(store.fill(1, slot));
        const auto build = store.build();
        QVERIFY(finish(*build) > 0);
        QVERIFY(QFile::remove(store.paths().eventIndex()));
        QVERIFY(finish(*build) > 128);
        QVERIFY(store.index()->sealed(0));
    }

    void storeBeforeIdentityHasNoIndex()
    {
        PlainStore store;
        QVERIFY(store.sql(u"DELETE FROM setting WHERE key = 'store.identity'"_s));
        const auto build = IndexBuild::open(store.paths());
        QVERIFY(!build);
        QCOMPARE(build.error().code, u"store-identity"_s);
        QVERIFY(!store.index());
    }

    void findsIdsInBodies_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("stands");
        QTest::newRow("plain") << QByteArray("evt-1") << QByteArray("{\"id\":\"evt-1\"}") << true;
        QTest::newRow("none") << QByteArray() << QByteArray("{}") << true;
        QTest::newRow("empty body") << QByteArray("a") << QByteArray() << false;
        QTest::newRow("escaped") << QByteArray("a/b") << QByteArray("{\"id\":\"a\\/b\"}") << false;
        QTest::newRow("at the end") << QByteArray("\xc3\xa9") << QByteArray("x\xc3\xa9") << true;
    }
    void findsIdsInBodies()
    {
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, body);
        QTEST(idStandsIn(id, body), "stands");
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestIndexBuild)
#include "tst_indexbuild.moc"
