// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"
#include "models/domain/time.h"

#include <QStringList>
#include <QVector>
#include <optional>

namespace console {

enum class RunKind { Delta, Full };
/// Stored by name; `waiting` means Kombo said that the integration is not ready (409), no retry helps.
enum class RunState { Queued, Running, Complete, Waiting, Cancelled, Failed };

/// FetchRequest::cause of a fetch that a data-changed event calls for: `models` are its changed models, and the lists that
/// show their changes are read.
inline const QString dataChangedCause = QStringLiteral("data-changed");

/// What a person asks for: `fetch ID`, *Fetch now*, *Full resync…*.
struct FetchRequest
{
    QString environment;
    QString integrationId;
    RunKind kind = RunKind::Delta;
    QStringList models; ///< model or endpoint names; empty: all that the details call available
    QString cause = QStringLiteral("manual"); ///< `manual`, `data-changed`
    bool operator==(const FetchRequest &) const = default;
};

/// One endpoint of a run.
struct StepRow
{
    QString endpoint;
    RunState state = RunState::Queued;
    int pages = 0;
    qint64 records = 0; ///< received
    qint64 changed = 0; ///< new or with other content than the local copy
    qint64 deleted = 0; ///< became deleted
    int retries = 0;
    std::optional<Timestamp> updatedAfter; ///< what was asked for; nullopt: everything
    std::optional<Timestamp> watermark;    ///< set when the step completed: the start of this step
    std::optional<Timestamp> startedAt;
    std::optional<Timestamp> endedAt;
    std::optional<Timestamp> waitingUntil; ///< backing off until then
    QString errorCode;                     ///< empty when none
    QString errorDetail;
    bool operator==(const StepRow &) const = default;
};

/// One fetch with its steps: a line of the Fetches page and the summary of `fetch`.
struct RunRow
{
    qint64 id = 0;
    QString environment;
    QString integrationId;
    QString organization;
    QString tool;
    RunKind kind = RunKind::Delta;
    RunState state = RunState::Queued;
    QString cause;
    Timestamp requestedAt;
    std::optional<Timestamp> startedAt;
    std::optional<Timestamp> endedAt;
    QVector<StepRow> steps;
    QString errorCode;
    QString errorDetail;
    bool operator==(const RunRow &) const = default;

    [[nodiscard]] qint64 records() const;
    [[nodiscard]] qint64 changed() const;
    [[nodiscard]] int pages() const;
    [[nodiscard]] bool ended() const;
};

/// Why a run is not complete: its own error, else that of its first failed step; nullopt where there is none to tell. Kept
/// are only codes, from which the kind follows.
[[nodiscard]] std::optional<Error> runError(const RunRow &run);

[[nodiscard]] QString runKindName(RunKind kind);    ///< `delta`, `full`
[[nodiscard]] QString runStateName(RunState state); ///< `queued`, `running`, `complete`, …
[[nodiscard]] std::optional<RunKind> runKindFromName(QStringView name);
[[nodiscard]] std::optional<RunState> runStateFromName(QStringView name);

} // namespace console

Q_DECLARE_METATYPE(console::RunRow)
