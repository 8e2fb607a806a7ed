// SPDX-License-Identifier: Apache-2.0
#include "models/domain/maskrules.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <initializer_list>

namespace console {

namespace {

QByteArray folded(QByteArrayView member)
{
    QByteArray name;
    name.reserve(member.size());
    for (const char c : member) {
        if (c >= 'A' && c <= 'Z')
            name += static_cast<char>(c | 0x20);
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<uchar>(c) >= 0x80)
            name += c;
    }
    return name;
}

using Rules = QHash<QByteArray, MaskRule>;

void add(Rules &rules, std::initializer_list<const char *> names, const MaskRule &rule)
{
    for (const char *name : names)
        rules.insert(name, rule);
}

constexpr MaskRule always(MaskKind kind, bool personSign = false)
{
    MaskRule rule;
    rule.kind = kind;
    rule.personSign = personSign;
    return rule;
}

constexpr MaskRule inPerson(MaskKind kind)
{
    MaskRule rule;
    rule.kind = kind;
    rule.onlyInPerson = true;
    return rule;
}

constexpr MaskRule objectRule(bool person)
{
    MaskRule rule;
    rule.person = person;
    rule.company = !person;
    return rule;
}

constexpr MaskRule keeping()
{
    MaskRule rule;
    rule.keep = true;
    return rule;
}

Rules makeRules()
{
    Rules rules;
    add(rules, {"firstname", "lastname", "middlename", "fullname", "displayfullname", "preferredname", "givenname", "familyname",
                "surname", "forename", "maidenname", "birthname", "nickname", "legalname", "legalfirstname", "legallastname",
                "secondlastname", "additionalname", "given", "family"},
        always(MaskKind::Name, true));
    add(rules, {"username", "holdername", "accountholder", "contactperson", "managername", "candidatename", "employeename",
                "recruitername", "interviewername", "assigneename", "authorname", "creatorname", "createdbyname", "suffix"},
        always(MaskKind::Name));
    add(rules, {"name", "displayname", "initials", "login"}, inPerson(MaskKind::Name));
    add(rules, {"address", "addresses", "location", "locations", "place", "city", "zip", "zipcode", "postalcode", "postcode", "district"},
        inPerson(MaskKind::Address));
    add(rules, {"homeaddress", "privateaddress", "personaladdress", "mailingaddress", "residence", "street", "street1", "street2",
                "streetname", "streetaddress", "housenumber", "addressline1", "addressline2", "addressline3", "addressline"},
        always(MaskKind::Address));
    add(rules, {"dateofbirth", "birthdate", "birthday", "dob", "yearofbirth", "dateofdeath"}, always(MaskKind::Date, true));
    add(rules, {"placeofbirth", "birthplace", "cityofbirth", "countryofbirth"}, always(MaskKind::Address));
    add(rules, {"ssn", "socialsecuritynumber", "socialinsurancenumber", "nationalinsurancenumber", "insurancenumber", "taxid",
                "taxnumber", "taxidentificationnumber", "nationalid", "nationalidentifier", "identitynumber", "passportnumber",
                "driverslicense", "driverlicensenumber", "pensionnumber", "eauid"},
        always(MaskKind::Number, true));
    add(rules, {"iban", "bic", "swift", "accountnumber", "bankaccountnumber", "routingnumber", "sortcode", "bankname", "bankaccount",
                "bankaccounts", "bankdetails", "domesticbankrouting", "creditcard", "cardnumber"},
        always(MaskKind::Account));
    add(rules, {"gender", "sex", "ethnicity", "race", "nationality", "nationalities", "citizenship", "citizenships", "maritalstatus",
                "religion", "confession", "denomination", "disability", "disabilities", "disabilitystatus", "veteranstatus",
                "pronouns", "sexualorientation"},
        always(MaskKind::Personal, true));
    add(rules, {"avatar", "avatarurl", "photo", "photourl", "picture", "profilepicture", "profileurl", "sociallinks", "socialmedia",
                "linkedin", "linkedinurl", "xing", "twitter", "github", "facebook", "instagram", "skype", "coverletter",
                "coverlettertext", "resumetext", "filecontent", "dateofdiagnosis"},
        always(MaskKind::Personal));
    add(rules, {"mobile", "cell", "cellular", "tel", "fax", "faxnumber", "mobilenumber", "whatsapp"}, always(MaskKind::Phone, true));
    add(rules, {"mail", "mailaddress"}, always(MaskKind::Email, true));
    add(rules, {"password", "passphrase", "secret", "clientsecret", "webhooksecret", "apikey", "token", "accesstoken", "refreshtoken",
                "submissiontoken", "authorization", "privatekey"},
        always(MaskKind::Secret));
    MaskRule emergency = inPerson(MaskKind::None);
    emergency.person = true;
    add(rules, {"emergencycontact", "emergencycontacts"}, emergency);
    add(rules, {"candidate", "candidates", "applicant", "applicants", "employee", "employees", "user", "users", "person", "persons",
                "people", "manager", "managers", "supervisor", "contact", "contacts", "hiringteam", "hiringmanager", "hiringmanagers",
                "reviewer", "reviewers", "reviewee", "interviewer", "interviewers", "recruiter", "recruiters", "coordinator", "author",
                "creator", "createdby", "updatedby", "assignee", "assignees", "worker", "workers", "participant", "participants",
                "attendee", "attendees", "organizer", "owner", "spouse", "dependent", "dependents", "dependants", "learner", "learners",
                "sourcedby", "approver", "approvers", "member", "members", "referrer", "referee"},
        objectRule(true));
    add(rules, {"company", "organization", "organisation", "legalentity", "legalentities", "employer", "customer", "careersite",
                "integration", "job", "jobs", "tool"},
        objectRule(false));
    add(rules, {"id", "type", "status", "state", "tool", "category", "integrationtool", "integrationcategory", "changedmodels",
                "country", "countrycode", "currency", "kind", "label"},
        keeping());
    rules[QByteArrayLiteral("tool")].company = true;
    return rules;
}

/// `remote_id`, `jobId`, `created_at`, `sync_state`: what must stay for a colleague to correlate.
bool isIdentifier(QByteArrayView member)
{
    for (const char *end : {"_id", "Id", "_ids", "Ids", "_at", "At", "_type", "Type", "_status", "_state", "_code"}) {
        if (member.endsWith(end))
            return true;
    }
    return false;
}

/// A date, a time or a number of the customer's: `start_date`, `validTime`, `employee_number`.
bool isMoment(QByteArrayView member, const QByteArray &name)
{
    for (const char *end : {"_date", "Date", "_time", "Time", "_on", "_timestamp", "_uuid", "_hash", "_version"}) {
        if (member.endsWith(end))
            return true;
    }
    static constexpr const char *known[] = {"date", "time", "datetime", "timestamp", "uuid", "guid", "hash", "checksum", "version", "code",
                                            "key", "sku", "ean", "gtin", "isbn", "employeenumber", "personnelnumber", "staffnumber"};
    return std::any_of(std::begin(known), std::end(known), [&name](const char *word) { return name == word; });
}

} // namespace

