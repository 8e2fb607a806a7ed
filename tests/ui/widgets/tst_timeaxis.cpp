// SPDX-License-Identifier: Apache-2.0
// covers: ui/widgets/timeaxis.cpp ui/widgets/timebrush.cpp
#include "ui/widgets/timeaxis.h"
#include "ui/widgets/timebrush.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(TimeView)
Q_DECLARE_METATYPE(TimeStep)
Q_DECLARE_METATYPE(TimeBrush)

namespace {

using Unit = TimeStep::Unit;

const QTimeZone utc = QTimeZone::utc();
const QTimeZone berlin("Europe/Berlin");
const QTimeZone kolkata("Asia/Kolkata");

qint64 ms(const char *text)
{
    return toMillis(*parseTimestamp(QString::fromLatin1(text)));
}

TimeView view(const char *from, const char *to)
{
    return {ms(from), ms(to)};
}

FlowGrid tens()
{
    return FlowGrid({0, 10, 20, 30, 40, 50});
}

QString textOf(const TimeBrush &brush)
{
    return (brush.from ? QString::number(*brush.from) : u"*"_s) + u'-' + (brush.to ? QString::number(*brush.to) : u"*"_s);
}

} // namespace

class TestTimeAxis : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void zoomsAtThePointer_data();
    void zoomsAtThePointer();
    void showsABrushThatIsAway_data();
    void showsABrushThatIsAway();
    void staysNearWhatThereIs();
    void timesAndPlacesMatch();
    void barsHaveNiceWidths_data();
    void barsHaveNiceWidths();
    void gridsFollowTheClock_data();
    void gridsFollowTheClock();
    void gridsCoverEveryView();
    void labelsNameWhatBegins_data();
    void labelsNameWhatBegins();
    void labelsKeepApart();
    void saysWhatABarCovers_data();
    void saysWhatABarCovers();
    void stacksBars();
    void findsPartsOfTheBrush_data();
    void findsPartsOfTheBrush();
    void brushesWholeBars_data();
    void brushesWholeBars();
    void dragsTheBrush_data();
    void dragsTheBrush();
    void movesTheBrushByKeys();

public:
    TestTimeAxis() { QLocale::setDefault(QLocale::c()); }
};

void TestTimeAxis::zoomsAtThePointer_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<double>("factor");
    QTest::addColumn<qint64>("anchor");
    QTest::addColumn<qint64>("newFrom");
    QTest::addColumn<qint64>("newTo");
    const qint64 hour = 3'600'000;
    QTest::newRow("closer, middle") << 0 * hour << 4 * hour << 0.5 << 2 * hour << hour << 3 * hour;
    QTest::newRow("closer, left edge") << 0 * hour << 4 * hour << 0.5 << 0 * hour << 0 * hour << 2 * hour;
    QTest::newRow("closer, right edge") << 0 * hour << 4 * hour << 0.5 << 4 * hour << 2 * hour << 4 * hour;
    QTest::newRow("away") << 2 * hour << 4 * hour << 2.0 << 3 * hour << hour << 5 * hour;
    QTest::newRow("no closer than a minute") << 0LL << 90'000LL << 0.1 << 45'000LL << 15'000LL << 75'000LL;
    QTest::newRow("no farther than thirty years") << 0LL << longestView << 3.0 << 0LL << 0LL << longestView;
    QTest::newRow("an empty view") << 0LL << 0LL << 1.0 << 0LL << -30'000LL << 30'000LL;
}

void TestTimeAxis::zoomsAtThePointer()
{
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QFETCH(double, factor);
    QFETCH(qint64, anchor);
    const TimeView zoom = zoomed({from, to}, factor, anchor);
    QTEST(zoom.from, "newFrom");
    QTEST(zoom.to, "newTo");
}

void TestTimeAxis::showsABrushThatIsAway_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<TimeView>("expected");
    const TimeView hour{0, 3'600'000};
    QTest::newRow("in view") << 600'000LL << 1'200'000LL << hour;
    QTest::newRow("all of the view") << 0LL << 3'600'000LL << hour;
    QTest::newRow("too small to be seen") << 600'000LL << 606'000LL << TimeView{573'000, 633'000};
    QTest::newRow("later") << 7'200'000LL << 10'800'000LL << TimeView{3'600'000, 14'400'000};
    QTest::newRow("half out") << 3'000'000LL << 4'200'000LL << TimeView{1'800'000, 5'400'000};
    QTest::newRow("wider than the view") << -3'600'000LL << 7'200'000LL << TimeView{-14'400'000, 18'000'000};
}

