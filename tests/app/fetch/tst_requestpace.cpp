// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/requestpace.h"

#include <QTest>

using namespace console;
using namespace std::chrono_literals;

class tst_RequestPace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isFreeUntilTold();
    void waitsForEverybodyAfterA429();
    void keepsADistanceThatGrowsAndShrinks();
    void roundsUp();

private:
    RequestPace::Moment m_now{100s};
};

void tst_RequestPace::isFreeUntilTold()
{
    RequestPace pace;
    for (int i = 0; i < 100; ++i) {
        QVERIFY(pace.waitBefore(m_now) == 0ms);
        pace.sent(m_now);
        pace.answered();
    }
}

void tst_RequestPace::waitsForEverybodyAfterA429()
{
    RequestPace pace;
    pace.slowDown(m_now, 7s);
    QVERIFY(pace.waitBefore(m_now) == 7s);
    pace.slowDown(m_now + 1s, 2s); // a shorter wait of another request does not shorten the longer one
    QVERIFY(pace.waitBefore(m_now + 1s) == 6s);
    QVERIFY(pace.waitBefore(m_now + 7s) == 0s);
}

void tst_RequestPace::keepsADistanceThatGrowsAndShrinks()
{
    RequestPace pace;
    pace.slowDown(m_now, 0s);
    QVERIFY(pace.distance() == 100ms);
    pace.sent(m_now);
    QVERIFY(pace.waitBefore(m_now) == 100ms);
    QVERIFY(pace.waitBefore(m_now + 100ms) == 0ms);
    for (int i = 0; i < 20; ++i)
        pace.slowDown(m_now, 0s);
    QVERIFY(pace.distance() == 5s);
    for (int i = 0; i < 20; ++i)
        pace.answered();
    QVERIFY(pace.distance() == 2500ms);
    for (int i = 0; i < 19; ++i)
        pace.answered();
    pace.slowDown(m_now, 0s); // begins to count anew
    QVERIFY(pace.distance() == 5s);
    for (int i = 0; i < 200; ++i)
        pace.answered();
    QVERIFY(pace.distance() == 0ms);
}

void tst_RequestPace::roundsUp()
{
    RequestPace pace;
    pace.slowDown(m_now, 10ms);
    QVERIFY(pace.waitBefore(m_now + 9999us) == 1ms);
}

QTEST_GUILESS_MAIN(tst_RequestPace)
#include "tst_requestpace.moc"
