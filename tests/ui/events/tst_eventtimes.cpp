// SPDX-License-Identifier: Apache-2.0
#include "ui/events/eventtimes.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

using namespace console;
using namespace Qt::StringLiterals;

class TestEventTimes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesTheMoment_data()
    {
        QTest::addColumn<QString>("at");
        QTest::addColumn<bool>("relative");
        QTest::addColumn<bool>("utc");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QString &at, bool relative, bool utc, const QString &text) {
            QTest::newRow(name) << at << relative << utc << text;
        };
        row("local, today", u"2026-05-01T21:30:05.250Z"_s, false, false, u"23:30:05.250"_s);
        row("local, tomorrow already", u"2026-04-30T22:30:05.250Z"_s, false, false, u"00:30:05.250"_s);
        row("UTC, today", u"2026-05-01T11:59:00.001Z"_s, false, true, u"11:59:00.001"_s);
        row("UTC, the day before", u"2026-04-30T22:30:05.250Z"_s, false, true, u"30 Apr 22:30:05"_s);
        row("UTC, another year", u"2025-12-31T23:30:05.250Z"_s, false, true, u"31 Dec 2025 23:30"_s);
        row("local, another year", u"2025-12-31T23:30:05.250Z"_s, false, false, u"1 Jan 00:30:05"_s);
        row("an age", u"2026-05-01T11:55:00.000Z"_s, true, false, u"5 min ago"_s);
        row("an age has no zone", u"2026-05-01T11:55:00.000Z"_s, true, true, u"5 min ago"_s);
    }
    void writesTheMoment()
    {
        QFETCH(QString, at);
        QFETCH(bool, relative);
        QFETCH(bool, utc);
        QTEST(eventTimeText(parseTimestamp(at), *parseTimestamp(u"2026-05-01T12:00:00Z"), {relative, utc}), "text");
    }

    void nothingIsADash()
    {
        for (const EventTimes &times : {EventTimes{false, false}, EventTimes{true, false}, EventTimes{false, true}})
            QCOMPARE(eventTimeText({}, *parseTimestamp(u"2026-05-01T12:00:00Z"), times), u"–"_s);
    }

    void namesTheZone_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("text");
        QTest::newRow("UTC") << QByteArray("UTC") << u"UTC"_s;
        QTest::newRow("with letters") << QByteArray("Europe/Berlin") << u"CEST"_s;
        QTest::newRow("without letters") << QByteArray("America/Sao_Paulo") << u"UTC−3"_s;
        QTest::newRow("with minutes") << QByteArray("Asia/Kathmandu") << u"UTC+5:45"_s;
    }
    void namesTheZone()
    {
        QFETCH(QByteArray, zone);
        QTEST(zoneText(QDateTime({2026, 5, 1}, {12, 0}, QTimeZone(zone))), "text");
    }

    void titleSaysWhatIsCounted()
    {
        const Timestamp now = *parseTimestamp(u"2026-05-01T12:00:00Z");
        QCOMPARE(timeTitle(u"Time"_s, now, {}), u"Time · CEST"_s);
        QCOMPARE(timeTitle(u"Time"_s, now, {false, true}), u"Time · UTC"_s);
        QCOMPARE(timeTitle(u"Time"_s, now, {true, false}), u"Time · ago"_s);
    }
};

int main(int argc, char **argv)
{
    qputenv("TZ", "Europe/Berlin");
    QCoreApplication app(argc, argv);
    TestEventTimes test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_eventtimes.moc"
