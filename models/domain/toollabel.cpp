// SPDX-License-Identifier: Apache-2.0
#include "models/domain/integration.h"

#include <algorithm>
#include <iterator>

namespace console {

namespace {

struct Tool
{
    QStringView slug; ///< as it stands in front of the colon of an integration id
    QStringView name; ///< as its makers write it
};

constexpr Tool tools[] = {
    {u"adpworkforcenow", u"ADP Workforce Now"},
    {u"afas", u"AFAS"},
    {u"ashby", u"Ashby"},
    {u"avature", u"Avature"},
    {u"avionte", u"Avionté"},
    {u"bamboohr", u"BambooHR"},
    {u"bite", u"BITE"},
    {u"bob", u"HiBob"},
    {u"breathehr", u"Breathe HR"},
    {u"bullhorn", u"Bullhorn"},
    {u"ceridian", u"Dayforce"},
    {u"charliehr", u"CharlieHR"},
    {u"concludis", u"Concludis"},
    {u"connexys", u"Connexys"},
    {u"cornerstone", u"Cornerstone"},
    {u"datev", u"DATEV"},
    {u"dvinci", u"d.vinci"},
    {u"eploy", u"Eploy"},
    {u"erecruiter", u"eRecruiter"},
    {u"factorial", u"Factorial"},
    {u"fountain", u"Fountain"},
    {u"greenhouse", u"Greenhouse"},
    {u"guidecom", u"GuideCom"},
    {u"haileyhr", u"Hailey HR"},
    {u"hansalog", u"HANSALOG"},
    {u"haufeumantis", u"Haufe Umantis"},
    {u"heavenhr", u"HeavenHR"},
    {u"hibob", u"HiBob"},
    {u"homerun", u"Homerun"},
    {u"hrworks", u"HRworks"},
    {u"icims", u"iCIMS"},
    {u"jobvite", u"Jobvite"},
    {u"jobylon", u"Jobylon"},
    {u"join", u"JOIN"},
    {u"kenjo", u"Kenjo"},
    {u"lattice", u"Lattice"},
    {u"lever", u"Lever"},
    {u"lucca", u"Lucca"},
    {u"namely", u"Namely"},
    {u"nmbrs", u"Nmbrs"},
    {u"onlyfy", u"onlyfy"},
    {u"oraclehcm", u"Oracle HCM"},
    {u"oraclerecruiting", u"Oracle Recruiting"},
    {u"otys", u"OTYS"},
    {u"paychexflex", u"Paychex Flex"},
    {u"paycom", u"Paycom"},
    {u"paycor", u"Paycor"},
    {u"payfit", u"PayFit"},
    {u"paylocity", u"Paylocity"},
    {u"peoplehr", u"PeopleHR"},
    {u"personio", u"Personio"},
    {u"personiorecruiting", u"Personio Recruiting"},
    {u"phenom", u"Phenom"},
    {u"pinpoint", u"Pinpoint"},
    {u"planday", u"Planday"},
    {u"recruitee", u"Recruitee"},
    {u"rexx", u"rexx systems"},
    {u"rippling", u"Rippling"},
    {u"sagehr", u"Sage HR"},
    {u"sagepeople", u"Sage People"},
    {u"saplitmos", u"SAP Litmos"},
    {u"scim", u"SCIM"},
    {u"sftp", u"SFTP"},
    {u"silae", u"Silae"},
    {u"smartrecruiters", u"SmartRecruiters"},
    {u"softgarden", u"softgarden"},
    {u"successfactors", u"SAP SuccessFactors"},
    {u"sympa", u"Sympa"},
    {u"taleez", u"Taleez"},
    {u"talention", u"Talention"},
    {u"talentlyft", u"TalentLyft"},
    {u"talentsoft", u"Talentsoft"},
    {u"teamtailor", u"Teamtailor"},
    {u"trinet", u"TriNet"},
    {u"ukgpro", u"UKG Pro"},
    {u"ukgready", u"UKG Ready"},
    {u"umantis", u"Haufe Umantis"},
    {u"workable", u"Workable"},
    {u"workday", u"Workday"},
    {u"zohopeople", u"Zoho People"},
    {u"zohorecruit", u"Zoho Recruit"},
};

} // namespace

QString toolLabel(const QString &slug)
{
    const auto found = std::lower_bound(std::begin(tools), std::end(tools), slug,
                                        [](const Tool &tool, const QString &wanted) { return tool.slug < wanted; });
    return found != std::end(tools) && found->slug == slug ? found->name.toString() : slug;
}

} // namespace console
