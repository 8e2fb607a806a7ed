// SPDX-License-Identifier: Apache-2.0
// covers: models/store/readpool.cpp models/store/storewatch.cpp
#include "models/store/readturn.h"
#include "models/store/replyto.h"
#include "storefixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSemaphore>
#include <QThread>

#include <atomic>
#include <thread>

using namespace console;
using namespace console::test;

class TestReadPool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsElsewhereAndAnswersHere();
    void tellsThatAnotherReadWaits();
    void opensAStoreThatAppearsLater();
    void forgetsDeadContexts();
    void stopsALongScan();
    void replyToIsSafeWhileObjectsDie();
    void watchesTheOwnWriter();
    void watchesAnotherWriter();
    void watchesAStoreThatAppearsLater();
};

void TestReadPool::readsElsewhereAndAnswersHere()
{
    Store store;
    store.put(eventText("1", "t"));
    ReadPool pool(store.paths());
    QVector<int> order;
    QThread *reader = nullptr;
    QThread *answered = nullptr;
    for (int i = 0; i < 10; ++i) {
        pool.read<qint64>(this, [&reader](StoreReader &from) -> Result<qint64> {
            reader = QThread::currentThread();
            return from.version().map([](const StoreVersion &version) { return version.events; });
        }, [&, i](Result<qint64> events) {
            answered = QThread::currentThread();
            QCOMPARE(*events, 1);
            order.append(i);
        });
    }
    QVERIFY(order.isEmpty()); // never inside read()
    QTRY_COMPARE(order.size(), 10);
    QCOMPARE(order, (QVector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    QCOMPARE(answered, thread());
    QVERIFY(reader != thread());
}

void TestReadPool::tellsThatAnotherReadWaits()
{
    Store store;
    store.put(eventText("1", "t"));
    ReadPool pool(store.paths());
    QSemaphore queued;
    QVector<int> waited;
    const auto ask = [&](bool first) {
        pool.read<int>(this, [&queued, first](StoreReader &) -> Result<int> {
            if (first)
                queued.acquire();
            return anotherReadWaits() ? 1 : 0;
        }, [&waited](Result<int> waits) { waited.append(*waits); });
    };
    ask(true);
    ask(false);
    queued.release();
    QTRY_COMPARE(waited, (QVector<int>{1, 0}));
    QVERIFY(!anotherReadWaits()); // not on that thread
}

void TestReadPool::opensAStoreThatAppearsLater()
{
    const QTemporaryDir folder;
    ReadPool pool({folder.path()});
    std::optional<Result<QVector<Environment>>> answer;
    const auto ask = [&] {
        answer.reset();
        pool.read<QVector<Environment>>(this, [](StoreReader &reader) { return reader.environments(); },
                                        [&answer](Result<QVector<Environment>> result) { answer = std::move(result); });
    };
    ask();
    QTRY_VERIFY(answer);
    QCOMPARE(answer->error().kind, ErrorKind::NotFound);
    const auto writer = StoreWriter::open({folder.path()});
    QVERIFY(writer);
    ask();
    QTRY_VERIFY(answer);
    QVERIFY(answer->has_value());
}

void TestReadPool::forgetsDeadContexts()
{
    Store store;
    ReadPool pool(store.paths());
    bool dead = false;
    bool alive = false;
    {
        QObject context;
        pool.read<int>(&context, [](StoreReader &) -> Result<int> { return 1; }, [&dead](const Result<int> &) { dead = true; });
    }
    pool.read<int>(this, [](StoreReader &) -> Result<int> { return 2; }, [&alive](const Result<int> &) { alive = true; });
    QTRY_VERIFY(alive);
    QVERIFY(!dead);
}

void TestReadPool::stopsALongScan()
{
    Store store;
    for (int i = 0; i < 5000; ++i)
        QVERIFY(store.writer->enqueue(delivery(eventText(QByteArray::number(i), "t"))));
    QCOMPARE(store.receipts->waitFor(5000).size(), 5000);
    std::atomic<bool> scanning = false;
    std::atomic<bool> cancelled = false;
    auto pool = std::make_unique<ReadPool>(store.paths());
    const ReadPool *stopped = pool.get();
    pool->read<int>(this, [&](StoreReader &reader) -> Result<int> {
        Result<void> scanned;
        while (scanned) { // as long as it takes until somebody stops it
            HitSet hits;
            scanned = reader.collectHits({}, {}, 1, 5000, hits, [&] {
                scanning = true;
                return !stopped->stopping();
            });
        }
        cancelled = scanned.error().kind == ErrorKind::Cancelled;
        return 0;
    }, [](const Result<int> &) {});
    QTRY_VERIFY(scanning);
    pool.reset();
    QVERIFY(cancelled);
}

void TestReadPool::replyToIsSafeWhileObjectsDie()
{
    std::atomic<bool> stop = false;
    std::atomic<int> called = 0;
    std::mutex mutex;
    std::optional<ReplyTo> target;
    std::thread poster([&] {
        while (!stop) {
            std::optional<ReplyTo> now;
            {
                const std::lock_guard lock(mutex);
                now = target;
            }
            if (now)
                now->post([&called] { ++called; });
        }
    });
    for (int i = 0; i < 300; ++i) {
        QObject context;
        {
            const std::lock_guard lock(mutex);
            target.emplace(&context);
        }
        QCoreApplication::sendPostedEvents();
    }
    stop = true;
    poster.join();
    const int before = called;
    QCoreApplication::sendPostedEvents();
    QCOMPARE(called, before);
}

void TestReadPool::watchesTheOwnWriter()
{
    Store store;
    store.put(eventText("1", "t"));
    const auto watch = watchStore(store.paths(), store.writer.get());
    QCOMPARE(watch->version().events, 1);
    QSignalSpy moved(watch.get(), &StoreWatch::moved);
    store.put(eventText("2", "t"));
    store.put(eventText("2", "t"));
    QTRY_COMPARE(watch->version().eventChanges, 1);
    QCOMPARE(watch->version().events, 2);
    QCOMPARE(moved.last().first().value<StoreVersion>(), store.writer->version());
}

void TestReadPool::watchesAnotherWriter()
{
    Store store;
    store.put(eventText("1", "t"));
    const auto watch = watchStore(store.paths(), nullptr);
    QSignalSpy moved(watch.get(), &StoreWatch::moved);
    QTRY_COMPARE(watch->version().events, 1);
    for (int i = 2; i < 5; ++i) {
        QElapsedTimer timer;
        timer.start();
        store.put(eventText(QByteArray::number(i), "t"));
        QTRY_COMPARE(watch->version().events, i);
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed()))); // 250 ms on a quiet computer
    }
    QCOMPARE(watch->version(), store.writer->version());
    QVERIFY(moved.size() >= 4);
}

void TestReadPool::watchesAStoreThatAppearsLater()
{
    const QTemporaryDir folder;
    const auto watch = watchStore({folder.path()}, nullptr);
    QSignalSpy moved(watch.get(), &StoreWatch::moved);
    QVERIFY(!moved.wait(300));
    const auto writer = StoreWriter::open({folder.path()});
    QVERIFY(writer);
    QVERIFY((*writer)->enqueue(delivery(eventText("1", "t"))));
    QTRY_COMPARE(watch->version().events, 1);
}

QTEST_GUILESS_MAIN(TestReadPool)
#include "tst_readpool.moc"
