// SPDX-License-Identifier: Apache-2.0
#include "ui/overview/overviewtext.h"

#include "models/tables/celltext.h"

#include <QCoreApplication>

namespace console {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Overview", text);
}

} // namespace

Tone healthTone(Health health)
{
    switch (health) {
    case Health::Broken: return Tone::Bad;
    case Health::Attention: return Tone::Warning;
    case Health::Waiting: return Tone::Info;
    case Health::Healthy: return Tone::Good;
    case Health::Deleted:
    case Health::Inactive:
    case Health::Unknown: break;
    }
    return Tone::Neutral;
}

QString healthLabel(Health health)
{
    switch (health) {
    case Health::Deleted: return tr("Deleted");
    case Health::Inactive: return tr("Inactive");
    case Health::Broken: return tr("Broken");
    case Health::Attention: return tr("Needs attention");
    case Health::Waiting: return tr("Waiting");
    case Health::Unknown: return tr("Unknown");
    case Health::Healthy: return tr("Healthy");
    }
    return {};
}

AttentionLine attentionLine(const AttentionItem &item, Timestamp now)
{
    AttentionLine line;
    line.since = item.at ? agoText(item.at, now) : QString();
    line.reason = item.reason;
    const QString who = item.organization.isEmpty() ? item.integrationId : item.organization;
    const QString named = item.tool.isEmpty() ? who : who + QStringLiteral(" · ") + toolLabel(item.tool);
    const auto count = int(std::min<qint64>(item.count, 1'000'000'000));
    switch (item.kind) {
    case AttentionItem::Kind::RejectedDeliveries:
        line.tone = Tone::Bad;
        line.icon = Icon::ShieldX;
        line.title = count == 1 ? tr("One delivery was rejected") : tr("%1 deliveries were rejected").arg(countText(item.count));
        if (line.reason.isEmpty())
            line.reason = tr("Their signatures do not fit the webhook secret.");
        line.action = tr("Look at them");
        break;
    case AttentionItem::Kind::UncheckedEvents:
        line.tone = Tone::Warning;
        line.icon = Icon::ShieldAlert;
        line.title = count == 1 ? tr("One event is unchecked") : tr("%1 events are unchecked").arg(countText(item.count));
        if (line.reason.isEmpty())
            line.reason = tr("Without a webhook secret nobody can tell whether they come from Kombo.");
        line.action = tr("Set the secret…");
        break;
    case AttentionItem::Kind::Integration:
        line.tone = healthTone(item.health);
        line.icon = item.health == Health::Broken ? Icon::Unlink : item.health == Health::Waiting ? Icon::Hourglass : Icon::Warning;
        line.title = named;
        line.action = tr("Open");
        break;
    case AttentionItem::Kind::FailedFetch:
        line.tone = Tone::Bad;
        line.icon = Icon::Refresh;
        line.title = tr("Fetch failed: %1").arg(named);
        line.action = tr("Show the run");
        break;
    }
    return line;
}

StatValue hourTile(const OverviewData &data)
{
    StatValue value;
    value.value = countText(data.totals.lastHour);
    value.unit = data.totals.lastHour == 1 ? tr("event") : tr("events");
    value.delta = tr("%1 stored in all").arg(countText(data.totals.stored));
    for (const VolumeBar &bar : data.volume)
        value.history << double(bar.verified + bar.unchecked + bar.rejected);
    return value;
}

StatValue integrationsTile(const OverviewData &data)
{
    StatValue value;
    value.value = countText(data.integrations);
    value.unit = tr("connected");
    const int wanting = data.health.value(Health::Broken) + data.health.value(Health::Attention);
    const int waiting = data.health.value(Health::Waiting);
    if (data.integrations == 0) {
        value.delta = tr("None seen yet");
    } else if (wanting > 0) {
        value.delta = wanting == 1 ? tr("1 needs attention") : tr("%1 need attention").arg(countText(wanting));
        value.tone = data.health.value(Health::Broken) > 0 ? Tone::Bad : Tone::Warning;
    } else if (waiting > 0) {
        value.delta = tr("%1 in set-up").arg(countText(waiting));
        value.tone = Tone::Info;
    } else if (data.health.value(Health::Healthy) == data.integrations) {
        value.delta = tr("All healthy");
        value.tone = Tone::Good;
    } else {
        value.delta = tr("%1 healthy").arg(countText(data.health.value(Health::Healthy)));
    }
    return value;
}

StatValue rejectedTile(const OverviewData &data, Timestamp now)
{
    StatValue value;
    value.value = countText(data.totals.rejected);
    value.unit = data.totals.rejected == 1 ? tr("delivery") : tr("deliveries");
    if (data.totals.rejected > 0) {
        value.tone = Tone::Bad;
        value.delta = data.totals.lastRejectedAt ? tr("Last one %1").arg(agoText(data.totals.lastRejectedAt, now))
                                                 : tr("Signatures do not fit");
    } else if (data.totals.unchecked > 0) {
        value.tone = Tone::Warning;
        value.delta = tr("%1 unchecked: no secret").arg(countText(data.totals.unchecked));
    } else {
        value.delta = data.totals.stored > 0 ? tr("Every signature fits") : tr("Nothing to check yet");
        value.tone = data.totals.stored > 0 ? Tone::Good : Tone::Neutral;
    }
    return value;
}

StatValue fetchTile(const OverviewData &data, Timestamp now)
{
    StatValue value;
    value.value = countText(data.runningFetches);
    value.unit = tr("running");
    if (!data.lastRun) {
        value.delta = tr("None so far");
        return value;
    }
    const RunRow &run = *data.lastRun;
    const QString ago = agoText(run.endedAt ? run.endedAt : run.startedAt, now);
    switch (run.state) {
    case RunState::Complete:
        value.delta = tr("Last one complete, %1").arg(ago);
        value.tone = Tone::Good;
        break;
    case RunState::Failed:
        value.delta = tr("Last one failed, %1").arg(ago);
        value.tone = Tone::Bad;
        break;
    case RunState::Waiting:
        value.delta = tr("Last one waits for Kombo, %1").arg(ago);
        value.tone = Tone::Warning;
        break;
    case RunState::Cancelled:
        value.delta = tr("Last one cancelled, %1").arg(ago);
        break;
    case RunState::Queued:
    case RunState::Running:
        value.delta = tr("%1 records so far").arg(countText(run.records()));
        value.tone = Tone::Accent;
        break;
    }
    return value;
}

QString overviewSubtitle(const OverviewData &data, Timestamp now)
{
    const QString integrations = data.integrations == 1 ? tr("1 integration") : tr("%1 integrations").arg(countText(data.integrations));
    const QString last = data.totals.lastAt ? tr("last event %1").arg(agoText(data.totals.lastAt, now)) : tr("no event yet");
    return integrations + QStringLiteral(" · ") + last;
}

QVector<ChartBar> chartBars(const QVector<VolumeBar> &volume)
{
    QVector<ChartBar> bars;
    bars.reserve(volume.size());
    for (const VolumeBar &bar : volume)
        bars.append({bar.start, {bar.verified, bar.unchecked, bar.rejected}});
    return bars;
}

bool nothingArrived(const OverviewData &data)
{
    return data.totals.stored == 0 && data.totals.rejected == 0;
}

} // namespace console
