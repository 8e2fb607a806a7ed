// SPDX-License-Identifier: Apache-2.0
#include "models/tables/neighbourtable.h"

#include "models/tables/celltext.h"

#include <array>

namespace console {

namespace {

QString key(const Neighbour &neighbour)
{
    return QString::number(int(neighbour.nearness)) + u':' + QString::number(neighbour.row.seq);
}

QString nearnessText(Nearness nearness)
{
    switch (nearness) {
    case Nearness::SameId: return tableWord(QT_TRANSLATE_NOOP("Tables", "Same id"));
    case Nearness::SameSync: return tableWord(QT_TRANSLATE_NOOP("Tables", "Same sync"));
    case Nearness::Before: return tableWord(QT_TRANSLATE_NOOP("Tables", "Before it"));
    case Nearness::After: return tableWord(QT_TRANSLATE_NOOP("Tables", "After it"));
    }
    return {};
}

const std::array<Column<Neighbour>, 5> columns{{
    {"nearness", QT_TRANSLATE_NOOP("Tables", "Near by"), false,
     [](const Neighbour &one, Timestamp) { return QVariant(qint64(one.nearness)); },
     [](const Neighbour &one, Timestamp) { return nearnessText(one.nearness); }},
    {"time", QT_TRANSLATE_NOOP("Tables", "Time"), false,
     [](const Neighbour &one, Timestamp) { return momentValue(one.row.receivedAt); },
     [](const Neighbour &one, Timestamp now) { return momentText(one.row.receivedAt, now); },
     [](const Neighbour &one, Timestamp) { return fullMomentText(one.row.receivedAt); }},
    {"type", QT_TRANSLATE_NOOP("Tables", "Type"), false,
     [](const Neighbour &one, Timestamp) { return QVariant(one.row.type); },
     [](const Neighbour &one, Timestamp) { return textOrDash(one.row.type); }},
    {"state", QT_TRANSLATE_NOOP("Tables", "State"), false,
     [](const Neighbour &one, Timestamp) { return QVariant(one.row.outcome); },
     [](const Neighbour &one, Timestamp) { return textOrDash(outcomeText(one.row.outcome)); }},
    {"number", QT_TRANSLATE_NOOP("Tables", "Row"), true,
     [](const Neighbour &one, Timestamp) { return QVariant(one.row.seq); },
     [](const Neighbour &one, Timestamp) { return countText(one.row.seq); }},
}};

} // namespace

NeighbourTable::NeighbourTable(std::shared_ptr<const Clock> clock, QObject *parent) : RowTable(columns, key, std::move(clock), parent) {}

void NeighbourTable::show(const QVector<Neighbour> &neighbours)
{
    setRows(neighbours);
}

} // namespace console
