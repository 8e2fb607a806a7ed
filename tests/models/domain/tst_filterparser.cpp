// SPDX-License-Identifier: Apache-2.0
// covers: models/domain/filterparser.cpp models/domain/filternumber.cpp
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
    row.seq = 42;
    row.receivedAt = fromMillis(1'776'999'000'000); // 1000 s ago
    row.id = u"Cbfk5sHt"_s;
    row.type = u"sync-finished"_s;
    row.integrationId = u"personio:CBNMt7"_s;
    row.tool = u"personio"_s;
    row.category = u"HRIS"_s;
    row.organization = u"Acme (North), \"Zürich\""_s;
    row.outcome = u"PARTIALLY_FAILED"_s;
    row.deliveries = 3;
    row.conflict = true;
    row.answered = 503;
    row.bodySize = 10'240;
    row.pinned = true;
    row.comment = u"Told Zoë about it"_s;
    return row;
}

const QByteArray exampleBody = "{\"employee_id\":\"e*1\",\"name\":\"Zo\xc3\xab \xd7\xa9\xd7\x9c\"}";

/// A random tree as parseFilter would make it: no group in a group of its kind, no group of one.
FilterTerm randomTerm(QRandomGenerator &random, int depth, FilterKey within)
{
    static const QString letters = u"ab*\"\\ :-\t.äö🙂()<>=שא\u200b\u202e"_s;
    FilterTerm term;
    if (depth > 0 && random.bounded(3) == 0) {
        term.key = random.bounded(2) == 0 ? FilterKey::Any : FilterKey::All;
        term.excluded = term.key == within || random.bounded(2) == 0;
        for (int i = 2 + random.bounded(2); i > 0; --i)
            term.parts.append(randomTerm(random, depth - 1, term.key));
        return term;
    }
    static const QVector<FilterKey> keys = filterKeys() + QVector{FilterKey::Text, FilterKey::Text};
    static const QStringList signs{u""_s, u">"_s, u"<"_s, u">="_s, u"<="_s};
    term.key = keys.at(random.bounded(int(keys.size())));
    term.excluded = random.bounded(3) == 0;
    switch (term.key) {
    case FilterKey::Verdict: term.value = random.bounded(2) == 0 ? u"verified"_s : u"unchecked"_s; return term;
    case FilterKey::Since:
    case FilterKey::Until:
        term.time = fromMillis(qint64(random.bounded(4e12)));
        term.value = formatTimestamp(*term.time);
        return term;
    case FilterKey::Deliveries:
    case FilterKey::Size:
    case FilterKey::Answer:
    case FilterKey::Seq: {
        using enum FilterComparison;
        static const QVector<FilterComparison> comparisons{Equal, Greater, Less, GreaterOrEqual, LessOrEqual};
        const int sign = random.bounded(5);
        term.comparison = comparisons.at(sign);
        term.number = random.bounded(1000);
        term.value = signs.at(sign) + QString::number(term.number);
        return term;
    }
    case FilterKey::Conflict:
    case FilterKey::Pinned:
        term.number = random.bounded(2);
        term.value = term.number == 1 ? u"yes"_s : u"no"_s;
        return term;
    default: break;
    }
    static const QStringList words{u"or"_s, u"AND"_s, u"not"_s, u"-x"_s, u"type:a"_s, u"(a)"_s, u")"_s};
    term.value = u""_s;
    if (random.bounded(8) == 0)
        term.value = words.at(random.bounded(int(words.size())));
    for (int length = random.bounded(6); length > 0; --length)
        term.value += letters.at(random.bounded(int(letters.size())));
    for (qsizetype at = 0; at < term.value.size() && term.key != FilterKey::Body; ++at) {
        if (term.value.at(at) == u'*' && random.bounded(2) == 0)
            term.plainStars.append(at);
    }
    term.wildcard = term.key != FilterKey::Body && term.value.count(u'*') > term.plainStars.size();
    if (!term.wildcard)
        term.plainStars.clear();
    return term;
}

} // namespace

