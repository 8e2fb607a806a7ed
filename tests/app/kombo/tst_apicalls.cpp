// SPDX-License-Identifier: Apache-2.0
#include "app/kombo/apicalls.h"

#include "tests/support/fakehttpserver.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

ApiReply ok(const QByteArray &body)
{
    ApiReply reply;
    reply.status = 200;
    reply.contentType = "application/json";
    reply.body = body;
    return reply;
}

} // namespace

class tst_ApiCalls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void makesRequests();
    void readsDetails();
    void toleratesBareDetails();
    void readsForcedSync();
    void readsCheckedKey();
    void readsLinks_data();
    void readsLinks();
    void acceptsEmptyData();
    void refusesWhatMakesNoSense_data();
    void refusesWhatMakesNoSense();
};

void tst_ApiCalls::makesRequests()
{
    const QString id = u"personio:Ab/1"_s;
    QCOMPARE(detailsRequest(id), (ApiRequest{"GET", u"/integrations/personio%3AAb%2F1"_s, {}, {}, {}}));
    QCOMPARE(checkKeyRequest(), (ApiRequest{"GET", u"/check-api-key"_s, {}, {}, {}}));
    QCOMPARE(forceSyncRequest(id, true), (ApiRequest{"POST", u"/force-sync"_s, {}, id, R"({"type":"FULL"})"}));
    QCOMPARE(forceSyncRequest(id, false).body, QByteArray(R"({"type":"DELTA"})"));
    QCOMPARE(setEnabledRequest(id, false),
             (ApiRequest{"PUT", u"/integrations/personio%3AAb%2F1/enabled"_s, {}, {}, R"({"value":false})"}));
    QCOMPARE(relinkRequest(id, {}, false).body, QByteArray(R"({"link_type":"EMBEDDED"})"));
    QCOMPARE(relinkRequest(id, u"de"_s, true).body, QByteArray(R"({"language":"de","link_type":"MAGIC_LINK"})"));
}

void tst_ApiCalls::readsDetails()
{
    const auto details = readDetails(ok(R"({"status":"success","data":{
        "id":"personio:1","tool":{"id":"personio","label":"Personio"},"category":"HRIS","status":"ACTIVE",
        "setup_status":"COMPLETED","beta":false,"created_at":"2026-01-02T03:04:05.006Z",
        "end_user":{"organization_name":"Acme","creator_email":"a@acme.example","origin_id":"42"},
        "read_models":[
          {"id":"hris_employees","is_available":true,"scope_config_setting":"ENABLED","opted_out_by_customer":false},
          {"id":"hris_teams","is_available":true,"scope_config_setting":"OPTIONAL"},
          {"id":"hris_absences","is_available":true,"scope_config_setting":"DISABLED"},
          {"id":"hris_timesheets","is_available":false,"scope_config_setting":"ENABLED"},
          {"id":"hris_locations","is_available":true,"scope_config_setting":"OPTIONAL","opted_out_by_customer":true},
          {"label":"nameless"}, 7],
        "brand_new_member":{}}})"),
                                     u"prod"_s);
    QVERIFY(details);
    QCOMPARE(details->environment, u"prod"_s);
    QCOMPARE(details->id, u"personio:1"_s);
    QCOMPARE(details->tool, u"personio"_s);
    QCOMPARE(details->category, u"HRIS"_s);
    QCOMPARE(details->organization, u"Acme"_s);
    QCOMPARE(details->originId, u"42"_s);
    QCOMPARE(details->creatorEmail, u"a@acme.example"_s);
    QCOMPARE(details->state, u"ACTIVE"_s);
    QCOMPARE(details->setupStatus, u"COMPLETED"_s);
    QCOMPARE(formatTimestamp(*details->createdAt), u"2026-01-02T03:04:05.006Z"_s);
    QCOMPARE(details->availableModels, (QStringList{u"hris_employees"_s, u"hris_teams"_s}));
}

void tst_ApiCalls::toleratesBareDetails()
{
    const auto details =
        readDetails(ok(R"({"data":{"id":"x:1","end_user":null,"tool":null,"status":"BRAND_NEW"}})"), u"e"_s);
    QVERIFY(details);
    QCOMPARE(details->state, u"BRAND_NEW"_s);
    QVERIFY(details->tool.isNull() && details->organization.isNull() && details->availableModels.isEmpty());
}

void tst_ApiCalls::readsForcedSync()
{
    const auto sync = readForcedSync(ok(R"({"data":{"already_queued":true,"sync_id":"s1","type":"FULL"}})"));
    QVERIFY(sync);
    QVERIFY(sync->alreadyQueued);
    QCOMPARE(sync->syncId, u"s1"_s);
    QCOMPARE(sync->type, u"FULL"_s);
}

void tst_ApiCalls::readsCheckedKey()
{
    QCOMPARE(*readCheckedKey(ok(R"({"data":{"environment_id":"e1","customer_id":"c1"}})")), u"e1"_s);
    QCOMPARE(*readCheckedKey(ok(R"({"data":{"customer_id":"c1"}})")), u"c1"_s);
}

void tst_ApiCalls::readsLinks_data()
{
    QTest::addColumn<bool>("good");
    QTest::newRow("https://connect.kombo.dev/x?t=1") << true;
    QTest::newRow("http://connect.kombo.dev/x") << false;
    QTest::newRow("javascript:alert(1)") << false;
    QTest::newRow("https://user@evil.example/") << false;
    QTest::newRow("https://") << false;
    QTest::newRow("") << false;
}

void tst_ApiCalls::readsLinks()
{
    const QByteArray link = QTest::currentDataTag();
    QTEST(readLink(ok(R"({"data":{"link":")" + link + R"("}})")).has_value(), "good");
}

void tst_ApiCalls::acceptsEmptyData()
{
    QVERIFY(readDone(ok(R"({"status":"success","data":{}})")));
}

void tst_ApiCalls::refusesWhatMakesNoSense_data()
{
    QTest::addColumn<ApiReply>("reply");
    QTest::addColumn<QString>("code");
    ApiReply html = ok("<html>");
    html.contentType = "text/html";
    ApiReply gone = ok(test::errorBody("PLATFORM.INTEGRATION_NOT_FOUND"));
    gone.status = 404;
    QTest::newRow("html") << html << u"content-type"_s;
    QTest::newRow("cut") << ok(R"({"data":{"id")") << u"reply-not-json"_s;
    QTest::newRow("no data") << ok("{}") << u"reply-shape"_s;
    QTest::newRow("nothing inside") << ok(R"({"data":{}})") << u"reply-shape"_s;
    QTest::newRow("404") << gone << u"PLATFORM.INTEGRATION_NOT_FOUND"_s;
    QTest::newRow("error with 200") << ok(test::errorBody("INTEGRATION.INACTIVE")) << u"INTEGRATION.INACTIVE"_s;
}

void tst_ApiCalls::refusesWhatMakesNoSense()
{
    QFETCH(ApiReply, reply);
    QTEST(readDetails(reply, u"e"_s).error().code, "code");
    QTEST(readForcedSync(reply).error().code, "code");
    QTEST(readCheckedKey(reply).error().code, "code");
    QTEST(readLink(reply).error().code, "code");
}

QTEST_GUILESS_MAIN(tst_ApiCalls)
#include "tst_apicalls.moc"
