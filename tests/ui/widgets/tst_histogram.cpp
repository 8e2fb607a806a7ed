// SPDX-License-Identifier: Apache-2.0
// covers: ui/widgets/histogram.cpp ui/widgets/histogrampainting.cpp ui/widgets/histogramaccess.cpp
#include "ui/widgets/histogram.h"

#include "ui/theme/themecontroller.h"

#include <QAccessible>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

constexpr qint64 base = 1'780'272'000'000; // a whole hour
constexpr qint64 minute = 60'000;

/// An hour in minutes; bar i holds i verified ones and each tenth a rejected one.
struct Shown
{
    Shown()
    {
        histogram.setTimeZone(QTimeZone::utc());
        histogram.resize(640, 140);
        histogram.setView({base, base + 60 * minute});
        HistogramData data;
        data.grid = histogram.grid();
        data.series = {{u"Verified"_s, Tone::Accent}, {u"Rejected"_s, Tone::Bad}};
        data.counts = {{}, {}};
        for (int i = 0; i < data.grid.bars(); ++i) {
            data.counts[0].append(i);
            data.counts[1].append(i % 10 == 0 ? 1 : 0);
        }
        histogram.setData(data);
        histogram.show();
        histogram.setFocus();
    }
    [[nodiscard]] QPoint at(qint64 minutes) const
    {
        return QPoint(int(std::round(positionOf(base + minutes * minute, histogram.view(), histogram.plot()))), 60);
    }
    void drag(const QPoint &from, const QPoint &to, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(&histogram, Qt::LeftButton, modifiers, from);
        move((from + to) / 2);
        move(to);
        QTest::mouseRelease(&histogram, Qt::LeftButton, modifiers, to);
    }
    void move(const QPoint &to)
    {
        QMouseEvent event(QEvent::MouseMove, to, histogram.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&histogram, &event);
    }
    void wheel(const QPoint &at, const QPoint &turned)
    {
        QWheelEvent event(at, histogram.mapToGlobal(at), {}, turned, {}, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&histogram, &event);
    }
    Histogram histogram{u"Event volume"_s};
};

} // namespace

class TestHistogram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksForBarsThatFit();
    void dragBrushesWholeBars();
    void clickBrushesABar();
    void edgesAndBodyOfTheBrushAreDragged();
    void doubleClickClears();
    void wheelZoomsAtThePointer();
    void sidewaysWheelAndAxisPan();
    void keysPanAndZoom();
    void keysBrush();
    void escapeGivesUpFirstThenClears();
    void keysGoFromBarToBar();
    void saysWhatIsThere();
    void drawsBarsSpansAndBrush_data();
    void drawsBarsSpansAndBrush();
    void survivesNothingToShow();

private:
    ThemeController m_theme;

public:
    TestHistogram() { QLocale::setDefault(QLocale::c()); }
};

void TestHistogram::asksForBarsThatFit()
{
    Shown shown;
    QCOMPARE(shown.histogram.step(), (TimeStep{TimeStep::Unit::Minute, 1}));
    QCOMPARE(shown.histogram.grid().bars(), 60);
    QSignalSpy asked(&shown.histogram, &Histogram::gridChanged);
    shown.histogram.setView({base, base + 24 * 60 * minute});
    QCOMPARE(asked.size(), 1);
    QVERIFY(shown.histogram.grid().bars() <= 80);
    shown.histogram.setView({base + 1, base + 24 * 60 * minute - 1}); // the same bars cover it
    QCOMPARE(asked.size(), 1);
    shown.histogram.resize(200, 140);
    QTRY_COMPARE(asked.size(), 2);
}

void TestHistogram::dragBrushesWholeBars()
{
    Shown shown;
    QSignalSpy brushed(&shown.histogram, &Histogram::brushed);
    shown.drag(shown.at(10) + QPoint(2, 0), shown.at(20) + QPoint(2, 0));
    QCOMPARE(brushed.size(), 1);
    QCOMPARE(brushed.first().at(0).toLongLong(), base + 10 * minute);
    QCOMPARE(brushed.first().at(1).toLongLong(), base + 21 * minute);
    QCOMPARE(shown.histogram.brush(), (TimeBrush{base + 10 * minute, base + 21 * minute}));
}

