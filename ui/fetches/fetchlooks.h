// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/run.h"
#include "ui/widgets/columnhint.h"

#include <QVector>

namespace console {

/// How fetches look: the words come from the tables, the tones from here.
[[nodiscard]] Tone toneOfRunState(RunState state);
/// One hint for each column of RunTable.
[[nodiscard]] QVector<ColumnHint> runHints();
/// One hint for each column of StepTable.
[[nodiscard]] QVector<ColumnHint> stepHints();
/// What a run is doing, or what came of it, in one sentence. `now` is for the countdown while it waits.
[[nodiscard]] QString runSentence(const RunRow &run, Timestamp now);
/// The error a run ended with, as a sentence that says what to do; empty when there is none.
[[nodiscard]] QString runProblem(const RunRow &run);

} // namespace console
