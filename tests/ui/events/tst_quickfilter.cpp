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

void TestQuickFilter::saysWhatAFilterMeans_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    QTest::newRow("everything") << QString() << u"Every event"_s;
    QTest::newRow("type") << u"type:data-changed"_s << u"Data-changed events, newest first."_s;
    QTest::newRow("excluded") << u"-type:data-changed"_s << u"Events, without data-changed, newest"_s;
    QTest::newRow("group") << u"(type:a or org:b) -tool:c"_s << u"Events (of type a or of b), without c, newest first."_s;
    QTest::newRow("rejected") << u"verdict:rejected"_s << u"Rejected deliveries, newest first. They never"_s;
    QTest::newRow("unchecked") << u"verdict:unchecked"_s << u"that are unchecked"_s;
    QTest::newRow("since") << u"since:10m"_s << u"in the last 10 minutes"_s;
    QTest::newRow("percent signs stay") << u"id:%1%2"_s << u"with id %1%2"_s;
}

void TestQuickFilter::saysWhatAFilterMeans()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    const QString sentence = filterSentence(filter(text), u"newest first"_s, now);
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
