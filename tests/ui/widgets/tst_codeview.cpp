// SPDX-License-Identifier: Apache-2.0
// covers: ui/widgets/jsonhighlighter.cpp ui/widgets/searchfield.cpp ui/widgets/inspector.cpp
#include "ui/widgets/codeview.h"

#include "ui/theme/themecontroller.h"
#include "ui/widgets/button.h"
#include "ui/widgets/inspector.h"
#include "ui/widgets/label.h"
#include "ui/widgets/searchfield.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

using namespace Qt::StringLiterals;
using namespace console;

class TestCodeView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsTextAsItIs();
    void controlsThatReorderAreShown();
    void coloursJson();
    void leavesPlainTextAlone();
    void coloursFollowTheTheme();
    void gutterGrowsWithTheLines();
    void hugeTextIsCutAndSaysSo();
    void tabLeavesIt();
    void searchWaitsForAPause();
    void escapeEmptiesTheSearch();
    void searchShowsAProblem();
    void inspectorShowsTitleAndState();
    void inspectorTabs();
    void escapeClosesTheInspector();

private:
    ThemeController m_theme;
};

namespace {

QSet<QRgb> coloursOf(const CodeView &view)
{
    QSet<QRgb> seen;
    for (QTextBlock block = view.document()->firstBlock(); block.isValid(); block = block.next()) {
        const auto formats = block.layout()->formats();
        for (const QTextLayout::FormatRange &range : formats)
            seen.insert(range.format.foreground().color().rgb());
    }
    return seen;
}

} // namespace

void TestCodeView::showsTextAsItIs()
{
    CodeView view(u"Payload"_s);
    const QString text = u"<b>x</b> & \"\\u202e\" -> {\n  \"a\": 1\n}"_s;
    view.setCode(text, CodeView::Syntax::Json);
    QCOMPARE(view.toPlainText(), text);
    QCOMPARE(view.accessibleName(), u"Payload"_s);
    QVERIFY(view.isReadOnly());
}

void TestCodeView::coloursJson()
{
    m_theme.setMode(ColorMode::Light);
    CodeView view(u"Payload"_s);
    view.setCode(u"{\n  \"a\": 1,\n  \"b\": \"text\",\n  \"c\": null\n}"_s, CodeView::Syntax::Json);
    const Theme theme = m_theme.theme();
    QTRY_VERIFY(coloursOf(view).contains(theme.jsonKey.rgb()));
    for (const QColor &colour : {theme.jsonString, theme.jsonNumber, theme.jsonLiteral, theme.jsonPunctuation})
        QVERIFY(coloursOf(view).contains(colour.rgb()));
}

void TestCodeView::leavesPlainTextAlone()
{
    CodeView view(u"Headers"_s);
    view.setCode(u"{\"a\": 1}"_s, CodeView::Syntax::Plain);
    QCoreApplication::processEvents();
    QVERIFY(coloursOf(view).isEmpty());
    // Too long to be coloured without holding the window.
    view.setCode(u"{\"a\": \""_s + QString(CodeView::highlightLimit, u'x') + u"\"}"_s, CodeView::Syntax::Json);
    QCoreApplication::processEvents();
    QVERIFY(coloursOf(view).isEmpty());
}

void TestCodeView::coloursFollowTheTheme()
{
    m_theme.setMode(ColorMode::Light);
    CodeView view(u"Payload"_s);
    view.show();
    view.setCode(u"{\"a\": 1}"_s, CodeView::Syntax::Json);
    m_theme.setMode(ColorMode::Dark);
    QTRY_VERIFY(coloursOf(view).contains(makeTheme(true, Density::Comfortable).jsonKey.rgb()));
    m_theme.setMode(ColorMode::Light);
}

void TestCodeView::gutterGrowsWithTheLines()
{
    CodeView view(u"Payload"_s);
    view.setCode(u"one"_s, CodeView::Syntax::Plain);
    const int narrow = view.gutterWidth();
    view.setCode(QString(20000, u'\n'), CodeView::Syntax::Plain);
    QVERIFY(view.gutterWidth() > narrow);
    view.resize(300, 200);
    QVERIFY(!view.grab().isNull());
}

void TestCodeView::controlsThatReorderAreShown()
{
    CodeView view(u"Body"_s);
    view.setCode(u"\"\u202egnp.exe\u2066\""_s, CodeView::Syntax::Json);
    QCOMPARE(view.toPlainText(), u"\"\\u202egnp.exe\\u2066\""_s);
    view.setCode(QString(100'000, u'\u202e'), CodeView::Syntax::Plain); // in time that grows with the text
    QVERIFY(!view.toPlainText().contains(u'\u202e'));
}

void TestCodeView::hugeTextIsCutAndSaysSo()
{
    QCOMPARE(CodeView::displayed({}), QString());
    QCOMPARE(CodeView::displayed(u"a\nb\n"_s), u"a\nb\n"_s);
    const QString exact(CodeView::lineLimit, u'x');
    QCOMPARE(CodeView::displayed(exact), exact);
    const QString cut = CodeView::displayed(u"a\n"_s + exact + u"yyy\nb"_s);
    QVERIFY(cut.startsWith(u"a\nxxx"_s));
    QVERIFY(cut.endsWith(u" 3 more characters in this line\nb"_s));
    const QString line = QString(99, u'z') + u'\n';
    const QString many = line.repeated(CodeView::displayLimit / 100 + 50);
    QVERIFY(CodeView::displayed(many).size() < CodeView::displayLimit + 200);
    QVERIFY(CodeView::displayed(many).endsWith(u"more characters"_s));

    CodeView view(u"Payload"_s);
    view.setCode(QString(CodeView::displayLimit, u'x'), CodeView::Syntax::Plain); // one endless line
    QVERIFY(view.toPlainText().size() < CodeView::lineLimit + 100);
}

void TestCodeView::tabLeavesIt()
{
    QVERIFY(CodeView(u"Payload"_s).tabChangesFocus());
}

void TestCodeView::searchWaitsForAPause()
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

void TestCodeView::escapeEmptiesTheSearch()
{
    SearchField field(u"Filter"_s, {});
    QSignalSpy asked(&field, &SearchField::searchRequested);
    field.setText(u"abc"_s);
    QTest::keyClick(&field, Qt::Key_Escape);
    QVERIFY(field.text().isEmpty());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toString(), QString());
}

void TestCodeView::searchShowsAProblem()
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

void TestCodeView::inspectorShowsTitleAndState()
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

void TestCodeView::inspectorTabs()
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

void TestCodeView::escapeClosesTheInspector()
{
    Inspector inspector;
    QSignalSpy closed(&inspector, &Inspector::closeRequested);
    QTest::keyClick(&inspector, Qt::Key_Escape);
    QCOMPARE(closed.size(), 1);
    inspector.findChild<Button *>()->click();
    QCOMPARE(closed.size(), 2);
}

QTEST_MAIN(TestCodeView)
#include "tst_codeview.moc"