class TestFilterParser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matches_data();
    void matches();
    void hasOneTreeForOneMeaning_data();
    void hasOneTreeForOneMeaning();
    void saysWhereAndWhat_data();
    void saysWhereAndWhat();
    void saysWhatWasMeant_data();
    void saysWhatWasMeant();
    void survivesTextAndBack();
    void survivesAnyText();
    void readsNumbers_data();
    void readsNumbers();
    void asksForBodiesLast();
    void keepsRejectedApart();
    void boundsLongAndDeepInput();
};

void TestFilterParser::matches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");
    const auto rows = [](bool matches, const QStringList &texts) {
        for (const QString &text : texts)
            QTest::newRow(qPrintable(text)) << text << matches;
    };
    rows(true, {u"state:partially_failed"_s, u"state:PARTIALLY*"_s, u"state:*failed"_s, u"-state:FAILED"_s, u"state:*"_s,
                u"deliveries:3"_s, u"deliveries:=3"_s, u"deliveries:>2"_s, u"deliveries:>=3"_s, u"deliveries:<4"_s, u"deliveries:<=3"_s,
                u"-deliveries:>3"_s, u"size:>10kb"_s, u"size:10240"_s, u"size:10kib"_s, u"size:>=10KiB"_s, u"size:<0.01mib"_s,
                u"size:\"> 10 kb\""_s, u"answer:503"_s, u"answer:>=500"_s, u"-answer:200"_s, u"seq:42"_s, u"seq:>41 seq:<43"_s,
                u"conflict:yes"_s, u"conflict:YES"_s, u"-conflict:no"_s});
    rows(false, {u"state:failed"_s, u"state:\"\""_s, u"deliveries:2"_s, u"deliveries:>3"_s, u"deliveries:<3"_s, u"-deliveries:3"_s,
                 u"size:>10kib"_s, u"size:<=10kb"_s, u"size:10kb"_s, u"answer:200"_s, u"answer:<500"_s, u"seq:>42"_s, u"conflict:no"_s,
                 u"-conflict:yes"_s});
    // What a person marked.
    rows(true, {u"pinned:yes"_s, u"pinned:YES"_s, u"-pinned:no"_s, u"comment:zoë"_s, u"comment:\"told zoë\""_s, u"comment:told*about"_s, u"comment:*"_s,
                u"-comment:\"\""_s, u"-comment:nobody"_s, u"pinned:yes or comment:nobody"_s});
    rows(false, {u"pinned:no"_s, u"-pinned:yes"_s, u"comment:nobody"_s, u"comment:\"\""_s, u"-comment:told"_s, u"comment:zoe"_s});
    // Time forms, against 1000 seconds ago.
    rows(true, {u"since:1001s"_s, u"since:1000s"_s, u"until:999s"_s, u"since:17m"_s, u"since:1d"_s, u"since:1w"_s, u"since:2026-01-01 until:2027-01-01"_s,
                u"since:2026-04-24T02:00:00Z"_s, u"since:2026-04-24T04:00:00+02:00"_s, u"since:\"2026-04-24T02:50:00.000Z\""_s, u"-since:16m"_s, u"not until:17m"_s});
    rows(false, {u"since:999s"_s, u"until:1000s"_s, u"until:2026-01-01"_s, u"since:2100-01-01"_s, u"-since:1d"_s});
    // Texts that look like others but are not.
    rows(false, {u"type:sync\u200b-finished"_s, u"type:\"sync-finished \""_s, u"id:Cbfk5sHt\u202c"_s, u"org:\u202eacme*"_s, u"tool:personiо"_s, u"type:\u00adsync*"_s});
    // Quotes that hold nothing.
    rows(true, {u"-type:\"\""_s, u"-org:\"\""_s, u"body:\"\" type:*"_s});
    rows(false, {u"type:\"\""_s, u"id:\"\""_s, u"tool:\"\" or category:\"\""_s});
    // As deep as it may go.
    rows(true, {QString(u'(').repeated(32) + u"tool:personio"_s + QString(u')').repeated(32), u"-("_s.repeated(32) + u"tool:personio"_s + u")"_s.repeated(32)});
    // Bare words and quoted texts: id, type, integration, organization; case does not matter.
    rows(true, {u"sync"_s, u"SYNC-FIN"_s, u"cbfk"_s, u"\"personio:CBN\""_s, u"acme"_s, u"zürich"_s, u"ZÜRICH"_s, u"\"acme (north)\""_s,
                u"\"(North)\""_s, u"-bamboo"_s, u"\"\""_s, u"*"_s, u"sync*ed"_s, u"ac*north"_s, u"\"-fin\""_s,
                u"sync acme"_s, u"\"o:c\""_s, u"not bamboo"_s});
    rows(false, {u"bamboo"_s, u"HRIS"_s, u"partially"_s, u"sync bamboo"_s, u"-sync"_s, u"\"acme north\""_s, u"ac*south"_s, u"\"sync acme\""_s,
                 u"\u200bsync"_s, u"sync\u200b"_s, u"\u202eacme"_s, u"not sync"_s});
    // Bodies: bytes as received, a star is a star.
    rows(true, {u"body:\"employee_id\""_s, u"body:employee"_s, u"body:\"e*1\""_s, u"body:Zoë"_s, u"body:של"_s, u"body:\"\""_s,
                u"-body:Employee"_s, u"body:\"\\\"name\\\":\""_s, u"body:\"Zoë של\""_s, u"body:bamboo or body:name"_s});
    rows(false, {u"body:Employee_id"_s, u"body:\"e*d\""_s, u"body:zoë"_s, u"-body:name"_s, u"body:name type:x"_s, u"body:\u200b"_s});
    // Precedence: not, then and, then or.
    rows(true, {u"type:x or tool:personio"_s, u"type:x tool:y or tool:personio"_s, u"tool:personio or type:x tool:y"_s,
                u"type:sync-finished and tool:personio"_s, u"type:sync-finished AND tool:personio"_s, u"not type:x"_s, u"NOT type:x"_s,
                u"not not tool:personio"_s, u"not -tool:personio"_s, u"-type:x or type:y"_s, u"not type:x and not type:y"_s,
                u"(type:x or type:sync-finished) tool:personio"_s, u"-(type:x or type:y)"_s, u"-(type:sync-finished tool:x)"_s,
                u"not (type:x)"_s, u"not(type:x)"_s, u"((((tool:personio))))"_s, u"( tool:personio )"_s, u"(type:x)or(tool:personio)"_s,
                u"type:x or type:y or tool:personio"_s, u"(a or acme) (b or sync)"_s, u"tool:personio or type:x type:y"_s,
                u"-(-(tool:personio))"_s, u"(type:x or (tool:personio (acme or b)))"_s, u"(since:1h or type:x) until:10m"_s,
                u"(verdict:verified or type:x)"_s, u"(deliveries:1 or deliveries:3)"_s, u"org:*North*"_s, u"org:Acme*(North)*"_s,
                u"(org:Acme*(North)*)"_s, u"(org:\"acme (north), \\\"zürich\\\"\")"_s});
    rows(false, {u"(tool:personio or type:x) tool:y"_s, u"tool:personio tool:y or type:x"_s, u"-(tool:personio or type:x)"_s,
                 u"not type:sync-finished or type:x"_s, u"-(type:sync-finished tool:personio)"_s, u"not not not tool:personio"_s,
                 u"not(tool:personio)"_s, u"-(-(type:x))"_s, u"(since:10m or type:x)"_s, u"org:Acme)"_s});
    // Wildcards that match everything.
    rows(true, {u"type:*"_s, u"type:**"_s, u"org:* tool:* id:* integration:* category:* state:*"_s, u"***"_s});
    rows(false, {u"-type:*"_s, u"-*"_s});
}

