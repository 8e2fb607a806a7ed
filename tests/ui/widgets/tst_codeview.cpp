// SPDX-License-Identifier: Apache-2.0
// covers: ui/widgets/codeinput.cpp ui/widgets/codepainting.cpp ui/widgets/matchsearch.cpp ui/widgets/accessibletext.cpp
#include "ui/widgets/codeview.h"

#include "models/domain/json.h"
#include "ui/theme/themecontroller.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class TestCodeView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsTextAsItIs();
    void coloursJson();
    void coloursFollowTheTheme();
    void showsHiddenCharacters();
    void gutterGrowsWithTheLines();
    void movesByKey_data();
    void movesByKey();
    void selectsByKeyAndCopies();
    void selectsByMouse();
    void foldsByMouseAndKey();
    void caretSkipsWhatIsFolded();
    void finds_data();
    void finds();
    void stepsThroughMatches();
    void findsInWhatIsFolded();
    void holdsNobodyUpWithOneEndlessLine();
    void keepsItsPlaceForTheSameText();
    void marksLines();
    void isReadByAssistiveTechnology();
    void leavesOtherKeysToOthers();

private:
    ThemeController m_theme;
};

namespace {

constexpr auto json = CodeText::Syntax::Json;

QString nested()
{
    return QString::fromUtf8(prettyJson("{\"a\":{\"b\":[1,2]},\"c\":[3],\"d\":\"x\"}").text); // 12 lines
}

QSet<QRgb> coloursOf(QWidget &view)
{
    const QImage image = view.grab().toImage();
    QSet<QRgb> seen;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            seen.insert(image.pixel(x, y));
    return seen;
}

/// A colour of anti-aliased text: something close to it is there.
bool hasNear(const QSet<QRgb> &seen, const QColor &colour)
{
    return std::any_of(seen.cbegin(), seen.cend(), [&](QRgb one) {
        return std::abs(qRed(one) - colour.red()) + std::abs(qGreen(one) - colour.green()) + std::abs(qBlue(one) - colour.blue()) < 40;
    });
}

struct Shown
{
    explicit Shown(const QString &text, CodeView::Syntax syntax = CodeView::Syntax::Plain) : view(u"Payload"_s)
    {
        view.resize(400, 300);
        view.setCode(text, syntax);
        view.show();
        view.setFocus();
    }
    void keys(std::initializer_list<QKeyCombination> list)
    {
        for (const QKeyCombination &one : list)
            QTest::keyClick(&view, one.key(), one.keyboardModifiers());
    }
    CodeView view;
};

} // namespace

void TestCodeView::showsTextAsItIs()
{
    const QString text = u"<b>x</b> & \"\\u202e\" -> {\n  \"a\": 1\n}\u202e"_s;
    Shown shown(text, json);
    QCOMPARE(shown.view.toPlainText(), text);
    QCOMPARE(shown.view.accessibleName(), u"Payload"_s);
    shown.view.setCode({}, json);
    QVERIFY(shown.view.toPlainText().isEmpty());
    QVERIFY(!shown.view.grab().isNull());
}

void TestCodeView::coloursJson()
{
    m_theme.setMode(ColorMode::Light);
    Shown shown(u"{\n  \"aaaaaa\": 111111,\n  \"b\": \"text text\",\n  \"c\": null\n}"_s, json);
    const Theme theme = m_theme.theme();
    const QSet<QRgb> seen = coloursOf(shown.view);
    for (const QColor &colour : {theme.jsonKey, theme.jsonString, theme.jsonNumber, theme.jsonLiteral, theme.jsonPunctuation})
        QVERIFY2(hasNear(seen, colour), qPrintable(colour.name()));
    shown.view.setCode(shown.view.toPlainText(), CodeView::Syntax::Plain);
    QVERIFY(!hasNear(coloursOf(shown.view), theme.jsonString));
}

