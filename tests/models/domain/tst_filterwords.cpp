// SPDX-License-Identifier: Apache-2.0
// covers: models/domain/filterwords.cpp models/domain/filtercompletion.cpp
#include "models/domain/filtercompletion.h"
#include "models/domain/filterwords.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const Timestamp now = fromMillis(1'777'000'000'000);

const FilterValues &known()
{
    static const FilterValues values{
        {FilterKey::Type, {u"sync-finished"_s, u"data-changed"_s}},
        {FilterKey::Organization, {u"Acme"_s, u"Big \"A\" Inc"_s, u"Zürich"_s}},
        {FilterKey::Integration, {u"personio:CBN"_s}},
        {FilterKey::Tool, {u"personio"_s, u"bamboohr"_s}}};
    return values;
}

} // namespace

class TestFilterWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void describes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const QString &text, const QString &words) { QTest::newRow(qPrintable(text)) << text << words; };
        row(QString(), u"all events"_s);
        row(u"type:sync-finished org:Acme since:2h -tool:personio"_s, u"sync-finished events of Acme in the last 2 hours, without personio"_s);
        row(u"verdict:rejected"_s, u"rejected deliveries"_s);
        row(u"verdict:rejected since:1h"_s, u"rejected deliveries in the last hour"_s);
        row(u"type:a -org:b -tool:c"_s, u"a events, without b and c"_s);
        row(u"until:1h"_s, u"events older than an hour"_s);
        row(u"until:3d"_s, u"events older than 3 days"_s);
        row(u"since:2026-01-01"_s, u"events since 2026-01-01 00:00 UTC"_s);
        row(u"type:a or org:b"_s, u"events (of type a or of b)"_s);
        row(u"-(type:a org:b)"_s, u"events not (of type a and of b)"_s);
        row(u"body:employee_id"_s, u"events with “employee_id” in the body"_s);
        row(u"-body:x hello"_s, u"events matching “hello”, without “x” in the body"_s);
        row(u"size:>10kb answer:503"_s, u"events with a body of over 10kb answered with 503"_s);
        row(u"size:<=512"_s, u"events with a body of at most 512 bytes"_s);
        row(u"deliveries:>=2 conflict:yes"_s, u"events delivered at least 2 times in conflict"_s);
        row(u"state:FAILED verdict:unchecked"_s, u"events in state FAILED that are unchecked"_s);
        row(u"org:\"\" tool:\"\""_s, u"events of no organization from no tool"_s);
        row(u"pinned:yes -comment:done"_s, u"events that are pinned, without those with “done” in the comment"_s);
        row(u"comment:\"\" deliveries:1"_s, u"events without a comment delivered once"_s);
        row(u"comment:* pinned:no"_s, u"events with a comment that are not pinned"_s);
        row(u"type:\"a\\*b\" comment:\"\\*\" \"x\\**\""_s, u"a\\*b events with “\\*” in the comment matching “x\\**”"_s);
        row(u"type:a*b comment:**"_s, u"a*b events with a comment"_s);
        row(u"type:a verdict:rejected"_s, u"rejected a deliveries"_s);
        row(u"(type:a or org:b) (tool:c or -(state:d size:>1kb))"_s,
            u"events (of type a or of b) (from c or not (in state d and with a body of over 1kb))"_s);
        row(u"-since:1w -type:%1"_s, u"events older than a week, without %1"_s);
        row(u"id:%1 org:%2"_s, u"events with id %1 of %2"_s);
    }
    void describes()
    {
        QFETCH(const QString, text);
        QTEST(describe(*parseFilter(text, now), now), "words");
    }
    void cutsLongWords()
    {
        QVERIFY(describe(*parseFilter(QString(10'000, u'x'), now), now).size() < 100);
        QVERIFY(describe(*parseFilter(u"word "_s.repeated(10'000), now), now).size() < 500);
    }
    void completes_data()
    {
        QTest::addColumn<QString>("text"); // | is the cursor
        QTest::addColumn<QString>("result");
        const auto row = [](const QString &text, const QString &result) { QTest::newRow(qPrintable(text)) << text << result; };
        row(u"ty|"_s, u"type:"_s);
        row(u"type:sy|"_s, u"type:sync-finished"_s);
        row(u"type:|"_s, u"type:sync-finished"_s);
        row(u"type:CHANGED|"_s, u"type:data-changed"_s);
        row(u"-tool:ba|"_s, u"-tool:bamboohr"_s);
        row(u"(tool:ba|)"_s, u"(tool:bamboohr)"_s);
        row(u"org:big|"_s, u"org:\"Big \\\"A\\\" Inc\""_s);
        row(u"org:\"big |"_s, u"org:\"Big \\\"A\\\" Inc\""_s);
        row(u"org:\"big |\" type:x"_s, u"org:\"Big \\\"A\\\" Inc\" type:x"_s);
        row(u"org:a| type:x"_s, u"org:Acme type:x"_s);
        row(u"type:x to|"_s, u"type:x tool:"_s);
        row(u"type:x bamb|"_s, u"type:x tool:bamboohr"_s);
        row(u"type:sy|nc"_s, u"type:sync-finished"_s);
        row(u"verdict:re|"_s, u"verdict:rejected"_s);
        row(u"conflict:|"_s, u"conflict:yes"_s);
        row(u"since:2|"_s, u"since:2h"_s);
        row(u"org:zü|"_s, u"org:Zürich"_s);
        row(u"a or|"_s, u"a org:"_s);
        row(u"type:nothing|"_s, QString());
        row(u"nokey:|"_s, QString());
        row(u"id:|"_s, QString());
        row(u"pin|"_s, u"pinned:"_s);
        row(u"@la|"_s, u"@\"Last hour\""_s);
        row(u"type:x @\"fail|"_s, u"type:x @\"Failed syncs\""_s);
        row(u"-(@|)"_s, u"-(@Rejected)"_s);
    }
    void completes()
    {
        QFETCH(QString, text);
        QFETCH(const QString, result);
        const qsizetype cursor = text.indexOf(u'|');
        text.remove(cursor, 1);
        const FilterCompletion completion = completeFilter(text, cursor, known(), {u"Rejected"_s, u"Failed syncs"_s, u"Last hour"_s});
        QCOMPARE(completion.candidates.isEmpty(), result.isNull());
        if (!result.isNull())
            QCOMPARE(text.replace(completion.from, completion.length, completion.candidates.first().text), result);
    }
    void offersAllKeysAndBoundsTheList()
    {
        QCOMPARE(completeFilter({}, 0, known()).candidates.size(), filterKeys().size());
        QStringList many;
        for (int i = 0; i < 1000; ++i)
            many.append(QString::number(i));
        QCOMPARE(completeFilter(u"type:"_s, 5, {{FilterKey::Type, many}}).candidates.size(), 50);
        for (const QString &text : {u"\"\\"_s, u"-(-("_s, u"type:\"a b"_s, QString(10'000, u'"'), u"\u202e\u200b:"_s}) {
            for (qsizetype cursor = -1; cursor <= std::min<qsizetype>(text.size(), 20) + 1; ++cursor) {
                const FilterCompletion completion = completeFilter(text, cursor, known());
                QVERIFY(completion.from >= 0 && completion.length >= 0 && completion.from + completion.length <= text.size());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestFilterWords)
#include "tst_filterwords.moc"
