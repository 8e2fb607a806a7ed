// SPDX-License-Identifier: Apache-2.0
// covers: ui/widgets/volumechart.cpp
#include "ui/widgets/chartgeometry.h"

#include "ui/theme/themecontroller.h"
#include "ui/widgets/volumechart.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class TestChartGeometry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void axisIsRound_data();
    void axisIsRound();
    void axisHoldsEveryValue();
    void barsStackWithoutGaps();
    void aSingleEventIsSeen();
    void barsStayInThePlot();
    void barUnderThePointer();
    void linesSpanTheirArea();
    void chartSumsUpInWords();
    void clickGivesTheSpan();
    void chartDrawsNothingWithoutBars();

private:
    ThemeController m_theme;
};

void TestChartGeometry::axisIsRound_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<qint64>("top");
    QTest::addColumn<int>("steps");
    QTest::newRow("nothing") << 0LL << 4LL << 4;
    QTest::newRow("negative") << -5LL << 4LL << 4;
    QTest::newRow("one") << 1LL << 4LL << 4;
    QTest::newRow("five") << 5LL << 6LL << 3;
    QTest::newRow("hundred") << 100LL << 100LL << 4;
    QTest::newRow("140") << 140LL << 150LL << 3;
    QTest::newRow("1,234") << 1234LL << 1500LL << 3;
    QTest::newRow("large") << 9'000'000'000LL << 10'000'000'000LL << 4;
}

void TestChartGeometry::axisIsRound()
{
    QFETCH(qint64, value);
    const AxisScale scale = axisScale(value);
    QTEST(scale.top, "top");
    QTEST(scale.steps, "steps");
}

void TestChartGeometry::axisHoldsEveryValue()
{
    for (qint64 value = 0; value < 20000; ++value) {
        const AxisScale scale = axisScale(value);
        QVERIFY(scale.top >= value);
        QVERIFY(scale.steps >= 2 && scale.steps <= 5);
        QCOMPARE(scale.top % scale.steps, 0);
    }
}

void TestChartGeometry::barsStackWithoutGaps()
{
    const QRectF plot(10, 0, 100, 100);
    const auto rects = barRects({{fromMillis(0), {50, 25, 0}}, {fromMillis(60000), {0, 0, 100}}}, plot, 100);
    QCOMPARE(rects.size(), 2);
    QCOMPARE(rects.at(0).at(0).bottom(), plot.bottom());
    QCOMPARE(rects.at(0).at(0).height(), 50.0);
    QCOMPARE(rects.at(0).at(1).bottom(), rects.at(0).at(0).top());
    QVERIFY(rects.at(0).at(2).isNull());
    QCOMPARE(rects.at(1).at(2).top(), plot.top());
    QVERIFY(rects.at(0).at(0).right() < rects.at(1).at(2).left());
}

void TestChartGeometry::aSingleEventIsSeen()
{
    const auto rects = barRects({{fromMillis(0), {1, 1'000'000}}}, QRectF(0, 0, 100, 100), 1'000'000);
    QCOMPARE(rects.at(0).at(0).height(), 1.0);
    QVERIFY(rects.at(0).at(1).top() >= 0);
}

void TestChartGeometry::barsStayInThePlot()
{
    QVERIFY(barRects({}, QRectF(0, 0, 10, 10), 10).isEmpty());
    QVERIFY(barRects({{fromMillis(0), {1}}}, QRectF(), 10).isEmpty());
    QVERIFY(barRects({{fromMillis(0), {1}}}, QRectF(0, 0, 10, 10), 0).isEmpty());
    QVector<ChartBar> many;
    for (int i = 0; i < 500; ++i)
        many.append({fromMillis(i), {i, -3}});
    const QRectF plot(5, 5, 90, 40);
    const auto rects = barRects(many, plot, 400); // values over the top are cut
    for (const auto &pieces : rects)
        for (const QRectF &piece : pieces)
            QVERIFY(piece.isNull() || plot.adjusted(-0.01, -0.01, 0.01, 0.01).contains(piece));
}

void TestChartGeometry::barUnderThePointer()
{
    const QRectF plot(10, 0, 100, 50);
    QCOMPARE(barAt(10, plot, 9.9), -1);
    QCOMPARE(barAt(10, plot, 10), 0);
    QCOMPARE(barAt(10, plot, 109.9), 9);
    QCOMPARE(barAt(10, plot, 110), -1);
    QCOMPARE(barAt(0, plot, 50), -1);
}

void TestChartGeometry::linesSpanTheirArea()
{
    const QRectF area(0, 0, 80, 20);
    QVERIFY(linePoints({}, area).isEmpty());
    QCOMPARE(linePoints({3}, area).size(), 2);
    QCOMPARE(linePoints({3, 3, 3}, area).at(1), QPointF(40, 10));
    const auto points = linePoints({0, 10, 5}, area);
    QCOMPARE(points.at(0), QPointF(0, 20));
    QCOMPARE(points.at(1), QPointF(40, 0));
    QCOMPARE(points.at(2), QPointF(80, 10));
}

void TestChartGeometry::chartSumsUpInWords()
{
    VolumeChart chart(u"Events per minute"_s, {{u"Verified"_s, Tone::Accent}, {u"Rejected"_s, Tone::Bad}});
    chart.setBars({{fromMillis(0), {3, 1}}, {fromMillis(60000), {10, 0}}}, std::chrono::seconds(60));
    QCOMPARE(chart.accessibleName(), u"Events per minute"_s);
    QCOMPARE(chart.accessibleDescription(), u"14 in all, at most 10 in one bar."_s);
    QCOMPARE(chart.bars().size(), 2);
    ChartLegend legend({{u"Verified"_s, Tone::Accent}, {u"Rejected"_s, Tone::Bad}});
    QCOMPARE(legend.accessibleName(), u"Legend: Verified, Rejected"_s);
    QVERIFY(legend.sizeHint().width() > 80);
}

void TestChartGeometry::clickGivesTheSpan()
{
    VolumeChart chart(u"Events"_s, {{u"Verified"_s, Tone::Accent}});
    QVector<ChartBar> bars;
    for (int i = 0; i < 10; ++i)
        bars.append({fromMillis(i * 60000), {i}});
    chart.setBars(bars, std::chrono::seconds(60));
    chart.resize(400, 150);
    QSignalSpy chosen(&chart, &VolumeChart::spanChosen);
    QTest::mouseClick(&chart, Qt::LeftButton, {}, QPoint(398, 60));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().at(0).toLongLong(), 540000);
    QCOMPARE(chosen.first().at(1).toLongLong(), 600000);
    QTest::mouseClick(&chart, Qt::LeftButton, {}, QPoint(2, 60)); // on the axis
    QCOMPARE(chosen.size(), 1);
}

void TestChartGeometry::chartDrawsNothingWithoutBars()
{
    VolumeChart chart(u"Events"_s, {{u"Verified"_s, Tone::Accent}});
    chart.resize(300, 120);
    const QImage empty = chart.grab().toImage();
    chart.setBars({{fromMillis(0), {3}}}, std::chrono::hours(24));
    QVERIFY(chart.grab().toImage() != empty);
    QCOMPARE(chart.grab().toImage().pixelColor(150, 60), makeTheme(false, Density::Comfortable).tone(Tone::Accent).solid);
}

QTEST_MAIN(TestChartGeometry)
#include "tst_chartgeometry.moc"
