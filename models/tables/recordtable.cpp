// SPDX-License-Identifier: Apache-2.0
#include "models/tables/recordtable.h"

#include "models/tables/celltext.h"

#include <array>

namespace console {

using namespace std::chrono_literals;

namespace {

constexpr int pageSize = 256;
constexpr qsizetype followed = 4096;

QString key(const RecordRow &row)
{
    return QString::number(row.key);
}

template <std::optional<Timestamp> RecordRow::*member> QVariant moment(const RecordRow &row, Timestamp)
{
    return momentValue(row.*member);
}
template <std::optional<Timestamp> RecordRow::*member> QString momentCell(const RecordRow &row, Timestamp now)
{
    return momentText(row.*member, now);
}
template <std::optional<Timestamp> RecordRow::*member> QString whole(const RecordRow &row, Timestamp)
{
    return fullMomentText(row.*member);
}

const std::array<Column<RecordRow>, 7> columns{{
    {"id", QT_TRANSLATE_NOOP("Tables", "Record id"), false, [](const RecordRow &row, Timestamp) { return QVariant(row.id); },
     [](const RecordRow &row, Timestamp) { return row.id; }},
    {"label", QT_TRANSLATE_NOOP("Tables", "Name"), false, [](const RecordRow &row, Timestamp) { return QVariant(row.label); },
     [](const RecordRow &row, Timestamp) { return textOrDash(row.label); }},
    {"model", QT_TRANSLATE_NOOP("Tables", "Model"), false, [](const RecordRow &row, Timestamp) { return QVariant(row.model); },
     [](const RecordRow &row, Timestamp) { return row.model; }},
    {"changed", QT_TRANSLATE_NOOP("Tables", "Changed"), false, moment<&RecordRow::changedAt>, momentCell<&RecordRow::changedAt>,
     whole<&RecordRow::changedAt>},
    {"fetched", QT_TRANSLATE_NOOP("Tables", "Fetched"), false,
     [](const RecordRow &row, Timestamp) { return momentValue(row.fetchedAt); },
     [](const RecordRow &row, Timestamp now) { return momentText(row.fetchedAt, now); },
     [](const RecordRow &row, Timestamp) { return fullMomentText(row.fetchedAt); }},
    {"deleted", QT_TRANSLATE_NOOP("Tables", "Deleted"), false, moment<&RecordRow::remoteDeletedAt>,
     momentCell<&RecordRow::remoteDeletedAt>, whole<&RecordRow::remoteDeletedAt>},
    {"versions", QT_TRANSLATE_NOOP("Tables", "Versions"), true,
     [](const RecordRow &row, Timestamp) { return QVariant(qint64(row.versions)); },
     [](const RecordRow &row, Timestamp) { return countText(row.versions); }},
}};

} // namespace

struct RecordTable::Answer
{
    QVector<RecordRow> rows;
    QVector<std::pair<QString, qint64>> models;
};

RecordTable::RecordTable(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent)
    : RowTable(columns, key, std::move(clock), parent), m_pool(pool),
      m_feed(watch, {&StoreVersion::records}, 1s, [this] { read(); })
{
}

void RecordTable::show(const QString &environment, const QString &integrationId, const QString &model, const QString &text)
{
    if (integrationId != m_query.integrationId || environment != m_query.environment)
        m_models.clear();
    m_query = {environment, integrationId, model, text.trimmed(), false, 0, pageSize};
    setRows({});
    m_more = m_fetching = m_outdated = m_whole = false;
    setState(integrationId.isEmpty() ? LoadState::Idle : LoadState::Loading);
    m_feed.restart();
}

void RecordTable::reload()
{
    m_whole = true;
    m_fetching = false;
    m_feed.restart();
}

void RecordTable::read()
{
    if (m_query.integrationId.isEmpty()) {
        m_feed.answered();
        return;
    }
    if (rows().size() > followed && !std::exchange(m_whole, false)) {
        m_outdated = true;
        m_feed.answered();
        Q_EMIT stateChanged();
        return;
    }
    RecordQuery query = m_query;
    query.limit = int(std::max<qsizetype>(pageSize, rows().size()));
    m_pool.read<Answer>(
        this,
        [query](StoreReader &reader) -> Result<Answer> {
            auto rows = reader.records(query);
            if (!rows)
                return tl::unexpected<Error>(rows.error());
            auto models = reader.recordModels(query.environment, query.integrationId);
            if (!models)
                return tl::unexpected<Error>(models.error());
            return Answer{std::move(*rows), std::move(*models)};
        },
        [this, round = m_feed.round(), asked = query.limit](Result<Answer> answer) {
            if (round != m_feed.round())
                return;
            if (answer)
                m_more = answer->rows.size() >= asked;
            take(std::move(answer));
            m_feed.answered();
        });
}

void RecordTable::take(Result<Answer> answer)
{
    if (!answer && answer.error().kind != ErrorKind::NotFound) {
        if (answer.error().kind != ErrorKind::Cancelled)
            setState(LoadState::Failed, answer.error());
        return;
    }
    const Answer now = answer ? std::move(*answer) : Answer();
    // A page that was fetched while this one was on its way goes on below it.
    QVector<RecordRow> shown = now.rows;
    for (const RecordRow &row : rows()) {
        if (m_more && !shown.isEmpty() && row.key > now.rows.last().key)
            shown.append(row);
    }
    setRows(shown);
    m_outdated = false;
    if (m_models != now.models) {
        m_models = now.models;
        Q_EMIT modelsChanged();
    }
    setState(!rows().isEmpty() ? LoadState::Ready : m_models.isEmpty() ? LoadState::Empty : LoadState::NoMatch);
}

bool RecordTable::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more && !m_fetching;
}

void RecordTable::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent) || rows().isEmpty())
        return;
    m_fetching = true;
    RecordQuery query = m_query;
    query.afterKey = rows().last().key;
    m_pool.read<QVector<RecordRow>>(
        this, [query](StoreReader &reader) { return reader.records(query); },
        [this, round = m_feed.round(), after = query.afterKey](Result<QVector<RecordRow>> fetched) {
            if (round != m_feed.round())
                return;
            m_fetching = false;
            if (!fetched) {
                if (fetched.error().kind != ErrorKind::Cancelled)
                    setState(LoadState::Failed, fetched.error());
                return;
            }
            m_more = fetched->size() >= pageSize;
            if (!rows().isEmpty() && rows().last().key == after)
                appendRows(*fetched);
        });
}

void RecordTable::setState(LoadState state, const Error &error)
{
    if (m_state == state && m_error == error)
        return;
    m_state = state;
    m_error = error;
    Q_EMIT stateChanged();
}

} // namespace console
