// SPDX-License-Identifier: Apache-2.0
// covers: ui/widgets/searchfield.cpp
#include "ui/widgets/inspector.h"

#include "ui/theme/themecontroller.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class TestInspector : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void searchWaitsForAPause();
    void escapeEmptiesTheSearch();
    void searchShowsAProblem();
    void inspectorShowsTitleAndState();
    void inspectorTabs();
    void escapeClosesTheInspector();

private:
    ThemeController m_theme;
};

void TestInspector::searchWaitsForAPause()
{
    SearchField field(u"Filter events"_s, u"type:…"_s);
    QCOMPARE(field.accessibleName(), u"Filter events"_s);
    QSignalSpy asked(&field, &SearchField::searchRequested);
    QTest::keyClicks(&field, u"type:a"_s);
    QCOMPARE(asked.size(), 0);
    QVERIFY(asked.wait());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toString(), u"type:a"_s);
    QTest::keyClick(&field, Qt::Key_Return); // at once
    QCOMPARE(asked.size(), 2);
}

void TestInspector::escapeEmptiesTheSearch()
{
    SearchField field(u"Filter"_s, {});
    QSignalSpy asked(&field, &SearchField::searchRequested);
    field.setText(u"abc"_s);
    QTest::keyClick(&field, Qt::Key_Escape);
    QVERIFY(field.text().isEmpty());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toString(), QString());
}

void TestInspector::searchShowsAProblem()
{
    SearchField field(u"Filter"_s, {});
    field.resize(200, 34);
    const QImage fine = field.grab().toImage();
    field.setProblem(u"Unknown key “typ”."_s);
    QCOMPARE(field.accessibleDescription(), u"Unknown key “typ”."_s);
    QVERIFY(field.grab().toImage() != fine);
    field.setProblem({});
    QCOMPARE(field.grab().toImage(), fine);
}

void TestInspector::inspectorShowsTitleAndState()
{
    Inspector inspector;
    inspector.setTitle(u"<script>orders/create"_s);
    QCOMPARE(inspector.accessibleName(), u"<script>orders/create"_s);
    inspector.setState({{u"Rejected"_s, Tone::Bad, Icon::None}, {u"Conflict"_s, Tone::Warning, Icon::None}}, u"delivery 2"_s);
    QCOMPARE(inspector.findChildren<PillLabel *>().size(), 2);
    inspector.setState({{u"Verified"_s, Tone::Good, Icon::None}}, {});
    QCOMPARE(inspector.findChildren<PillLabel *>().size(), 1);
    QCOMPARE(inspector.findChild<PillLabel *>()->pill().text, u"Verified"_s);
    QVERIFY(inspector.actions());
}

void TestInspector::inspectorTabs()
{
    Inspector inspector;
    auto *payload = new QWidget;
    QCOMPARE(inspector.addTab(payload, u"Payload"_s), 0);
    QCOMPARE(inspector.addTab(new QWidget, u"Headers"_s), 1);
    QSignalSpy changed(&inspector, &Inspector::currentTabChanged);
    inspector.setCurrentTab(1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(inspector.currentTab(), 1);
    QVERIFY(payload->isHidden());
    inspector.setTabLabel(1, u"Headers 12"_s);
    inspector.setTabVisible(1, false);
    QCOMPARE(inspector.currentTab(), 0);
    QCOMPARE(inspector.findChild<QTabBar *>()->tabText(1), u"Headers 12"_s);
}

void TestInspector::escapeClosesTheInspector()
{
    Inspector inspector;
    QSignalSpy closed(&inspector, &Inspector::closeRequested);
    QTest::keyClick(&inspector, Qt::Key_Escape);
    QCOMPARE(closed.size(), 1);
    inspector.findChild<Button *>()->click();
    QCOMPARE(closed.size(), 2);
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
