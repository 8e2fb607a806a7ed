// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sandbox/payloads.h"
#include "app/sandbox/recordbook.h"

#include <vector>

namespace console::sandbox {

/// What fate an integration has in the small drama that a new user sees.
enum class Fate {
    Healthy,
    CredentialsFail, ///< three days of AUTHENTICATION_FAILED, then INVALID
    Silent,          ///< its syncs just stopped
    QaPending,       ///< its first data are under check, fail it, pass later
    InSetup          ///< the customer has open steps
};

struct RunningSync
{
    QString id;
    QString type; ///< `FULL`, `DELTA`
    QString outcome;
    bool forced = false;
    Timestamp startedAt;
    Timestamp endsAt;
};

/// One integration of the simulated environment.
struct Tenant
{
    Party party;
    QString toolLabel;
    bool deltaSyncs = true; ///< without, a DELTA comes back as FULL
    Fate fate = Fate::Healthy;
    StatusFields status;
    Timestamp createdAt;
    Millis cadence{}; ///< between two of its syncs while the world runs
    RecordBook book;
    QString scopeConfigId;
    std::optional<RunningSync> sync;
    std::optional<Timestamp> failingSince;
    std::optional<IssueReport> issue; ///< open one
    QStringList changedModels;        ///< waiting for the next data-changed
    std::optional<Timestamp> dataChangedAt;
    bool flushPlanned = false;
    bool deleted = false;

    /// Models that its tool does not offer.
    [[nodiscard]] bool offers(const Model &model) const;
};

/// A tool that Kombo connects to.
struct Tool
{
    const char *id;
    const char *label;
    const char *category;
    bool deltaSyncs;
    const char *lacks; ///< models it does not offer, separated by blanks
};
[[nodiscard]] const std::vector<Tool> &tools();

/// The cast: `count` integrations, the first dozen of them with the fates of the drama. Pure.
[[nodiscard]] std::vector<Tenant> makeTenants(const Catalog &catalog, quint64 seed, int count, qint64 records,
                                              Timestamp epoch);

} // namespace console::sandbox
