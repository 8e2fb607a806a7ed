// SPDX-License-Identifier: Apache-2.0
#include "ui/events/filtercompleter.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class FilterCompleterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offersValuesAndTakesOneByKeyboard()
    {
        QLineEdit field;
        FilterCompleter completer(&field);
        completer.setValues({{FilterKey::Type, {u"sync-finished"_s, u"data-changed"_s}}});
        field.show();
        field.setFocus();
        QTest::keyClicks(&field, u"tool:x type:sy"_s);
        QTRY_VERIFY(completer.popup()->isVisible());
        QVERIFY(completer.offered().contains(u"sync-finished"_s) || completer.offered().contains(u"type:sync-finished"_s));
        QTest::keyClick(completer.popup(), Qt::Key_Down);
        QTest::keyClick(completer.popup(), Qt::Key_Return);
        QCOMPARE(field.text().trimmed(), u"tool:x type:sync-finished"_s);
        QVERIFY(!completer.popup()->isVisible());
    }

    void escapeClosesAndLeavesTheText()
    {
        QLineEdit field;
        FilterCompleter completer(&field);
        field.show();
        field.setFocus();
        QTest::keyClicks(&field, u"ty"_s);
        QTRY_VERIFY(completer.popup()->isVisible());
        QTest::keyClick(completer.popup(), Qt::Key_Escape);
        QVERIFY(!completer.popup()->isVisible());
        QVERIFY(completer.offered().isEmpty());
        QCOMPARE(field.text(), u"ty"_s);
    }

    void offersNothingForNothing()
    {
        QLineEdit field;
        FilterCompleter completer(&field);
        field.show();
        QTest::keyClicks(&field, u"type:nothing-begins-so"_s);
        QVERIFY(!completer.popup()->isVisible());
    }

    void showsOutsideTextOnOneLine()
    {
        QLineEdit field;
        FilterCompleter completer(&field);
        completer.setValues({{FilterKey::Organization, {u"Acme\n<b>x</b>"_s}}});
        field.show();
        QTest::keyClicks(&field, u"org:Ac"_s);
        QTRY_VERIFY(completer.popup()->isVisible());
        for (const QString &label : completer.offered())
            QVERIFY(!label.contains(u'\n'));
    }
};

QTEST_MAIN(FilterCompleterTest)
#include "tst_filtercompleter.moc"
