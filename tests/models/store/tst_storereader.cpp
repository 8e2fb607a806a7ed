// SPDX-License-Identifier: Apache-2.0
// covers: models/store/storereader.cpp models/store/eventreader.cpp models/store/hitscan.cpp models/store/integrationrow.cpp
#include "models/store/integrationrow.h"
#include "models/store/sqlitedatabase.h"
#include "randomfilter.h"
#include "storefixture.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>

using namespace console;
using namespace console::test;

namespace {

const Timestamp base = fromMillis(1'780'000'000'000);

/// `tst_storereader --read FOLDER`: prints how many events another process sees.
int readInChild(const QString &folder)
{
    const auto reader = StoreReader::open({folder});
    if (!reader)
        return 1;
    std::printf("%lld\n", static_cast<long long>((*reader)->version()->events));
    std::fflush(stdout);
    char line[16];
    while (std::fgets(line, sizeof line, stdin) != nullptr) {
        std::printf("%lld %lld\n", static_cast<long long>((*reader)->version()->events), static_cast<long long>(allRows(**reader).size()));
        std::fflush(stdout);
    }
    return 0;
}

void fill(Store &store, int count)
{
    QVERIFY(fillStore(store, count));
}

} // namespace

class TestStoreReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hitsAreWhatTheFilterSays_data();
    void hitsAreWhatTheFilterSays();
    void hitsOfRandomFilters();
    void readsBodiesOnlyWhereNeededAndStops();
    void givesRowsInTheOrderAsked();
    void stopsWhenAsked();
    void seesGaps();
    void limitsFromEitherEnd();
    void seesAnotherProcess();
    void leavesNoTransactionOpen();
    void saysThatAReadFailed();
    void keepsIntegrations();
};

void TestStoreReader::hitsAreWhatTheFilterSays_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "type:data-changed", "type:*changed", "-type:data-changed", "integration:tool:1", "integration:tool:*", "org:acme",
                             "org:*", "-org:acme", "tool:PERSONIO", "tool:per*", "-tool:personio", "category:hris", "verdict:verified", "-verdict:verified",
                             "verdict:unchecked", "verdict:rejected", "verdict:rejected type:data-changed", "id:12", "id:\"Id 12\"", "id:*1*", "-id:*1*",
                             "since:2026-05-28T20:27:00Z", "until:2026-05-28T20:27:00Z", "-since:2026-05-28T20:27:00Z", "type:nothing",
                             "type:integration-state-changed org:acme verdict:verified -integration:tool:2", "id:\"\"", "org:\"\" type:data-changed"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestStoreReader::hitsAreWhatTheFilterSays()
{
    QFETCH(const QString, text);
    static Store store;
    static bool filled = false;
    if (!filled)
        fill(store, 900);
    filled = true;
    const Result<Filter> filter = parseFilter(text, base);
    QVERIFY(filter);
    const auto reader = store.reader();
    for (const QString &environment : {QString(), u"dev"_s, u"prod"_s, u"nobody"_s}) {
        QVector<qint64> expected;
        QVector<qint64> all(1000);
        std::iota(all.begin(), all.end(), 1);
        const QVector<EventRow> rows = *reader->eventRows(all, filter->wantsRejected());
        for (const EventRow &row : rows) {
            if (row.seq > 0 && (environment.isEmpty() || row.environment == environment) && filter->matches(row))
                expected.append(row.seq);
        }
        HitSet hits;
        QVERIFY(reader->collectHits(*filter, environment, 1, 1'000'000, hits, [] { return true; }));
        QCOMPARE(numbersOf(hits), expected);
        // The same in two parts, as a live view does it.
        HitSet parts;
        QVERIFY(reader->collectHits(*filter, environment, 0, 100, parts, {}));
        QVERIFY(reader->collectHits(*filter, environment, 101, 1'000'000, parts, {}));
        QCOMPARE(numbersOf(parts), expected);
        QVector<qint64> newest;
        const QVector<EventRow> last = *reader->eventsAfter(*filter, environment, 0, 20, true);
        for (const EventRow &row : last)
            newest.append(row.seq);
        QCOMPARE(newest, expected.last(std::min<qsizetype>(20, expected.size())));
    }
}

