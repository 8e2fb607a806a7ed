// SPDX-License-Identifier: Apache-2.0
// covers: models/domain/codefolding.cpp
#include "models/domain/codefolding.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

constexpr auto json = CodeText::Syntax::Json;
constexpr auto plain = CodeText::Syntax::Plain;

QString pretty(const QByteArray &text)
{
    return QString::fromUtf8(prettyJson(text).text);
}

} // namespace

class TestCodeText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void decodesWithoutLoss_data();
    void decodesWithoutLoss();
    void showsCharacters_data();
    void showsCharacters();
    void findsLines();
    void cellsAndPositionsAgree_data();
    void cellsAndPositionsAgree();
    void caretGoesByCharacter();
    void findsFolds();
    void coloursInsideALongLine();
    void foldsAndUnfolds();
    void foldsAThousandLevels();
    void preparesALargeTextInTime();
};

void TestCodeText::decodesWithoutLoss_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("empty") << QByteArray() << QString() << true;
    QTest::newRow("ascii") << QByteArray("a\r\nb") << u"a\r\nb"_s << true;
    QTest::newRow("umlaut") << QByteArray("\xc3\xbc") << u"ü"_s << true;
    QTest::newRow("mark in front") << QByteArray("\xef\xbb\xbf{}") << QString(QChar(0xFEFF)) + u"{}"_s << true;
    QTest::newRow("nul") << QByteArray("a\0b", 3) << u"a"_s + QChar(0) + u"b"_s << true;
    QTest::newRow("cut") << QByteArray("a\xc3") << u"a"_s + QChar(0xDCC3) << false;
    QTest::newRow("wrong") << QByteArray("\xc3(\xff") << QString(QChar(0xDCC3)) + u'(' + QChar(0xDCFF) << false;
    QTest::newRow("overlong") << QByteArray("\xc0\x80") << QString(QChar(0xDCC0)) + QChar(0xDC80) << false;
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << QString(QChar(0xDCED)) + QChar(0xDCA0) + QChar(0xDC80) << false;
    QTest::newRow("good behind bad") << QByteArray("\xff\xf0\x9f\x98\x80") << QString(QChar(0xDCFF)) + u"😀"_s << false;
    QTest::newRow("mark behind bad") << QByteArray("\xff\xef\xbb\xbfx") << QString(QChar(0xDCFF)) + QChar(0xFEFF) + u'x' << false;
}

void TestCodeText::decodesWithoutLoss()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QFETCH(bool, valid);
    bool told = !valid;
    QCOMPARE(decodedText(bytes, &told), text);
    QCOMPARE(told, valid);
    const QString clean = withoutBrokenBytes(text);
    QCOMPARE(clean.size(), text.size());
    QVERIFY(clean.isValidUtf16());
}

void TestCodeText::showsCharacters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("units");
    QTest::addColumn<int>("cells");
    QTest::addColumn<int>("mark");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const QString &text, int units, int cells, CharMark mark, const QString &shown) {
        QTest::newRow(name) << text << units << cells << int(mark) << shown;
    };
    row("letter", u"a"_s, 1, 1, CharMark::None, {});
    row("umlaut", u"ü"_s, 1, 1, CharMark::None, {});
    row("tab", u"\t"_s, 1, 4, CharMark::None, {});
    row("han", u"漢"_s, 1, 2, CharMark::None, {});
    row("emoji", u"😀"_s, 2, 2, CharMark::None, {});
    row("combining", u"\u0301"_s, 1, 0, CharMark::None, {});
    row("selector of emoji", u"\ufe0f"_s, 1, 0, CharMark::None, {});
    row("arabic", u"م"_s, 1, 1, CharMark::None, {});
    row("carriage return", u"\r"_s, 1, 2, CharMark::Control, u"CR"_s);
    row("nul", QString(QChar(0)), 1, 6, CharMark::Control, u"U+0000"_s);
    row("escape", u"\u001b"_s, 1, 6, CharMark::Control, u"U+001B"_s);
    row("override", u"\u202e"_s, 1, 6, CharMark::Hidden, u"U+202E"_s);
    row("isolate", u"\u2066"_s, 1, 6, CharMark::Hidden, u"U+2066"_s);
    row("zero width space", u"\u200b"_s, 1, 6, CharMark::Hidden, u"U+200B"_s);
    row("joiner", u"\u200d"_s, 1, 6, CharMark::Hidden, u"U+200D"_s);
    row("soft hyphen", u"\u00ad"_s, 1, 6, CharMark::Hidden, u"U+00AD"_s);
    row("byte order mark", u"\ufeff"_s, 1, 6, CharMark::Hidden, u"U+FEFF"_s);
    row("line separator", u"\u2028"_s, 1, 6, CharMark::Hidden, u"U+2028"_s);
    row("tag", u"\U000E0041"_s, 2, 7, CharMark::Hidden, u"U+E0041"_s);
    row("broken byte", QString(QChar(0xDCC3)), 1, 4, CharMark::Broken, u"\\xC3"_s);
    row("lone surrogate", QString(QChar(0xD800)), 1, 6, CharMark::Hidden, u"U+D800"_s);
}

