// SPDX-License-Identifier: Apache-2.0
// covers: models/tables/celltext.cpp models/tables/runtext.cpp
#include "models/tables/celltext.h"
#include "models/tables/runtext.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestCellText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void writesMoments();
    void saysHowLongAgo_data();
    void saysHowLongAgo();
    void writesDurations_data();
    void writesDurations();
    void writesSizes_data();
    void writesSizes();
    void turnsEnumValuesIntoWords_data();
    void turnsEnumValuesIntoWords();
    void countsDownWhileWaiting();
    void tellsRates();
    void namesEveryState();
};

namespace {

Timestamp local(int year, int month, int day, int hour, int minute, int second, int ms = 0)
{
    return fromMillis(QDateTime(QDate(year, month, day), QTime(hour, minute, second, ms)).toMSecsSinceEpoch());
}

} // namespace

void TestCellText::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestCellText::writesMoments()
{
    const Timestamp now = local(2026, 11, 20, 15, 0, 0);
    QCOMPARE(momentText(local(2026, 11, 20, 14, 32, 8, 102), now), u"14:32:08.102"_s);
    QCOMPARE(momentText(local(2026, 11, 19, 14, 32, 8), now), u"19 Nov 14:32:08"_s);
    QCOMPARE(momentText(local(2025, 11, 19, 14, 32, 8), now), u"19 Nov 2025 14:32"_s);
    QCOMPARE(momentText(std::nullopt, now), u"–"_s);
    QVERIFY(fullMomentText(now).endsWith(formatTimestamp(now)));
    QVERIFY(fullMomentText(std::nullopt).isEmpty());
    QCOMPARE(momentValue(now).toLongLong(), toMillis(now));
    QVERIFY(!momentValue(std::nullopt).isValid());
}

void TestCellText::saysHowLongAgo_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("future") << qint64(-5) << u"just now"_s;
    QTest::newRow("now") << qint64(1) << u"just now"_s;
    QTest::newRow("seconds") << qint64(59) << u"59 s ago"_s;
    QTest::newRow("minutes") << qint64(60) << u"1 min ago"_s;
    QTest::newRow("hours") << qint64(7200) << u"2 h ago"_s;
    QTest::newRow("many hours") << qint64(47 * 3600) << u"47 h ago"_s;
    QTest::newRow("days") << qint64(72 * 3600) << u"3 d ago"_s;
}

void TestCellText::saysHowLongAgo()
{
    QFETCH(qint64, seconds);
    const Timestamp now = fromMillis(1'800'000'000'000);
    QTEST(agoText(now - std::chrono::seconds(seconds), now), "text");
}

void TestCellText::writesDurations_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(-1) << u"0.0 s"_s;
    QTest::newRow("part of a second") << qint64(420) << u"0.4 s"_s;
    QTest::newRow("seconds") << qint64(12'000) << u"12 s"_s;
    QTest::newRow("minutes") << qint64(185'000) << u"3 min 05 s"_s;
    QTest::newRow("hours") << qint64(7'440'000) << u"2 h 04 min"_s;
}

void TestCellText::writesDurations()
{
    QFETCH(qint64, ms);
    QTEST(durationText(Millis(ms)), "text");
}

void TestCellText::writesSizes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("0") << qint64(0) << u"0 B"_s;
    QTest::newRow("999") << qint64(999) << u"999 B"_s;
    QTest::newRow("1,600") << qint64(1600) << u"1.6 KB"_s;
    QTest::newRow("999,949") << qint64(999'949) << u"999.9 KB"_s;
    QTest::newRow("999,950") << qint64(999'950) << u"1.0 MB"_s;
}

void TestCellText::writesSizes()
{
    QFETCH(qint64, bytes);
    QTEST(sizeText(bytes), "text");
}

void TestCellText::turnsEnumValuesIntoWords_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("enum") << u"AUTHENTICATION_FAILED"_s << u"Authentication failed"_s;
    QTest::newRow("one word") << u"ACTIVE"_s << u"Active"_s;
    QTest::newRow("other text") << u"Some text"_s << u"Some text"_s;
    QTest::newRow("empty") << QString() << QString();
}

void TestCellText::turnsEnumValuesIntoWords()
{
    QFETCH(QString, value);
    QTEST(enumText(value), "text");
}

void TestCellText::countsDownWhileWaiting()
{
    const Timestamp now = fromMillis(1'800'000'000'000);
    StepRow step;
    QVERIFY(waitingText(step, now).isEmpty());
    step.waitingUntil = now + Millis(11'200);
    QVERIFY(waitingText(step, now).contains(u"12 s"));
    step.waitingUntil = now;
    QVERIFY(waitingText(step, now).isEmpty());
}

void TestCellText::tellsRates()
{
    QVERIFY(!recordsPerSecond(0, Millis(10)));
    QVERIFY(!recordsPerSecond(10, std::nullopt));
    QVERIFY(!recordsPerSecond(10, Millis(0)));
    QCOMPARE(recordsPerSecond(500, Millis(250)).value(), 2000.0);
    QCOMPARE(rateText(500, Millis(250)), u"2,000/s"_s);
    QCOMPARE(rateText(1, Millis(2000)), u"0.5/s"_s);
    QCOMPARE(rateText(0, std::nullopt), u"–"_s);
}

void TestCellText::namesEveryState()
{
    QSet<QString> names;
    for (const RunState state : {RunState::Queued, RunState::Running, RunState::Complete, RunState::Waiting, RunState::Cancelled, RunState::Failed})
        names.insert(runStateText(state));
    QCOMPARE(names.size(), 6);
    QVERIFY(runKindText(RunKind::Delta) != runKindText(RunKind::Full));
    QVERIFY(runCauseText(u"manual"_s) != runCauseText(u"data-changed"_s));
    QCOMPARE(runCauseText(u"other"_s), u"other"_s);
}

QTEST_GUILESS_MAIN(TestCellText)
#include "tst_celltext.moc"
