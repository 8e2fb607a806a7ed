// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/runrules.h"

#include "app/kombo/apireply.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

ErrorReach reachOf(const Error &error)
{
    if (refusesKey(error))
        return ErrorReach::Environment;
    switch (error.kind) {
    case ErrorKind::Unreachable: // its retries are used up: the next endpoint lives at the same address
    case ErrorKind::RateLimited:
    case ErrorKind::Waiting:
    case ErrorKind::Cancelled:
    case ErrorKind::Storage:
    case ErrorKind::StorageFull:
    case ErrorKind::StorageNewer:
    case ErrorKind::StorageDamaged:
        return ErrorReach::Run;
    default:
        break;
    }
    static const QStringList ofIntegration{u"PLATFORM.INTEGRATION_NOT_FOUND"_s, u"INTEGRATION.AUTHENTICATION_INVALID"_s,
                                           u"INTEGRATION.INACTIVE"_s, u"redirect-refused"_s, u"tls"_s};
    return ofIntegration.contains(error.code) ? ErrorReach::Run : ErrorReach::Step;
}

RunState stateAfter(const Error &error)
{
    if (error.kind == ErrorKind::Waiting)
        return RunState::Waiting;
    return error.kind == ErrorKind::Cancelled ? RunState::Cancelled : RunState::Failed;
}

RunRow newRun(const FetchRequest &request, const Integration &integration, const QVector<Endpoint> &endpoints,
              Timestamp now)
{
    RunRow run;
    run.environment = request.environment;
    run.integrationId = request.integrationId;
    run.organization = integration.organization;
    run.tool = integration.tool;
    run.kind = request.kind;
    run.cause = request.cause;
    run.requestedAt = now;
    run.steps = queuedSteps(endpoints);
    return run;
}

namespace {

/// What the map names for these changed models, as far as the integration has it.
QVector<Endpoint> changedEndpoints(const EndpointMap &map, const QStringList &models, const QVector<Endpoint> &all)
{
    QVector<Endpoint> endpoints = map.endpointsForChange(models);
    endpoints.removeIf([&](const Endpoint &endpoint) { return !all.contains(endpoint); });
    return endpoints;
}

} // namespace

Result<QVector<Endpoint>> namedEndpoints(const EndpointMap &map, const FetchRequest &request, const QString &category)
{
    if (request.models.isEmpty() || category.isEmpty() || request.cause == dataChangedCause)
        return QVector<Endpoint>();
    return map.endpointsNamed(request.models, category);
}

Result<QVector<Endpoint>> endpointsOf(const EndpointMap &map, const FetchRequest &request, const Integration &details)
{
    const QVector<Endpoint> all = map.endpointsFor(details.category, details.availableModels);
    Result<QVector<Endpoint>> endpoints = all;
    if (request.cause == dataChangedCause)
        endpoints = changedEndpoints(map, request.models, all);
    else if (!request.models.isEmpty())
        endpoints = map.endpointsNamed(request.models, details.category);
    if (endpoints && endpoints->isEmpty())
        return failure(ErrorKind::NotFound, u"no-endpoints"_s, details.category);
    return endpoints;
}

QVector<StepRow> queuedSteps(const QVector<Endpoint> &endpoints)
{
    QVector<StepRow> steps;
    for (const Endpoint &endpoint : endpoints) {
        StepRow step;
        step.endpoint = endpoint.path;
        steps.append(step);
    }
    return steps;
}

void endRun(RunRow &run, RunState state, const std::optional<Error> &error, Timestamp now)
{
    run.state = state;
    run.endedAt = now;
    if (error) {
        run.errorCode = error->code;
        run.errorDetail = error->detail;
    }
    for (StepRow &step : run.steps) {
        step.waitingUntil.reset();
        if (step.state != RunState::Queued && step.state != RunState::Running)
            continue;
        if (step.state == RunState::Running)
            step.endedAt = now;
        // A step that never began did not fail; it was called off with its run.
        step.state = step.state == RunState::Queued && state == RunState::Failed ? RunState::Cancelled : state;
    }
}

RunState stateOfSteps(const RunRow &run)
{
    const bool failed = std::any_of(run.steps.cbegin(), run.steps.cend(),
                                    [](const StepRow &step) { return step.state != RunState::Complete; });
    return failed ? RunState::Failed : RunState::Complete;
}

} // namespace console
