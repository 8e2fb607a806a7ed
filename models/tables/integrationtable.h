// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/integration.h"
#include "models/tables/loadstate.h"
#include "models/tables/rowtable.h"
#include "models/tables/storefeed.h"

namespace console {

/// One integration with what healthOf says of it.
struct IntegrationRow
{
    Integration integration;
    Health health = Health::Unknown;
    QString healthReason;
    bool operator==(const IntegrationRow &) const = default;
};

/// Positions in the table.
enum class IntegrationColumn { Organization, Tool, Category, State, Setup, Qa, Health, LastSync, LastSyncState, LastEvent, LastFetch, Id };

/// The integrations of one environment, worst health first unless sorted, with a search over names, ids and states.
/// Lives on the GUI thread.
class IntegrationTable : public RowTable<IntegrationRow>
{
    Q_OBJECT
public:
    IntegrationTable(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent = nullptr);

    void show(const QString &environment);
    void retry() { m_feed.restart(); }
    /// Part of organization, id, tool, category, state, set-up, origin id or health; case does not matter.
    void setSearch(const QString &text);

    [[nodiscard]] LoadState state() const { return m_state; }
    [[nodiscard]] Error error() const { return m_error; }
    [[nodiscard]] QString environment() const { return m_environment; }
    [[nodiscard]] int total() const { return int(m_all.size()); }
    /// Every integration, whatever the search.
    [[nodiscard]] const QVector<IntegrationRow> &all() const { return m_all; }
    /// nullptr when the environment has none of this id.
    [[nodiscard]] const IntegrationRow *find(const QString &id) const;
    [[nodiscard]] int rowOf(const QString &id) const { return rowOfKey(id); }

Q_SIGNALS:
    void stateChanged();
    /// Rows were read; those that did not change did not move.
    void updated();

private:
    void read();
    void take(Result<QVector<IntegrationRow>> rows);
    void applySearch();
    void setState(LoadState state, const Error &error = {});

    ReadPool &m_pool;
    std::shared_ptr<const Clock> m_clock;
    QString m_environment;
    QString m_search;
    QVector<IntegrationRow> m_all;
    LoadState m_state = LoadState::Idle;
    Error m_error;
    StoreFeed m_feed;
    QTimer m_minute; ///< health depends on the time
};

/// healthName as a table shows it: `Broken`, `Needs attention`…
[[nodiscard]] QString healthText(Health health);

} // namespace console
