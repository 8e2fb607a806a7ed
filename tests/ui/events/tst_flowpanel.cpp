// SPDX-License-Identifier: Apache-2.0
// covers: ui/events/flowpanel.cpp ui/events/flowrules.cpp
#include "ui/events/flowpanel.h"

#include "tests/support/livingstore.h"
#include "tests/support/pageprobe.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QComboBox>
#include <QLayout>
#include <QSettings>

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(console::ListenerGap)

namespace {

const Timestamp now = *parseTimestamp(u"2026-11-20T14:32:10.000Z");
constexpr qint64 minute = 60'000;

Filter filterOf(const QString &text)
{
    return *parseFilter(text, now);
}

/// Minutes before `now`: `-120…0`, `*` for an open end; `none`.
QString textOf(const std::optional<TimeBrush> &brush)
{
    if (!brush)
        return u"none"_s;
    const auto end = [](const std::optional<qint64> &at) { return at ? QString::number((*at - toMillis(now)) / minute) : u"*"_s; };
    return end(brush->from) + u"…"_s + end(brush->to);
}

struct Shown
{
    explicit Shown(FilledStore &store, QSettings *settings = nullptr)
        : loader(*store.pool, *store.watch, store.clock), panel(loader, store.clock, settings)
    {
        panel.histogram()->setTimeZone(QTimeZone::utc());
        panel.resize(900, 160);
        panel.show(store.environment, {});
        panel.QWidget::show();
    }
    [[nodiscard]] bool whole()
    {
        return QTest::qWaitFor([this] {
            return !loader.counting() && loader.counts().grid() == panel.histogram()->grid() && panel.histogram()->grid().bars() > 0;
        });
    }
    [[nodiscard]] TimeView view() const { return panel.histogram()->view(); }
    [[nodiscard]] qint64 total() const
    {
        qint64 sum = 0;
        for (int bar = 0; bar < panel.histogram()->data().grid.bars(); ++bar)
            sum += panel.histogram()->barTotal(bar);
        return sum;
    }
    VolumeLoader loader;
    FlowPanel panel;
};

} // namespace

class TestFlowPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheBrushFromAFilter_data();
    void readsTheBrushFromAFilter();
    void countsAroundTheBrush();
    void stacksByVerdictAndCategory();
    void saysWhatAGapMeans_data();
    void saysWhatAGapMeans();
    void liveViewsEndWithTheBarOfNow();
    void showsTheLastHourAtFirst();
    void followsThePresent();
    void rangesChangeTheView();
    void endAndHomeKeys();
    void showsASpanThatWasTyped();
    void brushAsksForASpan();
    void splitsByCategory();
    void drawsGaps();
    void foldsAndRemembers();
    void controlsAreNamed();
    void fitsANarrowWindow();

private:
    ThemeController m_theme;

public:
    TestFlowPanel() { QLocale::setDefault(QLocale::c()); }
};

void TestFlowPanel::readsTheBrushFromAFilter_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("brush");
    QTest::addColumn<QString>("rest");
    const auto row = [](const char *name, const char *filter, const QString &brush, const char *rest) {
        QTest::newRow(name) << QString::fromLatin1(filter) << brush << QString::fromLatin1(rest);
    };
    row("nothing", "", u"none"_s, "");
    row("no time", "type:x", u"none"_s, "type:x");
    row("since", "since:2h", u"-120…*"_s, "");
    row("until", "until:1h", u"*…-60"_s, "");
    row("both", "type:x since:2h until:1h tool:y", u"-120…-60"_s, "type:x tool:y");
    row("the narrower of several", "since:3h since:2h until:30m until:1h", u"-120…-60"_s, "");
    row("not since", "-since:1h", u"*…-60"_s, "");
    row("not until", "-until:2h since:3h", u"-120…*"_s, "");
    row("nothing is left", "since:1h until:2h", u"none"_s, "");
    row("in a group it is no brush", "(since:2h or type:x)", u"none"_s, "(since:2h or type:x)");
}

void TestFlowPanel::readsTheBrushFromAFilter()
{
    QFETCH(QString, filter);
    QFETCH(QString, rest);
    QTEST(textOf(brushOf(filterOf(filter))), "brush");
    QCOMPARE(withoutSpan(filterOf(filter)), filterOf(rest));
}

