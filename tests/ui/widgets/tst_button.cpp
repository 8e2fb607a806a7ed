// SPDX-License-Identifier: Apache-2.0
// covers: ui/widgets/segmentedcontrol.cpp ui/widgets/navitem.cpp
#include "ui/widgets/button.h"

#include "ui/theme/themecontroller.h"
#include "ui/widgets/navitem.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class TestButton : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhyItIsUnavailable();
    void iconAloneIsNamed();
    void iconFollowsTheTheme();
    void segmentsAreRadioButtons();
    void segmentsMoveByKeys();
    void settingASegmentIsSilent();
    void navigationItemTellsItsBadge();
    void navigationItemIsARadioButtonInAGroup();

private:
    ThemeController m_theme;
};

void TestButton::saysWhyItIsUnavailable()
{
    Button button(u"Fetch now"_s, ButtonKind::Primary, Icon::Refresh);
    button.setPurpose(u"Reads what changed."_s);
    QCOMPARE(button.accessibleDescription(), u"Reads what changed."_s);
    button.setUnavailable(u"No <API> key is set."_s);
    QVERIFY(!button.isEnabled());
    QCOMPARE(button.accessibleDescription(), u"No <API> key is set."_s);
    QCOMPARE(button.toolTip(), u"No &lt;API&gt; key is set."_s); // tooltips take markup
    button.setUnavailable({});
    QVERIFY(button.isEnabled());
    QCOMPARE(button.toolTip(), u"Reads what changed."_s);
}

void TestButton::iconAloneIsNamed()
{
    Button button(Icon::X, u"Close details"_s);
    QCOMPARE(button.accessibleName(), u"Close details"_s);
    QCOMPARE(button.toolTip(), u"Close details"_s);
    QVERIFY(button.text().isEmpty());
    QVERIFY(!button.icon().isNull());
}

void TestButton::iconFollowsTheTheme()
{
    m_theme.setMode(ColorMode::Light);
    Button button(u"Copy"_s, ButtonKind::Secondary, Icon::Copy);
    button.show();
    const QImage light = button.icon().pixmap(16, 16).toImage();
    m_theme.setMode(ColorMode::Dark);
    QTRY_VERIFY(button.icon().pixmap(16, 16).toImage() != light);
    m_theme.setMode(ColorMode::Light);
}

void TestButton::segmentsAreRadioButtons()
{
    SegmentedControl control(u"Theme"_s, {u"System"_s, u"Light"_s, u"Dark"_s});
    const QList<QAbstractButton *> segments = control.findChildren<QAbstractButton *>();
    QCOMPARE(segments.size(), 3);
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(segments.at(1));
    QCOMPARE(accessible->role(), QAccessible::RadioButton);
    QCOMPARE(accessible->text(QAccessible::Name), u"Light"_s);
    QCOMPARE(accessible->text(QAccessible::Description), u"Theme"_s);
    control.setLabel(1, u"Bright"_s);
    QCOMPARE(segments.at(1)->text(), u"Bright"_s);
}

void TestButton::segmentsMoveByKeys()
{
    SegmentedControl control(u"Rows"_s, {u"Comfortable"_s, u"Compact"_s});
    QSignalSpy changed(&control, &SegmentedControl::currentChanged);
    control.show();
    control.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&control));
    const QList<QAbstractButton *> segments = control.findChildren<QAbstractButton *>();
    segments.at(0)->setFocus();
    QTest::keyClick(segments.at(0), Qt::Key_Right);
    QCOMPARE(control.current(), 1);
    QCOMPARE(changed.size(), 1);
    QTest::mouseClick(segments.at(0), Qt::LeftButton);
    QCOMPARE(changed.last().first().toInt(), 0);
}

void TestButton::settingASegmentIsSilent()
{
    SegmentedControl control(u"Rows"_s, {u"Comfortable"_s, u"Compact"_s});
    QSignalSpy changed(&control, &SegmentedControl::currentChanged);
    control.setCurrent(1);
    QCOMPARE(control.current(), 1);
    control.setCurrent(7);
    QCOMPARE(control.current(), 1);
    QCOMPARE(changed.size(), 0);
}

void TestButton::navigationItemTellsItsBadge()
{
    NavItem item(u"Integrations"_s, Icon::Plug);
    QCOMPARE(item.accessibleName(), u"Integrations"_s);
    item.resize(200, 34);
    const QImage plain = item.grab().toImage();
    item.setBadge(2, u"need attention"_s);
    QCOMPARE(item.accessibleName(), u"Integrations, 2 need attention"_s);
    QVERIFY(item.grab().toImage() != plain);
    item.setBadge(0, {});
    QCOMPARE(item.accessibleName(), u"Integrations"_s);
    QCOMPARE(item.grab().toImage(), plain);
}

void TestButton::navigationItemIsARadioButtonInAGroup()
{
    QButtonGroup group;
    NavItem item(u"Events"_s, Icon::Activity);
    group.addButton(&item);
    QCOMPARE(QAccessible::queryAccessibleInterface(&item)->role(), QAccessible::RadioButton);
}

QTEST_MAIN(TestButton)
#include "tst_button.moc"
