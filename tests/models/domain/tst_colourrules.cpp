// SPDX-License-Identifier: Apache-2.0
#include "models/domain/colourrules.h"

#include <QTest>

#include <limits>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// Rows by name, as a person would describe them.
EventRow rowNamed(const QString &name)
{
    EventRow row;
    row.seq = 7;
    row.receivedAt = fromMillis(1'780'000'000'000); // 2026-05-28T20:26:40Z
    row.environment = u"dev"_s;
    row.id = u"ev-1"_s;
    row.type = u"data-changed"_s;
    row.integrationId = u"personio:A"_s;
    row.tool = u"personio"_s;
    row.category = u"HRIS"_s;
    row.organization = u"Acme GmbH"_s;
    row.bodySize = 900;
    const QStringList words = name.split(u' ');
    for (const QString &word : words) {
        if (word == u"rejected") {
            row.verdict = Verdict::Rejected;
            row.answered = 401;
        } else if (word == u"unchecked") {
            row.verdict = Verdict::Unchecked;
        } else if (word == u"conflict") {
            row.conflict = true;
        } else if (word == u"again") {
            row.deliveries = 3;
        } else if (word == u"large") {
            row.bodySize = 2'000'000;
        } else if (word == u"bare") {
            row.type = row.id = row.integrationId = row.tool = row.category = row.organization = QString();
        } else if (word.startsWith(u"sync:")) {
            row.type = u"sync-finished"_s;
            row.outcome = word.mid(5);
        } else if (word.startsWith(u"state:")) {
            row.type = u"integration-state-changed"_s;
            row.outcome = word.mid(6);
        }
    }
    return row;
}

ColourRule rule(const QString &filter)
{
    return {u"r"_s, filter, RuleTone::Red, true};
}

} // namespace

class TestColourRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstMatchWins_data()
    {
        QTest::addColumn<QStringList>("rules"); ///< filters in order; `!` before one that is off
        QTest::addColumn<QString>("row");
        QTest::addColumn<int>("expected");
        const auto row = [](const char *name, const QStringList &rules, const QString &event, int expected) {
            QTest::newRow(name) << rules << event << expected;
        };
        row("no rule", {}, u"plain"_s, -1);
        row("one that fits", {u"type:data-changed"_s}, u"plain"_s, 0);
        row("one that does not", {u"type:sync-finished"_s}, u"plain"_s, -1);
        row("the first of two", {u"tool:personio"_s, u"type:data-changed"_s}, u"plain"_s, 0);
        row("the second when the first does not", {u"tool:workday"_s, u"type:data-changed"_s}, u"plain"_s, 1);
        row("off", {u"!type:data-changed"_s}, u"plain"_s, -1);
        row("the next after one that is off", {u"!type:data-changed"_s, u"org:acme*"_s}, u"plain"_s, 1);
        row("unreadable is off", {u"nokey:x"_s, u"org:acme*"_s}, u"plain"_s, 1);
        row("a body rule is off", {u"body:x"_s, u"org:acme*"_s}, u"plain"_s, 1);
        row("a span rule is off", {u"since:2h"_s, u"org:acme*"_s}, u"plain"_s, 1);
        row("empty: every event", {QString()}, u"plain"_s, 0);
        row("empty: no rejected one", {QString()}, u"rejected"_s, -1);
        row("empty before others hides them", {QString(), u"deliveries:>1"_s}, u"again"_s, 0);
        row("empty last is for the rest", {u"deliveries:>1"_s, QString()}, u"plain"_s, 1);
        row("rejected", {u"verdict:rejected"_s}, u"rejected"_s, 0);
        row("rejected is no event", {u"verdict:rejected"_s}, u"plain"_s, -1);
        row("an event rule leaves rejected ones alone", {u"type:data-changed"_s}, u"rejected"_s, -1);
        row("rejected of a type", {u"verdict:rejected type:data-changed"_s}, u"rejected"_s, 0);
        row("unchecked", {u"verdict:unchecked"_s}, u"unchecked"_s, 0);
        row("excluded verdict", {u"-verdict:verified"_s}, u"unchecked"_s, 0);
        row("conflict", {u"conflict:yes"_s}, u"conflict"_s, 0);
        row("no conflict", {u"conflict:no"_s}, u"plain"_s, 0);
        row("redelivered", {u"deliveries:>1"_s}, u"again"_s, 0);
        row("delivered once", {u"deliveries:>1"_s}, u"plain"_s, -1);
        row("large", {u"size:>1mb"_s}, u"large"_s, 0);
        row("answer", {u"answer:>=400 verdict:rejected"_s}, u"rejected"_s, 0);
        row("number", {u"seq:7"_s}, u"plain"_s, 0);
        row("either", {u"tool:workday or org:acme*"_s}, u"plain"_s, 0);
        row("neither", {u"tool:workday or org:beta"_s}, u"plain"_s, -1);
        row("group with a state", {u"type:sync-finished (state:FAILED or state:TIMED_OUT)"_s}, u"sync:TIMED_OUT"_s, 0);
        row("excluded", {u"-tool:personio"_s}, u"plain"_s, -1);
        row("bare word", {u"acme"_s}, u"plain"_s, 0);
        row("quoted", {u"org:\"Acme GmbH\""_s}, u"plain"_s, 0);
        row("fixed time", {u"since:2026-05-01"_s}, u"plain"_s, 0);
        row("fixed time, too late", {u"since:2026-06-01"_s}, u"plain"_s, -1);
        row("a row without anything", {u"type:data-changed"_s, u"tool:*"_s}, u"bare"_s, 1);
    }
    void firstMatchWins()
    {
        QFETCH(const QStringList, rules);
        QFETCH(const QString, row);
        QFETCH(const int, expected);
        QVector<ColourRule> list;
        for (const QString &text : rules) {
            const bool off = text.startsWith(u'!');
            list.append({u"r"_s, off ? text.mid(1) : text, RuleTone::Blue, !off});
        }
        QCOMPARE(ColourRules(list).match(rowNamed(row)), expected);
    }

    void defaultsColourWhatMatters_data()
    {
        QTest::addColumn<QString>("rule"); ///< empty: none
        const auto row = [](const char *event, const QString &expected) { QTest::newRow(event) << expected; };
        row("plain", {});
        row("sync:SUCCEEDED", {});
        row("state:ACTIVE", {});
        row("rejected", u"Rejected"_s);
        row("rejected again", u"Rejected"_s);
        row("conflict", u"Conflict"_s);
        row("conflict unchecked", u"Conflict"_s);
        row("sync:FAILED", u"Sync failed"_s);
        row("sync:TIMED_OUT", u"Sync failed"_s);
        row("sync:PARTIALLY_FAILED", u"Sync failed"_s);
        row("sync:AUTHENTICATION_FAILED", u"Sync failed"_s);
        row("sync:FAILED again", u"Sync failed"_s);
        row("state:INVALID", u"Integration invalid"_s);
        row("state:INVALID unchecked", u"Integration invalid"_s);
        row("unchecked", u"Unchecked"_s);
        row("unchecked again", u"Unchecked"_s);
        row("again", u"Redelivered"_s);
        row("sync:SUCCEEDED again", u"Redelivered"_s);
        row("bare", {});
    }
    void defaultsColourWhatMatters()
    {
        QFETCH(const QString, rule);
        const ColourRules rules(defaultRules());
        const int index = rules.match(rowNamed(QString::fromLatin1(QTest::currentDataTag())));
        QCOMPARE(index < 0 ? QString() : rules.rules().at(index).name, rule);
    }

    void defaultsAreInOrder()
    {
        for (const ColourRule &one : defaultRules())
            QVERIFY2(ruleProblem(one).isEmpty(), qPrintable(one.name));
    }

    void refusesWhatCannotBeARule_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("column");
        QTest::addColumn<int>("length");
        const auto row = [](const QString &filter, const char *code, int column, int length) {
            QTest::newRow(qPrintable(filter.left(40))) << filter << QString::fromLatin1(code) << column << length;
        };
        row(u"body:x"_s, "rule-body", 1, 6);
        row(u"type:a body:\"b c\" org:d"_s, "rule-body", 8, 10);
        row(u"type:a -body:b"_s, "rule-body", 9, 6);
        row(u"type:a (org:b or body:c)"_s, "rule-body", 18, 6);
        row(u"org:\"body:x\" body:y"_s, "rule-body", 14, 6);
        row(u"since:2h"_s, "rule-span", 1, 8);
        row(u"type:a until:15m"_s, "rule-span", 8, 9);
        row(u"type:a not (since:1d)"_s, "rule-span", 13, 8);
        row(u"nokey:x"_s, "filter-key", 1, 5);
        row(u"type:"_s, "filter-syntax", 6, 0);
        row(u"(type:a"_s, "filter-syntax", 1, 1);
        row(u"verdict:perhaps"_s, "filter-verdict", 9, 7);
        row(u"verdict:rejected or type:a"_s, "filter-rejected", 9, 8);
        row(u"deliveries:many"_s, "filter-number", 12, 4);
        row(QString(1'001, u'x'), "rule-length", 1'001, 1);
    }
    void refusesWhatCannotBeARule()
    {
        QFETCH(const QString, filter);
        QFETCH(const QString, code);
        QFETCH(const int, column);
        QFETCH(const int, length);
        const auto read = readRuleFilter(filter);
        QVERIFY(!read);
        QCOMPARE(read.error().code, code);
        QCOMPARE(read.error().column, column);
        QCOMPARE(read.error().length, length);
        QVERIFY(!read.error().what.isEmpty());
        QVERIFY(ruleProblem(rule(filter)).startsWith(u"Column %1: "_s.arg(column)));
    }

    void wantsAName()
    {
        QVERIFY(ruleProblem({u"  "_s, {}, RuleTone::Red, true}).contains(u"name"_s));
        QVERIFY(ruleProblem({QString(61, u'n'), {}, RuleTone::Red, true}).contains(u"60"_s));
        QVERIFY(ruleProblem({QString(60, u'n'), {}, RuleTone::Red, true}).isEmpty());
    }

    void knowsWhatMatchesEverything_data()
    {
        QTest::addColumn<bool>("every");
        for (const char *text : {"", "type:*", "*", "tool:** org:*", "type:* or tool:personio", "(type:* id:*) or type:a"})
            QTest::newRow(text) << true;
        for (const char *text : {"type:a*", "type:* tool:personio", "-type:*", "verdict:rejected", "deliveries:>0", "not (type:* or a)",
                                 "since:2026-01-01", "conflict:no"})
            QTest::newRow(text) << false;
    }
    void knowsWhatMatchesEverything()
    {
        QFETCH(const bool, every);
        QCOMPARE(matchesEveryEvent(*readRuleFilter(QString::fromLatin1(QTest::currentDataTag()))), every);
        const ColourRules rules({rule(QString::fromLatin1(QTest::currentDataTag()))});
        if (every)
            QCOMPARE(rules.match(rowNamed(u"bare"_s)), 0);
    }

    void goesThroughItsText()
    {
        QVector<ColourRule> rules = defaultRules();
        rules.append({u"“quoted” \\ \U0001F600 \u202e"_s, u"org:\"A \\\"B\\\"\""_s, RuleTone::Grey, false});
        rules.append({u"kept though unreadable"_s, u"nokey:("_s, RuleTone::Green, true});
        const QByteArray text = rulesText(rules);
        QVERIFY(!text.contains('\n'));
        QCOMPARE(*readRulesText(text), rules);
        QCOMPARE(rulesText(*readRulesText(text)), text);
        QCOMPARE(*readRulesText(rulesText({})), QVector<ColourRule>{});
        QCOMPARE(*readRulesText(R"({"version":1,"later":2,"rules":[{"name":"a","filter":"","tone":"blue","icon":"x"}]})"),
                 (QVector<ColourRule>{{u"a"_s, u""_s, RuleTone::Blue, true}}));
    }

    void refusesDamagedText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char *name, const QByteArray &text, const QString &detail) { QTest::newRow(name) << text << detail; };
        row("empty", "", u"byte 0"_s);
        row("no JSON", "rules", u"byte "_s);
        row("cut off", rulesText(defaultRules()).chopped(5), u"byte "_s);
        row("other version", R"({"version":2,"rules":[]})", u"version"_s);
        row("no version", R"({"rules":[]})", u"version"_s);
        row("no rules", R"({"version":1})", u"rules"_s);
        row("rules are none", R"({"version":1,"rules":{}})", u"rules"_s);
        row("unknown tone", R"({"version":1,"rules":[{"name":"a","filter":"","tone":"pink"}]})", u"rule 1: tone"_s);
        row("no name", R"({"version":1,"rules":[{"name":"a","filter":"","tone":"red"},{"filter":"","tone":"red"}]})", u"rule 2: name"_s);
        row("filter is a number", R"({"version":1,"rules":[{"name":"a","filter":1,"tone":"red"}]})", u"rule 1: filter"_s);
        row("a text", R"({"version":1,"rules":["a"]})", u"rule 1: tone"_s);
        row("too many", rulesText(QVector<ColourRule>(51, rule(u"a"_s))), u"more than 50 rules"_s);
        row("long name", rulesText({{QString(61, u'n'), {}, RuleTone::Red, true}}), u"rule 1: too long"_s);
    }
    void refusesDamagedText()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, detail);
        const auto rules = readRulesText(text);
        QVERIFY(!rules);
        QCOMPARE(rules.error().code, u"rules-text"_s);
        QVERIFY2(rules.error().detail.startsWith(detail), qPrintable(rules.error().detail));
    }

    void namesItsTones()
    {
        QCOMPARE(ruleTones().size(), 6);
        for (const RuleTone tone : ruleTones())
            QCOMPARE(ruleToneFromName(ruleToneName(tone)), std::optional(tone));
        QVERIFY(!ruleToneFromName(u"Red"));
    }

    void judgesFastEnoughForPainting()
    {
        const ColourRules rules(defaultRules());
        const EventRow row = rowNamed(u"plain"_s);
        int found = 0;
        QBENCHMARK {
            for (int i = 0; i < 1'000; ++i)
                found += rules.match(row);
        }
        QVERIFY(found < 0);
    }
};

QTEST_GUILESS_MAIN(TestColourRules)
#include "tst_colourrules.moc"
