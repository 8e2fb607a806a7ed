// SPDX-License-Identifier: Apache-2.0
#include "models/tables/runtext.h"

#include "models/tables/celltext.h"
#include "models/tables/column.h"

#include <QLocale>

namespace console {

using namespace Qt::StringLiterals;

QString runKindText(RunKind kind)
{
    return kind == RunKind::Full ? tableWord(QT_TRANSLATE_NOOP("Tables", "Full resync"))
                                 : tableWord(QT_TRANSLATE_NOOP("Tables", "Delta"));
}

QString runStateText(RunState state)
{
    switch (state) {
    case RunState::Queued: return tableWord(QT_TRANSLATE_NOOP("Tables", "Queued"));
    case RunState::Running: return tableWord(QT_TRANSLATE_NOOP("Tables", "Running"));
    case RunState::Complete: return tableWord(QT_TRANSLATE_NOOP("Tables", "Complete"));
    case RunState::Waiting: return tableWord(QT_TRANSLATE_NOOP("Tables", "Not ready"));
    case RunState::Cancelled: return tableWord(QT_TRANSLATE_NOOP("Tables", "Cancelled"));
    case RunState::Failed: return tableWord(QT_TRANSLATE_NOOP("Tables", "Failed"));
    }
    return {};
}

QString runCauseText(const QString &cause)
{
    if (cause == u"manual")
        return tableWord(QT_TRANSLATE_NOOP("Tables", "Asked for by hand"));
    if (cause == u"data-changed")
        return tableWord(QT_TRANSLATE_NOOP("Tables", "After a data-changed event"));
    return cause;
}

std::optional<double> recordsPerSecond(qint64 records, std::optional<Millis> duration)
{
    if (records <= 0 || !duration || duration->count() <= 0)
        return std::nullopt;
    return double(records) * 1000.0 / double(duration->count());
}

QString rateText(qint64 records, std::optional<Millis> duration)
{
    const std::optional<double> rate = recordsPerSecond(records, duration);
    if (!rate)
        return u"–"_s;
    return *rate < 10 ? QLocale().toString(*rate, 'f', 1) + u"/s"_s : countText(qRound64(*rate)) + u"/s"_s;
}

QString waitingText(const StepRow &step, Timestamp now)
{
    if (!step.waitingUntil || *step.waitingUntil <= now)
        return {};
    const auto left = std::chrono::ceil<std::chrono::seconds>(*step.waitingUntil - now);
    return tableWord(QT_TRANSLATE_NOOP("Tables", "Waiting for the rate limit, %1 left"))
        .arg(durationText(std::max<Millis>(Millis(left), Millis(1000))));
}

} // namespace console