void TestFilterParser::matches()
{
    QFETCH(const QString, text);
    const auto filter = readFilter(text, now);
    QVERIFY2(filter.has_value(), qPrintable(filter ? QString() : filter.error().what));
    QTEST(filter->matches(exampleRow(), [] { return exampleBody; }), "matches");
    const auto again = readFilter(filter->text(), now + Millis(1));
    QVERIFY2(again.has_value(), qPrintable(filter->text()));
    QCOMPARE(*again, *filter);
    QCOMPARE(again->text(), filter->text());
}

void TestFilterParser::hasOneTreeForOneMeaning_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");
    const auto row = [](const QString &text, const QString &canonical) { QTest::newRow(qPrintable(text)) << text << canonical; };
    row(u"a and b"_s, u"a b"_s);
    row(u"(a b) c"_s, u"a b c"_s);
    row(u"(a or b) or c"_s, u"a or b or c"_s);
    row(u"a or (b or c)"_s, u"a or b or c"_s);
    row(u"a or (b c)"_s, u"a or b c"_s);
    row(u"(a or b) c"_s, u"(a or b) c"_s);
    row(u"((a))"_s, u"a"_s);
    row(u"not a"_s, u"-a"_s);
    row(u"-(a)"_s, u"-a"_s);
    row(u"-(-a)"_s, u"a"_s);
    row(u"-(a b)"_s, u"-(a b)"_s);
    row(u"-(-(a b)) c"_s, u"a b c"_s);
    row(u"not (a or b)"_s, u"-(a or b)"_s);
    row(u"\"and\""_s, u"\"and\""_s);
    row(u"\"Or\" \"not\""_s, u"\"Or\" \"not\""_s);
    row(u"\"-x\" \"a:b\" \"a b\""_s, u"\"-x\" \"a:b\" \"a b\""_s);
    row(u"android"_s, u"android"_s);
    row(u"nothing or orders"_s, u"nothing or orders"_s);
    row(u"(a)(b)"_s, u"a b"_s);
    row(u"type:foo(bar)"_s, u"type:\"foo(bar)\""_s);
    row(u"type:\"a*b\""_s, u"type:a*b"_s);
    row(u"type:\"a\\*b\""_s, u"type:\"a\\*b\""_s);
    row(u"\"\\**\""_s, u"\"\\**\""_s);
    row(u"type:a\\*b"_s, u"type:a\\*b"_s);
    row(u"type:a)"_s, u"type:\"a)\""_s);
    row(u"SIZE:1 "_s.toLower(), u"size:1"_s);
    row(u"size:\">= 1.5 MB\""_s, u"size:>=1.5mb"_s);
    row(u"conflict:YES"_s, u"conflict:yes"_s);
    row(u" \t "_s, QString());
}

