// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/worldclock.h"

#include <QTest>

using namespace console;
using namespace std::chrono_literals;

namespace {
class HandClock : public Clock
{
public:
    Timestamp time = fromMillis(1000);
    Timestamp now() const override { return time; }
};
} // namespace

class TstWorldClock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runsAtItsOwnSpeed()
    {
        HandClock base;
        const sandbox::WorldClock same(base, 1.0);
        const sandbox::WorldClock fast(base, 86400.0);
        const sandbox::WorldClock slow(base, 0.5);
        QCOMPARE(fast.now(), base.time);
        base.time += 3s;
        QCOMPARE(same.now(), base.time);
        QCOMPARE(fast.now(), fast.begin() + 72h);
        QCOMPARE(slow.now(), slow.begin() + 1500ms);
    }
};

QTEST_GUILESS_MAIN(TstWorldClock)
#include "tst_worldclock.moc"
