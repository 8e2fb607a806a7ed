// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QStringList>
#include <QVector>

namespace console {

/// Writes a line to stdout and flushes it, so that `| head` and `--follow` behave. false: the reader went away.
bool printLine(const QByteArray &line);
/// A line for people on stderr.
void printNote(const QString &text);
/// `kombo-console: <sentence>` on stderr; returns the exit code of the error.
int printError(const Error &error);

/// The exit code, or 3 and a sentence on stderr where something printed did not arrive (a full disk; a reader that went
/// away has read what it wanted).
[[nodiscard]] int outputChecked(int code);

/// Lines of cells with aligned columns; the first line is the heading. Cells are made safe for a terminal; one that is
/// far too long does not push the others aside.
[[nodiscard]] QByteArray alignedTable(const QVector<QStringList> &rows);

enum class OutputFormat { Table, Ndjson, Csv };
/// Errors: InvalidInput `option`.
[[nodiscard]] Result<OutputFormat> outputFormat(const QString &name, bool json);

} // namespace console
