// SPDX-License-Identifier: Apache-2.0
#include "ui/fetches/fetchlooks.h"

#include "models/domain/errortext.h"
#include "models/tables/celltext.h"
#include "models/tables/column.h"
#include "models/tables/runtable.h"
#include "models/tables/runtext.h"
#include "models/tables/steptable.h"

#include <QCoreApplication>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("FetchesPage", source);
}

Tone stateTone(const QModelIndex &index)
{
    return toneOfRunState(runStateFromName(index.data(ValueRole).toString()).value_or(RunState::Queued));
}

template <class Column> ColumnHint &set(QVector<ColumnHint> &hints, Column column, CellKind kind, int width)
{
    ColumnHint &hint = hints[int(column)];
    hint.kind = kind;
    hint.width = width;
    return hint;
}

} // namespace

Tone toneOfRunState(RunState state)
{
    switch (state) {
    case RunState::Queued: return Tone::Neutral;
    case RunState::Running: return Tone::Info;
    case RunState::Complete: return Tone::Good;
    case RunState::Waiting:
    case RunState::Cancelled: return Tone::Warning;
    case RunState::Failed: return Tone::Bad;
    }
    return Tone::Neutral;
}

QVector<ColumnHint> runHints()
{
    QVector<ColumnHint> hints(int(RunColumn::Duration) + 1);
    set(hints, RunColumn::Time, CellKind::Time, 118);
    set(hints, RunColumn::Integration, CellKind::Name, 170).stretch = true;
    set(hints, RunColumn::Tool, CellKind::Text, 120);
    set(hints, RunColumn::Kind, CellKind::Text, 90);
    set(hints, RunColumn::State, CellKind::Pill, 108).tone = stateTone;
    for (const RunColumn column : {RunColumn::Pages, RunColumn::Records, RunColumn::Changed, RunColumn::Deleted, RunColumn::Rate})
        set(hints, column, CellKind::Number, 86);
    set(hints, RunColumn::Duration, CellKind::Number, 96);
    return hints;
}

QVector<ColumnHint> stepHints()
{
    QVector<ColumnHint> hints(int(StepColumn::Note) + 1);
    set(hints, StepColumn::Endpoint, CellKind::Mono, 200);
    set(hints, StepColumn::State, CellKind::Pill, 108).tone = stateTone;
    set(hints, StepColumn::Since, CellKind::Time, 118);
    for (const StepColumn column : {StepColumn::Records, StepColumn::Changed, StepColumn::Deleted, StepColumn::Retries})
        set(hints, column, CellKind::Number, 86);
    for (const StepColumn column : {StepColumn::Pages, StepColumn::Rate})
        set(hints, column, CellKind::Number, 70);
    set(hints, StepColumn::Duration, CellKind::Number, 90);
    ColumnHint &note = set(hints, StepColumn::Note, CellKind::Text, 150);
    note.stretch = true;
    note.tone = [](const QModelIndex &index) {
        return index.data(ValueRole).toString().isEmpty() ? Tone::Warning : Tone::Bad; // waiting, or an error
    };
    return hints;
}

QString runSentence(const RunRow &run, Timestamp now)
{
    for (const StepRow &step : run.steps) {
        if (const QString waiting = waitingText(step, now); !run.ended() && !waiting.isEmpty())
            return u"%1 · %2"_s.arg(step.endpoint, waiting);
    }
    const auto done = std::count_if(run.steps.begin(), run.steps.end(),
                                    [](const StepRow &step) { return step.state == RunState::Complete; });
    const QString lists = tr(QT_TRANSLATE_NOOP("FetchesPage", "%1 of %2 lists")).arg(countText(done), countText(run.steps.size()));
    const QString read = tr(QT_TRANSLATE_NOOP("FetchesPage", "%1 records read, %2 changed"))
                             .arg(countText(run.records()), countText(run.changed()));
    if (run.state == RunState::Queued)
        return tr(QT_TRANSLATE_NOOP("FetchesPage", "Waits for its turn"));
    return u"%1 · %2 · %3"_s.arg(lists, read, rateText(run.records(), runDuration(run, now)));
}

QString runProblem(const RunRow &run)
{
    const auto error = runError(run);
    return error && !(error->code.isEmpty() && error->detail.isEmpty()) ? errorText(*error) : QString();
}

} // namespace console
