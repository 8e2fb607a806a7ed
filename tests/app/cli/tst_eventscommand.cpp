// SPDX-License-Identifier: Apache-2.0
// covers: app/cli/eventscommand.cpp app/cli/eventfollower.cpp app/cli/waitcommand.cpp app/cli/integrationscommand.cpp
// covers: app/cli/environmentscommand.cpp app/cli/ownertask.cpp
#include "app/cli/eventfollower.h"
#include "app/cli/ownertask.h"
#include "app/sandbox/samples.h"
#include "models/store/storewriter.h"
#include "tests/support/printed.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class EventsCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_data = m_folder.filePath(u"data"_s);
        const auto paths = openStoreFolder(m_data);
        QVERIFY(paths);
        m_paths = *paths;
        auto writer = StoreWriter::open(m_paths);
        QVERIFY(writer);
        for (const QString &type : {u"integration-created"_s, u"integration-state-changed"_s, u"sync-finished"_s, u"data-changed"_s})
            QVERIFY(store(**writer, type, Verdict::Verified));
        QVERIFY(store(**writer, u"sync-finished"_s, Verdict::Rejected));
        (*writer)->stop();
    }

    void listsEvents_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QStringList>("types");
        QTest::newRow("all, oldest first") << QStringList{} << QStringList{u"integration-created"_s, u"integration-state-changed"_s, u"sync-finished"_s, u"data-changed"_s};
        QTest::newRow("limit") << QStringList{u"--limit"_s, u"2"_s} << QStringList{u"integration-created"_s, u"integration-state-changed"_s};
        QTest::newRow("limit 0") << QStringList{u"--limit"_s, u"0"_s} << QStringList{};
        QTest::newRow("newest") << QStringList{u"--limit"_s, u"2"_s, u"--newest"_s} << QStringList{u"data-changed"_s, u"sync-finished"_s};
        QTest::newRow("filter") << QStringList{u"--filter"_s, u"type:sync-*"_s} << QStringList{u"sync-finished"_s};
        QTest::newRow("no match") << QStringList{u"--filter"_s, u"tool:nobody"_s} << QStringList{};
        QTest::newRow("other environment") << QStringList{u"--env"_s, u"other"_s} << QStringList{};
        QTest::newRow("rejected") << QStringList{u"--rejected"_s} << QStringList{u"sync-finished"_s};
        QTest::newRow("rejected by filter") << QStringList{u"--filter"_s, u"verdict:rejected"_s} << QStringList{u"sync-finished"_s};
    }

    void listsEvents()
    {
        QFETCH(QStringList, options);
        QFETCH(QStringList, types);
        const Printed printed = run(QStringList{u"events"_s, u"--data"_s, m_data, u"--json"_s} + options);
        QCOMPARE(printed.code, 0);
        QStringList seen;
        for (const QJsonObject &event : printed.objects())
            seen.append(event[u"type"].toString());
        QCOMPARE(seen, types);
    }

    void bodiesComeBackAsTheyWere()
    {
        const Printed printed = run({u"events"_s, u"--data"_s, m_data, u"--json"_s, u"--body"_s, u"base64"_s, u"--limit"_s, u"1"_s});
        QCOMPARE(QByteArray::fromBase64(printed.objects().first()[u"body_base64"].toString().toLatin1()), *sampleBody(u"integration-created"_s));
    }

    void csvHasOneHeading()
    {
        const Printed printed = run({u"events"_s, u"--data"_s, m_data, u"--format"_s, u"csv"_s});
        QVERIFY(printed.text.startsWith("seq,received_at,environment,"));
        QCOMPARE(printed.text.count("\r\n"), 5);
    }

    void listsIntegrationsAndTables()
    {
        const Printed json = run({u"integrations"_s, u"--data"_s, m_data, u"--json"_s});
        QVERIFY(!json.objects().isEmpty());
        QVERIFY(run({u"integrations"_s, u"--data"_s, m_data}).text.startsWith("ORGANIZATION"));
        QVERIFY(run({u"events"_s, u"--data"_s, m_data}).text.contains("sync-finished"));
        QVERIFY(run({u"records"_s, u"nobody:x"_s, u"--data"_s, m_data}).text.startsWith("MODEL"));
        QCOMPARE(run({u"records"_s, u"nobody:x"_s, u"--data"_s, m_data, u"--history"_s, u"x"_s}).code, 1);
    }

    void waitCountsEarlierOnesOnlyWhenAsked()
    {
        const Printed since = run({u"wait"_s, u"--data"_s, m_data, u"--filter"_s, u"type:sync-finished"_s, u"--since"_s, u"1h"_s, u"--timeout"_s, u"5"_s});
        QCOMPARE(since.code, 0);
        QCOMPARE(since.objects().first()[u"type"].toString(), u"sync-finished"_s);
        QCOMPARE(run({u"wait"_s, u"--data"_s, m_data, u"--filter"_s, u"type:sync-finished"_s, u"--timeout"_s, u"0"_s}).code, 1);
    }

    void followerGivesEachNewEventOnce()
    {
        auto writer = StoreWriter::open(m_paths);
        QVERIFY(writer);
        QVector<qint64> seen;
        EventFollower follower(m_paths, {}, {}, std::nullopt, [&](StoreReader &, const EventRow &row) {
            seen.append(row.seq);
            return seen.size() < 3;
        });
        QSignalSpy stopped(&follower, &EventFollower::stopped);
        follower.start();
        for (int n = 0; n < 3; ++n)
            QVERIFY(store(**writer, u"data-changed"_s, Verdict::Verified));
        QTRY_VERIFY(!stopped.isEmpty());
        QCOMPARE(seen.size(), 3);
        QVERIFY(std::is_sorted(seen.cbegin(), seen.cend()));
    }

    void followerWaitsForAStoreThatIsNotThereYet()
    {
        const auto paths = openStoreFolder(m_folder.filePath(u"later"_s));
        QVERIFY(paths);
        int seen = 0;
        EventFollower follower(*paths, {}, {}, std::nullopt, [&](StoreReader &, const EventRow &) { return ++seen < 1; });
        follower.start();
        auto writer = StoreWriter::open(*paths);
        QVERIFY(writer);
        QVERIFY(store(**writer, u"data-changed"_s, Verdict::Verified));
        QTRY_COMPARE(seen, 1);
    }

    void followerSeesTheLastOnesWhenTheWriterIsGone()
    {
        auto writer = StoreWriter::open(m_paths);
        QVERIFY(writer);
        int seen = 0;
        EventFollower follower(m_paths, {}, {}, std::nullopt, [&](StoreReader &, const EventRow &) { return ++seen > 0; });
        QVERIFY(store(**writer, u"data-changed"_s, Verdict::Verified));
        QVERIFY(store(**writer, u"data-changed"_s, Verdict::Verified));
        writer->reset();
        follower.look();
        QCOMPARE(seen, 2);
    }

    void aTaskThatNobodyEndsIsLeft()
    {
        CollectorConfig config;
        config.paths = m_paths;
        config.role = u"test"_s;
        OwnerTask task(config);
        QSignalSpy finished(&task, &OwnerTask::finished);
        task.run(u"sync"_s, {{u"environment"_s, u"nobody"_s}, {u"integration"_s, u"x:y"_s}});
        task.cancel();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE((finished[0][0].value<tl::expected<QJsonObject, Error>>().error().kind), ErrorKind::Cancelled);
    }

    void aTaskWithoutAnOwnerTakesTheLockItself()
    {
        CollectorConfig config;
        config.paths = m_paths;
        config.role = u"test"_s;
        OwnerTask task(config);
        QSignalSpy finished(&task, &OwnerTask::finished);
        task.run(u"env-save"_s, {{u"name"_s, u"acme"_s}, {u"path"_s, u"/acme"_s}});
        QVERIFY(finished.isEmpty()); // never inside run()
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY((finished[0][0].value<tl::expected<QJsonObject, Error>>()));
        const Printed listed = run({u"env"_s, u"list"_s, u"--data"_s, m_data, u"--json"_s});
        QCOMPARE(listed.objects().size(), 1);
        QCOMPARE(listed.objects().first()[u"name"].toString(), u"acme"_s);
    }

private:
    /// Stores a sample with an id of its own and waits for the receipt.
    static bool store(StoreWriter &writer, const QString &type, Verdict verdict)
    {
        static quint64 number = 0;
        IncomingDelivery delivery;
        delivery.token = ++number;
        delivery.environment = u"default"_s;
        delivery.receivedAt = SystemClock().now();
        delivery.body = number <= 4 ? *sampleBody(type) : *withValues(*sampleBody(type), {{u"id"_s, u"id%1"_s.arg(number)}});
        delivery.facts = readPayload(delivery.body);
        delivery.verdict = verdict;
        delivery.reason = verdict == Verdict::Rejected ? RejectReason::Mismatch : RejectReason::None;
        QSignalSpy settled(&writer, &StoreWriter::settled);
        return writer.enqueue(std::move(delivery)) && (!settled.isEmpty() || settled.wait(5'000));
    }

    QTemporaryDir m_folder;
    QString m_data;
    StorePaths m_paths;
};

QTEST_GUILESS_MAIN(EventsCommandTest)
#include "tst_eventscommand.moc"
