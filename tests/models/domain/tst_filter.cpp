// SPDX-License-Identifier: Apache-2.0
#include "models/domain/filter.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const Timestamp now = fromMillis(1'777'000'000'000);

EventRow exampleRow()
{
    EventRow row;
    row.receivedAt = fromMillis(1'776'999'000'000);
    row.id = u"Cbfk5sHt"_s;
    row.type = u"sync-finished"_s;
    row.integrationId = u"personio:CBNMt7"_s;
    row.tool = u"personio"_s;
    row.category = u"HRIS"_s;
    row.organization = u"Acme, Inc. \"North\""_s;
    return row;
}

} // namespace

class TestFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("matches");
        const auto row = [](const QString &text, bool matches) { QTest::newRow(qPrintable(text)) << text << matches; };
        row(u""_s, true);
        row(u"type:sync-finished"_s, true);
        row(u"type:Sync-Finished"_s, false);
        row(u"type:sync"_s, false);
        row(u"type:sync*"_s, true);
        row(u"type:*-finished category:hris"_s, true);
        row(u"type:sync-finished category:ATS"_s, false);
        row(u"-type:data-changed"_s, true);
        row(u"-type:sync-finished"_s, false);
        row(u"id:Cbfk5sHt"_s, true);
        row(u"id:cbfk5sht"_s, false);
        row(u"id:Cb*Ht"_s, true);
        row(u"integration:personio:CBNMt7"_s, true);
        row(u"integration:personio:*"_s, true);
        row(u"integration:\"\""_s, false);
        row(u"tool:PERSONIO"_s, true);
        row(u"org:\"acme, inc. \\\"north\\\"\""_s, true);
        row(u"org:acme*"_s, true);
        row(u"org:\"* inc. *\""_s, true);
        row(u"org:acme"_s, false);
        row(u"verdict:verified"_s, true);
        row(u"verdict:VERIFIED"_s, true);
        row(u"verdict:unchecked"_s, false);
        row(u"-verdict:rejected"_s, true);
        row(u"since:1h"_s, true);
        row(u"since:15m"_s, false);
        row(u"until:15m"_s, true);
        row(u"until:1h"_s, false);
        row(u"-since:15m"_s, true);
        row(u"since:2026-01-01 until:2027-01-01"_s, true);
    }
    void matches()
    {
        QFETCH(QString, text);
        const auto filter = parseFilter(text, now);
        QVERIFY2(filter.has_value(), qPrintable(filter ? QString() : filter.error().detail));
        QTEST(filter->matches(exampleRow()), "matches");
    }

    void sinceIsInclusiveAndUntilExclusive()
    {
        const QString moment = formatTimestamp(exampleRow().receivedAt);
        QVERIFY(parseFilter(u"since:"_s + moment, now)->matches(exampleRow()));
        QVERIFY(!parseFilter(u"until:"_s + moment, now)->matches(exampleRow()));
    }

    void rejectedOnlyWhenAskedFor()
    {
        EventRow row = exampleRow();
        row.verdict = Verdict::Rejected;
        QVERIFY(!parseFilter(u""_s, now)->matches(row));
        QVERIFY(!parseFilter(u"type:sync-finished"_s, now)->matches(row));
        QVERIFY(parseFilter(u"verdict:rejected"_s, now)->matches(row));
        QVERIFY(!parseFilter(u"-verdict:rejected"_s, now)->matches(row));
        QVERIFY(parseFilter(u"verdict:rejected"_s, now)->wantsRejected());
        QVERIFY(!parseFilter(u"-verdict:rejected verdict:verified"_s, now)->wantsRejected());
    }

    void errorsNameTheirColumn_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("column");
        const auto row = [](const QString &text, const QString &code, int column) {
            QTest::newRow(qPrintable(text)) << text << code << column;
        };
        const QString syntax = u"filter-syntax"_s;
        row(u"  -"_s, syntax, 4);
        row(u"-"_s, syntax, 2);
        row(u"type:"_s, syntax, 6);
        row(u"type: x"_s, syntax, 6);
        row(u"type:\"x"_s, syntax, 6);
        row(u"type:\"x\"y"_s, syntax, 9);
        row(u"type:x\"y"_s, syntax, 7);
        row(u"org:\"a\\n\""_s, syntax, 7);
        row(u"org:\"a\\"_s, syntax, 7);
        row(u":x"_s, u"filter-key"_s, 1);
        row(u"typ:x"_s, u"filter-key"_s, 1);
        row(u"type:x Type:x"_s, u"filter-key"_s, 8);
        row(u"--type:x"_s, u"filter-key"_s, 2);
        row(u"a/b:x"_s, u"filter-key"_s, 1);
        row(u"since:yesterday"_s, u"filter-time"_s, 7);
        row(u"type:x until:2026-13-01"_s, u"filter-time"_s, 14);
        row(u"since:*"_s, u"filter-time"_s, 7);
        row(u"verdict:maybe"_s, u"filter-verdict"_s, 9);
        row(u"verdict:*"_s, u"filter-verdict"_s, 9);
    }
    void errorsNameTheirColumn()
    {
        QFETCH(QString, text);
        QFETCH(int, column);
        const auto filter = parseFilter(text, now);
        QVERIFY(!filter.has_value());
        QCOMPARE(filter.error().kind, ErrorKind::InvalidInput);
        QTEST(filter.error().code, "code");
        QVERIFY2(filter.error().detail.startsWith(u"column %1: "_s.arg(column)), qPrintable(filter.error().detail));
    }

    void termsAreWhatWasWritten()
    {
        const auto filter = parseFilter(u" -org:\"a b\"\ttype:x*  since:2026-05-01 "_s, now);
        QVERIFY(filter.has_value());
        const Timestamp may = parseTimestamp(u"2026-05-01").value();
        QCOMPARE(filter->terms, (QVector<FilterTerm>{{FilterKey::Organization, u"a b"_s, false, true, std::nullopt},
                                                     {FilterKey::Type, u"x*"_s, true, false, std::nullopt},
                                                     {FilterKey::Since, u"2026-05-01T00:00:00.000Z"_s, false, false, may}}));
    }

    /// Random filters to text and back, at another time of day: nothing may move.
    void textParsesToTheSameFilter()
    {
        QRandomGenerator random(9);
        const QString letters = u"ab*\"\\ :-\t.äö🙂\u0000'"_s;
        for (int round = 0; round < 3000; ++round) {
            Filter filter;
            for (int i = random.bounded(5); i > 0; --i) {
                FilterTerm term;
                term.key = static_cast<FilterKey>(random.bounded(9));
                term.excluded = random.bounded(2) == 0;
                if (term.key == FilterKey::Verdict) {
                    term.value = verdictName(static_cast<Verdict>(random.bounded(3)));
                } else if (term.key == FilterKey::Since || term.key == FilterKey::Until) {
                    term.time = fromMillis(static_cast<qint64>(random.bounded(4e12)));
                    term.value = formatTimestamp(*term.time);
                } else {
                    term.value = u""_s;
                    for (int length = random.bounded(6); length > 0; --length)
                        term.value += letters[random.bounded(static_cast<int>(letters.size()))];
                    for (qsizetype at = 0; at < term.value.size(); ++at) {
                        if (term.value[at] != u'*')
                            continue;
                        if (random.bounded(2) == 0)
                            term.plainStars.append(at);
                        else
                            term.wildcard = true;
                    }
                    if (!term.wildcard)
                        term.plainStars.clear();
                }
                filter.terms.append(term);
            }
            const auto parsed = parseFilter(filter.text(), now + Millis(round));
            QVERIFY2(parsed.has_value(), qPrintable(filter.text()));
            QCOMPARE(*parsed, filter);
        }
    }

    void relativeTimesAreResolvedOnce()
    {
        const auto filter = parseFilter(u"since:2h"_s, now);
        QCOMPARE(*parseFilter(filter->text(), now + std::chrono::hours(5)), *filter);
    }

    void wildcards_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("exact");
        QTest::addColumn<bool>("folded");
        const auto row = [](const QString &pattern, const QString &text, bool exact, bool folded) {
            QTest::newRow(qPrintable(QString(pattern + u" ~ "_s + text))) << pattern << text << exact << folded;
        };
        row(u""_s, u""_s, true, true);
        row(u""_s, u"a"_s, false, false);
        row(u"*"_s, u""_s, true, true);
        row(u"**"_s, u"abc"_s, true, true);
        row(u"a*c"_s, u"abbc"_s, true, true);
        row(u"a*c"_s, u"abcd"_s, false, false);
        row(u"*ab*ab"_s, u"abxab"_s, true, true);
        row(u"*ab*ab"_s, u"ab"_s, false, false);
        row(u"a*b*c"_s, u"aXbYc"_s, true, true);
        row(u"ABC"_s, u"abc"_s, false, true);
        row(u"*Ö*"_s, u"xöy"_s, false, true);
        row(u"é"_s, u"e\u0301"_s, false, false);
        row(u"a?c"_s, u"abc"_s, false, false);
        row(u"[a-c]"_s, u"b"_s, false, false);
        row(u"*🙂"_s, u"x🙂"_s, true, true);
    }
    void wildcards()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QTEST(wildcardMatches(pattern, text, Qt::CaseSensitive), "exact");
        QTEST(wildcardMatches(pattern, text, Qt::CaseInsensitive), "folded");
    }

    void escapedStarsAreStars_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("matches");
        const auto row = [](const QString &text, const QString &type, bool matches) {
            QTest::newRow(qPrintable(QString(text + u" ~ "_s + type))) << text << type << matches;
        };
        row(u"type:\"a\\*b\""_s, u"a*b"_s, true);
        row(u"type:\"a\\*b\""_s, u"axb"_s, false);
        row(u"type:\"a\\*b\""_s, u"a\\*b"_s, false);
        row(u"type:\"a\\**\""_s, u"a*bc"_s, true);
        row(u"type:\"a\\**\""_s, u"abc"_s, false);
        row(u"type:\"*\\*\""_s, u"ab*"_s, true);
        row(u"type:\"*\\*\""_s, u"a*b"_s, false);
        row(u"type:\"\\*\""_s, u"*"_s, true);
        row(u"type:\"\\*\""_s, u"a"_s, false);
        row(u"\"A\\*b\""_s, u"xa*bx"_s, true);
        row(u"\"A\\*b\""_s, u"xa-bx"_s, false);
        row(u"\"a\\**c\""_s, u"xa*b-cx"_s, true);
        row(u"\"a\\**c\""_s, u"xab-cx"_s, false);
        // Without quotes, and behind an escaped backslash, a backslash is what it always was.
        row(u"type:a\\*"_s, u"a\\b"_s, true);
        row(u"type:a\\*"_s, u"a*"_s, false);
        row(u"type:\"a\\\\*\""_s, u"a\\b"_s, true);
        row(u"a\\*"_s, u"a\\b"_s, true);
    }
    void escapedStarsAreStars()
    {
        QFETCH(QString, text);
        QFETCH(QString, type);
        const auto filter = parseFilter(text, now);
        QVERIFY2(filter.has_value(), qPrintable(filter ? QString() : filter.error().detail));
        EventRow row;
        row.type = type;
        QTEST(filter->matches(row), "matches");
        QCOMPARE(*parseFilter(filter->text(), now), *filter);
        // As a value that was clicked.
        FilterTerm clicked;
        clicked.value = type;
        const Filter exact{{clicked}};
        QVERIFY(parseFilter(exact.text(), now)->matches(row));
        QCOMPARE(*parseFilter(exact.text(), now), exact);
        QCOMPARE(*parseFilter(u"type:"_s + quotedFilterValue(type), now), exact);
    }

    void starsInBodiesNeedNoEscape()
    {
        QCOMPARE(parseFilter(u"body:e*1"_s, now)->text(), u"body:e*1"_s);
        QCOMPARE(*parseFilter(u"body:\"e\\*1\""_s, now), *parseFilter(u"body:e*1"_s, now));
    }

    void manyStarsStayFast()
    {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!wildcardMatches(QString(u"*a"_s.repeated(200) + u"b"_s), QString(20'000, u'a'), Qt::CaseSensitive));
        QVERIFY2(timer.elapsed() < 5000, "a pattern of many stars took over 5 s");
    }
};

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
