// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/theme.h"
#include "ui/theme/themecontroller.h"

#include <QApplication>
#include <QFontInfo>
#include <QFontMetrics>
#include <QPalette>
#include <QTest>


using namespace Qt::StringLiterals;
using namespace console;

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrast_data();
    void contrast();
    void knowsTheRatioOfTheStandard();
    void toneTextsStandOutFromEachGround_data();
    void toneTextsStandOutFromEachGround();
    void paletteCarriesTheTheme();
    void compactIsSmaller();
    void bundledFontsAreUsed_data();
    void bundledFontsAreUsed();
    void digitsAreTabular();
    void joinsNothing();
};

void TestTheme::knowsTheRatioOfTheStandard()
{
    QCOMPARE(qRound(contrastRatio(Qt::white, Qt::black) * 10), 210);
    QCOMPARE(qRound(contrastRatio(Qt::white, Qt::white) * 10), 10);
    // #767676 on white is the well-known lightest grey that passes 4.5:1.
    QVERIFY(contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white) >= 4.5);
    QVERIFY(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) < 4.5);
}

void TestTheme::contrast_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const bool dark : {false, true}) {
        const Theme t = makeTheme(dark, Density::Comfortable);
        const char *mode = dark ? "dark" : "light";
        const QVector<QPair<QByteArray, QColor>> grounds{{"window", t.window}, {"surface", t.surface}, {"raised", t.raised},
                                                         {"hover", t.hover}, {"selection", t.selection}};
        const QVector<QPair<QByteArray, QColor>> texts{{"text", t.text}, {"muted", t.textMuted}, {"faint", t.textFaint}};
        for (const auto &ground : grounds)
            for (const auto &text : texts)
                QTest::addRow("%s %s on %s", mode, text.first.constData(), ground.first.constData()) << text.second << ground.second;
        const QVector<QPair<QByteArray, QColor>> code{{"key", t.jsonKey}, {"string", t.jsonString}, {"number", t.jsonNumber},
                                                      {"literal", t.jsonLiteral}, {"punctuation", t.jsonPunctuation}};
        for (const auto &one : code)
            QTest::addRow("%s json %s", mode, one.first.constData()) << one.second << t.surface;
        QTest::addRow("%s button", mode) << t.onAccent << t.accent;
        QTest::addRow("%s button hover", mode) << t.onAccent << t.accentHover;
        QTest::addRow("%s button pressed", mode) << t.onAccent << t.accentPressed;
        QTest::addRow("%s chosen page", mode) << t.tone(Tone::Accent).text << t.accentSoft;
        const QPalette p = t.palette();
        QTest::addRow("%s tooltip", mode) << p.color(QPalette::ToolTipText) << p.color(QPalette::ToolTipBase);
        QTest::addRow("%s selected text", mode)
            << p.color(QPalette::HighlightedText) << p.color(QPalette::Highlight);
        QTest::addRow("%s placeholder", mode) << p.color(QPalette::PlaceholderText) << p.color(QPalette::Base);
    }
}

void TestTheme::contrast()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    const double ratio = contrastRatio(text, ground);
    QVERIFY2(ratio >= 4.5, QByteArray::number(ratio).constData());
}

void TestTheme::toneTextsStandOutFromEachGround_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<Tone>("tone");
    for (const bool dark : {false, true}) {
        for (const Tone tone : {Tone::Neutral, Tone::Accent, Tone::Info, Tone::Good, Tone::Warning, Tone::Bad})
            QTest::addRow("%s %d", dark ? "dark" : "light", int(tone)) << dark << tone;
    }
}

void TestTheme::toneTextsStandOutFromEachGround()
{
    QFETCH(bool, dark);
    QFETCH(Tone, tone);
    const Theme t = makeTheme(dark, Density::Comfortable);
    const ToneColours colours = t.tone(tone);
    for (const QColor &ground : {colours.soft, t.surface, t.window, t.hover, t.selection, t.raised}) {
        const double ratio = contrastRatio(colours.text, ground);
        QVERIFY2(ratio >= 4.5, qPrintable(u"%1: %2"_s.arg(ground.name()).arg(ratio)));
    }
    // Banners write ordinary texts on the soft ground.
    QVERIFY(contrastRatio(t.text, colours.soft) >= 4.5);
    QVERIFY(contrastRatio(t.textMuted, colours.soft) >= 4.5);
    // The accent of the focus ring must be seen beside what it surrounds (WCAG 1.4.11: 3:1).
    QVERIFY(contrastRatio(t.accent, t.surface) >= 3);
    QVERIFY(contrastRatio(t.accent, t.window) >= 3);
}

void TestTheme::paletteCarriesTheTheme()
{
    const Theme t = makeTheme(true, Density::Comfortable);
    QCOMPARE(t.palette().color(QPalette::Window), t.window);
    QCOMPARE(t.palette().color(QPalette::Disabled, QPalette::Text), t.disabled);
    QVERIFY(!(t == makeTheme(false, Density::Comfortable)));
}

void TestTheme::compactIsSmaller()
{
    QVERIFY(makeTheme(false, Density::Compact).rowHeight < makeTheme(false, Density::Comfortable).rowHeight);
    QVERIFY(makeTheme(false, Density::Compact).controlHeight >= 24); // WCAG 2.5.8, target size
}

void TestTheme::bundledFontsAreUsed_data()
{
    QTest::addColumn<TextRole>("role");
    for (int i = 0; i <= int(TextRole::MonoHeading); ++i)
        QTest::addRow("role %d", i) << TextRole(i);
}

void TestTheme::bundledFontsAreUsed()
{
    QFETCH(TextRole, role);
    const QFont font = fontFor(role);
    const QFontInfo info(font);
    QCOMPARE(info.family(), font.family());
    QCOMPARE(font.hintingPreference(), QFont::PreferNoHinting);
    QVERIFY(font.pixelSize() >= 11);
}

void TestTheme::digitsAreTabular()
{
    for (const TextRole role : {TextRole::Body, TextRole::BodyMedium, TextRole::Strong, TextRole::Figure, TextRole::Mono}) {
        const QFontMetricsF metrics(fontFor(role));
        for (char digit = '1'; digit <= '9'; ++digit)
            QVERIFY(qAbs(metrics.horizontalAdvance(QLatin1Char(digit)) - metrics.horizontalAdvance(u'0')) < 0.05);
    }
}

void TestTheme::joinsNothing()
{
    // What was received is shown as it is: "->" and "!=" stay two signs.
    const QFontMetricsF mono(fontFor(TextRole::Mono));
    QCOMPARE(mono.horizontalAdvance(u"->!=www"_s), mono.horizontalAdvance(u'0') * 7);
    for (const char16_t sign : {u'▲', u'▼', u'→', u'…', u'–', u'·', u'Ж', u'Ω', u'ő'})
        QVERIFY2(QFontMetrics(fontFor(TextRole::Body)).inFont(sign), QByteArray::number(int(sign), 16).constData());
}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    loadBundledFonts();
    TestTheme test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_theme.moc"
