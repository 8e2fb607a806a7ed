// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"

#include <QByteArray>
#include <QString>
#include <QVector>
#include <optional>

namespace console {

/// One API object as a page brought it: the few members the console decides from, and its bytes as received.
struct PageRecord
{
    QString id;
    std::optional<Timestamp> changedAt;
    std::optional<Timestamp> remoteDeletedAt;
    QByteArray json; ///< the object's own text, byte for byte
};

/// The local copy of one API object. Keyed (environment, integration, model, id).
struct RecordRow
{
    qint64 key = 0; ///< the store's own number
    QString integrationId;
    QString model;
    QString id;
    QString label; ///< a short name for tables (display name, title…); may be empty
    std::optional<Timestamp> changedAt;
    std::optional<Timestamp> remoteDeletedAt;
    Timestamp fetchedAt;
    int versions = 1; ///< how many contents were seen, the present one included
    QByteArray json;  ///< empty in lists that do not ask for it
    bool operator==(const RecordRow &) const = default;
};

/// An earlier or the present content of a record.
struct RecordVersion
{
    Timestamp seenAt;
    qint64 runId = 0;
    QByteArray json;
};

/// A short human label of a record's JSON: display name, name, title, first + last name, first that is there; else "".
[[nodiscard]] QString recordLabel(const QByteArray &json);

} // namespace console
