// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/world.h"

#include "app/sandbox/opening.h"
#include "app/sandbox/recordtext.h"
#include "app/sandbox/stories.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace console::sandbox {

namespace {
const auto graceOfCredentials = 72h; // three consecutive days (Kombo documentation, integration states)

IssueReport credentialsIssue(quint64 key, Timestamp since)
{
    return {QString::fromLatin1(idOf(key)),
            u"integration.authentication_failed"_s,
            u"Authentication failed"_s,
            u"Kombo cannot authenticate with the connected tool. **Reconnect the integration** to restore syncing."_s,
            since,
            {}};
}

std::vector<Tenant> tenantsAtFirst(const WorldConfig &config)
{
    auto tenants = makeTenants(Catalog::builtIn(), config.seed, config.integrations, config.records, config.epoch);
    for (std::size_t i = 0; i < tenants.size(); ++i) {
        if (tenants[i].failingSince)
            tenants[i].issue = credentialsIssue(mix(config.seed, 300 + i), *tenants[i].failingSince);
    }
    return tenants;
}
} // namespace

World::World(WorldConfig config)
    : m_config(config), m_now(config.epoch), m_tenants(tenantsAtFirst(config)), m_dice(mix(config.seed, 4))
{
    for (std::size_t i = 0; i < m_tenants.size(); ++i) {
        m_byId.insert(m_tenants[i].party.id, i);
        planFirst(i);
    }
    if (!m_tenants.empty())
        planByChance(3s, 9s, Action::Aside, 0);
}

void World::planFirst(std::size_t number)
{
    const Tenant &tenant = m_tenants[number];
    switch (tenant.fate) {
    case Fate::Silent:
        return;
    case Fate::InSetup:
        plan(3min, Action::SetupSubmitted, number);
        return;
    case Fate::CredentialsFail:
        plan(*tenant.failingSince + graceOfCredentials - m_now, Action::Expire, number);
        break;
    case Fate::QaPending:
        plan(10min, Action::QaFails, number);
        break;
    case Fate::Healthy:
        break;
    }
    planByChance(2s, tenant.cadence, Action::SyncStart, number);
    if (tenant.fate != Fate::CredentialsFail)
        planByChance(1s, 30s, tenant.party.category == u"ASSESSMENT"_s ? Action::Order : Action::Change, number);
}

const Tenant *World::tenant(const QString &id) const
{
    const auto found = m_byId.constFind(id);
    return found == m_byId.cend() || m_tenants[*found].deleted ? nullptr : &m_tenants[*found];
}

std::size_t World::numberOf(const QString &id) const
{
    return m_byId.value(id);
}

bool World::living(std::size_t number) const
{
    return !m_tenants[number].deleted && m_tenants[number].status.state == u"ACTIVE"_s;
}

QString World::newId()
{
    const auto epoch = static_cast<quint64>(m_config.epoch.time_since_epoch().count());
    return QString::fromLatin1(idOf(mix(mix(mix(m_config.seed, 5), epoch), ++m_lastId)));
}

void World::say(const QString &type, const QByteArray &body)
{
    m_happenings.append({m_now, type, body});
}

void World::plan(Millis in, Action action, std::size_t tenant, const QString &sync)
{
    m_plans.emplace(m_now + qMax(in, Millis(0)), Planned{action, tenant, sync});
}

void World::planByChance(Millis low, Millis high, Action action, std::size_t tenant)
{
    const double drawn = static_cast<double>(m_dice.between(low.count(), high.count()));
    plan(Millis(static_cast<qint64>(drawn * m_config.pace)), action, tenant);
}

QVector<Happening> World::opening() const
{
    QVector<Happening> all;
    const int syncs = m_tenants.size() > 50 ? 1 : 5;
    // From the beginning, not from now: a receiver that is named late hears the same past.
    for (const Tenant &tenant : tenantsAtFirst(m_config))
        all += pastOf(tenant, m_config.seed, m_config.epoch, syncs);
    std::stable_sort(all.begin(), all.end(), [](const Happening &a, const Happening &b) { return a.at < b.at; });
    return all;
}

