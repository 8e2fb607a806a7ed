// SPDX-License-Identifier: Apache-2.0
#include "models/domain/integration.h"

#include <tuple>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Changes = QVector<FieldChange>;

/// Sets a text that carries no time of its own. A null never erases what is known; of two values the one received later
/// stays.
bool learn(QString &member, const QString &value, bool isNewest)
{
    if (value.isNull() || value == member || (!member.isNull() && !isNewest))
        return false;
    member = value;
    return true;
}

/// `personio` of `personio:abc`; null when the id has no such part. Assessment orders name no tool.
QString toolOfId(const QString &id)
{
    const qsizetype colon = id.indexOf(u':');
    return colon > 0 ? id.first(colon) : QString();
}

void applyIdentity(Integration &integration, const PayloadFacts &facts, Timestamp receivedAt, Changes &changes)
{
    const bool isNewest = !integration.lastEventAt || receivedAt >= *integration.lastEventAt;
    const QString derivedTool = toolOfId(integration.id);
    learn(integration.tool, facts.tool, isNewest || integration.tool == derivedTool);
    if (integration.tool.isNull())
        integration.tool = derivedTool;
    learn(integration.category, facts.category, isNewest);
    if (!facts.endUser)
        return;
    const QString before = integration.organization;
    if (learn(integration.organization, facts.endUser->organizationName, isNewest) && !before.isNull())
        changes.append({u"organization"_s, before, integration.organization, receivedAt, true});
    learn(integration.originId, facts.endUser->originId, isNewest);
    learn(integration.creatorEmail, facts.endUser->creatorEmail, isNewest);
}

/// A creation carries no time. The first one known never undoes a deletion (it may just have come late); only another
/// one, received after the deletion, does.
void applyCreation(Integration &integration, Timestamp receivedAt, Changes &changes)
{
    const auto known = integration.createdAt;
    if (known == receivedAt || integration.recreatedAt == receivedAt)
        return;
    if (!known) {
        integration.createdAt = receivedAt;
    } else {
        integration.createdAt = std::min(*known, receivedAt);
        const Timestamp newest = std::max(*known, receivedAt);
        integration.recreatedAt = std::max(integration.recreatedAt.value_or(newest), newest);
    }
    const bool revives = integration.deletedAt && integration.recreatedAt && *integration.recreatedAt > *integration.deletedAt;
    if (revives)
        integration.deletedAt.reset();
    changes.append({u"created"_s, {}, formatTimestamp(receivedAt), receivedAt, !integration.deletedAt});
}

void applyDeletion(Integration &integration, Timestamp deletedAt, Changes &changes)
{
    if (integration.deletedAt && *integration.deletedAt >= deletedAt)
        return;
    const bool outlived = integration.recreatedAt && *integration.recreatedAt > deletedAt;
    const QString before = integration.deletedAt ? formatTimestamp(*integration.deletedAt) : QString();
    if (!outlived)
        integration.deletedAt = deletedAt;
    changes.append({u"deleted"_s, before, formatTimestamp(deletedAt), deletedAt, !outlived});
}

/// The status events of one moment have no order among them; any fixed one makes the fold independent of arrival.
auto stateOrder(Timestamp at, const QString &state, const QString &setup, const QString &qa)
{
    return std::make_tuple(at, state, setup, qa);
}

void applyState(Integration &integration, const StateFacts &facts, Timestamp receivedAt, Changes &changes)
{
    const Timestamp at = facts.updatedAt.value_or(receivedAt);
    const bool isNewer = !integration.stateUpdatedAt
        || stateOrder(at, facts.state, facts.setupStatus, facts.qaStatus)
            > stateOrder(*integration.stateUpdatedAt, integration.state, integration.setupStatus, integration.qaStatus);
    const auto field = [&](const QString &name, QString &member, const QString &value) {
        if (value == member)
            return;
        if (isNewer)
            changes.append({name, member, value, at, true});
        else if (!value.isNull())
            changes.append({name, {}, value, at, false});
        if (isNewer)
            member = value;
    };
    field(u"state"_s, integration.state, facts.state);
    field(u"setup_status"_s, integration.setupStatus, facts.setupStatus);
    field(u"qa_status"_s, integration.qaStatus, facts.qaStatus);
    if (isNewer)
        integration.stateUpdatedAt = at;
}

bool isGoodSync(const QString &state)
{
    return state == u"SUCCEEDED"_s || state == u"PARTIALLY_FAILED"_s;
}

void applySync(Integration &integration, const SyncFacts &facts, Timestamp receivedAt, Changes &changes)
{
    const Timestamp endedAt = facts.endedAt.value_or(receivedAt);
    if (isGoodSync(facts.state))
        integration.lastGoodSyncAt = std::max(integration.lastGoodSyncAt.value_or(endedAt), endedAt);
    const auto order = std::make_tuple(endedAt, facts.id, facts.state);
    if (integration.lastSyncEndedAt) {
        const auto present = std::make_tuple(*integration.lastSyncEndedAt, integration.lastSyncId, integration.lastSyncState);
        if (order == present)
            return;
        if (order < present) {
            changes.append({u"sync"_s, {}, facts.state, endedAt, false});
            return;
        }
    }
    changes.append({u"sync"_s, integration.lastSyncState, facts.state, endedAt, true});
    integration.lastSyncId = facts.id;
    integration.lastSyncState = facts.state;
    integration.lastSyncStartedAt = facts.startedAt;
    integration.lastSyncEndedAt = endedAt;
}