MaskRule maskRule(QByteArrayView member)
{
    static const Rules rules = makeRules();
    const QByteArray name = folded(member);
    if (const auto known = rules.constFind(name); known != rules.constEnd())
        return *known;
    const bool identifier = isIdentifier(member);
    if (!identifier && name.contains("email")) {
        // creator_email tells of the customer's person, but `end_user` itself is a company.
        return always(MaskKind::Email, name != "creatoremail" && name != "enduseremail");
    }
    if (!identifier && name.contains("phone"))
        return always(MaskKind::Phone, true);
    if (!identifier && (name.endsWith("firstname") || name.endsWith("lastname") || name.endsWith("fullname") || name.endsWith("surname")))
        return always(MaskKind::Name);
    MaskRule rule = identifier ? keeping() : MaskRule();
    rule.moment = isMoment(member, name);
    return rule;
}

bool isFixedMember(QByteArrayView member)
{
    static const QSet<QByteArray> fixed{"data", "raw", "url", "link", "title", "description", "date", "time", "start", "end", "amount", "value", "values",
                                        "note", "notes", "comment", "message", "error", "code", "version", "model", "models", "count", "result",
                                        "results", "sync", "log", "price", "page", "event", "payload", "metadata", "number", "items", "key"};
    const MaskRule rule = maskRule(member);
    return rule.kind != MaskKind::None || rule.keep || rule.person || rule.company || fixed.contains(folded(member));
}

} // namespace console
