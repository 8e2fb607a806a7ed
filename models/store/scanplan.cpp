// SPDX-License-Identifier: Apache-2.0
#include "models/store/scanplan.h"

#include <algorithm>
#include <sqlite3.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int costOfBody = 1000;
/// SQLite bounds how deep an expression may be; what is more is judged here.
constexpr qsizetype mostConditions = 64;

QString columnName(FilterKey key)
{
    switch (key) {
    case FilterKey::Type: return u"type"_s;
    case FilterKey::Id: return u"id"_s;
    case FilterKey::Integration: return u"integration"_s;
    case FilterKey::Organization: return u"organization"_s;
    case FilterKey::Tool: return u"tool"_s;
    case FilterKey::Category: return u"category"_s;
    case FilterKey::State: return u"outcome"_s;
    case FilterKey::Verdict: return u"verdict"_s;
    case FilterKey::Since:
    case FilterKey::Until: return u"received_at"_s;
    case FilterKey::Deliveries: return u"deliveries"_s;
    case FilterKey::Size: return u"body_size"_s;
    case FilterKey::Answer: return u"answered"_s;
    case FilterKey::Conflict: return u"conflict"_s;
    case FilterKey::Pinned: return u"coalesce((SELECT mark.pinned FROM mark WHERE mark.event = event.seq), 0)"_s;
    case FilterKey::Comment: return u"(SELECT mark.comment FROM mark WHERE mark.event = event.seq)"_s;
    case FilterKey::Seq:
    case FilterKey::Body:
    case FilterKey::Text:
    case FilterKey::Any:
    case FilterKey::All: break;
    }
    return u"seq"_s;
}

bool hasFallback(FilterKey key)
{
    return key == FilterKey::Organization || key == FilterKey::Tool || key == FilterKey::Category;
}

QString sqlComparison(FilterComparison comparison)
{
    switch (comparison) {
    case FilterComparison::Equal: return u" = "_s;
    case FilterComparison::Less: return u" < "_s;
    case FilterComparison::LessOrEqual: return u" <= "_s;
    case FilterComparison::Greater: return u" > "_s;
    case FilterComparison::GreaterOrEqual: return u" >= "_s;
    }
    return u" = "_s;
}

/// Whether the term (negated: its opposite) can only hold for events that somebody marked.
bool asksForMark(const FilterTerm &term, bool negated)
{
    const bool opposite = negated != term.excluded;
    const auto part = [opposite](const FilterTerm &one) { return asksForMark(one, opposite); };
    switch (term.key) {
    case FilterKey::Pinned: return (term.number == 1) != opposite;
    case FilterKey::Comment: return !opposite && !term.value.isEmpty();
    case FilterKey::All:
    case FilterKey::Any:
        return (term.key == FilterKey::All) != opposite ? std::any_of(term.parts.begin(), term.parts.end(), part)
                                                        : std::all_of(term.parts.begin(), term.parts.end(), part);
    default: return false;
    }
}

} // namespace

ScanPlan::ScanPlan(StoreReader::Private &store, const Filter &filter, qint64 env) : m_store(store), m_impossible(env == -2)
{
    m_onlyMarked = std::any_of(filter.terms.begin(), filter.terms.end(), [](const FilterTerm &term) { return asksForMark(term, false); });
    if (env >= 0)
        addCondition(u"env = "_s + QString::number(env));
    for (const FilterTerm &term : filter.terms)
        addTerm(term);
    std::stable_sort(m_checks.begin(), m_checks.end(), [](const Check &a, const Check &b) { return a.cost < b.cost; });
}

ScanPlan::~ScanPlan()
{
    sqlite3_finalize(m_bodies);
}

void ScanPlan::addTerm(const FilterTerm &term)
{
    if (m_conditions.size() < mostConditions) {
        switch (term.key) {
        case FilterKey::Since:
        case FilterKey::Until:
            if (term.time) {
                const bool atLeast = (term.key == FilterKey::Since) != term.excluded;
                return addCondition((atLeast ? u"received_at >= "_s : u"received_at < "_s) + QString::number(toMillis(*term.time)));
            }
            break;
        case FilterKey::Verdict: return addVerdict(term);
        default:
            if (addNumber(term))
                return;
        }
    }
    m_checks.push_back(ready(term));
}

void ScanPlan::addVerdict(const FilterTerm &term)
{
    const bool verified = verdictHolds(term, Verdict::Verified) != term.excluded;
    const bool unchecked = verdictHolds(term, Verdict::Unchecked) != term.excluded;
    if (!verified && !unchecked)
        m_impossible = true;
    else if (verified != unchecked)
        addCondition(u"verdict = "_s + QString::number(int(verified ? Verdict::Verified : Verdict::Unchecked)));
}

