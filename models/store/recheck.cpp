// SPDX-License-Identifier: Apache-2.0
// WriteTransaction::recheckUnchecked: what arrived before there was a secret is judged from its stored bytes.
#include "models/store/eventwriter.h"
#include "models/store/writetransaction.h"

namespace console {

namespace {

/// One unchecked event as it is stored: its deliveries with the same body.
struct Candidate
{
    qint64 seq = 0;
    qint64 identity = 0;
    QVector<IncomingDelivery> deliveries;
};

bool readCandidate(SqliteDatabase &database, const QString &environment, qint64 seq, Candidate &candidate)
{
    QSqlQuery *query = database.run("event.stored", {seq});
    if (query == nullptr || !query->next())
        return false;
    IncomingDelivery first;
    first.environment = environment;
    first.receivedAt = fromMillis(query->value(0).toLongLong());
    first.answer = query->value(1).toInt();
    candidate.seq = seq;
    candidate.identity = query->value(2).toLongLong();
    first.remoteAddress = textFrom(query->value(3));
    first.headers = unpackHeaders(query->value(4).toByteArray());
    first.body = query->value(5).toByteArray();
    first.facts = readPayload(first.body);
    query->finish();
    candidate.deliveries.append(first);

    QSqlQuery *more = database.run("event.redeliveries", {seq});
    if (more == nullptr)
        return false;
    while (more->next()) {
        IncomingDelivery next = first;
        next.receivedAt = fromMillis(more->value(0).toLongLong());
        next.answer = more->value(1).toInt();
        next.remoteAddress = textFrom(more->value(2));
        next.headers = unpackHeaders(more->value(3).toByteArray());
        candidate.deliveries.append(next);
    }
    more->finish();
    return true;
}

bool judge(EventWriter &events, Candidate &candidate, const WriteTransaction::Check &check)
{
    bool forged = true;
    for (IncomingDelivery &delivery : candidate.deliveries) {
        std::tie(delivery.verdict, delivery.reason) = check(delivery.body, delivery.headers);
        if (delivery.verdict == Verdict::Verified)
            return events.promote(candidate.seq, candidate.deliveries.first());
        forged = forged && delivery.verdict == Verdict::Rejected;
    }
    if (!forged)
        return true;
    if (!events.discard(candidate.seq, candidate.identity, candidate.deliveries.first()))
        return false;
    for (const IncomingDelivery &delivery : std::as_const(candidate.deliveries)) {
        if (!events.keepRejected(delivery, delivery.answer))
            return false;
    }
    return true;
}

} // namespace

Result<qint64> WriteTransaction::recheckUnchecked(const QString &environment, const Check &check)
{
    SqliteDatabase &database = m_state.database();
    EventWriter events(m_state);
    const qint64 env = m_state.nameId(environment);
    qint64 looked = 0;
    qint64 after = 0;
    for (;;) {
        QSqlQuery *query = env < 0 ? nullptr : database.run("event.unchecked", {env, after});
        if (query == nullptr)
            return tl::unexpected<Error>(database.error());
        QVector<qint64> seqs;
        while (query->next())
            seqs.append(query->value(0).toLongLong());
        if (seqs.isEmpty())
            return looked;
        // Bodies one at a time: a page of large ones would not fit in memory.
        for (const qint64 seq : std::as_const(seqs)) {
            Candidate candidate;
            if (!readCandidate(database, environment, seq, candidate) || !judge(events, candidate, check))
                return tl::unexpected<Error>(database.error());
            ++looked;
        }
        after = seqs.last();
    }
}

} // namespace console