void TestCodeText::showsCharacters()
{
    QFETCH(QString, text);
    QFETCH(int, units);
    QFETCH(int, cells);
    QFETCH(int, mark);
    QFETCH(QString, shown);
    const ShownChar one = shownChar(text, 0);
    QCOMPARE(one.units, units);
    QCOMPARE(one.cells, cells);
    QCOMPARE(int(one.mark), mark);
    if (!shown.isEmpty()) {
        QCOMPARE(markText(text, 0), shown);
        QCOMPARE(shown.size(), cells);
    }
}

void TestCodeText::findsLines()
{
    const CodeText empty({}, plain);
    QCOMPARE(empty.lineCount(), 1);
    QCOMPARE(empty.lineEnd(0), 0);
    const CodeText text(u"ab\n\ncd\n"_s, plain);
    QCOMPARE(text.lineCount(), 4);
    QCOMPARE(text.line(0).toString(), u"ab"_s);
    QVERIFY(text.line(1).isEmpty());
    QCOMPARE(text.line(2).toString(), u"cd"_s);
    QVERIFY(text.line(3).isEmpty());
    const qsizetype lines[] = {0, 0, 0, 1, 2, 2, 2, 3};
    for (qsizetype at = 0; at <= text.size(); ++at)
        QCOMPARE(text.lineAt(at), lines[at]);
    QCOMPARE(text.widestLine(), 2);
    QVERIFY(text.folds().isEmpty());
}

void TestCodeText::cellsAndPositionsAgree_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"{\"a\": 1}"_s.repeated(200);
    QTest::newRow("wide") << u"漢字a"_s.repeated(300);
    QTest::newRow("emoji over block ends") << u"x"_s + u"😀"_s.repeated(900);
    QTest::newRow("marks") << u"e\u0301\u202e\t"_s.repeated(300);
    QTest::newRow("broken") << u"ab"_s.repeated(200) + QString(600, QChar(0xDCFF)) + u"ü"_s;
    QTest::newRow("lines") << u"short\nü\n"_s.repeated(100) + u"漢"_s.repeated(700) + u"\nend"_s;
}

void TestCodeText::cellsAndPositionsAgree()
{
    QFETCH(QString, text);
    const CodeText code(text, plain);
    qint64 widest = 0;
    for (qsizetype line = 0; line < code.lineCount(); ++line) {
        qint64 cells = 0;
        for (qsizetype at = code.lineStart(line); at < code.lineEnd(line);) {
            const ShownChar shown = shownChar(text, at);
            QCOMPARE(code.cellOf(at), cells);
            if (shown.cells > 0) {
                QCOMPARE(code.positionAt(line, cells), at);
                QCOMPARE(code.positionAt(line, cells + shown.cells - 1), at);
            }
            cells += shown.cells;
            at += shown.units;
        }
        QCOMPARE(code.cellOf(code.lineEnd(line)), cells);
        QCOMPARE(code.positionAt(line, cells + 1000), code.lineEnd(line));
        QCOMPARE(code.positionAt(line, -5), code.lineStart(line));
        widest = std::max(widest, cells);
    }
    QCOMPARE(code.widestLine(), widest);
}

void TestCodeText::caretGoesByCharacter()
{
    const CodeText code(u"a😀e\u0301\nb"_s, plain);
    QVector<qsizetype> forward;
    for (qsizetype at = 0; at < code.size();)
        forward.append(at = code.next(at));
    QCOMPARE(forward, QVector<qsizetype>({1, 3, 5, 6, 7}));
    QVector<qsizetype> back;
    for (qsizetype at = code.size(); at > 0;)
        back.append(at = code.previous(at));
    QCOMPARE(back, QVector<qsizetype>({6, 5, 3, 1, 0}));
    QCOMPARE(code.next(code.size()), code.size());
    QCOMPARE(code.previous(0), 0);
}

