// SPDX-License-Identifier: Apache-2.0
// covers: models/store/eventwriter.cpp models/store/writerstate.cpp models/store/recheck.cpp
#include "models/store/sqlitedatabase.h"
#include "storefixture.h"

using namespace console;
using namespace console::test;

namespace {

const QByteArray secretHeader = "right";

/// `+`: verified, `?`: unchecked, `-`: rejected; then the name of a body.
struct Step
{
    char verdict;
    const char *body;
};

QByteArray bodyNamed(const QByteArray &name)
{
    static const QHash<QByteArray, QByteArray> bodies = {
        {"a", eventText("1", "data-changed", "{\"n\":1}")},        {"A", eventText("1", "data-changed", "{\"n\":2}")},
        {"a3", eventText("1", "data-changed", "{\"n\":3}")},       {"otherType", eventText("1", "sync-finished", "{\"n\":1}")},
        {"noId", "{\"type\":\"x\",\"data\":{\"n\":1}}"},       {"noId2", "{\"type\":\"x\",\"data\":{\"n\":2}}"},
        {"garbage", QByteArray("\0\xff{", 3)},                 {"empty", ""},
        {"upper", eventText("AB", "t")},                           {"lower", eventText("ab", "t")},
        {"blank", eventText("ab ", "t")},                          {"nul", eventText("ab\\u0000", "t")},
        {"nfc", eventText("\xc3\xa9", "t")},                       {"nfd", eventText("e\xcc\x81", "t")}};
    return bodies.value(name);
}

} // namespace

class TestEventWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsDeliveries_data();
    void knowsDeliveries();
    void keepsEveryByte();
    void rejectedTouchNothing();
    void boundsRejected();
    void boundsRejectedBytes();
    void uncheckedTouchNoIntegration();
    void redeliveryVerifiesUnchecked();
    void rechecksUnchecked();
    void testButtonMakesIntegration();
    void foldsIntegrationState();
    void answersAsConfigured();
    void countsForFigures();
    void notesChangedEvents_data();
    void notesChangedEvents();
};

void TestEventWriter::knowsDeliveries_data()
{
    QTest::addColumn<QString>("steps"); ///< verdict and body, joined by blanks
    QTest::addColumn<QString>("events"); ///< verdict, deliveries, `!` when in conflict
    QTest::addColumn<int>("rejected");
    const auto row = [](const char *name, const char *steps, const char *events, int rejected) {
        QTest::newRow(name) << QString::fromLatin1(steps) << QString::fromLatin1(events) << rejected;
    };
    row("one", "+a", "+1", 0);
    row("same bytes again", "+a +a +a", "+3", 0);
    row("same id, other bytes", "+a +A", "+1! +1!", 0);
    row("conflict of three, one repeated", "+a +A +a3 +A", "+1! +2! +1!", 0);
    row("same id, other type", "+a +otherType", "+1 +1", 0);
    row("no id, same bytes", "+noId +noId", "+2", 0);
    row("no id, other bytes: no conflict", "+noId +noId2", "+1 +1", 0);
    row("no JSON", "+garbage +garbage +empty", "+2 +1", 0);
    row("case of the id", "+upper +lower", "+1 +1", 0);
    row("blank in the id", "+lower +blank", "+1 +1", 0);
    row("NUL in the id", "+lower +nul +nul", "+1 +2", 0);
    row("NFC and NFD", "+nfc +nfd", "+1 +1", 0);
    row("forged first, then real", "-a +a", "+1", 1);
    row("real, then forged", "+a -a", "+1", 1);
    row("forged other bytes make no conflict", "+a -A", "+1", 1);
    row("forged between", "-A +a -a +a -A", "+2", 3);
    row("unchecked", "?a ?a", "?2", 0);
    row("unchecked, then verified", "?a +a", "+2", 0);
    row("verified, then unchecked", "+a ?a", "+2", 0);
    row("unchecked conflict", "?a +A", "?1! +1!", 0);
}

