// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/opening.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace console::sandbox {

namespace {

/// Collects the happenings of one integration with ids of their own.
class Past
{
public:
    /// The epoch is in the ids: the same world started again has other times, so these are other events.
    Past(const Tenant &tenant, quint64 seed, Timestamp epoch)
        : m_party(tenant.party),
          m_key(mix(mixText(seed, tenant.party.id.toLatin1()), static_cast<quint64>(epoch.time_since_epoch().count())))
    {}

    QString id() { return QString::fromLatin1(idOf(mix(m_key, ++m_count))); }
    void add(Timestamp at, const QString &type, const QByteArray &body) { happenings.append({at, type, body}); }
    void state(Timestamp at, const StatusFields &status)
    {
        add(at, u"integration-state-changed"_s, statePayload(id(), m_party, status, at));
    }
    void sync(Timestamp end, Millis duration, const QString &outcome)
    {
        add(end, u"sync-finished"_s, syncPayload(id(), m_party, {id(), outcome, end - duration, end}));
    }

    QVector<Happening> happenings;

private:
    Party m_party;
    quint64 m_key;
    quint64 m_count = 0;
};

void addSyncs(Past &past, const Tenant &tenant, Dice &dice, Timestamp last, int count)
{
    for (int i = count - 1; i >= 0; --i) {
        const Timestamp end = last - 3h * i - 1s * dice.between(0, 90);
        const Timestamp first = tenant.createdAt + 10min;
        if (end < first)
            continue;
        const bool failing = tenant.failingSince && end >= *tenant.failingSince;
        const bool warned = dice.roll(12) == 0;
        past.sync(end, 1s * dice.between(20, 400),
                  failing  ? u"AUTHENTICATION_FAILED"_s
                  : warned ? u"PARTIALLY_FAILED"_s
                           : u"SUCCEEDED"_s);
    }
}

void addFailingCredentials(Past &past, const Tenant &tenant, Dice &dice)
{
    addSyncs(past, tenant, dice, *tenant.failingSince - 2h, 2);
    for (const Millis later : {Millis(0ms), Millis(24h), Millis(48h), Millis(70h)})
        past.sync(*tenant.failingSince + later, 1s * dice.between(4, 20), u"AUTHENTICATION_FAILED"_s);
    if (tenant.issue)
        past.add(tenant.issue->firstObservedAt, u"issue-status-changed"_s,
                 issuePayload(past.id(), tenant.party, *tenant.issue));
}

} // namespace

QVector<Happening> pastOf(const Tenant &tenant, quint64 seed, Timestamp epoch, int syncs)
{
    Past past(tenant, seed, epoch);
    Dice dice(mixText(seed, tenant.party.id.toLatin1()));
    past.add(tenant.createdAt, u"integration-created"_s, createdPayload(past.id(), tenant.party));
    if (tenant.fate == Fate::InSetup) {
        past.state(tenant.createdAt + 1min, tenant.status);
        return past.happenings;
    }
    past.state(tenant.createdAt + 1min, {u"ACTIVE"_s, u"COMPLETED"_s, u"PENDING"_s});
    if (tenant.status.qa == u"PASSED"_s)
        past.state(tenant.createdAt + 40min, tenant.status);
    if (tenant.failingSince)
        addFailingCredentials(past, tenant, dice);
    else
        addSyncs(past, tenant, dice,
                 epoch - (tenant.fate == Fate::Silent ? Millis(26h) : Millis(60000 * dice.between(2, 170))), syncs);
    std::stable_sort(past.happenings.begin(), past.happenings.end(),
                     [](const Happening &a, const Happening &b) { return a.at < b.at; });
    return past.happenings;
}

} // namespace console::sandbox