void TestHistogram::clickBrushesABar()
{
    Shown shown;
    QSignalSpy brushed(&shown.histogram, &Histogram::brushed);
    QTest::mouseClick(&shown.histogram, Qt::LeftButton, {}, shown.at(30) + QPoint(3, 0));
    QCOMPARE(brushed.size(), 1);
    QCOMPARE(brushed.first().at(0).toLongLong(), base + 30 * minute);
    QCOMPARE(brushed.first().at(1).toLongLong(), base + 31 * minute);
    QTest::mouseClick(&shown.histogram, Qt::LeftButton, {}, QPoint(2, 60)); // on the labels
    QCOMPARE(brushed.size(), 1);
}

void TestHistogram::edgesAndBodyOfTheBrushAreDragged()
{
    Shown shown;
    QSignalSpy brushed(&shown.histogram, &Histogram::brushed);
    shown.histogram.setBrush(TimeBrush{base + 10 * minute, base + 20 * minute});
    QVERIFY(brushed.isEmpty());
    shown.drag(shown.at(20), shown.at(30));
    QCOMPARE(shown.histogram.brush(), (TimeBrush{base + 10 * minute, base + 30 * minute}));
    shown.drag(shown.at(10), shown.at(5));
    QCOMPARE(shown.histogram.brush(), (TimeBrush{base + 5 * minute, base + 30 * minute}));
    shown.drag(shown.at(15), shown.at(20));
    QCOMPARE(shown.histogram.brush(), (TimeBrush{base + 10 * minute, base + 35 * minute}));
    QCOMPARE(brushed.size(), 3);
    QTest::mouseClick(&shown.histogram, Qt::LeftButton, {}, shown.at(20)); // into it
    QCOMPARE(brushed.size(), 3);
}

void TestHistogram::doubleClickClears()
{
    Shown shown;
    shown.histogram.setBrush(TimeBrush{base + 10 * minute, base + 20 * minute});
    QSignalSpy cleared(&shown.histogram, &Histogram::brushCleared);
    QTest::mouseDClick(&shown.histogram, Qt::LeftButton, {}, shown.at(15));
    QCOMPARE(cleared.size(), 1);
    shown.histogram.setBrush(std::nullopt);
    QTest::mouseDClick(&shown.histogram, Qt::MiddleButton, {}, shown.at(15));
    QCOMPARE(cleared.size(), 1);
}