void TestStoreReader::hitsOfRandomFilters()
{
    Store store;
    fill(store, 400);
    QRandomGenerator random(21);
    int sent = 0;
    for (int i = 0; i < 200; ++i) {
        IncomingDelivery again = delivery(dataChanged(QByteArray::number(random.bounded(40)), random.bounded(2) == 0 ? "tool:1" : "tool:2"));
        again.answer = random.bounded(3) == 0 ? 503 : 0;
        sent += store.writer->enqueue(std::move(again)) ? 1 : 0;
    }
    QCOMPARE(store.receipts->waitFor(400 + sent).size(), 400 + sent);
    const auto reader = store.reader();
    int hitAny = 0;
    for (int round = 0; round < 600; ++round) {
        const QString text = (round % 10 == 0 ? u"verdict:rejected "_s : QString()) + randomFilter(random, 3) + u' ' + randomFilter(random, 2);
        const Result<Filter> filter = parseFilter(text, base);
        QVERIFY2(filter, qPrintable(text));
        QVector<qint64> all(700);
        std::iota(all.begin(), all.end(), 1);
        QVector<qint64> expected;
        const QVector<EventRow> rows = *reader->eventRows(all, filter->wantsRejected());
        for (const EventRow &row : rows) {
            if (row.seq > 0 && filter->matches(row, [&] { return *reader->eventBody(row.seq, filter->wantsRejected()); }))
                expected.append(row.seq);
        }
        HitSet hits;
        QVERIFY(reader->collectHits(*filter, {}, 1, 1'000'000, hits, {}));
        QVERIFY2(numbersOf(hits) == expected, qPrintable(text));
        QVector<qint64> newest;
        const QVector<EventRow> last = *reader->eventsAfter(*filter, {}, 0, 7, true);
        for (const EventRow &row : last)
            newest.append(row.seq);
        QVERIFY2(newest == expected.last(std::min<qsizetype>(7, expected.size())), qPrintable(text));
        hitAny += expected.isEmpty() ? 0 : 1;
    }
    QVERIFY2(hitAny > 200, "random filters that find nothing compare nothing");
}

void TestStoreReader::readsBodiesOnlyWhereNeededAndStops()
{
    Store store;
    const QByteArray large(1024 * 1024, 'x');
    for (int i = 0; i < 24; ++i)
        store.put(eventText(QByteArray::number(i), i % 2 == 0 ? "even" : "odd", '"' + large + '"'));
    const auto reader = store.reader();
    const auto questions = [&](const QString &text, int stopAt) {
        HitSet hits;
        int asked = 0;
        const Result<void> done = reader->collectHits(*parseFilter(text, base), {}, 1, 1000, hits, [&] { return ++asked != stopAt; });
        if (stopAt > 0)
            return !done && done.error().kind == ErrorKind::Cancelled ? asked : -1;
        return done ? asked : -1;
    };
    const int ofAll = questions(u"body:nowhere"_s, 0);
    QVERIFY2(ofAll >= 6, "24 MiB of bodies are at least six questions whether to go on");
    QCOMPARE(questions(u"body:nowhere"_s, 2), 2);
    QVERIFY(questions(u"body:nowhere type:even"_s, 0) < ofAll);
    QCOMPARE(questions(u"body:nowhere type:none"_s, 0), questions(u"type:none"_s, 0));
    QCOMPARE(questions(u"body:nowhere or type:*"_s, 0), questions(u"type:none"_s, 0));
}

void TestStoreReader::givesRowsInTheOrderAsked()
{
    Store store;
    for (int i = 1; i <= 2000; ++i)
        QVERIFY(store.writer->enqueue(delivery(eventText(QByteArray::number(i), "t"))));
    QCOMPARE(store.receipts->waitFor(2000).size(), 2000);
    const auto reader = store.reader();
    const QVector<QVector<qint64>> asked = {{}, {5}, {3, 2, 1}, {1, 2000}, {7, 7}, {0, -1, 9999, 4}, {10, 11, 12, 13}};
    for (const QVector<qint64> &seqs : asked) {
        const QVector<EventRow> rows = *reader->eventRows(seqs, false);
        QCOMPARE(rows.size(), seqs.size());
        for (qsizetype i = 0; i < seqs.size(); ++i) {
            const bool there = seqs.at(i) >= 1 && seqs.at(i) <= 2000;
            QCOMPARE(rows.at(i).seq, there ? seqs.at(i) : 0);
            QCOMPARE(rows.at(i).id, there ? QString::number(seqs.at(i)) : QString());
        }
    }
    QCOMPARE(reader->eventDetail(9999, false).error().kind, ErrorKind::NotFound);
    QCOMPARE(reader->eventDetail(1, true).error().kind, ErrorKind::NotFound);
}

