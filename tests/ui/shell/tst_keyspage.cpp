// SPDX-License-Identifier: Apache-2.0
// covers: ui/shell/keyspage.cpp ui/shell/keyareas.cpp
#include "tests/support/pageprobe.h"
#include "ui/shell/keyspage.h"
#include "ui/theme/themecontroller.h"

#include <QKeySequence>
#include <QLineEdit>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestKeysPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesKeysThatExist()
    {
        for (const KeyArea &area : keyAreas()) {
            QSet<QString> seen;
            for (const KeyLine &line : area.lines) {
                QVERIFY(!line.keys.isEmpty() && !QByteArray(line.text).isEmpty());
                for (const QString &keys : line.keys) {
                    QVERIFY2(!seen.contains(keys), qPrintable(keys + u" stands twice in " + QString::fromLatin1(area.title)));
                    seen.insert(keys);
                    if (keys.contains(u"click") || keys.contains(u"drag") || keys.contains(u"wheel"))
                        continue;
                    const auto sequence = QKeySequence::fromString(keys, QKeySequence::PortableText);
                    QVERIFY2(sequence.count() == 1 && sequence[0].key() != Qt::Key_unknown, qPrintable(keys));
                    QCOMPARE(sequence.toString(QKeySequence::PortableText), keys);
                }
            }
        }
    }
    void searches()
    {
        KeysPage page;
        page.show();
        qsizetype all = 0;
        for (const KeyArea &area : keyAreas())
            all += area.lines.size();
        QCOMPARE(page.shown().size(), all);
        auto *search = named<QLineEdit>(page, u"Search keys"_s);
        QTest::keyClicks(search, u"palette"_s);
        QVERIFY(page.shown().size() >= 2 && page.shown().size() < all);
        QVERIFY(page.shown().first().contains(u"Open the command palette"));
        search->setText(u"ctrl+k"_s);
        QCOMPARE(page.shown().size(), 1);
        search->setText(u"no such thing"_s);
        QVERIFY(page.shown().isEmpty());
        QVERIFY(shows(page, u"No key does that."_s));
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(!page.isVisible());
    }
};

QTEST_MAIN(TestKeysPage)
#include "tst_keyspage.moc"
