// SPDX-License-Identifier: Apache-2.0
// covers: ui/shell/navigation.cpp ui/shell/bannerarea.cpp
#include "ui/shell/mainwindow.h"

#include "ui/shell/commandpalette.h"
#include "ui/shell/navigation.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/navitem.h"

#include <QApplication>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace console;

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsItsPages();
    void keysOpenPages();
    void paletteGoesToPagesAndRunsCommands();
    void commandsAreReplacedAndRemoved();
    void tabReachesEverything();
    void everyControlIsNamed();
    void bannersComeAndGo();
    void dismissedBannerComesBackOnlyChanged();
    void badgesAndStates();
    void remembersPageAndSize();
    void unknownPagesAreIgnored();
    void switchingEqualsStartingSo();

private:
    ThemeController m_theme;
};

namespace {

QVector<NavigationEntry> entries()
{
    const auto page = [](const QString &name) {
        auto *widget = new QWidget;
        auto *layout = new QVBoxLayout(widget);
        auto *field = new QLineEdit;
        field->setAccessibleName(name + u" filter"_s);
        layout->addWidget(field);
        layout->addWidget(new Button(name + u" action"_s));
        return widget;
    };
    return {{u"overview"_s, u"Overview"_s, Icon::Dashboard, page(u"Overview"_s)},
            {u"events"_s, u"Events"_s, Icon::Activity, page(u"Events"_s)},
            {u"settings"_s, u"Settings"_s, Icon::Settings, page(u"Settings"_s)}};
}

bool activate(QWidget &window)
{
    window.show();
    window.activateWindow();
    return QTest::qWaitForWindowActive(&window);
}

} // namespace

void TestMainWindow::showsItsPages()
{
    MainWindow window(entries(), nullptr);
    QCOMPARE(window.currentPage(), u"overview"_s);
    QCOMPARE(window.minimumSize(), QSize(1024, 640));
    QSignalSpy shown(&window, &MainWindow::pageShown);
    window.show();
    const QList<NavItem *> items = window.findChildren<NavItem *>();
    QCOMPARE(items.size(), 3);
    QTest::mouseClick(items.at(1), Qt::LeftButton);
    QCOMPARE(window.currentPage(), u"events"_s);
    QCOMPARE(shown.size(), 1);
    QVERIFY(items.at(1)->isChecked());
    QVERIFY(items.at(2)->y() > items.at(1)->y() + 100); // settings at the bottom
}

void TestMainWindow::keysOpenPages()
{
    MainWindow window(entries(), nullptr);
    QVERIFY(activate(window));
    QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(window.currentPage(), u"events"_s);
    QTest::keyClick(&window, Qt::Key_Comma, Qt::ControlModifier);
    QCOMPARE(window.currentPage(), u"settings"_s);
    QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(window.currentPage(), u"overview"_s);
    // Arrow keys walk through the navigation.
    window.findChildren<NavItem *>().at(0)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(window.currentPage(), u"events"_s);
}

void TestMainWindow::paletteGoesToPagesAndRunsCommands()
{
    MainWindow window(entries(), nullptr);
    QVERIFY(activate(window));
    int ran = 0;
    window.addCommand({u"fetch"_s, u"Fetch now"_s, u"Integrations"_s, {}, Icon::Refresh, {}, [&ran] { ++ran; }});
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    auto *palette = window.findChild<CommandPalette *>();
    QVERIFY(palette->isVisible());
    QCOMPARE(palette->shownIds().size(), 5);
    QTest::keyClicks(QApplication::focusWidget(), u"event"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(window.currentPage(), u"events"_s);
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"fetch n"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(ran, 1);
}

void TestMainWindow::commandsAreReplacedAndRemoved()
{
    MainWindow window(entries(), nullptr);
    window.addCommand({u"x"_s, u"One"_s, {}, {}, Icon::None, {}, {}});
    window.addCommand({u"x"_s, u"Two"_s, {}, {}, Icon::None, {}, {}});
    window.openPalette();
    QCOMPARE(window.findChild<CommandPalette *>()->shownIds().count(u"x"_s), 1);
    window.removeCommand(u"x"_s);
    window.openPalette();
    QVERIFY(!window.findChild<CommandPalette *>()->shownIds().contains(u"x"_s));
}

void TestMainWindow::tabReachesEverything()
{
    MainWindow window(entries(), nullptr);
    window.setEnvironments({u"sandbox"_s}, u"sandbox"_s, u"Sandbox"_s);
    window.showBanner(u"secret"_s, {Tone::Warning, u"No secret"_s, {}, u"Set it…"_s, true});
    QVERIFY(activate(window));
    QSet<QWidget *> wanted;
    const QList<QWidget *> all = window.findChildren<QWidget *>();
    for (QWidget *widget : all)
        if ((widget->focusPolicy() & Qt::TabFocus) && widget->isVisible() && widget->isEnabled())
            wanted.insert(widget);
    QVERIFY(wanted.size() >= 6);
    QSet<QWidget *> reached;
    for (int i = 0; i < 40; ++i) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (QWidget *widget : std::as_const(wanted))
        QVERIFY2(reached.contains(widget), qPrintable(widget->accessibleName() + QLatin1String(widget->metaObject()->className())));
}

void TestMainWindow::everyControlIsNamed()
{
    MainWindow window(entries(), nullptr);
    window.setEnvironments({u"a & b"_s}, u"a & b"_s, u"Production · Europe"_s);
    window.show();
    const QList<QWidget *> all = window.findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
            continue;
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()), widget->metaObject()->className());
    }
}

