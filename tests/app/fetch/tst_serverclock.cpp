// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/serverclock.h"

#include <QTest>

using namespace console;
using namespace std::chrono_literals;

class tst_ServerClock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void neverLiesInTheServersFuture_data();
    void neverLiesInTheServersFuture();
    void staysWithOurStartWithoutADate();
};

void tst_ServerClock::neverLiesInTheServersFuture_data()
{
    // Ours minus the server's true clock; how long the reply took; by how much the watermark moves (nullopt: any amount
    // that keeps it out of the future and within that time and a second of the truth).
    QTest::addColumn<Millis>("ahead");
    QTest::addColumn<Millis>("took");
    QTest::addColumn<bool>("moved");
    QTest::newRow("same clock") << Millis(0) << Millis(30) << false;
    QTest::newRow("same clock, slow reply") << Millis(0) << Millis(20s) << false;
    QTest::newRow("server ahead a little") << Millis(-3s) << Millis(30) << false;
    QTest::newRow("server ahead an hour") << Millis(-1h) << Millis(30) << false;
    QTest::newRow("we are ahead 3 s") << Millis(3s) << Millis(30) << true;
    QTest::newRow("we are ahead 61 s") << Millis(61s) << Millis(500) << true;
    QTest::newRow("we are ahead a day") << Millis(24h) << Millis(5s) << true;
}

void tst_ServerClock::neverLiesInTheServersFuture()
{
    QFETCH(Millis, ahead);
    QFETCH(Millis, took);
    QFETCH(bool, moved);
    for (const Millis phase : {0ms, 1ms, 500ms, 999ms}) {
        const Timestamp start = fromMillis(1'777'636'800'000) + phase; // ours
        const Timestamp sent = start + 2ms;
        for (const Millis within : {0ms, took / 2, took}) {
            const Timestamp serverTime = sent + within - ahead;
            const Timestamp date = std::chrono::floor<std::chrono::seconds>(serverTime);
            const Timestamp watermark = watermarkFrom(start, ClockReading{sent, sent + took, date});
            QCOMPARE(watermark != start, moved);
            const Timestamp startOfServer = start - ahead;
            QVERIFY(moved ? watermark <= startOfServer : watermark == start);
            if (moved)
                QVERIFY(startOfServer - watermark <= took + 1s);
        }
    }
}

void tst_ServerClock::staysWithOurStartWithoutADate()
{
    QVERIFY(watermarkFrom(fromMillis(5), std::nullopt) == fromMillis(5));
}

QTEST_GUILESS_MAIN(tst_ServerClock)
#include "tst_serverclock.moc"
