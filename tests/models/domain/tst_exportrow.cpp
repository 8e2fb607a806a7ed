// SPDX-License-Identifier: Apache-2.0
// covers: models/domain/jsonline.cpp
#include "models/domain/exportrow.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const Timestamp moment = fromMillis(1'630'497'600'007);

EventRow exampleEvent()
{
    EventRow row;
    row.seq = 7;
    row.receivedAt = moment;
    row.environment = u"default"_s;
    row.id = u"e1"_s;
    row.type = u"sync-finished"_s;
    row.integrationId = u"personio:abc"_s;
    row.tool = u"personio"_s;
    row.category = u"HRIS"_s;
    row.organization = u"Acme \"North\"\n"_s;
    row.deliveries = 2;
    row.conflict = true;
    row.pinned = true;
    row.comment = u"a\nb"_s;
    return row;
}

} // namespace

class TestExportRow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsHaveTheContractsMembersInOrder()
    {
        QCOMPARE(eventLine(exampleEvent(), "x", BodyForm::None),
                 QByteArray(R"({"seq":7,"received_at":"2021-09-01T12:00:00.007Z","environment":"default","id":"e1","type":"sync-finished",)"
                            R"("integration_id":"personio:abc","tool":"personio","category":"HRIS","organization":"Acme \"North\"\n",)"
                            R"("verdict":"verified","reason":null,"deliveries":2,"conflict":true,"answered":200,"pinned":true,"comment":"a\nb"})"));
    }

    void absentValuesAreNull()
    {
        EventRow row;
        row.environment = u"default"_s;
        row.verdict = Verdict::Rejected;
        row.reason = RejectReason::PlainBase64;
        row.answered = 401;
        QCOMPARE(eventLine(row, {}, BodyForm::None),
                 QByteArray(R"({"seq":0,"received_at":"1970-01-01T00:00:00.000Z","environment":"default","id":null,"type":null,)"
                            R"("integration_id":null,"tool":null,"category":null,"organization":null,)"
                            R"("verdict":"rejected","reason":"plain-base64","deliveries":1,"conflict":false,"answered":401,"pinned":false,"comment":null})"));
    }

    void bodiesInBothForms()
    {
        const QByteArray body("{\n  \"a\": \"\xc3\xa4\\u0000\"\n}");
        QVERIFY(eventLine(exampleEvent(), body, BodyForm::Base64).endsWith(QByteArray(",\"answered\":200,\"body_base64\":\"" + body.toBase64() + "\",\"pinned\":true,\"comment\":\"a\\nb\"}")));
        const QByteArray line = eventLine(exampleEvent(), body, BodyForm::Text);
        QCOMPARE(QJsonDocument::fromJson(line).object().value(u"body"_s).toString(), QString::fromUtf8(body));
        QVERIFY(eventLine(exampleEvent(), {}, BodyForm::Text).contains("\"body\":\"\",\"pinned\""));
        QVERIFY(eventLine(exampleEvent(), {}, BodyForm::Base64).contains("\"body_base64\":\"\",\"pinned\""));
    }

    void anyTextSurvivesOnOneLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("controls") << QString(u"a\u0001\r\n\t\b\f\x7f\u0085\u2028\u2029"_s + QChar(u'\0') + u"z"_s);
        QTest::newRow("quotes") << u"\"\\/'"_s;
        QTest::newRow("other scripts") << u"Grüße 東京 🙂 \u202E"_s;
        QTest::newRow("lone surrogate") << QString(u"a"_s + QChar(0xd800) + u"b"_s);
    }
    void anyTextSurvivesOnOneLine()
    {
        QFETCH(QString, text);
        EventRow row = exampleEvent();
        row.id = text;
        const QByteArray line = eventLine(row, {}, BodyForm::None);
        for (const char c : line)
            QVERIFY(static_cast<uchar>(c) >= 0x20 && c != '\x7f');
        QVERIFY(!line.contains("\xe2\x80\xa8") && !line.contains("\xc2\x85"));
        QCOMPARE(QJsonDocument::fromJson(line).object().value(u"id"_s).toString(), text);
    }

    void integrationsHaveTheContractsMembersInOrder()
    {
        Integration integration;
        integration.id = u"personio:abc"_s;
        QCOMPARE(integrationLine(integration),
                 QByteArray(R"({"id":"personio:abc","tool":null,"category":null,"organization":null,"origin_id":null,"state":null,)"
                            R"("setup_status":null,"qa_status":null,"last_sync":null,"last_event_at":null,"last_fetch_at":null,"deleted_at":null})"));
        integration.tool = u"personio"_s;
        integration.category = u"HRIS"_s;
        integration.organization = u"Acme"_s;
        integration.originId = u"1"_s;
        integration.state = u"ACTIVE"_s;
        integration.setupStatus = u"COMPLETED"_s;
        integration.qaStatus = u"PASSED"_s;
        integration.lastSyncId = u"s"_s;
        integration.lastSyncState = u"SUCCEEDED"_s;
        integration.lastSyncEndedAt = moment;
        integration.lastEventAt = moment;
        integration.lastFetchAt = moment;
        integration.deletedAt = moment;
        QCOMPARE(integrationLine(integration),
                 QByteArray(R"({"id":"personio:abc","tool":"personio","category":"HRIS","organization":"Acme","origin_id":"1","state":"ACTIVE",)"
                            R"("setup_status":"COMPLETED","qa_status":"PASSED",)"
                            R"("last_sync":{"id":"s","state":"SUCCEEDED","ended_at":"2021-09-01T12:00:00.007Z"},)"
                            R"("last_event_at":"2021-09-01T12:00:00.007Z","last_fetch_at":"2021-09-01T12:00:00.007Z",)"
                            R"("deleted_at":"2021-09-01T12:00:00.007Z"})"));
    }

    void recordsKeepTheirBytes()
    {
        RecordRow row;
        row.integrationId = u"personio:abc"_s;
        row.model = u"hris_employees"_s;
        row.id = u"r1"_s;
        row.changedAt = moment;
        row.json = R"({"z":1.0,"a":12345678901234567890,"a":1e5,"s":"\u00e4\/  x"})";
        QCOMPARE(recordLine(row), QByteArray(R"({"integration_id":"personio:abc","model":"hris_employees","id":"r1",)"
                                             R"("changed_at":"2021-09-01T12:00:00.007Z","remote_deleted_at":null,"record":)"
                                             + row.json + '}'));
    }

    void recordsStayOnOneLine_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("record");
        QTest::newRow("pretty") << QByteArray("{\n  \"a\": [1.0,\r\n 2],\t\"b c\": \"x  \\n y\"\n}") << QByteArray("{\"a\":[1.0,2],\"b c\":\"x  \\n y\"}");
        QTest::newRow("blanks stay") << QByteArray("{\"a\": 1}") << QByteArray("{\"a\": 1}");
        QTest::newRow("no JSON") << QByteArray("{\n\"a\"") << QByteArray("null");
        QTest::newRow("not read") << QByteArray() << QByteArray("null");
    }
    void recordsStayOnOneLine()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, record);
        RecordRow row;
        row.json = json;
        QVERIFY(recordLine(row).endsWith(QByteArray(",\"record\":" + record + '}')));
    }

    void summariesOfRuns()
    {
        RunRow run;
        run.id = 3;
        run.integrationId = u"personio:abc"_s;
        run.kind = RunKind::Full;
        run.state = RunState::Failed;
        QVERIFY(runLine(run).endsWith(",\"steps\":[]}"));
        StepRow good;
        good.endpoint = u"/hris/employees"_s;
        good.pages = 4;
        good.records = 1000;
        good.changed = 10;
        good.deleted = 1;
        good.watermark = moment;
        StepRow bad;
        bad.endpoint = u"/hris/absences"_s;
        bad.errorCode = u"INTEGRATION.QA_FAILED"_s;
        run.steps = {good, bad};
        QCOMPARE(runLine(run),
                 QByteArray(R"({"run":3,"integration_id":"personio:abc","kind":"full","state":"failed","steps":[)"
                            R"({"endpoint":"/hris/employees","pages":4,"records":1000,"changed":10,"deleted":1,"watermark":"2021-09-01T12:00:00.007Z","error":null},)"
                            R"({"endpoint":"/hris/absences","pages":0,"records":0,"changed":0,"deleted":0,"watermark":null,"error":"INTEGRATION.QA_FAILED"}]})"));
    }
};

QTEST_GUILESS_MAIN(TestExportRow)
#include "tst_exportrow.moc"
