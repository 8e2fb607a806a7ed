// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/secrets/secretstore.h"

namespace console {

/// Opens the window and returns the exit code when it is closed. Options: --data, --env, --address, --port, … as for the
/// commands.
int runWindow(int argc, char *argv[], const std::optional<SecretVariables> &variables);

} // namespace console
