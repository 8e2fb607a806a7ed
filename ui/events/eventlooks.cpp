// SPDX-License-Identifier: Apache-2.0
#include "ui/events/eventlooks.h"

#include "models/domain/errortext.h"
#include "models/domain/redaction.h"
#include "models/tables/eventcolumns.h"
#include "models/tables/eventtable.h"

#include <QCoreApplication>

namespace console {

using namespace Qt::StringLiterals;

Tone toneOfEventState(const QString &state)
{
    if (state == u"verified")
        return Tone::Good;
    if (state == u"rejected")
        return Tone::Bad;
    return Tone::Warning; // unchecked, conflict
}

Tone toneOfOutcome(const QString &outcome)
{
    static const QHash<QString, Tone> tones{
        {u"FAILED"_s, Tone::Bad},           {u"AUTHENTICATION_FAILED"_s, Tone::Bad}, {u"INVALID"_s, Tone::Bad},
        {u"PARTIALLY_FAILED"_s, Tone::Warning}, {u"TIMED_OUT"_s, Tone::Warning},     {u"CANCELLED"_s, Tone::Warning},
    };
    return tones.value(outcome, Tone::Neutral);
}

Pill eventPill(const EventRow &row)
{
    const Column<EventRow> &column = eventColumns()[size_t(EventColumn::State)];
    return {column.text(row, {}), toneOfEventState(eventStateName(row)), Icon::None};
}

namespace {

QVector<Icon> markBadges(const QModelIndex &index)
{
    const auto *table = qobject_cast<const EventTable *>(index.model());
    const EventRow *row = table != nullptr ? table->eventAt(index.row()) : nullptr;
    QVector<Icon> badges;
    if (row != nullptr && row->pinned)
        badges.append(Icon::Pin);
    if (row != nullptr && !row->comment.isEmpty())
        badges.append(Icon::Message);
    return badges;
}

} // namespace

QVector<ColumnHint> eventHints()
{
    QVector<ColumnHint> hints(qsizetype(eventColumns().size()));
    const auto set = [&hints](EventColumn column, CellKind kind, int width) -> ColumnHint & {
        ColumnHint &hint = hints[int(column)];
        hint.kind = kind;
        hint.width = width;
        return hint;
    };
    set(EventColumn::Time, CellKind::Time, 148).badges = markBadges;
    set(EventColumn::State, CellKind::Pill, 112).tone = [](const QModelIndex &index) {
        return toneOfEventState(index.data(ValueRole).toString());
    };
    set(EventColumn::Type, CellKind::Mono, 216); // holds every frequent type; the longest are cut before a name is
    ColumnHint &organization = set(EventColumn::Organization, CellKind::Name, 156);
    organization.stretch = true;
    organization.icon = [](const QModelIndex &index) {
        if (index.data(ValueRole).toString().isEmpty())
            return Icon::None;
        const QString category = index.siblingAtColumn(int(EventColumn::Category)).data(ValueRole).toString();
        return category == u"HRIS" ? Icon::Users : category == u"ATS" ? Icon::Briefcase : category.isEmpty() ? Icon::None : Icon::Layers;
    };
    ColumnHint &integration = set(EventColumn::Integration, CellKind::Mono, 190);
    integration.hidden = true;
    integration.elide = Qt::ElideMiddle;
    set(EventColumn::Tool, CellKind::Text, 104);
    set(EventColumn::Category, CellKind::Text, 80).hidden = true;
    set(EventColumn::Outcome, CellKind::Text, 116).tone = [](const QModelIndex &index) {
        return toneOfOutcome(index.data(ValueRole).toString());
    };
    ColumnHint &id = set(EventColumn::Id, CellKind::Mono, 150);
    id.faint = true;
    id.hidden = true;
    id.elide = Qt::ElideMiddle;
    set(EventColumn::Deliveries, CellKind::Number, 96);
    set(EventColumn::Answer, CellKind::Number, 80).tone = [](const QModelIndex &index) {
        return index.data(ValueRole).toInt() >= 400 ? Tone::Bad : Tone::Neutral;
    };
    set(EventColumn::Size, CellKind::Number, 76);
    set(EventColumn::Note, CellKind::Text, 160).hidden = true;
    ColumnHint &number = set(EventColumn::Seq, CellKind::Number, 96);
    number.faint = true;
    number.hidden = true;
    number.about = QCoreApplication::translate("EventLooks", "The number of the event in the store: it never changes.");
    ColumnHint &row = set(EventColumn::Row, CellKind::Number, 92);
    row.faint = true;
    row.hidden = true;
    row.place = 0;
    return hints;
}

QString headersText(const HeaderList &headers)
{
    const HeaderList redacted = redactedHeaders(headers);
    QStringList lines;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const bool signature = headers.at(i).first.compare("x-kombo-signature", Qt::CaseInsensitive) == 0;
        const auto &shown = signature ? headers.at(i) : redacted.at(i);
        lines.append(u"%1: %2"_s.arg(escapedForLine(QString::fromLatin1(shown.first)),
                                     escapedForLine(QString::fromLatin1(shown.second))));
    }
    return lines.join(u'\n');
}

} // namespace console
