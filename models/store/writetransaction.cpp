// SPDX-License-Identifier: Apache-2.0
#include "models/store/writetransaction.h"

#include "models/store/writerstate.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Which time a state that the API told speaks of; nullopt: nobody knows.
std::optional<Timestamp> stateTime(const Integration &told)
{
    return told.stateUpdatedAt ? told.stateUpdatedAt : told.detailsAt;
}

bool stateWins(const Integration &present, const Integration &told)
{
    if (!present.stateUpdatedAt)
        return true;
    const std::optional<Timestamp> time = stateTime(told);
    return time && *time > *present.stateUpdatedAt;
}

void takeText(QString &present, const QString &told)
{
    if (!told.isNull())
        present = told;
}

void takeTime(std::optional<Timestamp> &present, const std::optional<Timestamp> &told)
{
    if (told)
        present = told;
}

/// Everything but the three status fields.
void takeDetails(Integration &present, const Integration &told)
{
    takeText(present.tool, told.tool);
    takeText(present.category, told.category);
    takeText(present.organization, told.organization);
    takeText(present.originId, told.originId);
    takeText(present.creatorEmail, told.creatorEmail);
    takeText(present.lastSyncId, told.lastSyncId);
    takeText(present.lastSyncState, told.lastSyncState);
    takeTime(present.lastSyncStartedAt, told.lastSyncStartedAt);
    takeTime(present.lastSyncEndedAt, told.lastSyncEndedAt);
    takeTime(present.lastGoodSyncAt, told.lastGoodSyncAt);
    takeTime(present.lastEventAt, told.lastEventAt);
    takeTime(present.lastFetchAt, told.lastFetchAt);
    takeTime(present.createdAt, told.createdAt);
    takeTime(present.recreatedAt, told.recreatedAt);
    takeTime(present.deletedAt, told.deletedAt);
    takeTime(present.detailsAt, told.detailsAt);
    if (!told.availableModels.isEmpty())
        present.availableModels = told.availableModels;
}

/// The status fields, with what changed for the history.
QVector<FieldChange> takeStates(Integration &present, const Integration &told)
{
    QVector<FieldChange> changes;
    if (!stateWins(present, told))
        return changes;
    const Timestamp at = stateTime(told).value_or(SystemClock().now());
    const auto take = [&](const QString &field, QString &before, const QString &after) {
        if (after.isNull() || after == before)
            return;
        changes.append({field, before, after, at, true});
        before = after;
    };
    take(u"state"_s, present.state, told.state);
    take(u"setup_status"_s, present.setupStatus, told.setupStatus);
    take(u"qa_status"_s, present.qaStatus, told.qaStatus);
    takeTime(present.stateUpdatedAt, told.stateUpdatedAt);
    return changes;
}

} // namespace

Result<void> WriteTransaction::failed() const
{
    return tl::unexpected<Error>(m_state.database().error());
}

Result<void> WriteTransaction::saveEnvironment(const Environment &environment)
{
    ++m_state.revision.environments;
    if (!m_state.database().change("environment.save", {environment.name, regionName(environment.region), environment.baseUrl,
                                                        environment.listenerPath, environment.production, environment.sandbox}))
        return failed();
    return {};
}

Result<void> WriteTransaction::removeEnvironment(const QString &name)
{
    if (!m_state.database().change("environment.remove", {name}))
        return failed();
    if (m_state.database().changes() == 0)
        return failure(ErrorKind::NotFound, u"environment"_s, name);
    ++m_state.revision.environments;
    return {};
}

Result<void> WriteTransaction::saveSetting(const QString &key, const QString &value)
{
    ++m_state.revision.environments;
    if (!m_state.database().change("setting.save", {key, value}))
        return failed();
    return {};
}

Result<void> WriteTransaction::trimEventChanges(qint64 upTo)
{
    if (!m_state.database().change("change.trim", {upTo}))
        return failed();
    return {};
}

Result<void> WriteTransaction::saveIntegration(const Integration &integration)
{
    if (integration.id.isEmpty())
        return failure(ErrorKind::InvalidInput, u"integration-id"_s);
    IntegrationEntry *entry = m_state.integration(integration.environment, integration.id);
    if (entry == nullptr)
        return failed();
    takeDetails(entry->value, integration);
    const QVector<FieldChange> changes = takeStates(entry->value, integration);
    m_state.markDirty(entry);
    for (const FieldChange &change : changes) {
        if (!m_state.database().change("history.add", {entry->key, change.field, change.before, change.after,
                                                       toMillis(change.at), change.applied, 0}))
            return failed();
    }
    return {};
}

} // namespace console
