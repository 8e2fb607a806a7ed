// SPDX-License-Identifier: Apache-2.0
#include "models/tables/steptable.h"

#include "models/domain/errortext.h"
#include "models/tables/celltext.h"
#include "models/tables/runtext.h"

#include <array>

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString key(const StepRow &step)
{
    return step.endpoint;
}

std::optional<Millis> taken(const StepRow &step, Timestamp now)
{
    if (!step.startedAt)
        return std::nullopt;
    return step.endedAt.value_or(now) - *step.startedAt;
}

QString note(const StepRow &step, Timestamp now)
{
    if (const QString waiting = waitingText(step, now); !waiting.isEmpty())
        return waiting;
    if (step.errorCode.isEmpty())
        return {};
    return step.errorDetail.isEmpty() ? step.errorCode
                                      : u"%1: %2"_s.arg(step.errorCode, escapedForLine(step.errorDetail));
}

template <auto member> QVariant number(const StepRow &step, Timestamp)
{
    return QVariant(qint64(step.*member));
}
template <auto member> QString numberText(const StepRow &step, Timestamp)
{
    return countText(step.*member);
}

const std::array<Column<StepRow>, 11> columns{{
    {"endpoint", QT_TRANSLATE_NOOP("Tables", "Endpoint"), false,
     [](const StepRow &step, Timestamp) { return QVariant(step.endpoint); },
     [](const StepRow &step, Timestamp) { return step.endpoint; }},
    {"state", QT_TRANSLATE_NOOP("Tables", "State"), false,
     [](const StepRow &step, Timestamp) { return QVariant(runStateName(step.state)); },
     [](const StepRow &step, Timestamp) { return runStateText(step.state); }},
    {"since", QT_TRANSLATE_NOOP("Tables", "Changed since"), false,
     [](const StepRow &step, Timestamp) { return momentValue(step.updatedAfter); },
     [](const StepRow &step, Timestamp now) {
         return step.updatedAfter ? momentText(step.updatedAfter, now) : tableWord(QT_TRANSLATE_NOOP("Tables", "everything"));
     },
     [](const StepRow &step, Timestamp) { return fullMomentText(step.updatedAfter); }},
    {"pages", QT_TRANSLATE_NOOP("Tables", "Pages"), true, number<&StepRow::pages>, numberText<&StepRow::pages>},
    {"records", QT_TRANSLATE_NOOP("Tables", "Records"), true, number<&StepRow::records>, numberText<&StepRow::records>},
    {"changed", QT_TRANSLATE_NOOP("Tables", "Changed"), true, number<&StepRow::changed>, numberText<&StepRow::changed>},
    {"deleted", QT_TRANSLATE_NOOP("Tables", "Deleted"), true, number<&StepRow::deleted>, numberText<&StepRow::deleted>},
    {"retries", QT_TRANSLATE_NOOP("Tables", "Retries"), true, number<&StepRow::retries>, numberText<&StepRow::retries>},
    {"rate", QT_TRANSLATE_NOOP("Tables", "Rate"), true,
     [](const StepRow &step, Timestamp now) {
         const auto rate = recordsPerSecond(step.records, taken(step, now));
         return rate ? QVariant(*rate) : QVariant();
     },
     [](const StepRow &step, Timestamp now) { return rateText(step.records, taken(step, now)); }},
    {"duration", QT_TRANSLATE_NOOP("Tables", "Duration"), true,
     [](const StepRow &step, Timestamp now) {
         const auto time = taken(step, now);
         return time ? QVariant(qint64(time->count())) : QVariant();
     },
     [](const StepRow &step, Timestamp now) {
         const auto time = taken(step, now);
         return time ? durationText(*time) : u"–"_s;
     }},
    {"note", QT_TRANSLATE_NOOP("Tables", "Note"), false,
     [](const StepRow &step, Timestamp) { return QVariant(step.errorCode); }, note, note},
}};

} // namespace

StepTable::StepTable(std::shared_ptr<const Clock> clock, QObject *parent) : RowTable(columns, key, std::move(clock), parent)
{
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this,
            [this] { touchColumns(int(StepColumn::Rate), int(StepColumn::Note)); });
}

void StepTable::show(const RunRow &run)
{
    setRows(run.steps);
    if (run.ended())
        m_second.stop();
    else
        m_second.start();
}

void StepTable::clear()
{
    m_second.stop();
    setRows({});
}

} // namespace console
