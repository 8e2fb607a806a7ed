// SPDX-License-Identifier: Apache-2.0
#include "models/store/storeindexer.h"

#include "models/store/indexcheck.h"
#include "storefixture.h"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace console;
using namespace console::test;

namespace {

QByteArray bodyOf(qint64 number)
{
    return dataChanged("evt-" + QByteArray::number(number), "personio:" + QByteArray::number(number % 50));
}

/// Stores events up to this number (of a store without gaps).
bool fillTo(Store &store, qint64 &number, qint64 last)
{
    const qsizetype before = store.receipts->waitFor(0).size();
    qsizetype queued = 0;
    while (number < last) {
        if (store.writer->enqueue(delivery(bodyOf(number + 1)))) {
            ++number;
            ++queued;
        } else {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
    return store.receipts->waitFor(before + queued).size() == before + queued;
}

std::unique_ptr<EventIndexReader> indexOf(const Store &store)
{
    auto database = SqliteDatabase::open(store.paths().database(), SqliteDatabase::Mode::ReadOnly);
    return database ? openIndexOf(**database, store.paths().eventIndex()) : nullptr;
}

bool upToDate(const StoreIndexer &indexer, qint64 slots)
{
    const IndexStatus status = indexer.status();
    return !status.building && status.indexed >= slots * indexSlotEvents - 1;
}

class TestStoreIndexer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void indexesWhileEventsComeIn()
    {
        Store store;
        StoreIndexer indexer(store.paths(), *store.writer);
        QSignalSpy told(&indexer, &StoreIndexer::statusChanged);
        indexer.start();
        qint64 number = 0;
        QVERIFY(fillTo(store, number, indexSlotEvents + 10));
        // A redelivery of something that is in the index soon or already.
        QCOMPARE(store.put(bodyOf(7)).deliveries, 2);
        QTRY_VERIFY_WITH_TIMEOUT(upToDate(indexer, 1), 30'000);
        QCOMPARE(indexer.status().total, indexSlotEvents + 10);
        QVERIFY(!told.isEmpty());
        const auto index = indexOf(store);
        QVERIFY(index && index->sealed(0));
        QCOMPARE(store.put(bodyOf(8)).deliveries, 2);
        QTRY_VERIFY_WITH_TIMEOUT(index->refresh() && index->appliedChange() == 2, 10'000);
        std::vector<quint32> deliveries;
        QVERIFY(index->read(0, IndexColumn::Deliveries, deliveries));
        QCOMPARE(deliveries.at(7), 2U);
        QCOMPARE(deliveries.at(8), 2U);
        QCOMPARE(deliveries.at(9), 1U);

        // The same once more by a person, then a file that somebody threw away.
        indexer.rebuild();
        QTRY_VERIFY_WITH_TIMEOUT(!index->refresh(), 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(upToDate(indexer, 1), 30'000);
        QVERIFY(QFile::remove(store.paths().eventIndex()));
        store.put(bodyOf(10));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(store.paths().eventIndex()) && upToDate(indexer, 1), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(indexOf(store) && indexOf(store)->sealed(0), 30'000);
    }

    void trimsTheLog()
    {
        Store store;
        StoreIndexer indexer(store.paths(), *store.writer, {1, 20});
        indexer.start();
        for (int i = 0; i < 100; ++i)
            QVERIFY(store.put(bodyOf(i % 10)).stored);
        const auto rows = [&store] {
            auto database = SqliteDatabase::open(store.paths().database(), SqliteDatabase::Mode::ReadOnly);
            return (*database)->value(u"SELECT count(*) FROM event_change"_s).toInt();
        };
        QTRY_VERIFY(rows() <= 25 && rows() >= 20);
    }

    void stopsSoonInTheMiddle()
    {
        Store store;
        qint64 number = 0;
        QVERIFY(fillTo(store, number, indexSlotEvents));
        StoreIndexer indexer(store.paths(), *store.writer);
        indexer.start();
        QTRY_VERIFY(QFile::exists(store.paths().eventIndex()));
        QElapsedTimer clock;
        clock.start();
        indexer.stop();
        QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed()))); // 200 ms, but machines differ
        indexer.stop();
    }

    void saysWhyItDoesNotGoOn()
    {
        Store store;
        QVERIFY(QDir().mkpath(store.paths().eventIndex())); // a folder where the file should be
        StoreIndexer indexer(store.paths(), *store.writer);
        QSignalSpy told(&indexer, &StoreIndexer::statusChanged);
        indexer.start();
        QTRY_VERIFY(indexer.status().error.has_value());
        QVERIFY(!indexer.status().building);
        QVERIFY(QDir().rmdir(store.paths().eventIndex()));
        indexer.rebuild(); // a person who asks need not wait for the next try
        QTRY_VERIFY(!indexer.status().error.has_value());
    }

    /// Writers and indexers go without a word; what is left is used by the next ones.
    void killedOwnerLeavesAUsableIndex()
    {
        Store store;
        qint64 number = 0;
        QVERIFY(fillTo(store, number, 2 * indexSlotEvents));
        store.writer.reset();
        for (int round = 0; round < 4; ++round) {
            const pid_t child = ::fork();
            if (child == 0) {
                auto writer = StoreWriter::open(store.paths());
                if (!writer)
                    ::_exit(1);
                StoreIndexer indexer(store.paths(), **writer, {0, 20'000});
                indexer.start();
                for (qint64 i = 0;; ++i) {
                    if (!(*writer)->enqueue(delivery(bodyOf(i % 1000 + 1))))
                        ::usleep(1000);
                }
            }
            ::usleep(useconds_t(50'000 + round * 60'000));
            ::kill(child, SIGKILL);
            int status = 0;
            ::waitpid(child, &status, 0);
            QVERIFY(WIFSIGNALED(status));
        }
        store.reopen();
        StoreIndexer indexer(store.paths(), *store.writer);
        indexer.start();
        QTRY_VERIFY_WITH_TIMEOUT(upToDate(indexer, 2), 30'000);
        const auto index = indexOf(store);
        QVERIFY(index && index->sealed(0) && index->sealed(1));
        auto database = std::move(*SqliteDatabase::open(store.paths().database(), SqliteDatabase::Mode::ReadOnly));
        QTRY_VERIFY_WITH_TIMEOUT(index->refresh() && index->appliedChange() == readIndexedState(*database)->changes, 30'000);
        std::vector<quint32> deliveries;
        QVERIFY(index->read(0, IndexColumn::Deliveries, deliveries));
        for (const qint64 seq : {1, 2, 500, 1000, 1001})
            QCOMPARE(qint64(deliveries.at(size_t(seq))), qint64((*readIndexedFacts(*database, seq))->deliveries));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestStoreIndexer)
#include "tst_storeindexer.moc"
