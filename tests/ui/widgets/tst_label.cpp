// SPDX-License-Identifier: Apache-2.0
// covers: ui/widgets/iconlabel.cpp ui/widgets/keyvaluelist.cpp ui/widgets/pageheader.cpp
#include "ui/widgets/label.h"

#include "ui/theme/themecontroller.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/keyvaluelist.h"
#include "ui/widgets/pageheader.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class TestLabel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void userTextStaysPlain_data();
    void userTextStaysPlain();
    void elidesWhatDoesNotFit();
    void coloursFollowTheTheme();
    void everyToneHasATextColour();
    void factsArePlainAndNamed();
    void factsKeepTheirWidgets();
    void pageHeaderShowsItsTexts();
    void iconTakesItsSide();

private:
    ThemeController m_theme;
};

void TestLabel::userTextStaysPlain_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("tags") << u"<b>bold</b><img src=x onerror=alert(1)>"_s;
    QTest::newRow("entity") << u"a &amp; b"_s;
    QTest::newRow("markdown") << u"**no** [link](http://x)"_s;
    QTest::newRow("lines") << u"one\ntwo\r\nthree"_s;
    QTest::newRow("bidi") << u"abc\u202Egnp.exe"_s;
    QTest::newRow("nul and controls") << QString(u"a\0b\x1B[31m"_s);
    QTest::newRow("long") << QString(100000, u'x');
    QTest::newRow("surrogate alone") << QString(QChar(0xD800));
    QTest::newRow("zalgo") << u"Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢"_s;
}

void TestLabel::userTextStaysPlain()
{
    QFETCH(QString, text);
    Label label(text);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QCOMPARE(label.text(), text);
    label.resize(120, 20);
    QCOMPARE(label.grab().size(), QSize(120, 20)); // drawn without a fault
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&label);
    QCOMPARE(accessible->text(QAccessible::Name), text);
}

void TestLabel::elidesWhatDoesNotFit()
{
    Label label(u"A rather long organization name"_s);
    QVERIFY(label.minimumSizeHint().width() < label.sizeHint().width());
    label.resize(60, 20);
    const QImage cut = label.grab().toImage();
    Label whole(u"A rather"_s);
    whole.resize(60, 20);
    QVERIFY(cut != whole.grab().toImage());
    Label shortOne(u"Ok"_s);
    QCOMPARE(shortOne.minimumSizeHint(), shortOne.sizeHint());
}

void TestLabel::coloursFollowTheTheme()
{
    m_theme.setMode(ColorMode::Light);
    Label wrapped(u"words"_s, TextRole::Body, TextColour::Bad);
    wrapped.setWordWrap(true);
    wrapped.show();
    QCOMPARE(wrapped.palette().color(QPalette::WindowText), makeTheme(false, Density::Comfortable).tone(Tone::Bad).text);
    m_theme.setMode(ColorMode::Dark);
    QTRY_COMPARE(wrapped.palette().color(QPalette::WindowText), makeTheme(true, Density::Comfortable).tone(Tone::Bad).text);
    wrapped.setColour(TextColour::Muted);
    QCOMPARE(wrapped.palette().color(QPalette::WindowText), makeTheme(true, Density::Comfortable).textMuted);
    m_theme.setMode(ColorMode::Light);
}

void TestLabel::everyToneHasATextColour()
{
    const Theme theme = makeTheme(false, Density::Comfortable);
    for (const Tone tone : {Tone::Accent, Tone::Info, Tone::Good, Tone::Warning, Tone::Bad})
        QCOMPARE(textColour(theme, textColourFor(tone)), theme.tone(tone).text);
    QCOMPARE(textColourFor(Tone::Neutral), TextColour::Muted);
}

void TestLabel::factsArePlainAndNamed()
{
    KeyValueList list;
    list.setItems({{u"Organization"_s, u"<i>Acme</i>"_s, false, Tone::Neutral}, {u"Last sync"_s, {}, false, Tone::Neutral}});
    const QList<Label *> labels = list.findChildren<Label *>();
    QCOMPARE(labels.size(), 4);
    QCOMPARE(labels.at(1)->textFormat(), Qt::PlainText);
    QCOMPARE(labels.at(1)->text(), u"<i>Acme</i>"_s);
    QCOMPARE(labels.at(1)->accessibleName(), u"Organization: <i>Acme</i>"_s);
    QCOMPARE(labels.at(3)->text(), u"–"_s);
}

void TestLabel::factsKeepTheirWidgets()
{
    KeyValueList list;
    list.setItems({{u"State"_s, u"Active"_s, false, Tone::Good}});
    Label *value = list.findChildren<Label *>().at(1);
    list.setItems({{u"State"_s, u"Invalid"_s, false, Tone::Bad}});
    QCOMPARE(list.findChildren<Label *>().at(1), value);
    QCOMPARE(value->text(), u"Invalid"_s);
    list.setItems({});
    QVERIFY(list.findChildren<Label *>().isEmpty());
}

void TestLabel::pageHeaderShowsItsTexts()
{
    PageHeader header(u"Events"_s);
    header.setSubtitle(u"<b>5</b> stored"_s);
    const QList<Label *> labels = header.findChildren<Label *>();
    QCOMPARE(labels.at(0)->text(), u"Events"_s);
    QCOMPARE(labels.at(1)->text(), u"<b>5</b> stored"_s);
    header.setTitle(u"Records"_s);
    QCOMPARE(labels.at(0)->text(), u"Records"_s);
    QVERIFY(header.actions());
}

void TestLabel::iconTakesItsSide()
{
    IconLabel label(Icon::Database, 20, TextColour::Good);
    QCOMPARE(label.size(), QSize(20, 20));
    const QImage before = label.grab().toImage();
    label.setIcon(Icon::Warning, TextColour::Bad);
    QVERIFY(label.grab().toImage() != before);
}

QTEST_MAIN(TestLabel)
#include "tst_label.moc"
