// SPDX-License-Identifier: Apache-2.0
// What happens beside syncs and records: orders, issues, connection flows, AI Apply.
#include "app/sandbox/recordtext.h"
#include "app/sandbox/world.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace console::sandbox {

void World::order(std::size_t number, const QString &type)
{
    Tenant &tenant = m_tenants[number];
    const Model *orders = tenant.book.catalog().modelNamed("assessment_orders");
    const Model *open = tenant.book.catalog().modelNamed("assessment_open_orders");
    if (!orders || !open || tenant.party.category != u"ASSESSMENT"_s)
        return;
    const qint64 index = tenant.book.append(orders->number, m_now);
    tenant.book.append(open->number, m_now);
    const Member &status = orders->members[static_cast<std::size_t>(orders->member("status"))];
    Text text;
    // A new order is open.
    for (int i = 0; i < 4; ++i) {
        text.clear();
        appendMember(text, tenant.book.record(orders->number, index), status);
        if (text.view() == "\"OPEN\"")
            break;
        tenant.book.changeSilently(orders->number, index);
    }
    text.clear();
    appendRecord(text, tenant.book.record(orders->number, index), m_now);
    say(type, orderPayload(newId(), type, tenant.party, text.take()));
}

void World::aside()
{
    planByChance(3s, 9s, Action::Aside, 0);
    const auto number = static_cast<std::size_t>(m_dice.roll(static_cast<qint64>(m_tenants.size())));
    const Tenant &tenant = m_tenants[number];
    switch (m_dice.roll(6)) {
    case 0:
    case 1:
        return issueAside(number);
    case 2:
    case 3:
        return aiAside(number);
    case 4:
        // Nobody has connected yet: the flow that failed has no integration.
        return say(u"connection-flow-failed"_s, flowFailedPayload(newId(), tenant.party));
    default:
        break;
    }
    for (std::size_t i = 0; i < m_tenants.size(); ++i) {
        if (m_tenants[i].party.category == u"ASSESSMENT"_s && living(i))
            return order(i, u"inline-assessment:order-received"_s);
    }
    aiAside(number);
}

void World::issueAside(std::size_t number)
{
    for (std::size_t i = 0; i < m_tenants.size(); ++i) {
        if (m_tenants[i].issue && !m_tenants[i].failingSince && !m_tenants[i].deleted)
            return resolveIssue(i);
    }
    if (!living(number) || m_tenants[number].issue)
        return;
    raiseIssue(number, u"integration.action_failing"_s, u"Action failing"_s,
               u"At least half of the calls of **Create employee** failed in the last 24 hours."_s);
}

void World::aiAside(std::size_t number)
{
    const QString id = newId();
    if (m_dice.roll(2) == 0) {
        static const QStringList states{u"SUBMITTED"_s, u"PENDING"_s, u"DUPLICATE"_s, u"FAILED"_s};
        const QString state = states[m_dice.roll(states.size())];
        return say(u"ai-apply-application-status-updated"_s,
                   aiApplicationPayload(newId(), id, newId(), state, m_now - 1h * m_dice.between(1, 90), m_now));
    }
    static const QStringList states{u"APPLYABLE"_s, u"PENDING"_s, u"ARCHIVED"_s, u"UNAVAILABLE"_s};
    Party site;
    site.originId = newId();
    site.organization = m_tenants[number].party.organization;
    say(u"ai-apply-job-posting-status-updated"_s,
        aiPostingPayload(newId(), id, site, states[m_dice.roll(states.size())], m_now - 24h * m_dice.between(1, 90),
                         m_now));
}

void World::raiseIssue(std::size_t number, const QString &type, const QString &title, const QString &message)
{
    Tenant &tenant = m_tenants[number];
    tenant.issue = IssueReport{newId(), type, title, message, m_now, {}};
    say(u"issue-status-changed"_s, issuePayload(newId(), tenant.party, *tenant.issue));
}

void World::resolveIssue(std::size_t number)
{
    Tenant &tenant = m_tenants[number];
    if (!tenant.issue)
        return;
    IssueReport issue = *std::exchange(tenant.issue, std::nullopt);
    issue.resolvedAt = m_now;
    say(u"issue-status-changed"_s, issuePayload(newId(), tenant.party, issue));
}

} // namespace console::sandbox
