// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/eventcodec.h"
#include "models/store/writerstate.h"

namespace console {

/// Stores deliveries inside the writer's open transaction: what is new, a redelivery, a conflict, rejected (design,
/// section 2), and what an event does to its integration. Each event whose stored facts change goes into event_change, in
/// the same transaction: whoever keeps facts of events elsewhere goes by that. Lives on the store thread.
/// Functions give false on a storage error; the transaction is then to be rolled back.
class EventWriter
{
public:
    explicit EventWriter(WriterState &state) : m_state(state), m_database(state.database()) {}

    /// `receipt` is what is due once the COMMIT succeeded.
    [[nodiscard]] bool store(const IncomingDelivery &delivery, DeliveryReceipt &receipt);
    /// Keeps a delivery among the rejected.
    [[nodiscard]] bool keepRejected(const IncomingDelivery &delivery, int answered);
    /// An unchecked event turned out to be verified: counts, verdict, integration.
    [[nodiscard]] bool promote(qint64 seq, const IncomingDelivery &delivery);
    /// An unchecked event turned out to be forged: it leaves the events, with its deliveries and its conflict flag.
    [[nodiscard]] bool discard(qint64 seq, qint64 identity, const IncomingDelivery &delivery);

private:
    /// Numbers of the interned texts of an event.
    struct Names
    {
        qint64 env = 0;
        qint64 type = 0;
        qint64 integration = 0;
        qint64 tool = 0;
        qint64 category = 0;
        qint64 organization = 0;
        qint64 outcome = 0;
    };

    [[nodiscard]] bool intern(const IncomingDelivery &delivery, Names &names);
    [[nodiscard]] bool insertFacts(qint64 seq, const IncomingDelivery &delivery, const Names &names, const EventKey &key,
                                   int answered);
    [[nodiscard]] bool insertBody(const char *statement, qint64 seq, const IncomingDelivery &delivery);
    [[nodiscard]] bool flagConflict(const EventKey &key);
    [[nodiscard]] bool addDelivery(const IncomingDelivery &delivery, const EventKey &key, DeliveryReceipt &receipt);
    [[nodiscard]] bool apply(qint64 seq, const IncomingDelivery &delivery);

    WriterState &m_state;
    SqliteDatabase &m_database;
};

} // namespace console
