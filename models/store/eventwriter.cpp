// SPDX-License-Identifier: Apache-2.0
#include "models/store/eventwriter.h"

namespace console {

namespace {

constexpr int storedStatus = 200;
constexpr int rejectedStatus = 401;

QString organizationOf(const PayloadFacts &facts)
{
    return facts.endUser ? facts.endUser->organizationName : QString();
}

} // namespace

bool EventWriter::store(const IncomingDelivery &delivery, DeliveryReceipt &receipt)
{
    receipt.token = delivery.token;
    if (delivery.verdict == Verdict::Rejected) {
        receipt.status = delivery.answer != 0 ? delivery.answer : rejectedStatus;
        return keepRejected(delivery, receipt.status);
    }
    receipt.status = delivery.answer != 0 ? delivery.answer : storedStatus;
    receipt.stored = true;
    Names names;
    const EventKey key = eventKey(delivery.environment, delivery.facts.type, delivery.facts.id, delivery.body);
    const qint64 seq = m_state.revision.events + 1;
    if (!intern(delivery, names) || !insertFacts(seq, delivery, names, key, receipt.status))
        return false;
    if (m_database.changes() == 0)
        return addDelivery(delivery, key, receipt);

    receipt.seq = seq;
    receipt.deliveries = 1;
    m_state.revision.events = seq;
    m_state.countEvents(names.env, names.type, names.category, delivery.verdict, delivery.receivedAt, 1, delivery.body.size());
    if (!insertBody("event.addBody", seq, delivery))
        return false;
    // A body without id is known by its bytes: other bytes, other event, never a conflict.
    if (!delivery.facts.id.isNull() && !flagConflict(key))
        return false;
    return delivery.verdict != Verdict::Verified || apply(seq, delivery);
}

bool EventWriter::intern(const IncomingDelivery &delivery, Names &names)
{
    const PayloadFacts &facts = delivery.facts;
    const std::pair<qint64 *, QString> texts[] = {{&names.env, delivery.environment},
                                                  {&names.type, facts.type},
                                                  {&names.integration, facts.integrationId},
                                                  {&names.tool, facts.tool},
                                                  {&names.category, facts.category},
                                                  {&names.organization, organizationOf(facts)},
                                                  {&names.outcome, facts.outcome}};
    for (const auto &[number, text] : texts) {
        *number = m_state.nameId(text);
        if (*number < 0)
            return false;
    }
    return true;
}

bool EventWriter::insertFacts(qint64 seq, const IncomingDelivery &delivery, const Names &names, const EventKey &key, int answered)
{
    return m_database.change("event.add",
        {seq, toMillis(delivery.receivedAt), names.env, names.type, names.integration, names.tool, names.category,
         names.organization, names.outcome, int(delivery.verdict), answered, qint64(delivery.body.size()), key.identity,
         key.digest, delivery.facts.id});
}

bool EventWriter::insertBody(const char *statement, qint64 seq, const IncomingDelivery &delivery)
{
    return m_database.change(statement, {seq, delivery.remoteAddress, packHeaders(delivery.headers), blobOf(delivery.body)});
}

bool EventWriter::flagConflict(const EventKey &key)
{
    SqlQuery *query = m_database.run("event.others", {key.identity, key.digest});
    if (query == nullptr)
        return false;
    const qint64 others = query->next() ? query->integer(0) : 0;
    query->finish();
    if (others == 0)
        return true;
    ++m_state.revision.eventChanges;
    return m_database.change("change.addConflict", {key.identity}) && m_database.change("event.flagConflict", {key.identity});
}

bool EventWriter::addDelivery(const IncomingDelivery &delivery, const EventKey &key, DeliveryReceipt &receipt)
{
    SqlQuery *query = m_database.run("event.find", {key.identity, key.digest});
    if (query == nullptr || !query->next())
        return false;
    receipt.seq = query->integer(0);
    receipt.deliveries = int(query->integer(1)) + 1;
    const bool wasUnchecked = int(query->integer(2)) == int(Verdict::Unchecked);
    const Timestamp firstAt = fromMillis(query->integer(3));
    query->finish();

    ++m_state.revision.eventChanges;
    if (!m_database.change("event.again", {receipt.seq}) || !m_database.change("change.add", {receipt.seq})
        || !m_database.change("event.redeliver", {receipt.seq, toMillis(delivery.receivedAt), receipt.status,
                                                  delivery.remoteAddress, packHeaders(delivery.headers)}))
        return false;
    if (!wasUnchecked || delivery.verdict != Verdict::Verified)
        return true;
    IncomingDelivery first = delivery;
    first.receivedAt = firstAt;
    return promote(receipt.seq, first);
}

bool EventWriter::promote(qint64 seq, const IncomingDelivery &delivery)
{
    const qint64 env = m_state.nameId(delivery.environment);
    const qint64 type = m_state.nameId(delivery.facts.type);
    const qint64 category = m_state.nameId(delivery.facts.category);
    if (env < 0 || type < 0 || category < 0 || !m_database.change("event.setVerdict", {int(Verdict::Verified), seq})
        || !m_database.change("change.add", {seq}))
        return false;
    const qint64 size = delivery.body.size();
    m_state.countEvents(env, type, category, Verdict::Unchecked, delivery.receivedAt, -1, -size);
    m_state.countEvents(env, type, category, Verdict::Verified, delivery.receivedAt, 1, size);
    ++m_state.revision.eventChanges;
    return apply(seq, delivery);
}

bool EventWriter::discard(qint64 seq, qint64 identity, const IncomingDelivery &delivery)
{
    const qint64 env = m_state.nameId(delivery.environment);
    const qint64 type = m_state.nameId(delivery.facts.type);
    const qint64 category = m_state.nameId(delivery.facts.category);
    if (env < 0 || type < 0 || category < 0)
        return false;
    m_state.countEvents(env, type, category, Verdict::Unchecked, delivery.receivedAt, -1, -qint64(delivery.body.size()));
    ++m_state.revision.eventChanges;
    if (!m_database.change("mark.remove", {seq}))
        return false;
    m_state.revision.marks += m_database.changes();
    return m_database.change("event.remove", {seq}) && m_database.change("event.removeBody", {seq})
        && m_database.change("event.removeRedeliveries", {seq}) && m_database.change("change.add", {seq})
        && m_database.change("change.addCleared", {identity}) && m_database.change("event.clearConflict", {identity});
}

bool EventWriter::keepRejected(const IncomingDelivery &delivery, int answered)
{
    const qint64 env = m_state.nameId(delivery.environment);
    if (env < 0)
        return false;
    const PayloadFacts &facts = delivery.facts;
    const qint64 seq = m_state.revision.rejected + 1;
    qint64 bytes = delivery.body.size();
    for (const auto &[name, value] : delivery.headers)
        bytes += name.size() + value.size();
    for (const QString &text : {facts.type, facts.id, facts.integrationId, facts.tool, facts.category, organizationOf(facts), facts.outcome})
        bytes += text.size();
    m_state.revision.rejected = seq;
    m_state.countRejected(env, delivery.receivedAt, bytes);
    return m_database.change("rejected.add",
               {seq, toMillis(delivery.receivedAt), env, int(delivery.reason), answered, qint64(delivery.body.size()), bytes,
                facts.type, facts.id, facts.integrationId, facts.tool, facts.category, organizationOf(facts), facts.outcome})
        && insertBody("rejected.addBody", seq, delivery);
}

bool EventWriter::apply(qint64 seq, const IncomingDelivery &delivery)
{
    const PayloadFacts &facts = delivery.facts;
    IntegrationEntry *entry = nullptr;
    if (!facts.integrationId.isNull()) {
        entry = m_state.integration(delivery.environment, facts.integrationId);
        if (entry == nullptr)
            return false;
        const QVector<FieldChange> changes = applyEvent(entry->value, facts, delivery.receivedAt);
        m_state.markDirty(entry);
        for (const FieldChange &change : changes) {
            if (!m_database.change("history.add", {entry->key, change.field, change.before, change.after,
                                                   toMillis(change.at), change.applied, seq}))
                return false;
        }
    }
    if (entry != nullptr && facts.sync && !facts.sync->id.isNull()
        && !m_database.change("sync.save", {entry->key, facts.sync->id, facts.sync->state, nullableTime(facts.sync->startedAt),
                                            nullableTime(facts.sync->endedAt), seq}))
        return false;
    if (!facts.issue || facts.issue->id.isNull())
        return true;
    const IssueFacts &issue = *facts.issue;
    return m_database.change("issue.save",
        {m_state.nameId(delivery.environment), issue.id, entry != nullptr ? entry->key : 0, issue.type, issue.title, issue.status,
         issue.change, nullableTime(issue.firstObservedAt), nullableTime(issue.resolvedAt), seq});
}

} // namespace console
