// SPDX-License-Identifier: Apache-2.0
#include "models/domain/mark.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestMark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsComments_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("kept");
        const auto row = [](const char *name, const QString &given, const QString &kept) { QTest::newRow(name) << given << kept; };
        row("none", QString(), QString());
        row("empty", u""_s, QString());
        row("blanks alone", u" \t\r\n "_s, QString());
        row("controls alone", u"\u0000\u0007\u001b\u007f\u0085"_s, QString());
        row("plain", u"asked Kombo, ticket 12"_s, u"asked Kombo, ticket 12"_s);
        row("blanks at the ends", u"  a b \n"_s, u"a b"_s);
        row("lines", u"a\r\nb\rc\nd\u2028e\u2029f"_s, u"a\nb\nc\nd\ne\nf"_s);
        row("empty lines within stay", u"a\n\nb"_s, u"a\n\nb"_s);
        row("tab", u"a\tb"_s, u"a\tb"_s);
        row("escape sequence", u"a\u001b[31mb"_s, u"a[31mb"_s);
        row("NUL within", u"a\0b"_s, u"ab"_s);
        row("C1 control", u"a\u009bb"_s, u"ab"_s);
        row("half a pair", u"a"_s + QChar(0xd83d) + u"b"_s + QChar(0xde00), u"a\ufffdb\ufffd"_s);
        row("whole pair", u"\U0001F600"_s, u"\U0001F600"_s);
        row("right to left text and controls stay", u"\u05d0\u202eabc"_s, u"\u05d0\u202eabc"_s);
        row("as long as may be", QString(2'000, u'x'), QString(2'000, u'x'));
        row("blanks do not count", QString(2'000, u'x') + u"  \n"_s, QString(2'000, u'x'));
        row("pairs count once", u"\U0001F600"_s.repeated(2'000), u"\U0001F600"_s.repeated(2'000));
    }
    void keepsComments()
    {
        QFETCH(const QString, given);
        QFETCH(const QString, kept);
        const Result<QString> result = keptComment(given);
        QVERIFY(result);
        QCOMPARE(*result, kept);
        QCOMPARE(result->isNull(), kept.isNull());
        QCOMPARE(*keptComment(*result), kept); // kept again it stays
    }

    void refusesLongComments()
    {
        const Result<QString> result = keptComment(QString(2'001, u'x'));
        QVERIFY(!result);
        QCOMPARE(result.error(), (Error{ErrorKind::InvalidInput, u"comment-length"_s, u"2001 characters"_s}));
        QVERIFY(!keptComment(u"\U0001F600"_s.repeated(2'001)));
    }
};

QTEST_GUILESS_MAIN(TestMark)
#include "tst_mark.moc"
