// SPDX-License-Identifier: Apache-2.0
#include "models/tables/deliverytable.h"

#include "models/tables/celltext.h"

#include <array>

namespace console {

namespace {

QString key(const DeliveryEntry &entry)
{
    return QString::number(entry.number);
}

QVariant spanValue(std::optional<Millis> span)
{
    return span ? QVariant(qint64(span->count())) : QVariant();
}

QString spanText(std::optional<Millis> span)
{
    return span ? u'+' + durationText(*span) : textOrDash({});
}

const std::array<Column<DeliveryEntry>, 6> columns{{
    {"number", QT_TRANSLATE_NOOP("Tables", "No."), true,
     [](const DeliveryEntry &entry, Timestamp) { return QVariant(qint64(entry.number)); },
     [](const DeliveryEntry &entry, Timestamp) { return countText(entry.number); }},
    {"time", QT_TRANSLATE_NOOP("Tables", "Time"), false,
     [](const DeliveryEntry &entry, Timestamp) { return momentValue(entry.row.receivedAt); },
     [](const DeliveryEntry &entry, Timestamp now) { return momentText(entry.row.receivedAt, now); },
     [](const DeliveryEntry &entry, Timestamp) { return fullMomentText(entry.row.receivedAt); }},
    {"since-first", QT_TRANSLATE_NOOP("Tables", "After"), true,
     [](const DeliveryEntry &entry, Timestamp) { return spanValue(entry.sinceFirst); },
     [](const DeliveryEntry &entry, Timestamp) { return spanText(entry.sinceFirst); }},
    {"interval", QT_TRANSLATE_NOOP("Tables", "Interval"), true,
     [](const DeliveryEntry &entry, Timestamp) { return spanValue(entry.interval); },
     [](const DeliveryEntry &entry, Timestamp) { return spanText(entry.interval); }},
    {"answer", QT_TRANSLATE_NOOP("Tables", "Answer"), true,
     [](const DeliveryEntry &entry, Timestamp) { return QVariant(qint64(entry.row.answered)); },
     [](const DeliveryEntry &entry, Timestamp) { return QString::number(entry.row.answered); }},
    {"remote", QT_TRANSLATE_NOOP("Tables", "From"), false,
     [](const DeliveryEntry &entry, Timestamp) { return QVariant(entry.row.remoteAddress); },
     [](const DeliveryEntry &entry, Timestamp) { return textOrDash(entry.row.remoteAddress); }},
}};

} // namespace

DeliveryTable::DeliveryTable(std::shared_ptr<const Clock> clock, QObject *parent)
    : RowTable(columns, key, std::move(clock), parent)
{
}

void DeliveryTable::show(const QVector<DeliveryRow> &deliveries)
{
    QVector<DeliveryEntry> entries;
    for (qsizetype i = deliveries.size() - 1; i >= 0; --i) {
        DeliveryEntry entry{int(i) + 1, deliveries.at(i), {}, {}};
        if (i > 0) {
            entry.sinceFirst = deliveries.at(i).receivedAt - deliveries.first().receivedAt;
            entry.interval = deliveries.at(i).receivedAt - deliveries.at(i - 1).receivedAt;
        }
        entries.append(entry);
    }
    setRows(entries);
}

} // namespace console
