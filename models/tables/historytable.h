// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/integration.h"
#include "models/tables/loadstate.h"
#include "models/tables/rowtable.h"
#include "models/tables/storefeed.h"

namespace console {

/// One change in the life of an integration and the event that told of it (0: none).
struct HistoryEntry
{
    FieldChange change;
    qint64 eventSeq = 0;
    bool operator==(const HistoryEntry &) const = default;
};

enum class HistoryColumn { Time, Field, Before, After, Event };

/// The newest 500 changes of one integration, newest first. Lives on the GUI thread.
class HistoryTable : public RowTable<HistoryEntry>
{
    Q_OBJECT
public:
    HistoryTable(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent = nullptr);

    /// An empty id shows nothing.
    void show(const QString &environment, const QString &integrationId);
    [[nodiscard]] LoadState state() const { return m_state; }
    [[nodiscard]] Error error() const { return m_error; }

Q_SIGNALS:
    void stateChanged();

private:
    void read();
    void setState(LoadState state, const Error &error = {});

    ReadPool &m_pool;
    QString m_environment;
    QString m_integration;
    LoadState m_state = LoadState::Idle;
    Error m_error;
    StoreFeed m_feed;
};

} // namespace console
