// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"

#include <QByteArray>
#include <QStringList>

namespace console {

/// `end_user` of a payload. Members are null strings where the payload has null or lacks them.
struct EndUser
{
    QString organizationName;
    QString creatorEmail;
    QString originId;
    bool operator==(const EndUser &) const = default;
};

/// The status fields of `integration-state-changed`. setupStatus is null in the older shape.
struct StateFacts
{
    QString state;
    QString setupStatus;
    QString qaStatus;
    std::optional<Timestamp> updatedAt;
    bool operator==(const StateFacts &) const = default;
};

/// `sync-finished`.
struct SyncFacts
{
    QString id;
    QString state;
    std::optional<Timestamp> startedAt;
    std::optional<Timestamp> endedAt;
    std::optional<std::chrono::seconds> duration;
    bool operator==(const SyncFacts &) const = default;
};

/// `issue-status-changed`.
struct IssueFacts
{
    QString id;
    QString type;
    QString title;
    QString status;
    QString change;
    std::optional<Timestamp> firstObservedAt;
    std::optional<Timestamp> resolvedAt;
    bool operator==(const IssueFacts &) const = default;
};

/// Everything the console decides from in a webhook body. Strings are null where the body has no such text.
/// Types, enum values and model names are open sets (api facts, section 1): nothing is dropped for being unknown.
struct PayloadFacts
{
    bool isObject = false; ///< the body is a JSON object
    QString id;            ///< `id`; null: the event is known by the SHA-256 of its bytes
    QString type;          ///< `type`; null when absent
    QString integrationId; ///< where the type keeps it; null where there is none
    QString tool;
    QString category;
    std::optional<EndUser> endUser;
    QString outcome; ///< the one word a table shows: sync state, integration state, order status, issue change…
    QString logUrl;
    bool created = false; ///< integration-created
    bool deleted = false; ///< integration-deleted
    std::optional<Timestamp> deletedAt;
    std::optional<StateFacts> state;
    std::optional<SyncFacts> sync;
    std::optional<IssueFacts> issue;
    QStringList changedModels;
    bool operator==(const PayloadFacts &) const = default;
};

/// Reads the facts out of a body as received. Never fails: a body that is no JSON object gives isObject == false
/// and nothing else. Pure; any thread.
[[nodiscard]] PayloadFacts readPayload(const QByteArray &body);

/// The 12 types known in November 2026, in the order in which a person should see them.
[[nodiscard]] const QStringList &knownEventTypes();

} // namespace console
