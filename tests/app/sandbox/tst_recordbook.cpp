// SPDX-License-Identifier: Apache-2.0
// covers: app/sandbox/recordbook.cpp app/sandbox/recordtext.cpp app/sandbox/stories.cpp
#include "app/sandbox/identity.h"
#include "app/sandbox/recordbook.h"
#include "app/sandbox/recordtext.h"
#include "app/sandbox/stories.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace console;
using namespace console::sandbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
const Timestamp epoch = *parseTimestamp(u"2026-05-01T12:00:00.000Z");

RecordBook book(qint64 records = 20, quint64 seed = 1)
{
    return RecordBook(Catalog::builtIn(), seed, 0, records, epoch);
}
int model(const char *name)
{
    return Catalog::builtIn().modelNamed(name)->number;
}
QByteArray text(const RecordBook &of, const char *name, qint64 index, Timestamp now = epoch)
{
    Text out;
    appendRecord(out, of.record(model(name), index), now);
    return out.take();
}
QJsonObject object(const RecordBook &of, const char *name, qint64 index, Timestamp now = epoch)
{
    return QJsonDocument::fromJson(text(of, name, index, now)).object();
}
} // namespace

class TstRecordBook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRecordIsJson()
    {
        const RecordBook of = book();
        for (const Model &each : Catalog::builtIn().models()) {
            for (qint64 i = 0; i < of.count(each.number); ++i) {
                const QJsonObject record = object(of, each.name.constData(), i);
                QVERIFY2(!record.isEmpty(), each.name.constData());
                for (const Member &member : each.members)
                    QCOMPARE(record.contains(QString::fromLatin1(member.name)), !member.hidden);
            }
        }
    }

    void sameSeedSameRecords()
    {
        QCOMPARE(text(book(), "hris_employees", 3), text(book(), "hris_employees", 3));
        QVERIFY(text(book(), "hris_employees", 3) != text(book(20, 2), "hris_employees", 3));
    }

    void linksAgree()
    {
        const RecordBook of = book();
        const QJsonObject employee = object(of, "hris_employees", 4);
        QCOMPARE(employee[u"employments"_s].toArray().first()[u"employee_id"_s], employee[u"id"_s]);
        QCOMPARE(employee[u"legal_entity"_s][u"id"_s], employee[u"legal_entity_id"_s]);
        QCOMPARE(employee[u"employments"_s].toArray().first()[u"id"_s], object(of, "hris_employments", 4)[u"id"_s]);
        const QJsonObject candidate = object(of, "ats_candidates", 5);
        const QJsonObject application = object(of, "ats_applications", 5);
        QCOMPARE(application[u"candidate"_s][u"id"_s], candidate[u"id"_s]);
        QCOMPARE(candidate[u"applications"_s].toArray().first()[u"current_stage"_s][u"id"_s],
                 application[u"current_stage_id"_s]);
    }

    void twoModelsShareIds()
    {
        QCOMPARE(object(book(), "hris_legal_entities", 0)[u"id"_s], object(book(), "hris_locations", 0)[u"id"_s]);
        QVERIFY(object(book(), "hris_teams", 0)[u"id"_s] != object(book(), "hris_locations", 0)[u"id"_s]);
    }

    void remembersOnlyWhatChanged()
    {
        RecordBook of = book(100000);
        QCOMPARE(of.remembered(), 0);
        of.change(model("hris_employees"), 99999, epoch + 1s);
        QCOMPARE(of.remembered(), 1);
        const QJsonObject changed = object(of, "hris_employees", 99999);
        QCOMPARE(changed[u"changed_at"_s].toString(), u"2026-05-01T12:00:01.000Z"_s);
        QVERIFY(changed[u"job_title"_s] != object(book(100000), "hris_employees", 99999)[u"job_title"_s]);
        QCOMPARE(changed[u"last_name"_s], object(book(100000), "hris_employees", 99999)[u"last_name"_s]);
    }

    void everythingElseIsOlderThanTheWorld()
    {
        const RecordBook of = book(200);
        for (qint64 i = 0; i < 200; ++i) {
            const Record record = of.record(model("ats_jobs"), i);
            QVERIFY(record.changedAt() >= record.createdAt());
            QVERIFY(record.changedAt() <= epoch - 1h);
        }
    }

    void silentChangesKeepTheirDate()
    {
        RecordBook of = book();
        of.changeSilently(model("hris_employees"), 2);
        QCOMPARE(object(of, "hris_employees", 2)[u"changed_at"_s],
                 object(book(), "hris_employees", 2)[u"changed_at"_s]);
        QVERIFY(text(of, "hris_employees", 2) != text(book(), "hris_employees", 2));
    }

    void anonymisesAfterFourteenDays()
    {
        RecordBook of = book();
        of.remove(model("hris_employees"), 2, epoch + 1h);
        of.remove(model("hris_employees"), 2, epoch + 9h);
        const QJsonObject young = object(of, "hris_employees", 2, epoch + 24h * 14);
        QCOMPARE(young[u"remote_deleted_at"_s].toString(), u"2026-05-01T13:00:00.000Z"_s);
        QVERIFY(!young[u"last_name"_s].isNull());
        const QJsonObject old = object(of, "hris_employees", 2, epoch + 24h * 14 + 1h);
        QVERIFY(old[u"last_name"_s].isNull());
        QVERIFY(old[u"home_address"_s].isNull());
        QVERIFY(old[u"employments"_s].toArray().isEmpty());
        QCOMPARE(old[u"id"_s], young[u"id"_s]);
        QCOMPARE(old[u"remote_deleted_at"_s], young[u"remote_deleted_at"_s]);
    }

    /// api facts, section 3: what an updated_after really matches.
    void countsRelations_data()
    {
        QTest::addColumn<QByteArray>("changed");
        QTest::addColumn<bool>("relink");
        QTest::addColumn<QByteArray>("seenFrom");
        QTest::addColumn<bool>("counts");
        const auto row = [](const char *name, const char *changed, bool relink, const char *from, bool counts) {
            QTest::newRow(name) << QByteArray(changed) << relink << QByteArray(from) << counts;
        };
        row("employee itself", "hris_employees", false, "hris_employees", true);
        row("its employment", "hris_employments", false, "hris_employees", true);
        row("its balance", "hris_time_off_balances", false, "hris_employees", true);
        row("its legal entity", "hris_legal_entities", false, "hris_employees", true);
        row("its work location", "hris_locations", false, "hris_employees", true);
        row("its manager", "hris_employees", false, "hris_employees", true);
        row("its group itself", "hris_teams", false, "hris_employees", false);
        row("its membership of a group", "hris_employees", true, "hris_employees", true);
        row("the type of an absence", "hris_absence_types", false, "hris_absences", true);
        row("the employee of an absence", "hris_employees", false, "hris_absences", false);
        row("the candidate of an application", "ats_candidates", false, "ats_applications", true);
        row("the job of an application", "ats_jobs", false, "ats_applications", false);
        row("the interview of an application", "ats_interviews", false, "ats_applications", true);
        row("the offer of an application", "ats_offers", false, "ats_applications", true);
        row("the application of a candidate", "ats_applications", false, "ats_candidates", true);
        row("the job of a candidate", "ats_jobs", false, "ats_candidates", false);
        row("the tag of a candidate itself", "ats_tags", false, "ats_candidates", false);
        row("a tag given to a candidate", "ats_candidates", true, "ats_candidates", true);
        row("a stage of a job itself", "ats_application_stages", false, "ats_jobs", false);
        row("a user of a job itself", "ats_users", false, "ats_jobs", false);
        row("the hiring team of a job", "ats_jobs", true, "ats_jobs", true);
        row("the application of an interview", "ats_applications", false, "ats_interviews", true);
        row("the candidate of an interview", "ats_candidates", false, "ats_interviews", false);
        row("the user of a progression", "lms_users", false, "lms_course_progressions", false);
    }
    void countsRelations()
    {
        QFETCH(QByteArray, changed);
        QFETCH(bool, relink);
        QFETCH(QByteArray, seenFrom);
        QFETCH(bool, counts);
        RecordBook of = book();
        for (qint64 i = 0; i < 20; ++i) {
            if (relink)
                of.relink(model(changed.constData()), i, epoch + 1min);
            else
                of.change(model(changed.constData()), i, epoch + 1min);
        }
        for (qint64 i = 0; i < 20; ++i) {
            const Record record = of.record(model(seenFrom.constData()), i);
            QCOMPARE(of.effectiveChange(record) == epoch + 1min, counts);
            if (relink)
                QVERIFY(record.changedAt() < epoch);
        }
    }

    void movesBetweenGroups()
    {
        RecordBook of = book();
        const QJsonArray before = object(of, "hris_employees", 1)[u"groups"_s].toArray();
        of.relink(model("hris_employees"), 1, epoch);
        QVERIFY(object(of, "hris_employees", 1)[u"groups"_s].toArray() != before);
    }

    void storiesNameWhatTheyChanged()
    {
        for (const QString &category : {u"HRIS"_s, u"ATS"_s, u"LMS"_s}) {
            RecordBook of = book();
            Dice dice(3);
            QStringList seen;
            for (int i = 0; i < 300; ++i) {
                const QStringList changed = tellStory(of, category, dice, epoch + 1s * i);
                QVERIFY(!changed.isEmpty());
                for (const QString &name : changed)
                    QVERIFY(name.startsWith(category.toLower() + u'_'));
                seen += changed;
            }
            QVERIFY(QSet<QString>(seen.begin(), seen.end()).size() >= 3);
            QVERIFY(of.remembered() > 20);
        }
        RecordBook empty = book(0);
        Dice dice(3);
        QVERIFY(tellStory(empty, u"HRIS"_s, dice, epoch).isEmpty());
        RecordBook some = book();
        QVERIFY(tellStory(some, u"ASSESSMENT"_s, dice, epoch).isEmpty());
    }

    void printsTimestampsLikeTheDomain()
    {
        for (const qint64 ms : {0LL, 951782400000LL, 951868799999LL, 1777636800123LL, 4102444799001LL}) {
            Text out;
            appendTimestamp(out, fromMillis(ms));
            QCOMPARE(QString::fromLatin1(out.take()), formatTimestamp(fromMillis(ms)));
        }
    }
};

QTEST_GUILESS_MAIN(TstRecordBook)
#include "tst_recordbook.moc"
