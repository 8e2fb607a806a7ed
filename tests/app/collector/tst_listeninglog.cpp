// SPDX-License-Identifier: Apache-2.0
#include "app/collector/listeninglog.h"

#include "models/store/storereader.h"
#include "tests/support/filledstore.h"

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Gaps as seconds after `base`: `100-200`, `~` before one without a clear begin, `+` behind one that goes on.
QString gapsOf(const StorePaths &paths, Timestamp base, Timestamp now)
{
    const auto reader = StoreReader::open(paths);
    const auto gaps = (*reader)->listenerGaps(base - 24h, base + 24h, now);
    QStringList parts;
    for (const ListenerGap &gap : gaps->gaps)
        parts.append((gap.sharp ? QString() : u"~"_s) + QString::number((gap.from - base) / 1s) + u'-' + QString::number((gap.to - base) / 1s)
                     + (gap.ongoing ? u"+"_s : QString()));
    return gaps->firstStart ? parts.join(u' ') : u"never"_s;
}

/// Jobs of the log have been done.
bool settle(FilledStore &store)
{
    return store.write([](WriteTransaction &) -> Result<void> { return {}; });
}

} // namespace

class TestListeningLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesStartAndEnd();
    void aSignOfLifeCostsOneJob();
    void aKilledOneIsSeen();
    void sleepIsAGap();
    void aClockThatIsSetBackHidesNothing();
    void endsWithoutAnEventLoop();
    void nothingListensNothingIsWritten();
};

void TestListeningLog::writesStartAndEnd()
{
    FilledStore store;
    const Timestamp base = store.clock->now();
    QCOMPARE(gapsOf(store.paths, base, base), u"never"_s);
    ListeningLog log(*store.writer, store.clock);
    log.started();
    log.started();
    QVERIFY(settle(store));
    QCOMPARE(gapsOf(store.paths, base, base + 100s), QString());
    store.clock->set(base + 100s);
    log.stopped();
    log.stopped();
    QVERIFY(settle(store));
    QCOMPARE(gapsOf(store.paths, base, base + 300s), u"100-300+"_s);
    store.clock->set(base + 200s);
    log.started();
    QVERIFY(settle(store));
    QCOMPARE(gapsOf(store.paths, base, base + 300s), u"100-200"_s);
}

void TestListeningLog::aSignOfLifeCostsOneJob()
{
    FilledStore store;
    const Timestamp base = store.clock->now();
    ListeningLog log(*store.writer, store.clock, 5ms);
    log.started();
    for (int i = 1; i <= 10; ++i) {
        store.clock->set(base + std::chrono::seconds(i * 100));
        QTRY_COMPARE(gapsOf(store.paths, base, base + std::chrono::seconds(i * 100 + 150)), QString());
    }
    QCOMPARE(gapsOf(store.paths, base, base + 1151s), u"~1000-1151+"_s);
}

void TestListeningLog::aKilledOneIsSeen()
{
    FilledStore store;
    const Timestamp base = store.clock->now();
    {
        ListeningLog log(*store.writer, store.clock);
        log.started();
        QVERIFY(settle(store));
        store.clock->set(base + 30s);
        QVERIFY(store.deliver({{dataChangedBody(1)}}));
    } // gone without a word
    QCOMPARE(gapsOf(store.paths, base, base + 1000s), u"~30-1000+"_s);
    store.clock->set(base + 500s);
    ListeningLog next(*store.writer, store.clock);
    next.started();
    QVERIFY(settle(store));
    QCOMPARE(gapsOf(store.paths, base, base + 600s), u"~30-500"_s);
}

void TestListeningLog::sleepIsAGap()
{
    FilledStore store;
    const Timestamp base = store.clock->now();
    ListeningLog log(*store.writer, store.clock, 5ms);
    log.started();
    QVERIFY(settle(store));
    store.clock->set(base + 3h);
    QTRY_COMPARE(gapsOf(store.paths, base, base + 3h), u"0-10800"_s);
}

void TestListeningLog::aClockThatIsSetBackHidesNothing()
{
    FilledStore store;
    const Timestamp base = store.clock->now();
    ListeningLog log(*store.writer, store.clock, 5ms);
    store.clock->set(base + 20h); // wrong
    log.started();
    QVERIFY(settle(store));
    store.clock->set(base);
    QTRY_COMPARE(gapsOf(store.paths, base, base + 10s), QString());
    log.stopped();
    QVERIFY(settle(store));
    QCOMPARE(gapsOf(store.paths, base, base + 100s), u"0-100+"_s);
}

void TestListeningLog::endsWithoutAnEventLoop()
{
    FilledStore store;
    const Timestamp base = store.clock->now();
    {
        ListeningLog log(*store.writer, store.clock);
        log.started();
        store.clock->set(base + 10s);
        log.stopped();
    }
    store.writer->stop();
    QCOMPARE(gapsOf(store.paths, base, base + 60s), u"10-60+"_s);
}

void TestListeningLog::nothingListensNothingIsWritten()
{
    FilledStore store;
    ListeningLog log(*store.writer, store.clock, 1ms);
    log.stopped();
    QVERIFY(settle(store));
    QCOMPARE(gapsOf(store.paths, store.clock->now(), store.clock->now()), u"never"_s);
}

QTEST_GUILESS_MAIN(TestListeningLog)
#include "tst_listeninglog.moc"