void TestFilterParser::hasOneTreeForOneMeaning()
{
    QFETCH(const QString, text);
    const auto filter = readFilter(text, now);
    QVERIFY2(filter.has_value(), qPrintable(filter ? QString() : filter.error().what));
    QTEST(filter->text(), "canonical");
}

void TestFilterParser::saysWhereAndWhat_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("length");
    const auto row = [](const QString &text, const QString &code, int column, int length) {
        QTest::newRow(qPrintable(text)) << text << QString(u"filter-"_s + code) << column << length;
    };
    const QString syntax = u"syntax"_s;
    row(u"-"_s, syntax, 2, 0);
    row(u"a - b"_s, syntax, 4, 0);
    row(u"not"_s, syntax, 4, 0);
    row(u"a and"_s, syntax, 6, 0);
    row(u"a or "_s, syntax, 6, 0);
    row(u"or a"_s, syntax, 1, 2);
    row(u"and a"_s, syntax, 1, 3);
    row(u"a or or b"_s, syntax, 6, 2);
    row(u"a and or b"_s, syntax, 7, 2);
    row(u"a and and b"_s, syntax, 7, 3);
    row(u"()"_s, syntax, 2, 1);
    row(u"(a"_s, syntax, 1, 1);
    row(u"b (a or (c d)"_s, syntax, 3, 1);
    row(u"("_s, syntax, 1, 1);
    row(u")"_s, syntax, 1, 1);
    row(u"(a) )"_s, syntax, 5, 1);
    row(u"(a or )"_s, syntax, 7, 1);
    row(u"type:"_s, syntax, 6, 0);
    row(u"(type:)"_s, syntax, 7, 0);
    row(u"type:(a or b)"_s, syntax, 6, 1);
    row(u"-org:(a)"_s, syntax, 6, 1);
    row(u"(x or size:(1 2))"_s, syntax, 12, 1);
    row(u"body:"_s, syntax, 6, 0);
    row(u"\"abc"_s, syntax, 1, 4);
    row(u"a\"b\""_s, syntax, 2, 1);
    row(u"type:x\"y"_s, syntax, 7, 1);
    row(u"\"a\"b"_s, syntax, 4, 1);
    row(u"\"a\":b"_s, syntax, 4, 1);
    row(u"org:\"a\\n\""_s, syntax, 7, 2);
    row(u"org:\"a\\"_s, syntax, 7, 1);
    row(u"typ:x"_s, u"key"_s, 1, 3);
    row(u"type:x Type:y"_s, u"key"_s, 8, 4);
    row(u"-typ:x"_s, u"key"_s, 2, 3);
    row(u"(typ:x)"_s, u"key"_s, 2, 3);
    row(u":x"_s, u"key"_s, 1, 1);
    row(u"http://x"_s, u"key"_s, 1, 4);
    row(u"\u200btype:x"_s, u"key"_s, 1, 5);
    row(u"ty\u200bpe:x"_s, u"key"_s, 1, 5);
    row(u"\u202etype:x"_s, u"key"_s, 1, 5);
    row(u"סוג:x"_s, u"key"_s, 1, 3);
    row(u"text:x"_s, u"key"_s, 1, 4);
    row(u"since:yesterday"_s, u"time"_s, 7, 9);
    row(u"a until:\"x y\""_s, u"time"_s, 9, 5);
    row(u"(since:)"_s, syntax, 8, 0);
    row(u"verdict:maybe"_s, u"verdict"_s, 9, 5);
    row(u"(a or verdict:x)"_s, u"verdict"_s, 15, 1);
    row(u"deliveries:many"_s, u"number"_s, 12, 4);
    row(u"deliveries:2kb"_s, u"number"_s, 12, 3);
    row(u"deliveries:-1"_s, u"number"_s, 12, 2);
    row(u"deliveries:1.5"_s, u"number"_s, 12, 3);
    row(u"deliveries:>"_s, u"number"_s, 12, 1);
    row(u"deliveries:*"_s, u"number"_s, 12, 1);
    row(u"deliveries:٣"_s, u"number"_s, 12, 1);
    row(u"size:10tb"_s, u"number"_s, 6, 4);
    row(u"size:.5kb"_s, u"number"_s, 6, 4);
    row(u"size:1e3"_s, u"number"_s, 6, 3);
    row(u"size:> 10kb"_s, u"number"_s, 6, 1);
    row(u"size:999999999999999gb"_s, u"number"_s, 6, 17);
    row(u"answer:5xx"_s, u"number"_s, 8, 3);
    row(u"seq:1234567890123456"_s, u"number"_s, 5, 16);
    row(u"conflict:maybe"_s, u"conflict"_s, 10, 5);
    row(u"conflict:*"_s, u"conflict"_s, 10, 1);
    row(u"pinned:maybe"_s, u"conflict"_s, 8, 5);
    row(u"comment:"_s, syntax, 9, 0);
    row(u"stat:FAILED"_s, u"key"_s, 1, 4);
    row(u"a stat:FAILED b"_s, u"key"_s, 3, 4);
    row(u"since:2y"_s, u"time"_s, 7, 2);
    row(u"since:-2h"_s, u"time"_s, 7, 3);
    row(u"since:2"_s, u"time"_s, 7, 1);
    row(u"since:2026-02-30"_s, u"time"_s, 7, 10);
    row(u"since:2026-05-01T25:00:00Z"_s, u"time"_s, 7, 20);
    row(u"until:\"\""_s, u"time"_s, 7, 2);
    row(u"since:99999999999999999999d"_s, u"time"_s, 7, 21);
    row(u"deliveries:99999999999999999"_s, u"number"_s, 12, 17);
    row(u"deliveries:\"\""_s, u"number"_s, 12, 2);
    row(u"answer:>=>=5"_s, u"number"_s, 8, 5);
    row(u"size:10\u200bkb"_s, u"number"_s, 6, 5);
    row(u"seq:0x10"_s, u"number"_s, 5, 4);
    row(u"verdict:\"\""_s, u"verdict"_s, 9, 2);
    row(u"@\"Last hour"_s, syntax, 2, 10);
    row(u"a or verdict:rejected"_s, u"rejected"_s, 14, 8);
    row(u"verdict:rejected or type:x"_s, u"rejected"_s, 9, 8);
    row(u"type:x or verdict:verified verdict:rejected"_s, u"rejected"_s, 36, 8);
    row(u"(verdict:unchecked or verdict:rejected) a"_s, u"rejected"_s, 31, 8);
    row(u"-(-verdict:rejected a)"_s, u"rejected"_s, 12, 8);
    row(QString(u'(').repeated(33) + u'a' + QString(u')').repeated(33), u"depth"_s, 33, 1);
    row(QString(u'(').repeated(10'000), u"depth"_s, 33, 1);
    row(u"-("_s.repeated(5'000), u"depth"_s, 66, 1);
    row(u"not("_s.repeated(2'500), u"depth"_s, 132, 1);
}

void TestFilterParser::saysWhereAndWhat()
{
    QFETCH(const QString, text);
    QFETCH(const int, column);
    const auto filter = readFilter(text, now);
    QVERIFY(!filter.has_value());
    QTEST(filter.error().code, "code");
    QCOMPARE(filter.error().column, column);
    QTEST(int(filter.error().length), "length");
    QVERIFY(!filter.error().what.isEmpty() && filter.error().what.size() < 200);
    const auto parsed = parseFilter(text, now);
    QCOMPARE(parsed.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(parsed.error().code, filter.error().code);
    QVERIFY2(parsed.error().detail.startsWith(u"column %1: "_s.arg(column)), qPrintable(parsed.error().detail));
}

void TestFilterParser::saysWhatWasMeant_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("meant");
    const auto row = [](const QString &text, const QString &meant) { QTest::newRow(qPrintable(text)) << text << meant; };
    row(u"stat:FAILED"_s, u"state"_s);
    row(u"tpye:x"_s, u"type"_s);
    row(u"Type:x"_s, u"type"_s);
    row(u"organization:x"_s, u"org"_s);
    row(u"organisation:x"_s, u"org"_s);
    row(u"integ:x"_s, u"integration"_s);
    row(u"status:x"_s, u"state"_s);
    row(u"from:2h"_s, u"since"_s);
    row(u"after:2h"_s, u"since"_s);
    row(u"verdct:rejected"_s, u"verdict"_s);
    row(u"delivery:2"_s, u"deliveries"_s);
    row(u"verdict:rejectd"_s, u"rejected"_s);
    row(u"verdict:maybe"_s, QString());
    row(u"xyzzy:x"_s, QString());
    row(u"http://x"_s, QString());
    row(u"type:"_s, QString());
}

void TestFilterParser::saysWhatWasMeant()
{
    QFETCH(const QString, text);
    const auto filter = readFilter(text, now);
    QVERIFY(!filter.has_value());
    QTEST(filter.error().meant, "meant");
    QCOMPARE(filter.error().hint.contains(u"did you mean"), !filter.error().meant.isEmpty());
}

void TestFilterParser::survivesTextAndBack()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 5000; ++round) {
        Filter filter;
        for (int i = random.bounded(4); i > 0; --i)
            filter.terms.append(randomTerm(random, 4, FilterKey::All));
        const auto parsed = readFilter(filter.text(), now + Millis(round));
        QVERIFY2(parsed.has_value(), qPrintable(filter.text()));
        QVERIFY2(*parsed == filter, qPrintable(filter.text() + u" became "_s + parsed->text()));
    }
}

/// Whatever is typed: a filter that comes back, or a problem whose place lies in the text.
void TestFilterParser::survivesAnyText()
{
    QRandomGenerator random(12);
    const QStringList pieces{u"type:"_s, u"or"_s, u"and"_s, u"not"_s, u"("_s, u")"_s, u" "_s, u"\""_s, u"\\"_s, u"\\*"_s, u"-"_s, u":"_s, u"*"_s, u"x"_s,
                             u"size:>1kb"_s, u"verdict:rejected"_s, u"since:2h"_s, u"\u200b"_s, u"א"_s, u"🙂"_s, u"body:"_s, QString(QChar(0xd800)), QString(QChar(0))};
    for (int round = 0; round < 20'000; ++round) {
        QString text;
        for (int i = random.bounded(12); i > 0; --i)
            text += pieces.at(random.bounded(int(pieces.size())));
        const auto filter = readFilter(text, now);
        if (filter) {
            const auto again = readFilter(filter->text(), now);
            QVERIFY2(again && *again == *filter, qPrintable(text));
        } else {
            const FilterProblem &problem = filter.error();
            QVERIFY2(problem.column >= 1 && problem.length >= 0 && problem.column - 1 + problem.length <= text.size(), qPrintable(text));
        }
    }
}

void TestFilterParser::readsNumbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("number");
    QTest::newRow("plain") << u"size:512"_s << qint64(512);
    QTest::newRow("b") << u"size:512b"_s << qint64(512);
    QTest::newRow("k") << u"size:2k"_s << qint64(2000);
    QTest::newRow("kb") << u"size:2KB"_s << qint64(2000);
    QTest::newRow("kib") << u"size:2KiB"_s << qint64(2048);
    QTest::newRow("mb") << u"size:1.5mb"_s << qint64(1'500'000);
    QTest::newRow("mib") << u"size:4mib"_s << qint64(4'194'304);
    QTest::newRow("gb") << u"size:2gb"_s << qint64(2'000'000'000);
    QTest::newRow("gib") << u"size:1gib"_s << qint64(1'073'741'824);
    QTest::newRow("large seq") << u"seq:999999999999999"_s << qint64(999'999'999'999'999);
}

void TestFilterParser::readsNumbers()
{
    QFETCH(const QString, text);
    const auto filter = readFilter(text, now);
    QVERIFY(filter.has_value());
    QTEST(filter->terms.first().number, "number");
}

void TestFilterParser::asksForBodiesLast()
{
    int asked = 0;
    const auto matches = [&asked](const QString &text) {
        asked = 0;
        return readFilter(text, now)->matches(exampleRow(), [&asked] { ++asked; return exampleBody; });
    };
    QVERIFY(!matches(u"body:employee type:x"_s));
    QCOMPARE(asked, 0);
    QVERIFY(matches(u"body:nothing or type:sync-finished"_s));
    QCOMPARE(asked, 0);
    QVERIFY(matches(u"body:employee body:name (body:x or body:Zo)"_s));
    QCOMPARE(asked, 1);
    QVERIFY(!readFilter(u"body:employee"_s, now)->matches(exampleRow()));
    QVERIFY(readFilter(u"-(type:x or body:a)"_s, now)->needsBody());
    QVERIFY(!readFilter(u"-(type:x or employee)"_s, now)->needsBody());
}

void TestFilterParser::keepsRejectedApart()
{
    for (const QString &text : {u"verdict:rejected"_s, u"a verdict:rejected (b or c)"_s, u"-(-verdict:rejected)"_s, u"not -verdict:rejected"_s,
                                u"verdict:rejected a or verdict:rejected b"_s, u"-(a or -verdict:rejected)"_s})
        QVERIFY2(readFilter(text, now)->wantsRejected(), qPrintable(text));
    EventRow row = exampleRow();
    row.verdict = Verdict::Rejected;
    for (const QString &text : {u"-verdict:rejected"_s, u"-(verdict:rejected a)"_s, u"-verdict:verified"_s, u"a or -verdict:rejected"_s, u"*"_s}) {
        QVERIFY2(!readFilter(text, now)->wantsRejected(), qPrintable(text));
        QVERIFY2(!readFilter(text, now)->matches(row), qPrintable(text));
    }
}

void TestFilterParser::boundsLongAndDeepInput()
{
    QElapsedTimer timer;
    timer.start();
    const QString word(10'000, u'x');
    QCOMPARE(readFilter(word, now)->text(), word);
    QCOMPARE(readFilter(u"type:a "_s.repeated(10'000), now)->terms.size(), 10'000);
    QCOMPARE(readFilter(u"a or "_s.repeated(10'000) + u'b', now)->terms.first().parts.size(), 10'001);
    QVERIFY(readFilter(u"not "_s.repeated(10'000) + u'b', now)->matches(exampleRow(), {}) != readFilter(u"-b"_s, now)->matches(exampleRow(), {}));
    QVERIFY(!readFilter(u"not "_s.repeated(10'000), now));
    QVERIFY(!readFilter(u"\""_s + word, now));
    QVERIFY(!readFilter(word + u':', now));
    const QString deep = QString(u"-(a or ("_s).repeated(16) + u'b' + QString(u')').repeated(32);
    QVERIFY(readFilter(deep, now).has_value());
    QCOMPARE(*readFilter(readFilter(deep, now)->text(), now), *readFilter(deep, now));
    QVERIFY2(timer.elapsed() < 5000, "long input took over 5 s");
}

QTEST_GUILESS_MAIN(TestFilterParser)
#include "tst_filterparser.moc"
