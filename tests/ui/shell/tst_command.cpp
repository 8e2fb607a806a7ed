// SPDX-License-Identifier: Apache-2.0
// covers: ui/shell/commandpalette.cpp
#include "ui/shell/command.h"

#include "ui/shell/commandpalette.h"
#include "ui/theme/themecontroller.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class TestCommand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
    void filtersAndRuns();
    void arrowsGoAround();
    void escapeGivesTheFocusBack();
    void nothingMatches();
    void clickBesideCloses();

private:
    ThemeController m_theme;
};

namespace {

QVector<Command> commands(QStringList *ran = nullptr)
{
    QVector<Command> all;
    const auto add = [&](const QString &id, const QString &title, const QString &group, const QStringList &words) {
        all.append({id, title, group, {}, Icon::None, words, [ran, id] { if (ran) ran->append(id); }});
    };
    add(u"events"_s, u"Events"_s, u"Go to"_s, {});
    add(u"integrations"_s, u"Integrations"_s, u"Go to"_s, {});
    add(u"fetch"_s, u"Fetch now"_s, u"Integrations"_s, {u"delta"_s, u"sync"_s});
    add(u"resync"_s, u"Full resync…"_s, u"Integrations"_s, {});
    add(u"dark"_s, u"Use the dark theme"_s, u"Appearance"_s, {u"night"_s});
    return all;
}

} // namespace

void TestCommand::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("ids");
    QTest::newRow("all") << QString() << QStringList{u"events"_s, u"integrations"_s, u"fetch"_s, u"resync"_s, u"dark"_s};
    QTest::newRow("start of title") << u"ev"_s << QStringList{u"events"_s};
    QTest::newRow("case") << u"DARK"_s << QStringList{u"dark"_s};
    QTest::newRow("start before group") << u"inte"_s << QStringList{u"integrations"_s, u"fetch"_s, u"resync"_s};
    QTest::newRow("word start") << u"now"_s << QStringList{u"fetch"_s};
    QTest::newRow("further word") << u"night"_s << QStringList{u"dark"_s};
    QTest::newRow("two words") << u"dark use"_s << QStringList{u"dark"_s};
    QTest::newRow("letters in order") << u"fln"_s << QStringList{u"resync"_s};
    QTest::newRow("nothing") << u"xyz"_s << QStringList{};
    QTest::newRow("blanks") << u"   "_s << QStringList{u"events"_s, u"integrations"_s, u"fetch"_s, u"resync"_s, u"dark"_s};
}

void TestCommand::finds()
{
    QFETCH(QString, text);
    const QVector<Command> all = commands();
    QStringList ids;
    for (const int index : matchingCommands(all, text))
        ids << all.at(index).id;
    QTEST(ids, "ids");
}

namespace {

struct Window
{
    QWidget widget;
    QLineEdit field{&widget};
    CommandPalette palette{&widget};
    Window()
    {
        widget.resize(900, 600);
        widget.show();
        widget.activateWindow();
    }
    [[nodiscard]] QLineEdit *input() { return palette.findChild<QLineEdit *>(); }
};

} // namespace

void TestCommand::filtersAndRuns()
{
    Window window;
    QVERIFY(QTest::qWaitForWindowActive(&window.widget));
    QStringList ran;
    window.palette.open(commands(&ran));
    QVERIFY(window.palette.isVisible());
    QCOMPARE(QApplication::focusWidget(), window.input());
    QTest::keyClicks(window.input(), u"resy"_s);
    QCOMPARE(window.palette.shownIds(), QStringList{u"resync"_s});
    QTest::keyClick(window.input(), Qt::Key_Return);
    QCOMPARE(ran, QStringList{u"resync"_s});
    QVERIFY(!window.palette.isVisible());
    window.palette.open(commands(&ran)); // starts empty again
    QCOMPARE(window.palette.shownIds().size(), 5);
}

void TestCommand::arrowsGoAround()
{
    Window window;
    QStringList ran;
    window.palette.open(commands(&ran));
    QTest::keyClick(window.input(), Qt::Key_Up);
    QTest::keyClick(window.input(), Qt::Key_Return);
    QCOMPARE(ran.last(), u"dark"_s);
    window.palette.open(commands(&ran));
    QTest::keyClick(window.input(), Qt::Key_Down);
    QTest::keyClick(window.input(), Qt::Key_Tab);
    QTest::keyClick(window.input(), Qt::Key_Return);
    QCOMPARE(ran.last(), u"fetch"_s);
}

void TestCommand::escapeGivesTheFocusBack()
{
    Window window;
    QVERIFY(QTest::qWaitForWindowActive(&window.widget));
    window.field.setFocus();
    window.palette.open(commands());
    QTest::keyClick(window.input(), Qt::Key_Escape);
    QVERIFY(!window.palette.isVisible());
    QCOMPARE(QApplication::focusWidget(), &window.field);
}

void TestCommand::nothingMatches()
{
    Window window;
    QStringList ran;
    window.palette.open(commands(&ran));
    QTest::keyClicks(window.input(), u"qqq"_s);
    QTest::keyClick(window.input(), Qt::Key_Down);
    QTest::keyClick(window.input(), Qt::Key_Return);
    QVERIFY(ran.isEmpty());
    QVERIFY(window.palette.isVisible());
    QVERIFY(!window.palette.grab().isNull());
}

void TestCommand::clickBesideCloses()
{
    Window window;
    window.palette.open(commands());
    window.widget.resize(1000, 700);
    QCOMPARE(window.palette.size(), window.widget.size());
    QTest::mouseClick(&window.palette, Qt::LeftButton, {}, QPoint(3, 3));
    QVERIFY(!window.palette.isVisible());
}

QTEST_MAIN(TestCommand)
#include "tst_command.moc"
