// SPDX-License-Identifier: Apache-2.0
#include "models/tables/overviewloader.h"

#include "models/domain/errortext.h"

#include <QSet>

namespace console {

using namespace std::chrono_literals;

namespace {

constexpr int runsLookedAt = 100;
constexpr qsizetype attentionLimit = 50;

int urgency(const AttentionItem &item)
{
    switch (item.kind) {
    case AttentionItem::Kind::RejectedDeliveries: return 0;
    case AttentionItem::Kind::UncheckedEvents: return 1;
    case AttentionItem::Kind::Integration: return item.health == Health::Broken ? 2 : 4;
    case AttentionItem::Kind::FailedFetch: return 3;
    }
    return 5;
}

void addDeliveries(QVector<AttentionItem> &items, const EventTotals &totals, Timestamp now)
{
    // Old rejections stay in the list of deliveries; here only those of the last day ask for something to be done.
    if (totals.rejected > 0 && totals.lastRejectedAt && now - *totals.lastRejectedAt < 24h)
        items.append({AttentionItem::Kind::RejectedDeliveries, Health::Broken, {}, {}, {},
                      totals.lastRejectReason.value_or(QString()), totals.rejected, 0, totals.lastRejectedAt});
    if (totals.unchecked > 0)
        items.append({AttentionItem::Kind::UncheckedEvents, Health::Attention, {}, {}, {}, {}, totals.unchecked, 0, totals.lastAt});
}

void addFetches(QVector<AttentionItem> &items, const QVector<RunRow> &runs)
{
    QSet<QString> seen; // newest first: the first run of an integration is its last one
    for (const RunRow &run : runs) {
        if (seen.contains(run.integrationId))
            continue;
        seen.insert(run.integrationId);
        if (run.state == RunState::Failed)
            items.append({AttentionItem::Kind::FailedFetch, Health::Attention, run.integrationId, run.organization, run.tool,
                          escapedForLine(run.errorDetail.isEmpty() ? run.errorCode : run.errorDetail), 0, run.id, run.endedAt});
    }
}

Result<OverviewData> readOverview(StoreReader &reader, const QString &environment, Timestamp now)
{
    OverviewData data;
    const auto totals = reader.totals(environment, now);
    if (!totals)
        return tl::unexpected<Error>(totals.error());
    data.totals = *totals;
    const qint64 width = Millis(OverviewLoader::barWidth).count();
    const Timestamp end = fromMillis((toMillis(now) / width + 1) * width);
    const auto volume = reader.volume(environment, end - OverviewLoader::barWidth * OverviewLoader::bars, end, OverviewLoader::barWidth);
    if (!volume)
        return tl::unexpected<Error>(volume.error());
    data.volume = *volume;
    const auto types = reader.eventTypes(environment);
    const auto integrations = reader.integrations(environment);
    const auto runs = reader.runs(environment, runsLookedAt);
    for (const Error &error : {types ? Error() : types.error(), integrations ? Error() : integrations.error(),
                               runs ? Error() : runs.error()}) {
        if (error != Error())
            return tl::unexpected<Error>(error);
    }
    data.types = *types;
    std::stable_sort(data.types.begin(), data.types.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    for (const Integration &integration : *integrations) {
        const Health health = healthOf(integration, now).health;
        ++data.health[health];
        data.integrations += health == Health::Deleted ? 0 : 1;
    }
    data.runningFetches = int(std::count_if(runs->begin(), runs->end(), [](const RunRow &run) { return !run.ended(); }));
    if (!runs->isEmpty())
        data.lastRun = runs->first();
    data.attention = attentionList(data.totals, *integrations, *runs, now);
    return data;
}

} // namespace

QVector<AttentionItem> attentionList(const EventTotals &totals, const QVector<Integration> &integrations,
                                     const QVector<RunRow> &runs, Timestamp now)
{
    QVector<AttentionItem> items;
    addDeliveries(items, totals, now);
    for (const Integration &integration : integrations) {
        const HealthVerdict verdict = healthOf(integration, now);
        if (verdict.health == Health::Broken || verdict.health == Health::Attention)
            items.append({AttentionItem::Kind::Integration, verdict.health, integration.id, integration.organization,
                          integration.tool, verdict.reason, 0, 0, integration.lastEventAt});
    }
    addFetches(items, runs);
    std::stable_sort(items.begin(), items.end(),
                     [](const AttentionItem &a, const AttentionItem &b) { return urgency(a) < urgency(b); });
    if (items.size() > attentionLimit)
        items.resize(attentionLimit);
    return items;
}

OverviewLoader::OverviewLoader(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent), m_pool(pool), m_clock(std::move(clock)),
      m_feed(watch,
             {&StoreVersion::events, &StoreVersion::rejected, &StoreVersion::eventChanges, &StoreVersion::integrations,
              &StoreVersion::runs},
             1s, [this] { read(); })
{
    m_axis.setInterval(15s);
    connect(&m_axis, &QTimer::timeout, this, [this] { m_feed.ask(); });
}

void OverviewLoader::show(const QString &environment)
{
    m_environment = environment;
    m_data = {};
    m_state = LoadState::Loading;
    Q_EMIT updated();
    m_feed.restart();
    m_axis.start();
}

void OverviewLoader::read()
{
    m_pool.read<OverviewData>(
        this, [environment = m_environment, now = m_clock->now()](StoreReader &reader) { return readOverview(reader, environment, now); },
        [this, round = m_feed.round()](Result<OverviewData> data) {
            if (round != m_feed.round())
                return;
            if (data || data.error().kind == ErrorKind::NotFound) {
                m_data = data.value_or(OverviewData());
                m_error = {};
                const bool empty = m_data.totals.stored + m_data.totals.rejected + m_data.integrations == 0;
                m_state = empty ? LoadState::Empty : LoadState::Ready;
                Q_EMIT updated();
            } else if (data.error().kind != ErrorKind::Cancelled) {
                m_error = data.error();
                m_state = LoadState::Failed;
                Q_EMIT updated();
            }
            m_feed.answered();
        });
}

} // namespace console
