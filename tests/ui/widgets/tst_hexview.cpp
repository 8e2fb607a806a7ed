// SPDX-License-Identifier: Apache-2.0
// covers: ui/widgets/findbar.cpp models/domain/hexdump.cpp
#include "ui/widgets/hexview.h"

#include "tests/support/pageprobe.h"
#include "ui/theme/themecontroller.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/label.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

struct Shown
{
    explicit Shown(const QByteArray &bytes, int width = 700) : view(u"Bytes"_s)
    {
        view.resize(width, 300);
        view.show();
        view.setBytes(bytes);
        view.setFocus();
    }
    HexView view;
};

} // namespace

class TestHexView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void drawsLines();
    void readsWrittenBytes_data();
    void readsWrittenBytes();
    void takesEightBytesWhereSixteenDoNotFit();
    void movesAndSelects();
    void copies();
    void selectsByMouse();
    void finds_data();
    void finds();
    void takesFourMegabytesInItsStride();
    void isReadByAssistiveTechnology();
    void findBarCountsAndSteps();
    void findBarChangesItsTarget();

private:
    ThemeController m_theme;
};

void TestHexView::drawsLines()
{
    HexLayout layout;
    const QByteArray bytes = QByteArray("{\"id\": \"x\xc3\xbc\n") + QByteArray(6, '\0');
    QCOMPARE(layout.line(bytes, 0), u"00000000  7b 22 69 64 22 3a 20 22  78 c3 bc 0a 00 00 00 00  {\"id\": \"x......."_s);
    QCOMPARE(layout.line(bytes, 1), u"00000010  00 00"_s + QString(layout.textColumn(0) - 15, u' ') + u".."_s + QString(14, u' '));
    QCOMPARE(layout.rows(0), 1);
    QCOMPARE(layout.rows(16), 1);
    QCOMPARE(layout.rows(17), 2);
    for (int i = 0; i < 16; ++i) {
        QCOMPARE(layout.byteAt(layout.hexColumn(i)), i);
        QCOMPARE(layout.byteAt(layout.textColumn(i)), i);
    }
    QCOMPARE(layout.byteAt(0), 0);
    QCOMPARE(layout.byteAt(1000), 15);
    layout.bytes = 8;
    QCOMPARE(layout.line("abcdefgh!", 1), u"00000008  21"_s + QString(layout.textColumn(0) - 12, u' ') + u'!' + QString(7, u' '));
}

void TestHexView::readsWrittenBytes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::newRow("pairs") << u"7b 22"_s << QByteArray("{\"") << true;
    QTest::newRow("capitals") << u"C3 BC"_s << QByteArray("\xc3\xbc") << true;
    QTest::newRow("prefixed") << u"0x7b22"_s << QByteArray("{\"") << true;
    QTest::newRow("prefixed one") << u"0x00"_s << QByteArray(1, '\0') << true;
    QTest::newRow("one pair is a text") << u"12"_s << QByteArray() << false;
    QTest::newRow("a word is a text") << u"cafe"_s << QByteArray() << false;
    QTest::newRow("words of four") << u"cafe babe"_s << QByteArray() << false;
    QTest::newRow("odd") << u"0x7b2"_s << QByteArray() << false;
    QTest::newRow("other letters") << u"7b 2g"_s << QByteArray() << false;
    QTest::newRow("empty") << QString() << QByteArray() << false;
    QTest::newRow("prefix alone") << u"0x"_s << QByteArray() << false;
}

void TestHexView::readsWrittenBytes()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    const auto read = writtenBytes(text);
    QCOMPARE(read.has_value(), valid);
    QCOMPARE(read.value_or(QByteArray()), bytes);
}

void TestHexView::takesEightBytesWhereSixteenDoNotFit()
{
    Shown shown(QByteArray(100, 'x'));
    QCOMPARE(shown.view.bytesPerLine(), 16);
    shown.view.resize(420, 300);
    QCOMPARE(shown.view.bytesPerLine(), 8);
    QCOMPARE(shown.view.horizontalScrollBar()->maximum(), 0); // an inspector is so wide
    shown.view.setBytes({});
    QVERIFY(!shown.view.grab().isNull());
}