void TestEventWriter::knowsDeliveries()
{
    QFETCH(const QString, steps);
    QFETCH(const QString, events);
    QFETCH(const int, rejected);
    Store store;
    const QStringList list = steps.split(u' ');
    for (const QString &step : list) {
        const Verdict verdict = step.at(0) == u'+' ? Verdict::Verified : step.at(0) == u'?' ? Verdict::Unchecked : Verdict::Rejected;
        const DeliveryReceipt receipt = store.put(bodyNamed(step.mid(1).toLatin1()), verdict);
        QCOMPARE(receipt.stored, verdict != Verdict::Rejected);
        QCOMPARE(receipt.status, verdict == Verdict::Rejected ? 401 : 200);
        QCOMPARE(receipt.deliveries > 0, receipt.stored);
    }
    const auto reader = store.reader();
    QStringList found;
    const QVector<EventRow> rows = allRows(*reader);
    for (const EventRow &row : rows)
        found.append((row.verdict == Verdict::Verified ? u"+"_s : u"?"_s) + QString::number(row.deliveries) + (row.conflict ? u"!"_s : QString()));
    QCOMPARE(found.join(u' '), events);
    QCOMPARE(allRows(*reader, {}, true).size(), rejected);
    for (const EventRow &row : rows)
        QCOMPARE(reader->eventDetail(row.seq, false)->deliveries.size(), row.deliveries);
}

void TestEventWriter::keepsEveryByte()
{
    Store store;
    QByteArray body = "  {\"id\" : \"1\", \"x\":\"";
    for (int i = 0; i < 256; ++i)
        body.append(char(i));
    IncomingDelivery first = delivery(body);
    first.headers = {{"A", "1"}, {"a", QByteArray("\0\n\xff", 3)}, {"A", "1"}, {"", ""}};
    first.remoteAddress = u"::1"_s;
    const DeliveryReceipt receipt = store.put(first);
    store.reopen();
    const auto reader = store.reader();
    const EventDetail detail = *reader->eventDetail(receipt.seq, false);
    QCOMPARE(detail.body, body);
    QCOMPARE(detail.row.bodySize, body.size());
    QCOMPARE(detail.deliveries.first().headers, first.headers);
    QCOMPARE(detail.deliveries.first().remoteAddress, u"::1"_s);
    QCOMPARE(*reader->eventBody(receipt.seq, false), body);
    QCOMPARE(reader->eventBody(999, false).error().kind, ErrorKind::NotFound);
}

void TestEventWriter::rejectedTouchNothing()
{
    Store store;
    const QByteArray body = stateChanged("1", "personio:1", "INVALID", "2026-05-01T12:00:00.000Z");
    const StoreVersion before = store.writer->version();
    const DeliveryReceipt receipt = store.put(body, Verdict::Rejected);
    QCOMPARE(receipt.status, 401);
    QCOMPARE(receipt.stored, false);
    const auto reader = store.reader();
    QVERIFY(reader->integrations({})->isEmpty());
    QVERIFY(allRows(*reader).isEmpty());
    StoreVersion after = store.writer->version();
    QCOMPARE(after.rejected, 1);
    after.rejected = before.rejected;
    QCOMPARE(after, before);
    const EventDetail detail = *reader->eventDetail(1, true);
    QCOMPARE(detail.body, body);
    QCOMPARE(detail.row.reason, RejectReason::Mismatch);
    QCOMPARE(detail.row.integrationId, u"personio:1"_s);
    QCOMPARE(detail.row.answered, 401);
    QCOMPARE(store.put(body).seq, 1);
}

void TestEventWriter::boundsRejected()
{
    WriterLimits limits;
    limits.rejectedCount = 10;
    Store store(limits);
    QCOMPARE(store.put(bodyNamed("a")).seq, 1);
    for (int i = 0; i < 35; ++i)
        QCOMPARE(store.put(eventText(QByteArray::number(i), "t"), Verdict::Rejected).status, 401);
    IncomingDelivery other = delivery(bodyNamed("a"), Verdict::Rejected, u"other"_s);
    store.put(other);
    const auto reader = store.reader();
    const QVector<EventRow> kept = allRows(*reader, u"dev"_s, true);
    QCOMPARE(kept.size(), 10);
    QCOMPARE(kept.first().id, u"25"_s);
    QCOMPARE(kept.last().id, u"34"_s);
    QCOMPARE(allRows(*reader, u"other"_s, true).size(), 1);
    QCOMPARE(allRows(*reader).size(), 1);
    QCOMPARE(reader->eventBody(kept.first().seq - 1, true).error().kind, ErrorKind::NotFound);
    QCOMPARE(reader->totals(u"dev"_s, SystemClock().now())->rejected, 10);
    // Also after a restart the count goes on, and numbers are never given twice.
    store.reopen();
    store.put(eventText("x", "t"), Verdict::Rejected);
    const QVector<EventRow> later = allRows(*store.reader(), u"dev"_s, true);
    QCOMPARE(later.size(), 10);
    QCOMPARE(later.last().seq, 37);
}

