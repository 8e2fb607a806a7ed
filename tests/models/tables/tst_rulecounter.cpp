// SPDX-License-Identifier: Apache-2.0
// covers: models/tables/rulecounter.cpp models/tables/ruletable.cpp
#include "models/tables/ruletable.h"
#include "tests/support/filledstore.h"

#include <QAbstractItemModelTester>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

ColourRule rule(const QString &name, const QString &filter, bool enabled = true)
{
    return {name, filter, RuleTone::Blue, enabled};
}

QStringList names(const RuleTable &table)
{
    QStringList list;
    for (const ColourRule &one : table.rules())
        list.append(one.name);
    return list;
}

} // namespace

class TestRuleCounter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatRulesDo()
    {
        EventRow plain;
        plain.type = u"a"_s;
        EventRow again = plain;
        again.deliveries = 2;
        EventRow forged = plain;
        forged.verdict = Verdict::Rejected;
        const ColourRules rules({rule(u"off"_s, u"type:a"_s, false), rule(u"again"_s, u"deliveries:>1"_s), rule(u"all"_s, {}),
                                 rule(u"forged"_s, u"verdict:rejected"_s), rule(u"bad"_s, u"nokey:x"_s)});
        const RuleCounts counts = countRules(rules, {plain, plain, again}, {forged});
        QCOMPARE(counts.events, 3);
        QCOMPARE(counts.rejected, 1);
        const QVector<RuleCounts::Count> expected{{3, 0, false}, {1, 1, false}, {3, 2, false}, {1, 1, true}, {0, 0, false}};
        QCOMPARE(counts.rules, expected);
    }

    void readsTheNewestOnce()
    {
        FilledStore store;
        QVector<FilledStore::Delivery> list;
        for (int i = 1; i <= 30; ++i)
            list.append({dataChangedBody(i), i % 3 == 0 ? Verdict::Unchecked : i == 5 ? Verdict::Rejected : Verdict::Verified});
        QVERIFY(store.deliver(list));
        RuleCounter counter(*store.pool);
        QSignalSpy counted(&counter, &RuleCounter::counted);
        counter.begin(store.environment);
        for (int i = 0; i < 20; ++i)
            counter.count({rule(u"x"_s, u"type:nothing"_s)});
        counter.count({rule(u"unchecked"_s, u"verdict:unchecked"_s), rule(u"forged"_s, u"verdict:rejected"_s)});
        QTRY_VERIFY(!counted.isEmpty());
        const auto last = [&] { return counted.last().first().value<RuleCounts>(); };
        QTRY_COMPARE(last().rules.size(), 2);
        QVERIFY(counted.count() <= 2); // the latest question wins
        QCOMPARE(last().events, 29);
        QCOMPARE(last().rejected, 1);
        QCOMPARE(last().rules.at(0).matches, 10);
        QCOMPARE(last().rules.at(1).matches, 1);
        counted.clear();
        counter.begin(u"elsewhere"_s);
        counter.count({rule(u"all"_s, {})});
        QTRY_COMPARE(counted.count(), 1);
        QCOMPARE(last().events, 0);
    }

    void tableKeepsTheOrder()
    {
        RuleTable table;
        QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy changed(&table, &RuleTable::rulesChanged);
        table.setRules({rule(u"a"_s, {}), rule(u"b"_s, {}), rule(u"c"_s, {})});
        QCOMPARE(table.move(0, 1), 1);
        QCOMPARE(names(table), (QStringList{u"b"_s, u"a"_s, u"c"_s}));
        QCOMPARE(table.move(0, -1), 0);
        QCOMPARE(table.move(2, 1), 2);
        QCOMPARE(table.add(0, rule(u"d"_s, {})), 1);
        QCOMPARE(names(table), (QStringList{u"b"_s, u"d"_s, u"a"_s, u"c"_s}));
        QCOMPARE(table.remove(3), 2);
        QCOMPARE(table.remove(7), 7);
        table.change(0, rule(u"b2"_s, u"type:x"_s));
        QCOMPARE(names(table), (QStringList{u"b2"_s, u"d"_s, u"a"_s}));
        const qsizetype before = changed.count();
        table.change(0, table.rules().first());
        QCOMPARE(changed.count(), before); // nothing changed
        while (!table.rules().isEmpty())
            table.remove(0);
        QCOMPARE(table.add(-1, rule(u"first"_s, {})), 0);
        for (int i = 0; i < 60; ++i)
            table.add(0, rule(u"x"_s, {}));
        QCOMPARE(table.rowCount(), mostRules);
    }

    void tableTellsWhatIsKnown()
    {
        RuleTable table;
        table.setRules({rule(u"on"_s, {}), rule(u"off"_s, u"type:x"_s, false), rule(u"bad"_s, u"body:x"_s)});
        const auto cell = [&table](int row, RuleColumn column) { return table.index(row, int(column)).data().toString(); };
        QCOMPARE(cell(0, RuleColumn::Enabled), u"On"_s);
        QCOMPARE(cell(1, RuleColumn::Enabled), u"Off"_s);
        QCOMPARE(cell(2, RuleColumn::Enabled), u"Problem"_s);
        QCOMPARE(cell(0, RuleColumn::Matches), u"…"_s);
        QVERIFY(table.index(2, 0).data(Qt::ToolTipRole).toString().contains(u"bodies"));
        QVERIFY(table.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"every event"));
        table.setCounts({{{5, 4, false}}, 5, 0}); // of other rules
        QCOMPARE(cell(0, RuleColumn::Matches), u"…"_s);
        table.setCounts({{{5, 4, false}, {1, 0, false}, {0, 0, false}}, 5, 0});
        QCOMPARE(cell(0, RuleColumn::Matches), u"5"_s);
        QCOMPARE(cell(0, RuleColumn::Coloured), u"4"_s);
        QCOMPARE(table.lookedAt(false), 5);
        table.change(1, rule(u"off"_s, u"type:y"_s, false));
        QCOMPARE(cell(0, RuleColumn::Matches), u"…"_s); // counted anew
        QVERIFY(!table.countOf(0));
    }
};

QTEST_GUILESS_MAIN(TestRuleCounter)
#include "tst_rulecounter.moc"
