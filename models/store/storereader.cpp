// SPDX-License-Identifier: Apache-2.0
#include "models/store/storereader_p.h"

#include "models/store/eventcodec.h"
#include "models/store/integrationrow.h"
#include "models/store/leadforward.h"
#include "models/store/schema.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxCachedNames = 200'000;

Integration integrationFrom(const SqlQuery &query)
{
    Integration integration;
    integration.environment = query.text(1);
    integration.id = query.text(2);
    readIntegration(query, 3, integration);
    return integration;
}

} // namespace

Result<SqlQuery *> StoreReader::Private::run(const char *name, const QVariantList &values)
{
    SqlQuery *query = database->run(name, values);
    if (query == nullptr)
        return tl::unexpected<Error>(database->error());
    return query;
}

Result<void> StoreReader::Private::ended(SqlQuery &query)
{
    if (database->failedIn(query))
        return tl::unexpected<Error>(database->error());
    return {};
}

Result<QString> StoreReader::Private::name(qint64 id)
{
    if (id == 0)
        return QString();
    const auto known = m_names.constFind(id);
    if (known != m_names.constEnd())
        return *known;
    const Result<SqlQuery *> query = run("read.name", {id});
    if (!query)
        return tl::unexpected<Error>(query.error());
    const QString text = (*query)->next() ? (*query)->text(0) : QString();
    (*query)->finish();
    if (m_names.size() > maxCachedNames)
        m_names.clear();
    m_names.insert(id, text);
    return text;
}

Result<std::optional<qint64>> StoreReader::Private::nameId(const QString &text)
{
    if (text.isNull())
        return std::optional<qint64>(0);
    const Result<SqlQuery *> query = run("read.nameId", {text});
    if (!query)
        return tl::unexpected<Error>(query.error());
    std::optional<qint64> id;
    if ((*query)->next())
        id = (*query)->integer(0);
    (*query)->finish();
    return id;
}

Result<qint64> StoreReader::Private::idOrAll(const QString &text)
{
    if (text.isEmpty())
        return -1;
    return nameId(text).map([](std::optional<qint64> id) { return id.value_or(-2); });
}

StoreReader::StoreReader(std::unique_ptr<Private> data) : d(std::move(data)) {}
StoreReader::~StoreReader() = default;

Result<std::unique_ptr<StoreReader>> StoreReader::open(const StorePaths &paths)
{
    auto d = std::make_unique<Private>();
    Result<std::unique_ptr<SqliteDatabase>> database = openForReading(paths);
    if (!database)
        return tl::unexpected<Error>(database.error());
    d->database = std::move(*database);
    const Result<int> version = prepareForReading(*d->database);
    if (!version)
        return tl::unexpected<Error>(version.error());
    d->newer = *version > schemaVersion();
    return std::unique_ptr<StoreReader>(new StoreReader(std::move(d)));
}

bool StoreReader::newerSchema() const
{
    return d->newer;
}

Result<StoreVersion> StoreReader::version()
{
    const Result<SqlQuery *> query = d->run("read.revision");
    if (!query)
        return tl::unexpected<Error>(query.error());
    StoreVersion version;
    if ((*query)->next()) {
        const auto at = [&](int column) { return (*query)->integer(column); };
        version = {at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)};
    }
    (*query)->finish();
    return version;
}

qint64 StoreReader::dataVersion()
{
    const Result<SqlQuery *> query = d->run("read.dataVersion");
    const qint64 version = query && (*query)->next() ? (*query)->integer(0) : -1;
    if (query)
        (*query)->finish();
    return version;
}

Result<QVector<Environment>> StoreReader::environments()
{
    const Result<SqlQuery *> query = d->run("read.environments");
    if (!query)
        return tl::unexpected<Error>(query.error());
    QVector<Environment> list;
    while ((*query)->next()) {
        Environment environment;
        environment.name = (*query)->text(0);
        environment.region = regionFromName((*query)->text(1)).value_or(Region::Other);
        environment.baseUrl = (*query)->text(2);
        environment.listenerPath = (*query)->text(3);
        environment.production = (*query)->integer(4) != 0;
        environment.sandbox = (*query)->integer(5) != 0;
        list.append(environment);
    }
    return d->ended(**query, list);
}

Result<QString> StoreReader::setting(const QString &key)
{
    const Result<SqlQuery *> query = d->run("read.setting", {key});
    if (!query)
        return tl::unexpected<Error>(query.error());
    const QString value = (*query)->next() ? (*query)->text(0) : QString();
    (*query)->finish();
    return value;
}

Result<QVector<Integration>> StoreReader::integrations(const QString &environment)
{
    const Result<qint64> env = d->idOrAll(environment);
    const Result<SqlQuery *> query = env ? d->run("read.integrations", {*env}) : tl::unexpected<Error>(env.error());
    if (!query)
        return tl::unexpected<Error>(query.error());
    QVector<Integration> list;
    while ((*query)->next())
        list.append(integrationFrom(**query));
    return d->ended(**query, list);
}

Result<Integration> StoreReader::integration(const QString &environment, const QString &id)
{
    const Result<std::optional<qint64>> env = d->nameId(environment);
    const Result<std::optional<qint64>> name = env ? d->nameId(id) : env;
    if (!name)
        return tl::unexpected<Error>(name.error());
    const Result<SqlQuery *> query = d->run("read.integration", {env->value_or(-2), name->value_or(-2)});
    if (!query)
        return tl::unexpected<Error>(query.error());
    if (!(*query)->next())
        return failure(ErrorKind::NotFound, u"integration"_s, id);
    const Integration found = integrationFrom(**query);
    (*query)->finish();
    return found;
}

Result<QVector<HistoryRow>> StoreReader::history(const QString &environment, const QString &integrationId, int limit)
{
    const Result<std::optional<qint64>> env = d->nameId(environment);
    const Result<std::optional<qint64>> name = env ? d->nameId(integrationId) : env;
    if (!name)
        return tl::unexpected<Error>(name.error());
    const Result<SqlQuery *> query = d->run("read.history", {env->value_or(-2), name->value_or(-2), limit});
    if (!query)
        return tl::unexpected<Error>(query.error());
    QVector<HistoryRow> rows;
    while ((*query)->next()) {
        HistoryRow row;
        row.change.field = (*query)->text(0);
        row.change.before = (*query)->text(1);
        row.change.after = (*query)->text(2);
        row.change.at = fromMillis((*query)->integer(3));
        row.change.applied = (*query)->integer(4) != 0;
        row.eventSeq = (*query)->integer(5);
        rows.append(row);
    }
    return d->ended(**query, rows);
}

} // namespace console