void TestTimeAxis::showsABrushThatIsAway()
{
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QTEST(showing({0, 3'600'000}, from, to), "expected");
}

void TestTimeAxis::staysNearWhatThereIs()
{
    const TimeView bounds{1000, 5000};
    QCOMPARE(keptNear({0, 2000}, bounds), (TimeView{0, 2000}));
    QCOMPARE(keptNear({-9000, -7000}, bounds), (TimeView{-800, 1200}));
    QCOMPARE(keptNear({9000, 11000}, bounds), (TimeView{4800, 6800}));
    QCOMPARE(keptNear({9000, 11000}, {}), (TimeView{9000, 11000}));
}

void TestTimeAxis::timesAndPlacesMatch()
{
    const TimeView hour{0, 3'600'000};
    const QRectF plot(40, 0, 600, 100);
    QCOMPARE(positionOf(0, hour, plot), 40.0);
    QCOMPARE(positionOf(3'600'000, hour, plot), 640.0);
    for (int x = 40; x < 640; x += 7)
        QVERIFY(std::abs(positionOf(timeAt(x, hour, plot), hour, plot) - x) < 0.01);
    QCOMPARE(timeAt(10, hour, QRectF()), 0);
    QCOMPARE(positionOf(77, {}, plot), 40.0);
}

void TestTimeAxis::barsHaveNiceWidths_data()
{
    QTest::addColumn<qint64>("span"); ///< seconds
    QTest::addColumn<int>("pixels");
    QTest::addColumn<TimeStep>("step");
    QTest::newRow("a minute") << 60LL << 600 << TimeStep{Unit::Second, 1};
    QTest::newRow("a quarter of an hour") << 900LL << 600 << TimeStep{Unit::Second, 15};
    QTest::newRow("half an hour") << 1800LL << 1600 << TimeStep{Unit::Second, 10};
    QTest::newRow("an hour") << 3600LL << 600 << TimeStep{Unit::Minute, 1};
    QTest::newRow("an hour on a wide screen") << 3600LL << 3000 << TimeStep{Unit::Minute, 1};
    QTest::newRow("an hour in a narrow window") << 3600LL << 200 << TimeStep{Unit::Minute, 5};
    QTest::newRow("a day") << 86'400LL << 600 << TimeStep{Unit::Minute, 30};
    QTest::newRow("a week") << 7 * 86'400LL << 600 << TimeStep{Unit::Hour, 3};
    QTest::newRow("thirty days") << 30 * 86'400LL << 600 << TimeStep{Unit::Hour, 12};
    QTest::newRow("a year") << 365 * 86'400LL << 600 << TimeStep{Unit::Week, 1};
    QTest::newRow("ten years") << 3650 * 86'400LL << 600 << TimeStep{Unit::Month, 1};
    QTest::newRow("thirty years") << 10'950 * 86'400LL << 600 << TimeStep{Unit::Month, 1};
    QTest::newRow("no room") << 3600LL << 0 << TimeStep{Unit::Minute, 10};
}

void TestTimeAxis::barsHaveNiceWidths()
{
    QFETCH(qint64, span);
    QFETCH(int, pixels);
    QTEST(barStep(span * 1000, pixels), "step");
}

void TestTimeAxis::gridsFollowTheClock_data()
{
    QTest::addColumn<TimeView>("shown");
    QTest::addColumn<TimeStep>("step");
    QTest::addColumn<QTimeZone>("zone");
    QTest::addColumn<QStringList>("edges"); ///< UTC, to the minute
    const auto row = [](const char *name, const TimeView &shown, TimeStep step, const QTimeZone &zone, const QStringList &edges) {
        QTest::newRow(name) << shown << step << zone << edges;
    };
    row("minutes", view("2026-11-20T10:00:30Z", "2026-11-20T10:02:00Z"), {Unit::Minute, 1}, utc,
        {u"20T10:00"_s, u"20T10:01"_s, u"20T10:02"_s});
    row("hours of half an hour's zone", view("2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z"), {Unit::Hour, 1}, kolkata,
        {u"20T09:30"_s, u"20T10:30"_s, u"20T11:30"_s});
    row("days", view("2026-11-20T10:00:00Z", "2026-11-21T10:00:00Z"), {Unit::Day, 1}, utc, {u"20T00:00"_s, u"21T00:00"_s, u"22T00:00"_s});
    row("days of another zone", view("2026-11-20T10:00:00Z", "2026-11-21T10:00:00Z"), {Unit::Day, 1}, berlin,
        {u"19T23:00"_s, u"20T23:00"_s, u"21T23:00"_s});
    row("the day with 25 hours", view("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"), {Unit::Day, 1}, berlin, {u"24T22:00"_s, u"25T23:00"_s});
    row("the day with 23 hours", view("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"), {Unit::Day, 1}, berlin, {u"28T23:00"_s, u"29T22:00"_s});
    row("six hours over the long night", view("2026-10-24T22:00:00Z", "2026-10-25T11:00:00Z"), {Unit::Hour, 6}, berlin,
        {u"24T22:00"_s, u"25T05:00"_s, u"25T11:00"_s});
    row("the hour that comes twice", view("2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z"), {Unit::Hour, 1}, berlin,
        {u"25T00:00"_s, u"25T01:00"_s, u"25T02:00"_s});
    row("weeks begin on Monday", view("2026-11-20T10:00:00Z", "2026-11-24T10:00:00Z"), {Unit::Week, 1}, utc,
        {u"16T00:00"_s, u"23T00:00"_s, u"30T00:00"_s});
    row("months", view("2026-01-31T10:00:00Z", "2026-03-01T10:00:00Z"), {Unit::Month, 1}, utc,
        {u"01T00:00"_s, u"01T00:00"_s, u"01T00:00"_s, u"01T00:00"_s});
}

