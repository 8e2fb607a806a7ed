// SPDX-License-Identifier: Apache-2.0
// covers: models/store/recordwriter.cpp models/store/recordreader.cpp models/store/writetransaction.cpp
#include "storefixture.h"

using namespace console;
using namespace console::test;

namespace {

const Timestamp base = fromMillis(1'780'000'000'000);

PageRecord recordOf(const QByteArray &id, const QByteArray &name, bool deleted = false)
{
    PageRecord record;
    record.id = QString::fromLatin1(id);
    record.changedAt = base;
    if (deleted)
        record.remoteDeletedAt = base + Millis(5);
    record.json = "{ \"id\":\"" + id + "\",  \"display_full_name\":\"" + name + "\"}";
    return record;
}

RunRow runOf(const QString &integration = u"personio:1"_s)
{
    RunRow run;
    run.environment = u"dev"_s;
    run.integrationId = integration;
    run.organization = u"Acme"_s;
    run.tool = u"personio"_s;
    run.kind = RunKind::Full;
    run.state = RunState::Running;
    run.cause = u"manual"_s;
    run.requestedAt = base;
    run.startedAt = base + Millis(1);
    StepRow first;
    first.endpoint = u"/hris/employees"_s;
    StepRow second;
    second.endpoint = u"/hris/groups"_s;
    second.updatedAfter = base - Millis(1000);
    run.steps = {first, second};
    return run;
}

} // namespace

class TestRecordWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsRunsAsTheyAre();
    void watermarksMoveForward();
    void completeRunSetsLastFetch();
    void countsWhatAPageDid();
    void keepsVersions();
    void idsBelongToOneModel();
    void listsByKey();
    void findsText();

private:
    static Result<PageOutcome> save(Store &store, const RunRow &run, const QString &model, const QVector<PageRecord> &records)
    {
        return store.write<PageOutcome>([&](WriteTransaction &t) { return t.savePage(run, model, records); });
    }
};

void TestRecordWriter::keepsRunsAsTheyAre()
{
    Store store;
    RunRow run = runOf();
    run.id = *store.write<qint64>([&](WriteTransaction &t) { return t.addRun(run); });
    QVERIFY(run.id > 0);
    const auto reader = store.reader();
    QCOMPARE(*reader->run(run.id), run);
    run.state = RunState::Failed;
    run.endedAt = base + Millis(9);
    run.errorCode = u"SQLITE_FULL"_s;
    run.errorDetail = u"why"_s;
    StepRow &step = run.steps[0];
    step.state = RunState::Waiting;
    step.pages = 3;
    step.records = 700;
    step.changed = 20;
    step.deleted = 2;
    step.retries = 1;
    step.startedAt = base;
    step.endedAt = base + Millis(3);
    step.waitingUntil = base + Millis(4);
    step.errorCode = u"429"_s;
    step.errorDetail = u"slow down"_s;
    run.steps.removeLast();
    QVERIFY(store.write<void>([&](WriteTransaction &t) { return t.saveRun(run); }));
    QCOMPARE(*reader->run(run.id), run);

    const qint64 later = *store.write<qint64>([&](WriteTransaction &t) { return t.addRun(runOf(u"other:1"_s)); });
    QVERIFY(later > run.id);
    QCOMPARE(reader->runs(u"dev"_s, 10)->size(), 2);
    QCOMPARE(reader->runs({}, 1)->first().id, later);
    QCOMPARE(reader->runs(u"dev"_s, 10)->last(), run);
    QVERIFY(reader->runs(u"prod"_s, 10)->isEmpty());
    QCOMPARE(reader->run(999).error().kind, ErrorKind::NotFound);
    run.id = 999;
    QCOMPARE(store.write<void>([&](WriteTransaction &t) { return t.saveRun(run); }).error().kind, ErrorKind::NotFound);
    QCOMPARE(store.writer->version().runs, 3);
}

