// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/environment.h"
#include "models/domain/event.h"
#include "models/domain/integration.h"
#include "models/domain/mark.h"
#include "models/domain/record.h"
#include "models/domain/run.h"

#include <functional>
#include <utility>

namespace console {

class WriterState;

/// What a page did to the local copy.
struct PageOutcome
{
    qint64 received = 0;
    qint64 changed = 0; ///< new, or with other content
    qint64 deleted = 0; ///< became deleted with this page
};

/// What may be written, inside the writer's open transaction. Given to StoreWriter::write jobs on the store thread; never
/// kept beyond the job. Every function gives Storage errors; others are named.
class WriteTransaction
{
public:
    explicit WriteTransaction(WriterState &state) : m_state(state) {}

    // Environments. Names are unique; NotFound `environment` where one is asked for that is not there.
    [[nodiscard]] Result<void> saveEnvironment(const Environment &environment);
    [[nodiscard]] Result<void> removeEnvironment(const QString &name);

    // Integrations.
    /// Enters an integration by hand or merges what the API told (non-null members win; state only when it is newer than
    /// any state event).
    [[nodiscard]] Result<void> saveIntegration(const Integration &integration);
    /// Verifies the unchecked events of an environment again: `check` gives the verdict for body and headers. Verified
    /// ones are applied to their integrations, rejected ones move to the rejected. Returns how many were looked at.
    using Check = std::function<std::pair<Verdict, RejectReason>(const QByteArray &body, const HeaderList &headers)>;
    [[nodiscard]] Result<qint64> recheckUnchecked(const QString &environment, const Check &check);

    // Marks.
    /// Pins an event, takes its pin away, sets or clears its comment; a mark with neither goes. Errors: NotFound `event`,
    /// InvalidInput `comment-length`.
    [[nodiscard]] Result<void> setMark(qint64 event, const MarkChange &change, Timestamp at);

    // Times of listening.
    /// A stretch of listening begins; its number. One that was left open by a kill gets its last sign of life.
    [[nodiscard]] Result<qint64> beginListening(Timestamp at);
    /// It still goes on, or ends. false: there is no such stretch.
    [[nodiscard]] Result<bool> noteListening(qint64 stretch, Timestamp at, bool ends);

    // Runs and records.
    /// Stores a new run (its steps included) and returns its id.
    [[nodiscard]] Result<qint64> addRun(const RunRow &run);
    /// Stores the run and its steps as they are now. A step that became Complete moves the watermark of (environment,
    /// integration, endpoint); a run that became Complete sets the integration's lastFetchAt.
    [[nodiscard]] Result<void> saveRun(const RunRow &run);
    /// Upserts the records of one page: content that differs from the present version becomes a new version.
    [[nodiscard]] Result<PageOutcome> savePage(const RunRow &run, const QString &model, const QVector<PageRecord> &records);

    /// Forgets changes of events up to this one, some thousands at a time (see event_change in the schema).
    [[nodiscard]] Result<void> trimEventChanges(qint64 upTo);

    // Settings kept with the data (retention in days, bytes).
    [[nodiscard]] Result<void> saveSetting(const QString &key, const QString &value);

private:
    [[nodiscard]] Result<void> failed() const;

    WriterState &m_state;
};

} // namespace console
