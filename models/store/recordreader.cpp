// SPDX-License-Identifier: Apache-2.0
// StoreReader: runs, watermarks and the local copy of records.
#include "models/store/eventcodec.h"
#include "models/store/storereader_p.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

RunRow runFrom(const SqlQuery &query)
{
    RunRow run;
    run.id = query.integer(0);
    run.environment = query.text(1);
    run.integrationId = query.text(2);
    run.organization = query.text(3);
    run.tool = query.text(4);
    run.kind = runKindFromName(query.text(5)).value_or(RunKind::Delta);
    run.state = runStateFromName(query.text(6)).value_or(RunState::Failed);
    run.cause = query.text(7);
    run.requestedAt = fromMillis(query.integer(8));
    run.startedAt = query.time(9);
    run.endedAt = query.time(10);
    run.errorCode = query.text(11);
    run.errorDetail = query.text(12);
    return run;
}

StepRow stepFrom(const SqlQuery &query)
{
    StepRow step;
    step.endpoint = query.text(0);
    step.state = runStateFromName(query.text(1)).value_or(RunState::Failed);
    step.pages = int(query.integer(2));
    step.records = query.integer(3);
    step.changed = query.integer(4);
    step.deleted = query.integer(5);
    step.retries = int(query.integer(6));
    step.updatedAfter = query.time(7);
    step.watermark = query.time(8);
    step.startedAt = query.time(9);
    step.endedAt = query.time(10);
    step.waitingUntil = query.time(11);
    step.errorCode = query.text(12);
    step.errorDetail = query.text(13);
    return step;
}

bool textFits(const RecordRow &row, const QString &text)
{
    return text.isEmpty() || row.id.contains(text, Qt::CaseInsensitive) || row.label.contains(text, Qt::CaseInsensitive);
}

} // namespace

Result<void> StoreReader::Private::readSteps(RunRow &run)
{
    const Result<SqlQuery *> query = this->run("read.steps", {run.id});
    if (!query)
        return tl::unexpected<Error>(query.error());
    while ((*query)->next())
        run.steps.append(stepFrom(**query));
    return ended(**query);
}

Result<RecordRow> StoreReader::Private::recordRow(const SqlQuery &query)
{
    RecordRow row;
    row.key = query.integer(0);
    Result<QString> integration = name(query.integer(1));
    Result<QString> model = integration ? name(query.integer(2)) : integration;
    if (!model)
        return tl::unexpected<Error>(model.error());
    row.integrationId = *std::move(integration);
    row.model = *std::move(model);
    row.id = query.text(3);
    row.label = query.text(4);
    row.changedAt = query.time(5);
    row.remoteDeletedAt = query.time(6);
    row.fetchedAt = fromMillis(query.integer(7));
    row.versions = int(query.integer(8));
    row.json = query.blob(9);
    return row;
}

Result<QVector<RunRow>> StoreReader::runs(const QString &environment, int limit)
{
    const Result<qint64> env = d->idOrAll(environment);
    const Result<SqlQuery *> query = env ? d->run("read.runs", {*env, limit}) : tl::unexpected<Error>(env.error());
    if (!query)
        return tl::unexpected<Error>(query.error());
    QVector<RunRow> rows;
    while ((*query)->next())
        rows.append(runFrom(**query));
    if (const Result<void> read = d->ended(**query); !read)
        return tl::unexpected<Error>(read.error());
    for (RunRow &row : rows) {
        if (const Result<void> read = d->readSteps(row); !read)
            return tl::unexpected<Error>(read.error());
    }
    return rows;
}

Result<RunRow> StoreReader::run(qint64 id)
{
    const Result<SqlQuery *> query = d->run("read.run", {id});
    if (!query)
        return tl::unexpected<Error>(query.error());
    if (!(*query)->next())
        return failure(ErrorKind::NotFound, u"run"_s, QString::number(id));
    RunRow row = runFrom(**query);
    (*query)->finish();
    if (const Result<void> read = d->readSteps(row); !read)
        return tl::unexpected<Error>(read.error());
    return row;
}