void TestTimeAxis::gridsFollowTheClock()
{
    QFETCH(TimeView, shown);
    QFETCH(TimeStep, step);
    QFETCH(QTimeZone, zone);
    const FlowGrid grid = barGrid(shown, step, zone);
    QStringList edges;
    for (int i = 0; i <= grid.bars(); ++i)
        edges.append(formatTimestamp(fromMillis(i < grid.bars() ? grid.start(i) : grid.to())).mid(8, 8));
    QTEST(edges, "edges");
}

void TestTimeAxis::gridsCoverEveryView()
{
    for (const QTimeZone &zone : {utc, berlin, kolkata, QTimeZone("America/Sao_Paulo"), QTimeZone("Pacific/Apia")}) {
        for (qint64 span = shortestView; span < longestView; span = span * 3 + 12'345) {
            const TimeView shown{ms("2018-11-03T20:00:00Z"), ms("2018-11-03T20:00:00Z") + span};
            const FlowGrid grid = barGrid(shown, barStep(span, 700), zone);
            QVERIFY(grid.bars() >= 1 && grid.bars() < 400);
            QVERIFY(grid.from() <= shown.from && grid.to() >= shown.to);
            QVERIFY(grid.end(0) > shown.from && grid.start(grid.bars() - 1) < shown.to);
            for (int i = 0; i < grid.bars(); ++i)
                QVERIFY(grid.start(i) < grid.end(i));
        }
    }
    QCOMPARE(barGrid({}, {Unit::Minute, 1}, utc).bars(), 0);
}

void TestTimeAxis::labelsNameWhatBegins_data()
{
    QTest::addColumn<TimeView>("shown");
    QTest::addColumn<TimeStep>("step");
    QTest::addColumn<QString>("labels");
    QTest::newRow("seconds") << view("2026-11-20T10:00:00Z", "2026-11-20T10:00:30Z") << TimeStep{Unit::Second, 15} << u"10:00:00 10:00:15 10:00:30"_s;
    QTest::newRow("hours over midnight") << view("2026-11-20T22:00:00Z", "2026-11-21T02:00:00Z") << TimeStep{Unit::Hour, 1} << u"22:00 23:00 21 Nov 01:00 02:00"_s;
    QTest::newRow("days over the year") << view("2026-12-31T00:00:00Z", "2027-01-02T00:00:00Z") << TimeStep{Unit::Day, 1} << u"31 Dec 2027 2 Jan"_s;
    QTest::newRow("months") << view("2026-11-01T00:00:00Z", "2027-02-01T00:00:00Z") << TimeStep{Unit::Month, 1} << u"Nov Dec 2027 Feb"_s;
    QTest::newRow("years") << view("2024-01-01T00:00:00Z", "2026-01-01T00:00:00Z") << TimeStep{Unit::Year, 1} << u"2024 2025 2026"_s;
    QTest::newRow("none") << TimeView{} << TimeStep{Unit::Year, 1} << QString();
}

void TestTimeAxis::labelsNameWhatBegins()
{
    QFETCH(TimeView, shown);
    QFETCH(TimeStep, step);
    QStringList texts;
    for (const TimeLabel &label : timeLabels(shown, step, utc))
        texts.append(label.text);
    QTEST(texts.join(u' '), "labels");
}

