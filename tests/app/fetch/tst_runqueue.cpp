// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/runqueue.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

using Ids = QVector<qint64>;

class tst_RunQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsAsManyAsAllowedInOrder();
    void runsOneOfAnIntegrationAndLetsOthersPass();
    void tellsEnvironmentsApart();
    void forgetsWhatIsCalledOff();
};

void tst_RunQueue::startsAsManyAsAllowedInOrder()
{
    RunQueue queue(3);
    for (qint64 id = 1; id <= 5; ++id)
        queue.add(id, u"e"_s, QString::number(id));
    QCOMPARE(queue.takeStartable(), (Ids{1, 2, 3}));
    QCOMPARE(queue.takeStartable(), Ids());
    queue.remove(2);
    QCOMPARE(queue.takeStartable(), Ids{4});
    queue.remove(1);
    queue.remove(3);
    QCOMPARE(queue.takeStartable(), Ids{5});
}

void tst_RunQueue::runsOneOfAnIntegrationAndLetsOthersPass()
{
    RunQueue queue(3);
    queue.add(1, u"e"_s, u"a"_s);
    queue.add(2, u"e"_s, u"a"_s);
    queue.add(3, u"e"_s, u"a"_s);
    queue.add(4, u"e"_s, u"b"_s);
    QCOMPARE(queue.takeStartable(), (Ids{1, 4}));
    queue.remove(1);
    QCOMPARE(queue.takeStartable(), Ids{2});
}

void tst_RunQueue::tellsEnvironmentsApart()
{
    RunQueue queue(3);
    queue.add(1, u"e"_s, u"a"_s);
    queue.add(2, u"f"_s, u"a"_s);
    QCOMPARE(queue.takeStartable(), (Ids{1, 2}));
}

void tst_RunQueue::forgetsWhatIsCalledOff()
{
    RunQueue queue(1);
    queue.add(1, u"e"_s, u"a"_s);
    queue.add(2, u"e"_s, u"b"_s);
    queue.remove(1);
    queue.remove(99);
    QCOMPARE(queue.takeStartable(), Ids{2});
}

QTEST_GUILESS_MAIN(tst_RunQueue)
#include "tst_runqueue.moc"
