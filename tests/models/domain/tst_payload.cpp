// SPDX-License-Identifier: Apache-2.0
#include "models/domain/payload.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QByteArray sample(const QString &name)
{
    QFile file(QStringLiteral(KOMBO_TEST_DATA "/webhooks/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

PayloadFacts read(const char *type, const QByteArray &data)
{
    return readPayload("{\"id\":\"e1\",\"type\":\"" + QByteArray(type) + "\",\"data\":" + data + '}');
}

} // namespace

class TestPayload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySample_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("integrationId");
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QString>("category");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<bool>("hasEndUser");
        const auto row = [](const QString &file, const QString &type, const QString &integrationId, const QString &tool,
                            const QString &category, const QString &outcome, bool hasEndUser) {
            QTest::newRow(qPrintable(file)) << file << type << integrationId << tool << category << outcome << hasEndUser;
        };
        const QString personio = u"personio:CBNMt7dSNCzBdnRTx87dev4E"_s;
        const QString p = u"personio"_s;
        const QString hris = u"HRIS"_s;
        const QString none;
        row(u"data-changed"_s, u"data-changed"_s, personio, p, hris, u"2 models"_s, false);
        row(u"sync-finished"_s, u"sync-finished"_s, personio, p, hris, u"SUCCEEDED"_s, true);
        row(u"remote-event-received"_s, u"remote-event-received"_s, personio, p, hris, none, true);
        row(u"integration-created"_s, u"integration-created"_s, personio, p, hris, u"created"_s, true);
        row(u"integration-deleted"_s, u"integration-deleted"_s, personio, p, hris, u"deleted"_s, true);
        row(u"integration-state-changed"_s, u"integration-state-changed"_s, personio, p, hris, u"ACTIVE"_s, true);
        row(u"connection-flow-failed"_s, u"connection-flow-failed"_s, none, p, hris, u"failed"_s, true);
        row(u"issue-status-changed"_s, u"issue-status-changed"_s, personio, p, hris, u"raised"_s, true);
        const QString workday = u"workday:CBNMt7dSNCzBdnRTx87dev4E"_s;
        row(u"assessment-order-received"_s, u"assessment:order-received"_s, workday, none, none, u"OPEN"_s, false);
        row(u"inline-assessment-order-received"_s, u"inline-assessment:order-received"_s, workday, none, none, u"OPEN"_s, false);
        row(u"ai-apply-application-status-updated"_s, u"ai-apply-application-status-updated"_s, none, none, none, u"PENDING"_s, false);
        row(u"ai-apply-job-posting-status-updated"_s, u"ai-apply-job-posting-status-updated"_s, none, none, none, u"PENDING"_s, false);
    }
    void everySample()
    {
        QFETCH(QString, file);
        QFETCH(QString, type);
        QFETCH(QString, integrationId);
        QFETCH(QString, outcome);
        const QByteArray body = sample(file + u".json"_s);
        QVERIFY(!body.isEmpty());
        const PayloadFacts facts = readPayload(body);
        QVERIFY(facts.isObject);
        QVERIFY(!facts.id.isEmpty());
        QCOMPARE(facts.type, type);
        QVERIFY(knownEventTypes().contains(type));
        QCOMPARE(facts.integrationId, integrationId);
        QTEST(facts.tool, "tool");
        QTEST(facts.category, "category");
        QCOMPARE(facts.outcome, outcome);
        QTEST(facts.endUser.has_value(), "hasEndUser");
        QCOMPARE(facts.created, type == u"integration-created"_s);
        QCOMPARE(facts.deleted, type == u"integration-deleted"_s);
        QCOMPARE(facts.state.has_value(), type == u"integration-state-changed"_s);
        QCOMPARE(facts.sync.has_value(), type == u"sync-finished"_s);
        QCOMPARE(facts.issue.has_value(), type == u"issue-status-changed"_s);
    }

    void olderShapes_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("integrationId");
        QTest::newRow("order with remote_data") << u"variants/assessment-order-received.seed0.json"_s << u"workday:"_s;
        QTest::newRow("order without") << u"variants/assessment-order-received.seed2.json"_s << u"workday:"_s;
        QTest::newRow("flow") << u"variants/connection-flow-failed.seed0.json"_s << QString();
        QTest::newRow("data-changed") << u"variants/data-changed.seed3.json"_s << u"bombohr:ats-dev"_s;
        QTest::newRow("created") << u"variants/integration-created.seed0.json"_s << u"personio:"_s;
        QTest::newRow("deleted") << u"variants/integration-deleted.seed0.json"_s << u"personio:"_s;
        QTest::newRow("state") << u"variants/integration-state-changed.seed0.json"_s << u"personio:"_s;
        QTest::newRow("remote event") << u"variants/remote-event-received.seed0.json"_s << u"personio:"_s;
        QTest::newRow("sync") << u"variants/sync-finished.seed0.json"_s << u"personio:"_s;
    }
    void olderShapes()
    {
        QFETCH(QString, file);
        QFETCH(QString, integrationId);
        const PayloadFacts facts = readPayload(sample(file));
        QVERIFY(facts.isObject && !facts.id.isEmpty());
        QCOMPARE(facts.integrationId.isNull(), integrationId.isNull());
        QVERIFY2(facts.integrationId.startsWith(integrationId), qPrintable(facts.integrationId));
    }

    void stateWithoutSetupStatus()
    {
        const PayloadFacts facts = readPayload(sample(u"variants/integration-state-changed.seed0.json"_s));
        QVERIFY(facts.state.has_value());
        QVERIFY(facts.state->setupStatus.isNull());
        QVERIFY(!facts.state->state.isEmpty() && !facts.state->qaStatus.isEmpty());
        QVERIFY(facts.state->updatedAt.has_value());
    }

    void membersOfASync()
    {
        const SyncFacts sync = readPayload(sample(u"sync-finished.json"_s)).sync.value();
        QVERIFY(!sync.id.isEmpty());
        QVERIFY(sync.startedAt && sync.endedAt && sync.duration);
        QVERIFY(*sync.endedAt > *sync.startedAt);
    }

    void membersOfAnIssue()
    {
        const PayloadFacts facts = readPayload(sample(u"issue-status-changed.json"_s));
        QCOMPARE(facts.issue->status, u"OPEN"_s);
        QVERIFY(facts.issue->firstObservedAt && !facts.issue->resolvedAt);
        QVERIFY(!facts.issue->title.isEmpty() && !facts.issue->type.isEmpty());
    }

    void environmentWideIssueHasNoIntegration()
    {
        const auto facts = read("issue-status-changed", R"({"change":"resolved","issue":{"id":"i","status":"RESOLVED"},"integration":null})");
        QVERIFY(facts.integrationId.isNull() && !facts.endUser);
        QCOMPARE(facts.outcome, u"resolved"_s);
    }

    void whereTheIntegrationStands_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("integrationId");
        const QByteArray both(R"({"id":"own","integration_id":"other","tool":"t","integration_tool":"it"})");
        QTest::newRow("created") << u"integration-created"_s << both << u"own"_s;
        QTest::newRow("deleted") << u"integration-deleted"_s << both << u"own"_s;
        QTest::newRow("order") << u"assessment:order-received"_s << both << u"other"_s;
        QTest::newRow("state") << u"integration-state-changed"_s << both << u"other"_s;
        QTest::newRow("unknown type") << u"brand-new:thing"_s << both << u"other"_s;
        QTest::newRow("unknown type, nested") << u"brand-new"_s << QByteArray(R"({"id":"x","integration":{"id":"nested"}})") << u"nested"_s;
        QTest::newRow("unknown type, only id") << u"brand-new"_s << QByteArray(R"({"id":"x"})") << QString();
        QTest::newRow("ai-apply") << u"ai-apply-application-status-updated"_s << QByteArray(R"({"id":"x","status":"PENDING"})") << QString();
        QTest::newRow("flow") << u"connection-flow-failed"_s << QByteArray(R"({"integration_tool":"x"})") << QString();
        QTest::newRow("number") << u"sync-finished"_s << QByteArray(R"({"integration_id":7})") << QString();
        QTest::newRow("empty") << u"sync-finished"_s << QByteArray(R"({"integration_id":""})") << QString();
    }
    void whereTheIntegrationStands()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, data);
        const auto facts = read(type.toLatin1().constData(), data);
        QTEST(facts.integrationId, "integrationId");
        QFETCH(QString, integrationId);
        QCOMPARE(facts.integrationId.isNull(), integrationId.isNull());
    }

    void outcomeIsOneWord_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("outcome");
        const auto row = [](const char *name, const QString &type, const char *data, const QString &outcome) {
            QTest::newRow(name) << type << QByteArray(data) << outcome;
        };
        row("unknown sync state", u"sync-finished"_s, R"({"sync_state":"EXPLODED"})", u"EXPLODED"_s);
        row("state", u"integration-state-changed"_s, R"({"state":"INVALID","setup_status":"COMPLETED","qa_status":"PASSED"})", u"INVALID"_s);
        row("only setup", u"integration-state-changed"_s, R"({"setup_status":"INCOMPLETE","qa_status":"PENDING"})", u"INCOMPLETE"_s);
        row("only qa", u"integration-state-changed"_s, R"({"state":null,"qa_status":"FAILED"})", u"FAILED"_s);
        row("one model", u"data-changed"_s, R"({"changed_models":[{"name":"ats_jobs"}]})", u"1 model"_s);
        row("models named twice", u"data-changed"_s, R"({"changed_models":[{"name":"a"},{"name":"a"},{"name":"b"}]})", u"2 models"_s);
        row("no models", u"data-changed"_s, R"({})", u"0 models"_s);
        row("order", u"assessment:order-received"_s, R"({"status":"REJECTED"})", u"REJECTED"_s);
        row("issue", u"issue-status-changed"_s, R"({"change":"raised","issue":{"status":"OPEN"}})", u"raised"_s);
        row("posting", u"ai-apply-job-posting-status-updated"_s, R"({"availability":"ARCHIVED"})", u"ARCHIVED"_s);
        row("unknown type", u"brand-new"_s, R"({"status":"GOOD"})", u"GOOD"_s);
        row("nothing to say", u"brand-new"_s, R"({"x":1})", QString());
        row("wrong type", u"sync-finished"_s, R"({"sync_state":["SUCCEEDED"]})", QString());
    }
    void outcomeIsOneWord()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, data);
        QTEST(read(type.toLatin1().constData(), data).outcome, "outcome");
    }

    void nullableMembersAreNull()
    {
        const auto facts = read("integration-created", R"({"id":"a:b","end_user":{"organization_name":"Acme","creator_email":null}})");
        QVERIFY(facts.endUser.has_value());
        QCOMPARE(facts.endUser->organizationName, u"Acme"_s);
        QVERIFY(facts.endUser->creatorEmail.isNull() && facts.endUser->originId.isNull());
        QVERIFY(!read("integration-created", R"({"id":"a:b","end_user":null})").endUser);
        QVERIFY(!read("integration-created", R"({"id":"a:b","end_user":["x"]})").endUser);
    }

    void changedModelsKeepUnknownNames()
    {
        const auto facts = read("data-changed", R"({"changed_models":[{"name":"hris_new"},{"name":7},{"other":1},"plain",null,{"name":""},[1]]})");
        QCOMPARE(facts.changedModels, (QStringList{u"hris_new"_s, u"plain"_s}));
        QVERIFY(read("data-changed", R"({"changed_models":{"name":"x"}})").changedModels.isEmpty());
    }

    void timesAndNumbersOfWrongTypeAreAbsent()
    {
        const auto facts = read("sync-finished", R"({"sync_id":"s","sync_started_at":1630497600,"sync_ended_at":"yesterday","sync_duration_seconds":"12"})");
        QVERIFY(!facts.sync->startedAt && !facts.sync->endedAt && !facts.sync->duration);
        QCOMPARE(read("sync-finished", R"({"sync_duration_seconds":12})").sync->duration.value(), std::chrono::seconds(12));
        QCOMPARE(read("sync-finished", R"({"sync_duration_seconds":12.9})").sync->duration.value(), std::chrono::seconds(12));
        for (const char *data : {R"({"sync_duration_seconds":1e300})", R"({"sync_duration_seconds":-1})", R"({"sync_duration_seconds":null})",
                                 R"({"sync_duration_seconds":{}})"})
            QVERIFY(!read("sync-finished", data).sync->duration);
    }

    void dataMayBeMissingOrNoObject()
    {
        for (const char *body : {R"({"id":"e1","type":"sync-finished"})", R"({"id":"e1","type":"sync-finished","data":null})",
                                 R"({"id":"e1","type":"sync-finished","data":[{"sync_id":"x"}]})", R"({"id":"e1","type":"sync-finished","data":"x"})"}) {
            PayloadFacts expected;
            expected.isObject = true;
            expected.id = u"e1"_s;
            expected.type = u"sync-finished"_s;
            QCOMPARE(readPayload(body), expected);
        }
    }

    void anIdIsANonEmptyString()
    {
        for (const char *body : {R"({"id":7})", R"({"id":null})", R"({"id":""})", R"({"id":{"id":"x"}})", R"({"ID":"x"})", R"({})"}) {
            const auto facts = readPayload(body);
            QVERIFY(facts.isObject);
            QVERIFY2(facts.id.isNull(), body);
        }
        QVERIFY(readPayload(R"({"id":"x","type":["y"]})").type.isNull());
    }

    void idsAreExactCodePoints()
    {
        const QString a = readPayload(R"({"id":"a\u0000b"})").id;
        QCOMPARE(a.size(), 3);
        QVERIFY(a != readPayload(R"({"id":"a"})").id);
        QVERIFY(readPayload(R"({"id":"\u00e9"})").id != readPayload(R"({"id":"e\u0301"})").id);
        QVERIFY(readPayload(R"({"id":"A"})").id != readPayload(R"({"id":"a"})").id);
        QVERIFY(readPayload(R"({"id":" a"})").id != readPayload(R"({"id":"a"})").id);
        QCOMPARE(readPayload(R"({"\u0069d":"\u0061"})").id, u"a"_s);
    }

    void theLastOfTwoMembersCounts()
    {
        QCOMPARE(readPayload(R"({"id":"first","id":"last"})").id, u"last"_s);
        QVERIFY(readPayload(R"({"id":"first","id":7})").id.isNull());
        const auto facts = readPayload(R"({"type":"sync-finished","data":{"sync_id":"a","integration_id":"x"},"data":{"sync_id":"b"}})");
        QCOMPARE(facts.sync->id, u"b"_s);
        QVERIFY(facts.integrationId.isNull());
    }

    void whatIsNoObjectGivesNothing_data()
    {
        QTest::addColumn<QByteArray>("body");
        const QByteArray good(R"({"id":"x","type":"sync-finished","data":{}})");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("array") << QByteArray("[" + good + "]");
        QTest::newRow("text") << QByteArray("\"{}\"");
        QTest::newRow("cut") << good.chopped(1);
        QTest::newRow("two") << QByteArray(good + good);
        QTest::newRow("invalid UTF-8") << QByteArray(good).replace("x", "\xff");
        QTest::newRow("overlong UTF-8") << QByteArray(good).replace("x", "\xc0\xaf");
        QTest::newRow("NUL behind") << QByteArray(good + '\0');
        QTest::newRow("UTF-16") << QByteArray("{\0}\0", 4);
        QTest::newRow("form") << QByteArray("id=x&type=y");
        QTest::newRow("depth bomb") << QByteArray("{\"id\":\"x\",\"data\":" + QByteArray(2 << 20, '[') + QByteArray(2 << 20, ']') + "}");
        QTest::newRow("open depth bomb") << QByteArray("{\"id\":").repeated(600'000);
    }
    void whatIsNoObjectGivesNothing()
    {
        QFETCH(QByteArray, body);
        QCOMPARE(readPayload(body), PayloadFacts());
    }

    void blanksAndByteOrderMarkAreIgnored()
    {
        QCOMPARE(readPayload("\xef\xbb\xbf \r\n\t{\"id\":\"x\"}\n").id, u"x"_s);
    }

    void largeBodiesAreRead()
    {
        QByteArray body = R"({"id":"big","type":"data-changed","data":{"changed_models":[)";
        for (int i = 0; body.size() < (4 << 20); ++i)
            body += (i > 0 ? "," : "") + QByteArray("{\"name\":\"hris_model_") + QByteArray::number(i) + "\"}";
        body += R"(],"integration_id":"a:b"}})";
        QElapsedTimer timer;
        timer.start();
        const auto facts = readPayload(body);
        QCOMPARE(facts.integrationId, u"a:b"_s);
        QVERIFY(facts.changedModels.size() > 100'000);
        QVERIFY2(timer.elapsed() < 5000, "a 4 MiB body took over 5 s");
    }

    void fast()
    {
        const QByteArray body = sample(u"assessment-order-received.json"_s);
        QVERIFY(body.size() > 1000);
        QBENCHMARK {
            (void) readPayload(body);
        }
    }
};

QTEST_GUILESS_MAIN(TestPayload)
#include "tst_payload.moc"
