// SPDX-License-Identifier: Apache-2.0
#include "models/domain/endpointmap.h"

#include <QFile>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

EndpointMap shippedMap()
{
    QFile file(QStringLiteral(KOMBO_SOURCE_DIR "/resources/endpoint-map.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return EndpointMap::parse(file.readAll()).value_or(EndpointMap());
}

QStringList pathsOf(const QVector<Endpoint> &endpoints)
{
    QStringList paths;
    for (const Endpoint &endpoint : endpoints)
        paths.append(endpoint.path);
    return paths;
}

} // namespace

class TestEndpointMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_map = shippedMap();
        QCOMPARE(m_map.endpoints().size(), 34);
    }

    void capabilities_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("flags"); ///< paged, updatedAfter, includeDeleted, deprecated, closedBeta
        const auto row = [](const QString &path, const QString &model, const QString &flags) {
            QTest::newRow(qPrintable(path)) << path << model << flags;
        };
        row(u"/hris/employees"_s, u"hris_employees"_s, u"pud"_s);
        row(u"/hris/groups"_s, u"hris_teams"_s, u"pud"_s);
        row(u"/hris/teams"_s, u"hris_teams"_s, u"pudx"_s);
        row(u"/hris/skills"_s, u"hris_skills"_s, u"b"_s);
        row(u"/hris/employee-skill-assignments"_s, u"hris_employee_skill_assignments"_s, u"b"_s);
        row(u"/ats/application-stages"_s, u"ats_application_stages"_s, u"pudx"_s);
        row(u"/ats/notes"_s, u"ats_notes"_s, u"pud"_s);
        row(u"/ats/scorecards"_s, u"ats_scorecards"_s, u"pud"_s);
        row(u"/assessment/orders"_s, u"assessment_orders"_s, u"p"_s);
        row(u"/assessment/orders/open"_s, u"assessment_orders"_s, u"px"_s);
        row(u"/lms/course-progressions"_s, u"lms_course_progressions"_s, u"pud"_s);
    }
    void capabilities()
    {
        QFETCH(QString, path);
        const auto endpoint = m_map.endpoint(path);
        QVERIFY(endpoint.has_value());
        QTEST(endpoint->model, "model");
        QString flags;
        flags += endpoint->paged ? u"p"_s : QString();
        flags += endpoint->updatedAfter ? u"u"_s : QString();
        flags += endpoint->includeDeleted ? u"d"_s : QString();
        flags += endpoint->deprecated ? u"x"_s : QString();
        flags += endpoint->closedBeta ? u"b"_s : QString();
        QTEST(flags, "flags");
        QCOMPARE(endpoint->category.toLower(), path.section(u'/', 1, 1));
    }

    void whatIsNoRecordListIsNotThere()
    {
        for (const QString &path : {u"/assessment/packages"_s, u"/hris/employees/form"_s, u"/hris/employee"_s, u""_s})
            QVERIFY(!m_map.endpoint(path).has_value());
    }

    void endpointOfAModelIsNeverDeprecated()
    {
        QCOMPARE(m_map.endpointOfModel(u"hris_teams"_s)->path, u"/hris/groups"_s);
        QCOMPARE(m_map.endpointOfModel(u"assessment_orders"_s)->path, u"/assessment/orders"_s);
        QVERIFY(!m_map.endpointOfModel(u"ats_application_stages"_s).has_value());
        QVERIFY(!m_map.endpointOfModel(u"hris_nothing"_s).has_value());
    }

    void listsOfACategory()
    {
        QCOMPARE(pathsOf(m_map.endpointsFor(u"LMS"_s, {})),
                 (QStringList{u"/lms/course-progressions"_s, u"/lms/courses"_s, u"/lms/skills"_s, u"/lms/users"_s}));
        QCOMPARE(pathsOf(m_map.endpointsFor(u"ASSESSMENT"_s, {})), (QStringList{u"/assessment/orders"_s}));
        QCOMPARE(pathsOf(m_map.endpointsFor(u"ASSESSMENT"_s, {u"whatever"_s})), (QStringList{u"/assessment/orders"_s}));
        QCOMPARE(m_map.endpointsFor(u"ATS"_s, {}).size(), 11);
        QCOMPARE(m_map.endpointsFor(u"HRIS"_s, {}).size(), 13);
        QVERIFY(m_map.endpointsFor(u"NEW"_s, {}).isEmpty());
    }

    void availableModelsRestrictTheLists()
    {
        QCOMPARE(pathsOf(m_map.endpointsFor(u"HRIS"_s, {u"hris_teams"_s, u"hris_employees"_s, u"hris_join_employees_teams"_s, u"ats_jobs"_s})),
                 (QStringList{u"/hris/employees"_s, u"/hris/groups"_s}));
        QCOMPARE(pathsOf(m_map.endpointsFor(u"HRIS"_s, {u"hris_skills"_s})), (QStringList{u"/hris/skills"_s}));
        QVERIFY(m_map.endpointsFor(u"LMS"_s, {u"lms_nothing"_s}).isEmpty());
    }

    void changesNameTheirLists_data()
    {
        QTest::addColumn<QString>("models");
        QTest::addColumn<QString>("paths");
        const auto row = [](const QString &models, const QString &paths) { QTest::newRow(qPrintable(models)) << models << paths; };
        row(u"ats_jobs"_s, u"/ats/jobs"_s);
        row(u"ats_tags"_s, u"/ats/tags"_s);
        row(u"ats_users"_s, u"/ats/users"_s);
        row(u"ats_offers"_s, u"/ats/applications /ats/offers"_s);
        row(u"ats_applications"_s, u"/ats/applications /ats/candidates /ats/interviews /ats/offers"_s);
        row(u"ats_screening_questions"_s, u"/ats/jobs"_s);
        row(u"ats_application_stages"_s, u"/ats/applications"_s);
        row(u"ats_join_user_job_role_assignments"_s, u"/ats/jobs"_s);
        row(u"hris_teams"_s, u"/hris/groups /hris/staffing-entities"_s);
        row(u"hris_employees"_s, u"/hris/employees /hris/performance-reviews"_s);
        row(u"hris_absence_types"_s, u"/hris/absence-types /hris/absences /hris/time-off-balances"_s);
        row(u"hris_skills"_s, u"/hris/skills /hris/staffing-entities"_s);
        row(u"hris_skill_rating_providers"_s, u""_s);
        row(u"lms_course_providers"_s, u""_s);
        row(u"lms_course_revisions"_s, u"/lms/courses"_s);
        row(u"hris_employments hris_employees hris_employments"_s, u"/hris/employees /hris/employments /hris/performance-reviews"_s);
        row(u"lms_brand_new"_s, u"/lms/course-progressions /lms/courses /lms/skills /lms/users"_s);
        row(u"lms_brand_new lms_users ats_jobs"_s, u"/ats/jobs /lms/course-progressions /lms/courses /lms/skills /lms/users"_s);
        row(u"payroll_runs"_s, u""_s);
    }
    void changesNameTheirLists()
    {
        QFETCH(QString, models);
        QFETCH(QString, paths);
        QCOMPARE(pathsOf(m_map.endpointsForChange(models.split(u' '))).join(u' '), paths);
    }

    void unknownModelsNeverReadBetaOrDeprecatedLists()
    {
        const QStringList paths = pathsOf(m_map.endpointsForChange({u"hris_brand_new"_s, u"ats_brand_new"_s}));
        QCOMPARE(paths.size(), 24);
        QVERIFY(!paths.contains(u"/hris/teams"_s) && !paths.contains(u"/hris/skills"_s) && !paths.contains(u"/ats/application-stages"_s));
    }

    void disagreeingDocumentsAreReadCarefully()
    {
        const auto effectOn = [this](const QString &model, const QString &path) {
            for (const ModelEffect &effect : m_map.effectsOf(model)) {
                if (effect.endpoint == path)
                    return effect.effect;
            }
            return DeltaEffect::No;
        };
        QVERIFY(effectOn(u"ats_application_stages"_s, u"/ats/applications"_s) == DeltaEffect::Unknown);
        QVERIFY(effectOn(u"ats_screening_questions"_s, u"/ats/jobs"_s) == DeltaEffect::Yes);
        QVERIFY(effectOn(u"hris_employees"_s, u"/hris/employees"_s) == DeltaEffect::Self);
        QVERIFY(effectOn(u"ats_jobs"_s, u"/ats/applications"_s) == DeltaEffect::No);
        QVERIFY(m_map.effectsOf(u"nothing"_s).isEmpty());
    }

    void namesPeopleGive_data()
    {
        QTest::addColumn<QString>("category");
        QTest::addColumn<QString>("names");
        QTest::addColumn<QString>("paths"); ///< empty: refused
        const auto row = [](const QString &category, const QString &names, const QString &paths) {
            QTest::newRow(qPrintable(QString(category + u' ' + names))) << category << names << paths;
        };
        row(u"HRIS"_s, u"hris_employees"_s, u"/hris/employees"_s);
        row(u"HRIS"_s, u"employees"_s, u"/hris/employees"_s);
        row(u"HRIS"_s, u"/hris/employees"_s, u"/hris/employees"_s);
        row(u"HRIS"_s, u"groups"_s, u"/hris/groups"_s);
        row(u"HRIS"_s, u"teams"_s, u"/hris/groups"_s);
        row(u"HRIS"_s, u"hris_teams"_s, u"/hris/groups"_s);
        row(u"HRIS"_s, u"/hris/teams"_s, u"/hris/teams"_s);
        row(u"HRIS"_s, u"time-off-balances"_s, u"/hris/time-off-balances"_s);
        row(u"HRIS"_s, u"time_off_balances"_s, u"/hris/time-off-balances"_s);
        row(u"HRIS"_s, u"locations employees locations"_s, u"/hris/locations /hris/employees"_s);
        row(u"HRIS"_s, u"skills"_s, u"/hris/skills"_s);
        row(u"LMS"_s, u"skills"_s, u"/lms/skills"_s);
        row(u"LMS"_s, u"users"_s, u"/lms/users"_s);
        row(u"ATS"_s, u"users"_s, u"/ats/users"_s);
        row(u"ATS"_s, u"application-stages"_s, u"/ats/application-stages"_s);
        row(u"ASSESSMENT"_s, u"orders"_s, u"/assessment/orders"_s);
        row(u"ATS"_s, u"employees"_s, u""_s);
        row(u"ATS"_s, u"/hris/employees"_s, u""_s);
        row(u"ATS"_s, u"jobs nonsense"_s, u""_s);
        row(u"HRIS"_s, u"employee"_s, u""_s);
        row(u"HRIS"_s, u"Employees"_s, u""_s);
        row(u"NEW"_s, u"employees"_s, u""_s);
    }
    void namesPeopleGive()
    {
        QFETCH(QString, category);
        QFETCH(QString, names);
        QFETCH(QString, paths);
        const auto found = m_map.endpointsNamed(names.split(u' '), category);
        QCOMPARE(found.has_value(), !paths.isEmpty());
        if (found)
            QCOMPARE(pathsOf(*found).join(u' '), paths);
        else
            QCOMPARE(found.error().code, u"endpoint-unknown"_s);
    }

    void refusesDamagedMaps_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, const char *json, const QString &place) { QTest::newRow(name) << QByteArray(json) << place; };
        row("no JSON", "{", u"offset"_s);
        row("no object", "[]", u"offset"_s);
        row("no endpoints", "{}", u"endpoints"_s);
        row("path", R"({"endpoints":[{"path":"hris/x","model":"m"}]})", u"endpoints[0].path"_s);
        row("short path", R"({"endpoints":[{"path":"/hris","model":"m"}]})", u"endpoints[0].path"_s);
        row("no model", R"({"endpoints":[{"path":"/hris/x"}]})", u"endpoints[0].model"_s);
        row("flag", R"({"endpoints":[{"path":"/hris/x","model":"m","paged":"no"}]})", u"endpoints[0].paged"_s);
        row("twice", R"({"endpoints":[{"path":"/hris/x","model":"m"},{"path":"/hris/x","model":"n"}]})", u"endpoints[1].path"_s);
        row("unknown list", R"({"endpoints":[{"path":"/hris/x","model":"m"}],"models":{"m":{"self":["/hris/y"]}}})", u"models.m.self: /hris/y"_s);
        row("unknown effect", R"({"endpoints":[{"path":"/hris/x","model":"m"}],"models":{"m":{"maybe":["/hris/x"]}}})", u"models.m"_s);
        row("effects no list", R"({"endpoints":[{"path":"/hris/x","model":"m"}],"models":{"m":{"self":"/hris/x"}}})", u"models.m.self"_s);
        row("effects no object", R"({"endpoints":[{"path":"/hris/x","model":"m"}],"models":{"m":[]}})", u"models.m"_s);
    }
    void refusesDamagedMaps()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, place);
        const auto map = EndpointMap::parse(json);
        QVERIFY(!map.has_value());
        QVERIFY(map.error().kind == ErrorKind::InvalidInput);
        QCOMPARE(map.error().code, u"endpoint-map"_s);
        QVERIFY2(map.error().detail.startsWith(place), qPrintable(map.error().detail));
    }

private:
    EndpointMap m_map;
};

QTEST_GUILESS_MAIN(TestEndpointMap)
#include "tst_endpointmap.moc"
