// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/secrets/secretstore.h"

#include <QStringList>

namespace console {

/// True when the first argument names a subcommand (or asks for help or the version): no window is wanted.
[[nodiscard]] bool isCommand(const QStringList &arguments);

/// Runs the subcommand of `arguments` (with the program's name first) in the present QCoreApplication and returns its exit
/// code. `variables` are the secrets that were taken from the process environment.
int runCommand(const QStringList &arguments, const std::optional<SecretVariables> &variables);

} // namespace console
