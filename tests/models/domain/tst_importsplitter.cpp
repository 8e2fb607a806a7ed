// SPDX-License-Identifier: Apache-2.0
#include "models/domain/importsplitter.h"

#include <QTest>

using namespace console;

namespace {

struct Cut
{
    QList<QByteArray> texts;
    QList<qint64> lines;
    int tooLong = 0;
    bool whole = false;
};

Cut cut(ImportFormat format, const QByteArray &file, qsizetype piece, qsizetype longest = 1000)
{
    ImportSplitter splitter(format, longest);
    Cut result;
    const auto take = [&] {
        while (const auto next = splitter.next()) {
            if (!next->tooLong)
                result.texts.append(next->text);
            else
                ++result.tooLong;
            result.lines.append(next->line);
        }
    };
    for (qsizetype at = 0; at < file.size(); at += piece) {
        splitter.feed(QByteArrayView(file).sliced(at, std::min(piece, file.size() - at)));
        take();
    }
    splitter.end();
    take();
    result.whole = splitter.whole();
    return result;
}

} // namespace

class ImportSplitterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheFormat_data()
    {
        QTest::addColumn<QByteArray>("beginning");
        QTest::addColumn<bool>("har");
        QTest::newRow("har") << QByteArray("{\"log\":{\"version\":\"1.2\"") << true;
        QTest::newRow("har with blanks and a mark") << QByteArray("\xef\xbb\xbf \n{ \"log\" : {") << true;
        QTest::newRow("ndjson") << QByteArray("{\"seq\":1}\n{\"seq\":2}") << false;
        QTest::newRow("log further on") << QByteArray("{\"seq\":1,\"log\":2}") << false;
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("text") << QByteArray("log") << false;
    }

    void knowsTheFormat()
    {
        QFETCH(QByteArray, beginning);
        QFETCH(bool, har);
        QCOMPARE(importFormatOf(beginning) == ImportFormat::Har, har);
    }

    void cuts_data()
    {
        QTest::addColumn<bool>("har");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QList<QByteArray>>("texts");
        QTest::addColumn<QList<qint64>>("lines");
        QTest::addColumn<bool>("whole");
        QTest::newRow("lines") << false << QByteArray("{a}\n\n  \n{b}\r\n{c}") << QList<QByteArray>{"{a}", "{b}\r", "{c}"} << QList<qint64>{1, 4, 5} << true;
        QTest::newRow("no lines") << false << QByteArray() << QList<QByteArray>{} << QList<qint64>{} << true;
        QTest::newRow("har") << true << QByteArray("{\"log\":{\"version\":\"1.2\",\"pages\":[{\"x\":1}],\n\"entries\":[\n{\"a\":\"}\\\"]\"},\n{\"b\":[{}]}\n],\"z\":[{}]}}")
                             << QList<QByteArray>{"{\"a\":\"}\\\"]\"}", "{\"b\":[{}]}"} << QList<qint64>{3, 4} << true;
        QTest::newRow("entries elsewhere") << true << QByteArray("{\"x\":{\"entries\":[{}]},\"log\":{\"a\":{\"entries\":[{}]},\"entries\":[]}}")
                                           << QList<QByteArray>{} << QList<qint64>{} << true;
        QTest::newRow("har that breaks off") << true << QByteArray("{\"log\":{\"entries\":[{\"a\":1},{\"b\":") << QList<QByteArray>{"{\"a\":1}"} << QList<qint64>{1} << false;
        QTest::newRow("no har") << true << QByteArray("[1,2]}}}}{{{[[[") << QList<QByteArray>{} << QList<qint64>{} << false;
        QTest::newRow("scalars among the entries") << true << QByteArray("{\"log\":{\"entries\":[1,\"{\",{\"a\":1},null,[{}]]}}") << QList<QByteArray>{"{\"a\":1}"} << QList<qint64>{1} << true;
    }

    void cuts()
    {
        QFETCH(bool, har);
        QFETCH(QByteArray, file);
        QFETCH(QList<QByteArray>, texts);
        QFETCH(QList<qint64>, lines);
        QFETCH(bool, whole);
        for (const qsizetype piece : {qsizetype(1), qsizetype(2), qsizetype(7), qsizetype(10'000)}) {
            const Cut found = cut(har ? ImportFormat::Har : ImportFormat::Ndjson, file, piece);
            QCOMPARE(found.texts, texts);
            QCOMPARE(found.lines, lines);
            QCOMPARE(found.whole, whole);
        }
    }

    void dropsWhatIsTooLong()
    {
        const Cut lines = cut(ImportFormat::Ndjson, QByteArray(5000, 'x') + "\nshort\n" + QByteArray(1001, 'y'), 64);
        QCOMPARE(lines.texts, QList<QByteArray>{"short"});
        QCOMPARE(lines.tooLong, 2);
        QCOMPARE(lines.lines, (QList<qint64>{1, 2, 3}));
        const Cut har = cut(ImportFormat::Har, "{\"log\":{\"entries\":[{\"a\":\"" + QByteArray(5000, 'x') + "\"},{\"b\":1}]}}", 64);
        QCOMPARE(har.texts, QList<QByteArray>{"{\"b\":1}"});
        QCOMPARE(har.tooLong, 1);
    }
};

QTEST_GUILESS_MAIN(ImportSplitterTest)
#include "tst_importsplitter.moc"
