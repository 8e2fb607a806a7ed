// SPDX-License-Identifier: Apache-2.0
// covers: models/store/storewriter.cpp models/store/storeloop.cpp models/store/writequeue.cpp
#include "storefixture.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <sys/mount.h>
#include <sys/resource.h>
#include <thread>

using namespace console;
using namespace console::test;

namespace {

constexpr int childDeliveries = 20'000;

/// `tst_storewriter --child FOLDER`: stores numbered events and prints the id of each as soon as its receipt is there.
int runChild(const QString &folder)
{
    auto writer = StoreWriter::open({folder});
    if (!writer)
        return 1;
    QObject::connect(writer->get(), &StoreWriter::settled, writer->get(), [](const QVector<DeliveryReceipt> &receipts) {
        for (const DeliveryReceipt &receipt : receipts) {
            if (receipt.stored)
                std::printf("%llu\n", static_cast<unsigned long long>(receipt.token));
        }
        std::fflush(stdout);
    }, Qt::DirectConnection);
    for (int i = 0; i < childDeliveries; ++i) {
        IncomingDelivery made = delivery(eventText(QByteArray::number(i), "t"));
        made.token = quint64(i);
        if (!writer->get()->enqueue(std::move(made)))
            return 2;
        if (i % 50 == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return 0;
}

/// A file system that can be filled; empty when this process may not mount one.
class SmallDisk
{
public:
    SmallDisk() { m_mounted = ::mount("tmpfs", qPrintable(m_folder.path()), "tmpfs", 0, "size=3m,mode=0700") == 0; }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(qPrintable(m_folder.path()), MNT_DETACH);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;
    [[nodiscard]] bool mounted() const { return m_mounted; }
    [[nodiscard]] QString path() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    bool m_mounted = false;
};

} // namespace

class TestStoreWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void storesOneEventOfManyThreads();
    void givesReceiptsInOrder();
    void refusesBeyondItsLimits();
    void drainsBeforeItStops();
    void runsJobs();
    void undoesFailedJobAlone();
    void answersJobsAfterStop();
    void forgetsJobsOfDeadContexts();
    void announcesAtMostTwentyTimesASecond();
    void survivesKill();
    void refusesWhileItCannotWrite();
    void refusesOnFullDisk();
    void undoneEventsLeaveNothing();
};

void TestStoreWriter::storesOneEventOfManyThreads()
{
    constexpr int threadCount = 16;
    Store store;
    const QByteArray body = dataChanged("same", "personio:1");
    std::vector<std::thread> threads;
    std::atomic<int> accepted = 0;
    for (int i = 0; i < threadCount; ++i) {
        threads.emplace_back([&, i] {
            for (int n = 0; n < 10; ++n) {
                accepted += store.writer->enqueue(delivery(body)) ? 1 : 0;
                accepted += store.writer->enqueue(delivery(eventText(QByteArray::number(i * 100 + n), "t"))) ? 1 : 0;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(accepted, threadCount * 20);
    QCOMPARE(store.receipts->waitFor(accepted).size(), accepted);
    const auto reader = store.reader();
    const QVector<EventRow> rows = allRows(*reader);
    QCOMPARE(rows.size(), threadCount * 10 + 1);
    for (const EventRow &row : rows) {
        QCOMPARE(row.deliveries, row.id == u"same"_s ? threadCount * 10 : 1);
        QCOMPARE(row.conflict, false);
    }
    QCOMPARE(reader->integrations({})->size(), 1);
}

void TestStoreWriter::givesReceiptsInOrder()
{
    Store store;
    for (quint64 i = 0; i < 500; ++i) {
        IncomingDelivery made = delivery(eventText(QByteArray::number(i), "t"));
        made.token = i;
        QVERIFY(store.writer->enqueue(std::move(made)));
    }
    const QVector<DeliveryReceipt> receipts = store.receipts->waitFor(500);
    QCOMPARE(receipts.size(), 500);
    for (qsizetype i = 0; i < receipts.size(); ++i) {
        QCOMPARE(receipts.at(i).token, quint64(i));
        QCOMPARE(receipts.at(i).seq, i + 1);
        QCOMPARE(receipts.at(i).status, 200);
        QVERIFY(receipts.at(i).stored);
    }
    QCOMPARE(store.writer->version().events, 500);
}

void TestStoreWriter::refusesBeyondItsLimits()
{
    WriterLimits limits;
    limits.queuedDeliveries = 5;
    limits.queuedBytes = 10'000;
    Store store(limits);
    // A job that waits holds up the store thread, so that the queue fills.
    std::mutex gate;
    gate.lock();
    QObject context;
    bool done = false;
    store.writer->write<int>(&context, [&gate](WriteTransaction &) -> Result<int> { const std::lock_guard lock(gate); return 1; },
                             [&done](const Result<int> &) { done = true; });
    int accepted = 0;
    for (int i = 0; i < 20; ++i)
        accepted += store.writer->enqueue(delivery(eventText(QByteArray::number(i), "t"))) ? 1 : 0;
    QCOMPARE(accepted, 5);
    gate.unlock();
    QCOMPARE(store.receipts->waitFor(5).size(), 5);
    QTRY_VERIFY(done);
    // One that is larger than all is taken when nothing else waits.
    QVERIFY(store.writer->enqueue(delivery(QByteArray(20'000, 'x'))));
    QCOMPARE(store.receipts->waitFor(6).size(), 6);
    QCOMPARE(allRows(*store.reader()).size(), 6);
}

void TestStoreWriter::drainsBeforeItStops()
{
    Store store;
    for (int i = 0; i < 3000; ++i)
        QVERIFY(store.writer->enqueue(delivery(eventText(QByteArray::number(i), "t"))));
    store.writer->stop();
    QCOMPARE(store.receipts->waitFor(0).size(), 3000);
    QVERIFY(!store.writer->enqueue(delivery("late")));
    QCOMPARE(allRows(*store.reader()).size(), 3000);
    store.writer->stop();
}

void TestStoreWriter::runsJobs()
{
    Store store;
    Environment environment;
    environment.name = u"real"_s;
    environment.region = Region::Other;
    environment.baseUrl = u"https://example.com/v1"_s;
    environment.production = true;
    QVERIFY(store.write<void>([&](WriteTransaction &t) { return t.saveEnvironment(environment); }));
    QVERIFY(store.write<void>([&](WriteTransaction &t) { return t.saveSetting(u"retention.days"_s, u"30"_s); }));
    const auto reader = store.reader();
    QCOMPARE(*reader->environments(), QVector<Environment>{environment});
    QCOMPARE(*reader->setting(u"retention.days"_s), u"30"_s);
    QVERIFY(reader->setting(u"nothing"_s)->isNull());
    QCOMPARE(store.writer->version().environments, 2);
    QVERIFY(store.write<void>([&](WriteTransaction &t) { return t.removeEnvironment(u"real"_s); }));
    const Result<void> again = store.write<void>([&](WriteTransaction &t) { return t.removeEnvironment(u"real"_s); });
    QCOMPARE(again.error().kind, ErrorKind::NotFound);
    QVERIFY(reader->environments()->isEmpty());
    QCOMPARE(reader->version()->environments, 3);
}

void TestStoreWriter::undoesFailedJobAlone()
{
    Store store;
    Integration integration;
    integration.environment = u"dev"_s;
    integration.id = u"personio:1"_s;
    integration.tool = u"changed by the job"_s;
    QVERIFY(store.writer->enqueue(delivery(dataChanged("1", "personio:1"))));
    const Result<int> failed = store.write<int>([&](WriteTransaction &t) -> Result<int> {
        if (!t.saveIntegration(integration) || !t.saveSetting(u"half"_s, u"done"_s))
            return failure(ErrorKind::Storage);
        return failure(ErrorKind::InvalidInput, u"on-purpose"_s);
    });
    QCOMPARE(failed.error().code, u"on-purpose"_s);
    QCOMPARE(store.receipts->waitFor(1).size(), 1);
    // What the job did to the writer's memory is undone as well: the next event must not bring it back.
    store.put(dataChanged("2", "personio:1"));
    const auto reader = store.reader();
    QCOMPARE(reader->integration(u"dev"_s, u"personio:1"_s)->tool, u"personio"_s);
    QVERIFY(reader->setting(u"half"_s)->isNull());
    QCOMPARE(allRows(*reader).size(), 2);
    QCOMPARE(store.writer->version().environments, 0);
}

void TestStoreWriter::answersJobsAfterStop()
{
    Store store;
    store.writer->stop();
    const Result<int> refused = store.write<int>([](WriteTransaction &) -> Result<int> { return 1; });
    QCOMPARE(refused.error().kind, ErrorKind::Cancelled);
}

void TestStoreWriter::forgetsJobsOfDeadContexts()
{
    Store store;
    auto context = std::make_unique<QObject>();
    bool called = false;
    store.writer->write<int>(context.get(), [](WriteTransaction &) -> Result<int> { return 1; }, [&called](const Result<int> &) { called = true; });
    context.reset();
    QCOMPARE(*store.write<int>([](WriteTransaction &) -> Result<int> { return 2; }), 2);
    QVERIFY(!called);
}

void TestStoreWriter::announcesAtMostTwentyTimesASecond()
{
    Store store;
    QSignalSpy spy(store.writer.get(), &StoreWriter::committed);
    QElapsedTimer timer;
    timer.start();
    int sent = 0;
    while (timer.elapsed() < 500)
        store.put(eventText(QByteArray::number(++sent), "t"));
    QTRY_VERIFY(!spy.isEmpty() && spy.last().first().value<StoreVersion>().events == sent);
    QVERIFY2(spy.size() <= timer.elapsed() / 50 + 2, qPrintable(QString::number(spy.size())));
    // The last one also comes when the writer stops right after it.
    QVERIFY(store.writer->enqueue(delivery(eventText("last", "t"))));
    store.writer->stop();
    QTRY_COMPARE(spy.last().first().value<StoreVersion>().events, sent + 1);
}

void TestStoreWriter::survivesKill()
{
    const QTemporaryDir folder;
    QSet<QByteArray> promised;
    int rounds = 0;
    // Several lives over the same data; each ends by force while it stores.
    for (; rounds < 3; ++rounds) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {u"--child"_s, folder.path()});
        QVERIFY(child.waitForStarted());
        QByteArray said;
        QElapsedTimer timer;
        timer.start();
        while (said.count('\n') < 300 * (rounds + 1) && timer.elapsed() < 30'000 && child.waitForReadyRead(5000))
            said += child.readAllStandardOutput();
        ::kill(pid_t(child.processId()), SIGKILL);
        QVERIFY(child.waitForFinished());
        said += child.readAllStandardOutput();
        said.truncate(said.lastIndexOf('\n') + 1);
        QVERIFY(!said.isEmpty());
        const QList<QByteArray> ids = said.trimmed().split('\n');
        promised.unite(QSet<QByteArray>(ids.begin(), ids.end()));
    }
    auto writer = StoreWriter::open({folder.path()});
    QVERIFY(writer);
    auto reader = StoreReader::open({folder.path()});
    QVERIFY(reader);
    QHash<QString, int> found;
    const QVector<EventRow> rows = allRows(**reader);
    for (const EventRow &row : rows) {
        ++found[row.id];
        QVERIFY(row.deliveries <= rounds);
        QCOMPARE(*(*reader)->eventBody(row.seq, false), eventText(row.id.toLatin1(), "t"));
    }
    for (const QByteArray &id : std::as_const(promised))
        QCOMPARE(found.value(QString::fromLatin1(id)), 1);
    QCOMPARE(found.size(), rows.size());
    QCOMPARE((*reader)->totals({}, SystemClock().now())->stored, rows.size());
}

void TestStoreWriter::refusesWhileItCannotWrite()
{
    Store store;
    QSignalSpy failedSpy(store.writer.get(), &StoreWriter::failed);
    QSignalSpy recoveredSpy(store.writer.get(), &StoreWriter::recovered);
    QCOMPARE(store.put(dataChanged("1", "personio:1")).seq, 1);

    // Files may not grow any more: writes fail with EFBIG.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    rlimit small = before;
    small.rlim_cur = 200'000;
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    const QByteArray large = eventText("2", "t", QByteArray("\"" + QByteArray(400'000, 'x') + "\""));
    const DeliveryReceipt refused = store.put(large);
    const DeliveryReceipt forged = store.put(large, Verdict::Rejected);
    const Result<void> job = store.write<void>([&](WriteTransaction &t) { return t.saveSetting(u"k"_s, QString(400'000, u'x')); });
    setrlimit(RLIMIT_FSIZE, &before);

    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.stored, false);
    QCOMPARE(forged.status, 401);
    QVERIFY(!job);
    QCOMPARE(job.error().kind, ErrorKind::Storage);
    QTRY_COMPARE(failedSpy.size(), 1);
    // The writer tries by itself, without new deliveries.
    QTRY_COMPARE(recoveredSpy.size(), 1);
    QCOMPARE(store.put(large).seq, 2);
    const auto reader = store.reader();
    QCOMPARE(allRows(*reader).size(), 2);
    QVERIFY(reader->setting(u"k"_s)->isNull());
    QVERIFY(allRows(*reader, {}, true).isEmpty());
}

void TestStoreWriter::refusesOnFullDisk()
{
    const SmallDisk disk;
    if (!disk.mounted())
        return; // needs root; the same path is walked by refusesWhileItCannotWrite
    auto writer = StoreWriter::open({disk.path()});
    QVERIFY(writer);
    QSignalSpy failedSpy(writer->get(), &StoreWriter::failed);
    QSignalSpy recoveredSpy(writer->get(), &StoreWriter::recovered);
    Receipts receipts(**writer);
    int stored = 0;
    int sent = 0;
    while (sent < 500) {
        QVERIFY((*writer)->enqueue(delivery(eventText(QByteArray::number(++sent), "t", "\"" + QByteArray(4000, 'x') + "\""))));
        const DeliveryReceipt receipt = receipts.waitFor(sent).last();
        if (!receipt.stored)
            break;
        ++stored;
    }
    QVERIFY(stored > 10 && sent == stored + 1);
    QCOMPARE(receipts.waitFor(sent).last().status, 503);
    QTRY_COMPARE(failedSpy.size(), 1);
    QCOMPARE(failedSpy.first().first().value<Error>().kind, ErrorKind::StorageFull);
    {
        auto reader = StoreReader::open({disk.path()});
        QVERIFY(reader);
        QCOMPARE(allRows(**reader).size(), stored);
    }
    QCOMPARE(::mount("tmpfs", qPrintable(disk.path()), "tmpfs", MS_REMOUNT, "size=16m,mode=0700"), 0);
    QTRY_COMPARE(recoveredSpy.size(), 1);
    QVERIFY((*writer)->enqueue(delivery(eventText("after", "t"))));
    QCOMPARE(receipts.waitFor(sent + 1).last().seq, stored + 1);
}

void TestStoreWriter::undoneEventsLeaveNothing()
{
    Store store;
    store.put(stateChanged("1", "personio:1", "ACTIVE", "2026-05-01T12:00:00.000Z"));
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    rlimit small = before;
    small.rlim_cur = 100'000;
    setrlimit(RLIMIT_FSIZE, &small);
    // One transaction with a state change, a new integration, and what cannot be written.
    QObject context;
    std::mutex gate;
    gate.lock();
    store.writer->write<int>(&context, [&gate](WriteTransaction &) -> Result<int> { const std::lock_guard lock(gate); return 1; }, [](const Result<int> &) {});
    QVERIFY(store.writer->enqueue(delivery(stateChanged("2", "personio:1", "INVALID", "2026-06-01T12:00:00.000Z"))));
    QVERIFY(store.writer->enqueue(delivery(dataChanged("3", "new:1"))));
    QVERIFY(store.writer->enqueue(delivery(QByteArray(600'000, 'x'))));
    gate.unlock();
    const QVector<DeliveryReceipt> receipts = store.receipts->waitFor(4);
    setrlimit(RLIMIT_FSIZE, &before);
    QCOMPARE(receipts.size(), 4);
    int refused = 0;
    for (const DeliveryReceipt &receipt : receipts)
        refused += receipt.status == 503 ? 1 : 0;
    QVERIFY(refused >= 1);
    // Sent again as a client would: all of it is there once, also in figures and integrations.
    for (qsizetype i = 1; i < 4; ++i) {
        if (receipts.at(i).stored)
            continue;
        QCOMPARE(store.put(i == 1 ? stateChanged("2", "personio:1", "INVALID", "2026-06-01T12:00:00.000Z")
                                  : i == 2 ? dataChanged("3", "new:1") : QByteArray(600'000, 'x')).deliveries, 1);
    }
    const auto reader = store.reader();
    QCOMPARE(allRows(*reader).size(), 4);
    QCOMPARE(reader->totals({}, SystemClock().now())->stored, 4);
    QCOMPARE(reader->integrations({})->size(), 2);
    QCOMPARE(reader->integration(u"dev"_s, u"personio:1"_s)->state, u"INVALID"_s);
    int changes = 0;
    const QVector<HistoryRow> history = *reader->history(u"dev"_s, u"personio:1"_s, 100);
    for (const HistoryRow &row : history)
        changes += row.change.field == u"state"_s ? 1 : 0;
    QCOMPARE(changes, 2);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && QByteArrayView(argv[1]) == QByteArrayView("--child"))
        return runChild(QString::fromLocal8Bit(argv[2]));
    TestStoreWriter test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_storewriter.moc"
