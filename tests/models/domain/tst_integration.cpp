// SPDX-License-Identifier: Apache-2.0
// covers: models/domain/toollabel.cpp
#include "models/domain/integration.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace console;
using namespace Qt::StringLiterals;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

const QString theId = u"personio:abc"_s;
const Timestamp start = fromMillis(1'700'000'000'000);

Timestamp at(int second)
{
    return start + seconds(second);
}

PayloadFacts plainEvent(const QString &type)
{
    PayloadFacts facts;
    facts.isObject = true;
    facts.type = type;
    facts.integrationId = theId;
    facts.tool = u"personio"_s;
    facts.category = u"HRIS"_s;
    facts.endUser = EndUser{u"Acme"_s, {}, u"36123"_s};
    return facts;
}

PayloadFacts creation()
{
    PayloadFacts facts = plainEvent(u"integration-created"_s);
    facts.created = true;
    return facts;
}

PayloadFacts deletion(Timestamp when)
{
    PayloadFacts facts = plainEvent(u"integration-deleted"_s);
    facts.deleted = true;
    facts.deletedAt = when;
    return facts;
}

PayloadFacts stateChange(const QString &state, const QString &setup, const QString &qa, std::optional<Timestamp> updatedAt)
{
    PayloadFacts facts = plainEvent(u"integration-state-changed"_s);
    facts.state = StateFacts{state, setup, qa, updatedAt};
    return facts;
}

PayloadFacts syncEnd(const QString &id, const QString &state, std::optional<Timestamp> endedAt)
{
    PayloadFacts facts = plainEvent(u"sync-finished"_s);
    facts.sync = SyncFacts{id, state, std::nullopt, endedAt, std::nullopt};
    return facts;
}

struct Arrival
{
    PayloadFacts facts;
    Timestamp receivedAt;
};

Integration fold(const QVector<Arrival> &arrivals)
{
    Integration integration;
    integration.environment = u"default"_s;
    integration.id = theId;
    for (const Arrival &arrival : arrivals)
        (void) applyEvent(integration, arrival.facts, arrival.receivedAt);
    return integration;
}

PayloadFacts randomFacts(QRandomGenerator &random)
{
    const QStringList states{u"ACTIVE"_s, u"INVALID"_s, QString()};
    const QStringList syncs{u"SUCCEEDED"_s, u"FAILED"_s, u"PARTIALLY_FAILED"_s, u"NEW_ONE"_s};
    // Few different moments, so that ties happen.
    const Timestamp when = at(random.bounded(6) * 10);
    const auto maybe = [&](Timestamp time) { return random.bounded(5) == 0 ? std::nullopt : std::optional(time); };
    switch (random.bounded(5)) {
    case 0: return creation();
    case 1: {
        PayloadFacts facts = deletion(when);
        facts.deletedAt = maybe(when);
        return facts;
    }
    case 2: return stateChange(states[random.bounded(3)], states[random.bounded(3)], states[random.bounded(3)], maybe(when));
    case 3: return syncEnd(QString::number(random.bounded(3)), syncs[random.bounded(4)], maybe(when));
    default: {
        PayloadFacts facts = plainEvent(u"data-changed"_s);
        facts.endUser.reset();
        return facts;
    }
    }
}

} // namespace