void TestRecordWriter::watermarksMoveForward()
{
    Store store;
    RunRow run = runOf();
    run.id = *store.write<qint64>([&](WriteTransaction &t) { return t.addRun(run); });
    const auto saveStep = [&](RunState state, std::optional<Timestamp> mark) {
        run.steps[0].state = state;
        run.steps[0].watermark = mark;
        return store.write<void>([&](WriteTransaction &t) { return t.saveRun(run); }).has_value();
    };
    const auto reader = store.reader();
    const auto mark = [&] { return reader->watermarks(u"dev"_s, u"personio:1"_s)->value(u"/hris/employees"_s); };
    QVERIFY(saveStep(RunState::Running, base + Millis(10)));
    QVERIFY(reader->watermarks(u"dev"_s, u"personio:1"_s)->isEmpty());
    QVERIFY(saveStep(RunState::Failed, base + Millis(10)));
    QVERIFY(reader->watermarks(u"dev"_s, u"personio:1"_s)->isEmpty());
    QVERIFY(saveStep(RunState::Complete, base + Millis(10)));
    QCOMPARE(mark(), base + Millis(10));
    QVERIFY(saveStep(RunState::Complete, base + Millis(5))); // an older run that ended later
    QCOMPARE(mark(), base + Millis(10));
    QVERIFY(saveStep(RunState::Complete, base + Millis(20)));
    QCOMPARE(mark(), base + Millis(20));
    QVERIFY(reader->watermarks(u"prod"_s, u"personio:1"_s)->isEmpty());
}

void TestRecordWriter::completeRunSetsLastFetch()
{
    Store store;
    store.put(dataChanged("1", "personio:1"));
    RunRow run = runOf();
    run.id = *store.write<qint64>([&](WriteTransaction &t) { return t.addRun(run); });
    const auto reader = store.reader();
    QVERIFY(!reader->integration(u"dev"_s, u"personio:1"_s)->lastFetchAt);
    run.state = RunState::Complete;
    run.endedAt = base + Millis(50);
    QVERIFY(store.write<void>([&](WriteTransaction &t) { return t.saveRun(run); }));
    QCOMPARE(reader->integration(u"dev"_s, u"personio:1"_s)->lastFetchAt, run.endedAt);
    // The next event must not undo it.
    store.put(dataChanged("2", "personio:1"));
    QCOMPARE(reader->integration(u"dev"_s, u"personio:1"_s)->lastFetchAt, run.endedAt);
}

void TestRecordWriter::countsWhatAPageDid()
{
    Store store;
    RunRow run = runOf();
    run.id = 1;
    const QString model = u"hris_employees"_s;
    const auto outcome = [&](const QVector<PageRecord> &records) {
        const Result<PageOutcome> done = save(store, run, model, records);
        return done ? QString(QString::number(done->received) + u'/' + QString::number(done->changed) + u'/' + QString::number(done->deleted)) : QString();
    };
    QCOMPARE(outcome({}), u"0/0/0"_s);
    QCOMPARE(outcome({recordOf("1", "A"), recordOf("2", "B"), recordOf("3", "C", true)}), u"3/3/1"_s);
    QCOMPARE(outcome({recordOf("1", "A"), recordOf("2", "B"), recordOf("3", "C", true)}), u"3/0/0"_s);
    QCOMPARE(outcome({recordOf("1", "A2"), recordOf("2", "B")}), u"2/1/0"_s);
    QCOMPARE(outcome({recordOf("2", "B, gone", true), recordOf("3", "C2", true)}), u"2/2/1"_s);
    QCOMPARE(outcome({recordOf("9", "X"), recordOf("9", "X"), recordOf("9", "Y")}), u"3/2/0"_s); // twice in a page
    const auto reader = store.reader();
    const QVector<std::pair<QString, qint64>> models = {{model, 4}};
    QCOMPARE(*reader->recordModels(u"dev"_s, u"personio:1"_s), models);
    QCOMPARE(*reader->recordModels({}, {}), models);
    QVERIFY(reader->recordModels(u"dev"_s, u"x"_s)->isEmpty());
}

