// SPDX-License-Identifier: Apache-2.0
#include "models/domain/bodytext.h"

#include "models/domain/filter.h"

#include <QRandomGenerator>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestBodyText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void spells_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("spellings");
        QTest::newRow("plain") << u"employee_id"_s << QByteArray("employee_id");
        QTest::newRow("nothing") << QString() << QByteArray();
        QTest::newRow("umlaut") << u"Müller"_s << QByteArray("Müller|M\\u00fcller|M\\u00FCller");
        QTest::newRow("digits only") << u"\u0441"_s << QByteArray("с|\\u0441");
        QTest::newRow("slash") << u"a/b"_s << QByteArray("a/b|a\\/b");
        QTest::newRow("both") << u"ö/"_s << QByteArray("ö/|ö\\/|\\u00f6/|\\u00f6\\/|\\u00F6/|\\u00F6\\/");
        QTest::newRow("beyond the first plane") << u"😀"_s << QByteArray("😀|\\ud83d\\ude00|\\uD83D\\uDE00");
        QTest::newRow("JSON as written") << u"\"n\":1"_s << QByteArray("\"n\":1");
    }
    void spells()
    {
        QFETCH(const QString, text);
        QFETCH(const QByteArray, spellings);
        QCOMPARE(bodySpellings(text).join('|'), spellings);
    }

    void findsInBodies_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("found");
        QTest::newRow("as it is") << u"Müller"_s << QByteArray("{\"n\":\"Müller\"}") << true;
        QTest::newRow("escaped") << u"Müller"_s << QByteArray("{\"n\":\"M\\u00fcller\"}") << true;
        QTest::newRow("escaped, upper case") << u"Müller"_s << QByteArray("{\"n\":\"M\\u00FCller\"}") << true;
        QTest::newRow("case matters") << u"müller"_s << QByteArray("{\"n\":\"M\\u00FCller\"}") << false;
        QTest::newRow("slash escaped") << u"https://x"_s << QByteArray("\"https:\\/\\/x\"") << true;
        QTest::newRow("not there") << u"needle"_s << QByteArray("needl needl eedle") << false;
        QTest::newRow("empty in nothing") << QString() << QByteArray() << true;
        QTest::newRow("something in nothing") << u"x"_s << QByteArray() << false;
        QTest::newRow("longer than the body") << u"abcdef"_s << QByteArray("abcde") << false;
        QTest::newRow("no UTF-8") << u"abc"_s << QByteArray("\xff\xfe\x00" "abc", 6) << true;
    }
    void findsInBodies()
    {
        QFETCH(const QString, text);
        QFETCH(const QByteArray, body);
        QFETCH(const bool, found);
        QCOMPARE(BodyNeedle(text).isIn(body), found);
        // The filter language says the same.
        Filter filter;
        FilterTerm term;
        term.key = FilterKey::Body;
        term.value = text;
        filter.terms.append(term);
        QCOMPARE(filter.matches({}, [&] { return body; }), found);
    }

    void findsWhereQtFinds()
    {
        QRandomGenerator random(4);
        for (int round = 0; round < 20'000; ++round) {
            QByteArray text;
            for (int i = random.bounded(120); i > 0; --i)
                text += char('a' + random.bounded(3));
            QByteArray needle;
            for (int i = random.bounded(6); i > 0; --i)
                needle += char('a' + random.bounded(3));
            // Without what lies behind it.
            const QByteArrayView part = QByteArrayView(text).first(random.bounded(int(text.size()) + 1));
            QCOMPARE(findBytes(part, needle), part.indexOf(needle));
        }
    }
};

QTEST_GUILESS_MAIN(TestBodyText)
#include "tst_bodytext.moc"
