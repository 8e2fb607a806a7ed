// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/columnlayout.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class TestColumnLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textRoundTrip()
    {
        const QVector<ColumnPlace> columns{{u"time"_s, 116, false}, {u"id"_s, 150, true}};
        QCOMPARE(layoutText(columns), (QStringList{u"time 116"_s, u"id 150 hidden"_s}));
        QCOMPARE(readLayout(layoutText(columns)), columns);
        QCOMPARE(readLayout({}), QVector<ColumnPlace>());
    }

    void leavesOutNonsense_data()
    {
        QTest::addColumn<QString>("line");
        for (const QString &line : {u""_s, u"time"_s, u"time wide"_s, u"time 0"_s, u"time -5"_s, u"time 99999999"_s, u"  "_s, u"\u202E 1 x"_s.left(2)})
            QTest::addRow("<%s>", qPrintable(line)) << line;
    }
    void leavesOutNonsense()
    {
        QFETCH(QString, line);
        QCOMPARE(readLayout({line, u"id 150"_s}), (QVector<ColumnPlace>{{u"id"_s, 150, false}}));
    }

    void namesCountOnce()
    {
        QCOMPARE(readLayout({u"id 150"_s, u"id 90 hidden"_s}), (QVector<ColumnPlace>{{u"id"_s, 150, false}}));
    }

    void newColumnsStandWhereTheyBelong()
    {
        const QVector<ColumnPlace> standard{{u"row"_s, 50, true}, {u"time"_s, 100, false}, {u"note"_s, 80, false}, {u"size"_s, 70, false}};
        const QVector<ColumnPlace> kept{{u"size"_s, 71, false}, {u"gone"_s, 10, false}, {u"time"_s, 101, true}};
        QCOMPARE(arranged(standard, kept),
                 (QVector<ColumnPlace>{{u"row"_s, 50, true}, {u"size"_s, 71, false}, {u"time"_s, 101, true}, {u"note"_s, 80, false}}));
        QCOMPARE(arranged(standard, {}), standard);
    }

    void oneColumnIsAlwaysShown()
    {
        const QVector<ColumnPlace> standard{{u"time"_s, 100, false}, {u"size"_s, 70, false}};
        const QVector<ColumnPlace> kept{{u"size"_s, 70, true}, {u"time"_s, 100, true}};
        QVERIFY(!arranged(standard, kept).first().hidden);
        QVERIFY(arranged({}, kept).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestColumnLayout)
#include "tst_columnlayout.moc"
