// SPDX-License-Identifier: Apache-2.0
#include "models/domain/listening.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// Seconds after 2026-10-25T00:00Z: the night in which central Europe sets its clocks back.
Timestamp at(qint64 seconds)
{
    return *parseTimestamp(u"2026-10-25T00:00:00Z") + std::chrono::seconds(seconds);
}

/// `start-seen` or `start-seen!end` in seconds, joined by blanks.
QVector<ListeningSpan> spansOf(const QString &text)
{
    QVector<ListeningSpan> spans;
    for (const QString &part : text.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList halves = part.split(u'!');
        const QStringList times = halves.first().split(u'-');
        ListeningSpan span{at(times.at(0).toLongLong()), at(times.at(1).toLongLong()), std::nullopt};
        if (halves.size() > 1)
            span.endedAt = at(halves.at(1).toLongLong());
        spans.append(span);
    }
    return spans;
}

/// `from-to`, `~` before one that may begin later, `+` behind one that goes on.
QString textOf(const ListenerGaps &gaps)
{
    QStringList parts;
    for (const ListenerGap &gap : gaps.gaps)
        parts.append((gap.sharp ? u""_s : u"~"_s) + QString::number((gap.from - at(0)) / std::chrono::seconds(1)) + u'-'
                     + QString::number((gap.to - at(0)) / std::chrono::seconds(1)) + (gap.ongoing ? u"+"_s : u""_s));
    return parts.join(u' ');
}

} // namespace

class TestListening : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsGaps_data();
    void findsGaps();
    void nothingWasEverListening();
    void saysSinceWhen();
    void tellsStretchesApart_data();
    void tellsStretchesApart();
};

void TestListening::findsGaps_data()
{
    QTest::addColumn<QString>("spans");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<qint64>("received"); ///< -1: nothing
    QTest::addColumn<QString>("gaps");
    const auto row = [](const char *name, const char *spans, qint64 from, qint64 to, qint64 now, qint64 received, const char *gaps) {
        QTest::newRow(name) << QString::fromLatin1(spans) << from << to << now << received << QString::fromLatin1(gaps);
    };
    row("listens since", "100-4000", 0, 5000, 4050, -1, "");
    row("before the first start is no gap", "100-4000", 0, 100, 4050, -1, "");
    row("ended and started again", "0-1000!1000 2000-2950", 0, 3000, 3000, -1, "1000-2000");
    row("cut to what was asked for", "0-1000!1000 2000-2950", 1500, 1600, 3000, -1, "1500-1600");
    row("outside of what was asked for", "0-1000!1000 2000-2950", 2100, 2200, 3000, -1, "");
    row("touches only the edge", "0-1000!1000 2000-2950", 2000, 2200, 3000, -1, "");
    row("ended and not started again", "0-1000!1000", 0, 9000, 5000, -1, "1000-5000+");
    row("nothing later than now is a gap", "0-1000!1000", 0, 9000, 1500, -1, "1000-1500+");
    row("killed and started again", "0-1000 2000-2950", 0, 3000, 3000, -1, "~1000-2000");
    row("killed and nothing since", "0-1000", 0, 9000, 5000, -1, "~1000-5000+");
    row("killed: stored something after the sign", "0-1000", 0, 9000, 5000, 1040, "~1040-5000+");
    row("killed: what it stored was before the sign", "0-1000", 0, 9000, 5000, 900, "~1000-5000+");
    row("killed: what was stored has a time to come", "0-1000", 0, 9000, 5000, 6000, "~1000-5000+");
    row("the last sign is a while ago", "0-1000", 0, 9000, 1149, -1, "");
    row("the last sign is too long ago", "0-1000", 0, 9000, 1151, -1, "~1000-1151+");
    row("started a moment ago", "5000-5000", 0, 9000, 5000, -1, "");
    row("restart within a second", "0-1000!1000 1001-2000", 0, 2000, 2000, -1, "");
    row("restart within two", "0-1000!1000 1002-2000", 0, 2000, 2000, -1, "1000-1002");
    row("overlapping", "0-1000!1000 500-2000!2000 3000-4000!4000", 0, 4000, 4000, -1, "2000-3000");
    row("one within another", "0-3000!3000 500-600!600 4000-4900", 0, 5000, 5000, -1, "3000-4000");
    row("a killed one within another", "0-3000!3000 500-600 4000-4900", 0, 5000, 5000, -1, "3000-4000");
    row("in any order", "2000-2950!2950 0-1000!1000", 0, 2950, 2950, -1, "1000-2000");
    row("three", "0-10!10 20-30!30 40-50!50 60-70!70", 0, 70, 70, -1, "10-20 30-40 50-60");
    row("the sign was never written", "0-0 100-200!200", 0, 200, 200, -1, "~0-100");
    // 01:00Z is where 03:00 summer time becomes 02:00 once more: an hour that a wall clock shows twice.
    row("over the clock change", "0-3600!3600 7200-9000!9000", 0, 9000, 9000, -1, "3600-7200");
    row("listening over the clock change", "0-7200!7200", 0, 7200, 7200, -1, "");
    // The clock stood years ahead for a while: a stretch of its own, which hides nothing.
    row("a clock far ahead", "0-1000!1000 90000000-90000100!90000100 1000-1500!1500 2000-3000!3000", 0, 3000, 3000, -1, "1500-2000");
    row("a clock set back in between", "1000-2000!2000 500-2500!2500 3000-3100!3100", 0, 3100, 3100, -1, "2500-3000");
    row("an end before its start", "1000-1000!900 2000-3000!3000", 0, 3000, 3000, -1, "1000-2000");
}

void TestListening::findsGaps()
{
    QFETCH(QString, spans);
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QFETCH(qint64, now);
    QFETCH(qint64, received);
    const auto last = received < 0 ? std::optional<Timestamp>() : std::optional<Timestamp>(at(received));
    QTEST(textOf(listenerGaps(spansOf(spans), at(from), at(to), at(now), last)), "gaps");
}

void TestListening::nothingWasEverListening()
{
    QCOMPARE(listenerGaps({}, at(0), at(100), at(100), std::nullopt), ListenerGaps());
}

void TestListening::saysSinceWhen()
{
    QCOMPARE(listenerGaps(spansOf(u"700-800!800 300-400!400"_s), at(0), at(100), at(900), std::nullopt).firstStart, at(300));
}

void TestListening::tellsStretchesApart_data()
{
    QTest::addColumn<qint64>("last");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<bool>("same");
    QTest::newRow("a minute later") << 0LL << 60LL << true;
    QTest::newRow("one sign was missed") << 0LL << 130LL << true;
    QTest::newRow("the computer slept") << 0LL << 600LL << false;
    QTest::newRow("clock nudged back") << 100LL << 97LL << true;
    QTest::newRow("clock set back") << 4000LL << 400LL << false;
}

void TestListening::tellsStretchesApart()
{
    QFETCH(qint64, last);
    QFETCH(qint64, now);
    QTEST(sameStretch(at(last), at(now)), "same");
}

QTEST_GUILESS_MAIN(TestListening)
#include "tst_listening.moc"
