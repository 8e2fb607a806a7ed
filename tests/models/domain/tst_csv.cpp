// SPDX-License-Identifier: Apache-2.0
#include "models/domain/csv.h"

#include <QRandomGenerator>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// A reader by RFC 4180, written apart from the writer.
QStringList readCsvLine(const QString &line)
{
    QStringList cells;
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (quoted && c == u'"' && i + 1 < line.size() && line[i + 1] == u'"') {
            cell += c;
            ++i;
        } else if (c == u'"') {
            quoted = !quoted;
        } else if (!quoted && c == u',') {
            cells.append(cell);
            cell.clear();
        } else if (!quoted && c == u'\r') {
            break;
        } else {
            cell += c;
        }
    }
    cells.append(cell);
    return cells;
}

} // namespace

class TestCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesLines_data()
    {
        QTest::addColumn<QStringList>("cells");
        QTest::addColumn<QString>("line");
        QTest::newRow("plain") << QStringList{u"a"_s, u"b c"_s, u""_s} << u"a,b c,\r\n"_s;
        QTest::newRow("comma") << QStringList{u"Acme, Inc."_s} << u"\"Acme, Inc.\"\r\n"_s;
        QTest::newRow("quote") << QStringList{u"a\"b"_s} << u"\"a\"\"b\"\r\n"_s;
        QTest::newRow("line break") << QStringList{u"a\r\nb"_s, u"c"_s} << u"\"a\r\nb\",c\r\n"_s;
        QTest::newRow("semicolon") << QStringList{u"a;b"_s} << u"\"a;b\"\r\n"_s;
        QTest::newRow("empty first") << QStringList{u""_s, u"x"_s} << u",x\r\n"_s;
        QTest::newRow("formula") << QStringList{u"=1+2"_s} << u"\"'=1+2\"\r\n"_s;
        QTest::newRow("formula with quotes") << QStringList{u"=HYPERLINK(\"x\")"_s} << u"\"'=HYPERLINK(\"\"x\"\")\"\r\n"_s;
        QTest::newRow("plus") << QStringList{u"+49"_s} << u"\"'+49\"\r\n"_s;
        QTest::newRow("minus") << QStringList{u"-1"_s} << u"\"'-1\"\r\n"_s;
        QTest::newRow("at") << QStringList{u"@SUM(A1)"_s} << u"\"'@SUM(A1)\"\r\n"_s;
        QTest::newRow("tab") << QStringList{u"\t=1"_s} << u"\"'\t=1\"\r\n"_s;
        QTest::newRow("CR") << QStringList{u"\r=1"_s} << u"\"'\r=1\"\r\n"_s;
        QTest::newRow("LF") << QStringList{u"\n=1"_s} << u"\"'\n=1\"\r\n"_s;
        QTest::newRow("full-width equals") << QStringList{u"＝1"_s} << u"\"'＝1\"\r\n"_s;
        QTest::newRow("full-width plus") << QStringList{u"＋1"_s} << u"\"'＋1\"\r\n"_s;
        QTest::newRow("full-width minus") << QStringList{u"－1"_s} << u"\"'－1\"\r\n"_s;
        QTest::newRow("full-width at") << QStringList{u"＠x"_s} << u"\"'＠x\"\r\n"_s;
        QTest::newRow("sign inside") << QStringList{u"a=b+c@d-e"_s} << u"a=b+c@d-e\r\n"_s;
    }
    void writesLines()
    {
        QFETCH(QStringList, cells);
        QTEST(csvLine(cells), "line");
    }

    void whatIsReadIsWhatWasWritten()
    {
        QRandomGenerator random(4);
        const QString letters = u"ab,;\"\r\n\t '=+-@＝é🙂"_s;
        for (int round = 0; round < 5000; ++round) {
            QStringList cells;
            for (int i = random.bounded(1, 5); i > 0; --i) {
                QString cell = u""_s;
                for (int length = random.bounded(6); length > 0; --length)
                    cell += letters[random.bounded(static_cast<int>(letters.size()))];
                cells.append(cell);
            }
            const QStringList read = readCsvLine(csvLine(cells));
            QCOMPARE(read.size(), cells.size());
            for (qsizetype i = 0; i < cells.size(); ++i) {
                const bool guarded = read[i] == u'\'' + cells[i];
                QVERIFY(guarded || read[i] == cells[i]);
                QVERIFY(read[i].isEmpty() || !QStringView(u"=+-@\t\r＝＋－＠").contains(read[i].front()));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestCsv)
#include "tst_csv.moc"