void TestTimeAxis::labelsKeepApart()
{
    for (qint64 span = shortestView; span < longestView; span = span * 3 / 2) {
        const TimeView shown{ms("2026-11-20T10:00:00Z"), ms("2026-11-20T10:00:00Z") + span};
        const QVector<TimeLabel> labels = timeLabels(shown, labelStep(span, 700, 80), berlin);
        QVERIFY(labels.size() < 12);
        for (qsizetype i = 1; i < labels.size(); ++i) // months and days of a clock change are a little shorter than usual
            QVERIFY(double(labels.at(i).at - labels.at(i - 1).at) / double(span) * 700 >= 80 * 0.92);
    }
}

void TestTimeAxis::saysWhatABarCovers_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QTimeZone>("zone");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *from, const char *to, const QTimeZone &zone, const QString &text) {
        QTest::newRow(name) << QString::fromLatin1(from) << QString::fromLatin1(to) << zone << text;
    };
    row("minute", "2026-11-20T10:00:00Z", "2026-11-20T10:01:00Z", utc, u"20 Nov 2026 10:00 to 10:01"_s);
    row("second", "2026-11-20T10:00:05Z", "2026-11-20T10:00:06Z", utc, u"20 Nov 2026 10:00:05 to 10:00:06"_s);
    row("over midnight", "2026-11-20T23:00:00Z", "2026-11-21T01:00:00Z", utc, u"20 Nov 2026 23:00 to 21 Nov 2026 01:00"_s);
    row("day", "2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z", utc, u"Fri 20 Nov 2026"_s);
    row("week", "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z", utc, u"16 Nov to 22 Nov 2026"_s);
    row("week over the year", "2026-12-28T00:00:00Z", "2027-01-04T00:00:00Z", utc, u"28 Dec 2026 to 3 Jan 2027"_s);
    row("month", "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z", utc, u"November 2026"_s);
    row("the hour that comes twice", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", berlin, u"25 Oct 2026 02:00 CEST to 02:00 CET"_s);
    row("local", "2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z", berlin, u"20 Nov 2026 11:00 to 12:00"_s);
}

void TestTimeAxis::saysWhatABarCovers()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QTimeZone, zone);
    QTEST(spanText(toMillis(*parseTimestamp(from)), toMillis(*parseTimestamp(to)), zone), "text");
}

