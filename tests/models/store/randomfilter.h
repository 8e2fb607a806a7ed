// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storefixture.h"

#include <QRandomGenerator>

namespace console::test {

/// Events of several types, integrations, environments, verdicts and times.
inline bool fillStore(Store &store, int count, quint32 seed = 7)
{
    const Timestamp base = fromMillis(1'780'000'000'000);
    QRandomGenerator random(seed);
    const qsizetype before = store.receipts->waitFor(0).size();
    for (int i = 0; i < count; ++i) {
        const QByteArray number = QByteArray::number(i);
        const QByteArray integration = "tool:" + QByteArray::number(random.bounded(5));
        QByteArray body;
        switch (random.bounded(6)) {
        case 0: body = dataChanged(number, integration); break;
        case 1: body = stateChanged(number, integration, "ACTIVE", "2026-05-01T12:00:00.000Z"); break;
        case 2: body = eventText("Id " + number, "some-type"); break;
        case 3: body = "{\"no\":\"id\",\"n\":" + number + "}"; break;
        case 4: body = eventText("esc\\u0061ped" + number, "data-changed", i % 2 == 0 ? "\"M\\u00FCller\"" : "\"Müller a\\/b\""); break;
        default: body = "no json " + number; break;
        }
        const Verdict verdict = Verdict(random.bounded(3));
        if (!store.writer->enqueue(delivery(body, verdict, random.bounded(3) == 0 ? u"prod"_s : u"dev"_s, toMillis(base) + random.bounded(100'000))))
            return false;
        if (i % 2000 == 1999 && store.receipts->waitFor(before + i + 1).size() != before + i + 1)
            return false;
    }
    return store.receipts->waitFor(before + count).size() == before + count;
}

/// A filter of random terms and groups over such events, as text.
inline QString randomFilter(QRandomGenerator &random, int depth)
{
    static const QStringList terms{
        u"type:data-changed"_s, u"type:*changed"_s, u"type:\"\""_s, u"integration:tool:1"_s, u"integration:*"_s, u"org:acme"_s, u"org:a*"_s,
        u"org:\"\""_s, u"tool:personio"_s, u"category:hris"_s, u"verdict:verified"_s, u"verdict:unchecked"_s,
        u"id:12"_s, u"id:*2*"_s, u"id:*Id*"_s, u"id:\"Id 12\""_s, u"id:escaped*"_s, u"id:*scap*12*"_s, u"id:\"*\\**\""_s, u"id:\"Id\\*\""_s, u"type:\"a\\**\""_s, u"\"d \\*1\""_s, u"id:\"\""_s,
        u"since:2026-05-28T20:27:00Z"_s, u"until:2026-05-28T20:27:30Z"_s, u"state:active"_s,
        u"state:\"\""_s, u"state:*"_s, u"deliveries:>1"_s, u"deliveries:1"_s, u"size:>100"_s, u"size:<=0.2kb"_s, u"answer:503"_s,
        u"answer:<400"_s, u"seq:>300"_s, u"seq:<=450"_s, u"conflict:yes"_s, u"conflict:no"_s, u"body:changed"_s, u"body:\"no json\""_s,
        u"body:\"\""_s, u"body:tool:2"_s, u"body:nowhere"_s, u"body:12"_s, u"body:1234"_s, u"body:Müller"_s, u"body:ü"_s, u"body:a/b"_s,
        u"ACME"_s, u"tool*3"_s, u"\"id 1\""_s, u"\"ID 12\""_s, u"ESCAPED1"_s, u"*"_s, u"changed"_s, u"pinned:yes"_s, u"comment:note"_s};
    if (depth == 0 || random.bounded(2) == 0)
        return (random.bounded(4) == 0 ? u"not "_s : QString()) + terms.at(random.bounded(int(terms.size())));
    QStringList parts;
    for (int i = 1 + random.bounded(3); i > 0; --i)
        parts.append(randomFilter(random, depth - 1));
    return (random.bounded(3) == 0 ? u"-("_s : u"("_s) + parts.join(random.bounded(2) == 0 ? u" or "_s : u" "_s) + u')';
}

/// What a store holds, read once: filters are judged one event at a time over it.
struct StoredEvents
{
    QVector<EventRow> rows;
    QVector<QByteArray> bodies;

    [[nodiscard]] static StoredEvents of(StoreReader &reader)
    {
        StoredEvents events;
        events.rows = allRows(reader);
        for (const EventRow &row : std::as_const(events.rows))
            events.bodies.append(reader.eventBody(row.seq, false).value_or(QByteArray()));
        return events;
    }
    [[nodiscard]] QVector<qint64> matching(const Filter &filter, const QString &environment) const
    {
        QVector<qint64> numbers;
        for (qsizetype i = 0; i < rows.size(); ++i) {
            if ((environment.isEmpty() || rows.at(i).environment == environment) && filter.matches(rows.at(i), [&] { return bodies.at(i); }))
                numbers.append(rows.at(i).seq);
        }
        return numbers;
    }
};

inline QVector<qint64> numbersOf(const HitSet &hits)
{
    QVector<qint64> numbers;
    for (qint64 i = 0; i < hits.count(); ++i)
        numbers.append(hits.at(i));
    return numbers;
}

} // namespace console::test