bool ScanPlan::addNumber(const FilterTerm &term)
{
    switch (term.key) {
    case FilterKey::Deliveries:
    case FilterKey::Size:
    case FilterKey::Answer:
    case FilterKey::Seq:
    case FilterKey::Conflict:
    case FilterKey::Pinned: break;
    default: return false;
    }
    addCondition(u"("_s + columnName(term.key) + sqlComparison(term.comparison) + QString::number(term.number)
                 + (term.excluded ? u") = 0"_s : u")"_s));
    return true;
}

ScanPlan::Check ScanPlan::ready(const FilterTerm &term)
{
    switch (term.key) {
    case FilterKey::Any:
    case FilterKey::All: {
        std::vector<Check> parts;
        for (const FilterTerm &part : term.parts)
            parts.push_back(ready(part));
        return readyGroup(term, std::move(parts));
    }
    case FilterKey::Text: {
        FilterTerm any;
        any.key = FilterKey::Any;
        any.excluded = term.excluded;
        FilterTerm plain = term;
        plain.excluded = false;
        std::vector<Check> parts;
        for (const FilterKey source : {FilterKey::Type, FilterKey::Integration, FilterKey::Organization, FilterKey::Id})
            parts.push_back(readyText(plain, source));
        return readyGroup(any, std::move(parts));
    }
    case FilterKey::Body: {
        Check check{Kind::Body, term.key, term, 0, costOfBody, {}, {}, {}, {}, {}};
        check.needle.setPattern(term.value.toUtf8());
        return check;
    }
    case FilterKey::Verdict:
    case FilterKey::Since:
    case FilterKey::Until:
    case FilterKey::Deliveries:
    case FilterKey::Size:
    case FilterKey::Answer:
    case FilterKey::Seq:
    case FilterKey::Conflict:
    case FilterKey::Pinned: return {Kind::Number, term.key, term, columnFor(columnName(term.key)), 0, {}, {}, {}, {}, {}};
    default: return readyText(term, term.key);
    }
}

ScanPlan::Check ScanPlan::readyText(const FilterTerm &term, FilterKey source)
{
    const int column = columnFor(columnName(source));
    if (source == FilterKey::Id) {
        const bool exact = term.key == FilterKey::Id && !term.wildcard;
        return {Kind::Id, source, term, column, exact ? 2 : 3, {}, {}, exact ? term.value.toUtf8() : QByteArray(), {}, {}};
    }
    if (source == FilterKey::Comment)
        return {Kind::Id, source, term, column, 3, {}, {}, {}, {}, {}};
    if (hasFallback(source)) {
        m_envColumn = columnFor(u"env"_s);
        m_integrationColumn = columnFor(u"integration"_s);
    }
    return {Kind::Name, source, term, column, 1, {}, {}, {}, {}, {}};
}

ScanPlan::Check ScanPlan::readyGroup(const FilterTerm &term, std::vector<Check> parts)
{
    std::stable_sort(parts.begin(), parts.end(), [](const Check &a, const Check &b) { return a.cost < b.cost; });
    Check check;
    check.kind = Kind::Group;
    check.term.key = term.key;
    check.term.excluded = term.excluded;
    check.cost = parts.empty() ? 0 : parts.back().cost + 1;
    check.parts = std::move(parts);
    return check;
}

int ScanPlan::columnFor(const QString &name)
{
    const qsizetype present = m_columns.indexOf(name);
    if (present >= 0)
        return int(present);
    m_columns.append(name);
    return int(m_columns.size()) - 1;
}

QByteArray ScanPlan::sql(bool descending) const
{
    // Only column names and integers are put together here; texts are compared outside of SQL. `+` keeps SQLite from
    // leaving the order of the numbers for an index.
    QString text = u"SELECT "_s + m_columns.join(u", "_s) + u" FROM event WHERE seq BETWEEN ?1 AND ?2"_s;
    if (m_onlyMarked) // marks are few: each is looked up, instead of walking all events
        text += u" AND seq IN (SELECT event FROM mark WHERE event BETWEEN ?1 AND ?2)"_s;
    for (const QString &condition : m_conditions)
        text += u" AND +"_s + condition;
    return (text + u" ORDER BY seq"_s + (descending ? u" DESC"_s : QString())).toUtf8();
}

bool ScanPlan::matches(sqlite3_stmt *row)
{
    for (Check &check : m_checks) {
        if (!judged(check, row))
            return false;
    }
    return true;
}