class TestIntegration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void learnsWhoItIs()
    {
        const Integration integration = fold({{creation(), at(5)}});
        QCOMPARE(integration.tool, u"personio"_s);
        QCOMPARE(integration.category, u"HRIS"_s);
        QCOMPARE(integration.organization, u"Acme"_s);
        QCOMPARE(integration.originId, u"36123"_s);
        QVERIFY(integration.creatorEmail.isNull());
        QVERIFY(integration.createdAt == at(5));
        QVERIFY(integration.lastEventAt == at(5));
        QVERIFY(integration.state.isNull() && !integration.deletedAt);
    }

    void theIdTellsTheToolWhereNothingElseDoes()
    {
        PayloadFacts order = plainEvent(u"assessment:order-received"_s);
        order.tool = QString();
        order.category = QString();
        QCOMPARE(fold({{order, at(1)}}).tool, u"personio"_s);
        QVERIFY(fold({{order, at(1)}}).category.isNull());
        PayloadFacts other = plainEvent(u"data-changed"_s);
        other.tool = u"personio-eu"_s;
        QCOMPARE(fold({{order, at(2)}, {other, at(1)}}).tool, u"personio-eu"_s);
        QCOMPARE(fold({{other, at(1)}, {order, at(2)}}).tool, u"personio-eu"_s);
    }

    /// The property that everything else leans on: any order, any repeats, one result.
    void anyOrderAndRepeatsGiveTheSame()
    {
        QRandomGenerator random(3);
        for (int round = 0; round < 3000; ++round) {
            QVector<Arrival> arrivals;
            const int count = random.bounded(1, 9);
            for (int i = 0; i < count; ++i)
                arrivals.append({randomFacts(random), at(random.bounded(7) * 10 + 5)});
            const Integration expected = fold(arrivals);
            for (int order = 0; order < 6; ++order) {
                QVector<Arrival> shuffled = arrivals;
                for (int repeat = random.bounded(4); repeat > 0; --repeat)
                    shuffled.append(arrivals[random.bounded(count)]);
                std::shuffle(shuffled.begin(), shuffled.end(), random);
                QVERIFY2(fold(shuffled) == expected, qPrintable(u"round %1"_s.arg(round)));
            }
        }
    }

    void aRepeatAtOnceTellsNothingNew()
    {
        for (const PayloadFacts &facts : {creation(), deletion(at(1)), stateChange(u"ACTIVE"_s, {}, {}, at(1)), syncEnd(u"s"_s, u"FAILED"_s, at(1))}) {
            Integration integration;
            integration.id = theId;
            QCOMPARE(applyEvent(integration, facts, at(2)).size(), 1);
            const Integration before = integration;
            QVERIFY(applyEvent(integration, facts, at(2)).isEmpty());
            QCOMPARE(integration, before);
        }
    }

    void stateEventsTellEachField()
    {
        Integration integration;
        integration.id = theId;
        const auto changes = applyEvent(integration, stateChange(u"ACTIVE"_s, u"COMPLETED"_s, u"PENDING"_s, at(1)), at(9));
        QCOMPARE(changes, (QVector<FieldChange>{{u"state"_s, {}, u"ACTIVE"_s, at(1), true},
                                                {u"setup_status"_s, {}, u"COMPLETED"_s, at(1), true},
                                                {u"qa_status"_s, {}, u"PENDING"_s, at(1), true}}));
        const auto second = applyEvent(integration, stateChange(u"ACTIVE"_s, u"COMPLETED"_s, u"PASSED"_s, at(2)), at(10));
        QCOMPARE(second, (QVector<FieldChange>{{u"qa_status"_s, u"PENDING"_s, u"PASSED"_s, at(2), true}}));
        QVERIFY(integration.stateUpdatedAt == at(2));
    }

    void anOlderStateIsHistoryOnly()
    {
        Integration integration;
        integration.id = theId;
        (void) applyEvent(integration, stateChange(u"INVALID"_s, u"COMPLETED"_s, u"PASSED"_s, at(100)), at(101));
        const auto changes = applyEvent(integration, stateChange(u"ACTIVE"_s, u"COMPLETED"_s, u"PASSED"_s, at(50)), at(102));
        QCOMPARE(changes, (QVector<FieldChange>{{u"state"_s, {}, u"ACTIVE"_s, at(50), false}}));
        QCOMPARE(integration.state, u"INVALID"_s);
        QVERIFY(integration.stateUpdatedAt == at(100));
        QVERIFY(integration.lastEventAt == at(102));
    }

    void aStateWithoutTimeCountsFromItsArrival()
    {
        const Integration integration = fold({{stateChange(u"ACTIVE"_s, {}, {}, std::nullopt), at(50)}, {stateChange(u"INVALID"_s, {}, {}, at(40)), at(60)}});
        QCOMPARE(integration.state, u"ACTIVE"_s);
        QVERIFY(integration.stateUpdatedAt == at(50));
    }

    void syncsByTheirEnd()
    {
        Integration integration;
        integration.id = theId;
        (void) applyEvent(integration, syncEnd(u"2"_s, u"FAILED"_s, at(200)), at(201));
        const auto older = applyEvent(integration, syncEnd(u"1"_s, u"SUCCEEDED"_s, at(100)), at(202));
        QCOMPARE(older, (QVector<FieldChange>{{u"sync"_s, {}, u"SUCCEEDED"_s, at(100), false}}));
        QCOMPARE(integration.lastSyncId, u"2"_s);
        QCOMPARE(integration.lastSyncState, u"FAILED"_s);
        QVERIFY(integration.lastSyncEndedAt == at(200));
        QVERIFY(integration.lastGoodSyncAt == at(100));
        const auto newer = applyEvent(integration, syncEnd(u"3"_s, u"PARTIALLY_FAILED"_s, at(300)), at(301));
        QCOMPARE(newer, (QVector<FieldChange>{{u"sync"_s, u"FAILED"_s, u"PARTIALLY_FAILED"_s, at(300), true}}));
        QVERIFY(integration.lastGoodSyncAt == at(300));
    }

    void deletionAndReCreation_data()
    {
        QTest::addColumn<QString>("order"); ///< c: created, d: deleted at 20, r: created again at 30
        QTest::addColumn<bool>("deleted");
        QTest::newRow("created, deleted") << u"cd"_s << true;
        QTest::newRow("deletion overtook creation") << u"dc"_s << true;
        QTest::newRow("created anew") << u"cdr"_s << false;
        QTest::newRow("created anew, out of order") << u"rdc"_s << false;
        QTest::newRow("created anew, deletion last") << u"crd"_s << false;
        QTest::newRow("only a late creation") << u"dr"_s << true;
        QTest::newRow("repeats") << u"ccdcdc"_s << true;
        QTest::newRow("deletion first and repeated") << u"dcrdcd"_s << false;
    }
    void deletionAndReCreation()
    {
        QFETCH(QString, order);
        QVector<Arrival> arrivals;
        for (const QChar c : order) {
            if (c == u'c')
                arrivals.append({creation(), at(10)});
            else if (c == u'd')
                arrivals.append({deletion(at(20)), at(21)});
            else
                arrivals.append({creation(), at(30)});
        }
        const Integration integration = fold(arrivals);
        QTEST(integration.deletedAt.has_value(), "deleted");
        if (integration.deletedAt)
            QVERIFY(*integration.deletedAt == at(20));
    }

    void eventsBeforeItsCreationCount()
    {
        const Integration integration = fold({{stateChange(u"ACTIVE"_s, {}, {}, at(1)), at(2)}, {creation(), at(3)}});
        QCOMPARE(integration.state, u"ACTIVE"_s);
        QVERIFY(integration.createdAt == at(3));
    }

    void syncsAfterADeletionDoNotRevive()
    {
        const Integration integration = fold({{deletion(at(20)), at(21)}, {syncEnd(u"s"_s, u"CANCELLED"_s, at(22)), at(23)}});
        QVERIFY(integration.deletedAt.has_value());
        QCOMPARE(integration.lastSyncState, u"CANCELLED"_s);
    }

    void organizationIsRenamedByTheLaterReceived()
    {
        Integration integration = fold({{creation(), at(1)}});
        PayloadFacts renamed = plainEvent(u"remote-event-received"_s);
        renamed.endUser->organizationName = u"Acme Ltd"_s;
        renamed.endUser->originId = QString();
        QCOMPARE(applyEvent(integration, renamed, at(5)),
                 (QVector<FieldChange>{{u"organization"_s, u"Acme"_s, u"Acme Ltd"_s, at(5), true}}));
        QCOMPARE(integration.originId, u"36123"_s);
        QVERIFY(applyEvent(integration, creation(), at(1)).isEmpty());
        QCOMPARE(integration.organization, u"Acme Ltd"_s);
    }

    void health_data()
    {
        QTest::addColumn<Integration>("integration");
        QTest::addColumn<int>("health");
        const auto row = [](const char *name, Health health, const std::function<void(Integration &)> &change) {
            Integration good;
            good.state = u"ACTIVE"_s;
            good.setupStatus = u"COMPLETED"_s;
            good.qaStatus = u"PASSED"_s;
            good.lastSyncState = u"SUCCEEDED"_s;
            good.lastGoodSyncAt = start - hours(3);
            good.lastFetchAt = start - days(1);
            change(good);
            QTest::newRow(name) << good << static_cast<int>(health);
        };
        row("healthy", Health::Healthy, [](Integration &) {});
        row("deleted is worst", Health::Deleted, [](Integration &i) { i.deletedAt = start; i.state = u"INVALID"_s; });
        row("inactive", Health::Inactive, [](Integration &i) { i.state = u"INACTIVE"_s; i.lastSyncState = u"FAILED"_s; });
        row("invalid", Health::Broken, [](Integration &i) { i.state = u"INVALID"_s; });
        row("qa failed", Health::Broken, [](Integration &i) { i.qaStatus = u"FAILED"_s; });
        row("sync failed", Health::Broken, [](Integration &i) { i.lastSyncState = u"FAILED"_s; });
        row("sync not logged in", Health::Broken, [](Integration &i) { i.lastSyncState = u"AUTHENTICATION_FAILED"_s; });
        row("timed out", Health::Attention, [](Integration &i) { i.lastSyncState = u"TIMED_OUT"_s; });
        row("cancelled", Health::Attention, [](Integration &i) { i.lastSyncState = u"CANCELLED"_s; });
        row("partly", Health::Attention, [](Integration &i) { i.lastSyncState = u"PARTIALLY_FAILED"_s; });
        row("26 h", Health::Healthy, [](Integration &i) { i.lastGoodSyncAt = start - hours(26); });
        row("over 26 h", Health::Attention, [](Integration &i) { i.lastGoodSyncAt = start - hours(26) - seconds(1); });
        row("14 days", Health::Healthy, [](Integration &i) { i.lastFetchAt = start - days(14); });
        row("over 14 days", Health::Attention, [](Integration &i) { i.lastFetchAt = start - days(14) - seconds(1); });
        row("never fetched", Health::Healthy, [](Integration &i) { i.lastFetchAt.reset(); });
        row("attention before waiting", Health::Attention, [](Integration &i) { i.lastSyncState = u"TIMED_OUT"_s; i.qaStatus = u"PENDING"_s; });
        row("set-up", Health::Waiting, [](Integration &i) { i.setupStatus = u"INCOMPLETE"_s; });
        row("final sync", Health::Waiting, [](Integration &i) { i.setupStatus = u"FINAL_SYNC_PENDING"_s; });
        row("qa", Health::Waiting, [](Integration &i) { i.qaStatus = u"PENDING"_s; });
        row("unknown state", Health::Unknown, [](Integration &i) { i.state = u"DREAMING"_s; });
        row("unknown sync", Health::Unknown, [](Integration &i) { i.lastSyncState = u"EXPLODED"_s; });
        row("nothing heard", Health::Unknown, [](Integration &i) { i = Integration(); });
    }
    void health()
    {
        QFETCH(Integration, integration);
        QFETCH(int, health);
        const HealthVerdict verdict = healthOf(integration, start);
        QCOMPARE(static_cast<int>(verdict.health), health);
        QCOMPARE(verdict.reason.isEmpty(), verdict.health == Health::Healthy);
        QVERIFY(!healthName(verdict.health).isEmpty());
    }

    void labelsOfTools()
    {
        QCOMPARE(toolLabel(u"personio"_s), u"Personio"_s);
        QCOMPARE(toolLabel(u"successfactors"_s), u"SAP SuccessFactors"_s);
        QCOMPARE(toolLabel(u"adpworkforcenow"_s), u"ADP Workforce Now"_s);
        QCOMPARE(toolLabel(u"zohorecruit"_s), u"Zoho Recruit"_s);
        QCOMPARE(toolLabel(u"avionte"_s), u"Avionté"_s);
        QCOMPARE(toolLabel(u"zzz"_s), u"zzz"_s);
        QCOMPARE(toolLabel(u"brandnewtool"_s), u"brandnewtool"_s);
        QCOMPARE(toolLabel(u""_s), u""_s);
    }
};

QTEST_GUILESS_MAIN(TestIntegration)
#include "tst_integration.moc"
