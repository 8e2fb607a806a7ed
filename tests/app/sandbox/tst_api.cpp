// SPDX-License-Identifier: Apache-2.0
// covers: app/sandbox/api.cpp app/sandbox/listapi.cpp app/sandbox/integrationapi.cpp
#include "app/sandbox/api.h"
#include "app/sandbox/listapi.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace console;
using namespace console::sandbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
const Timestamp epoch = *parseTimestamp(u"2026-05-01T12:00:00.000Z");
const ApiConfig api{"ks_dev_test", false};

World calmWorld(qint64 records = 12)
{
    WorldConfig config;
    config.records = records;
    config.epoch = epoch;
    config.pace = 1e9; // nothing by chance
    return World(config);
}
QString idOfFate(const World &world, Fate fate)
{
    return std::find_if(world.tenants().begin(), world.tenants().end(),
                        [fate](const Tenant &one) { return one.fate == fate; })
        ->party.id;
}
QString idOfCategory(const World &world, const QString &category)
{
    return std::find_if(world.tenants().begin(), world.tenants().end(),
                        [&](const Tenant &one) { return one.party.category == category; })
        ->party.id;
}
Reply ask(World &world, const QByteArray &target, const QString &integration = {}, const QByteArray &method = "GET",
          const QByteArray &body = {})
{
    return answer(world, api, {method, target, "Bearer ks_dev_test", integration.toUtf8(), body});
}
QJsonObject json(const Reply &reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}
QString codeOf(const Reply &reply)
{
    return json(reply)[u"error"_s][u"code"_s].toString();
}
QJsonArray results(const Reply &reply)
{
    return json(reply)[u"data"_s][u"results"_s].toArray();
}
QString next(const Reply &reply)
{
    return json(reply)[u"data"_s][u"next"_s].toString();
}
QStringList idsOf(const Reply &reply)
{
    QStringList ids;
    for (const QJsonValue &value : results(reply))
        ids.append(value[u"id"_s].toString());
    return ids;
}
} // namespace