QVector<Happening> World::advanceTo(Timestamp time)
{
    while (!m_plans.empty() && m_plans.begin()->first <= time) {
        const auto next = m_plans.extract(m_plans.begin());
        m_now = qMax(m_now, next.key());
        perform(next.mapped());
    }
    m_now = qMax(m_now, time);
    return std::exchange(m_happenings, {});
}

void World::perform(const Planned &planned)
{
    const std::size_t number = planned.tenant;
    if (planned.action == Action::Aside)
        return aside();
    if (m_tenants[number].deleted)
        return;
    switch (planned.action) {
    case Action::SyncStart:
        startSync(number, m_dice.roll(8) == 0, false);
        // The next one is planned from here, so that a forced one in between does not shift the rhythm.
        planByChance(m_tenants[number].cadence, m_tenants[number].cadence + 3s, Action::SyncStart, number);
        break;
    case Action::SyncEnd:
        endSync(number, planned.sync);
        break;
    case Action::Change:
        change(number);
        planByChance(6s, 40s, Action::Change, number);
        break;
    case Action::Flush:
        flush(number);
        break;
    case Action::Order:
        if (living(number))
            order(number, u"assessment:order-received"_s);
        planByChance(5s, 15s, Action::Order, number);
        break;
    case Action::Expire:
        if (m_tenants[number].failingSince && m_tenants[number].status.state == u"ACTIVE"_s)
            setStatus(number, {u"INVALID"_s, m_tenants[number].status.setup, m_tenants[number].status.qa});
        break;
    default:
        performSetup(planned.action, number);
        break;
    }
}

void World::performSetup(Action action, std::size_t number)
{
    const StatusFields status = m_tenants[number].status;
    switch (action) {
    case Action::SetupSubmitted:
        setStatus(number, {status.state, u"FINAL_SYNC_PENDING"_s, status.qa});
        plan(5min, Action::SetupDone, number);
        break;
    case Action::SetupDone:
        say(u"sync-finished"_s,
            syncPayload(newId(), m_tenants[number].party, {newId(), u"SUCCEEDED"_s, m_now - 290s, m_now}));
        setStatus(number, {status.state, u"COMPLETED"_s, status.qa});
        plan(10min, Action::QaPasses, number);
        planByChance(20s, 60s, Action::SyncStart, number);
        planByChance(6s, 40s, Action::Change, number);
        break;
    case Action::QaFails:
        setStatus(number, {status.state, status.setup, u"FAILED"_s});
        plan(20min, Action::QaPasses, number);
        break;
    case Action::QaPasses:
        setStatus(number, {status.state, status.setup, u"PASSED"_s});
        break;
    case Action::Reconnected:
        m_tenants[number].failingSince.reset();
        resolveIssue(number);
        setStatus(number, {u"ACTIVE"_s, status.setup, status.qa});
        startSync(number, true, true);
        planByChance(6s, 40s, Action::Change, number);
        break;
    default:
        break;
    }
}

void World::startSync(std::size_t number, bool full, bool forced)
{
    Tenant &tenant = m_tenants[number];
    if (tenant.sync || tenant.status.setup != u"COMPLETED"_s || (!forced && !living(number)))
        return;
    const bool isFull = full || !tenant.deltaSyncs;
    const qint64 chance = m_dice.roll(100);
    RunningSync sync{newId(), isFull ? u"FULL"_s : u"DELTA"_s, u"SUCCEEDED"_s, forced, m_now, {}};
    if (tenant.failingSince)
        sync.outcome = u"AUTHENTICATION_FAILED"_s;
    else if (!forced && chance < 9)
        sync.outcome = chance < 6 ? u"PARTIALLY_FAILED"_s : chance < 8 ? u"FAILED"_s : u"TIMED_OUT"_s;
    sync.endsAt = m_now + Millis(isFull ? m_dice.between(6000, 18000) : m_dice.between(2000, 6000));
    plan(sync.endsAt - m_now, Action::SyncEnd, number, sync.id);
    tenant.sync = sync;
}

void World::endSync(std::size_t number, const QString &id)
{
    Tenant &tenant = m_tenants[number];
    if (!tenant.sync || tenant.sync->id != id)
        return;
    const RunningSync sync = *std::exchange(tenant.sync, std::nullopt);
    say(u"sync-finished"_s, syncPayload(newId(), tenant.party, {sync.id, sync.outcome, sync.startedAt, m_now}));
    // Somebody who pressed a button wants to see that it did something.
    if (sync.forced && sync.outcome == u"SUCCEEDED"_s)
        change(number);
}