Result<QHash<QString, Timestamp>> StoreReader::watermarks(const QString &environment, const QString &integrationId)
{
    const Result<std::optional<qint64>> env = d->nameId(environment);
    const Result<std::optional<qint64>> integration = env ? d->nameId(integrationId) : env;
    if (!integration)
        return tl::unexpected<Error>(integration.error());
    const Result<SqlQuery *> query = d->run("read.watermarks", {env->value_or(-2), integration->value_or(-2)});
    if (!query)
        return tl::unexpected<Error>(query.error());
    QHash<QString, Timestamp> marks;
    while ((*query)->next())
        marks.insert((*query)->text(0), fromMillis((*query)->integer(1)));
    return d->ended(**query, marks);
}

Result<QVector<RecordRow>> StoreReader::records(const RecordQuery &wanted)
{
    QVector<RecordRow> rows;
    const Result<qint64> env = d->idOrAll(wanted.environment);
    const Result<qint64> integration = env ? d->idOrAll(wanted.integrationId) : env;
    const Result<qint64> model = integration ? d->idOrAll(wanted.model) : integration;
    if (!model)
        return tl::unexpected<Error>(model.error());
    if (wanted.limit <= 0)
        return rows;
    const bool narrow = *env != -1 && *integration != -1;
    const Result<SqlQuery *> query = d->run(narrow ? "read.records" : "read.recordsOfAll",
                                             {*env, *integration, wanted.afterKey, *model, wanted.withJson});
    if (!query)
        return tl::unexpected<Error>(query.error());
    while (rows.size() < wanted.limit && (*query)->next()) {
        Result<RecordRow> row = d->recordRow(**query);
        if (!row) {
            (*query)->finish();
            return tl::unexpected<Error>(row.error());
        }
        // Not LIKE: that knows upper and lower case of ASCII letters only.
        if (textFits(*row, wanted.text))
            rows.append(*std::move(row));
    }
    const Result<QVector<RecordRow>> outcome = d->ended(**query, rows);
    (*query)->finish();
    return outcome;
}

Result<QVector<std::pair<QString, qint64>>> StoreReader::recordModels(const QString &environment, const QString &integrationId)
{
    const Result<qint64> env = d->idOrAll(environment);
    const Result<qint64> integration = env ? d->idOrAll(integrationId) : env;
    if (!integration)
        return tl::unexpected<Error>(integration.error());
    const bool narrow = *env != -1 && *integration != -1;
    const Result<SqlQuery *> query = d->run(narrow ? "read.recordModels" : "read.recordModelsOfAll", {*env, *integration});
    if (!query)
        return tl::unexpected<Error>(query.error());
    QVector<std::pair<QString, qint64>> models;
    while ((*query)->next())
        models.append({(*query)->text(0), (*query)->integer(1)});
    return d->ended(**query, models);
}

Result<RecordRow> StoreReader::record(qint64 key)
{
    const Result<SqlQuery *> query = d->run("read.record", {key});
    if (!query)
        return tl::unexpected<Error>(query.error());
    if (!(*query)->next())
        return failure(ErrorKind::NotFound, u"record"_s, QString::number(key));
    Result<RecordRow> row = d->recordRow(**query);
    (*query)->finish();
    return row;
}

Result<QVector<RecordVersion>> StoreReader::recordVersions(qint64 key)
{
    QVector<RecordVersion> versions;
    for (const char *statement : {"read.presentVersion", "read.earlierVersions"}) {
        const Result<SqlQuery *> query = d->run(statement, {key});
        if (!query)
            return tl::unexpected<Error>(query.error());
        while ((*query)->next())
            versions.append({fromMillis((*query)->integer(0)), (*query)->integer(1), (*query)->blob(2)});
        if (const Result<void> read = d->ended(**query); !read)
            return tl::unexpected<Error>(read.error());
    }
    return versions;
}

} // namespace console