class TstApi : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("authorization");
        QTest::addColumn<QByteArray>("integration"); ///< `first`: that of the first one
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *method, const char *target, const char *integration,
                            int status, const char *code, const char *body = "",
                            const char *authorization = "Bearer ks_dev_test") {
            QTest::newRow(name) << QByteArray(method) << QByteArray(target) << QByteArray(authorization)
                                << QByteArray(integration) << QByteArray(body) << status << QString::fromLatin1(code);
        };
        const char *const invalid = "PLATFORM.INPUT_INVALID";
        row("no key", "GET", "/v1/check-api-key", "", 401, "PLATFORM.AUTHENTICATION_INVALID", "", "");
        row("another key", "GET", "/v1/hris/employees", "first", 401, "PLATFORM.AUTHENTICATION_INVALID", "",
            "Bearer ks_dev_tes");
        row("key without Bearer", "GET", "/v1/hris/employees", "first", 401, "PLATFORM.AUTHENTICATION_INVALID", "",
            "ks_dev_test");
        row("unknown path", "GET", "/v1/integrations", "", 404, "");
        row("outside v1", "GET", "/hris/employees", "first", 404, "");
        row("no list of syncs", "GET", "/v1/syncs", "first", 404, "");
        row("no management of webhooks", "GET", "/v1/webhooks", "", 404, "");
        row("writing a list", "POST", "/v1/hris/employees", "first", 404, "");
        row("reading a sync", "GET", "/v1/force-sync", "first", 404, "");
        row("no integration header", "GET", "/v1/hris/employees", "", 400, invalid);
        row("unknown integration", "GET", "/v1/hris/employees", "personio:x", 404, "PLATFORM.INTEGRATION_NOT_FOUND");
        row("unknown integration's details", "GET", "/v1/integrations/personio:x", "", 404,
            "PLATFORM.INTEGRATION_NOT_FOUND");
        row("another category", "GET", "/v1/ats/jobs", "first", 400, "INTEGRATION.MODEL_NOT_AVAILABLE");
        row("page_size 0", "GET", "/v1/hris/employees?page_size=0", "first", 400, invalid);
        row("page_size 251", "GET", "/v1/hris/employees?page_size=251", "first", 400, invalid);
        row("page_size word", "GET", "/v1/hris/employees?page_size=all", "first", 400, invalid);
        row("page_size empty", "GET", "/v1/hris/employees?page_size=", "first", 400, invalid);
        row("cursor of nobody", "GET", "/v1/hris/employees?cursor=abc", "first", 400, invalid);
        row("cursor empty", "GET", "/v1/hris/employees?cursor=", "first", 400, invalid);
        row("offset in a time", "GET", "/v1/hris/employees?updated_after=2026-05-01T12%3A00%3A00%2B02%3A00", "first",
            400, invalid);
        row("time without a date", "GET", "/v1/hris/employees?updated_after=12%3A00", "first", 400, invalid);
        row("impossible date", "GET", "/v1/hris/employees?updated_after=2026-13-41", "first", 400, invalid);
        row("include_deleted 1", "GET", "/v1/hris/employees?include_deleted=1", "first", 400, invalid);
        row("include_deleted True", "GET", "/v1/hris/employees?include_deleted=True", "first", 400, invalid);
        row("ignore_unsupported_filters yes", "GET", "/v1/hris/employees?ignore_unsupported_filters=yes", "first", 400,
            invalid);
        row("sync of another kind", "POST", "/v1/force-sync", "first", 400, invalid, R"({"type":"HALF"})");
        row("sync with a broken body", "POST", "/v1/force-sync", "first", 400, invalid, "{");
        row("unknown category of tools", "GET", "/v1/tools/crm", "", 400, invalid);
    }
    void refuses()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, authorization);
        QFETCH(QByteArray, integration);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, code);
        World world = calmWorld();
        if (integration == "first")
            integration = world.tenants()[0].party.id.toUtf8();
        const Reply reply = answer(world, api, {method, target, authorization, integration, body});
        QCOMPARE(reply.status, status);
        QCOMPARE(codeOf(reply), code);
        // All four members, only the message never null.
        const QJsonObject error = json(reply)[u"error"_s].toObject();
        QCOMPARE(json(reply)[u"status"_s].toString(), u"error"_s);
        QCOMPARE(error.keys(), (QStringList{u"code"_s, u"log_url"_s, u"message"_s, u"title"_s}));
        QVERIFY(error[u"message"_s].isString());
    }

    void acceptsTheDocumentedTimes_data()
    {
        QTest::addColumn<QByteArray>("time");
        for (const char *time : {"2026-05-01T12:00:00.000Z", "2026-05-01T12:00:00Z", "2026-05-01T12:00:00",
                                 "2026-05-01", "2026-05-01T12%3A00%3A00.000Z"})
            QTest::newRow(time) << QByteArray(time);
    }
    void acceptsTheDocumentedTimes()
    {
        QFETCH(QByteArray, time);
        World world = calmWorld();
        QCOMPARE(ask(world, "/v1/hris/employees?updated_after=" + time, world.tenants()[0].party.id).status, 200);
    }

    void pagesAreWholeAndWithoutRepetition()
    {
        World world = calmWorld(23);
        const QString id = world.tenants()[0].party.id;
        for (const ListEndpoint &endpoint : Catalog::builtIn().endpoints()) {
            if (!endpoint.path.startsWith(u"/hris/"_s) || !endpoint.paged)
                continue;
            const QByteArray path = "/v1" + endpoint.path.toLatin1();
            QStringList seen;
            QString cursor;
            int pages = 0;
            do {
                const Reply reply =
                    ask(world,
                        path + "?page_size=5" + (cursor.isEmpty() ? QByteArray() : "&cursor=" + cursor.toLatin1()), id);
                QCOMPARE(reply.status, 200);
                seen += idsOf(reply);
                cursor = next(reply);
                ++pages;
            } while (!cursor.isEmpty());
            QCOMPARE(pages, 5);
            QCOMPARE(seen.size(), 23);
            QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), 23);
            QCOMPARE(seen, idsOf(ask(world, path, id)));
        }
        QVERIFY(next(ask(world, "/v1/hris/employees?page_size=23", id)).isEmpty());
    }

    void filtersComeFromTheQueryNotFromTheCursor()
    {
        World world = calmWorld(20);
        const QString id = world.tenants()[0].party.id;
        const QByteArray filter = "updated_after=2030-01-01T00:00:00.000Z";
        const QString cursor = next(ask(world, "/v1/hris/employees?page_size=5", id));
        QCOMPARE(results(ask(world, "/v1/hris/employees?page_size=5&cursor=" + cursor.toLatin1(), id)).size(), 5);
        QCOMPARE(
            results(ask(world, "/v1/hris/employees?page_size=5&cursor=" + cursor.toLatin1() + '&' + filter, id)).size(),
            0);
        // A cursor belongs to its list.
        QCOMPARE(codeOf(ask(world, "/v1/hris/employments?cursor=" + cursor.toLatin1(), id)),
                 u"PLATFORM.INPUT_INVALID"_s);
    }

    void unpagedListsIgnorePageSize()
    {
        World world = calmWorld(20);
        QCOMPARE(results(ask(world, "/v1/hris/skills?page_size=5", world.tenants()[0].party.id)).size(), 20);
    }

    void deltasShowWhatChanged()
    {
        World world = calmWorld();
        const QString id = world.tenants()[0].party.id;
        const QByteArray since = "?updated_after=2026-05-01T12:00:00.000Z";
        QCOMPARE(results(ask(world, "/v1/hris/employees" + since, id)).size(), 0);
        (void) world.advanceTo(epoch + 1min);
        world.changeRecord(id, u"hris_employments"_s, 3, u"change"_s);
        // The employee shows it, though its own changed_at is older.
        const QJsonArray employees = results(ask(world, "/v1/hris/employees" + since, id));
        QCOMPARE(employees.size(), 1);
        QVERIFY(employees[0][u"changed_at"_s].toString() < u"2026-05-01T12:00"_s);
        QCOMPARE(results(ask(world, "/v1/hris/employments" + since, id)).size(), 1);
        QCOMPARE(results(ask(world, "/v1/hris/groups" + since, id)).size(), 0);
        // The millisecond of the change itself still counts, the next does not.
        QCOMPARE(results(ask(world, "/v1/hris/employments?updated_after=2026-05-01T12:01:00.000Z", id)).size(), 1);
        QCOMPARE(results(ask(world, "/v1/hris/employments?updated_after=2026-05-01T12:01:00.001Z", id)).size(), 0);
    }

    void deletedOnesAreHiddenMarkedAndAnonymised()
    {
        World world = calmWorld();
        const QString id = world.tenants()[0].party.id;
        world.changeRecord(id, u"hris_employees"_s, 0, u"remove"_s);
        QCOMPARE(results(ask(world, "/v1/hris/employees", id)).size(), 11);
        QCOMPARE(results(ask(world, "/v1/hris/employees?include_deleted=false", id)).size(), 11);
        const QJsonArray all = results(ask(world, "/v1/hris/employees?include_deleted=true", id));
        QCOMPARE(all.size(), 12);
        QCOMPARE(all[0][u"remote_deleted_at"_s].toString(), u"2026-05-01T12:00:00.000Z"_s);
        QVERIFY(!all[0][u"last_name"_s].isNull());
        (void) world.advanceTo(epoch + 24h * 14);
        const QJsonValue later = results(ask(world, "/v1/hris/employees?include_deleted=true", id))[0];
        QVERIFY(later[u"last_name"_s].isNull());
        QCOMPARE(later[u"id"_s], all[0][u"id"_s]);
    }

    void filters_data()
    {
        QTest::addColumn<QString>("category");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("parameter");
        QTest::addColumn<QString>("member"); ///< whose value of the first record is asked for; empty: `value`
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *category, const char *path, const char *parameter, const char *member,
                            const char *value = "") {
            QTest::addRow("%s %s %s", path, parameter, value)
                << QString::fromLatin1(category) << QByteArray(path) << QByteArray(parameter)
                << QString::fromLatin1(member) << QByteArray(value);
        };
        row("HRIS", "/v1/hris/employees", "ids", "id");
        row("HRIS", "/v1/hris/employees", "remote_ids", "remote_id");
        row("HRIS", "/v1/hris/employees", "employment_statuses", "employment_status");
        row("HRIS", "/v1/hris/employees", "legal_entity_ids", "legal_entity_id");
        row("HRIS", "/v1/hris/employees", "work_location_ids", "work_location_id");
        row("HRIS", "/v1/hris/employees", "work_emails", "work_email");
        row("HRIS", "/v1/hris/absences", "employee_id", "employee_id");
        row("HRIS", "/v1/hris/absences", "type_ids", "type_id");
        row("HRIS", "/v1/hris/groups", "name_contains", "", "customer%20SUCC");
        row("HRIS", "/v1/hris/groups", "types", "type");
        row("HRIS", "/v1/hris/timesheets", "started_after", "started_at");
        row("ATS", "/v1/ats/applications", "job_ids", "job_id");
        row("ATS", "/v1/ats/applications", "outcomes", "outcome");
        row("ATS", "/v1/ats/applications", "current_stage_ids", "current_stage_id");
        row("ATS", "/v1/ats/candidates", "last_name", "last_name");
        row("ATS", "/v1/ats/jobs", "job_codes", "job_code");
        row("ATS", "/v1/ats/jobs", "statuses", "status");
        row("ASSESSMENT", "/v1/assessment/orders", "statuses", "status");
        row("LMS", "/v1/lms/users", "work_emails", "work_email");
        row("LMS", "/v1/lms/course-progressions", "user_ids", "user_id");
    }
    void filters()
    {
        QFETCH(QString, category);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, parameter);
        QFETCH(QString, member);
        QFETCH(QByteArray, value);
        World world = calmWorld(40);
        const QString id = idOfCategory(world, category);
        const QJsonArray all = results(ask(world, path, id));
        if (!member.isEmpty())
            value = all[0][member].toString().toUtf8().toPercentEncoding();
        const QJsonArray some = results(ask(world, path + '?' + parameter + '=' + value, id));
        QVERIFY(!some.isEmpty());
        QVERIFY(some.size() < all.size());
        QCOMPARE(results(ask(world, path + '?' + parameter + "=nothing-like-that", id)).size(), 0);
    }

    void severalIdsInOneFilter()
    {
        World world = calmWorld();
        const QString id = world.tenants()[0].party.id;
        const QStringList all = idsOf(ask(world, "/v1/hris/employees", id));
        const QByteArray some = (all[2] + u","_s + all[7] + u",unknown"_s).toLatin1();
        QCOMPARE(idsOf(ask(world, "/v1/hris/employees?ids=" + some, id)), (QStringList{all[2], all[7]}));
        QCOMPARE(idsOf(ask(world, "/v1/hris/employees?ids=" + QByteArray(some).replace(",", "%2C"), id)),
                 (QStringList{all[2], all[7]}));
    }

    void openOrdersAreThoseOfTheOrders()
    {
        World world = calmWorld(40);
        const QString id = idOfCategory(world, u"ASSESSMENT"_s);
        QStringList open;
        for (const QJsonValue &order : results(ask(world, "/v1/assessment/orders", id))) {
            if (order[u"status"_s] == u"OPEN"_s)
                open.append(order[u"id"_s].toString());
        }
        QCOMPARE(idsOf(ask(world, "/v1/assessment/orders/open", id)), open);
        QCOMPARE(json(ask(world, "/v1/assessment/packages", id))[u"data"_s][u"packages"_s].toArray().size(), 3);
    }

    void waitingStatesAnswer409()
    {
        World world = calmWorld();
        const QString inSetup = idOfFate(world, Fate::InSetup);
        const QString checked = idOfFate(world, Fate::QaPending);
        QCOMPARE(codeOf(ask(world, "/v1/ats/jobs", inSetup)), u"INTEGRATION.SETUP_INCOMPLETE"_s);
        QCOMPARE(ask(world, "/v1/ats/jobs", inSetup).status, 409);
        QCOMPARE(ask(world, "/v1/ats/jobs", checked).status, 200);
        (void) world.advanceTo(epoch + 4min);
        QCOMPARE(codeOf(ask(world, "/v1/ats/jobs", inSetup)), u"INTEGRATION.SETUP_SYNC_PENDING"_s);
        QCOMPARE(
            answer(world, {api.key, true}, {"GET", "/v1/ats/jobs", "Bearer ks_dev_test", inSetup.toUtf8(), {}}).status,
            503);
        (void) world.advanceTo(epoch + 11min);
        QCOMPARE(ask(world, "/v1/ats/jobs", inSetup).status, 200);
        QCOMPARE(codeOf(ask(world, "/v1/ats/jobs", checked)), u"INTEGRATION.QA_FAILED"_s);
    }

    void detailsHaveAllMembers()
    {
        World world = calmWorld();
        for (const Tenant &tenant : world.tenants()) {
            const QByteArray encoded = tenant.party.id.toUtf8().toPercentEncoding();
            QVERIFY(encoded.contains("%3A"));
            const QJsonObject data = json(ask(world, "/v1/integrations/" + encoded))[u"data"_s].toObject();
            QCOMPARE(data, json(ask(world, "/v1/integrations/" + tenant.party.id.toUtf8()))[u"data"_s].toObject());
            QCOMPARE(data[u"id"_s].toString(), tenant.party.id);
            QCOMPARE(data.keys(), (QStringList{u"beta"_s, u"category"_s, u"created_at"_s, u"data_expired_at"_s,
                                               u"end_user"_s, u"id"_s, u"read_models"_s, u"scope_config"_s,
                                               u"setup_status"_s, u"status"_s, u"tool"_s, u"write_actions"_s}));
            for (const QJsonValue &model : data[u"read_models"_s].toArray()) {
                const QString name = model[u"id"_s].toString();
                const auto endpoint =
                    std::find_if(Catalog::builtIn().endpoints().begin(), Catalog::builtIn().endpoints().end(),
                                 [&](const ListEndpoint &one) {
                                     return Catalog::builtIn().model(one.model).name == name.toLatin1();
                                 });
                const bool readable = codeOf(ask(world, "/v1" + endpoint->path.toLatin1(), tenant.party.id)) !=
                                      u"INTEGRATION.MODEL_NOT_AVAILABLE"_s;
                if (tenant.status.setup == u"COMPLETED"_s)
                    QCOMPARE(model[u"is_available"_s].toBool(), readable);
            }
        }
    }

    void enablesAndDeletes()
    {
        World world = calmWorld();
        const QString id = world.tenants()[0].party.id;
        const QByteArray path = "/v1/integrations/" + id.toUtf8();
        QCOMPARE(ask(world, path + "/enabled", {}, "PUT", R"({"value":"no"})").status, 400);
        const Reply off = ask(world, path + "/enabled", {}, "PUT", R"({"value":false})");
        QCOMPARE(off.body, QByteArray(R"({"status":"success","data":{}})"));
        QCOMPARE(codeOf(ask(world, "/v1/hris/employees", id)), u"INTEGRATION.INACTIVE"_s);
        QCOMPARE(json(ask(world, path))[u"data"_s][u"status"_s].toString(), u"INACTIVE"_s);
        QCOMPARE(ask(world, path + "/enabled", {}, "PUT", R"({"value":true})").status, 200);
        QCOMPARE(ask(world, "/v1/hris/employees", id).status, 200);
        QCOMPARE(ask(world, path, {}, "DELETE", "{}").status, 200);
        QCOMPARE(codeOf(ask(world, path)), u"PLATFORM.INTEGRATION_NOT_FOUND"_s);
    }

    void givesLinks()
    {
        World world = calmWorld();
        const QByteArray done = "/v1/integrations/" + world.tenants()[0].party.id.toUtf8();
        const QByteArray open = "/v1/integrations/" + idOfFate(world, Fate::InSetup).toUtf8();
        QVERIFY(json(ask(world, done + "/relink", {}, "POST", "{}"))[u"data"_s][u"link"_s].toString().startsWith(
            u"https://"_s));
        QCOMPARE(ask(world, done + "/relink", {}, "POST", R"({"language":"de","link_type":"MAGIC_LINK"})").status, 200);
        QCOMPARE(ask(world, done + "/relink", {}, "POST", R"({"language":"xx"})").status, 400);
        QCOMPARE(codeOf(ask(world, done + "/setup-link", {}, "POST", R"({"link_type":"EMBEDDED"})")),
                 u"PLATFORM.INPUT_INVALID"_s);
        QCOMPARE(ask(world, open + "/setup-link", {}, "POST", R"({"link_type":"EMBEDDED"})").status, 200);
        QCOMPARE(ask(world, open + "/setup-link", {}, "POST", "{}").status, 400);
    }

    void forcesSyncs()
    {
        World world = calmWorld();
        const QString id = world.tenants()[0].party.id;
        const QJsonObject one =
            json(ask(world, "/v1/force-sync", id, "POST", R"({"type":"DELTA"})"))[u"data"_s].toObject();
        QCOMPARE(one[u"type"_s].toString(), u"DELTA"_s);
        QCOMPARE(one[u"already_queued"_s].toBool(), false);
        const QJsonObject two = json(ask(world, "/v1/force-sync", id, "POST", ""))[u"data"_s].toObject();
        QCOMPARE(two[u"already_queued"_s].toBool(), true);
        QCOMPARE(two[u"sync_id"_s], one[u"sync_id"_s]);
    }

    void listsFieldsInPages()
    {
        World world = calmWorld();
        const QByteArray path = "/v1/integrations/" + world.tenants()[0].party.id.toUtf8();
        QCOMPARE(ask(world, path + "/integration-fields?page_size=2000").status, 200);
        QCOMPARE(ask(world, path + "/integration-fields?page_size=2001").status, 400);
        QCOMPARE(ask(world, path + "/custom-fields?page_size=251").status, 400);
        const Reply reply = ask(world, path + "/integration-fields?page_size=10");
        QCOMPARE(results(reply).size(), 10);
        QCOMPARE(json(reply)[u"data"_s][u"next_cursor"_s].toString(), next(reply));
        const Reply second = ask(world, path + "/integration-fields?page_size=2000&cursor=" + next(reply).toLatin1());
        QVERIFY(next(second).isEmpty());
        QCOMPARE(results(second).size() + 10, results(ask(world, path + "/integration-fields?page_size=2000")).size());
    }

    void checksTheKey()
    {
        World world = calmWorld();
        const QJsonObject data = json(ask(world, "/v1/check-api-key"))[u"data"_s].toObject();
        QCOMPARE(data[u"environment_id"_s].toString(), world.environmentId());
        QCOMPARE(data[u"customer_id"_s], data[u"environment_id"_s]);
        QVERIFY(json(ask(world, "/v1/tools/lms"))[u"data"_s][u"tools"_s].toArray().size() == 1);
    }
};

QTEST_GUILESS_MAIN(TstApi)
#include "tst_api.moc"