void TestTimeAxis::stacksBars()
{
    const QRectF plot(0, 0, 100, 50);
    const QVector<QVector<qint64>> counts{{10, 0, 1, 0, 3}, {10, 0, 0, 2'000, 3}};
    const auto stacks = barStacks(tens(), counts, {10, 60}, plot, 20);
    QCOMPARE(stacks.size(), 4); // the first one is out of view
    QCOMPARE(stacks.at(0).bar, 1);
    QVERIFY(stacks.at(0).whole.isNull());
    QCOMPARE(stacks.at(1).slot, QRectF(20, 0, 20, 50));
    QVERIFY(stacks.at(1).pieces.at(0).height() >= 1);
    QCOMPARE(stacks.at(2).whole.top(), 0.0); // cut at the top
    QCOMPARE(stacks.at(3).pieces.at(1).bottom(), stacks.at(3).pieces.at(0).top());
    QVERIFY(barStacks(tens(), counts, {10, 60}, plot, 0).isEmpty());
    QVERIFY(barStacks(tens(), counts, {}, plot, 5).isEmpty());
}

void TestTimeAxis::findsPartsOfTheBrush_data()
{
    QTest::addColumn<int>("x");
    QTest::addColumn<int>("part");
    QTest::newRow("left of it") << 100 << int(BrushPart::Outside);
    QTest::newRow("its begin, from outside") << 196 << int(BrushPart::From);
    QTest::newRow("its begin, from inside") << 204 << int(BrushPart::From);
    QTest::newRow("inside") << 250 << int(BrushPart::Body);
    QTest::newRow("its end") << 303 << int(BrushPart::To);
    QTest::newRow("right of it") << 310 << int(BrushPart::Outside);
}

void TestTimeAxis::findsPartsOfTheBrush()
{
    QFETCH(int, x);
    const TimeView shown{0, 500};
    const QRectF plot(0, 0, 500, 100);
    QTEST(int(brushPartAt(TimeBrush{200, 300}, shown, plot, x)), "part");
}

void TestTimeAxis::brushesWholeBars_data()
{
    QTest::addColumn<qint64>("a");
    QTest::addColumn<qint64>("b");
    QTest::addColumn<QString>("brush");
    QTest::newRow("one bar") << 12LL << 17LL << u"10-20"_s;
    QTest::newRow("to the right") << 12LL << 31LL << u"10-40"_s;
    QTest::newRow("to the left") << 31LL << 12LL << u"10-40"_s;
    QTest::newRow("over both ends") << -50LL << 99LL << u"0-50"_s;
}

void TestTimeAxis::brushesWholeBars()
{
    QFETCH(qint64, a);
    QFETCH(qint64, b);
    QTEST(textOf(*brushOver(a, b, tens())), "brush");
    QVERIFY(!brushOver(a, b, FlowGrid()));
}

void TestTimeAxis::dragsTheBrush_data()
{
    QTest::addColumn<TimeBrush>("brush");
    QTest::addColumn<int>("part");
    QTest::addColumn<qint64>("pressed");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<QString>("result");
    const TimeBrush middle{10, 30};
    QTest::newRow("end to the right") << middle << int(BrushPart::To) << 30LL << 41LL << u"10-40"_s;
    QTest::newRow("end to the nearest edge") << middle << int(BrushPart::To) << 30LL << 36LL << u"10-40"_s;
    QTest::newRow("end grabbed beside it") << middle << int(BrushPart::To) << 32LL << 42LL << u"10-40"_s;
    QTest::newRow("end past the begin") << middle << int(BrushPart::To) << 30LL << 1LL << u"0-10"_s;
    QTest::newRow("end onto the begin") << middle << int(BrushPart::To) << 30LL << 11LL << u"10-20"_s;
    QTest::newRow("begin to the left") << middle << int(BrushPart::From) << 10LL << 2LL << u"0-30"_s;
    QTest::newRow("begin past the end") << middle << int(BrushPart::From) << 10LL << 49LL << u"30-50"_s;
    QTest::newRow("begin onto the end") << middle << int(BrushPart::From) << 10LL << 30LL << u"20-30"_s;
    QTest::newRow("body") << middle << int(BrushPart::Body) << 15LL << 24LL << u"20-40"_s;
    QTest::newRow("body of one that was typed") << TimeBrush{13, 17} << int(BrushPart::Body) << 15LL << 25LL << u"20-24"_s;
    QTest::newRow("open end: begin moves") << TimeBrush{10, std::nullopt} << int(BrushPart::From) << 10LL << 21LL << u"20-*"_s;
    QTest::newRow("open begin: end moves") << TimeBrush{std::nullopt, 30} << int(BrushPart::To) << 30LL << 21LL << u"*-20"_s;
    QTest::newRow("open end: body moves") << TimeBrush{10, std::nullopt} << int(BrushPart::Body) << 10LL << 21LL << u"20-*"_s;
}

void TestTimeAxis::dragsTheBrush()
{
    QFETCH(TimeBrush, brush);
    QFETCH(int, part);
    QFETCH(qint64, pressed);
    QFETCH(qint64, now);
    QTEST(textOf(brushDragged(brush, BrushPart(part), pressed, now, tens())), "result");
    QCOMPARE(brushDragged(brush, BrushPart(part), pressed, now, FlowGrid()), brush);
}

void TestTimeAxis::movesTheBrushByKeys()
{
    const FlowGrid grid = tens();
    const auto brush = keyBrushFor({10, 30}, grid);
    QVERIFY(brush);
    QCOMPARE(*brush, (KeyBrush{1, 2}));
    QCOMPARE(textOf(extended(*brush, 1, 5).over(grid)), u"10-40"_s);
    QCOMPARE(textOf(extended(*brush, -2, 5).over(grid)), u"0-20"_s); // the other way round
    QCOMPARE(textOf(extended(*brush, 9, 5).over(grid)), u"10-50"_s);
    QCOMPARE(textOf(moved(*brush, 1, 5).over(grid)), u"20-40"_s);
    QCOMPARE(textOf(moved(*brush, 9, 5).over(grid)), u"30-50"_s);
    QCOMPARE(textOf(moved(*brush, -9, 5).over(grid)), u"0-20"_s);
    QVERIFY(!keyBrushFor({70, 90}, grid));
    QVERIFY(!keyBrushFor({10, 20}, FlowGrid()));
    QCOMPARE(*keyBrushFor({20, std::nullopt}, grid), (KeyBrush{2, 4}));
    QCOMPARE(nearestEdge(14, grid), 10);
    QCOMPARE(nearestEdge(16, grid), 20);
    QCOMPARE(nearestEdge(900, grid), 50);
}

QTEST_GUILESS_MAIN(TestTimeAxis)
#include "tst_timeaxis.moc"
