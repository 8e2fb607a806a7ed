// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/run.h"
#include "models/tables/loadstate.h"
#include "models/tables/rowtable.h"
#include "models/tables/storefeed.h"

namespace console {

enum class RunColumn { Time, Integration, Tool, Kind, State, Pages, Records, Changed, Deleted, Rate, Duration };

/// The newest 500 fetches of an environment, newest first; a run that is going on shows its live progress.
/// Lives on the GUI thread.
class RunTable : public RowTable<RunRow>
{
    Q_OBJECT
public:
    RunTable(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent = nullptr);

    void show(const QString &environment);
    void retry() { m_feed.restart(); }
    [[nodiscard]] LoadState state() const { return m_state; }
    [[nodiscard]] Error error() const { return m_error; }
    /// -1 when there is no such run.
    [[nodiscard]] int rowOf(qint64 runId) const { return rowOfKey(QString::number(runId)); }
    /// Queued or running ones.
    [[nodiscard]] int active() const;

public Q_SLOTS:
    /// A run as it is now; what the store tells later does not take it back.
    void applyProgress(const console::RunRow &run);

Q_SIGNALS:
    void stateChanged();
    /// Rows, or what they hold, changed.
    void updated();

private:
    void read();
    void merge();
    void setState(LoadState state, const Error &error = {});

    ReadPool &m_pool;
    QString m_environment;
    QVector<RunRow> m_stored;
    QHash<qint64, RunRow> m_live;
    LoadState m_state = LoadState::Idle;
    Error m_error;
    StoreFeed m_feed;
    QTimer m_second; ///< durations and rates of running ones
};

/// Time that a run took, or has taken so far; nullopt before it started.
[[nodiscard]] std::optional<Millis> runDuration(const RunRow &run, Timestamp now);

} // namespace console
