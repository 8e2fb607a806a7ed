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
    SqlQuery *query = database.run("event.stored", {seq});
    if (query == nullptr || !query->next())
        return false;
    IncomingDelivery first;
    first.environment = environment;
    first.receivedAt = fromMillis(query->integer(0));
    first.answer = int(query->integer(1));
    candidate.seq = seq;
    candidate.identity = query->integer(2);
    first.remoteAddress = query->text(3);
    first.headers = unpackHeaders(query->blob(4));
    first.body = query->blob(5);
    first.facts = readPayload(first.body);
    query->finish();
    candidate.deliveries.append(first);

    SqlQuery *more = database.run("event.redeliveries", {seq});
    if (more == nullptr)
        return false;
    while (more->next()) {
        IncomingDelivery next = first;
        next.receivedAt = fromMillis(more->integer(0));
        next.answer = int(more->integer(1));
        next.remoteAddress = more->text(2);
        next.headers = unpackHeaders(more->blob(3));
        candidate.deliveries.append(next);
    }
    return !database.failedIn(*more);
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
        SqlQuery *query = env < 0 ? nullptr : database.run("event.unchecked", {env, after});
        if (query == nullptr)
            return tl::unexpected<Error>(database.error());
        QVector<qint64> seqs;
        while (query->next())
            seqs.append(query->integer(0));
        if (database.failedIn(*query))
            return tl::unexpected<Error>(database.error());
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
