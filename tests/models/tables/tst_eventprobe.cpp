// SPDX-License-Identifier: Apache-2.0
#include "models/tables/eventprobe.h"
#include "tests/support/livingstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestEventProbe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsWhatEachFilterShows()
    {
        LivingStore store;
        QVERIFY(store.good);
        EventProbe probe(*store.pool);
        QHash<int, ProbeCount> counts;
        connect(&probe, &EventProbe::counted, this, [&counts](int index, const ProbeCount &count) { counts[index] = count; });
        const auto filter = [&](const QString &text) { return parseFilter(text, store.clock->now()).value(); };
        probe.count(store.environment, {filter(u"type:nothing"_s), filter(u"verdict:rejected"_s), filter({})});
        QTRY_COMPARE(counts.size(), 3);
        QCOMPARE(counts[0], (ProbeCount{0, true}));
        QCOMPARE(counts[1], (ProbeCount{50, true}));
        QVERIFY(counts[2].exact && counts[2].hits > 100);
    }
    void forgetsWhatWasAskedBefore()
    {
        LivingStore store;
        EventProbe probe(*store.pool);
        QSignalSpy counted(&probe, &EventProbe::counted);
        probe.count(store.environment, QVector<Filter>(6, Filter()));
        probe.count(store.environment, {Filter()});
        QTRY_COMPARE(counted.count(), 1);
        probe.count(store.environment, {});
        probe.count(u"nowhere"_s, {Filter()});
        QTRY_COMPARE(counted.count(), 2);
        QCOMPARE(counted[1][1].value<ProbeCount>(), (ProbeCount{0, true}));
    }
};

QTEST_GUILESS_MAIN(TestEventProbe)
#include "tst_eventprobe.moc"
