// SPDX-License-Identifier: Apache-2.0
// covers: ui/theme/desktopcolorscheme.cpp
#include "ui/theme/themecontroller.h"

#include "ui/theme/consolestyle.h"
#include "ui/theme/desktopcolorscheme.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace Qt::StringLiterals;
using namespace console;

class TestThemeController : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsThePortalsNumber_data();
    void readsThePortalsNumber();
    void hearsOfAChangeOnTheDesktop();
    void switchesEverything();
    void densityReachesWidgets();
    void modesHaveNames();
};

void TestThemeController::readsThePortalsNumber_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<int>("expected"); // -1 none, 0 light, 1 dark
    const auto wrapped = [](const QVariant &inner) { return QVariant::fromValue(QDBusVariant(inner)); };
    QTest::newRow("dark") << QVariant(1U) << 1;
    QTest::newRow("light") << QVariant(2U) << 0;
    QTest::newRow("no preference") << QVariant(0U) << -1;
    QTest::newRow("unknown number") << QVariant(9U) << -1;
    QTest::newRow("in a variant") << wrapped(1U) << 1;
    QTest::newRow("in two variants") << wrapped(wrapped(2U)) << 0;
    QTest::newRow("text") << QVariant(u"dark"_s) << -1;
    QTest::newRow("nothing") << QVariant() << -1;
}

void TestThemeController::readsThePortalsNumber()
{
    QFETCH(QVariant, value);
    QFETCH(int, expected);
    const std::optional<bool> dark = prefersDarkFrom(value);
    QCOMPARE(dark ? int(*dark) : -1, expected);
}

void TestThemeController::hearsOfAChangeOnTheDesktop()
{
    DesktopColorScheme scheme;
    QSignalSpy changed(&scheme, &DesktopColorScheme::changed);
    const auto tell = [&scheme](const QString &group, const QString &key, uint value) {
        QMetaObject::invokeMethod(&scheme, "settingChanged", Q_ARG(QString, group), Q_ARG(QString, key),
                                  Q_ARG(QDBusVariant, QDBusVariant(value)));
    };
    tell(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 1);
    QCOMPARE(scheme.prefersDark(), std::optional<bool>(true));
    tell(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 1);
    QCOMPARE(changed.size(), 1);
    tell(u"org.freedesktop.appearance"_s, u"accent-color"_s, 2);
    tell(u"org.gnome.desktop.interface"_s, u"color-scheme"_s, 2);
    QCOMPARE(changed.size(), 1);
    tell(u"org.freedesktop.appearance"_s, u"color-scheme"_s, 0);
    QCOMPARE(scheme.prefersDark(), std::optional<bool>());
}

void TestThemeController::switchesEverything()
{
    ThemeController controller;
    QSignalSpy changed(&controller, &ThemeController::changed);
    QWidget widget;
    widget.ensurePolished();
    controller.setMode(ColorMode::Dark);
    QCOMPARE(themeOf(&widget), makeTheme(true, Density::Comfortable));
    QCOMPARE(QApplication::palette().color(QPalette::Window), makeTheme(true, Density::Comfortable).window);
    QTRY_COMPARE(widget.palette().color(QPalette::Window), makeTheme(true, Density::Comfortable).window);
    controller.setMode(ColorMode::Light);
    QCOMPARE(themeOf(&widget), makeTheme(false, Density::Comfortable));
    QTRY_COMPARE(widget.palette().color(QPalette::Window), makeTheme(false, Density::Comfortable).window);
    QCOMPARE(changed.size(), 2);
    QVERIFY(qobject_cast<ConsoleStyle *>(QApplication::style()));
    QVERIFY(qApp->styleSheet().isEmpty());
}

void TestThemeController::densityReachesWidgets()
{
    ThemeController controller;
    QPushButton button(u"Fetch now"_s);
    const int before = button.sizeHint().height();
    controller.setDensity(Density::Compact);
    QVERIFY(button.sizeHint().height() < before);
    QCOMPARE(controller.theme().density, Density::Compact);
}

void TestThemeController::modesHaveNames()
{
    for (const ColorMode mode : {ColorMode::System, ColorMode::Light, ColorMode::Dark})
        QCOMPARE(colorModeFromName(colorModeName(mode)), mode);
    QCOMPARE(colorModeFromName(u"sepia"), ColorMode::System);
}

QTEST_MAIN(TestThemeController)
#include "tst_themecontroller.moc"
