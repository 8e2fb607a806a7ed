// SPDX-License-Identifier: Apache-2.0
// covers: ui/widgets/card.cpp ui/widgets/sparkline.cpp ui/widgets/pill.cpp ui/widgets/banner.cpp ui/widgets/emptystate.cpp
#include "ui/widgets/stattile.h"

#include "ui/theme/themecontroller.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/sparkline.h"

#include <QApplication>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace console;

class TestStatTile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nameFollowsTheValue();
    void narrowTileDropsItsLine();
    void cardTitleComesAndGoes();
    void pillIsAsWideAsItsText();
    void pillNeverLeavesItsRoom();
    void pillLabelIsNamed();
    void bannerSaysItsToneInWords();
    void bannerHasOnlyTheAskedButtons();
    void emptyStateTellsItsAction();

private:
    ThemeController m_theme;
};

void TestStatTile::nameFollowsTheValue()
{
    StatTile tile(u"Throughput"_s, Icon::Activity);
    QCOMPARE(tile.accessibleName(), u"Throughput: –"_s);
    tile.setValue({u"128.4"_s, u"/min"_s, u"6.2 % more than an hour ago"_s, Tone::Good, {1, 2, 3}});
    QCOMPARE(tile.accessibleName(), u"Throughput: 128.4 /min. 6.2 % more than an hour ago"_s);
    tile.setValue({u"0"_s, {}, {}, Tone::Neutral, {}});
    QCOMPARE(tile.accessibleName(), u"Throughput: 0"_s);
}

void TestStatTile::narrowTileDropsItsLine()
{
    StatTile tile(u"Throughput"_s, Icon::Activity);
    tile.setValue({u"128.4"_s, u"/min"_s, {}, Tone::Good, {1, 2, 3}});
    auto *line = tile.findChild<Sparkline *>();
    tile.show();
    tile.resize(300, 90);
    QVERIFY(line->isVisible());
    tile.resize(140, 90);
    QVERIFY(!line->isVisible());
    tile.resize(300, 90);
    tile.setValue({u"1"_s, {}, {}, Tone::Neutral, {5}}); // one point is no line
    QVERIFY(!line->isVisible());
}

void TestStatTile::cardTitleComesAndGoes()
{
    Card card;
    auto *title = card.findChild<Label *>();
    QVERIFY(title->isHidden());
    card.setTitle(u"Events per minute"_s);
    QVERIFY(!title->isHidden());
    QCOMPARE(card.accessibleName(), u"Events per minute"_s);
    card.setFlush(true);
    QCOMPARE(card.layout()->contentsMargins().left(), 1);
    card.setFlush(false);
    QVERIFY(card.layout()->contentsMargins().left() > 8);
}

void TestStatTile::pillIsAsWideAsItsText()
{
    QVERIFY(pillSize({u"Partially failed"_s, Tone::Warning, Icon::None}).width() > pillSize({u"Ok"_s, Tone::Good, Icon::None}).width());
    QVERIFY(pillSize({u"Ok"_s, Tone::Good, Icon::Check}).width() > pillSize({u"Ok"_s, Tone::Good, Icon::None}).width());
}

void TestStatTile::pillNeverLeavesItsRoom()
{
    QImage image(100, 40, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintPill(makeTheme(false, Density::Comfortable), painter, QRectF(10, 10, 50, 20),
              {u"An endless state name <b>that</b> nobody foresaw"_s, Tone::Bad, Icon::None});
    painter.end();
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (x < 10 || x > 60 || y < 8 || y > 31)
                QCOMPARE(image.pixelColor(x, y), QColor(Qt::white));
}

void TestStatTile::pillLabelIsNamed()
{
    PillLabel label({u"Verified"_s, Tone::Good, Icon::None});
    QCOMPARE(label.accessibleName(), u"Verified"_s);
    label.setPill({u"Rejected"_s, Tone::Bad, Icon::None});
    QCOMPARE(label.accessibleName(), u"Rejected"_s);
    QCOMPARE(label.pill().tone, Tone::Bad);
    QVERIFY(label.minimumSizeHint().width() <= label.sizeHint().width());
}

void TestStatTile::bannerSaysItsToneInWords()
{
    Banner banner;
    banner.setMessage(Tone::Bad, u"Port 7390 is taken"_s, u"<a href='x'>node</a> listens there."_s, u"Choose a port…"_s);
    QCOMPARE(banner.accessibleName(), u"Error: Port 7390 is taken"_s);
    banner.setMessage(Tone::Warning, u"No secret"_s, {});
    QCOMPARE(banner.accessibleName(), u"Warning: No secret"_s);
    banner.setMessage(Tone::Info, {}, u"News"_s);
    QCOMPARE(banner.accessibleName(), u"Note: News"_s);
    const QList<Label *> labels = banner.findChildren<Label *>();
    for (const Label *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestStatTile::bannerHasOnlyTheAskedButtons()
{
    Banner banner;
    banner.setMessage(Tone::Warning, u"Disk full"_s, u"Free some space."_s, {}, false);
    const QList<Button *> buttons = banner.findChildren<Button *>();
    for (const Button *button : buttons)
        QVERIFY(button->isHidden());
    banner.setMessage(Tone::Warning, u"No secret"_s, {}, u"Set it…"_s, true);
    QSignalSpy acted(&banner, &Banner::actionTriggered);
    QSignalSpy gone(&banner, &Banner::dismissed);
    for (Button *button : buttons) {
        QVERIFY(!button->isHidden());
        button->click();
    }
    QCOMPARE(acted.size(), 1);
    QCOMPARE(gone.size(), 1);
    QCOMPARE(banner.tone(), Tone::Warning);
}

void TestStatTile::emptyStateTellsItsAction()
{
    EmptyState state;
    state.setText({Icon::Inbox, Tone::Neutral, u"No events yet"_s, u"They show up here."_s, u"Show the address"_s});
    QCOMPARE(state.accessibleName(), u"No events yet"_s);
    QCOMPARE(state.accessibleDescription(), u"They show up here."_s);
    QSignalSpy acted(&state, &EmptyState::actionTriggered);
    auto *button = state.findChild<Button *>();
    QVERIFY(!button->isHidden());
    button->click();
    QCOMPARE(acted.size(), 1);
    state.setText({Icon::Inbox, Tone::Neutral, u"Nothing"_s, {}, {}});
    QVERIFY(button->isHidden());
}

QTEST_MAIN(TestStatTile)
#include "tst_stattile.moc"
