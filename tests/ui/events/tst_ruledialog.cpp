// SPDX-License-Identifier: Apache-2.0
#include "tests/support/filledstore.h"
#include "tests/support/pageprobe.h"
#include "ui/events/filterfield.h"
#include "ui/events/ruledialog.h"
#include "ui/theme/themecontroller.h"

#include <QComboBox>
#include <QLineEdit>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QVector<ColourRule> three()
{
    return {{u"first"_s, u"type:data-changed"_s, RuleTone::Red, true},
            {u"second"_s, u"verdict:unchecked"_s, RuleTone::Amber, true},
            {u"third"_s, u"deliveries:>1"_s, RuleTone::Blue, false}};
}

/// The dialog over a store, with what a person finds there.
struct Opened
{
    explicit Opened(FilledStore &store, const QVector<ColourRule> &rules = three())
        : counter(*store.pool), dialog((counter.begin(store.environment), new RuleDialog(counter, rules, nullptr))),
          saved(dialog, &RuleDialog::saved)
    {
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        list = named<DataTable>(*dialog, u"Rules, first match wins"_s);
        name = named<QLineEdit>(*dialog, u"Name of the rule"_s);
        filter = named<FilterField>(*dialog, u"Filter of the rule"_s);
        tone = named<QComboBox>(*dialog, u"Colour of the rule"_s);
        save = named<Button>(*dialog, u"Save"_s);
    }
    ~Opened() { delete dialog; }
    [[nodiscard]] QVector<ColourRule> result()
    {
        save->click();
        return saved.isEmpty() ? QVector<ColourRule>() : saved.last().first().value<QVector<ColourRule>>();
    }
    void key(int code, Qt::KeyboardModifiers modifiers = {}) const { QTest::keyClick(list, Qt::Key(code), modifiers); }

    RuleCounter counter;
    RuleDialog *dialog;
    QSignalSpy saved;
    DataTable *list = nullptr;
    QLineEdit *name = nullptr;
    FilterField *filter = nullptr;
    QComboBox *tone = nullptr;
    Button *save = nullptr;
};

QStringList namesOf(const QVector<ColourRule> &rules)
{
    QStringList list;
    for (const ColourRule &rule : rules)
        list.append(rule.name);
    return list;
}

} // namespace

class TestRuleDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesNothingBeforeSave()
    {
        FilledStore store;
        Opened opened(store);
        QTest::keyClicks(opened.name, u"x"_s);
        QTest::keyClick(opened.dialog, Qt::Key_Escape);
        QVERIFY(!opened.dialog->isVisible());
        QCOMPARE(opened.saved.count(), 0);
    }

    void worksByKeyboardAlone()
    {
        FilledStore store;
        Opened opened(store);
        QVERIFY(opened.list->hasFocus() || QTest::qWaitForWindowActive(opened.dialog));
        opened.key(Qt::Key_Down);
        QCOMPARE(opened.name->text(), u"second"_s);
        opened.key(Qt::Key_Up, Qt::AltModifier); // second, first, third
        QCOMPARE(opened.name->text(), u"second"_s);
        opened.key(Qt::Key_Space);
        opened.key(Qt::Key_End);
        QCOMPARE(opened.name->text(), u"third"_s);
        opened.key(Qt::Key_Delete);
        opened.key(Qt::Key_Insert);
        QCOMPARE(opened.name->selectedText(), u"New rule"_s);
        QTest::keyClicks(opened.name, u"mine"_s);
        QTest::keyClicks(opened.filter, u"org:acme*"_s);
        QTest::keyClick(opened.tone, Qt::Key_Home);
        QTest::keyClick(opened.tone, Qt::Key_Down);
        const QVector<ColourRule> rules = opened.result();
        QCOMPARE(namesOf(rules), (QStringList{u"second"_s, u"first"_s, u"mine"_s}));
        QVERIFY(!rules.at(0).enabled);
        QCOMPARE(rules.at(2), (ColourRule{u"mine"_s, u"org:acme*"_s, RuleTone::Amber, true}));
    }

    void saysWhatIsWrongAndWhere()
    {
        FilledStore store;
        Opened opened(store);
        opened.filter->setText(u"type:a body:secret"_s);
        QVERIFY(shows(*opened.dialog, u"cannot look into bodies"_s));
        QCOMPARE(opened.filter->place().column, 8);
        QCOMPARE(opened.filter->place().length, 11);
        QVERIFY(!opened.save->isEnabled());
        QVERIFY(shows(*opened.dialog, u"Rule 1 cannot be used"_s));
        opened.filter->setText(u"since:2h"_s);
        QVERIFY(shows(*opened.dialog, u"cannot count from now"_s));
        opened.filter->setText(u"type:a"_s);
        QVERIFY(opened.save->isEnabled());
        opened.name->clear();
        QTest::keyClicks(opened.name, u" "_s);
        QVERIFY(shows(*opened.dialog, u"needs a name"_s));
        QVERIFY(!opened.save->isEnabled());
    }

    void saysWhenEverythingMatches()
    {
        FilledStore store;
        Opened opened(store);
        opened.filter->clear();
        QVERIFY(shows(*opened.dialog, u"Matches every event."_s));
        QVERIFY(opened.save->isEnabled());
        opened.filter->setText(u"type:*"_s);
        QVERIFY(shows(*opened.dialog, u"Matches every event."_s));
    }

    void showsWhatRulesMatch()
    {
        FilledStore store;
        QVector<FilledStore::Delivery> list;
        for (int i = 1; i <= 1'234; ++i)
            list.append({dataChangedBody(i), i % 2 == 0 ? Verdict::Unchecked : Verdict::Verified});
        QVERIFY(store.deliver(list));
        Opened opened(store);
        QTRY_VERIFY(shows(*opened.dialog, u"1,234 of the newest 1,234 events match; this rule colours 1,234 of them."_s));
        opened.key(Qt::Key_Down);
        QTRY_VERIFY(shows(*opened.dialog, u"617 of the newest 1,234 events match; this rule colours 0 of them."_s));
        opened.key(Qt::Key_Up, Qt::AltModifier);
        QTRY_VERIFY(shows(*opened.dialog, u"617 of the newest 1,234 events match; this rule colours 617 of them."_s));
        QCOMPARE(opened.list->model()->index(0, 2).data().toString(), u"617"_s);
    }

    void restoresDefaults()
    {
        FilledStore store;
        Opened opened(store);
        named<Button>(*opened.dialog, u"Restore defaults"_s)->click();
        QCOMPARE(opened.name->text(), defaultRules().first().name);
        QCOMPARE(opened.result(), defaultRules());
    }

    void canDoWithoutRules()
    {
        FilledStore store;
        Opened opened(store);
        for (int i = 0; i < 3; ++i)
            opened.key(Qt::Key_Delete);
        QVERIFY(!opened.name->isEnabled());
        QVERIFY(!named<Button>(*opened.dialog, u"Remove the rule (Delete)"_s)->isEnabled());
        opened.key(Qt::Key_Insert);
        QCOMPARE(opened.name->text(), u"New rule"_s);
        opened.key(Qt::Key_Delete);
        opened.save->click();
        QCOMPARE(opened.saved.count(), 1);
        QVERIFY(opened.saved[0][0].value<QVector<ColourRule>>().isEmpty());
    }

    void duplicatesAndStopsAtTheLimit()
    {
        FilledStore store;
        Opened opened(store);
        Button *duplicate = named<Button>(*opened.dialog, u"Duplicate the rule"_s);
        duplicate->click();
        QCOMPARE(opened.name->text(), u"first (copy)"_s);
        for (int i = 0; i < 60; ++i)
            duplicate->click();
        QVERIFY(!duplicate->isEnabled());
        QCOMPARE(opened.result().size(), mostRules);
    }

    void controlsHaveNamesOfTheirOwn()
    {
        FilledStore store;
        Opened opened(store);
        QCOMPARE(sharedNames(*opened.dialog), QStringList());
        QCOMPARE(opened.list->rowSaid(opened.list->model()->index(0, 0)), u"Red"_s);
        opened.dialog->setNotice(u"The rules cannot be read."_s);
        QVERIFY(shows(*opened.dialog, u"The rules cannot be read."_s));
    }

public:
    TestRuleDialog() : m_theme(new ThemeController(this)) { m_theme->setMode(ColorMode::Light); }

private:
    ThemeController *m_theme;
};

QTEST_MAIN(TestRuleDialog)
#include "tst_ruledialog.moc"