void TestStoreReader::stopsWhenAsked()
{
    Store store;
    for (int i = 0; i < 9000; ++i)
        QVERIFY(store.writer->enqueue(delivery(eventText(QByteArray::number(i), "t"))));
    QCOMPARE(store.receipts->waitFor(9000).size(), 9000);
    const auto reader = store.reader();
    for (const QString &text : {QString(), u"type:t"_s}) {
        HitSet hits;
        int questions = 0;
        const Result<void> stopped = reader->collectHits(*parseFilter(text, base), {}, 1, 9000, hits, [&questions] { return ++questions < 2; });
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
        QVERIFY(hits.count() > 0 && hits.count() < 9000);
    }
    HitSet all;
    QVERIFY(reader->collectHits({}, {}, 1, 9000, all, {}));
    QCOMPARE(all.count(), 9000);
}

void TestStoreReader::seesGaps()
{
    Store store;
    for (int i = 1; i <= 20; ++i)
        store.put(eventText(QByteArray::number(i), "t"), i % 5 == 0 ? Verdict::Unchecked : Verdict::Verified);
    const auto reader = store.reader();
    const auto count = [&](const QString &environment) {
        HitSet hits;
        return reader->collectHits({}, environment, 1, 1000, hits, {}) ? hits.count() : -1;
    };
    QCOMPARE(count({}), 20);
    const WriteTransaction::Check refuse = [](const QByteArray &, const HeaderList &) { return std::pair(Verdict::Rejected, RejectReason::Mismatch); };
    QCOMPARE(*store.write<qint64>([&](WriteTransaction &t) { return t.recheckUnchecked(u"dev"_s, refuse); }), 4);
    QCOMPARE(count({}), 16);
    store.put(delivery(eventText("x", "t"), Verdict::Verified, u"prod"_s));
    QCOMPARE(count({}), 17);
    QCOMPARE(count(u"dev"_s), 16);
    QCOMPARE(count(u"prod"_s), 1);
}

void TestStoreReader::limitsFromEitherEnd()
{
    Store store;
    for (int i = 0; i < 100; ++i)
        store.put(eventText(QByteArray::number(i), i % 10 == 0 ? "ten" : "other"));
    const auto reader = store.reader();
    const Filter filter = *parseFilter(u"type:ten"_s, base);
    const auto ids = [&](qint64 after, int limit, bool newest) {
        QStringList list;
        const QVector<EventRow> rows = *reader->eventsAfter(filter, u"dev"_s, after, limit, newest);
        for (const EventRow &row : rows)
            list.append(row.id);
        return list.join(u' ');
    };
    QCOMPARE(ids(0, 3, false), u"0 10 20"_s);
    QCOMPARE(ids(21, 3, false), u"30 40 50"_s);
    QCOMPARE(ids(0, 3, true), u"70 80 90"_s);
    QCOMPARE(ids(81, 3, true), u"90"_s);
    QCOMPARE(ids(91, 3, false), QString());
    QCOMPARE(ids(0, 0, false), QString());
}