void TestEventWriter::boundsRejectedBytes()
{
    WriterLimits limits;
    limits.rejectedBytes = 10'000;
    Store store(limits);
    for (int i = 0; i < 5; ++i)
        store.put(QByteArray(4000, char('a' + i)), Verdict::Rejected);
    const auto reader = store.reader();
    const QVector<EventRow> kept = allRows(*reader, {}, true);
    QCOMPARE(kept.size(), 2);
    QCOMPARE(*reader->eventBody(kept.last().seq, true), QByteArray(4000, 'e'));
}

void TestEventWriter::uncheckedTouchNoIntegration()
{
    Store store;
    store.put(stateChanged("1", "personio:1", "ACTIVE", "2026-05-01T12:00:00.000Z"), Verdict::Unchecked);
    const auto reader = store.reader();
    QVERIFY(reader->integrations({})->isEmpty());
    QCOMPARE(allRows(*reader).first().integrationId, u"personio:1"_s);
    QCOMPARE(reader->totals(u"dev"_s, SystemClock().now())->unchecked, 1);
}

void TestEventWriter::redeliveryVerifiesUnchecked()
{
    Store store;
    const QByteArray body = stateChanged("1", "personio:1", "ACTIVE", "2026-05-01T12:00:00.000Z");
    store.put(body, Verdict::Unchecked);
    QCOMPARE(store.put(body, Verdict::Verified).deliveries, 2);
    const auto reader = store.reader();
    QCOMPARE(reader->integration(u"dev"_s, u"personio:1"_s)->state, u"ACTIVE"_s);
    const EventTotals totals = *reader->totals({}, SystemClock().now());
    QCOMPARE(totals.stored, 1);
    QCOMPARE(totals.unchecked, 0);
}

void TestEventWriter::rechecksUnchecked()
{
    Store store;
    const auto signedBy = [](const QByteArray &body, const QByteArray &header) {
        IncomingDelivery made = delivery(body, Verdict::Unchecked);
        made.headers = {{"X-Kombo-Signature", header}};
        return made;
    };
    const QByteArray state = stateChanged("s", "personio:1", "ACTIVE", "2026-05-01T12:00:00.000Z");
    store.put(signedBy(state, secretHeader));
    store.put(signedBy(bodyNamed("a"), "wrong")); // forged first…
    store.put(signedBy(bodyNamed("A"), secretHeader)); // …then real: flagged until the check
    store.put(signedBy(bodyNamed("noId"), "wrong"));
    store.put(signedBy(bodyNamed("noId"), secretHeader)); // one good delivery of the same bytes is enough
    store.put(signedBy(bodyNamed("upper"), "wrong"));
    store.put(signedBy(bodyNamed("upper"), "worse"));
    QCOMPARE(allRows(*store.reader()).at(2).conflict, true);

    const WriteTransaction::Check check = [](const QByteArray &, const HeaderList &headers) {
        const bool right = headers.first().second == secretHeader;
        return std::pair(right ? Verdict::Verified : Verdict::Rejected, right ? RejectReason::None : RejectReason::Mismatch);
    };
    const auto run = [&](const QString &environment) {
        return store.write<qint64>([&](WriteTransaction &transaction) { return transaction.recheckUnchecked(environment, check); });
    };
    QCOMPARE(*run(u"other"_s), 0);
    QCOMPARE(*run(u"dev"_s), 5);
    QCOMPARE(*run(u"dev"_s), 0);

    const auto reader = store.reader();
    const QVector<EventRow> rows = allRows(*reader);
    QCOMPARE(rows.size(), 3);
    for (const EventRow &row : rows) {
        QCOMPARE(row.verdict, Verdict::Verified);
        QCOMPARE(row.conflict, false);
    }
    QCOMPARE(rows.last().deliveries, 2);
    QCOMPARE(allRows(*reader, {}, true).size(), 3); // a, and both deliveries of upper
    QCOMPARE(allRows(*reader, {}, true).first().answered, 200);
    QCOMPARE(reader->integration(u"dev"_s, u"personio:1"_s)->state, u"ACTIVE"_s);
    const EventTotals totals = *reader->totals(u"dev"_s, SystemClock().now());
    QCOMPARE(totals.stored, 3);
    QCOMPARE(totals.unchecked, 0);
    QCOMPARE(totals.rejected, 3);
    // The id is free again for the real event, and numbers go on.
    QCOMPARE(store.put(bodyNamed("upper")).seq, 6);
}