void TestFlowPanel::countsAroundTheBrush()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.whole());
    const qint64 all = shown.total();
    QVERIFY(all > 900);
    shown.panel.show(store.environment, filterOf(u"since:20m until:10m"_s));
    QVERIFY(shown.whole());
    QCOMPARE(shown.total(), all);
    QCOMPARE(textOf(shown.panel.histogram()->brush()), u"-20…-10"_s);
}

void TestFlowPanel::stacksByVerdictAndCategory()
{
    FlowCounts counts(FlowGrid({0, 10, 20}));
    counts.add(Verdict::Verified, u"ATS"_s, 1, 3);
    counts.add(Verdict::Unchecked, u"HRIS"_s, 1, 2);
    counts.add(Verdict::Verified, u"HRIS"_s, 11, 5);
    counts.add(Verdict::Verified, QString(), 11, 1);
    counts.add(Verdict::Verified, u"NEW"_s, 11, 4);
    counts.add(Verdict::Verified, u"NEWER"_s, 11, 4);
    counts.add(Verdict::Rejected, QString(), 11, 9);
    counts.add(Verdict::Verified, u"LMS"_s, 11, 0);
    const auto names = [](const HistogramData &data) {
        QStringList list;
        for (qsizetype i = 0; i < data.series.size(); ++i)
            list.append(data.series.at(i).name + u' ' + QString::number(data.counts.at(i).at(0)) + u'/' + QString::number(data.counts.at(i).at(1)));
        return list.join(u", ");
    };
    QCOMPARE(names(histogramOf(counts, FlowSplit::Verdict)), u"Verified 3/14, Unchecked 2/0, Rejected 0/9"_s);
    QCOMPARE(names(histogramOf(counts, FlowSplit::Category)), u"HRIS 2/5, ATS 3/0, Other categories 0/8, No category 0/1, Rejected 0/9"_s);
    const HistogramData data = histogramOf(counts, FlowSplit::Category);
    for (qsizetype i = 0; i < data.series.size(); ++i)
        for (qsizetype k = 0; k < i; ++k)
            QVERIFY(seriesColour(data.series.at(i), makeTheme(false, Density::Comfortable)) != seriesColour(data.series.at(k), makeTheme(false, Density::Comfortable)));
    QCOMPARE(names(histogramOf(FlowCounts(FlowGrid({0, 10, 20})), FlowSplit::Category)), QString());
}

void TestFlowPanel::saysWhatAGapMeans_data()
{
    QTest::addColumn<ListenerGap>("gap");
    QTest::addColumn<QString>("begin");
    const Timestamp from = now - 3h;
    QTest::newRow("over") << ListenerGap{from, from + 2h + 13min, true, false} << u"Not listening: 20 Nov 2026 11:32:10 to 13:45:10 (2 h 13 min)."_s;
    QTest::newRow("still") << ListenerGap{from, now, true, true} << u"Not listening now: 20 Nov 2026 11:32:10 to 14:32:10 (3 h 00 min so far)."_s;
    QTest::newRow("killed") << ListenerGap{from, now, false, false}
                            << u"Not listening: 20 Nov 2026 11:32:10 to 14:32:10 (3 h 00 min)."_s;
}

void TestFlowPanel::saysWhatAGapMeans()
{
    QFETCH(ListenerGap, gap);
    const QStringList lines = gapText(gap, QTimeZone::utc()).split(u'\n');
    QTEST(lines.first(), "begin");
    QVERIFY(lines.at(lines.size() - 2).contains(u"may be lost"_s));
    QCOMPARE(lines.size(), gap.sharp ? 3 : 4);
    QCOMPARE(lines.at(1).contains(u"without a word"_s), !gap.sharp);
}

void TestFlowPanel::liveViewsEndWithTheBarOfNow()
{
    const qint64 at = toMillis(now);
    QCOMPARE(liveView(60 * minute, at, 600, QTimeZone::utc()).to, toMillis(*parseTimestamp(u"2026-11-20T14:33:00Z")));
    QCOMPARE(liveView(24 * 60 * minute, at, 600, QTimeZone::utc()).to, toMillis(*parseTimestamp(u"2026-11-20T15:00:00Z")));
    QCOMPARE(liveView(60 * minute, at, 600, QTimeZone::utc()).span(), 60 * minute);
    QCOMPARE(flowRanges().size(), flowRangeNames().size());
}

