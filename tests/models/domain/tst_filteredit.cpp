// SPDX-License-Identifier: Apache-2.0
// covers: models/domain/filteredit.cpp models/domain/filtertokens.cpp
#include "models/domain/filteredit.h"
#include "models/domain/filtertokens.h"

#include <QRandomGenerator>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const Timestamp now = fromMillis(1'777'000'000'000);

/// One letter a token, and its text: "k(type:) v(a)".
QString drawn(const QString &text)
{
    QStringList parts;
    for (const FilterToken &token : filterTokens(text))
        parts.append(QString(u"kvtnao()"_s.at(int(token.kind))) + QString::number(token.depth) + u'[' + text.mid(token.from, token.length) + u']');
    return parts.join(u' ');
}

QStringList pieces(const QString &text)
{
    QStringList found;
    for (const FilterPiece &piece : filterPieces(text).pieces)
        found.append(text.mid(piece.from, piece.length));
    return found;
}

} // namespace

class TestFilterEdit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tokens_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("drawing");
        const auto row = [](const QString &text, const QString &drawing) { QTest::newRow(qPrintable(text)) << text << drawing; };
        row(QString(), QString());
        row(u"type:a"_s, u"k0[type:] v0[a]"_s);
        row(u" -org:\"a b\"  x "_s, u"n0[-] k0[org:] v0[\"a b\"] t0[x]"_s);
        row(u"(a or not b)"_s, u"(0[(] t1[a] o1[or] n1[not] t1[b] )0[)]"_s);
        row(u"type:foo(bar) AND x)"_s, u"k0[type:] v0[foo(bar)] a0[AND] t0[x)]"_s);
        row(u"typ:x"_s, u"t0[typ:x]"_s);
        row(u"type:"_s, u"k0[type:]"_s);
        row(u"\"a \\\" b\" c"_s, u"t0[\"a \\\" b\"] t0[c]"_s);
        row(u"\"open"_s, u"t0[\"open]"_s);
        row(u"org:\"open \\"_s, u"k0[org:] v0[\"open \\]"_s);
        row(u"(type:a)"_s, u"(0[(] k1[type:] v1[a] )0[)]"_s);
        row(u"android notx order"_s, u"t0[android] t0[notx] t0[order]"_s);
        row(u"not(a)"_s, u"n0[not] (0[(] t1[a] )0[)]"_s);
        row(u"-(@\"Last hour\")"_s, u"n0[-] (0[(] t1[@\"Last hour\"] )0[)]"_s);
        row(u"type:\u202ea\u200b"_s, u"k0[type:] v0[\u202ea\u200b]"_s);
    }
    void tokens()
    {
        QFETCH(const QString, text);
        QTEST(drawn(text), "drawing");
    }

    void pieces_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("parts");
        QTest::addColumn<bool>("choice");
        const auto row = [](const QString &text, const QStringList &parts, bool choice = false) {
            QTest::newRow(qPrintable(text)) << text << parts << choice;
        };
        row(QString(), {});
        row(u" type:a  -org:\"a b\""_s, {u"type:a"_s, u"-org:\"a b\""_s});
        row(u"a and not b"_s, {u"a"_s, u"not b"_s});
        row(u"-(a or (b c)) type:x"_s, {u"-(a or (b c))"_s, u"type:x"_s});
        row(u"a b or c"_s, {u"a"_s, u"b"_s, u"c"_s}, true);
        row(u"not not a"_s, {u"not not a"_s});
    }
    void pieces()
    {
        QFETCH(const QString, text);
        QTEST(::pieces(text), "parts");
        QTEST(filterPieces(text).choice, "choice");
    }

    void toggles_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("term"); // as it is clicked: -key:value excludes
        QTest::addColumn<QString>("after");
        const auto row = [](const QString &before, const QString &term, const QString &after) {
            QTest::newRow(qPrintable(QString(before + u" + "_s + term))) << before << term << after;
        };
        row(QString(), u"type:a"_s, u"type:a"_s);
        row(u"org:x"_s, u"type:a"_s, u"org:x type:a"_s);
        row(u"org:x "_s, u"type:a"_s, u"org:x type:a"_s);
        row(u"type:a"_s, u"type:a"_s, QString());
        row(u"org:x type:a since:2h"_s, u"type:a"_s, u"org:x since:2h"_s);
        row(u"org:x and type:a"_s, u"type:a"_s, u"org:x"_s);
        row(u"type:a and org:x"_s, u"type:a"_s, u"org:x"_s);
        row(u"since:2h  type:b   tool:T"_s, u"type:a"_s, u"since:2h  type:a   tool:T"_s);
        row(u"type:b org:x type:c"_s, u"type:a"_s, u"type:a org:x"_s);
        row(u"-type:a org:x"_s, u"type:a"_s, u"type:a org:x"_s);
        row(u"not type:a org:x"_s, u"type:a"_s, u"type:a org:x"_s);
        row(u"type:a org:x"_s, u"-type:a"_s, u"-type:a org:x"_s);
        row(u"type:b org:x"_s, u"-type:a"_s, u"type:b org:x -type:a"_s);
        row(u"-type:b"_s, u"-type:a"_s, u"-type:b -type:a"_s);
        row(u"-type:a"_s, u"-type:a"_s, QString());
        row(u"type:a*"_s, u"type:ab"_s, u"type:a* type:ab"_s);
        row(u"type:a or type:b"_s, u"org:x"_s, u"(type:a or type:b) org:x"_s);
        row(u"(type:a or type:b) org:x"_s, u"org:x"_s, u"(type:a or type:b)"_s);
        row(u"(type:a type:b) c"_s, u"type:x"_s, u"(type:a type:b) c type:x"_s);
        row(u"deliveries:>1"_s, u"deliveries:3"_s, u"deliveries:>1 deliveries:3"_s);
        row(u"deliveries:2"_s, u"deliveries:3"_s, u"deliveries:3"_s);
        row(u"body:a"_s, u"body:b"_s, u"body:a body:b"_s);
        row(u"org:\"Big \\\"A\\\" Inc\""_s, u"org:Acme (North)"_s, u"org:\"Acme (North)\""_s);
        row(u"VERDICT"_s, u"verdict:rejected"_s, u"VERDICT verdict:rejected"_s);
        row(u"verdict:rejected org:x"_s, u"verdict:verified"_s, u"verdict:verified org:x"_s);
        row(u"type:a"_s, u"org:"_s, u"type:a org:\"\""_s);
    }
    void toggles()
    {
        QFETCH(const QString, before);
        QFETCH(QString, term);
        const bool excluded = term.startsWith(u'-');
        const QString name = term.mid(excluded ? 1 : 0, term.indexOf(u':') - (excluded ? 1 : 0));
        const auto key = std::find_if(filterKeys().begin(), filterKeys().end(), [&](FilterKey one) { return filterKeyName(one) == name; });
        const QString after = withTermToggled(before, *key, term.mid(term.indexOf(u':') + 1), excluded, now);
        QTEST(after, "after");
        QVERIFY(readFilter(after, now));
    }

    void twiceIsNothing()
    {
        QRandomGenerator random(21);
        const QStringList terms{u"type:b"_s, u"since:2h"_s, u"-tool:\"x y\""_s, u"(a or b)"_s, u"not c"_s, u"and d"_s, u"-(e f)"_s};
        for (int round = 0; round < 2000; ++round) {
            QString text = u"x"_s;
            for (int i = random.bounded(5); i > 0; --i)
                text += QString(1 + random.bounded(2), u' ') + terms.at(random.bounded(int(terms.size())));
            const QString once = withTermToggled(text, FilterKey::Category, u"HRIS"_s, true, now);
            QVERIFY2(readFilter(once, now), qPrintable(once));
            QCOMPARE(withTermToggled(once, FilterKey::Category, u"HRIS"_s, true, now), text);
        }
    }

    void sets_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("after");
        QTest::newRow("add") << u"since:2h"_s << u"a"_s << u"since:2h type:a"_s;
        QTest::newRow("replace in place") << u"type:b since:2h"_s << u"a"_s << u"type:a since:2h"_s;
        QTest::newRow("remove") << u"type:b since:2h"_s << QString() << u"since:2h"_s;
        QTest::newRow("nothing to remove") << u"a or b"_s << QString() << u"a or b"_s;
        QTest::newRow("keeps exclusions") << u"-type:b"_s << u"a"_s << u"-type:b type:a"_s;
        QTest::newRow("several become one") << u"type:b org:x type:c"_s << u"a"_s << u"type:a org:x"_s;
        QTest::newRow("same stays") << u"type:a"_s << u"a"_s << u"type:a"_s;
    }
    void sets()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, value);
        QTEST(withTermSet(before, FilterKey::Type, value, now), "after");
    }

    void setsASpan()
    {
        const QString span = u"since:"_s + filterTimeText(now - Millis(60'000)) + u" until:"_s + filterTimeText(now);
        const auto set = [](const QString &text) { return withSpanSet(text, now - Millis(60'000), now, now); };
        QCOMPARE(set(QString()), span);
        QCOMPARE(set(u"since:1h type:a until:5m"_s), QString(u"type:a "_s + span));
        QCOMPARE(set(u"a or since:1h"_s), QString(u"(a or since:1h) "_s + span));
        QCOMPARE(set(set(u"org:\"x y\""_s)), QString(u"org:\"x y\" "_s + span));
    }

    void writesNoMoreOfATimeThanThereIs()
    {
        for (const QString &text : {u"2026-04-24T03:05Z"_s, u"2026-04-24T03:05:40Z"_s, u"2026-04-24T03:05:40.001Z"_s, u"2026-04-24T00:00Z"_s})
            QCOMPARE(filterTimeText(parseTimestamp(text).value()), text);
    }

    void aClickedStarIsAStar()
    {
        const QString text = withTermToggled(u"tool:x"_s, FilterKey::Type, u"a*b"_s, false, now);
        QCOMPARE(text, u"tool:x type:\"a\\*b\""_s);
        QCOMPARE(withTermToggled(text, FilterKey::Type, u"a*b"_s, false, now), u"tool:x"_s);
        // A pattern that looks the same is another term.
        QVERIFY(withTermToggled(u"type:a*b"_s, FilterKey::Type, u"a*b"_s, false, now).contains(u"\\*"));
    }

    void widens()
    {
        using Kind = Widening::Kind;
        const auto texts = [](const QString &text) {
            QStringList found;
            for (const Widening &one : widenings(text, now))
                found.append(one.text);
            return found;
        };
        QCOMPARE(widenings(QString(), now), QVector<Widening>());
        QCOMPARE(widenings(u"type:a"_s, now), (QVector<Widening>{{Kind::Everything, {}, {}}}));
        QCOMPARE(widenings(u"type:a since:2h"_s, now),
                 (QVector<Widening>{{Kind::WithoutTerm, u"type:a"_s, u"since:2h"_s}, {Kind::AllTime, {}, u"type:a"_s}, {Kind::Everything, {}, {}}}));
        QCOMPARE(texts(u"type:a -org:\"b c\" and tool:d"_s),
                 (QStringList{u"-org:\"b c\" and tool:d"_s, u"type:a tool:d"_s, u"type:a -org:\"b c\""_s, QString()}));
        QCOMPARE(texts(u"a or b"_s), QStringList{QString()});
        QCOMPARE(texts(u"since:2h until:1h"_s), QStringList{QString()});
        QCOMPARE(texts(u"a b c d e f g h i"_s).size(), 7);
        for (const Widening &one : widenings(u"(a or b) -c since:1h not d"_s, now))
            QVERIFY2(readFilter(one.text, now), qPrintable(one.text));
    }

    void knowsWhatIsStillBeingWritten_data()
    {
        QTest::addColumn<QString>("text"); // | is the cursor
        QTest::addColumn<bool>("unfinished");
        const auto row = [](const QString &text, bool unfinished) { QTest::newRow(qPrintable(text)) << text << unfinished; };
        row(u"typ:|"_s, true);
        row(u"type:|"_s, true);
        row(u"a or|"_s, true);
        row(u"a or |"_s, true);
        row(u"\"abc de|"_s, true);
        row(u"(a or b|"_s, true);
        row(u"size:>|"_s, true);
        row(u"-|"_s, true);
        row(u"typ:x org:a|"_s, false);
        row(u"typ:x |"_s, false);
        row(u"typ:| org:a"_s, false);
        row(u"|typ:x"_s, false);
        row(u"(type:|)"_s, true);
    }
    void knowsWhatIsStillBeingWritten()
    {
        QFETCH(QString, text);
        const qsizetype cursor = text.indexOf(u'|');
        text.remove(cursor, 1);
        const auto read = readFilter(text, now);
        QVERIFY(!read.has_value());
        QTEST(isUnfinished(text, cursor, read.error()), "unfinished");
    }

    /// Whatever is typed: nothing breaks, and what is read stays readable.
    void survivesAnyText()
    {
        QRandomGenerator random(22);
        const QStringList parts{u"type:"_s, u"or"_s, u"and"_s, u"not"_s, u"("_s, u")"_s, u" "_s, u"\""_s, u"\\"_s, u"-"_s, u":"_s, u"x"_s, u"@"_s, u"since:2h"_s,
                                u"\u200b"_s, u"א"_s, u"🙂"_s, QString(QChar(0xd800))};
        for (int round = 0; round < 10'000; ++round) {
            QString text;
            for (int i = random.bounded(12); i > 0; --i)
                text += parts.at(random.bounded(int(parts.size())));
            qsizetype end = 0;
            for (const FilterToken &token : filterTokens(text)) {
                QVERIFY2(token.from >= end && token.length > 0 && token.from + token.length <= text.size(), qPrintable(text));
                end = token.from + token.length;
            }
            if (readFilter(text, now)) {
                QVERIFY2(readFilter(withTermToggled(text, FilterKey::Tool, u"y"_s, false, now), now), qPrintable(text));
                QVERIFY2(readFilter(withSpanSet(text, now, now, now), now), qPrintable(text));
                for (const Widening &one : widenings(text, now))
                    QVERIFY2(readFilter(one.text, now), qPrintable(text));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestFilterEdit)
#include "tst_filteredit.moc"
