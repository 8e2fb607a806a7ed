// SPDX-License-Identifier: Apache-2.0
// covers: ui/events/rulelooks.cpp ui/events/colourbook.cpp
#include "ui/events/colourbook.h"
#include "ui/events/rulelooks.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestRuleLooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextStaysReadable_data()
    {
        QTest::addColumn<int>("tone");
        QTest::addColumn<bool>("dark");
        for (const RuleTone tone : ruleTones()) {
            QTest::addRow("%s light", qPrintable(ruleToneName(tone))) << int(tone) << false;
            QTest::addRow("%s dark", qPrintable(ruleToneName(tone))) << int(tone) << true;
        }
    }
    void everyTextStaysReadable()
    {
        QFETCH(const int, tone);
        QFETCH(const bool, dark);
        const Theme theme = makeTheme(dark, Density::Comfortable);
        const RuleColours colours = ruleColours(theme, RuleTone(tone));
        // WCAG 2.2, 1.4.3: 4.5:1 for texts, 1.4.11: the bar is no text and not the only sign, but is to be seen.
        for (const QColor &text : {theme.text, theme.textMuted, theme.textFaint})
            QVERIFY2(contrastRatio(text, colours.ground) >= 4.5, qPrintable(QString::number(contrastRatio(text, colours.ground))));
        for (const Tone word : {Tone::Accent, Tone::Info, Tone::Good, Tone::Warning, Tone::Bad})
            QVERIFY2(contrastRatio(theme.tone(word).text, colours.ground) >= 4.5,
                     qPrintable(u"tone %1: %2"_s.arg(int(word)).arg(contrastRatio(theme.tone(word).text, colours.ground))));
        QVERIFY2(contrastRatio(colours.bar, colours.ground) >= 1.7, qPrintable(QString::number(contrastRatio(colours.bar, colours.ground))));
        QVERIFY(colours.ground != theme.surface);
        QVERIFY(colours.ground != theme.selection);
        for (const RuleTone other : ruleTones())
            QVERIFY(other == RuleTone(tone) || ruleColours(theme, other).bar != colours.bar);
    }

    void tonesHaveWordsAndIcons()
    {
        QSet<QString> words;
        for (const RuleTone tone : ruleTones()) {
            words.insert(ruleToneWord(tone));
            QVERIFY(!ruleToneIcon(makeTheme(false, Density::Comfortable), tone).isNull());
        }
        QCOMPARE(words.size(), ruleTones().size());
    }

    void theBookKeepsRules()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        ColourBook book(&settings);
        QCOMPARE(book.rules().rules(), defaultRules());
        QSignalSpy changed(&book, &ColourBook::changed);
        const QVector<ColourRule> rules{{u"mine; \"quoted\""_s, u"org:\"A, B\""_s, RuleTone::Violet, false}};
        book.save(rules);
        QCOMPARE(changed.count(), 1);
        settings.sync();
        QSettings again(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        QCOMPARE(ColourBook(&again).rules().rules(), rules);
        book.save({});
        QVERIFY(ColourBook(&settings).rules().rules().isEmpty()); // no rules are not the defaults
    }

    void theBookLeavesWhatItCannotRead()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        settings.setValue(rulesKey, u"{\"version\":9}"_s);
        ColourBook book(&settings);
        QCOMPARE(book.rules().rules(), defaultRules());
        QVERIFY(book.problem());
        QCOMPARE(settings.value(rulesKey).toString(), u"{\"version\":9}"_s);
        book.save(defaultRules());
        QVERIFY(!book.problem());
        QVERIFY(!ColourBook(&settings).problem());
        QVERIFY(!ColourBook(nullptr).problem());
    }
};

QTEST_MAIN(TestRuleLooks)
#include "tst_rulelooks.moc"