void TestFlowPanel::showsTheLastHourAtFirst()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.whole());
    QCOMPARE(shown.view().span(), 60 * minute);
    QVERIFY(shown.view().to >= toMillis(store.clock->now()));
    QVERIFY(shows(shown.panel, u"Events per minute"_s));
    QVERIFY(shown.panel.findChild<ChartLegend *>()->accessibleName().contains(u"Rejected"_s));
    QCOMPARE(shown.panel.histogram()->accessibleName(), u"Event volume"_s);
    QVERIFY(shown.panel.histogram()->accessibleDescription().contains(u"in all from"_s));
}

void TestFlowPanel::followsThePresent()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.whole());
    const qint64 before = shown.total();
    store.clock->set(store.clock->now() + 2min);
    QVERIFY(store.deliver({{dataChangedBody(99'000)}}));
    QTRY_VERIFY(shown.view().to >= toMillis(store.clock->now()));
    QTRY_VERIFY(shown.whole() && shown.total() != before);
    // A person who looked elsewhere stays there.
    QTest::keyClick(shown.panel.histogram(), Qt::Key_Left);
    QTest::keyClick(shown.panel.histogram(), Qt::Key_Left);
    const TimeView elsewhere = shown.view();
    store.clock->set(store.clock->now() + 5min);
    shown.panel.resize(901, 160); // looks at the present again
    QCOMPARE(shown.view(), elsewhere);
    QCOMPARE(shown.panel.findChild<SegmentedControl *>()->current(), -1);
}

void TestFlowPanel::rangesChangeTheView()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.whole());
    auto *ranges = shown.panel.findChild<SegmentedControl *>();
    for (int i = 0; i + 1 < flowRanges().size(); ++i) {
        QTest::mouseClick(ranges->findChildren<QAbstractButton *>().at(i), Qt::LeftButton);
        QCOMPARE(shown.view().span(), flowRanges().at(i));
        QVERIFY(shown.whole());
    }
    QVERIFY(shows(shown.panel, u"Events per 6 hours"_s) || shows(shown.panel, u"Events per 12 hours"_s));
    QTest::mouseClick(ranges->findChildren<QAbstractButton *>().last(), Qt::LeftButton);
    QVERIFY(shown.whole());
    QTRY_VERIFY(shown.view().from <= toMillis(shown.loader.extent()->first) && shown.view().to > toMillis(store.clock->now()));
    QVERIFY(shown.view().span() < 70 * minute); // all there is
}

void TestFlowPanel::endAndHomeKeys()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.whole());
    QTest::keyClick(shown.panel.histogram(), Qt::Key_Plus);
    QTest::keyClick(shown.panel.histogram(), Qt::Key_Left);
    QVERIFY(shown.view().to < toMillis(store.clock->now()));
    const qint64 span = shown.view().span();
    QTest::keyClick(shown.panel.histogram(), Qt::Key_End);
    QVERIFY(shown.view().to >= toMillis(store.clock->now()));
    QCOMPARE(shown.view().span(), span);
    QTest::keyClick(shown.panel.histogram(), Qt::Key_Home);
    QCOMPARE(shown.panel.findChild<SegmentedControl *>()->current(), int(flowRanges().size()) - 1);
}

void TestFlowPanel::showsASpanThatWasTyped()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.whole());
    const TimeView before = shown.view();
    shown.panel.show(store.environment, filterOf(u"since:20m until:10m"_s));
    QCOMPARE(shown.view(), before); // it is in sight
    shown.panel.show(store.environment, filterOf(u"since:3d until:2d"_s));
    QVERIFY(shown.view().from < toMillis(now - 72h) && shown.view().to > toMillis(now - 48h));
    shown.panel.show(store.environment, filterOf(u"since:5h"_s));
    QVERIFY(shown.view().from < toMillis(now - 5h) && shown.view().to >= toMillis(now));
    QVERIFY(shown.view().to < toMillis(now + 1h));
}

