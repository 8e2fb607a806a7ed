// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commandline.h"
#include "models/domain/savedfilters.h"

namespace console {

// One function a subcommand, each in a file of its own; contracts in the design, section 3. They return the exit code.
int runListen(const Invocation &invocation);
int runEvents(const Invocation &invocation);
int runIntegrations(const Invocation &invocation);
int runFetch(const Invocation &invocation);
int runSync(const Invocation &invocation);
int runRecords(const Invocation &invocation);
int runReplay(const Invocation &invocation);
int runSend(const Invocation &invocation);
int runVerify(const Invocation &invocation);
int runMark(const Invocation &invocation);
int runRules(const Invocation &invocation);
int runFilters(const Invocation &invocation);
int runWait(const Invocation &invocation);
int runSandbox(const Invocation &invocation);
int runGaps(const Invocation &invocation);
int runIndex(const Invocation &invocation);
int runExport(const Invocation &invocation);
int runImport(const Invocation &invocation);
int runEnvironments(const Invocation &invocation);

/// Waits (--timeout) for the verified sync-finished of this sync and prints it. Returns the exit code.
int waitForSync(const Invocation &invocation, const QString &syncId);

/// The filters saved in the data folder's settings, by the window or by `filters --save`.
[[nodiscard]] SavedFilters savedFilters(const Invocation &invocation);
/// What --filter of a command says, with `@NAME` for a saved one. Errors: as parseFilter.
[[nodiscard]] Result<Filter> filterOption(const Invocation &invocation, Timestamp now);

/// --filter with --rejected. Errors: as filterOption.
[[nodiscard]] Result<Filter> eventFilter(const Invocation &invocation);

/// The subcommands in the order of the help.
[[nodiscard]] const QVector<Subcommand> &commands();

/// The CollectorConfig of a command that works as owner.
[[nodiscard]] CollectorConfig collectorConfig(const Invocation &invocation, const QString &role);

/// The environment that a command about one integration means: --env, the one of the variables, the only one that knows
/// the integration, the only one there is. Errors: InvalidInput `environment-needed`.
[[nodiscard]] Result<QString> environmentOf(const Invocation &invocation, const QString &integrationId);

/// Members that tell the owner the environment, and the key where this process was given one.
[[nodiscard]] QJsonObject ownerArguments(const Invocation &invocation, const QString &environment);

} // namespace console
