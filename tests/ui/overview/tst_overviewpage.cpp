// SPDX-License-Identifier: Apache-2.0
// covers: ui/overview/overviewtext.cpp ui/overview/attentionlist.cpp ui/overview/firstevent.cpp
#include "ui/overview/overviewpage.h"

#include "ui/overview/attentionlist.h"
#include "ui/overview/firstevent.h"
#include "ui/overview/overviewtext.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/volumechart.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class TestOverviewPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void attentionHasReasonAndButton_data();
    void attentionHasReasonAndButton();
    void tilesSpeakOfTheirWorst();
    void everyHealthHasWords();
    void firstEventPanelUntilSomethingArrives();
    void copiesTheAddress();
    void showsStates();
    void buttonGivesItsItem();
    void namesOfCustomersStayPlain();
    void emptyListIsGoodNews();
    void chartClickAsksForEvents();

private:
    ThemeController m_theme;
    Timestamp m_now = fromMillis(1'795'185'128'000);
};

using Kind = AttentionItem::Kind;

namespace {

AttentionItem item(Kind kind, Health health = Health::Broken)
{
    AttentionItem made;
    made.kind = kind;
    made.health = health;
    made.integrationId = u"personio:1"_s;
    made.organization = u"Acme"_s;
    made.tool = u"personio"_s;
    made.count = 3;
    return made;
}

OverviewData busy()
{
    OverviewData data;
    data.totals.stored = 100;
    data.totals.lastHour = 7;
    data.integrations = 4;
    data.health = {{Health::Healthy, 4}};
    return data;
}

Button *button(QWidget &parent, const QString &text)
{
    const QList<Button *> all = parent.findChildren<Button *>();
    for (Button *one : all)
        if (one->text() == text)
            return one;
    return nullptr;
}

} // namespace

void TestOverviewPage::attentionHasReasonAndButton_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("title");
    QTest::addColumn<bool>("bad");
    QTest::newRow("rejected") << int(Kind::RejectedDeliveries) << u"3 deliveries were rejected"_s << true;
    QTest::newRow("unchecked") << int(Kind::UncheckedEvents) << u"3 events are unchecked"_s << false;
    QTest::newRow("integration") << int(Kind::Integration) << u"Acme · Personio"_s << true;
    QTest::newRow("fetch") << int(Kind::FailedFetch) << u"Fetch failed: Acme · Personio"_s << true;
}

void TestOverviewPage::attentionHasReasonAndButton()
{
    QFETCH(int, kind);
    AttentionItem given = item(Kind(kind));
    given.reason = u"Because."_s;
    given.at = m_now - std::chrono::minutes(12);
    const AttentionLine line = attentionLine(given, m_now);
    QTEST(line.title, "title");
    QFETCH(bool, bad);
    QCOMPARE(line.tone, bad ? Tone::Bad : Tone::Warning);
    QCOMPARE(line.reason, u"Because."_s);
    QVERIFY(!line.action.isEmpty());
    QVERIFY(!line.since.isEmpty());
    QVERIFY(line.icon != Icon::None);
    // Without a reason of its own the page has one where the kind says it all.
    if (Kind(kind) == Kind::RejectedDeliveries || Kind(kind) == Kind::UncheckedEvents)
        QVERIFY(!attentionLine(item(Kind(kind)), m_now).reason.isEmpty());
    AttentionItem single = item(Kind(kind));
    single.count = 1;
    QVERIFY(!attentionLine(single, m_now).title.contains(u'3'));
}

void TestOverviewPage::tilesSpeakOfTheirWorst()
{
    OverviewData data = busy();
    QCOMPARE(integrationsTile(data).tone, Tone::Good);
    data.health = {{Health::Healthy, 2}, {Health::Waiting, 2}};
    QCOMPARE(integrationsTile(data).tone, Tone::Info);
    data.health = {{Health::Healthy, 3}, {Health::Attention, 1}};
    QCOMPARE(integrationsTile(data).tone, Tone::Warning);
    QCOMPARE(integrationsTile(data).delta, u"1 needs attention"_s);
    data.health = {{Health::Broken, 1}, {Health::Attention, 1}, {Health::Healthy, 2}};
    QCOMPARE(integrationsTile(data).tone, Tone::Bad);
    QCOMPARE(integrationsTile(data).delta, u"2 need attention"_s);
    QCOMPARE(rejectedTile(data, m_now).tone, Tone::Good);
    data.totals.unchecked = 5;
    QCOMPARE(rejectedTile(data, m_now).tone, Tone::Warning);
    data.totals.rejected = 2;
    QCOMPARE(rejectedTile(data, m_now).tone, Tone::Bad);
    QCOMPARE(fetchTile(data, m_now).value, u"0"_s);
    RunRow run;
    for (const auto &[state, tone] : {std::pair{RunState::Complete, Tone::Good}, {RunState::Failed, Tone::Bad},
                                      {RunState::Waiting, Tone::Warning}, {RunState::Running, Tone::Accent},
                                      {RunState::Cancelled, Tone::Neutral}}) {
        run.state = state;
        data.lastRun = run;
        QCOMPARE(fetchTile(data, m_now).tone, tone);
        QVERIFY(!fetchTile(data, m_now).delta.isEmpty());
    }
    QCOMPARE(hourTile(data).value, u"7"_s);
}