void TestRecordWriter::keepsVersions()
{
    Store store;
    RunRow run = runOf();
    for (int i = 1; i <= 3; ++i) {
        run.id = i;
        QVERIFY(save(store, run, u"m"_s, {recordOf("1", QByteArray::number(i))}));
    }
    QVERIFY(save(store, run, u"m"_s, {recordOf("1", "3")})); // the same again is no version
    const auto reader = store.reader();
    RecordQuery query;
    query.integrationId = u"personio:1"_s;
    query.environment = u"dev"_s;
    const QVector<RecordRow> rows = *reader->records(query);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().versions, 3);
    QCOMPARE(rows.first().label, u"3"_s);
    QCOMPARE(rows.first().model, u"m"_s);
    QCOMPARE(rows.first().integrationId, u"personio:1"_s);
    QCOMPARE(rows.first().changedAt, std::optional(base));
    QVERIFY(rows.first().json.isEmpty());
    const QVector<RecordVersion> versions = *reader->recordVersions(rows.first().key);
    QCOMPARE(versions.size(), 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(versions.at(i).json, recordOf("1", QByteArray::number(3 - i)).json);
        QCOMPARE(versions.at(i).runId, 3 - i);
    }
    QCOMPARE(reader->record(rows.first().key)->json, recordOf("1", "3").json);
    QCOMPARE(reader->record(999).error().kind, ErrorKind::NotFound);
    QVERIFY(reader->recordVersions(999)->isEmpty());
}

void TestRecordWriter::idsBelongToOneModel()
{
    Store store;
    RunRow run = runOf();
    RunRow other = runOf(u"other:1"_s);
    QCOMPARE(save(store, run, u"a"_s, {recordOf("1", "x")})->changed, 1);
    QCOMPARE(save(store, run, u"b"_s, {recordOf("1", "x")})->changed, 1);
    QCOMPARE(save(store, other, u"a"_s, {recordOf("1", "x")})->changed, 1);
    other.environment = u"prod"_s;
    QCOMPARE(save(store, other, u"a"_s, {recordOf("1", "x")})->changed, 1);
    QCOMPARE(save(store, run, u"a"_s, {recordOf("1", "x")})->changed, 0);
    QCOMPARE(store.reader()->records({})->size(), 4);
}

void TestRecordWriter::listsByKey()
{
    Store store;
    QVector<PageRecord> page;
    for (int i = 0; i < 100; ++i)
        page.append(recordOf("id" + QByteArray::number(i), "Name " + QByteArray::number(i)));
    const RunRow run = runOf();
    QVERIFY(save(store, run, u"a"_s, page.first(50)));
    QVERIFY(save(store, runOf(u"other:1"_s), u"a"_s, page));
    QVERIFY(save(store, run, u"b"_s, page));
    QVERIFY(save(store, run, u"a"_s, page));
    const auto reader = store.reader();
    for (const bool narrow : {true, false}) {
        RecordQuery query;
        query.environment = narrow ? u"dev"_s : QString();
        query.integrationId = u"personio:1"_s;
        query.model = u"a"_s;
        query.limit = 30;
        query.withJson = true;
        QVector<qint64> keys;
        for (;;) {
            const QVector<RecordRow> rows = *reader->records(query);
            if (rows.isEmpty())
                break;
            QVERIFY(rows.size() <= 30);
            for (const RecordRow &row : rows) {
                QVERIFY(keys.isEmpty() || row.key > keys.last());
                QVERIFY(row.json.contains(row.id.toLatin1()));
                keys.append(row.key);
            }
            query.afterKey = keys.last();
        }
        QCOMPARE(keys.size(), 100);
    }
    RecordQuery none;
    none.model = u"nothing"_s;
    QVERIFY(reader->records(none)->isEmpty());
    none = {};
    none.limit = 0;
    QVERIFY(reader->records(none)->isEmpty());
}

void TestRecordWriter::findsText()
{
    Store store;
    QVERIFY(save(store, runOf(), u"a"_s, {recordOf("abc-1", "Ärzte %"), recordOf("abc-2", "Zoe_"), recordOf("xyz", "ABC")}));
    const auto reader = store.reader();
    const auto found = [&](const QString &text) {
        RecordQuery query;
        query.text = text;
        return reader->records(query)->size();
    };
    QCOMPARE(found(u"ABC"_s), 3);
    QCOMPARE(found(u"abc-"_s), 2);
    QCOMPARE(found(u"äRZTE"_s), 1);
    QCOMPARE(found(u"%"_s), 1);
    QCOMPARE(found(u"_"_s), 1);
    QCOMPARE(found(u"nobody"_s), 0);
}

QTEST_GUILESS_MAIN(TestRecordWriter)
#include "tst_recordwriter.moc"
