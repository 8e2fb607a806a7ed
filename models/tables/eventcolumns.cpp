// SPDX-License-Identifier: Apache-2.0
#include "models/tables/eventcolumns.h"

#include "models/domain/integration.h"
#include "models/tables/celltext.h"

#include <array>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString stateText(const EventRow &row)
{
    if (row.verdict == Verdict::Rejected)
        return tableWord(QT_TRANSLATE_NOOP("Tables", "Rejected"));
    if (row.conflict)
        return tableWord(QT_TRANSLATE_NOOP("Tables", "Conflict"));
    return row.verdict == Verdict::Unchecked ? tableWord(QT_TRANSLATE_NOOP("Tables", "Unchecked"))
                                             : tableWord(QT_TRANSLATE_NOOP("Tables", "Verified"));
}

QString stateToolTip(const EventRow &row, Timestamp)
{
    if (row.verdict == Verdict::Rejected)
        return rejectReasonText(row.reason);
    if (row.conflict)
        return tableWord(QT_TRANSLATE_NOOP("Tables", "Another event has the same type and id, but other bytes."));
    if (row.verdict == Verdict::Unchecked)
        return tableWord(QT_TRANSLATE_NOOP("Tables", "No webhook secret was set when this arrived."));
    return {};
}

/// A pin says itself in the column of notes too, so that nobody needs to see its icon.
QString noteText(const EventRow &row)
{
    const QString line = QString(row.comment).replace(u'\n', u' ');
    if (!row.pinned)
        return line;
    const QString pinned = tableWord(QT_TRANSLATE_NOOP("Tables", "Pinned"));
    return line.isEmpty() ? pinned : QString(pinned + u" · "_s + line);
}

// The member decides value and text alike.
template <QString EventRow::*member> QVariant value(const EventRow &row, Timestamp)
{
    return row.*member;
}
template <QString EventRow::*member> QString text(const EventRow &row, Timestamp)
{
    return textOrDash(row.*member);
}

const std::array<Column<EventRow>, 15> columns{{
    {"time", QT_TRANSLATE_NOOP("Tables", "Time"), false,
     [](const EventRow &row, Timestamp) { return momentValue(row.receivedAt); },
     [](const EventRow &row, Timestamp now) { return momentText(row.receivedAt, now); },
     [](const EventRow &row, Timestamp) { return fullMomentText(row.receivedAt); }},
    {"state", QT_TRANSLATE_NOOP("Tables", "Verdict"), false,
     [](const EventRow &row, Timestamp) { return QVariant(eventStateName(row)); },
     [](const EventRow &row, Timestamp) { return stateText(row); }, stateToolTip},
    {"type", QT_TRANSLATE_NOOP("Tables", "Type"), false, value<&EventRow::type>, text<&EventRow::type>},
    {"organization", QT_TRANSLATE_NOOP("Tables", "Organization"), false, value<&EventRow::organization>,
     text<&EventRow::organization>},
    {"integration", QT_TRANSLATE_NOOP("Tables", "Integration"), false, value<&EventRow::integrationId>,
     text<&EventRow::integrationId>},
    {"tool", QT_TRANSLATE_NOOP("Tables", "Tool"), false, value<&EventRow::tool>,
     [](const EventRow &row, Timestamp) { return textOrDash(toolLabel(row.tool)); }},
    {"category", QT_TRANSLATE_NOOP("Tables", "Category"), false, value<&EventRow::category>, text<&EventRow::category>},
    {"outcome", QT_TRANSLATE_NOOP("Tables", "State"), false, value<&EventRow::outcome>,
     [](const EventRow &row, Timestamp) { return textOrDash(outcomeText(row.outcome)); }},
    {"id", QT_TRANSLATE_NOOP("Tables", "Event id"), false, value<&EventRow::id>, text<&EventRow::id>},
    {"deliveries", QT_TRANSLATE_NOOP("Tables", "Deliveries"), true,
     [](const EventRow &row, Timestamp) { return QVariant(qint64(row.deliveries)); },
     [](const EventRow &row, Timestamp) { return countText(row.deliveries); }},
    {"answer", QT_TRANSLATE_NOOP("Tables", "Answer"), true,
     [](const EventRow &row, Timestamp) { return QVariant(qint64(row.answered)); },
     [](const EventRow &row, Timestamp) { return QString::number(row.answered); }},
    {"size", QT_TRANSLATE_NOOP("Tables", "Size"), true,
     [](const EventRow &row, Timestamp) { return QVariant(row.bodySize); },
     [](const EventRow &row, Timestamp) { return sizeText(row.bodySize); }},
    {"note", QT_TRANSLATE_NOOP("Tables", "Note"), false, value<&EventRow::comment>, [](const EventRow &row, Timestamp) { return noteText(row); },
     [](const EventRow &row, Timestamp) { return row.comment; }},
    {"seq", QT_TRANSLATE_NOOP("Tables", "Number"), true, [](const EventRow &row, Timestamp) { return QVariant(row.seq); },
     [](const EventRow &row, Timestamp) { return QString::number(row.seq); }},
    {"row", "#", true, [](const EventRow &, Timestamp) { return QVariant(); }, [](const EventRow &, Timestamp) { return QString(); }},
}};

} // namespace

std::span<const Column<EventRow>> eventColumns()
{
    return columns;
}

QString eventStateName(const EventRow &row)
{
    return row.conflict && row.verdict != Verdict::Rejected ? u"conflict"_s : verdictName(row.verdict);
}

} // namespace console