void TestEventWriter::testButtonMakesIntegration()
{
    Store store;
    store.put(dataChanged("1", "unknown:1"));
    const auto reader = store.reader();
    const Integration made = *reader->integration(u"dev"_s, u"unknown:1"_s);
    QCOMPARE(made.tool, u"personio"_s);
    QCOMPARE(made.lastEventAt, std::optional(fromMillis(1'780'000'000'000)));
    QCOMPARE(reader->integration(u"other"_s, u"unknown:1"_s).error().kind, ErrorKind::NotFound);
}

void TestEventWriter::foldsIntegrationState()
{
    Store store;
    const QByteArray newer = stateChanged("2", "personio:1", "INVALID", "2026-05-02T12:00:00.000Z");
    store.put(newer);
    store.put(stateChanged("1", "personio:1", "ACTIVE", "2026-05-01T12:00:00.000Z")); // came late
    const qint64 revision = store.writer->version().integrations;
    store.put(newer); // a repeat applies nothing
    QCOMPARE(store.writer->version().integrations, revision);
    store.reopen();
    const auto reader = store.reader();
    QCOMPARE(reader->integration(u"dev"_s, u"personio:1"_s)->state, u"INVALID"_s);
    QCOMPARE(reader->integration(u"dev"_s, u"personio:1"_s)->organization, u"Acme"_s);
    const QVector<HistoryRow> history = *reader->history(u"dev"_s, u"personio:1"_s, 100);
    QVERIFY(!history.isEmpty());
    QCOMPARE(history.first().eventSeq, 2);
    QCOMPARE(history.first().change.applied, false);
    QCOMPARE(history.last().eventSeq, 1);
    // What an event lacks is filled from what is known of its integration.
    store.put(eventText("9", "assessment:order-received", "{\"id\":\"o\",\"integration_id\":\"personio:1\"}"));
    const EventRow row = allRows(*reader).last();
    QCOMPARE(row.integrationId, u"personio:1"_s);
    QCOMPARE(row.organization, u"Acme"_s);
}

void TestEventWriter::answersAsConfigured()
{
    Store store;
    IncomingDelivery made = delivery(bodyNamed("a"));
    made.answer = 500;
    made.token = 77;
    const DeliveryReceipt receipt = store.put(made);
    QCOMPARE(receipt.token, quint64(77));
    QCOMPARE(receipt.status, 500);
    QVERIFY(receipt.stored);
    QCOMPARE(allRows(*store.reader()).first().answered, 500);
    store.put(bodyNamed("a"));
    QCOMPARE(store.reader()->eventDetail(1, false)->deliveries.last().answered, 200);
}