void TestHexView::movesAndSelects()
{
    Shown shown(QByteArray(100, 'x'));
    const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&shown.view, key, modifiers); };
    press(Qt::Key_Right);
    press(Qt::Key_Down);
    QCOMPARE(shown.view.caret(), 17);
    press(Qt::Key_Home);
    QCOMPARE(shown.view.caret(), 16);
    press(Qt::Key_End);
    QCOMPARE(shown.view.caret(), 31);
    press(Qt::Key_Up);
    press(Qt::Key_Up); // there is no line above
    QCOMPARE(shown.view.caret(), 15);
    press(Qt::Key_Left, Qt::ShiftModifier);
    press(Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(shown.view.selectedBytes().size(), 2);
    press(Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(shown.view.caret(), 100);
    press(Qt::Key_Right);
    QCOMPARE(shown.view.caret(), 100);
    press(Qt::Key_Home, Qt::ControlModifier);
    press(Qt::Key_PageDown);
    QCOMPARE(shown.view.caret(), 100);
    press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(shown.view.selectedBytes().size(), 100);
}

void TestHexView::copies()
{
    Shown shown("a\xc3\xbc\xff");
    shown.view.select(1, 4);
    QTest::keyClick(&shown.view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"c3 bc ff"_s);
    shown.view.copyAsText();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"ü\uFFFD"_s);
}

void TestHexView::selectsByMouse()
{
    Shown shown("abcdefghijklmnop0123");
    const HexLayout layout;
    const auto at = [&](qsizetype byte) { return shown.view.readableRect(byte / 16 * (layout.width() + 1) + layout.hexColumn(int(byte % 16))).center(); };
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, at(3));
    QCOMPARE(shown.view.caret(), 3);
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, Qt::ShiftModifier, at(17));
    QCOMPARE(shown.view.selectedBytes(), QByteArray("defghijklmnop0"));
    QTest::mousePress(shown.view.viewport(), Qt::LeftButton, {}, at(1));
    QMouseEvent drag(QEvent::MouseMove, at(2), shown.view.viewport()->mapToGlobal(at(2)), Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(shown.view.viewport(), &drag);
    QCOMPARE(shown.view.selectedBytes(), QByteArray("bc"));
}

void TestHexView::finds_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("needle");
    QTest::addColumn<bool>("matchCase");
    QTest::addColumn<int>("count");
    QTest::newRow("text") << QByteArray("abcAbc") << u"abc"_s << false << 2;
    QTest::newRow("exact") << QByteArray("abcAbc") << u"abc"_s << true << 1;
    QTest::newRow("bytes") << QByteArray("{\"a\":{\"b\":1}}") << u"7b 22"_s << false << 2;
    QTest::newRow("bytes are exact") << QByteArray("Aa") << u"0x61"_s << false << 1;
    QTest::newRow("utf-8") << QByteArray("\xc3\xbc \xc3\xbc") << u"ü"_s << true << 2;
    QTest::newRow("nul") << QByteArray("a\0\0b", 4) << u"0x0000"_s << true << 1;
    QTest::newRow("none") << QByteArray("abc") << u"x"_s << false << 0;
    QTest::newRow("over slices") << QByteArray(256 * 1024 - 2, '.') + "NEEDLE" + QByteArray(300'000, '.') + "needle" << u"needle"_s << false << 2;
}

void TestHexView::finds()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, needle);
    QFETCH(bool, matchCase);
    QFETCH(int, count);
    Shown shown(bytes);
    shown.view.find({needle, matchCase});
    QTRY_VERIFY(!shown.view.findProgress().running);
    QCOMPARE(shown.view.findProgress().total, count);
    if (count > 0) {
        QVERIFY(!shown.view.selectedBytes().isEmpty());
        shown.view.findNext(true);
        QCOMPARE(shown.view.findProgress().current, count > 1 ? 2 : 1);
        QVERIFY(!shown.view.grab().isNull());
    }
}

