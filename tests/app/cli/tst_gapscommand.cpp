// SPDX-License-Identifier: Apache-2.0
#include "tests/support/filledstore.h"
#include "tests/support/printed.h"

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class GapsCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingEverListened()
    {
        const QTemporaryDir folder;
        const Printed gaps = run({u"gaps"_s, u"--data"_s, folder.filePath(u"none"_s), u"--json"_s});
        QCOMPARE(gaps.code, 0);
        QCOMPARE(gaps.text, QByteArray());
    }

    void listsWhatWasMissed()
    {
        FilledStore store;
        const Timestamp now = SystemClock().now();
        QVERIFY(store.write([now](WriteTransaction &transaction) -> Result<void> {
            const auto first = transaction.beginListening(now - 5h);
            const auto ended = first ? transaction.noteListening(*first, now - 4h, true) : tl::unexpected<Error>(first.error());
            return (ended ? transaction.beginListening(now - 3h) : tl::unexpected<Error>(ended.error())).map([](qint64) {});
        }));
        const QStringList where{u"gaps"_s, u"--data"_s, store.paths.folder};
        const Printed lines = run(where + QStringList{u"--json"_s});
        QCOMPARE(lines.code, 0);
        const QList<QByteArray> each = lines.text.trimmed().split('\n');
        QCOMPARE(each.size(), 2);
        QCOMPARE(each.first(), "{\"from\":\"" + formatTimestamp(now - 4h).toUtf8() + "\",\"to\":\"" + formatTimestamp(now - 3h).toUtf8()
                                   + "\",\"seconds\":3600,\"sharp\":true}");
        QVERIFY(each.last().contains("\"to\":null") && each.last().contains("\"sharp\":false"));
        const Printed table = run(where);
        QVERIFY(table.text.startsWith("FROM"));
        QVERIFY(table.text.contains("1 h 00 min"));
        QVERIFY(table.text.contains("nothing listens now"));
        QCOMPARE(run(where + QStringList{u"--json"_s, u"--since"_s, u"1h"_s}).text.count('\n'), 1);
    }

    void refusesATimeThatIsNone()
    {
        const FilledStore store;
        QCOMPARE(run({u"gaps"_s, u"--data"_s, store.paths.folder, u"--since"_s, u"soon"_s}).code, 2);
    }
};

QTEST_GUILESS_MAIN(GapsCommandTest)
#include "tst_gapscommand.moc"