void TestEventWriter::countsForFigures()
{
    Store store;
    const qint64 hour = 1'780'002'000'000 / 3'600'000 * 3'600'000;
    const Timestamp now = fromMillis(hour + 10 * 60'000);
    for (int i = 0; i < 20; ++i)
        store.put(delivery(eventText(QByteArray::number(i), i % 2 == 0 ? "even" : "odd"), i < 15 ? Verdict::Verified : Verdict::Unchecked,
                           u"dev"_s, hour - 100 * 60'000 + i * 10 * 60'000));
    store.put(delivery(bodyNamed("a"), Verdict::Rejected, u"dev"_s, toMillis(now) - 5));
    store.put(delivery(bodyNamed("a"), Verdict::Verified, u"other"_s, toMillis(now) - 5));
    const auto reader = store.reader();
    const EventTotals totals = *reader->totals(u"dev"_s, now);
    QCOMPARE(totals.stored, 20);
    QCOMPARE(totals.unchecked, 5);
    QCOMPARE(totals.rejected, 1);
    QCOMPARE(totals.lastHour, 14); // ten minutes ahead of "now" are counted too: the clock may have been set back
    QCOMPARE(*totals.lastAt, fromMillis(hour + 90 * 60'000));
    QCOMPARE(*totals.lastRejectReason, u"mismatch"_s);
    QCOMPARE(*totals.lastRejectedAt, fromMillis(toMillis(now) - 5));
    QCOMPARE(reader->totals({}, now)->stored, 21);
    QCOMPARE(reader->totals(u"nobody"_s, now)->stored, 0);
    QVERIFY(!reader->totals(u"nobody"_s, now)->lastAt);
    const QVector<std::pair<QString, qint64>> types = {{u"even"_s, 10}, {u"odd"_s, 10}};
    QCOMPARE(*reader->eventTypes(u"dev"_s), types);

    // The same sum by minutes and by hours.
    for (const Millis width : {Millis(60'000), Millis(10 * 60'000), Millis(3'600'000)}) {
        const QVector<VolumeBar> bars = *reader->volume(u"dev"_s, fromMillis(hour - 7'200'000), fromMillis(hour + 7'200'000), width);
        QCOMPARE(bars.size(), 4 * 3'600'000 / width.count());
        qint64 verified = 0;
        qint64 unchecked = 0;
        qint64 rejected = 0;
        for (const VolumeBar &bar : bars) {
            verified += bar.verified;
            unchecked += bar.unchecked;
            rejected += bar.rejected;
        }
        QCOMPARE(verified, 15);
        QCOMPARE(unchecked, 5);
        QCOMPARE(rejected, 1);
    }
    QCOMPARE(reader->volume({}, now, now, Millis(1000))->size(), 0);
    QCOMPARE(reader->volume({}, now, now, Millis(0)).error().kind, ErrorKind::InvalidInput);
}

/// What a side index must be told: each event whose stored facts are no longer those it was stored with.
void TestEventWriter::notesChangedEvents_data()
{
    QTest::addColumn<QString>("steps"); ///< as above; `!`: a secret is there now
    QTest::addColumn<QString>("changed");
    QTest::newRow("new ones") << u"+a +otherType +noId"_s << QString();
    QTest::newRow("redelivered") << u"+a +otherType +a +a"_s << u"1 1"_s;
    QTest::newRow("conflict changes the other one too") << u"+otherType +a +A"_s << u"2 3"_s;
    QTest::newRow("third of a conflict") << u"+a +A +a3"_s << u"1 2 3"_s;
    QTest::newRow("verified by a redelivery") << u"?a +a"_s << u"1 1"_s;
    QTest::newRow("rejected") << u"+a -a -A"_s << QString();
    QTest::newRow("verified later") << u"+otherType ?a !"_s << u"2"_s;
    QTest::newRow("forged, its conflict is none any more") << u"+a ?A x"_s << u"1 2 2 1"_s;
}

void TestEventWriter::notesChangedEvents()
{
    QFETCH(QString, steps);
    QFETCH(QString, changed);
    Store store;
    for (const QString &step : steps.split(u' ')) {
        const char kind = step.at(0).toLatin1();
        if (kind == '!' || kind == 'x') {
            const auto check = [kind](const QByteArray &, const HeaderList &) {
                return kind == '!' ? std::pair(Verdict::Verified, RejectReason::None) : std::pair(Verdict::Rejected, RejectReason::Mismatch);
            };
            QVERIFY(store.write<qint64>([&](WriteTransaction &transaction) { return transaction.recheckUnchecked(u"dev"_s, check); }));
            continue;
        }
        const Verdict verdict = kind == '+' ? Verdict::Verified : kind == '?' ? Verdict::Unchecked : Verdict::Rejected;
        store.put(bodyNamed(step.mid(1).toLatin1()), verdict);
    }
    const auto database = std::move(*SqliteDatabase::open(store.paths().database(), SqliteDatabase::Mode::ReadOnly));
    QCOMPARE(database->value(u"SELECT coalesce(group_concat(event, ' '), '') FROM (SELECT event FROM event_change ORDER BY id)"_s).toString(), changed);
}

QTEST_GUILESS_MAIN(TestEventWriter)
#include "tst_eventwriter.moc"
