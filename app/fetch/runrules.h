// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/endpointmap.h"
#include "models/domain/integration.h"
#include "models/domain/run.h"

namespace console {

// The rules of a run as functions from values to values.

/// How far an error of one endpoint reaches.
enum class ErrorReach {
    Step,       ///< this endpoint only; the others go on
    Run,        ///< the whole integration, or the store
    Environment ///< every run of the environment: its key is refused
};
[[nodiscard]] ErrorReach reachOf(const Error &error);

/// Waiting for Waiting, Cancelled for Cancelled, else Failed.
[[nodiscard]] RunState stateAfter(const Error &error);

/// A run that was asked for, as it is first stored: queued, steps only when they are known already.
[[nodiscard]] RunRow newRun(const FetchRequest &request, const Integration &integration,
                            const QVector<Endpoint> &endpoints, Timestamp now);

/// The endpoints that can be told without asking Kombo: those named. Empty: its details must be read first. Errors:
/// InvalidInput `endpoint-unknown`.
[[nodiscard]] Result<QVector<Endpoint>> namedEndpoints(const EndpointMap &map, const FetchRequest &request,
                                                       const QString &category);
/// The endpoints after the details are known. Errors: NotFound `no-endpoints`, InvalidInput `endpoint-unknown`.
[[nodiscard]] Result<QVector<Endpoint>> endpointsOf(const EndpointMap &map, const FetchRequest &request,
                                                    const Integration &details);

[[nodiscard]] QVector<StepRow> queuedSteps(const QVector<Endpoint> &endpoints);

/// Ends a run in `state`; steps that did not end take it over.
void endRun(RunRow &run, RunState state, const std::optional<Error> &error, Timestamp now);
/// The state of a run whose steps have all ended: Failed when any failed, else Complete.
[[nodiscard]] RunState stateOfSteps(const RunRow &run);

} // namespace console
