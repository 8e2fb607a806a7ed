// SPDX-License-Identifier: Apache-2.0
// WriteTransaction: runs, watermarks and the local copy of records.
#include "models/store/eventcodec.h"
#include "models/store/writerstate.h"
#include "models/store/writetransaction.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Whose record, in interned numbers.
struct Owner
{
    qint64 env = 0;
    qint64 integration = 0;
    qint64 model = 0;
};

QVariantList runValues(const RunRow &run, qint64 env, qint64 integration)
{
    return {env,
            integration,
            run.organization,
            run.tool,
            runKindName(run.kind),
            runStateName(run.state),
            run.cause,
            toMillis(run.requestedAt),
            nullableTime(run.startedAt),
            nullableTime(run.endedAt),
            run.errorCode,
            run.errorDetail};
}

bool saveStep(SqliteDatabase &database, qint64 run, qsizetype position, const StepRow &step)
{
    return database.change("step.save",
        {run, position, step.endpoint, runStateName(step.state), step.pages, step.records, step.changed, step.deleted, step.retries,
         nullableTime(step.updatedAfter), nullableTime(step.watermark), nullableTime(step.startedAt), nullableTime(step.endedAt),
         nullableTime(step.waitingUntil), step.errorCode, step.errorDetail});
}

bool saveSteps(SqliteDatabase &database, qint64 run, const QVector<StepRow> &steps)
{
    for (qsizetype i = 0; i < steps.size(); ++i) {
        if (!saveStep(database, run, i, steps.at(i)))
            return false;
    }
    return database.change("step.clear", {run, steps.size()});
}

/// A record that is there already. false on a storage error.
bool updateRecord(SqliteDatabase &database, const Owner &owner, const PageRecord &record, qint64 hash, qint64 run, Timestamp now,
                  PageOutcome &outcome)
{
    SqlQuery *query = database.run("record.find", {owner.env, owner.integration, owner.model, record.id});
    if (query == nullptr || !query->next())
        return false;
    const qint64 key = query->integer(0);
    const bool same = query->integer(1) == hash;
    const bool wasDeleted = query->integer(2) != 0;
    query->finish();
    if (same)
        return database.change("record.seen", {toMillis(now), key});
    ++outcome.changed;
    outcome.deleted += record.remoteDeletedAt && !wasDeleted ? 1 : 0;
    return database.change("record.keepVersion", {key})
        && database.change("record.change", {hash, recordLabel(record.json), nullableTime(record.changedAt),
                                             nullableTime(record.remoteDeletedAt), toMillis(now), run, blobOf(record.json), key});
}

bool saveRecord(SqliteDatabase &database, const Owner &owner, const PageRecord &record, qint64 run, Timestamp now, PageOutcome &outcome)
{
    const qint64 hash = digestOf(record.json);
    ++outcome.received;
    if (!database.change("record.add", {owner.env, owner.integration, owner.model, record.id.isNull() ? u""_s : record.id, hash,
                                        recordLabel(record.json), nullableTime(record.changedAt), nullableTime(record.remoteDeletedAt),
                                        toMillis(now), run, blobOf(record.json)}))
        return false;
    if (database.changes() == 0)
        return updateRecord(database, owner, record, hash, run, now, outcome);
    ++outcome.changed;
    outcome.deleted += record.remoteDeletedAt ? 1 : 0;
    return true;
}

} // namespace

Result<qint64> WriteTransaction::addRun(const RunRow &run)
{
    SqliteDatabase &database = m_state.database();
    const qint64 env = m_state.nameId(run.environment);
    const qint64 integration = m_state.nameId(run.integrationId);
    if (env < 0 || integration < 0 || !database.change("run.add", runValues(run, env, integration)))
        return tl::unexpected<Error>(database.error());
    RunRow stored = run;
    stored.id = database.lastRowId();
    const Result<void> saved = saveRun(stored);
    return saved ? Result<qint64>(stored.id) : tl::unexpected<Error>(saved.error());
}

Result<void> WriteTransaction::saveRun(const RunRow &run)
{
    SqliteDatabase &database = m_state.database();
    const qint64 env = m_state.nameId(run.environment);
    const qint64 integration = m_state.nameId(run.integrationId);
    if (env < 0 || integration < 0)
        return failed();
    ++m_state.revision.runs;
    QVariantList values = runValues(run, env, integration);
    values.append(run.id);
    if (!database.change("run.save", values))
        return failed();
    if (database.changes() == 0)
        return failure(ErrorKind::NotFound, u"run"_s, QString::number(run.id));
    if (!saveSteps(database, run.id, run.steps))
        return failed();
    for (const StepRow &step : run.steps) {
        if (step.state == RunState::Complete && step.watermark
            && !database.change("watermark.save", {env, integration, step.endpoint, toMillis(*step.watermark)}))
            return failed();
    }
    if (run.state != RunState::Complete || !run.endedAt)
        return {};
    IntegrationEntry *entry = m_state.integration(run.environment, run.integrationId);
    if (entry == nullptr)
        return failed();
    if (!entry->value.lastFetchAt || *entry->value.lastFetchAt < *run.endedAt) {
        entry->value.lastFetchAt = run.endedAt;
        m_state.markDirty(entry);
    }
    return {};
}

Result<PageOutcome> WriteTransaction::savePage(const RunRow &run, const QString &model, const QVector<PageRecord> &records)
{
    SqliteDatabase &database = m_state.database();
    const Owner owner{m_state.nameId(run.environment), m_state.nameId(run.integrationId), m_state.nameId(model)};
    if (owner.env < 0 || owner.integration < 0 || owner.model < 0)
        return tl::unexpected<Error>(database.error());
    PageOutcome outcome;
    const Timestamp now = SystemClock().now();
    for (const PageRecord &record : records) {
        if (!saveRecord(database, owner, record, run.id, now, outcome))
            return tl::unexpected<Error>(database.error());
    }
    if (outcome.received > 0)
        ++m_state.revision.records;
    return outcome;
}

} // namespace console
