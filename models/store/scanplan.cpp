// SPDX-License-Identifier: Apache-2.0
#include "models/store/scanplan.h"

#include "models/store/eventcodec.h"

#include <sqlite3.h>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Asks the one place that knows what a term means.
bool textMatches(const FilterTerm &term, const QString &text)
{
    EventRow row;
    switch (term.key) {
    case FilterKey::Type: row.type = text; break;
    case FilterKey::Id: row.id = text; break;
    case FilterKey::Integration: row.integrationId = text; break;
    case FilterKey::Organization: row.organization = text; break;
    case FilterKey::Tool: row.tool = text; break;
    case FilterKey::Category: row.category = text; break;
    case FilterKey::Verdict:
    case FilterKey::Since:
    case FilterKey::Until: break;
    }
    return Filter{{term}}.matches(row);
}

bool verdictMatches(const FilterTerm &term, Verdict verdict)
{
    EventRow row;
    row.verdict = verdict;
    return Filter{{term}}.matches(row);
}

QString columnName(FilterKey key)
{
    switch (key) {
    case FilterKey::Type: return u"type"_s;
    case FilterKey::Integration: return u"integration"_s;
    case FilterKey::Organization: return u"organization"_s;
    case FilterKey::Tool: return u"tool"_s;
    case FilterKey::Category: return u"category"_s;
    default: return {};
    }
}

bool hasFallback(FilterKey key)
{
    return key == FilterKey::Organization || key == FilterKey::Tool || key == FilterKey::Category;
}

} // namespace

ScanPlan::ScanPlan(StoreReader::Private &store, const Filter &filter, qint64 env) : m_store(store), m_env(env), m_impossible(env == -2)
{
    if (env >= 0)
        addCondition(u"env = "_s + QString::number(env));
    for (const FilterTerm &term : filter.terms)
        addTerm(term);
}

void ScanPlan::addTerm(const FilterTerm &term)
{
    switch (term.key) {
    case FilterKey::Since:
    case FilterKey::Until: {
        if (!term.time) {
            m_impossible = m_impossible || !term.excluded;
            return;
        }
        const bool atLeast = (term.key == FilterKey::Since) != term.excluded;
        addCondition((atLeast ? u"received_at >= "_s : u"received_at < "_s) + QString::number(toMillis(*term.time)));
        return;
    }
    case FilterKey::Verdict:
        addVerdict(term);
        return;
    case FilterKey::Id:
        m_idColumn = columnFor(u"id"_s);
        m_ids.push_back({term, term.value.toUtf8()});
        return;
    default:
        break;
    }
    if (hasFallback(term.key)) {
        m_envColumn = columnFor(u"env"_s);
        m_integrationColumn = columnFor(u"integration"_s);
    }
    NameTerm ready;
    ready.term = term;
    ready.column = columnFor(columnName(term.key));
    m_names.push_back(std::move(ready));
}

void ScanPlan::addVerdict(const FilterTerm &term)
{
    const bool verified = verdictMatches(term, Verdict::Verified);
    const bool unchecked = verdictMatches(term, Verdict::Unchecked);
    if (!verified && !unchecked)
        m_impossible = true;
    else if (verified != unchecked)
        addCondition(u"verdict = "_s + QString::number(int(verified ? Verdict::Verified : Verdict::Unchecked)));
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
    for (const QString &condition : m_conditions)
        text += u" AND +"_s + condition;
    return (text + u" ORDER BY seq"_s + (descending ? u" DESC"_s : QString())).toUtf8();
}

bool ScanPlan::matches(sqlite3_stmt *row)
{
    for (NameTerm &term : m_names) {
        if (!nameMatches(term, row))
            return false;
    }
    for (const IdTerm &term : m_ids) {
        const char *text = reinterpret_cast<const char *>(sqlite3_column_text(row, m_idColumn));
        const QByteArrayView utf8(text, text != nullptr ? sqlite3_column_bytes(row, m_idColumn) : 0);
        const bool same = term.term.wildcard || term.term.excluded
            ? textMatches(term.term, text != nullptr ? QString::fromUtf8(utf8) : QString())
            : utf8 == term.utf8;
        if (!same)
            return false;
    }
    return true;
}

bool ScanPlan::nameMatches(NameTerm &term, sqlite3_stmt *row)
{
    const qint64 id = sqlite3_column_int64(row, term.column);
    if (id == 0 && hasFallback(term.term.key))
        return fallbackMatches(term, row);
    if (size_t(id) >= term.known.size())
        term.known.resize(size_t(id) + 256, Answer::Unknown);
    Answer &answer = term.known[size_t(id)];
    if (answer == Answer::Unknown) {
        const Result<QString> text = m_store.name(id);
        if (!text)
            m_error = text.error();
        answer = text && textMatches(term.term, *text) ? Answer::Yes : Answer::No;
    }
    return answer == Answer::Yes;
}

bool ScanPlan::fallbackMatches(NameTerm &term, sqlite3_stmt *row)
{
    const qint64 env = sqlite3_column_int64(row, m_envColumn);
    const qint64 integration = sqlite3_column_int64(row, m_integrationColumn);
    Answer &answer = term.fallback[quint64(env) << 40 | quint64(integration)];
    if (answer == Answer::Unknown)
        answer = textMatches(term.term, knownText(term.term.key, env, integration)) ? Answer::Yes : Answer::No;
    return answer == Answer::Yes;
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
