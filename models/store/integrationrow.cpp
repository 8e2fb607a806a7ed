// SPDX-License-Identifier: Apache-2.0
#include "models/store/integrationrow.h"

#include "models/store/eventcodec.h"
#include "models/store/sqlquery.h"

namespace console {

QVariantList integrationValues(const Integration &integration)
{
    return {integration.tool,
            integration.category,
            integration.organization,
            integration.originId,
            integration.creatorEmail,
            integration.state,
            integration.setupStatus,
            integration.qaStatus,
            nullableTime(integration.stateUpdatedAt),
            integration.lastSyncId,
            integration.lastSyncState,
            nullableTime(integration.lastSyncStartedAt),
            nullableTime(integration.lastSyncEndedAt),
            nullableTime(integration.lastGoodSyncAt),
            nullableTime(integration.lastEventAt),
            nullableTime(integration.lastFetchAt),
            nullableTime(integration.createdAt),
            nullableTime(integration.recreatedAt),
            nullableTime(integration.deletedAt),
            nullableTime(integration.detailsAt),
            integration.availableModels.isEmpty() ? QString() : integration.availableModels.join(u'\n')};
}

void readIntegration(const SqlQuery &query, int first, Integration &integration)
{
    int column = first;
    const auto text = [&] { return query.text(column++); };
    const auto time = [&] { return query.time(column++); };
    integration.tool = text();
    integration.category = text();
    integration.organization = text();
    integration.originId = text();
    integration.creatorEmail = text();
    integration.state = text();
    integration.setupStatus = text();
    integration.qaStatus = text();
    integration.stateUpdatedAt = time();
    integration.lastSyncId = text();
    integration.lastSyncState = text();
    integration.lastSyncStartedAt = time();
    integration.lastSyncEndedAt = time();
    integration.lastGoodSyncAt = time();
    integration.lastEventAt = time();
    integration.lastFetchAt = time();
    integration.createdAt = time();
    integration.recreatedAt = time();
    integration.deletedAt = time();
    integration.detailsAt = time();
    const QString models = text();
    integration.availableModels = models.isEmpty() ? QStringList() : models.split(u'\n');
}

} // namespace console
