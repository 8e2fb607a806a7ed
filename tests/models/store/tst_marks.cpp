// SPDX-License-Identifier: Apache-2.0
#include "models/store/sqlitedatabase.h"
#include "storefixture.h"

using namespace console;
using namespace console::test;

namespace {

Result<void> mark(Store &store, qint64 event, const MarkChange &change)
{
    return store.write<bool>([&](WriteTransaction &transaction) {
                    return transaction.setMark(event, change, fromMillis(1'780'000'001'000)).map([] { return true; });
                }).map([](bool) {});
}

/// Rows of the mark table.
qint64 markRows(const Store &store)
{
    const auto database = SqliteDatabase::open(store.paths().database(), SqliteDatabase::Mode::ReadOnly);
    return (*database)->value(u"SELECT count(*) FROM mark"_s).toLongLong();
}

EventRow rowOf(const Store &store, qint64 event)
{
    return store.reader()->eventRows({event}, false)->first();
}

} // namespace

class TestMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesMarks_data()
    {
        QTest::addColumn<QString>("steps"); ///< `+`, `-`: pin; `=text`: comment; joined by blanks
        QTest::addColumn<bool>("pinned");
        QTest::addColumn<QString>("comment");
        QTest::addColumn<int>("changes");
        const auto row = [](const char *steps, bool pinned, const QString &comment, int changes) {
            QTest::newRow(steps) << QString::fromLatin1(steps) << pinned << comment << changes;
        };
        row("+", true, {}, 1);
        row("+ +", true, {}, 1);
        row("-", false, {}, 0);
        row("+ -", false, {}, 2);
        row("=a", false, u"a"_s, 1);
        row("=a =a", false, u"a"_s, 1);
        row("=a =b", false, u"b"_s, 2);
        row("=a =", false, {}, 2);
        row("=", false, {}, 0);
        row("+ =a", true, u"a"_s, 2);
        row("+ =a -", false, u"a"_s, 3);
        row("+ =a =", true, {}, 3);
        row("+ =a - =", false, {}, 4);
        row("+=a", true, u"a"_s, 1);
        row("+=a -=", false, {}, 2);
    }
    void changesMarks()
    {
        QFETCH(const QString, steps);
        QFETCH(const bool, pinned);
        QFETCH(const QString, comment);
        QFETCH(const int, changes);
        Store store;
        const qint64 event = store.put(eventText("1", "t")).seq;
        const qint64 other = store.put(eventText("2", "t")).seq;
        const StoreVersion before = store.writer->version();
        for (const QString &step : steps.split(u' ')) {
            MarkChange change;
            if (!step.startsWith(u'='))
                change.pinned = step.startsWith(u'+');
            if (step.contains(u'='))
                change.comment = step.section(u'=', 1);
            QVERIFY(mark(store, event, change));
        }
        const EventRow row = rowOf(store, event);
        QCOMPARE(row.pinned, pinned);
        QCOMPARE(row.comment, comment);
        QCOMPARE(row.comment.isNull(), comment.isNull());
        QCOMPARE(store.reader()->eventDetail(event, false)->row, row);
        QVERIFY(!rowOf(store, other).pinned);
        QCOMPARE(markRows(store), pinned || !comment.isEmpty() ? 1 : 0);
        StoreVersion after = store.writer->version();
        QCOMPARE(after.marks - before.marks, changes);
        QCOMPARE(store.reader()->version()->marks, after.marks);
        after.marks = before.marks;
        QCOMPARE(after, before); // nothing else is news
    }

    void refusesWhatCannotBe()
    {
        Store store;
        const qint64 event = store.put(eventText("1", "t")).seq;
        store.put(eventText("2", "t"), Verdict::Rejected);
        QCOMPARE(mark(store, event + 1, {true, {}}).error(), (Error{ErrorKind::NotFound, u"event"_s, QString::number(event + 1)}));
        QCOMPARE(mark(store, 0, {true, {}}).error().kind, ErrorKind::NotFound);
        QCOMPARE(mark(store, -1, {{}, u"x"_s}).error().kind, ErrorKind::NotFound);
        QCOMPARE(mark(store, event, {true, QString(2'001, u'x')}).error().code, u"comment-length"_s);
        QVERIFY(!rowOf(store, event).pinned);
        QCOMPARE(markRows(store), 0);
        QCOMPARE(store.writer->version().marks, 0);
    }

    void staysOverAReopen()
    {
        Store store;
        const qint64 event = store.put(eventText("1", "t")).seq;
        const QString comment = u"%1 %' \u05d0\U0001F600\nsecond line; DROP TABLE mark"_s;
        QVERIFY(mark(store, event, {true, comment}));
        const qint64 marks = store.writer->version().marks;
        store.reopen();
        QCOMPARE(rowOf(store, event).comment, comment);
        QVERIFY(rowOf(store, event).pinned);
        QCOMPARE(store.writer->version().marks, marks);
        QVERIFY(mark(store, event, {false, u""_s}));
        QCOMPARE(store.writer->version().marks, marks + 1);
    }

    void staysOverARedelivery()
    {
        Store store;
        const qint64 event = store.put(eventText("1", "t")).seq;
        QVERIFY(mark(store, event, {true, u"seen"_s}));
        QCOMPARE(store.put(eventText("1", "t")).deliveries, 2);
        QVERIFY(rowOf(store, event).pinned);
        QCOMPARE(rowOf(store, event).comment, u"seen"_s);
    }

    void goesWithItsEvent()
    {
        Store store;
        const qint64 forged = store.put(eventText("1", "t"), Verdict::Unchecked).seq;
        const qint64 real = store.put(eventText("2", "t"), Verdict::Unchecked).seq;
        QVERIFY(mark(store, forged, {true, u"who sent this?"_s}));
        QVERIFY(mark(store, real, {true, {}}));
        const qint64 marks = store.writer->version().marks;
        const auto checked = store.write<qint64>([](WriteTransaction &transaction) {
            return transaction.recheckUnchecked(u"dev"_s, [](const QByteArray &body, const HeaderList &) {
                return body.contains("\"2\"") ? std::pair(Verdict::Verified, RejectReason::None)
                                              : std::pair(Verdict::Rejected, RejectReason::Mismatch);
            });
        });
        QVERIFY(checked);
        QCOMPARE(markRows(store), 1);
        QVERIFY(rowOf(store, real).pinned);
        QCOMPARE(store.writer->version().marks, marks + 1);
        QCOMPARE(*store.reader()->pinned({}), QVector<qint64>{real});
    }

    void listsPinnedOnes()
    {
        Store store;
        QVector<qint64> dev;
        for (int i = 0; i < 5; ++i)
            dev.append(store.put(eventText(QByteArray::number(i), "t")).seq);
        const qint64 elsewhere = store.put(delivery(eventText("9", "t"), Verdict::Verified, u"prod"_s)).seq;
        for (const qint64 event : {dev[3], dev[1], elsewhere})
            QVERIFY(mark(store, event, {true, {}}));
        QVERIFY(mark(store, dev[2], {{}, u"a comment is no pin"_s}));
        const auto reader = store.reader();
        QCOMPARE(*reader->pinned({}), (QVector<qint64>{dev[1], dev[3], elsewhere}));
        QCOMPARE(*reader->pinned(u"dev"_s), (QVector<qint64>{dev[1], dev[3]}));
        QCOMPARE(*reader->pinned(u"prod"_s), QVector<qint64>{elsewhere});
        QCOMPARE(*reader->pinned(u"nowhere"_s), QVector<qint64>{});
    }

    void filtersByMarks_data()
    {
        QTest::addColumn<QString>("numbers"); ///< of the events that the filter lets through
        const auto row = [](const char *filter, const char *numbers) { QTest::newRow(filter) << QString::fromLatin1(numbers); };
        // 1 pinned, 2 comment "Ticket 12", 3 both ("ticket 7*"), 4 and 5 without; 5 of another environment, pinned.
        row("pinned:yes", "1 3 5");
        row("pinned:no", "2 4");
        row("-pinned:yes", "2 4");
        row("-pinned:no", "1 3 5");
        row("not (pinned:no or type:x)", "1 3 5");
        row("comment:*", "2 3");
        row("-comment:*", "1 4 5");
        row("comment:ticket", "2 3");
        row("comment:\"Ticket 12\"", "2");
        row("comment:t*12", "2");
        row("pinned:yes comment:*", "3");
        row("pinned:yes or comment:*", "1 2 3 5");
        row("(pinned:yes type:t) or comment:12", "1 2 3 5");
        row("pinned:yes or type:t", "1 2 3 4 5");
        row("pinned:yes -comment:*", "1 5");
        row("pinned:yes type:other", "");
        row("pinned:yes seq:>1", "3 5");
        row("pinned:yes body:\"\\\"3\\\"\"", "3");
        row("comment:nothing", "");
        row("not comment:12 pinned:no", "4");
    }
    void filtersByMarks()
    {
        QFETCH(const QString, numbers);
        Store store;
        for (int i = 1; i <= 5; ++i)
            QCOMPARE(store.put(delivery(eventText(QByteArray::number(i), "t"), Verdict::Verified, i == 5 ? u"prod"_s : u"dev"_s)).seq, i);
        for (const qint64 event : {1, 3, 5})
            QVERIFY(mark(store, event, {true, {}}));
        QVERIFY(mark(store, 2, {{}, u"Ticket 12"_s}));
        QVERIFY(mark(store, 3, {{}, u"ticket 7*"_s}));
        const Filter filter = *parseFilter(QString::fromLatin1(QTest::currentDataTag()), fromMillis(0));
        const auto reader = store.reader();
        const auto joined = [](const QVector<qint64> &list) {
            QStringList texts;
            for (const qint64 one : list)
                texts.append(QString::number(one));
            return texts.join(u' ');
        };
        HitSet hits;
        QVERIFY(reader->collectHits(filter, {}, 1, 5, hits, [] { return true; }));
        QVector<qint64> found;
        for (qint64 i = 0; i < hits.count(); ++i)
            found.append(hits.at(i));
        QCOMPARE(joined(found), numbers);
        QVector<qint64> judged;
        QVector<qint64> listed;
        for (const EventRow &row : allRows(*reader)) {
            if (filter.matches(row, [&] { return *reader->eventBody(row.seq, false); }))
                judged.append(row.seq);
        }
        QCOMPARE(joined(judged), numbers); // the store judges as the language says
        const QVector<EventRow> rows = *reader->eventsAfter(filter, {}, 0, 10, true);
        for (const EventRow &row : rows)
            listed.append(row.seq);
        QCOMPARE(joined(listed), numbers);
        const QVector<EventRow> elsewhere = *reader->eventsAfter(filter, u"prod"_s, 0, 10);
        QCOMPARE(elsewhere.size(), numbers.contains(u'5') ? 1 : 0);
    }

    void undoesOnlyItsOwnJob()
    {
        Store store;
        const qint64 event = store.put(eventText("1", "t")).seq;
        const auto both = store.write<bool>([event](WriteTransaction &transaction) -> Result<bool> {
            const Result<void> first = transaction.setMark(event, {true, {}}, fromMillis(1));
            const Result<void> second = first ? transaction.setMark(event + 7, {true, {}}, fromMillis(1)) : first;
            return second.map([] { return true; });
        });
        QCOMPARE(both.error().kind, ErrorKind::NotFound);
        QVERIFY(!rowOf(store, event).pinned);
        QCOMPARE(store.writer->version().marks, 0);
    }
};

QTEST_GUILESS_MAIN(TestMarks)
#include "tst_marks.moc"