void TestStoreReader::seesAnotherProcess()
{
    Store store;
    store.put(eventText("1", "t"));
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {u"--read"_s, store.paths().folder});
    QVERIFY(child.waitForReadyRead(10'000));
    QCOMPARE(child.readLine().trimmed(), QByteArray("1"));
    for (int i = 2; i < 6; ++i) {
        store.put(eventText(QByteArray::number(i), "t"));
        child.write("?\n");
        QVERIFY(child.waitForReadyRead(10'000));
        const QByteArray number = QByteArray::number(i);
        QCOMPARE(child.readLine().trimmed(), number + ' ' + number); // everything acknowledged is seen at once
    }
    child.closeWriteChannel();
    QVERIFY(child.waitForFinished());
}

void TestStoreReader::leavesNoTransactionOpen()
{
    Store store;
    fill(store, 300);
    const auto reader = store.reader();
    HitSet hits;
    QVERIFY(reader->collectHits(*parseFilter(u"org:acme"_s, base), u"dev"_s, 1, 1000, hits, {}));
    QVERIFY(reader->eventsAfter(*parseFilter(u"type:some-type"_s, base), {}, 0, 1));
    QVERIFY(reader->eventsAfter(*parseFilter(u"body:some"_s, base), {}, 0, 1));
    QVERIFY(reader->integrations(u"dev"_s) && reader->integration(u"dev"_s, u"tool:1"_s) && reader->version());
    QVERIFY(reader->totals({}, base) && reader->eventDetail(1, false) && reader->eventTypes({}));
    QVERIFY(reader->volume({}, base, base + std::chrono::hours(1), Millis(60'000)));
    RecordQuery query;
    query.limit = 1;
    QVERIFY(reader->records(query) && reader->runs({}, 1) && reader->history(u"dev"_s, u"tool:1"_s, 1));
    // Another connection can take the whole log into the database only when nobody reads from it.
    const auto other = SqliteDatabase::open(store.paths().database(), SqliteDatabase::Mode::ReadWrite);
    QVERIFY(other);
    QCOMPARE((*other)->value(u"PRAGMA wal_checkpoint(TRUNCATE)"_s).toInt(), 0);
    const qint64 before = reader->dataVersion();
    store.put(eventText("more", "t"));
    QVERIFY(reader->dataVersion() != before);
}

void TestStoreReader::saysThatAReadFailed()
{
    Store store;
    store.put(eventText("1", "t"));
    store.writer->stop();
    {
        const auto other = SqliteDatabase::open(store.paths().database(), SqliteDatabase::Mode::ReadWrite);
        QVERIFY((*other)->execute(u"DROP TABLE event"_s));
    }
    const auto reader = store.reader();
    HitSet hits;
    QCOMPARE(reader->collectHits({}, {}, 1, 10, hits, {}).error().kind, ErrorKind::Storage);
    QCOMPARE(reader->eventRows({1}, false).error().kind, ErrorKind::Storage);
    QVERIFY(reader->version());
}

void TestStoreReader::keepsIntegrations()
{
    Store store;
    Integration full;
    full.environment = u"dev"_s;
    full.id = u"personio:1"_s;
    full.tool = u"personio"_s;
    full.category = u"HRIS"_s;
    full.organization = u"Acme"_s;
    full.originId = u"o-1"_s;
    full.creatorEmail = u"a@example.com"_s;
    full.state = u"ACTIVE"_s;
    full.setupStatus = u"COMPLETED"_s;
    full.qaStatus = u"PASSED"_s;
    full.lastSyncId = u"s"_s;
    full.lastSyncState = u"SUCCEEDED"_s;
    full.stateUpdatedAt = base + Millis(1);
    full.lastSyncStartedAt = base + Millis(2);
    full.lastSyncEndedAt = base + Millis(3);
    full.lastGoodSyncAt = base + Millis(4);
    full.lastEventAt = base + Millis(5);
    full.lastFetchAt = base + Millis(6);
    full.createdAt = base + Millis(7);
    full.recreatedAt = base + Millis(10);
    full.deletedAt = base + Millis(8);
    full.detailsAt = base + Millis(9);
    full.availableModels = {u"hris_employees"_s, u"hris_groups"_s};
    QCOMPARE(integrationValues(full).size(), 21);
    const auto save = [&](const Integration &integration) {
        return store.write<void>([&](WriteTransaction &t) { return t.saveIntegration(integration); }).has_value();
    };
    QVERIFY(save(full));
    const auto reader = store.reader();
    QCOMPARE(*reader->integration(u"dev"_s, u"personio:1"_s), full);
    // What is not told stays; an older state does not win, a newer one does.
    Integration partial;
    partial.environment = full.environment;
    partial.id = full.id;
    partial.organization = u"Acme GmbH"_s;
    partial.state = u"INVALID"_s;
    partial.stateUpdatedAt = base;
    QVERIFY(save(partial));
    full.organization = u"Acme GmbH"_s;
    QCOMPARE(*reader->integration(u"dev"_s, u"personio:1"_s), full);
    partial.stateUpdatedAt.reset();
    partial.detailsAt = base + Millis(100);
    QVERIFY(save(partial));
    full.state = u"INVALID"_s;
    full.detailsAt = partial.detailsAt;
    QCOMPARE(*reader->integration(u"dev"_s, u"personio:1"_s), full);
    const HistoryRow latest = reader->history(u"dev"_s, u"personio:1"_s, 1)->first();
    const FieldChange change{u"state"_s, u"ACTIVE"_s, u"INVALID"_s, base + Millis(100), true};
    QCOMPARE(latest.change, change);
    QCOMPARE(latest.eventSeq, 0);
    QCOMPARE(store.write<void>([](WriteTransaction &t) { return t.saveIntegration({}); }).error().kind, ErrorKind::InvalidInput);
    QCOMPARE(store.writer->version().integrations, 3);
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc == 3 && QByteArrayView(argv[1]) == QByteArrayView("--read"))
        return readInChild(QString::fromLocal8Bit(argv[2]));
    TestStoreReader test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_storereader.moc"
