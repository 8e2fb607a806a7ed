// SPDX-License-Identifier: Apache-2.0
// covers: app/sandbox/world.cpp app/sandbox/asides.cpp app/sandbox/opening.cpp app/sandbox/tenant.cpp
// covers: app/sandbox/payloads.cpp
#include "app/sandbox/world.h"
#include "models/domain/payload.h"

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

WorldConfig config(double pace = 1.0)
{
    WorldConfig made;
    made.seed = 1;
    made.records = 10;
    made.epoch = epoch;
    made.pace = pace;
    return made;
}
const Tenant &first(const World &world, Fate fate)
{
    return *std::find_if(world.tenants().begin(), world.tenants().end(),
                         [fate](const Tenant &one) { return one.fate == fate; });
}
QVector<PayloadFacts> factsOf(const QVector<Happening> &happenings, const QString &type = {}, const QString &id = {})
{
    QVector<PayloadFacts> all;
    for (const Happening &happening : happenings) {
        const PayloadFacts facts = readPayload(happening.body);
        if ((type.isEmpty() || facts.type == type) && (id.isEmpty() || facts.integrationId == id))
            all.append(facts);
    }
    return all;
}
} // namespace

class TstWorld : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sameSeedSameWorld()
    {
        World one(config());
        World two(config());
        QCOMPARE(one.opening(), two.opening());
        // In one step or in many: time is what counts.
        const QVector<Happening> all = one.advanceTo(epoch + 10min);
        QVector<Happening> steps;
        for (int i = 1; i <= 600; ++i)
            steps += two.advanceTo(epoch + 1s * i);
        QCOMPARE(steps, all);
        WorldConfig other = config();
        other.seed = 2;
        QVERIFY(World(other).tenants()[0].party.id != one.tenants()[0].party.id);
    }

    void startedAgainItTellsOtherEvents()
    {
        World one(config());
        WorldConfig later = config();
        later.epoch = epoch + 1h;
        World two(later);
        QSet<QString> seen;
        for (const PayloadFacts &facts : factsOf(one.opening()) + factsOf(one.advanceTo(epoch + 10min)))
            seen.insert(facts.id);
        QCOMPARE(two.tenants()[0].party.id, one.tenants()[0].party.id);
        for (const PayloadFacts &facts : factsOf(two.opening()) + factsOf(two.advanceTo(later.epoch + 10min)))
            QVERIFY2(!seen.contains(facts.id), qPrintable(facts.type));
    }

    void hasACastOfTwelve()
    {
        const World world(config());
        QCOMPARE(world.tenants().size(), 12U);
        QStringList categories;
        QStringList ids;
        for (const Tenant &tenant : world.tenants()) {
            categories.append(tenant.party.category);
            ids.append(tenant.party.id);
            QVERIFY(tenant.party.id.startsWith(tenant.party.tool + u':'));
            QVERIFY(world.tenant(tenant.party.id) == &tenant);
        }
        QCOMPARE(QSet<QString>(categories.begin(), categories.end()).size(), 4);
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), 12);
        QVERIFY(!world.tenant(u"personio:nobody"_s));
        WorldConfig many = config();
        many.integrations = 500;
        QCOMPARE(World(many).tenants().size(), 500U);
    }

    void opensWithAConsistentPast()
    {
        const World world(config());
        const QVector<Happening> past = world.opening();
        QVERIFY(past.size() > 60);
        QVERIFY(std::is_sorted(past.begin(), past.end(),
                               [](const Happening &a, const Happening &b) { return a.at < b.at; }));
        QVERIFY(past.last().at <= epoch);
        QVERIFY(past.first().at > epoch - 24h * 62);
        QStringList eventIds;
        for (const PayloadFacts &facts : factsOf(past)) {
            eventIds.append(facts.id);
            if (facts.sync) {
                QCOMPARE(*facts.sync->duration,
                         std::chrono::floor<std::chrono::seconds>(*facts.sync->endedAt - *facts.sync->startedAt));
                QVERIFY(*facts.sync->endedAt <= epoch);
            }
        }
        QCOMPARE(QSet<QString>(eventIds.begin(), eventIds.end()).size(), past.size());
        for (const Tenant &tenant : world.tenants()) {
            const QVector<PayloadFacts> own = factsOf(past, {}, tenant.party.id);
            QVERIFY(own.first().created);
            const auto states = factsOf(past, u"integration-state-changed"_s, tenant.party.id);
            QVERIFY(!states.isEmpty());
            QCOMPARE(states.last().state->state, tenant.status.state);
            QCOMPARE(states.last().state->setupStatus, tenant.status.setup);
            QCOMPARE(states.last().state->qaStatus, tenant.status.qa);
        }
        // It is the past of the beginning, whenever it is asked for.
        World later(config());
        (void) later.advanceTo(epoch + 24h);
        QCOMPARE(later.opening(), past);
    }

    void somethingHappensEveryFewSeconds()
    {
        World world(config());
        const qsizetype count = world.advanceTo(epoch + 30min).size();
        QVERIFY2(count > 1800 / 3 && count < 1800, qPrintable(QString::number(count)));
        // From the first minute on.
        World young(config());
        const qsizetype soon = young.advanceTo(epoch + 1min).size();
        QVERIFY2(soon > 60 / 3 && soon < 60, qPrintable(QString::number(soon)));
        World slow(config(10));
        QVERIFY(slow.advanceTo(epoch + 30min).size() < count / 4);
    }

    void everyKindOfWebhookComes()
    {
        World world(config());
        QStringList seen;
        for (const Happening &happening : world.opening() + world.advanceTo(epoch + 1h)) {
            const PayloadFacts facts = readPayload(happening.body);
            QVERIFY(facts.isObject);
            QCOMPARE(facts.type, happening.type);
            QVERIFY(knownEventTypes().contains(facts.type));
            QVERIFY(!happening.body.endsWith('\n'));
            QVERIFY(happening.body.startsWith("{\n  \"id\": \""));
            seen.append(facts.type);
        }
        const QSet<QString> types(seen.begin(), seen.end());
        for (const QString &type : knownEventTypes()) {
            if (type != u"integration-deleted"_s && type != u"remote-event-received"_s)
                QVERIFY2(types.contains(type), qPrintable(type));
        }
    }

    void mergesChangesOfThirtySeconds()
    {
        World world(config(1e9)); // nothing by chance
        const QString id = world.tenants()[0].party.id;
        world.changeRecord(id, u"hris_employees"_s, 1, u"change"_s);
        QCOMPARE(factsOf(world.advanceTo(epoch)).value(0).changedModels, QStringList{u"hris_employees"_s});
        world.changeRecord(id, u"hris_teams"_s, 1, u"change"_s);
        world.changeRecord(id, u"hris_absences"_s, 0, u"append"_s);
        QCOMPARE(world.advanceTo(epoch + 29999ms).size(), 0);
        const auto merged = world.advanceTo(epoch + 30s);
        QCOMPARE(merged.size(), 1);
        QCOMPARE(factsOf(merged).first().changedModels, (QStringList{u"hris_absences"_s, u"hris_teams"_s}));
        QCOMPARE(world.advanceTo(epoch + 2min).size(), 0);
    }

    void failingCredentialsEndInvalidAfterThreeDays()
    {
        World world(config(100));
        const QString id = first(world, Fate::CredentialsFail).party.id;
        const auto past = factsOf(world.opening(), u"sync-finished"_s, id);
        const auto firstFailure = std::find_if(past.begin(), past.end(), [](const PayloadFacts &facts) {
            return facts.sync->state == u"AUTHENTICATION_FAILED"_s;
        });
        QVERIFY(firstFailure != past.end());
        QVERIFY(std::all_of(firstFailure, past.end(),
                            [](const PayloadFacts &facts) { return facts.sync->state == u"AUTHENTICATION_FAILED"_s; }));
        const Timestamp due = *firstFailure->sync->endedAt + 72h;
        QVERIFY(factsOf(world.advanceTo(due - 1ms), u"integration-state-changed"_s, id).isEmpty());
        const auto states = factsOf(world.advanceTo(due), u"integration-state-changed"_s, id);
        QCOMPARE(states.size(), 1);
        QCOMPARE(states.first().state->state, u"INVALID"_s);
        QCOMPARE(*states.first().state->updatedAt, due);
        // Paused: no sync by itself any more, but one that was under way may end.
        (void) world.advanceTo(due + 1min);
        QVERIFY(factsOf(world.advanceTo(due + 24h), u"sync-finished"_s, id).isEmpty());
        world.relink(id);
        const auto after = world.advanceTo(due + 24h + 2min);
        QCOMPARE(factsOf(after, u"integration-state-changed"_s, id).first().state->state, u"ACTIVE"_s);
        QCOMPARE(factsOf(after, u"sync-finished"_s, id).first().sync->state, u"SUCCEEDED"_s);
        QCOMPARE(factsOf(after, u"issue-status-changed"_s, id).first().issue->change, u"resolved"_s);
    }

    void setupGoesOnStepByStep()
    {
        World world(config(1e6));
        const QString id = first(world, Fate::InSetup).party.id;
        const auto states = factsOf(world.advanceTo(epoch + 1h), u"integration-state-changed"_s, id);
        QCOMPARE(states.size(), 3);
        QCOMPARE(states[0].state->setupStatus, u"FINAL_SYNC_PENDING"_s);
        QCOMPARE(states[1].state->setupStatus, u"COMPLETED"_s);
        QCOMPARE(states[2].state->qaStatus, u"PASSED"_s);
    }

    void qaFailsAndPasses()
    {
        World world(config(1e6));
        const QString id = first(world, Fate::QaPending).party.id;
        const auto states = factsOf(world.advanceTo(epoch + 1h), u"integration-state-changed"_s, id);
        QCOMPARE(states.size(), 2);
        QCOMPARE(states[0].state->qaStatus, u"FAILED"_s);
        QCOMPARE(states[1].state->qaStatus, u"PASSED"_s);
    }

    void theSilentOneStaysSilent()
    {
        World world(config());
        const QString id = first(world, Fate::Silent).party.id;
        QVERIFY(factsOf(world.advanceTo(epoch + 6h), u"sync-finished"_s, id).isEmpty());
    }

    void forcedSyncsQueueOnce()
    {
        World world(config(1e9));
        const QString id = world.tenants()[0].party.id;
        const auto one = world.forceSync(id, true);
        const auto two = world.forceSync(id, false);
        QVERIFY(!one.alreadyQueued && two.alreadyQueued);
        QCOMPARE(two.id, one.id);
        QCOMPARE(two.type, u"FULL"_s);
        const auto after = factsOf(world.advanceTo(epoch + 1min), {}, id);
        QCOMPARE(after.size(), 2);
        QCOMPARE(after[0].sync->id, one.id);
        QCOMPARE(after[0].sync->state, u"SUCCEEDED"_s);
        QCOMPARE(after[1].type, u"data-changed"_s);
        QVERIFY(!world.forceSync(id, false).alreadyQueued);
        // A tool without deltas answers with a full one.
        const auto lever = std::find_if(world.tenants().begin(), world.tenants().end(),
                                        [](const Tenant &tenant) { return !tenant.deltaSyncs; });
        QCOMPARE(world.forceSync(lever->party.id, false).type, u"FULL"_s);
    }

    void disablingCancelsTheSync()
    {
        World world(config(1e9));
        const QString id = world.tenants()[0].party.id;
        const auto sync = world.forceSync(id, true);
        world.setEnabled(id, false);
        const auto after = factsOf(world.advanceTo(epoch), {}, id);
        QCOMPARE(after.size(), 2);
        QCOMPARE(after[0].sync->state, u"CANCELLED"_s);
        QCOMPARE(after[0].sync->id, sync.id);
        QCOMPARE(after[1].state->state, u"INACTIVE"_s);
        world.setEnabled(id, false);
        QVERIFY(world.advanceTo(epoch + 1min).isEmpty());
        world.setEnabled(id, true);
        QCOMPARE(factsOf(world.advanceTo(epoch + 1min), {}, id).first().state->state, u"ACTIVE"_s);
    }

    void deletingSaysSo()
    {
        World world(config());
        const QString id = world.tenants()[0].party.id;
        world.remove(id);
        QVERIFY(factsOf(world.advanceTo(epoch)).first().deleted);
        QVERIFY(!world.tenant(id));
        QVERIFY(factsOf(world.advanceTo(epoch + 10min), u"sync-finished"_s, id).isEmpty());
    }

    void ordersAreOpenAndComplete()
    {
        World world(config());
        int orders = 0;
        for (const Happening &happening : world.advanceTo(epoch + 30min)) {
            if (!happening.type.endsWith(u"order-received"_s))
                continue;
            ++orders;
            const QJsonObject data = QJsonDocument::fromJson(happening.body).object()[u"data"_s].toObject();
            QCOMPARE(data[u"status"_s].toString(), u"OPEN"_s);
            QVERIFY(data[u"integration_id"_s].toString().startsWith(u"workday:"_s));
            QVERIFY(data[u"job"_s].toObject().contains(u"job_code"_s));
            QCOMPARE(data.size(), 7);
        }
        QVERIFY(orders > 20);
    }
};

QTEST_GUILESS_MAIN(TstWorld)
#include "tst_world.moc"
