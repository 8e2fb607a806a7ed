// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/integration.h"
#include "models/domain/run.h"
#include "models/store/storereader.h"
#include "models/tables/loadstate.h"
#include "models/tables/storefeed.h"

#include <QMap>

namespace console {

/// What wants somebody's attention, and what to do about it.
struct AttentionItem
{
    enum class Kind {
        RejectedDeliveries, ///< signatures that did not fit: look at them, or at the secret
        UncheckedEvents,    ///< no webhook secret is set
        Integration,        ///< see health and reason
        FailedFetch         ///< the last run of an integration failed
    };
    Kind kind = Kind::Integration;
    Health health = Health::Broken;
    QString integrationId;
    QString organization;
    QString tool;
    QString reason;   ///< a sentence for people; empty where the page has its own
    qint64 count = 0; ///< deliveries or events
    qint64 runId = 0;
    std::optional<Timestamp> at;
    bool operator==(const AttentionItem &) const = default;
};

/// Everything the Overview (and the heading and chart of Events) shows of one environment.
struct OverviewData
{
    EventTotals totals;
    QVector<VolumeBar> volume; ///< OverviewLoader::barWidth each, oldest first, the last one holds now
    QVector<std::pair<QString, qint64>> types; ///< event types with counts, most frequent first
    QMap<Health, int> health;  ///< integrations by health
    int integrations = 0;      ///< deleted ones not counted
    int runningFetches = 0;
    std::optional<RunRow> lastRun;
    QVector<AttentionItem> attention; ///< most urgent first, at most 50
};

/// Keeps OverviewData current: at most once a second while the store moves, and every 15 s for the time axis.
/// Lives on the GUI thread.
class OverviewLoader : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds barWidth{60};
    static constexpr int bars = 60;

    OverviewLoader(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent = nullptr);

    void show(const QString &environment);
    void retry() { m_feed.restart(); }
    [[nodiscard]] LoadState state() const { return m_state; }
    [[nodiscard]] Error error() const { return m_error; }
    [[nodiscard]] const OverviewData &data() const { return m_data; }

Q_SIGNALS:
    /// Data or state are new.
    void updated();

private:
    void read();

    ReadPool &m_pool;
    std::shared_ptr<const Clock> m_clock;
    QString m_environment;
    OverviewData m_data;
    LoadState m_state = LoadState::Idle;
    Error m_error;
    StoreFeed m_feed;
    QTimer m_axis;
};

/// The attention list from its parts. Pure.
[[nodiscard]] QVector<AttentionItem> attentionList(const EventTotals &totals, const QVector<Integration> &integrations,
                                                   const QVector<RunRow> &runs, Timestamp now);

} // namespace console
