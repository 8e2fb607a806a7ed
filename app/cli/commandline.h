// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/collector/collector.h"

#include <QCommandLineParser>

namespace console {

/// What every subcommand is given, read and checked.
struct Invocation
{
    const QCommandLineParser &parser;
    QStringList arguments; ///< positional, without the subcommand's name
    StorePaths paths;
    QString environment; ///< of --env; empty: all, or the one that is meant
    std::optional<ProcessEnvironment> process;
    ListenerConfig listener; ///< address, port, limits; routes are empty
    bool json = false;
};

/// A subcommand: a value in the table of cli.cpp.
struct Subcommand
{
    const char *name;
    const char *arguments; ///< as shown in the usage line
    const char *summary;
    const char *examples; ///< one a line
    void (*declare)(QCommandLineParser &parser);
    int (*run)(const Invocation &invocation);
};

/// Adds --data, --env, … to a parser.
void declareCommonOptions(QCommandLineParser &parser);

/// Reads the common options. `variables` are what takeSecretVariables() took. Errors: InvalidInput (exit code 2) with a
/// sentence's worth of detail; those of openStoreFolder and readSecretsFile.
[[nodiscard]] Result<Invocation> readInvocation(const QCommandLineParser &parser,
                                                const std::optional<SecretVariables> &variables);

/// A whole number option within [least, most]. Errors: InvalidInput `option`.
[[nodiscard]] Result<qint64> numberOption(const QCommandLineParser &parser, const QString &name, qint64 least, qint64 most);

} // namespace console