void TestOverviewPage::everyHealthHasWords()
{
    for (int i = int(Health::Deleted); i <= int(Health::Healthy); ++i)
        QVERIFY(!healthLabel(Health(i)).isEmpty());
    QCOMPARE(healthTone(Health::Broken), Tone::Bad);
    QCOMPARE(healthTone(Health::Unknown), Tone::Neutral);
}

void TestOverviewPage::firstEventPanelUntilSomethingArrives()
{
    QVERIFY(nothingArrived({}));
    OverviewPage page;
    page.setState(LoadState::Ready);
    page.setData({}, m_now);
    page.resize(1000, 700);
    page.show();
    auto *first = page.findChild<FirstEvent *>();
    QVERIFY(first->isVisible());
    OverviewData rejectedOnly;
    rejectedOnly.totals.rejected = 1; // something arrived: hiding it behind a welcome would be wrong
    page.setData(rejectedOnly, m_now);
    QVERIFY(!first->isVisible());
}

void TestOverviewPage::copiesTheAddress()
{
    OverviewPage page;
    page.setState(LoadState::Ready);
    page.setListener(u"http://127.0.0.1:7390/webhooks/kombo"_s, u"Listening"_s, Tone::Good);
    button(page, u"Copy the address"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:7390/webhooks/kombo"_s);
    page.setListener({}, u"Port 7390 is taken"_s, Tone::Bad);
    QVERIFY(button(page, u"Copy the address"_s)->isHidden());
    QSignalSpy secret(&page, &OverviewPage::secretRequested);
    QSignalSpy sandbox(&page, &OverviewPage::sandboxRequested);
    button(page, u"Set the webhook secret…"_s)->click();
    button(page, u"Try the sandbox first"_s)->click();
    QCOMPARE(secret.size(), 1);
    QCOMPARE(sandbox.size(), 1);
}

void TestOverviewPage::showsStates()
{
    OverviewPage page;
    page.show();
    page.setState(LoadState::Failed, u"The data file is damaged."_s);
    EmptyState *message = nullptr;
    const QList<EmptyState *> all = page.findChildren<EmptyState *>();
    for (EmptyState *one : all)
        if (one->isVisible())
            message = one;
    QVERIFY(message);
    QCOMPARE(message->text().sentence, u"The data file is damaged."_s);
    QSignalSpy retry(&page, &OverviewPage::retryRequested);
    message->findChild<Button *>()->click();
    QCOMPARE(retry.size(), 1);
    page.setState(LoadState::Loading);
    QVERIFY(message->text().action.isEmpty());
    page.setState(LoadState::Ready);
    page.setData(busy(), m_now);
    QVERIFY(!message->isVisible());
}

void TestOverviewPage::buttonGivesItsItem()
{
    AttentionList list;
    QSignalSpy activated(&list, &AttentionList::activated);
    list.setItems({item(Kind::RejectedDeliveries), item(Kind::FailedFetch)}, m_now);
    const QList<Button *> before = list.findChildren<Button *>();
    button(list, u"Show the run"_s)->click();
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().value<AttentionItem>(), item(Kind::FailedFetch));
    list.setItems({item(Kind::UncheckedEvents), item(Kind::FailedFetch)}, m_now); // rows stay where they are
    QCOMPARE(list.findChildren<Button *>(), before);
    list.setItems({item(Kind::UncheckedEvents)}, m_now);
    QVERIFY(!button(list, u"Show the run"_s));
}

void TestOverviewPage::namesOfCustomersStayPlain()
{
    AttentionList list;
    AttentionItem naughty = item(Kind::Integration);
    naughty.organization = u"<img src=x> & \u202Eevil"_s;
    list.setItems({naughty}, m_now);
    bool found = false;
    const QList<Label *> labels = list.findChildren<Label *>();
    for (const Label *label : labels) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        found = found || label->text().startsWith(naughty.organization);
    }
    QVERIFY(found);
}

void TestOverviewPage::emptyListIsGoodNews()
{
    AttentionList list;
    list.setItems({}, m_now);
    QVERIFY(!list.findChild<EmptyState *>()->isHidden());
    list.setItems({item(Kind::Integration)}, m_now);
    QVERIFY(list.findChild<EmptyState *>()->isHidden());
}

void TestOverviewPage::chartClickAsksForEvents()
{
    OverviewPage page;
    OverviewData data = busy();
    VolumeBar bar;
    bar.start = m_now;
    bar.verified = 5;
    bar.rejected = 1;
    data.volume = {bar};
    page.setState(LoadState::Ready);
    page.setData(data, m_now);
    auto *chart = page.findChild<VolumeChart *>();
    QCOMPARE(chart->bars().first().counts, (QVector<qint64>{5, 0, 1}));
    QSignalSpy asked(&page, &OverviewPage::eventsRequested);
    Q_EMIT chart->spanChosen(1, 2);
    QCOMPARE(asked.size(), 1);
}

QTEST_MAIN(TestOverviewPage)
#include "tst_overviewpage.moc"