bool ScanPlan::judged(Check &check, sqlite3_stmt *row)
{
    switch (check.kind) {
    case Kind::Name: return nameHolds(check, row) != check.term.excluded;
    case Kind::Number: return numberHoldsFor(check, row) != check.term.excluded;
    case Kind::Id: return idHolds(check, row) != check.term.excluded;
    case Kind::Group: return groupHolds(check, row) != check.term.excluded;
    case Kind::Body: return bodyHolds(check, row) != check.term.excluded;
    }
    return false;
}

bool ScanPlan::groupHolds(Check &check, sqlite3_stmt *row)
{
    const bool all = check.term.key == FilterKey::All;
    for (Check &part : check.parts) {
        if (judged(part, row) != all)
            return !all;
    }
    return all;
}

bool ScanPlan::nameHolds(Check &check, sqlite3_stmt *row)
{
    const qint64 id = sqlite3_column_int64(row, check.column);
    if (id == 0 && hasFallback(check.source))
        return fallbackHolds(check, row);
    if (size_t(id) >= check.known.size())
        check.known.resize(size_t(id) + 256, Answer::Unknown);
    Answer &answer = check.known[size_t(id)];
    if (answer == Answer::Unknown) {
        const Result<QString> text = m_store.name(id);
        if (!text)
            m_error = text.error();
        answer = text && textHolds(check.term, *text) ? Answer::Yes : Answer::No;
    }
    return answer == Answer::Yes;
}

bool ScanPlan::fallbackHolds(Check &check, sqlite3_stmt *row)
{
    const qint64 env = sqlite3_column_int64(row, m_envColumn);
    const qint64 integration = sqlite3_column_int64(row, m_integrationColumn);
    Answer &answer = check.fallback[quint64(env) << 40 | quint64(integration)];
    if (answer == Answer::Unknown)
        answer = textHolds(check.term, knownText(check.source, env, integration)) ? Answer::Yes : Answer::No;
    return answer == Answer::Yes;
}

bool ScanPlan::idHolds(const Check &check, sqlite3_stmt *row) const
{
    const char *text = reinterpret_cast<const char *>(sqlite3_column_text(row, check.column));
    const QByteArrayView utf8(text, text != nullptr ? sqlite3_column_bytes(row, check.column) : 0);
    if (!check.utf8.isNull())
        return utf8 == check.utf8;
    return textHolds(check.term, QString::fromUtf8(utf8));
}

bool ScanPlan::numberHoldsFor(const Check &check, sqlite3_stmt *row) const
{
    const qint64 number = sqlite3_column_int64(row, check.column);
    switch (check.term.key) {
    case FilterKey::Verdict: return verdictHolds(check.term, Verdict(int(number)));
    case FilterKey::Since:
    case FilterKey::Until: return timeHolds(check.term, fromMillis(number));
    default: return numberHolds(check.term, number);
    }
}

bool ScanPlan::bodyHolds(const Check &check, sqlite3_stmt *row)
{
    if (!readBody(sqlite3_column_int64(row, 0)))
        return false;
    const qsizetype size = sqlite3_column_bytes(m_bodies, 0);
    const char *bytes = static_cast<const char *>(sqlite3_column_blob(m_bodies, 0));
    return check.needle.pattern().isEmpty() || (bytes != nullptr && check.needle.indexIn(bytes, size) >= 0);
}

/// Leaves `m_bodies` on the body of this event. A body that is not there (removed meanwhile) counts as an empty one.
bool ScanPlan::readBody(qint64 seq)
{
    if (m_bodyOf == seq)
        return true;
    sqlite3 *handle = m_store.database->handle();
    if (m_bodies == nullptr
        && sqlite3_prepare_v2(handle, "SELECT body FROM event_body WHERE seq = ?", -1, &m_bodies, nullptr) != SQLITE_OK) {
        m_error = m_store.database->takeError();
        return false;
    }
    sqlite3_reset(m_bodies);
    sqlite3_bind_int64(m_bodies, 1, seq);
    const int code = sqlite3_step(m_bodies);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        m_error = m_store.database->takeError();
        return false;
    }
    m_bodyOf = seq;
    m_bytesRead += sqlite3_column_bytes(m_bodies, 0);
    return true;
}

void ScanPlan::pause()
{
    sqlite3_reset(m_bodies);
    m_bodyOf = -1;
}

QString ScanPlan::knownText(FilterKey key, qint64 env, qint64 integration)
{
    const Result<SqlQuery *> query = m_store.run("read.fallback", {env, integration});
    if (!query) {
        m_error = query.error();
        return {};
    }
    QString text;
    const int column = key == FilterKey::Tool ? 0 : key == FilterKey::Category ? 1 : 2;
    if ((*query)->next())
        text = (*query)->text(column);
    (*query)->finish();
    return text;
}

} // namespace console
