// SPDX-License-Identifier: Apache-2.0
// StoreReader: runs, watermarks and the local copy of records.
#include "models/store/eventcodec.h"
#include "models/store/storereader_p.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

RunRow runFrom(const QSqlQuery &query)
{
    RunRow run;
    run.id = query.value(0).toLongLong();
    run.environment = textFrom(query.value(1));
    run.integrationId = textFrom(query.value(2));
    run.organization = textFrom(query.value(3));
    run.tool = textFrom(query.value(4));
    run.kind = runKindFromName(textFrom(query.value(5))).value_or(RunKind::Delta);
    run.state = runStateFromName(textFrom(query.value(6))).value_or(RunState::Failed);
    run.cause = textFrom(query.value(7));
    run.requestedAt = fromMillis(query.value(8).toLongLong());
    run.startedAt = timeFrom(query.value(9));
    run.endedAt = timeFrom(query.value(10));
    run.errorCode = textFrom(query.value(11));
    run.errorDetail = textFrom(query.value(12));
    return run;
}

StepRow stepFrom(const QSqlQuery &query)
{
    StepRow step;
    step.endpoint = textFrom(query.value(0));
    step.state = runStateFromName(textFrom(query.value(1))).value_or(RunState::Failed);
    step.pages = query.value(2).toInt();
    step.records = query.value(3).toLongLong();
    step.changed = query.value(4).toLongLong();
    step.deleted = query.value(5).toLongLong();
    step.retries = query.value(6).toInt();
    step.updatedAfter = timeFrom(query.value(7));
    step.watermark = timeFrom(query.value(8));
    step.startedAt = timeFrom(query.value(9));
    step.endedAt = timeFrom(query.value(10));
    step.waitingUntil = timeFrom(query.value(11));
    step.errorCode = textFrom(query.value(12));
    step.errorDetail = textFrom(query.value(13));
    return step;
}

bool textFits(const RecordRow &row, const QString &text)
{
    return text.isEmpty() || row.id.contains(text, Qt::CaseInsensitive) || row.label.contains(text, Qt::CaseInsensitive);
}

} // namespace

Result<void> StoreReader::Private::readSteps(RunRow &run)
{
    const Result<QSqlQuery *> query = this->run("read.steps", {run.id});
    if (!query)
        return tl::unexpected<Error>(query.error());
    while ((*query)->next())
        run.steps.append(stepFrom(**query));
    return {};
}

Result<RecordRow> StoreReader::Private::recordRow(const QSqlQuery &query)
{
    RecordRow row;
    row.key = query.value(0).toLongLong();
    Result<QString> integration = name(query.value(1).toLongLong());
    Result<QString> model = integration ? name(query.value(2).toLongLong()) : integration;
    if (!model)
        return tl::unexpected<Error>(model.error());
    row.integrationId = *std::move(integration);
    row.model = *std::move(model);
    row.id = textFrom(query.value(3));
    row.label = textFrom(query.value(4));
    row.changedAt = timeFrom(query.value(5));
    row.remoteDeletedAt = timeFrom(query.value(6));
    row.fetchedAt = fromMillis(query.value(7).toLongLong());
    row.versions = query.value(8).toInt();
    row.json = query.value(9).toByteArray();
    return row;
}

Result<QVector<RunRow>> StoreReader::runs(const QString &environment, int limit)
{
    const Result<qint64> env = d->idOrAll(environment);
    const Result<QSqlQuery *> query = env ? d->run("read.runs", {*env, limit}) : tl::unexpected<Error>(env.error());
    if (!query)
        return tl::unexpected<Error>(query.error());
    QVector<RunRow> rows;
    while ((*query)->next())
        rows.append(runFrom(**query));
    for (RunRow &row : rows) {
        if (const Result<void> read = d->readSteps(row); !read)
            return tl::unexpected<Error>(read.error());
    }
    return rows;
}

Result<RunRow> StoreReader::run(qint64 id)
{
    const Result<QSqlQuery *> query = d->run("read.run", {id});
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
    const Result<QSqlQuery *> query = d->run("read.watermarks", {env->value_or(-2), integration->value_or(-2)});
    if (!query)
        return tl::unexpected<Error>(query.error());
    QHash<QString, Timestamp> marks;
    while ((*query)->next())
        marks.insert(textFrom((*query)->value(0)), fromMillis((*query)->value(1).toLongLong()));
    return marks;
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
    const Result<QSqlQuery *> query = d->run(narrow ? "read.records" : "read.recordsOfAll",
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
    (*query)->finish();
    return rows;
}

Result<QVector<std::pair<QString, qint64>>> StoreReader::recordModels(const QString &environment, const QString &integrationId)
{
    const Result<qint64> env = d->idOrAll(environment);
    const Result<qint64> integration = env ? d->idOrAll(integrationId) : env;
    if (!integration)
        return tl::unexpected<Error>(integration.error());
    const bool narrow = *env != -1 && *integration != -1;
    const Result<QSqlQuery *> query = d->run(narrow ? "read.recordModels" : "read.recordModelsOfAll", {*env, *integration});
    if (!query)
        return tl::unexpected<Error>(query.error());
    QVector<std::pair<QString, qint64>> models;
    while ((*query)->next())
        models.append({textFrom((*query)->value(0)), (*query)->value(1).toLongLong()});
    return models;
}

Result<RecordRow> StoreReader::record(qint64 key)
{
    const Result<QSqlQuery *> query = d->run("read.record", {key});
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
        const Result<QSqlQuery *> query = d->run(statement, {key});
        if (!query)
            return tl::unexpected<Error>(query.error());
        while ((*query)->next())
            versions.append({fromMillis((*query)->value(0).toLongLong()), (*query)->value(1).toLongLong(), (*query)->value(2).toByteArray()});
    }
    return versions;
}

} // namespace console