void TestCodeView::coloursFollowTheTheme()
{
    m_theme.setMode(ColorMode::Light);
    Shown shown(u"{\"aaaaaaaa\": 1}"_s, json);
    m_theme.setMode(ColorMode::Dark);
    QTRY_VERIFY(hasNear(coloursOf(shown.view), makeTheme(true, Density::Comfortable).jsonKey));
    m_theme.setMode(ColorMode::Light);
}

void TestCodeView::showsHiddenCharacters()
{
    m_theme.setMode(ColorMode::Light);
    const QRgb warned = m_theme.theme().tone(Tone::Warning).soft.rgb();
    const QRgb broken = m_theme.theme().tone(Tone::Bad).soft.rgb();
    Shown shown(u"\"plain\""_s, json);
    QVERIFY(!coloursOf(shown.view).contains(warned));
    shown.view.setCode(u"\"\u202egnp.exe\u2066\""_s, json);
    QVERIFY(coloursOf(shown.view).contains(warned));
    shown.view.setCode(u"zero\u200bwidth"_s, json);
    QVERIFY(coloursOf(shown.view).contains(warned));
    shown.view.setCode(decodedText("\xc3("), CodeView::Syntax::Plain);
    QVERIFY(coloursOf(shown.view).contains(broken));
    QTest::keyClick(&shown.view, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&shown.view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"\uFFFD("_s);
    shown.view.setCode(QString(100'000, u'\u202e'), CodeView::Syntax::Plain);
    QVERIFY(!shown.view.grab().isNull());
    shown.view.setCode(u"محمد علي x 漢字 😀 e\u0301\t!"_s, CodeView::Syntax::Plain);
    QVERIFY(!shown.view.grab().isNull());
}

void TestCodeView::gutterGrowsWithTheLines()
{
    QVERIFY(codeMetrics(20'000).gutter > codeMetrics(1).gutter);
    Shown shown(QString(20'000, u'\n'));
    QVERIFY(shown.view.verticalScrollBar()->maximum() > 19'000);
    QCOMPARE(shown.view.horizontalScrollBar()->maximum(), 0);
}

void TestCodeView::movesByKey_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("from");
    QTest::addColumn<QList<int>>("keys");
    QTest::addColumn<int>("to");
    const auto row = [](const char *name, const QString &text, int from, QList<int> keys, int to) {
        QTest::newRow(name) << text << from << keys << to;
    };
    const int control = int(Qt::ControlModifier);
    row("right", u"ab"_s, 0, {Qt::Key_Right}, 1);
    row("right over a break", u"a\nb"_s, 1, {Qt::Key_Right}, 2);
    row("right at the end", u"ab"_s, 2, {Qt::Key_Right}, 2);
    row("right over an emoji", u"😀b"_s, 0, {Qt::Key_Right}, 2);
    row("right over a mark", u"e\u0301b"_s, 0, {Qt::Key_Right}, 2);
    row("left", u"ab"_s, 1, {Qt::Key_Left}, 0);
    row("left at the start", u"ab"_s, 0, {Qt::Key_Left}, 0);
    row("down", u"abc\ndef"_s, 1, {Qt::Key_Down}, 5);
    row("down at the end", u"abc"_s, 1, {Qt::Key_Down}, 1);
    row("keeps its column", u"abc\nx\ndef"_s, 3, {Qt::Key_Down, Qt::Key_Down}, 9);
    row("forgets it after a step", u"abc\nx\ndef"_s, 3, {Qt::Key_Down, Qt::Key_Left, Qt::Key_Down}, 6);
    row("up", u"abc\ndef"_s, 6, {Qt::Key_Up}, 2);
    row("under a wide one", u"漢x\nabc"_s, 1, {Qt::Key_Down}, 5);
    row("home", u"abc\ndef"_s, 6, {Qt::Key_Home}, 4);
    row("end", u"abc\ndef"_s, 0, {Qt::Key_End}, 3);
    row("start of all", u"abc\ndef"_s, 6, {Qt::Key_Home | control}, 0);
    row("end of all", u"abc\ndef"_s, 0, {Qt::Key_End | control}, 7);
    row("word", u"ab, cd"_s, 0, {Qt::Key_Right | control}, 4);
    row("word back", u"ab, cd"_s, 6, {Qt::Key_Left | control}, 4);
    row("two words back", u"ab, cd"_s, 6, {Qt::Key_Left | control, Qt::Key_Left | control}, 0);
}

void TestCodeView::movesByKey()
{
    QFETCH(QString, text);
    QFETCH(int, from);
    QFETCH(QList<int>, keys);
    QFETCH(int, to);
    Shown shown(text);
    shown.view.select(from, from);
    for (const int key : keys)
        QTest::keyClick(&shown.view, Qt::Key(key & ~int(Qt::KeyboardModifierMask)), Qt::KeyboardModifiers(key & int(Qt::KeyboardModifierMask)));
    QCOMPARE(shown.view.caret(), to);
    QVERIFY(shown.view.selectedText().isEmpty());
}

void TestCodeView::selectsByKeyAndCopies()
{
    Shown shown(u"first\nsecond\nthird"_s);
    QSignalSpy moved(&shown.view, &CodeView::caretMoved);
    shown.keys({Qt::SHIFT | Qt::Key_Right, Qt::SHIFT | Qt::Key_Right});
    QCOMPARE(shown.view.selectedText(), u"fi"_s);
    QCOMPARE(moved.size(), 2);
    shown.keys({Qt::SHIFT | Qt::Key_Down});
    QCOMPARE(shown.view.selectedText(), u"first\nse"_s);
    shown.keys({Qt::SHIFT | Qt::Key_End, Qt::CTRL | Qt::Key_C});
    QCOMPARE(QGuiApplication::clipboard()->text(), u"first\nsecond"_s);
    shown.keys({Qt::CTRL | Qt::Key_A});
    QCOMPARE(shown.view.selectedText(), shown.view.toPlainText());
    shown.keys({Qt::Key_Left});
    QVERIFY(shown.view.selectedText().isEmpty());
    shown.keys({Qt::CTRL | Qt::Key_C}); // nothing chosen: the clipboard stays
    QCOMPARE(QGuiApplication::clipboard()->text(), u"first\nsecond"_s);
}

void TestCodeView::selectsByMouse()
{
    Shown shown(u"alpha beta-gamma\nline two\nthird"_s);
    const auto at = [&](qsizetype position) { return shown.view.readableRect(position).center() - QPoint(2, 0); };
    QWidget *viewport = shown.view.viewport();
    QTest::mousePress(viewport, Qt::LeftButton, {}, at(2));
    QTest::mouseMove(viewport, at(8));
    QMouseEvent drag(QEvent::MouseMove, at(8), viewport->mapToGlobal(at(8)), Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(viewport, &drag);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, at(8));
    QCOMPARE(shown.view.selectedText(), u"pha be"_s);
    QTest::mouseClick(viewport, Qt::LeftButton, Qt::ShiftModifier, at(12));
    QCOMPARE(shown.view.selectedText(), u"pha beta-g"_s);
    QTest::mouseDClick(viewport, Qt::LeftButton, {}, at(12));
    QCOMPARE(shown.view.selectedText(), u"beta-gamma"_s);
    QTest::mouseClick(viewport, Qt::LeftButton, {}, at(12)); // the third one of a triple click
    QCOMPARE(shown.view.selectedText(), u"alpha beta-gamma\n"_s);
    QCOMPARE(shown.view.readableAt(at(20)), 20);
    QCOMPARE(shown.view.readableAt(QPoint(2, 2)), -1); // a line number
}

void TestCodeView::foldsByMouseAndKey()
{
    Shown shown(nested(), json);
    QSignalSpy folded(&shown.view, &CodeView::foldingChanged);
    const QRect line = shown.view.readableRect(shown.view.text().lineStart(1));
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, QPoint(20, line.center().y()));
    QVERIFY(shown.view.folding().isClosed(1));
    QCOMPARE(folded.size(), 1);
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, QPoint(20, line.center().y()));
    QVERIFY(!shown.view.folding().isClosed(1));
    // Around the caret, from the inside out.
    shown.view.goToLine(3);
    shown.keys({Qt::CTRL | Qt::Key_Minus});
    QVERIFY(shown.view.folding().isClosed(2));
    QCOMPARE(shown.view.text().lineAt(shown.view.caret()), 2);
    shown.keys({Qt::CTRL | Qt::Key_Minus});
    QVERIFY(shown.view.folding().isClosed(1));
    shown.keys({Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Down});
    QVERIFY(!shown.view.folding().isClosed(1));
    QVERIFY(shown.view.folding().isClosed(2));
    // At the ends of the line.
    shown.view.goToLine(1);
    shown.keys({Qt::Key_Left});
    QVERIFY(shown.view.folding().isClosed(1));
    shown.keys({Qt::Key_End, Qt::Key_Right});
    QVERIFY(!shown.view.folding().isClosed(1));
    // All.
    shown.keys({Qt::CTRL | Qt::ALT | Qt::Key_Minus});
    QCOMPARE(shown.view.folding().rowCount(), 5);
    QVERIFY(!shown.view.grab().isNull());
    shown.keys({Qt::CTRL | Qt::ALT | Qt::Key_Equal});
    QVERIFY(!shown.view.folding().anyClosed());
}

void TestCodeView::caretSkipsWhatIsFolded()
{
    Shown shown(nested(), json);
    shown.view.setFolded(1, true);
    shown.view.select(shown.view.text().lineEnd(1), shown.view.text().lineEnd(1));
    shown.keys({Qt::Key_Down});
    QCOMPARE(shown.view.text().lineAt(shown.view.caret()), 7);
    shown.keys({Qt::Key_Up});
    QCOMPARE(shown.view.text().lineAt(shown.view.caret()), 1);
    shown.view.setFolded(7, true);
    shown.view.select(shown.view.text().lineStart(10), shown.view.text().lineStart(10));
    shown.keys({Qt::Key_Left});
    QCOMPARE(shown.view.caret(), shown.view.text().lineEnd(7));
    // What is copied is whole, folded or not.
    shown.keys({Qt::CTRL | Qt::Key_A});
    QCOMPARE(shown.view.selectedText(), nested());
}

void TestCodeView::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("needle");
    QTest::addColumn<bool>("matchCase");
    QTest::addColumn<int>("count");
    QTest::newRow("none") << u"abc"_s << u"x"_s << false << 0;
    QTest::newRow("one") << u"abc"_s << u"b"_s << false << 1;
    QTest::newRow("case") << u"Abab"_s << u"ab"_s << false << 2;
    QTest::newRow("exact case") << u"Abab"_s << u"ab"_s << true << 1;
    QTest::newRow("umlauts") << u"ÄÄä"_s << u"ä"_s << false << 3;
    QTest::newRow("not over each other") << u"aaaa"_s << u"aa"_s << false << 2;
    QTest::newRow("no pattern") << u"a.c abc"_s << u"a.c"_s << false << 1;
    QTest::newRow("over a break") << u"ab\ncd"_s << u"b\nc"_s << false << 1;
    QTest::newRow("longer than the text") << u"ab"_s << u"abc"_s << false << 0;
    QTest::newRow("over slices") << QString(128 * 1024 - 2, u'.') + u"needle"_s + QString(300'000, u'.') + u"needle"_s << u"Needle"_s << false << 2;
    QTest::newRow("right to left") << u"x\u202eمحمد"_s << u"محمد"_s << false << 1;
}

void TestCodeView::finds()
{
    QFETCH(QString, text);
    QFETCH(QString, needle);
    QFETCH(bool, matchCase);
    QFETCH(int, count);
    Shown shown(text);
    shown.view.find({needle, matchCase});
    QTRY_VERIFY(!shown.view.findProgress().running);
    QCOMPARE(shown.view.findProgress().total, count);
    QCOMPARE(shown.view.findProgress().current, count > 0 ? 1 : 0);
    if (count > 0)
        QCOMPARE(shown.view.selectedText().compare(needle, Qt::CaseInsensitive), 0);
}

void TestCodeView::stepsThroughMatches()
{
    m_theme.setMode(ColorMode::Light);
    Shown shown(u"one two one three one"_s);
    int told = 0;
    shown.view.findMoved = [&told] { ++told; };
    shown.view.select(5, 5);
    shown.view.find({u"one"_s});
    QTRY_COMPARE(shown.view.findProgress().current, 2); // from where the caret is
    shown.view.findNext(true);
    QCOMPARE(shown.view.findProgress().current, 3);
    shown.view.findNext(true); // around the end
    QCOMPARE(shown.view.findProgress().current, 1);
    QCOMPARE(shown.view.caret(), 3);
    shown.view.findNext(false);
    QCOMPARE(shown.view.findProgress().current, 3);
    QVERIFY(told >= 4);
    // Another text, the same question.
    shown.view.setCode(u"none and one"_s, CodeView::Syntax::Plain);
    QTRY_COMPARE(shown.view.findProgress().total, 2);
    const QImage lit = shown.view.grab().toImage();
    shown.view.find({});
    QCOMPARE(shown.view.findProgress(), FindProgress());
    QVERIFY(shown.view.grab().toImage() != lit);
}

void TestCodeView::findsInWhatIsFolded()
{
    Shown shown(nested(), json);
    shown.view.foldAll();
    shown.view.find({u"2"_s});
    QTRY_COMPARE(shown.view.findProgress().total, 1);
    QVERIFY(!shown.view.folding().isHidden(4));
    QCOMPARE(shown.view.selectedText(), u"2"_s);
}

void TestCodeView::holdsNobodyUpWithOneEndlessLine()
{
    QString line = u"{\"key\":\""_s + QString(4 * 1024 * 1024, u'x') + u"\"}"_s;
    line.replace(3'000'000, 6, u"needle"_s);
    const auto text = CodeText::make(line, json); // on the reader's thread in the program
    Shown shown(u"before"_s);
    const auto within = [](const char *what, auto &&work) {
        QElapsedTimer timer;
        timer.start();
        work();
        const qint64 took = timer.elapsed();
        if (took > 100) // a busy machine may be some times slower than the 16 ms that are meant
            qWarning("%s took %lld ms", what, took);
        return took <= 100;
    };
    QVERIFY(within("showing", [&] { shown.view.setText(text); shown.view.grab(); }));
    QCOMPARE(shown.view.toPlainText().size(), line.size());
    QVERIFY(shown.view.horizontalScrollBar()->maximum() > 20'000'000);
    QVERIFY(within("scrolling", [&] { shown.view.horizontalScrollBar()->setValue(15'000'000); shown.view.grab(); }));
    QVERIFY(within("to the end", [&] { QTest::keyClick(&shown.view, Qt::Key_End); shown.view.grab(); }));
    QCOMPARE(shown.view.caret(), line.size());
    qint64 longest = 0;
    shown.view.findMoved = [] {};
    QElapsedTimer turn;
    turn.start();
    shown.view.find({u"NEEDLE"_s});
    longest = turn.elapsed();
    QVERIFY2(longest <= 100, qPrintable(QString::number(longest)));
    QTRY_COMPARE(shown.view.findProgress().total, 1);
    QTRY_VERIFY(!shown.view.findProgress().running);
    QCOMPARE(shown.view.selectedText(), u"needle"_s);
    QVERIFY(!shown.view.readableRect(shown.view.caret()).intersected(shown.view.viewport()->rect()).isEmpty());
}

void TestCodeView::keepsItsPlaceForTheSameText()
{
    Shown shown(u"line\n"_s.repeated(500));
    shown.view.select(1000, 1004);
    const int top = shown.view.verticalScrollBar()->value();
    QVERIFY(top > 0);
    shown.view.setCode(u"line\n"_s.repeated(500), CodeView::Syntax::Plain);
    QCOMPARE(shown.view.verticalScrollBar()->value(), top);
    QCOMPARE(shown.view.caret(), 1004);
    shown.view.setCode(u"other"_s, CodeView::Syntax::Plain);
    QCOMPARE(shown.view.caret(), 0);
}

void TestCodeView::marksLines()
{
    m_theme.setMode(ColorMode::Light);
    Shown shown(u"one\ntwo\nthree"_s);
    const QRgb added = m_theme.theme().tone(Tone::Good).soft.rgb();
    QVERIFY(!coloursOf(shown.view).contains(added));
    shown.view.setLineTones({{1, Tone::Good}}, 1);
    QVERIFY(coloursOf(shown.view).contains(added));
}

void TestCodeView::isReadByAssistiveTechnology()
{
    Shown shown(u"first line\nsecond\u202e\nthird"_s);
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&shown.view);
    QVERIFY(access != nullptr);
    QCOMPARE(access->role(), QAccessible::EditableText);
    QCOMPARE(access->text(QAccessible::Name), u"Payload"_s);
    QVERIFY(access->state().readOnly && access->state().multiLine);
    QCOMPARE(access->childCount(), 0);
    QAccessibleTextInterface *text = access->textInterface();
    QVERIFY(text != nullptr);
    QCOMPARE(text->characterCount(), shown.view.toPlainText().size());
    QCOMPARE(text->text(0, -1), shown.view.toPlainText());
    QCOMPARE(text->text(6, 10), u"line"_s);
    int from = 0;
    int to = 0;
    QCOMPARE(text->textAtOffset(13, QAccessible::LineBoundary, &from, &to), u"second\u202e"_s);
    QCOMPARE(from, 11);
    QCOMPARE(to, 18);
    QCOMPARE(text->textBeforeOffset(13, QAccessible::LineBoundary, &from, &to), u"first line"_s);
    QCOMPARE(text->textAfterOffset(13, QAccessible::LineBoundary, &from, &to), u"third"_s);
    QCOMPARE(text->textAtOffset(0, QAccessible::CharBoundary, &from, &to), u"f"_s);
    QCOMPARE(text->textAtOffset(1, QAccessible::WordBoundary, &from, &to), u"first"_s);
    text->setSelection(0, 6, 10);
    QCOMPARE(shown.view.selectedText(), u"line"_s);
    QCOMPARE(text->selectionCount(), 1);
    text->selection(0, &from, &to);
    QCOMPARE(from, 6);
    text->setCursorPosition(3);
    QCOMPARE(text->cursorPosition(), 3);
    QCOMPARE(text->selectionCount(), 0);
    const QRect place = text->characterRect(12);
    QCOMPARE(text->offsetAtPoint(place.center() - QPoint(2, 0)), 12);
    text->removeSelection(0);
    text->scrollToSubstring(0, 1);
    QVERIFY(text->attributes(0, &from, &to).isEmpty());
}

void TestCodeView::leavesOtherKeysToOthers()
{
    QWidget around;
    auto *view = new CodeView(u"Payload"_s, &around);
    around.show();
    struct Watch : QObject
    {
        int seen = 0;
        bool eventFilter(QObject *, QEvent *event) override
        {
            seen += event->type() == QEvent::KeyPress ? 1 : 0;
            return false;
        }
    } watch;
    around.installEventFilter(&watch);
    QTest::keyClick(view, Qt::Key_Escape);
    QTest::keyClick(view, Qt::Key_F3);
    QCOMPARE(watch.seen, 2);
    QTest::keyClick(view, Qt::Key_Right);
    QCOMPARE(watch.seen, 2);
    QKeyEvent copying(QEvent::ShortcutOverride, Qt::Key_C, Qt::ControlModifier);
    copying.ignore();
    QApplication::sendEvent(view, &copying);
    QVERIFY(copying.isAccepted()); // the page's own copying does not take it
}

QTEST_MAIN(TestCodeView)
#include "tst_codeview.moc"