void TestCodeText::findsFolds()
{
    const CodeText code(pretty("{\"a\":{\"b\":[1,{\"c\":{}}]},\"d\":\"{\",\"e\":[]}"), json);
    QCOMPARE(code.folds(), (QVector<CodeFold>{{0, 11}, {1, 8}, {2, 7}, {4, 6}}));
    QCOMPARE(code.foldAt(1)->last, 8);
    QVERIFY(code.foldAt(3) == nullptr);
    QCOMPARE(code.foldAround(5)->first, 4);
    QCOMPARE(code.foldAround(7)->first, 2);
    QCOMPARE(code.foldAround(9)->first, 0);
    QVERIFY(CodeText(u"[1]"_s, json).foldAround(0) == nullptr);
}

void TestCodeText::coloursInsideALongLine()
{
    // A string of 50,000 characters with escaped quotes, then a number.
    const QString text = u"  \"key\": \""_s + u"a\\\"b1 "_s.repeated(9000) + u"\", 12, true"_s;
    const CodeText code(text, json);
    for (qsizetype from : {qsizetype(0), qsizetype(1023), qsizetype(2048), qsizetype(30'003), text.size() - 80}) {
        const qsizetype to = std::min(from + 70, text.size());
        const QVector<JsonSpan> spans = code.spans(from, to);
        QVERIFY(!spans.isEmpty());
        for (const JsonSpan &span : spans)
            QVERIFY(span.start < to);
        if (from > 100 && from < text.size() - 100)
            QVERIFY(spans.first().token == JsonToken::String && spans.first().start <= from && spans.first().start + spans.first().length >= to);
    }
    QCOMPARE(int(code.spans(0, 20).first().token), int(JsonToken::Key));
    QCOMPARE(int(code.spans(0, 7).first().token), int(JsonToken::Key)); // the colon is just out of the view
    QCOMPARE(int(code.spans(text.size() - 6, text.size()).last().token), int(JsonToken::Literal));
    QVERIFY(CodeText(u"{\"a\": 1}"_s, plain).spans(0, 8).isEmpty());
}

void TestCodeText::foldsAndUnfolds()
{
    const auto code = CodeText::make(pretty("{\"a\":{\"b\":[1,2]},\"c\":[3]}"), json); // 10 lines
    CodeFolding folding;
    QCOMPARE(folding.rowCount(), 0);
    folding.reset(code);
    QCOMPARE(folding.rowCount(), code->lineCount());
    QVERIFY(!folding.setClosed(3, true)); // no fold begins there
    QVERIFY(folding.setClosed(2, true));
    QVERIFY(!folding.setClosed(2, true));
    QCOMPARE(folding.rowCount(), code->lineCount() - 3);
    QCOMPARE(folding.lineOfRow(3), 6);
    QCOMPARE(folding.rowOfLine(4), 2);
    QVERIFY(folding.isHidden(4));
    QVERIFY(!folding.isHidden(2));
    QVERIFY(folding.setClosed(1, true));
    QCOMPARE(folding.rowOfLine(4), 1);
    QVERIFY(folding.reveal(4)); // both are opened
    QVERIFY(!folding.anyClosed());
    QVERIFY(!folding.reveal(4));
    folding.closeAll();
    QVERIFY(!folding.isClosed(0));
    QCOMPARE(folding.rowCount(), 4);
    folding.openAll();
    QCOMPARE(folding.rowCount(), code->lineCount());
}

void TestCodeText::foldsAThousandLevels()
{
    const auto code = CodeText::make(pretty(QByteArray(999, '[') + "[1]" + QByteArray(999, ']')), json);
    CodeFolding folding;
    folding.reset(code);
    QCOMPARE(code->folds().size(), 1000);
    folding.closeAll();
    QCOMPARE(folding.rowCount(), 3);
    QVERIFY(folding.reveal(1000));
    QVERIFY(!folding.anyClosed());
}

void TestCodeText::preparesALargeTextInTime()
{
    const QString line(4 * 1024 * 1024, u'x');
    const CodeText one(u"\""_s + line + u"\""_s, json);
    QCOMPARE(one.widestLine(), line.size() + 2);
    QCOMPARE(one.spans(2'000'000, 2'000'100).size(), 1);
    const QString many = u"    \"name\": \"Müller\",\n"_s.repeated(200'000);
    const CodeText lines(many, json);
    QCOMPARE(lines.lineCount(), 200'001);
    QCOMPARE(lines.cellOf(lines.lineEnd(199'999)), 21);
}

QTEST_GUILESS_MAIN(TestCodeText)
#include "tst_codetext.moc"
