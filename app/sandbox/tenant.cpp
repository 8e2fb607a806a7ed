// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/tenant.h"

#include "app/sandbox/identity.h"
#include "app/sandbox/words.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace console::sandbox {

namespace {

/// Order and fates of the first dozen; later ones go round and are healthy.
struct Part
{
    const char *tool;
    const char *category;
    Fate fate;
};
constexpr Part parts[] = {
    {"personio", "HRIS", Fate::Healthy},
    {"workday", "HRIS", Fate::Healthy},
    {"bamboohr", "HRIS", Fate::CredentialsFail},
    {"greenhouse", "ATS", Fate::Healthy},
    {"successfactors", "HRIS", Fate::Silent},
    {"lever", "ATS", Fate::Healthy},
    {"hibob", "HRIS", Fate::Healthy},
    {"smartrecruiters", "ATS", Fate::QaPending},
    {"ashby", "ATS", Fate::Healthy},
    {"teamtailor", "ATS", Fate::InSetup},
    {"workday", "ASSESSMENT", Fate::Healthy},
    {"cornerstone", "LMS", Fate::Healthy},
};

const Tool &toolOf(const Part &part)
{
    for (const Tool &tool : tools()) {
        if (qstrcmp(tool.id, part.tool) == 0 && qstrcmp(tool.category, part.category) == 0)
            return tool;
    }
    return tools().front();
}

Party makeParty(const Tool &tool, quint64 key, int number)
{
    const Company &owner = company(static_cast<quint64>(number));
    Party party;
    party.tool = QString::fromLatin1(tool.id);
    party.id = party.tool + u':' + QString::fromLatin1(idOf(key));
    party.category = QString::fromLatin1(tool.category);
    party.organization = QString::fromUtf8(owner.name);
    if (number >= companyCount())
        party.organization += u" %1"_s.arg(number / companyCount() + 1);
    // The documentation allows both to be null.
    if (number % 5 != 4)
        party.creatorEmail = u"people-ops@"_s + QString::fromLatin1(owner.domain);
    if (number % 7 != 6)
        party.originId = QString::number(36000 + number);
    return party;
}

void applyFate(Tenant &tenant, Timestamp epoch)
{
    switch (tenant.fate) {
    case Fate::Healthy:
    case Fate::Silent:
        break;
    case Fate::CredentialsFail:
        // Ten minutes before its three days are over: who starts the sandbox sees it happen.
        tenant.failingSince = epoch - 72h + 10min;
        break;
    case Fate::QaPending:
        tenant.createdAt = epoch - 5h;
        tenant.status.qa = u"PENDING"_s;
        break;
    case Fate::InSetup:
        tenant.createdAt = epoch - 25min;
        tenant.status.qa = u"PENDING"_s;
        tenant.status.setup = u"INCOMPLETE"_s;
        break;
    }
}

} // namespace

const std::vector<Tool> &tools()
{
    static const std::vector<Tool> all{
        {"personio", "Personio", "HRIS", true, ""},
        {"workday", "Workday", "HRIS", true, ""},
        {"bamboohr", "BambooHR", "HRIS", true, "hris_staffing_entities"},
        {"hibob", "HiBob", "HRIS", true,
         "hris_staffing_entities hris_performance_review_cycles hris_performance_reviews"},
        {"successfactors", "SAP SuccessFactors", "HRIS", true, "hris_timesheets"},
        {"greenhouse", "Greenhouse", "ATS", true, ""},
        {"lever", "Lever", "ATS", false, ""},
        {"smartrecruiters", "SmartRecruiters", "ATS", true, ""},
        {"ashby", "Ashby", "ATS", true, ""},
        {"teamtailor", "Teamtailor", "ATS", true, "ats_offers"},
        {"workday", "Workday", "ASSESSMENT", true, ""},
        {"cornerstone", "Cornerstone OnDemand", "LMS", false, ""},
    };
    return all;
}

bool Tenant::offers(const Model &model) const
{
    if (model.category != party.category)
        return false;
    for (const Tool &tool : tools()) {
        if (party.tool == QLatin1StringView(tool.id) && party.category == QLatin1StringView(tool.category))
            return !QByteArray(tool.lacks).split(' ').contains(model.name);
    }
    return true;
}

std::vector<Tenant> makeTenants(const Catalog &catalog, quint64 seed, int count, qint64 records, Timestamp epoch)
{
    std::vector<Tenant> tenants;
    constexpr int size = std::size(parts);
    // Beyond a hundred integrations each syncs more rarely, so that the sandbox stays a small program.
    const int crowd = qMax(1, count / 100);
    for (int i = 0; i < count; ++i) {
        const Part &part = parts[i % size];
        const Tool &tool = toolOf(part);
        const quint64 key = mix(mix(seed, 17), static_cast<quint64>(i));
        Dice dice(key);
        Tenant tenant{.party = makeParty(tool, key, i),
                      .toolLabel = QString::fromLatin1(tool.label),
                      .deltaSyncs = tool.deltaSyncs,
                      .fate = i < size ? part.fate : Fate::Healthy,
                      .status = {},
                      .createdAt = epoch - 24h * dice.between(4, 60) - 1min * dice.between(0, 700),
                      .cadence = 1s * dice.between(40, 70) * crowd,
                      .book = RecordBook(catalog, key, static_cast<quint64>(i), records, epoch),
                      .scopeConfigId = QString::fromLatin1(idOf(mix(key, 3))),
                      .sync = {},
                      .failingSince = {},
                      .issue = {},
                      .changedModels = {},
                      .dataChangedAt = {}};
        applyFate(tenant, epoch);
        tenants.push_back(std::move(tenant));
    }
    return tenants;
}

} // namespace console::sandbox
