// SPDX-License-Identifier: Apache-2.0
// covers: models/store/flowreader.cpp models/store/listeninglog.cpp
#include "storefixture.h"

#include "models/store/schema.h"
#include "models/store/sqltext.h"
#include "models/store/volumespan.h"

using namespace console;
using namespace console::test;

namespace {

constexpr qint64 base = 1'780'272'000'000; // a whole hour

QByteArray ofCategory(int number, const QByteArray &category)
{
    return eventText(QByteArray::number(number), "data-changed",
                     "{\"integration_id\":\"x:1" + category + "\",\"integration_tool\":\"x\"" + (category.isEmpty() ? QByteArray() : ",\"integration_category\":\"" + category + '"')
                         + "}");
}

/// `V HRIS 3 0 1`: one line a series, in the order of the text.
QString textOf(const FlowCounts &counts)
{
    QStringList lines;
    for (const FlowSeries &series : counts.series()) {
        QStringList words{verdictName(series.verdict), series.category.isNull() ? u"-"_s : series.category};
        for (const qint64 count : series.counts)
            words.append(QString::number(count));
        lines.append(words.join(u' '));
    }
    lines.sort();
    return lines.join(u'\n');
}

FlowGrid grid(qint64 from, qint64 width, int bars)
{
    QVector<qint64> edges;
    for (int i = 0; i <= bars; ++i)
        edges.append(from + i * width);
    return FlowGrid(edges);
}

SearchPace always(qint64)
{
    return SearchPace::GoOn;
}

/// Two categories and none, verified, unchecked and rejected, in three minutes.
void fill(Store &store)
{
    int number = 0;
    const auto put = [&](const char *category, Verdict verdict, qint64 offset) {
        store.put(delivery(ofCategory(++number, category), verdict, u"dev"_s, base + offset));
    };
    put("HRIS", Verdict::Verified, 0);
    put("HRIS", Verdict::Verified, 59'999);
    put("ATS", Verdict::Verified, 60'000);
    put("ATS", Verdict::Unchecked, 61'000);
    put("", Verdict::Verified, 125'000);
    put("HRIS", Verdict::Rejected, 130'000);
    store.put(delivery(ofCategory(1, "HRIS"), Verdict::Verified, u"dev"_s, base + 150'000)); // a redelivery counts once
    store.put(delivery(ofCategory(900, "LMS"), Verdict::Verified, u"other"_s, base + 90'000));
}

} // namespace

class TestFlowReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countersGiveBars();
    void countersGiveHours();
    void eventsGiveWhatCountersGive();
    void eventsAreExactToTheMillisecond();
    void countsByFilter();
    void countsRejected();
    void fewHitsAmongMany();
    void stopsWhenToldTo();
    void countersFollowVerdicts();
    void knowsItsExtent();
    void refusesTooManyBars();
    void leadsCountersForward();
    void writesDownWhenItListens();
    void killedListenerWasThereUntilItsLastEvent();
    void aStretchThatIsGoneIsSaid();
};

void TestFlowReader::countersGiveBars()
{
    Store store;
    fill(store);
    const auto counts = store.reader()->flow(u"dev"_s, grid(base, 60'000, 3));
    QVERIFY(counts);
    QCOMPARE(textOf(*counts), u"rejected - 0 0 1\nunchecked ATS 0 1 0\nverified - 0 0 1\nverified ATS 0 1 0\nverified HRIS 2 0 0"_s);
    const auto all = store.reader()->flow({}, grid(base, 60'000, 3));
    QVERIFY(all);
    QVERIFY(textOf(*all).contains(u"verified LMS 0 1 0"_s));
    QCOMPARE(store.reader()->flow(u"nowhere"_s, grid(base, 60'000, 3))->total(), 0);
    QCOMPARE(store.reader()->flow(u"dev"_s, FlowGrid())->total(), 0);
}

void TestFlowReader::countersGiveHours()
{
    Store store;
    fill(store);
    store.put(delivery(ofCategory(50, "HRIS"), Verdict::Verified, u"dev"_s, base + 5 * hourSpan + 7));
    const auto hours = store.reader()->flow(u"dev"_s, grid(base - hourSpan, hourSpan, 10));
    QVERIFY(hours);
    QCOMPARE(hours->total(), 7);
    QVERIFY(textOf(*hours).contains(u"verified HRIS 0 2 0 0 0 0 1 0 0 0"_s));
    // Half hours are no multiple of an hour: added up from minutes.
    QVERIFY(textOf(*store.reader()->flow(u"dev"_s, grid(base - hourSpan / 2, hourSpan, 2))).contains(u"verified HRIS 2 0"_s));
}

void TestFlowReader::eventsGiveWhatCountersGive()
{
    Store store;
    fill(store);
    const auto reader = store.reader();
    for (const qint64 width : {60'000LL, 120'000LL, 3'600'000LL}) {
        const FlowGrid bars = grid(base, width, 4);
        FlowCounts counted(bars);
        QVERIFY(reader->countFlow({}, u"dev"_s, 1, 1000, counted, always));
        const Filter rejected{{{FilterKey::Verdict, u"rejected"_s, false, false, {}}}};
        QVERIFY(reader->countFlow(rejected, u"dev"_s, 1, 1000, counted, always));
        QCOMPARE(textOf(counted), textOf(*reader->flow(u"dev"_s, bars)));
    }
}

void TestFlowReader::eventsAreExactToTheMillisecond()
{
    Store store;
    fill(store);
    FlowCounts counts(grid(base + 59'990, 10, 3));
    QVERIFY(store.reader()->countFlow({}, u"dev"_s, 1, 1000, counts, always));
    QCOMPARE(textOf(counts), u"verified ATS 0 1 0\nverified HRIS 1 0 0"_s);
}

void TestFlowReader::countsByFilter()
{
    Store store;
    fill(store);
    FlowCounts counts(grid(base, 60'000, 3));
    const auto filter = parseFilter(u"category:ats"_s, fromMillis(base));
    QVERIFY(filter);
    const auto low = store.reader()->countFlow(*filter, u"dev"_s, 1, 1000, counts, always);
    QVERIFY(low);
    QCOMPARE(textOf(counts), u"unchecked ATS 0 1 0\nverified ATS 0 1 0"_s);
}

void TestFlowReader::countsRejected()
{
    Store store;
    fill(store);
    FlowCounts counts(grid(base, 60'000, 3));
    const Filter rejected{{{FilterKey::Verdict, u"rejected"_s, false, false, {}}}};
    QVERIFY(store.reader()->countFlow(rejected, {}, 1, 1000, counts, always));
    QCOMPARE(textOf(counts), u"rejected - 0 0 1"_s);
}

void TestFlowReader::fewHitsAmongMany()
{
    Store store;
    for (int i = 0; i < 600; ++i)
        QVERIFY(store.writer->enqueue(delivery(ofCategory(i, i % 200 == 7 ? "LMS" : "HRIS"), Verdict::Verified, u"dev"_s, base + i * 100)));
    QCOMPARE(store.receipts->waitFor(600).size(), 600);
    FlowCounts few(grid(base, 20'000, 3));
    QVERIFY(store.reader()->countFlow(*parseFilter(u"category:LMS"_s, fromMillis(base)), u"dev"_s, 1, 1000, few, always));
    QCOMPARE(textOf(few), u"verified LMS 1 1 1"_s);
    FlowCounts many(grid(base, 20'000, 3));
    QVERIFY(store.reader()->countFlow(*parseFilter(u"category:HRIS"_s, fromMillis(base)), u"dev"_s, 1, 1000, many, always));
    QCOMPARE(textOf(many), u"verified HRIS 199 199 199"_s);
}

void TestFlowReader::stopsWhenToldTo()
{
    Store store;
    for (int i = 0; i < 9000; ++i)
        QVERIFY(store.writer->enqueue(delivery(ofCategory(i, "HRIS"), Verdict::Verified, u"dev"_s, base + i)));
    QCOMPARE(store.receipts->waitFor(9000).size(), 9000);
    FlowCounts counts(grid(base, 1000, 9));
    const auto reader = store.reader();
    const auto cancelled = reader->countFlow({}, u"dev"_s, 1, 9000, counts, [](qint64) { return SearchPace::Cancel; });
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().kind, ErrorKind::Cancelled);
    QCOMPARE(counts.total(), 0);
    // Piece by piece gives the same as at once.
    qint64 to = 9000;
    int parts = 0;
    while (to >= 1 && ++parts < 100) {
        const auto low = reader->countFlow({}, u"dev"_s, 1, to, counts, [](qint64) { return SearchPace::Enough; });
        QVERIFY(low);
        QVERIFY(*low <= to);
        to = *low - 1;
    }
    QVERIFY(parts > 1);
    QCOMPARE(textOf(counts), u"verified HRIS 1000 1000 1000 1000 1000 1000 1000 1000 1000"_s);
}

void TestFlowReader::countersFollowVerdicts()
{
    Store store;
    store.put(delivery(ofCategory(1, "HRIS"), Verdict::Unchecked, u"dev"_s, base));
    store.put(delivery(ofCategory(2, "ATS"), Verdict::Unchecked, u"dev"_s, base));
    const auto looked = store.write<qint64>([](WriteTransaction &transaction) {
        return transaction.recheckUnchecked(u"dev"_s, [](const QByteArray &body, const HeaderList &) {
            return body.contains("HRIS") ? std::pair(Verdict::Verified, RejectReason::None) : std::pair(Verdict::Rejected, RejectReason::Mismatch);
        });
    });
    QCOMPARE(looked, 2);
    QCOMPARE(textOf(*store.reader()->flow(u"dev"_s, grid(base, 60'000, 1))),
             u"rejected - 1\nunchecked ATS 0\nunchecked HRIS 0\nverified HRIS 1"_s);
}

void TestFlowReader::knowsItsExtent()
{
    Store store;
    QVERIFY(!*store.reader()->flowExtent({}));
    fill(store);
    const auto extent = store.reader()->flowExtent(u"dev"_s);
    QVERIFY(extent && *extent);
    QCOMPARE((*extent)->first, fromMillis(base));
    QCOMPARE((*extent)->second, fromMillis(base + 120'000));
    QVERIFY(!*store.reader()->flowExtent(u"nowhere"_s));
}

void TestFlowReader::refusesTooManyBars()
{
    Store store;
    const auto counts = store.reader()->flow(u"dev"_s, grid(base, 1, 100'001));
    QVERIFY(!counts);
    QCOMPARE(counts.error().code, u"volume-range"_s);
}

/// A file as the first version left it, with one event and a counter.
static StorePaths oldFile(const QTemporaryDir &folder)
{
    const StorePaths paths{folder.path()};
    auto database = SqliteDatabase::open(paths.database(), SqliteDatabase::Mode::ReadWrite);
    if (!database || !prepareForWriting(**database, {schemaSteps().first()}))
        qFatal("no old file");
    const QString minute = QString::number(base);
    for (const QString &sql : {u"INSERT INTO name VALUES (1, 'dev'), (2, 't'), (3, 'HRIS')"_s,
                               u"INSERT INTO event VALUES (1, %1, 1, 2, 0, 0, 3, 0, 0, 0, 1, 0, 200, 2, 5, 6, 'a')"_s.arg(base + 5),
                               u"INSERT INTO volume VALUES (1, 60000, %1, 2, 0, 1), (1, 3600000, %1, 2, 0, 1)"_s.arg(minute),
                               u"INSERT INTO volume VALUES (1, 60000, %1, 0, 2, 7), (1, 3600000, %1, 0, 2, 7)"_s.arg(minute),
                               u"INSERT INTO total VALUES (1, 2, 0, 1, 2, 0), (1, 0, 2, 7, 2, 0)"_s}) {
        if (!(*database)->execute(sql))
            qFatal("%s", qPrintable((*database)->error().detail));
    }
    return paths;
}

void TestFlowReader::leadsCountersForward()
{
    const QTemporaryDir folder;
    const StorePaths paths = oldFile(folder);
    const auto writer = StoreWriter::open(paths);
    QVERIFY(writer);
    const auto reader = StoreReader::open(paths);
    QVERIFY(reader);
    QCOMPARE(textOf(*(*reader)->flow(u"dev"_s, grid(base, 60'000, 1))), u"rejected - 7\nverified HRIS 1"_s);
    QCOMPARE(textOf(*(*reader)->flow(u"dev"_s, grid(base, hourSpan, 1))), u"rejected - 7\nverified HRIS 1"_s);
}

void TestFlowReader::writesDownWhenItListens()
{
    Store store;
    const auto time = [](qint64 seconds) { return fromMillis(base + seconds * 1000); };
    const auto begun = store.write<qint64>([&](WriteTransaction &transaction) { return transaction.beginListening(time(0)); });
    QVERIFY(begun);
    const auto note = [&](qint64 seconds, bool ends) {
        return store.write<bool>([=](WriteTransaction &transaction) { return transaction.noteListening(*begun, time(seconds), ends); });
    };
    QVERIFY(*note(60, false));
    const auto gaps = [&](qint64 now) { return *store.reader()->listenerGaps(time(-1000), time(100'000), time(now)); };
    QCOMPARE(gaps(120), (ListenerGaps{time(0), {}}));
    QVERIFY(*note(180, true));
    QCOMPARE(gaps(300), (ListenerGaps{time(0), {{time(180), time(300), true, true}}}));
    QVERIFY(store.write<qint64>([&](WriteTransaction &transaction) { return transaction.beginListening(time(400)); }));
    QCOMPARE(gaps(410), (ListenerGaps{time(0), {{time(180), time(400), true, false}}}));
}

void TestFlowReader::killedListenerWasThereUntilItsLastEvent()
{
    Store store;
    const auto time = [](qint64 seconds) { return fromMillis(base + seconds * 1000); };
    QVERIFY(store.write<qint64>([&](WriteTransaction &transaction) { return transaction.beginListening(time(0)); }));
    store.put(delivery(ofCategory(1, "HRIS"), Verdict::Verified, u"dev"_s, base + 40'000));
    QCOMPARE(*store.reader()->listenerGaps(time(0), time(9000), time(1000)), (ListenerGaps{time(0), {{time(40), time(1000), false, true}}}));
    // Settled when something listens again: later events say nothing of it.
    QVERIFY(store.write<qint64>([&](WriteTransaction &transaction) { return transaction.beginListening(time(1000)); }));
    store.put(delivery(ofCategory(2, "HRIS"), Verdict::Verified, u"dev"_s, base + 1'010'000));
    QCOMPARE(*store.reader()->listenerGaps(time(0), time(9000), time(1020)), (ListenerGaps{time(0), {{time(40), time(1000), false, false}}}));
}

void TestFlowReader::aStretchThatIsGoneIsSaid()
{
    Store store;
    const auto noted = store.write<bool>([](WriteTransaction &transaction) { return transaction.noteListening(77, fromMillis(base), false); });
    QVERIFY(noted);
    QVERIFY(!*noted);
}

QTEST_GUILESS_MAIN(TestFlowReader)
#include "tst_flowreader.moc"
