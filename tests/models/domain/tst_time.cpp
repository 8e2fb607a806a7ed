// SPDX-License-Identifier: Apache-2.0
#include "models/domain/time.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsIsoForms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("kombo") << u"2021-09-01T12:00:00.000Z"_s << qint64(1630497600000);
        QTest::newRow("date only") << u"2021-09-01"_s << qint64(1630454400000);
        QTest::newRow("no seconds") << u"2021-09-01T12:00Z"_s << qint64(1630497600000);
        QTest::newRow("no zone is UTC") << u"2021-09-01T12:00:00"_s << qint64(1630497600000);
        QTest::newRow("blank instead of T") << u"2021-09-01 12:00:00Z"_s << qint64(1630497600000);
        QTest::newRow("offset east") << u"2021-09-01T14:00:00+02:00"_s << qint64(1630497600000);
        QTest::newRow("offset west") << u"2021-09-01T04:30:00-0730"_s << qint64(1630497600000);
        QTest::newRow("offset hours") << u"2021-09-01T14:00:00+02"_s << qint64(1630497600000);
        QTest::newRow("one digit of second") << u"2021-09-01T12:00:00.5Z"_s << qint64(1630497600500);
        QTest::newRow("microseconds are cut") << u"2021-09-01T12:00:00.123999Z"_s << qint64(1630497600123);
        QTest::newRow("leap day") << u"2024-02-29T00:00:00Z"_s << qint64(1709164800000);
        QTest::newRow("before 1970") << u"1969-12-31T23:59:59.999Z"_s << qint64(-1);
    }
    void readsIsoForms()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        const auto time = parseTimestamp(text);
        QVERIFY(time.has_value());
        QCOMPARE(toMillis(*time), ms);
    }

    void refusesWhatIsNoTime_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "now", "2021", "2021-13-01", "2021-02-29", "2021-00-10", "2021-09-01T", "2021-09-01T24:00:00Z",
                                 "2021-09-01T12:60:00Z", "2021-09-01T12:00:61Z", "2021-09-01T12:00:00.Z", "2021-09-01T12:00:00Zz",
                                 " 2021-09-01", "2021-09-01T12:00:00+2", "2021-09-01T12:00:00+25:00", "21-09-01", "2021-9-1",
                                 "1630497600", "-2021-09-01"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("arabic digits") << u"٢٠٢١-٠٩-٠١"_s;
        QTest::newRow("U+0000 behind") << QString(u"2021-09-01"_s + QChar(u'\0'));
    }
    void refusesWhatIsNoTime()
    {
        QFETCH(QString, text);
        QVERIFY(!parseTimestamp(text).has_value());
    }

    void agreesWithQtOnRandomMoments()
    {
        QRandomGenerator random(7);
        for (int i = 0; i < 2000; ++i) {
            const qint64 ms = static_cast<qint64>(random.generateDouble() * 4e12);
            const QString text = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
            QCOMPARE(formatTimestamp(fromMillis(ms)), text);
            QCOMPARE(toMillis(parseTimestamp(text).value()), ms);
        }
    }

    void readsSpansBeforeNow_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("seconds") << u"90s"_s << qint64(90);
        QTest::newRow("minutes") << u"15m"_s << qint64(900);
        QTest::newRow("hours") << u"2h"_s << qint64(7200);
        QTest::newRow("days") << u"3d"_s << qint64(3 * 86400);
        QTest::newRow("weeks") << u"1w"_s << qint64(7 * 86400);
        QTest::newRow("none") << u"0s"_s << qint64(0);
        QTest::newRow("many weeks") << u"999999w"_s << qint64(999999) * 7 * 86400;
    }
    void readsSpansBeforeNow()
    {
        QFETCH(QString, text);
        QFETCH(qint64, seconds);
        const Timestamp now = fromMillis(1'700'000'000'123);
        const auto moment = parseMoment(text, now);
        QVERIFY(moment.has_value());
        QCOMPARE(toMillis(now) - toMillis(*moment), seconds * 1000);
    }

    void refusesOtherSpans()
    {
        for (const QString &text : {u""_s, u"s"_s, u"15"_s, u"-2h"_s, u"2.5h"_s, u"2y"_s, u"9999999s"_s, u"2h "_s, u"1h30m"_s})
            QVERIFY2(!parseMoment(text, fromMillis(0)).has_value(), qPrintable(text));
        QCOMPARE(parseMoment(u"2021-09-01"_s, fromMillis(0)), parseTimestamp(u"2021-09-01"_s));
    }

    void systemClockTellsNow()
    {
        const SystemClock clock;
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        const qint64 told = toMillis(clock.now());
        QVERIFY(told >= before && told <= QDateTime::currentMSecsSinceEpoch());
    }
};

QTEST_GUILESS_MAIN(TestTime)
#include "tst_time.moc"