/// The first verdict that holds, worst first; nullopt: nothing to complain about.
std::optional<HealthVerdict> brokenOf(const Integration &i)
{
    if (i.state == u"INVALID"_s)
        return HealthVerdict{Health::Broken, u"The credentials are no longer valid; syncs are paused until the customer reconnects."_s};
    if (i.qaStatus == u"FAILED"_s)
        return HealthVerdict{Health::Broken, u"The first data did not pass Kombo's checks."_s};
    if (i.lastSyncState == u"AUTHENTICATION_FAILED"_s)
        return HealthVerdict{Health::Broken, u"The last sync could not log in; after three days of this the integration becomes invalid."_s};
    if (i.lastSyncState == u"FAILED"_s)
        return HealthVerdict{Health::Broken, u"The last sync failed."_s};
    return std::nullopt;
}

std::optional<HealthVerdict> attentionOf(const Integration &i, Timestamp now)
{
    using std::chrono::days;
    using std::chrono::hours;
    if (i.lastSyncState == u"TIMED_OUT"_s)
        return HealthVerdict{Health::Attention, u"The last sync ran out of time."_s};
    if (i.lastSyncState == u"CANCELLED"_s)
        return HealthVerdict{Health::Attention, u"The last sync was cancelled."_s};
    if (i.lastSyncState == u"PARTIALLY_FAILED"_s)
        return HealthVerdict{Health::Attention, u"The last sync finished with problems."_s};
    if (i.lastGoodSyncAt && now - *i.lastGoodSyncAt > hours(26))
        return HealthVerdict{Health::Attention, u"No sync has succeeded for over 26 hours."_s};
    if (i.lastFetchAt && now - *i.lastFetchAt > days(14))
        return HealthVerdict{Health::Attention, u"Nothing was fetched for 14 days; deletions may be missed."_s};
    return std::nullopt;
}

std::optional<HealthVerdict> waitingOf(const Integration &i)
{
    if (i.setupStatus == u"INCOMPLETE"_s)
        return HealthVerdict{Health::Waiting, u"The customer has open set-up steps."_s};
    if (i.setupStatus == u"FINAL_SYNC_PENDING"_s)
        return HealthVerdict{Health::Waiting, u"The last sync of the set-up is running."_s};
    if (i.qaStatus == u"PENDING"_s)
        return HealthVerdict{Health::Waiting, u"Kombo is checking the first data."_s};
    return std::nullopt;
}

HealthVerdict unknownOrHealthy(const Integration &i)
{
    if (i.state.isEmpty() && i.lastSyncState.isEmpty())
        return {Health::Unknown, u"Nothing was heard of its state yet."_s};
    if (!i.state.isEmpty() && i.state != u"ACTIVE"_s)
        return {Health::Unknown, u"Its state is one that this version does not know."_s};
    if (!i.lastSyncState.isEmpty() && !isGoodSync(i.lastSyncState))
        return {Health::Unknown, u"The last sync ended in a way that this version does not know."_s};
    return {Health::Healthy, {}};
}

} // namespace

QVector<FieldChange> applyEvent(Integration &integration, const PayloadFacts &facts, Timestamp receivedAt)
{
    Q_ASSERT(facts.integrationId == integration.id);
    Changes changes;
    applyIdentity(integration, facts, receivedAt, changes);
    if (facts.created)
        applyCreation(integration, receivedAt, changes);
    if (facts.deleted)
        applyDeletion(integration, facts.deletedAt.value_or(receivedAt), changes);
    if (facts.state)
        applyState(integration, *facts.state, receivedAt, changes);
    if (facts.sync)
        applySync(integration, *facts.sync, receivedAt, changes);
    integration.lastEventAt = std::max(integration.lastEventAt.value_or(receivedAt), receivedAt);
    return changes;
}

HealthVerdict healthOf(const Integration &integration, Timestamp now)
{
    if (integration.deletedAt)
        return {Health::Deleted, u"Deleted; its data is removed 14 days later."_s};
    if (integration.state == u"INACTIVE"_s)
        return {Health::Inactive, u"Disabled; nothing is synced."_s};
    if (auto verdict = brokenOf(integration))
        return *verdict;
    if (auto verdict = attentionOf(integration, now))
        return *verdict;
    if (auto verdict = waitingOf(integration))
        return *verdict;
    return unknownOrHealthy(integration);
}

QString healthName(Health health)
{
    switch (health) {
    case Health::Deleted: return u"deleted"_s;
    case Health::Inactive: return u"inactive"_s;
    case Health::Broken: return u"broken"_s;
    case Health::Attention: return u"attention"_s;
    case Health::Waiting: return u"waiting"_s;
    case Health::Unknown: return u"unknown"_s;
    case Health::Healthy: return u"healthy"_s;
    }
    return {};
}

} // namespace console