void TestHexView::takesFourMegabytesInItsStride()
{
    QByteArray bytes(4 * 1024 * 1024, 'x');
    bytes.replace(4'000'000, 6, "needle");
    Shown shown("x");
    QElapsedTimer timer;
    timer.start();
    shown.view.setBytes(bytes);
    shown.view.grab();
    shown.view.verticalScrollBar()->setValue(200'000);
    shown.view.grab();
    QTest::keyClick(&shown.view, Qt::Key_End, Qt::ControlModifier);
    QVERIFY2(timer.elapsed() < 200, qPrintable(QString::number(timer.elapsed()))); // three times 16 ms are meant
    QCOMPARE(shown.view.caret(), bytes.size());
    shown.view.find({u"NEEDLE"_s});
    QTRY_VERIFY(!shown.view.findProgress().running);
    QCOMPARE(shown.view.selectedBytes(), QByteArray("needle"));
    QVERIFY(shown.view.viewport()->rect().contains(shown.view.readableRect(shown.view.readableCaret()).center()));
}

void TestHexView::isReadByAssistiveTechnology()
{
    Shown shown(QByteArray(40, 'A'));
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&shown.view);
    QVERIFY(access != nullptr && access->textInterface() != nullptr);
    QAccessibleTextInterface *text = access->textInterface();
    const QString all = text->text(0, -1);
    QCOMPARE(all.size(), text->characterCount());
    QCOMPARE(all.split(u'\n').size(), 3);
    QVERIFY(all.startsWith(u"00000000  41 41"));
    QCOMPARE(text->text(10, 15), u"41 41"_s);
    int from = 0;
    int to = 0;
    QVERIFY(text->textAtOffset(HexLayout().width() + 5, QAccessible::LineBoundary, &from, &to).startsWith(u"00000010"));
    text->setSelection(0, 10, 15);
    QCOMPARE(shown.view.selectedBytes().size(), 2);
}

void TestHexView::findBarCountsAndSteps()
{
    QWidget page;
    HexView view(u"Bytes"_s, &page);
    view.setBytes("one two one");
    FindBar bar(u"Find in the body"_s, &page);
    bar.setTarget(&view);
    page.show();
    QVERIFY(!bar.isVisible());
    bar.open();
    auto *field = bar.findChild<QLineEdit *>();
    QTest::keyClicks(field, u"ONE"_s);
    QTRY_VERIFY(shows(page, u"1 of 2"_s));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(shows(page, u"2 of 2"_s));
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QTRY_VERIFY(shows(page, u"1 of 2"_s));
    QTest::mouseClick(named<Button>(page, u"Match case"_s), Qt::LeftButton);
    QTRY_VERIFY(shows(page, u"no match"_s));
    QVERIFY(!named<Button>(page, u"Next match"_s)->isEnabled());
    field->clear();
    QTest::keyClicks(field, u"6f 6e"_s);
    QTRY_VERIFY(shows(page, u"1 of 2 · as bytes"_s));
    QSignalSpy closed(&bar, &FindBar::closed);
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(closed.size(), 1);
    QVERIFY(!bar.isVisible());
    QCOMPARE(view.findProgress().total, 0);
    bar.step(true); // F3 opens it again
    QVERIFY(bar.isVisible());
}

void TestHexView::findBarChangesItsTarget()
{
    QWidget page;
    HexView first(u"First"_s, &page);
    HexView second(u"Second"_s, &page);
    first.setBytes("aaa");
    second.setBytes("a");
    FindBar bar(u"Find"_s, &page);
    bar.setTarget(&first);
    page.show();
    bar.open(u"a"_s);
    QTRY_COMPARE(first.findProgress().total, 3);
    bar.setTarget(&second);
    QCOMPARE(first.findProgress().total, 0);
    QTRY_COMPARE(second.findProgress().total, 1);
    bar.setTarget(nullptr);
    QCOMPARE(second.findProgress().total, 0);
    bar.close();
}

QTEST_MAIN(TestHexView)
#include "tst_hexview.moc"
