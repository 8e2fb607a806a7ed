// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/payload.h"
#include "models/domain/verdict.h"

#include <QByteArray>
#include <QMetaType>
#include <QPair>
#include <QVector>

namespace console {

/// Header lines in the order received, duplicates kept; names and values are the bytes as received (values trimmed of
/// surrounding blanks as RFC 9112 section 5.1 asks).
using HeaderList = QVector<QPair<QByteArray, QByteArray>>;

/// One line of the events table and of `events --format ndjson`. For a rejected delivery `seq` is its own number
/// series, `deliveries` is 1.
struct EventRow
{
    qint64 seq = 0;
    Timestamp receivedAt; ///< of the first delivery
    QString environment;
    QString id;
    QString type;
    QString integrationId;
    QString tool;
    QString category;
    QString organization;
    QString outcome; ///< see PayloadFacts::outcome
    Verdict verdict = Verdict::Verified;
    RejectReason reason = RejectReason::None;
    int deliveries = 1;
    bool conflict = false; ///< another event has the same (environment, type, id) and other bytes
    int answered = 200;    ///< HTTP status of the first answer
    qint64 bodySize = 0;   ///< bytes
    bool pinned = false;   ///< a person's mark
    QString comment;       ///< a person's note; null when there is none
    bool operator==(const EventRow &) const = default;
};

/// One HTTP request that brought the event.
struct DeliveryRow
{
    Timestamp receivedAt;
    int answered = 200;
    QString remoteAddress;
    HeaderList headers;
    bool operator==(const DeliveryRow &) const = default;
};

/// All that is kept of one event. `body` is byte for byte what was received.
struct EventDetail
{
    EventRow row;
    QByteArray body;
    QVector<DeliveryRow> deliveries; ///< oldest first, never empty
};

/// What the listener hands to the store for one request. `token` is the listener's own; it comes back in the receipt.
struct IncomingDelivery
{
    quint64 token = 0;
    QString environment;
    Timestamp receivedAt;
    QString remoteAddress;
    HeaderList headers;
    QByteArray body;
    Verdict verdict = Verdict::Unchecked;
    RejectReason reason = RejectReason::None;
    PayloadFacts facts;
    int answer = 0; ///< 0: what the store's outcome asks for (200, 401 or 503); else this status (configured failure)
};

/// What became of it. Comes after COMMIT, or after the transaction failed.
struct DeliveryReceipt
{
    quint64 token = 0;
    bool stored = false;
    int status = 503; ///< to answer with
    qint64 seq = 0;
    int deliveries = 0;
};

} // namespace console

Q_DECLARE_METATYPE(console::EventRow)
