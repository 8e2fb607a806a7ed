// SPDX-License-Identifier: Apache-2.0
// covers: ui/events/searchline.cpp ui/events/cellfilter.cpp
#include "tests/support/pageprobe.h"
#include "ui/events/cellfilter.h"
#include "ui/events/searchline.h"
#include "ui/theme/themecontroller.h"

#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(console::SearchProgress)

class TestSearchLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysHowFar_data();
    void saysHowFar();
    void saysNothingOfAQuickSearch();
    void stopsAndGoesOn();
    void knowsWhatACellStandsFor_data();
    void knowsWhatACellStandsFor();
};

void TestSearchLine::saysHowFar_data()
{
    QTest::addColumn<SearchProgress>("progress");
    QTest::addColumn<QString>("text");
    QTest::newRow("all") << SearchProgress{false, false, false, 10, 10, 10, 10} << u"10 events"_s;
    QTest::newRow("one") << SearchProgress{false, false, false, 1, 1, 1, 1} << u"1 event"_s;
    QTest::newRow("some") << SearchProgress{false, false, true, 10'000'000, 10'000'000, 17, 10'000'000} << u"17 of 10,000,000 events"_s;
    QTest::newRow("none") << SearchProgress{false, false, true, 5000, 5000, 0, 5000} << u"None of 5,000 events"_s;
    QTest::newRow("searching") << SearchProgress{true, false, true, 3'210'000, 10'000'000, 17, 10'000'000} << u"Looked at 3.2 of 10 million, 17 found"_s;
    QTest::newRow("searching few") << SearchProgress{true, false, true, 12'000, 50'000, 1'204, 50'000} << u"Looked at 12,000 of 50,000, 1,204 found"_s;
    QTest::newRow("stopped") << SearchProgress{false, true, true, 2'000'000, 10'000'000, 0, 10'000'000} << u"Stopped: looked at 2 of 10 million, 0 found"_s;
}

void TestSearchLine::saysHowFar()
{
    QLocale::setDefault(QLocale(QLocale::English));
    QFETCH(const SearchProgress, progress);
    QTEST(searchText(progress), "text");
}

void TestSearchLine::saysNothingOfAQuickSearch()
{
    SearchLine line;
    line.show();
    line.setProgress({true, false, true, 10, 1000, 0, 1000});
    QVERIFY(!named<Button>(line, u"Stop"_s)->isVisible());
    QVERIFY(!line.text().startsWith(u"Looked"));
    line.setProgress({false, false, true, 1000, 1000, 4, 1000});
    QCOMPARE(line.text(), u"4 of 1,000 events"_s);
}

void TestSearchLine::stopsAndGoesOn()
{
    SearchLine line;
    line.resize(500, 32);
    line.show();
    QSignalSpy stop(&line, &SearchLine::stopRequested);
    QSignalSpy goOn(&line, &SearchLine::goOnRequested);
    line.setProgress({true, false, true, 10, 1000, 3, 1000});
    auto *stopper = named<Button>(line, u"Stop"_s);
    QTRY_VERIFY(stopper->isVisible());
    QCOMPARE(line.text(), u"Looked at 10 of 1,000, 3 found"_s);
    QTest::mouseClick(stopper, Qt::LeftButton);
    QCOMPARE(stop.count(), 1);
    line.setProgress({false, true, true, 20, 1000, 3, 1000});
    QCOMPARE(line.text(), u"Stopped: looked at 20 of 1,000, 3 found"_s);
    QVERIFY(!stopper->isVisible());
    QTest::mouseClick(named<Button>(line, u"Go on"_s), Qt::LeftButton);
    QCOMPARE(goOn.count(), 1);
}

void TestSearchLine::knowsWhatACellStandsFor_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("term"); // null: none
    const auto row = [](const char *name, EventColumn column, const QString &term) { QTest::newRow(name) << int(column) << term; };
    row("time", EventColumn::Time, {});
    row("state", EventColumn::State, u"verdict:verified"_s);
    row("type", EventColumn::Type, u"type:sync-finished"_s);
    row("organization", EventColumn::Organization, u"org:Big Inc"_s);
    row("integration", EventColumn::Integration, u"integration:personio:1"_s);
    row("tool", EventColumn::Tool, u"tool:personio"_s);
    row("category", EventColumn::Category, {});
    row("outcome", EventColumn::Outcome, u"state:FAILED"_s);
    row("id", EventColumn::Id, u"id:abc"_s);
    row("deliveries", EventColumn::Deliveries, u"deliveries:2"_s);
    row("answer", EventColumn::Answer, u"answer:503"_s);
    row("size", EventColumn::Size, u"size:1234"_s);
}

void TestSearchLine::knowsWhatACellStandsFor()
{
    EventRow event;
    event.type = u"sync-finished"_s;
    event.organization = u"Big Inc"_s;
    event.integrationId = u"personio:1"_s;
    event.tool = u"personio"_s;
    event.outcome = u"FAILED"_s;
    event.id = u"abc"_s;
    event.deliveries = 2;
    event.answered = 503;
    event.bodySize = 1234;
    QFETCH(const int, column);
    const auto term = termOfCell(event, EventColumn(column));
    QTEST(term ? filterKeyName(term->key) + u':' + term->value : QString(), "term");
    event.conflict = true;
    QCOMPARE(termOfCell(event, EventColumn::State), (CellTerm{FilterKey::Conflict, u"yes"_s}));
    event.verdict = Verdict::Rejected;
    QCOMPARE(termOfCell(event, EventColumn::State), (CellTerm{FilterKey::Verdict, u"rejected"_s}));
}

QTEST_MAIN(TestSearchLine)
#include "tst_searchline.moc"
