// SPDX-License-Identifier: Apache-2.0
#include "models/domain/run.h"

using namespace Qt::StringLiterals;

namespace console {

qint64 RunRow::records() const
{
    qint64 sum = 0;
    for (const StepRow &step : steps)
        sum += step.records;
    return sum;
}

qint64 RunRow::changed() const
{
    qint64 sum = 0;
    for (const StepRow &step : steps)
        sum += step.changed;
    return sum;
}

int RunRow::pages() const
{
    int sum = 0;
    for (const StepRow &step : steps)
        sum += step.pages;
    return sum;
}

bool RunRow::ended() const
{
    return state != RunState::Queued && state != RunState::Running;
}

namespace {

ErrorKind kindOf(RunState state, const QString &code)
{
    if (state == RunState::Waiting)
        return ErrorKind::Waiting;
    if (state == RunState::Cancelled)
        return ErrorKind::Cancelled;
    if (code == u"SQLITE_FULL")
        return ErrorKind::StorageFull;
    if (code.startsWith(u"SQLITE_") || code.startsWith(u"store-"))
        return ErrorKind::Storage;
    if (code.contains(u"AUTHENTICATION") || code == u"api-key")
        return ErrorKind::Refused;
    if (code.contains(u"NOT_FOUND"))
        return ErrorKind::NotFound;
    return code.contains(u"RATE_LIMIT") ? ErrorKind::RateLimited : ErrorKind::RemoteFault;
}

} // namespace

std::optional<Error> runError(const RunRow &run)
{
    if (!run.errorCode.isEmpty() || !run.errorDetail.isEmpty())
        return Error{kindOf(run.state, run.errorCode), run.errorCode, run.errorDetail};
    for (const StepRow &step : run.steps)
        if (!step.errorCode.isEmpty())
            return Error{kindOf(run.state, step.errorCode), step.errorCode, step.errorDetail};
    if (run.state == RunState::Cancelled || run.state == RunState::Waiting)
        return Error{kindOf(run.state, {}), {}, {}};
    return std::nullopt;
}

QString runKindName(RunKind kind)
{
    switch (kind) {
    case RunKind::Delta: return u"delta"_s;
    case RunKind::Full: return u"full"_s;
    }
    return {};
}

QString runStateName(RunState state)
{
    switch (state) {
    case RunState::Queued: return u"queued"_s;
    case RunState::Running: return u"running"_s;
    case RunState::Complete: return u"complete"_s;
    case RunState::Waiting: return u"waiting"_s;
    case RunState::Cancelled: return u"cancelled"_s;
    case RunState::Failed: return u"failed"_s;
    }
    return {};
}

std::optional<RunKind> runKindFromName(QStringView name)
{
    for (const RunKind kind : {RunKind::Delta, RunKind::Full}) {
        if (runKindName(kind) == name)
            return kind;
    }
    return std::nullopt;
}

std::optional<RunState> runStateFromName(QStringView name)
{
    for (const RunState state : {RunState::Queued, RunState::Running, RunState::Complete, RunState::Waiting,
                                 RunState::Cancelled, RunState::Failed}) {
        if (runStateName(state) == name)
            return state;
    }
    return std::nullopt;
}

} // namespace console
