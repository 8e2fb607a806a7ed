// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QLatin1String>
#include <QString>
#include <QStringList>

namespace console {

/// Statements of a dialect by name, from `resources/sql/<dialect>/*.sql`, where `-- name: x` begins a statement.
/// Read once; a value that is shared by all connections of the process; any thread.
[[nodiscard]] const QString &sqlText(QLatin1String name);

/// The schema steps in order: element 0 leads from version 0 to 1.
[[nodiscard]] const QStringList &schemaSteps();

/// Splits a script at its semicolons. Comment lines are dropped; scripts have no semicolon inside a text.
[[nodiscard]] QStringList statementsOf(const QString &script);
/// Splits `-- name: x` sections.
[[nodiscard]] QHash<QString, QString> namedStatements(const QString &script);

} // namespace console
