// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/storereader.h"
#include "models/tables/loadstate.h"
#include "models/tables/rowtable.h"
#include "models/tables/storefeed.h"

namespace console {

enum class RecordColumn { Id, Label, Model, Changed, Fetched, Deleted, Versions };

/// The local copy of an integration's records, read page by page as the view scrolls down. Up to 4,096 rows follow the
/// store by themselves; beyond that outdated() says that there is news, and reload() shows it.
/// Lives on the GUI thread.
class RecordTable : public RowTable<RecordRow>
{
    Q_OBJECT
public:
    RecordTable(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent = nullptr);

    /// Empty id: nothing; empty model: all models; `text`: part of id or label.
    void show(const QString &environment, const QString &integrationId, const QString &model, const QString &text);
    void reload();
    [[nodiscard]] LoadState state() const { return m_state; }
    [[nodiscard]] Error error() const { return m_error; }
    [[nodiscard]] bool outdated() const { return m_outdated; }
    [[nodiscard]] QString integrationId() const { return m_query.integrationId; }
    /// Models that the integration has records of, with their counts.
    [[nodiscard]] const QVector<std::pair<QString, qint64>> &models() const { return m_models; }

    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void stateChanged();
    void modelsChanged();

private:
    struct Answer;
    void read();
    void take(Result<Answer> answer);
    void setState(LoadState state, const Error &error = {});

    ReadPool &m_pool;
    RecordQuery m_query;
    QVector<std::pair<QString, qint64>> m_models;
    LoadState m_state = LoadState::Idle;
    Error m_error;
    bool m_outdated = false;
    bool m_more = false;
    bool m_fetching = false;
    bool m_whole = false; ///< read as much as is shown, however much
    StoreFeed m_feed;
};

} // namespace console
