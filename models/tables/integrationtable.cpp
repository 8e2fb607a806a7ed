// SPDX-License-Identifier: Apache-2.0
#include "models/tables/integrationtable.h"

#include "models/tables/celltext.h"

#include <array>

namespace console {

using namespace std::chrono_literals;

namespace {

QString key(const IntegrationRow &row)
{
    return row.integration.id;
}

template <QString Integration::*member> QVariant value(const IntegrationRow &row, Timestamp)
{
    return row.integration.*member;
}
template <QString Integration::*member> QString text(const IntegrationRow &row, Timestamp)
{
    return textOrDash(row.integration.*member);
}
template <QString Integration::*member> QString enumCell(const IntegrationRow &row, Timestamp)
{
    return textOrDash(enumText(row.integration.*member));
}
template <std::optional<Timestamp> Integration::*member> QVariant moment(const IntegrationRow &row, Timestamp)
{
    return momentValue(row.integration.*member);
}
template <std::optional<Timestamp> Integration::*member> QString ago(const IntegrationRow &row, Timestamp now)
{
    return agoText(row.integration.*member, now);
}
template <std::optional<Timestamp> Integration::*member> QString whole(const IntegrationRow &row, Timestamp)
{
    return fullMomentText(row.integration.*member);
}

QString stateOf(const Integration &integration)
{
    return integration.deletedAt ? QStringLiteral("DELETED") : integration.state;
}

const std::array<Column<IntegrationRow>, 12> columns{{
    {"organization", QT_TRANSLATE_NOOP("Tables", "Organization"), false, value<&Integration::organization>,
     text<&Integration::organization>, text<&Integration::id>},
    {"tool", QT_TRANSLATE_NOOP("Tables", "Tool"), false, value<&Integration::tool>,
     [](const IntegrationRow &row, Timestamp) { return textOrDash(toolLabel(row.integration.tool)); }},
    {"category", QT_TRANSLATE_NOOP("Tables", "Category"), false, value<&Integration::category>, text<&Integration::category>},
    {"state", QT_TRANSLATE_NOOP("Tables", "State"), false,
     [](const IntegrationRow &row, Timestamp) { return QVariant(stateOf(row.integration)); },
     [](const IntegrationRow &row, Timestamp) { return textOrDash(enumText(stateOf(row.integration))); }},
    {"setup", QT_TRANSLATE_NOOP("Tables", "Set-up"), false, value<&Integration::setupStatus>, enumCell<&Integration::setupStatus>},
    {"qa", QT_TRANSLATE_NOOP("Tables", "QA"), false, value<&Integration::qaStatus>, enumCell<&Integration::qaStatus>},
    {"health", QT_TRANSLATE_NOOP("Tables", "Health"), false,
     [](const IntegrationRow &row, Timestamp) { return QVariant(qint64(row.health)); },
     [](const IntegrationRow &row, Timestamp) { return healthText(row.health); },
     [](const IntegrationRow &row, Timestamp) { return row.healthReason; }},
    {"lastSync", QT_TRANSLATE_NOOP("Tables", "Last sync"), false, moment<&Integration::lastSyncEndedAt>,
     ago<&Integration::lastSyncEndedAt>, whole<&Integration::lastSyncEndedAt>},
    {"lastSyncState", QT_TRANSLATE_NOOP("Tables", "Sync state"), false, value<&Integration::lastSyncState>,
     enumCell<&Integration::lastSyncState>},
    {"lastEvent", QT_TRANSLATE_NOOP("Tables", "Last event"), false, moment<&Integration::lastEventAt>,
     ago<&Integration::lastEventAt>, whole<&Integration::lastEventAt>},
    {"lastFetch", QT_TRANSLATE_NOOP("Tables", "Last fetch"), false, moment<&Integration::lastFetchAt>,
     ago<&Integration::lastFetchAt>, whole<&Integration::lastFetchAt>},
    {"id", QT_TRANSLATE_NOOP("Tables", "Integration id"), false, value<&Integration::id>, text<&Integration::id>},
}};

bool holds(const IntegrationRow &row, const QString &search)
{
    const Integration &one = row.integration;
    for (const QString &text : {one.organization, one.id, one.tool, toolLabel(one.tool), one.category, stateOf(one),
                                enumText(stateOf(one)), one.setupStatus, one.originId, healthText(row.health)}) {
        if (text.contains(search, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

// On the reader thread: judging ten thousand integrations is not for the window's.
Result<QVector<IntegrationRow>> readAll(StoreReader &reader, const QString &environment, Timestamp now)
{
    Result<QVector<Integration>> integrations = reader.integrations(environment);
    if (!integrations)
        return tl::unexpected<Error>(integrations.error());
    QVector<IntegrationRow> rows;
    rows.reserve(integrations->size());
    for (Integration &integration : *integrations) {
        const HealthVerdict verdict = healthOf(integration, now);
        rows.append({std::move(integration), verdict.health, verdict.reason});
    }
    // Deleted and inactive ones rank as worst in the enumeration, but nobody has to do anything about them.
    const auto urgency = [](const IntegrationRow &row) {
        return row.health == Health::Deleted || row.health == Health::Inactive ? 100 - int(row.health) : int(row.health);
    };
    std::stable_sort(rows.begin(), rows.end(), [urgency](const IntegrationRow &a, const IntegrationRow &b) {
        return std::make_tuple(urgency(a), a.integration.organization.toCaseFolded(), a.integration.id)
            < std::make_tuple(urgency(b), b.integration.organization.toCaseFolded(), b.integration.id);
    });
    return rows;
}

} // namespace

IntegrationTable::IntegrationTable(ReadPool &pool, StoreWatch &watch, std::shared_ptr<const Clock> clock, QObject *parent)
    : RowTable(columns, key, clock, parent), m_pool(pool), m_clock(clock),
      m_feed(watch, {&StoreVersion::integrations}, 500ms, [this] { read(); })
{
    m_minute.setInterval(1min);
    connect(&m_minute, &QTimer::timeout, this, [this] { m_feed.ask(); });
}

void IntegrationTable::show(const QString &environment)
{
    m_environment = environment;
    m_all.clear();
    setRows({});
    setState(LoadState::Loading);
    m_feed.restart();
    m_minute.start();
}

void IntegrationTable::setSearch(const QString &text)
{
    m_search = text.trimmed();
    applySearch();
}

const IntegrationRow *IntegrationTable::find(const QString &id) const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [&id](const IntegrationRow &row) { return row.integration.id == id; });
    return found == m_all.end() ? nullptr : &*found;
}

void IntegrationTable::read()
{
    m_pool.read<QVector<IntegrationRow>>(
        this, [environment = m_environment, now = m_clock->now()](StoreReader &reader) { return readAll(reader, environment, now); },
        [this, round = m_feed.round()](Result<QVector<IntegrationRow>> rows) {
            if (round != m_feed.round())
                return;
            take(std::move(rows));
            m_feed.answered();
        });
}

void IntegrationTable::take(Result<QVector<IntegrationRow>> rows)
{
    if (!rows && rows.error().kind != ErrorKind::NotFound) {
        if (rows.error().kind != ErrorKind::Cancelled)
            setState(LoadState::Failed, rows.error());
        return;
    }
    m_all = rows ? std::move(*rows) : QVector<IntegrationRow>();
    if (m_state == LoadState::Failed || m_state == LoadState::Loading)
        m_state = LoadState::Idle; // settled by the search below
    applySearch();
    touchColumns(int(IntegrationColumn::LastSync), int(IntegrationColumn::LastFetch));
    Q_EMIT updated();
}

void IntegrationTable::applySearch()
{
    QVector<IntegrationRow> rows;
    for (const IntegrationRow &row : std::as_const(m_all)) {
        if (m_search.isEmpty() || holds(row, m_search))
            rows.append(row);
    }
    setRows(rows);
    if (m_state == LoadState::Loading || m_state == LoadState::Failed)
        return;
    setState(!rows.isEmpty() ? LoadState::Ready : m_all.isEmpty() ? LoadState::Empty : LoadState::NoMatch);
}

QString healthText(Health health)
{
    switch (health) {
    case Health::Deleted: return tableWord(QT_TRANSLATE_NOOP("Tables", "Deleted"));
    case Health::Inactive: return tableWord(QT_TRANSLATE_NOOP("Tables", "Inactive"));
    case Health::Broken: return tableWord(QT_TRANSLATE_NOOP("Tables", "Broken"));
    case Health::Attention: return tableWord(QT_TRANSLATE_NOOP("Tables", "Attention"));
    case Health::Waiting: return tableWord(QT_TRANSLATE_NOOP("Tables", "Waiting"));
    case Health::Unknown: return tableWord(QT_TRANSLATE_NOOP("Tables", "Unknown"));
    case Health::Healthy: return tableWord(QT_TRANSLATE_NOOP("Tables", "Healthy"));
    }
    return {};
}

void IntegrationTable::setState(LoadState state, const Error &error)
{
    if (m_state == state && m_error == error)
        return;
    m_state = state;
    m_error = error;
    Q_EMIT stateChanged();
}

} // namespace console
