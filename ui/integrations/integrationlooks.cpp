// SPDX-License-Identifier: Apache-2.0
#include "ui/integrations/integrationlooks.h"

#include "models/domain/errortext.h"
#include "models/tables/celltext.h"
#include "models/tables/historytable.h"

#include <QCoreApplication>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *source)
{
    return QCoreApplication::translate("IntegrationsPage", source);
}

QString momentFact(std::optional<Timestamp> time, Timestamp now)
{
    return time ? u"%1 (%2)"_s.arg(momentText(time, now), agoText(time, now)) : QString();
}

Tone statusTone(const QModelIndex &index)
{
    return toneOfStatus(index.data(ValueRole).toString());
}

} // namespace

Tone toneOfHealth(Health health)
{
    switch (health) {
    case Health::Healthy: return Tone::Good;
    case Health::Broken: return Tone::Bad;
    case Health::Attention: return Tone::Warning;
    case Health::Waiting: return Tone::Info;
    case Health::Deleted:
    case Health::Inactive:
    case Health::Unknown: return Tone::Neutral;
    }
    return Tone::Neutral;
}

Icon categoryIcon(const QString &category)
{
    if (category.isEmpty())
        return Icon::Plug;
    return category == u"HRIS" ? Icon::Users : category == u"ATS" ? Icon::Briefcase : Icon::Layers;
}

Tone toneOfStatus(const QString &status)
{
    static const QHash<QString, Tone> tones{
        {u"ACTIVE"_s, Tone::Good},      {u"COMPLETED"_s, Tone::Good},           {u"PASSED"_s, Tone::Good},
        {u"SUCCEEDED"_s, Tone::Good},   {u"INVALID"_s, Tone::Bad},              {u"FAILED"_s, Tone::Bad},
        {u"AUTHENTICATION_FAILED"_s, Tone::Bad}, {u"PARTIALLY_FAILED"_s, Tone::Warning}, {u"TIMED_OUT"_s, Tone::Warning},
        {u"CANCELLED"_s, Tone::Warning}, {u"INCOMPLETE"_s, Tone::Info},         {u"PENDING"_s, Tone::Info},
        {u"FINAL_SYNC_PENDING"_s, Tone::Info}, {u"INPUT_REQUESTED"_s, Tone::Warning},
    };
    return tones.value(status, Tone::Neutral);
}

QVector<ColumnHint> integrationHints()
{
    QVector<ColumnHint> hints(int(IntegrationColumn::Id) + 1);
    const auto set = [&hints](IntegrationColumn column, CellKind kind, int width) -> ColumnHint & {
        ColumnHint &hint = hints[int(column)];
        hint.kind = kind;
        hint.width = width;
        return hint;
    };
    ColumnHint &organization = set(IntegrationColumn::Organization, CellKind::Name, 164);
    organization.stretch = true;
    organization.icon = [](const QModelIndex &index) {
        return categoryIcon(index.siblingAtColumn(int(IntegrationColumn::Category)).data(ValueRole).toString());
    };
    set(IntegrationColumn::Tool, CellKind::Text, 116);
    set(IntegrationColumn::Category, CellKind::Text, 90);
    set(IntegrationColumn::State, CellKind::Pill, 98).tone = statusTone;
    set(IntegrationColumn::Setup, CellKind::Text, 96).tone = [](const QModelIndex &index) {
        const Tone tone = statusTone(index);
        return tone == Tone::Good ? Tone::Neutral : tone; // only what is not as it should be stands out
    };
    set(IntegrationColumn::Qa, CellKind::Text, 78).tone = hints[int(IntegrationColumn::Setup)].tone;
    set(IntegrationColumn::Health, CellKind::Pill, 108).tone = [](const QModelIndex &index) {
        return toneOfHealth(Health(index.data(ValueRole).toInt()));
    };
    set(IntegrationColumn::LastSync, CellKind::Time, 98);
    set(IntegrationColumn::LastSyncState, CellKind::Text, 106).tone = hints[int(IntegrationColumn::Setup)].tone;
    set(IntegrationColumn::LastEvent, CellKind::Time, 98);
    set(IntegrationColumn::LastFetch, CellKind::Time, 98);
    ColumnHint &id = set(IntegrationColumn::Id, CellKind::Mono, 220);
    id.faint = true;
    id.hidden = true;
    return hints;
}

QVector<ColumnHint> historyHints()
{
    QVector<ColumnHint> hints(int(HistoryColumn::Event) + 1);
    const auto set = [&hints](HistoryColumn column, CellKind kind, int width) -> ColumnHint & {
        ColumnHint &hint = hints[int(column)];
        hint.kind = kind;
        hint.width = width;
        return hint;
    };
    set(HistoryColumn::Time, CellKind::Time, 112);
    set(HistoryColumn::Field, CellKind::Text, 84);
    set(HistoryColumn::Before, CellKind::Text, 90);
    ColumnHint &after = set(HistoryColumn::After, CellKind::Pill, 110);
    after.stretch = true;
    after.tone = statusTone;
    set(HistoryColumn::Event, CellKind::Number, 60).hidden = true;
    return hints;
}

QVector<KeyValue> integrationFacts(const IntegrationRow &row, Timestamp now)
{
    const Integration &one = row.integration;
    const auto neutralGood = [](const QString &status) {
        const Tone tone = toneOfStatus(status);
        return tone == Tone::Good ? Tone::Neutral : tone;
    };
    QVector<KeyValue> facts{
        {tr("Health"), row.healthReason.isEmpty() ? healthText(row.health) : row.healthReason, false, toneOfHealth(row.health)},
        {tr("Integration id"), escapedForLine(one.id), true, Tone::Neutral},
        {tr("Tool"), toolLabel(one.tool), false, Tone::Neutral},
        {tr("Category"), one.category, false, Tone::Neutral},
        {tr("State"), enumText(one.state), false, neutralGood(one.state)},
        {tr("Set-up"), enumText(one.setupStatus), false, neutralGood(one.setupStatus)},
        {tr("QA"), enumText(one.qaStatus), false, neutralGood(one.qaStatus)},
        {tr("Last sync by Kombo"),
         one.lastSyncEndedAt ? u"%1 · %2"_s.arg(enumText(one.lastSyncState), momentFact(one.lastSyncEndedAt, now)) : QString(), false,
         neutralGood(one.lastSyncState)},
        {tr("Last good sync"), momentFact(one.lastGoodSyncAt, now), false, Tone::Neutral},
        {tr("Last event"), momentFact(one.lastEventAt, now), false, Tone::Neutral},
        {tr("Last complete fetch"), momentFact(one.lastFetchAt, now), false, Tone::Neutral},
        {tr("Origin id"), escapedForLine(one.originId), true, Tone::Neutral},
        {tr("Set up by"), escapedForLine(one.creatorEmail), false, Tone::Neutral},
        {tr("Created"), momentFact(one.createdAt, now), false, Tone::Neutral},
    };
    if (one.deletedAt)
        facts.append({tr("Deleted"), momentFact(one.deletedAt, now), false, Tone::Bad});
    return facts;
}

QString integrationTitle(const Integration &integration)
{
    const QString tool = toolLabel(integration.tool);
    if (integration.organization.isEmpty())
        return integration.id;
    return tool.isEmpty() ? integration.organization : u"%1 · %2"_s.arg(integration.organization, tool);
}

} // namespace console
