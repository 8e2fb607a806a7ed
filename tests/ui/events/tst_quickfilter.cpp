// SPDX-License-Identifier: Apache-2.0
// covers: ui/events/quickfilter.cpp ui/events/eventlooks.cpp
#include "ui/events/eventlooks.h"
#include "ui/events/quickfilter.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

const Timestamp now = *parseTimestamp(u"2026-11-20T14:00:00.000Z");

Filter filter(const QString &text)
{
    return parseFilter(text, now).value();
}

} // namespace

class TestQuickFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsThePlainValue_data();
    void readsThePlainValue();
    void replacesOnlyItsOwnTerm_data();
    void replacesOnlyItsOwnTerm();
    void setsASpan();
    void saysWhatAFilterMeans_data();
    void saysWhatAFilterMeans();
    void givesEveryColumnALook();
    void showsHeadersAsReceivedWithoutSecrets();
};

void TestQuickFilter::readsThePlainValue_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("one") << u"type:a org:b"_s << u"a"_s;
    QTest::newRow("excluded") << u"-type:a"_s << QString();
    QTest::newRow("wildcard") << u"type:a*"_s << QString();
    QTest::newRow("two") << u"type:a type:b"_s << QString();
}

void TestQuickFilter::readsThePlainValue()
{
    QFETCH(QString, text);
    QTEST(plainValue(filter(text), FilterKey::Type), "value");
}

void TestQuickFilter::replacesOnlyItsOwnTerm_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("after");
    QTest::newRow("add") << u"org:acme"_s << u"data-changed"_s << u"org:acme type:data-changed"_s;
    QTest::newRow("replace in place") << u"type:a org:acme"_s << u"b"_s << u"type:b org:acme"_s;
    QTest::newRow("remove") << u"type:a org:acme"_s << QString() << u"org:acme"_s;
    QTest::newRow("keeps exclusions") << u"-type:a org:acme"_s << u"b"_s << u"-type:a org:acme type:b"_s;
    QTest::newRow("several become one") << u"type:a org:acme type:c"_s << u"b"_s << u"type:b org:acme"_s;
}

void TestQuickFilter::replacesOnlyItsOwnTerm()
{
    QFETCH(QString, before);
    QFETCH(QString, value);
    QTEST(withValue(filter(before), FilterKey::Type, value).text(), "after");
}

void TestQuickFilter::setsASpan()
{
    const Filter spanned = withSpan(filter(u"since:1h type:a"_s), now - std::chrono::minutes(2), now);
    QCOMPARE(spanned.terms.size(), 3);
    QCOMPARE(parseFilter(spanned.text(), now).value(), spanned);
    EventRow row;
    row.type = u"a"_s;
    row.receivedAt = now - std::chrono::minutes(2);
    QVERIFY(spanned.matches(row));
    row.receivedAt = now;
    QVERIFY(!spanned.matches(row));
}

void TestQuickFilter::saysWhatAFilterMeans_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    QTest::newRow("everything") << QString() << u"Every event"_s;
    QTest::newRow("type") << u"type:data-changed"_s << u"of type “data-changed”"_s;
    QTest::newRow("excluded") << u"-type:data-changed"_s << u"not of type"_s;
    QTest::newRow("wildcard") << u"org:ac*"_s << u"like “ac*”"_s;
    QTest::newRow("rejected") << u"verdict:rejected"_s << u"Rejected deliveries, newest"_s;
    QTest::newRow("rejected of a type") << u"verdict:rejected type:a"_s << u"Rejected deliveries of type “a”"_s;
    QTest::newRow("unchecked") << u"verdict:unchecked"_s << u"that are unchecked"_s;
    QTest::newRow("since") << u"since:10m"_s << u"since"_s;
    QTest::newRow("percent signs stay") << u"id:%1%2"_s << u"“%1%2”"_s;
}

void TestQuickFilter::saysWhatAFilterMeans()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    const QString sentence = filterSentence(filter(text), now);
    QVERIFY2(sentence.contains(part), qPrintable(sentence));
}

void TestQuickFilter::givesEveryColumnALook()
{
    const QVector<ColumnHint> hints = eventHints();
    int stretched = 0;
    for (const ColumnHint &hint : hints)
        stretched += hint.stretch ? 1 : 0;
    QCOMPARE(stretched, 1);
    QCOMPARE(toneOfEventState(u"verified"_s), Tone::Good);
    QCOMPARE(toneOfEventState(u"rejected"_s), Tone::Bad);
    QCOMPARE(toneOfEventState(u"conflict"_s), Tone::Warning);
    QCOMPARE(toneOfOutcome(u"AUTHENTICATION_FAILED"_s), Tone::Bad);
    QCOMPARE(toneOfOutcome(u"SOMETHING_NEW"_s), Tone::Neutral);
}

void TestQuickFilter::showsHeadersAsReceivedWithoutSecrets()
{
    const QString text = headersText({{"Host", "x"}, {"X-Kombo-Signature", "abc"}, {"Authorization", "Bearer secret"}, {"Host", "y\x1b[2J"}});
    const QStringList lines = text.split(u'\n');
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines.at(0), u"Host: x"_s);
    QCOMPARE(lines.at(1), u"X-Kombo-Signature: abc"_s);
    QVERIFY(!lines.at(2).contains(u"secret"));
    QVERIFY(!lines.at(3).contains(QChar(0x1b)));
}

QTEST_GUILESS_MAIN(TestQuickFilter)
#include "tst_quickfilter.moc"