void World::change(std::size_t number)
{
    Tenant &tenant = m_tenants[number];
    if (!living(number) || tenant.status.setup != u"COMPLETED"_s)
        return;
    if (m_config.silentChanges && tenant.book.firstCount() > 0) {
        const auto &models = tenant.book.catalog().models();
        const Model &model = models[static_cast<std::size_t>(m_dice.roll(static_cast<qint64>(models.size())))];
        tenant.book.changeSilently(model.number, m_dice.roll(tenant.book.count(model.number)));
    }
    noteChanged(number, tellStory(tenant.book, tenant.party.category, m_dice, m_now));
}

void World::noteChanged(std::size_t number, const QStringList &models)
{
    Tenant &tenant = m_tenants[number];
    tenant.changedModels += models;
    tenant.changedModels.removeDuplicates();
    if (tenant.changedModels.isEmpty() || tenant.flushPlanned)
        return;
    // The first passes at once, what follows is merged (Kombo documentation, fetching data: 30 s).
    if (!tenant.dataChangedAt || m_now - *tenant.dataChangedAt >= m_config.debounce)
        return flush(number);
    tenant.flushPlanned = true;
    plan(*tenant.dataChangedAt + m_config.debounce - m_now, Action::Flush, number);
}

void World::flush(std::size_t number)
{
    Tenant &tenant = m_tenants[number];
    tenant.flushPlanned = false;
    if (tenant.changedModels.isEmpty())
        return;
    tenant.dataChangedAt = m_now;
    tenant.changedModels.sort();
    say(u"data-changed"_s, dataChangedPayload(newId(), tenant.party, std::exchange(tenant.changedModels, {})));
}

void World::setStatus(std::size_t number, StatusFields status)
{
    Tenant &tenant = m_tenants[number];
    if (tenant.status == status)
        return;
    tenant.status = status;
    say(u"integration-state-changed"_s, statePayload(newId(), tenant.party, status, m_now));
}

World::ForcedSync World::forceSync(const QString &id, bool full)
{
    const std::size_t number = numberOf(id);
    const bool running = m_tenants[number].sync.has_value();
    if (!running)
        startSync(number, full, true);
    const std::optional<RunningSync> &sync = m_tenants[number].sync;
    return sync ? ForcedSync{running, sync->id, sync->type} : ForcedSync{};
}

void World::setEnabled(const QString &id, bool enabled)
{
    const std::size_t number = numberOf(id);
    Tenant &tenant = m_tenants[number];
    if (!enabled && tenant.sync) {
        tenant.sync->outcome = u"CANCELLED"_s;
        endSync(number, tenant.sync->id);
    }
    // Switching on does not mend credentials.
    if (enabled == (tenant.status.state == u"INACTIVE"_s))
        setStatus(number, {enabled ? u"ACTIVE"_s : u"INACTIVE"_s, tenant.status.setup, tenant.status.qa});
}

void World::remove(const QString &id)
{
    Tenant &tenant = m_tenants[numberOf(id)];
    tenant.deleted = true;
    say(u"integration-deleted"_s, deletedPayload(newId(), tenant.party, m_now));
}

void World::relink(const QString &id)
{
    plan(20s, Action::Reconnected, numberOf(id));
}

void World::touch(const QString &id)
{
    change(numberOf(id));
}

void World::changeRecord(const QString &id, const QString &model, qint64 index, const QString &deed)
{
    const std::size_t number = numberOf(id);
    RecordBook &book = m_tenants[number].book;
    const Model *found = book.catalog().modelNamed(model.toLatin1());
    if (!found || index >= book.count(found->number))
        return;
    if (deed == u"remove"_s)
        book.remove(found->number, index, m_now);
    else if (deed == u"relink"_s)
        book.relink(found->number, index, m_now);
    else if (deed == u"append"_s)
        book.append(found->number, m_now);
    else
        book.change(found->number, index, m_now);
    noteChanged(number, {model});
}

} // namespace console::sandbox
