// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/payload.h"

#include <QVector>

namespace console {

/// The present state of one integration: a fold over its events (applyEvent) plus what the API told (applyDetails).
/// Absent values are null strings or nullopt.
struct Integration
{
    QString environment;
    QString id; ///< Kombo's id, `<tool>:<rest>`
    QString tool;
    QString category;
    QString organization;
    QString originId;
    QString creatorEmail;
    QString state;
    QString setupStatus;
    QString qaStatus;
    std::optional<Timestamp> stateUpdatedAt; ///< `updated_at` of the newest state event applied
    QString lastSyncId;
    QString lastSyncState;
    std::optional<Timestamp> lastSyncStartedAt;
    std::optional<Timestamp> lastSyncEndedAt;
    std::optional<Timestamp> lastGoodSyncAt; ///< end of the newest SUCCEEDED or PARTIALLY_FAILED one
    std::optional<Timestamp> lastEventAt;
    std::optional<Timestamp> lastFetchAt; ///< end of the last complete run of ours
    std::optional<Timestamp> createdAt;   ///< when its first integration-created was received
    std::optional<Timestamp> recreatedAt; ///< when the newest further one was received; after a deletion it is alive again
    std::optional<Timestamp> deletedAt;
    std::optional<Timestamp> detailsAt; ///< when the API was last asked for details
    QStringList availableModels;        ///< `read_models` that the details call available and not disabled
    bool operator==(const Integration &) const = default;
};

/// One entry of the state history. `field` is `state`, `setup_status`, `qa_status`, `sync`, `created`, `deleted`,
/// `organization`; `applied` is false for an entry that came out of order and did not change the present.
struct FieldChange
{
    QString field;
    QString before;
    QString after;
    Timestamp at; ///< when it became so upstream (updated_at, sync_ended_at, deleted_at), else when it was received
    bool applied = true;
    bool operator==(const FieldChange &) const = default;
};

/// Applies one verified event. Order-independent where the payload allows it: state events by `updated_at`, syncs by
/// `sync_ended_at`, deletions by `deleted_at`; a repeat (same event, same receivedAt) changes nothing. Returns the history entries (empty when nothing is new).
/// Precondition: facts.integrationId == integration.id. Pure.
[[nodiscard]] QVector<FieldChange> applyEvent(Integration &integration, const PayloadFacts &facts, Timestamp receivedAt);

/// One word about the integration for tables and tiles, worst first; see healthOf.
enum class Health { Deleted, Inactive, Broken, Attention, Waiting, Unknown, Healthy };
struct HealthVerdict
{
    Health health = Health::Unknown;
    QString reason; ///< a short sentence for people; empty when healthy
};
/// Broken: INVALID, qa FAILED, last sync FAILED or AUTHENTICATION_FAILED. Attention: TIMED_OUT, CANCELLED,
/// PARTIALLY_FAILED, no good sync for over 26 h, no complete fetch for 14 days. Waiting: set-up or QA pending.
[[nodiscard]] HealthVerdict healthOf(const Integration &integration, Timestamp now);
[[nodiscard]] QString healthName(Health health);

/// Human name of a tool slug (`personio` → `Personio`, `successfactors` → `SAP SuccessFactors`); an unknown slug is
/// returned as it is.
[[nodiscard]] QString toolLabel(const QString &slug);

} // namespace console