void TestHistogram::wheelZoomsAtThePointer()
{
    Shown shown;
    QSignalSpy changed(&shown.histogram, &Histogram::viewChanged);
    const QPoint at = shown.at(15);
    const qint64 before = timeAt(at.x(), shown.histogram.view(), shown.histogram.plot());
    shown.wheel(at, {0, 120});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(shown.histogram.view().span(), 48 * minute);
    QVERIFY(std::abs(timeAt(at.x(), shown.histogram.view(), shown.histogram.plot()) - before) < 10'000);
    shown.wheel(at, {0, -240});
    QCOMPARE(shown.histogram.view().span(), 75 * minute);
    for (int i = 0; i < 60; ++i)
        shown.wheel(at, {0, 120});
    QCOMPARE(shown.histogram.view().span(), shortestView);
    for (int i = 0; i < 200; ++i)
        shown.wheel(at, {0, -120});
    QCOMPARE(shown.histogram.view().span(), longestView);
}

void TestHistogram::sidewaysWheelAndAxisPan()
{
    Shown shown;
    shown.wheel(shown.at(15), {120, 0});
    QCOMPARE(shown.histogram.view().from, base - 6 * minute);
    QCOMPARE(shown.histogram.view().span(), 60 * minute);
    shown.histogram.setView({base, base + 60 * minute});
    const QPoint axis(0, shown.histogram.height() - 65);
    QSignalSpy brushed(&shown.histogram, &Histogram::brushed);
    shown.drag(shown.at(30) + axis, shown.at(20) + axis);
    QVERIFY(std::abs(shown.histogram.view().from - (base + 10 * minute)) < minute / 4);
    shown.histogram.setView({base, base + 60 * minute});
    shown.drag(shown.at(20), shown.at(30), Qt::ShiftModifier);
    QVERIFY(std::abs(shown.histogram.view().from - (base - 10 * minute)) < minute / 4);
    QVERIFY(brushed.isEmpty());
    shown.histogram.setBounds({base, base + 60 * minute});
    for (int i = 0; i < 50; ++i)
        shown.wheel(shown.at(15), {120, 0});
    QCOMPARE(shown.histogram.view().to, base + 6 * minute);
}

void TestHistogram::keysPanAndZoom()
{
    Shown shown;
    QTest::keyClick(&shown.histogram, Qt::Key_Left);
    QCOMPARE(shown.histogram.view().from, base - 6 * minute);
    QTest::keyClick(&shown.histogram, Qt::Key_Right);
    QCOMPARE(shown.histogram.view().from, base);
    QTest::keyClick(&shown.histogram, Qt::Key_Plus);
    QCOMPARE(shown.histogram.view(), (TimeView{base + 15 * minute, base + 45 * minute}));
    QTest::keyClick(&shown.histogram, Qt::Key_Minus);
    QCOMPARE(shown.histogram.view(), (TimeView{base, base + 60 * minute}));
    QSignalSpy all(&shown.histogram, &Histogram::allRequested);
    QSignalSpy now(&shown.histogram, &Histogram::nowRequested);
    QTest::keyClick(&shown.histogram, Qt::Key_Home);
    QTest::keyClick(&shown.histogram, Qt::Key_End);
    QCOMPARE(all.size(), 1);
    QCOMPARE(now.size(), 1);
}

void TestHistogram::keysBrush()
{
    Shown shown;
    QSignalSpy brushed(&shown.histogram, &Histogram::brushed);
    QTest::keyClick(&shown.histogram, Qt::Key_Left, Qt::ShiftModifier); // the newest bar
    QTest::keyClick(&shown.histogram, Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(shown.histogram.accessibleDescription().contains(u"Enter applies it"_s));
    QVERIFY(brushed.isEmpty());
    QTest::keyClick(&shown.histogram, Qt::Key_Return);
    QCOMPARE(brushed.size(), 1);
    QCOMPARE(shown.histogram.brush(), (TimeBrush{base + 58 * minute, base + 60 * minute}));
    QTest::keyClick(&shown.histogram, Qt::Key_Left, Qt::ShiftModifier | Qt::ControlModifier);
    QTest::keyClick(&shown.histogram, Qt::Key_Left, Qt::ShiftModifier | Qt::ControlModifier);
    QTest::keyClick(&shown.histogram, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&shown.histogram, Qt::Key_Enter);
    QCOMPARE(shown.histogram.brush(), (TimeBrush{base + 56 * minute, base + 59 * minute}));
}

void TestHistogram::escapeGivesUpFirstThenClears()
{
    Shown shown;
    shown.histogram.setBrush(TimeBrush{base + 10 * minute, base + 20 * minute});
    QSignalSpy cleared(&shown.histogram, &Histogram::brushCleared);
    QTest::keyClick(&shown.histogram, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&shown.histogram, Qt::Key_Escape);
    QVERIFY(cleared.isEmpty());
    QCOMPARE(shown.histogram.brush(), (TimeBrush{base + 10 * minute, base + 20 * minute}));
    QTest::keyClick(&shown.histogram, Qt::Key_Escape);
    QCOMPARE(cleared.size(), 1);
}

void TestHistogram::keysGoFromBarToBar()
{
    Shown shown;
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&shown.histogram);
    QCOMPARE(access->role(), QAccessible::Chart);
    QCOMPARE(access->valueInterface()->currentValue().toDouble(), 59.0 * 60 / 2 + 6);
    QTest::keyClick(&shown.histogram, Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(shown.histogram.currentBar(), 59);
    QCOMPARE(access->valueInterface()->currentValue().toDouble(), 59.0);
    QCOMPARE(access->text(QAccessible::Value), u"1 Jun 2026 00:59 to 01:00\nVerified: 59"_s);
    for (int i = 0; i < 9; ++i)
        QTest::keyClick(&shown.histogram, Qt::Key_Left, Qt::ControlModifier);
    QVERIFY(shown.histogram.accessibleDescription().startsWith(u"1 Jun 2026 00:50 to 00:51, Verified: 50, Rejected: 1"_s));
    QSignalSpy brushed(&shown.histogram, &Histogram::brushed);
    QTest::keyClick(&shown.histogram, Qt::Key_Return);
    QCOMPARE(brushed.size(), 1);
    QCOMPARE(brushed.first().at(0).toLongLong(), base + 50 * minute);
}

void TestHistogram::saysWhatIsThere()
{
    Shown shown;
    QVERIFY(shown.histogram.accessibleDescription().contains(u"1,776 in all from 1 Jun 2026 00:00 to 01:00, at most 59 in one bar."_s)
            || shown.histogram.accessibleDescription().contains(u"1776 in all from 1 Jun 2026 00:00 to 01:00, at most 59 in one bar."_s));
    shown.histogram.setSpans({{base + 30 * minute, base + 33 * minute, u"Nobody listened."_s}});
    QVERIFY(shown.histogram.accessibleDescription().contains(u"Nobody listened."_s));
    QVERIFY(shown.histogram.textAt(shown.at(31).x()).contains(u"Nobody listened."_s));
    QVERIFY(!shown.histogram.textAt(shown.at(40).x()).contains(u"Nobody listened."_s));
    QCOMPARE(shown.histogram.barText(0), u"1 Jun 2026 00:00 to 00:01\nRejected: 1"_s);
    QVERIFY(shown.histogram.barText(999).isEmpty());
    QVERIFY(shown.histogram.textAt(3).isEmpty());
}

void TestHistogram::drawsBarsSpansAndBrush_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestHistogram::drawsBarsSpansAndBrush()
{
    QFETCH(bool, dark);
    m_theme.setMode(dark ? ColorMode::Dark : ColorMode::Light);
    Shown shown;
    const QImage bars = shown.histogram.grab().toImage();
    const QPoint foot(shown.at(50).x() + 3, int(shown.histogram.plot().bottom()) - 4);
    QCOMPARE(bars.pixelColor(foot), themeOf(&shown.histogram).tone(Tone::Accent).solid);
    shown.histogram.setSpans({{base + 2 * minute, base + 6 * minute, u"gap"_s}});
    const QImage hatched = shown.histogram.grab().toImage();
    QVERIFY(hatched != bars);
    shown.histogram.setBrush(TimeBrush{base + 10 * minute, base + 20 * minute});
    const QImage brushed = shown.histogram.grab().toImage();
    QVERIFY(brushed.pixelColor(foot) != bars.pixelColor(foot)); // what is outside is pale
    m_theme.setMode(ColorMode::Light);
}

void TestHistogram::survivesNothingToShow()
{
    Histogram empty(u"Empty"_s);
    empty.resize(300, 100);
    QVERIFY(!empty.grab().isNull());
    QTest::keyClick(&empty, Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(&empty, Qt::Key_Left, Qt::ControlModifier);
    QTest::keyClick(&empty, Qt::Key_Return);
    QTest::keyClick(&empty, Qt::Key_Escape);
    QTest::mouseClick(&empty, Qt::LeftButton, {}, QPoint(150, 50));
    empty.resize(20, 10);
    empty.setView({base, base + 60 * minute});
    QVERIFY(!empty.grab().isNull());
    QCOMPARE(empty.currentBar(), -1);
    QVERIFY(!empty.brush());
}

QTEST_MAIN(TestHistogram)
#include "tst_histogram.moc"