void TestFlowPanel::brushAsksForASpan()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.whole());
    QSignalSpy chosen(&shown.panel, &FlowPanel::spanChosen);
    QSignalSpy cleared(&shown.panel, &FlowPanel::spanCleared);
    QTest::keyClick(shown.panel.histogram(), Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(shown.panel.histogram(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().at(1).toLongLong() - chosen.first().at(0).toLongLong(), minute);
    QTest::keyClick(shown.panel.histogram(), Qt::Key_Escape);
    QCOMPARE(cleared.size(), 1);
}

void TestFlowPanel::splitsByCategory()
{
    LivingStore store;
    Shown shown(store);
    QVERIFY(shown.whole());
    const qint64 all = shown.total();
    auto *splits = named<QComboBox>(shown.panel, u"Split the volume"_s);
    splits->setCurrentIndex(1);
    Q_EMIT splits->activated(1);
    QCOMPARE(shown.total(), all);
    QCOMPARE(shown.panel.histogram()->data().series.first().name, u"HRIS"_s);
    QVERIFY(shown.panel.findChild<ChartLegend *>()->accessibleName().contains(u"HRIS"_s));
}

void TestFlowPanel::drawsGaps()
{
    LivingStore store;
    QVERIFY(store.write([](WriteTransaction &transaction) -> Result<void> {
        const auto first = transaction.beginListening(now - 3h);
        const auto ended = first ? transaction.noteListening(*first, now - 30min, true) : tl::unexpected<Error>(first.error());
        return (ended ? transaction.beginListening(now - 20min) : tl::unexpected<Error>(ended.error())).map([](qint64) {});
    }));
    Shown shown(store);
    QVERIFY(shown.whole());
    Histogram *histogram = shown.panel.histogram();
    const qreal inGap = positionOf(toMillis(now - 25min), histogram->view(), histogram->plot());
    QVERIFY(histogram->textAt(inGap).contains(u"Not listening: 20 Nov 2026 14:02:10 to 14:12:10 (10 min 00 s)."_s));
    QVERIFY(histogram->accessibleDescription().contains(u"Not listening"_s));
}

void TestFlowPanel::foldsAndRemembers()
{
    LivingStore store;
    QTemporaryDir folder;
    QSettings settings(folder.path() + u"/s.ini"_s, QSettings::IniFormat);
    {
        Shown shown(store, &settings);
        const int high = shown.panel.sizeHint().height();
        QTest::mouseClick(named<Button>(shown.panel, u"Fold the volume away"_s), Qt::LeftButton);
        QVERIFY(shown.panel.isFolded());
        QVERIFY(!shown.panel.histogram()->isVisible());
        QTRY_VERIFY(shown.panel.sizeHint().height() < high - 60);
    }
    Shown shown(store, &settings);
    QVERIFY(shown.panel.isFolded());
    QTest::mouseClick(named<Button>(shown.panel, u"Show the volume"_s), Qt::LeftButton);
    QVERIFY(shown.panel.histogram()->isVisible());
    QVERIFY(shown.whole());
    QVERIFY(shown.total() > 0);
}

void TestFlowPanel::controlsAreNamed()
{
    LivingStore store;
    Shown shown(store);
    QCOMPARE(sharedNames(shown.panel), QStringList());
    for (const QWidget *widget : shown.panel.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty()), widget->metaObject()->className());
    }
}

void TestFlowPanel::fitsANarrowWindow()
{
    LivingStore store;
    QWidget window;
    Shown shown(store);
    shown.panel.setParent(&window);
    window.resize(1200, 400);
    window.show();
    shown.panel.QWidget::show();
    QVERIFY(shown.panel.minimumSizeHint().height() <= 130);
    shown.panel.resize(440, 110);
    QVERIFY(!shown.panel.findChild<ChartLegend *>()->isVisible());
    QVERIFY(!shown.panel.findChild<SegmentedControl *>()->isVisible());
    QVERIFY(shown.panel.layout()->minimumSize().width() <= 440);
    for (QComboBox *list : shown.panel.findChildren<QComboBox *>())
        if (list->accessibleName() == u"Time shown"_s)
            Q_EMIT list->activated(2);
    QCOMPARE(shown.view().span(), flowRanges().at(2));
    shown.panel.resize(1000, 160);
    QVERIFY(shown.panel.findChild<ChartLegend *>()->isVisible());
    QCOMPARE(shown.panel.findChild<SegmentedControl *>()->current(), 2);
    shown.panel.setParent(nullptr);
}

QTEST_MAIN(TestFlowPanel)
#include "tst_flowpanel.moc"
