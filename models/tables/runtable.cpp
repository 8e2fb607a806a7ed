// SPDX-License-Identifier: Apache-2.0
#include "models/tables/runtable.h"

#include "models/domain/integration.h"
#include "models/tables/celltext.h"
#include "models/tables/runtext.h"

#include <array>

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int limit = 500;

QString key(const RunRow &run)
{
    return QString::number(run.id);
}

qint64 deletedOf(const RunRow &run)
{
    qint64 sum = 0;
    for (const StepRow &step : run.steps)
        sum += step.deleted;
    return sum;
}

QString nameOf(const RunRow &run)
{
    return run.organization.isEmpty() ? run.integrationId : run.organization;
}

QVariant rateValue(const RunRow &run, Timestamp now)
{
    const std::optional<double> rate = recordsPerSecond(run.records(), runDuration(run, now));
    return rate ? QVariant(*rate) : QVariant();
}

const std::array<Column<RunRow>, 11> columns{{
    {"time", QT_TRANSLATE_NOOP("Tables", "Time"), false,
     [](const RunRow &run, Timestamp) { return momentValue(run.requestedAt); },
     [](const RunRow &run, Timestamp now) { return momentText(run.requestedAt, now); },
     [](const RunRow &run, Timestamp) { return fullMomentText(run.requestedAt); }},
    {"integration", QT_TRANSLATE_NOOP("Tables", "Integration"), false,
     [](const RunRow &run, Timestamp) { return QVariant(nameOf(run)); },
     [](const RunRow &run, Timestamp) { return nameOf(run); },
     [](const RunRow &run, Timestamp) { return run.integrationId; }},
    {"tool", QT_TRANSLATE_NOOP("Tables", "Tool"), false, [](const RunRow &run, Timestamp) { return QVariant(run.tool); },
     [](const RunRow &run, Timestamp) { return textOrDash(toolLabel(run.tool)); }},
    {"kind", QT_TRANSLATE_NOOP("Tables", "Kind"), false,
     [](const RunRow &run, Timestamp) { return QVariant(runKindName(run.kind)); },
     [](const RunRow &run, Timestamp) { return runKindText(run.kind); },
     [](const RunRow &run, Timestamp) { return runCauseText(run.cause); }},
    {"state", QT_TRANSLATE_NOOP("Tables", "State"), false,
     [](const RunRow &run, Timestamp) { return QVariant(runStateName(run.state)); },
     [](const RunRow &run, Timestamp) { return runStateText(run.state); }},
    {"pages", QT_TRANSLATE_NOOP("Tables", "Pages"), true,
     [](const RunRow &run, Timestamp) { return QVariant(qint64(run.pages())); },
     [](const RunRow &run, Timestamp) { return countText(run.pages()); }},
    {"records", QT_TRANSLATE_NOOP("Tables", "Records"), true,
     [](const RunRow &run, Timestamp) { return QVariant(run.records()); },
     [](const RunRow &run, Timestamp) { return countText(run.records()); }},
    {"changed", QT_TRANSLATE_NOOP("Tables", "Changed"), true,
     [](const RunRow &run, Timestamp) { return QVariant(run.changed()); },
     [](const RunRow &run, Timestamp) { return countText(run.changed()); }},
    {"deleted", QT_TRANSLATE_NOOP("Tables", "Deleted"), true,
     [](const RunRow &run, Timestamp) { return QVariant(deletedOf(run)); },
     [](const RunRow &run, Timestamp) { return countText(deletedOf(run)); }},
    {"rate", QT_TRANSLATE_NOOP("Tables", "Rate"), true, rateValue,
     [](const RunRow &run, Timestamp now) { return rateText(run.records(), runDuration(run, now)); }},
    {"duration", QT_TRANSLATE_NOOP("Tables", "Duration"), true,
     [](const RunRow &run, Timestamp now) {
         const auto taken = runDuration(run, now);
         return taken ? QVariant(qint64(taken->count())) : QVariant();
     },
     [](const RunRow &run, Timestamp now) {
         const auto taken = runDuration(run, now);
         return taken ? durationText(*taken) : u"–"_s;
     }},
}};

} // namespace

RunTable::RunTable(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent)
    : RowTable(columns, key, std::move(clock), parent), m_pool(pool),
      m_feed(watch, {&StoreVersion::runs}, 250ms, [this] { read(); })
{
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (active() > 0)
            touchColumns(int(RunColumn::Rate), int(RunColumn::Duration));
        else
            m_second.stop();
    });
}

void RunTable::show(const QString &environment)
{
    m_environment = environment;
    m_stored.clear();
    m_live.clear();
    setRows({});
    setState(LoadState::Loading);
    m_feed.restart();
}

int RunTable::active() const
{
    return int(std::count_if(rows().begin(), rows().end(), [](const RunRow &run) { return !run.ended(); }));
}

void RunTable::applyProgress(const RunRow &run)
{
    if (run.environment != m_environment || run.id == 0)
        return;
    m_live.insert(run.id, run);
    merge();
}

void RunTable::read()
{
    m_pool.read<QVector<RunRow>>(
        this, [environment = m_environment](StoreReader &reader) { return reader.runs(environment, limit); },
        [this, round = m_feed.round()](Result<QVector<RunRow>> runs) {
            if (round != m_feed.round())
                return;
            if (runs || runs.error().kind == ErrorKind::NotFound) {
                m_stored = runs.value_or(QVector<RunRow>());
                if (m_state == LoadState::Loading || m_state == LoadState::Failed)
                    m_state = LoadState::Idle; // settled by merge
                merge();
            } else if (runs.error().kind != ErrorKind::Cancelled) {
                setState(LoadState::Failed, runs.error());
            }
            m_feed.answered();
        });
}

void RunTable::merge()
{
    QVector<RunRow> runs = m_stored;
    for (RunRow &stored : runs) {
        const auto live = m_live.constFind(stored.id);
        if (live == m_live.constEnd())
            continue;
        if (stored.ended())
            m_live.erase(live); // the store has the last word
        else
            stored = *live;
    }
    QSet<qint64> there;
    for (const RunRow &run : std::as_const(runs))
        there.insert(run.id);
    for (const RunRow &live : std::as_const(m_live)) {
        if (!there.contains(live.id))
            runs.append(live);
    }
    std::stable_sort(runs.begin(), runs.end(), [](const RunRow &a, const RunRow &b) { return a.id > b.id; });
    setRows(runs);
    if (active() > 0 && !m_second.isActive())
        m_second.start();
    if (!runs.isEmpty())
        setState(LoadState::Ready);
    else if (m_state != LoadState::Loading)
        setState(LoadState::Empty);
    Q_EMIT updated();
}

void RunTable::setState(LoadState state, const Error &error)
{
    if (m_state == state && m_error == error)
        return;
    m_state = state;
    m_error = error;
    Q_EMIT stateChanged();
}

std::optional<Millis> runDuration(const RunRow &run, Timestamp now)
{
    if (!run.startedAt)
        return std::nullopt;
    return run.endedAt.value_or(now) - *run.startedAt;
}

} // namespace console