void TestMainWindow::bannersComeAndGo()
{
    MainWindow window(entries(), nullptr);
    window.show();
    auto *area = window.findChild<BannerArea *>();
    QVERIFY(!area->isVisible());
    window.showBanner(u"secret"_s, {Tone::Warning, u"No secret"_s, {}, u"Set it…"_s, true});
    window.showBanner(u"secret"_s, {Tone::Warning, u"Still no secret"_s, {}, u"Set it…"_s, true});
    QVERIFY(area->isVisible());
    QCOMPARE(area->shown(), QStringList{u"secret"_s});
    QSignalSpy activated(&window, &MainWindow::bannerActivated);
    const QList<Button *> buttons = area->findChildren<Button *>();
    buttons.at(0)->click();
    QCOMPARE(activated.first().first().toString(), u"secret"_s);
    window.removeBanner(u"secret"_s);
    QVERIFY(!area->isVisible());
}

void TestMainWindow::dismissedBannerComesBackOnlyChanged()
{
    MainWindow window(entries(), nullptr);
    auto *area = window.findChild<BannerArea *>();
    const BannerMessage message{Tone::Warning, u"No secret"_s, {}, {}, true};
    window.showBanner(u"secret"_s, message);
    QSignalSpy dismissed(&window, &MainWindow::bannerDismissed);
    Q_EMIT area->findChild<Banner *>()->dismissed();
    QCOMPARE(dismissed.size(), 1);
    window.showBanner(u"secret"_s, message);
    QVERIFY(area->shown().isEmpty());
    window.showBanner(u"secret"_s, {Tone::Bad, u"Wrong secret"_s, {}, {}, true});
    QCOMPARE(area->shown().size(), 1);
    window.removeBanner(u"secret"_s); // the cause went away: the next time is news
    window.showBanner(u"secret"_s, message);
    QCOMPARE(area->shown().size(), 1);
}

void TestMainWindow::badgesAndStates()
{
    MainWindow window(entries(), nullptr);
    window.setBadge(u"events"_s, 3, u"new"_s, Tone::Accent);
    QCOMPARE(window.findChildren<NavItem *>().at(1)->accessibleName(), u"Events, 3 new"_s);
    window.setStoreState(u"Team store"_s, u"<b>Connected</b> · 3 ms"_s);
    auto *navigation = window.findChild<Navigation *>();
    QStringList texts;
    const QList<Label *> labels = navigation->findChildren<Label *>();
    for (const Label *label : labels) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        texts << label->text();
    }
    QVERIFY(texts.contains(u"<b>Connected</b> · 3 ms"_s));
    QSignalSpy manage(navigation, &Navigation::manageEnvironmentsRequested);
    Q_EMIT navigation->manageEnvironmentsRequested();
    QCOMPARE(window.currentPage(), u"settings"_s);
    QCOMPARE(manage.size(), 1);
}

void TestMainWindow::remembersPageAndSize()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    {
        MainWindow window(entries(), &settings);
        window.resize(1200, 700);
        window.showPage(u"events"_s);
        QSignalSpy closing(&window, &MainWindow::closing);
        window.show();
        window.close();
        QCOMPARE(closing.size(), 1);
    }
    MainWindow window(entries(), &settings);
    QCOMPARE(window.currentPage(), u"events"_s);
    QVERIFY(settings.contains(u"window/geometry"_s));
    settings.setValue(u"window/geometry"_s, QByteArray("garbage"));
    settings.setValue(u"window/page"_s, u"gone"_s);
    MainWindow fresh(entries(), &settings);
    QCOMPARE(fresh.currentPage(), u"overview"_s);
}

void TestMainWindow::unknownPagesAreIgnored()
{
    MainWindow window(entries(), nullptr);
    window.showPage(u"nowhere"_s);
    QCOMPARE(window.currentPage(), u"overview"_s);
    window.setBadge(u"nowhere"_s, 3, {});
    window.removeBanner(u"nowhere"_s);
}

void TestMainWindow::switchingEqualsStartingSo()
{
    // What was made in the light theme and switched must not keep a light corner anywhere.
    const auto make = [] {
        auto made = std::make_unique<MainWindow>(entries(), nullptr);
        made->setEnvironments({u"sandbox"_s}, u"sandbox"_s, u"Sandbox"_s);
        made->setStoreState(u"Local store"_s, u"Connected"_s);
        made->setBadge(u"events"_s, 3, u"new"_s);
        made->showBanner(u"secret"_s, {Tone::Warning, u"No secret"_s, u"Nobody can tell."_s, u"Set it…"_s, true});
        made->setAttribute(Qt::WA_DontShowOnScreen);
        made->resize(1100, 700);
        made->show();
        if (QWidget *focused = made->focusWidget())
            focused->clearFocus();
        return made;
    };
    m_theme.setMode(ColorMode::Light);
    m_theme.setDensity(Density::Comfortable);
    auto switched = make();
    QVERIFY(!switched->grab().isNull());
    m_theme.setMode(ColorMode::Dark);
    QTRY_COMPARE(switched->palette().color(QPalette::Window), m_theme.theme().window);
    auto fresh = make();
    QTRY_COMPARE(fresh->palette().color(QPalette::Window), m_theme.theme().window);
    const QImage wanted = fresh->grab().toImage();
    QTRY_COMPARE(switched->grab().toImage(), wanted);
    m_theme.setMode(ColorMode::Light);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
