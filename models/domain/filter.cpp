// SPDX-License-Identifier: Apache-2.0
#include "models/domain/filter.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr std::array allKeys{FilterKey::Type,     FilterKey::Id,      FilterKey::Integration, FilterKey::Organization, FilterKey::Tool,
                             FilterKey::Category, FilterKey::Verdict, FilterKey::Since,       FilterKey::Until};

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t';
}

std::optional<FilterKey> keyFromName(QStringView name)
{
    for (const FilterKey key : allKeys) {
        if (filterKeyName(key) == name)
            return key;
    }
    return std::nullopt;
}

Qt::CaseSensitivity sensitivityOf(FilterKey key)
{
    const bool exact = key == FilterKey::Type || key == FilterKey::Id || key == FilterKey::Integration;
    return exact ? Qt::CaseSensitive : Qt::CaseInsensitive;
}

/// Reads terms one after the other; columns in errors are counted from 1.
class FilterReader
{
public:
    FilterReader(QStringView text, Timestamp now) : m_text(text), m_now(now) {}

    Result<Filter> run()
    {
        Filter filter;
        for (skipBlanks(); m_at < m_text.size(); skipBlanks()) {
            const auto term = readTerm();
            if (!term)
                return tl::unexpected<Error>(term.error());
            filter.terms.append(*term);
        }
        return filter;
    }

private:
    void skipBlanks()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
    }

    tl::unexpected<Error> errorAt(qsizetype place, const QString &code, const QString &what) const
    {
        return failure(ErrorKind::InvalidInput, code, u"column "_s + QString::number(place + 1) + u": "_s + what);
    }

    Result<FilterTerm> readTerm()
    {
        FilterTerm term;
        term.excluded = m_text[m_at] == u'-';
        if (term.excluded)
            ++m_at;
        const qsizetype keyStart = m_at;
        while (m_at < m_text.size() && m_text[m_at] != u':' && !isBlank(m_text[m_at]))
            ++m_at;
        const QStringView name = m_text.sliced(keyStart, m_at - keyStart);
        if (m_at >= m_text.size() || m_text[m_at] != u':')
            return errorAt(keyStart, u"filter-syntax"_s, u"expected key:value"_s);
        const auto key = keyFromName(name);
        if (!key)
            return errorAt(keyStart, u"filter-key"_s, u"unknown key \""_s + name.toString() + u'"');
        term.key = *key;
        ++m_at;
        const qsizetype valueStart = m_at;
        auto value = readValue();
        if (!value)
            return tl::unexpected<Error>(value.error());
        term.value = *std::move(value);
        return finished(std::move(term), valueStart);
    }

    Result<QString> readValue()
    {
        if (m_at < m_text.size() && m_text[m_at] == u'"')
            return readQuoted();
        const qsizetype start = m_at;
        for (; m_at < m_text.size() && !isBlank(m_text[m_at]); ++m_at) {
            if (m_text[m_at] == u'"')
                return errorAt(m_at, u"filter-syntax"_s, u"a quote may only stand around the whole value"_s);
        }
        if (m_at == start)
            return errorAt(start, u"filter-syntax"_s, u"expected a value after the colon"_s);
        return m_text.sliced(start, m_at - start).toString();
    }

    Result<QString> readQuoted()
    {
        const qsizetype start = m_at;
        QString value = u""_s;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            QChar c = m_text[m_at];
            if (c == u'"') {
                ++m_at;
                if (m_at < m_text.size() && !isBlank(m_text[m_at]))
                    return errorAt(m_at, u"filter-syntax"_s, u"expected a blank after the closing quote"_s);
                return value;
            }
            if (c == u'\\') {
                ++m_at;
                if (m_at >= m_text.size() || (m_text[m_at] != u'"' && m_text[m_at] != u'\\'))
                    return errorAt(m_at - 1, u"filter-syntax"_s, u"in quotes only \\\" and \\\\ are known"_s);
                c = m_text[m_at];
            }
            value += c;
        }
        return errorAt(start, u"filter-syntax"_s, u"the quote is never closed"_s);
    }

    Result<FilterTerm> finished(FilterTerm term, qsizetype valueStart) const
    {
        switch (term.key) {
        case FilterKey::Since:
        case FilterKey::Until:
            term.time = parseMoment(term.value, m_now);
            if (!term.time)
                return errorAt(valueStart, u"filter-time"_s, u"expected a time such as 2026-05-01T12:00:00Z or a span such as 2h"_s);
            term.value = formatTimestamp(*term.time);
            return term;
        case FilterKey::Verdict:
            term.value = term.value.toLower();
            if (!verdictFromName(term.value))
                return errorAt(valueStart, u"filter-verdict"_s, u"expected verified, unchecked or rejected"_s);
            return term;
        default:
            term.wildcard = term.value.contains(u'*');
            return term;
        }
    }

    QStringView m_text;
    Timestamp m_now;
    qsizetype m_at = 0;
};

const QString &textOf(FilterKey key, const EventRow &row)
{
    static const QString none;
    switch (key) {
    case FilterKey::Type: return row.type;
    case FilterKey::Id: return row.id;
    case FilterKey::Integration: return row.integrationId;
    case FilterKey::Organization: return row.organization;
    case FilterKey::Tool: return row.tool;
    case FilterKey::Category: return row.category;
    case FilterKey::Verdict:
    case FilterKey::Since:
    case FilterKey::Until: break;
    }
    return none;
}

bool holds(const FilterTerm &term, const EventRow &row)
{
    switch (term.key) {
    case FilterKey::Since: return term.time && row.receivedAt >= *term.time;
    case FilterKey::Until: return term.time && row.receivedAt < *term.time;
    case FilterKey::Verdict: return verdictName(row.verdict) == term.value;
    default: break;
    }
    const QString &text = textOf(term.key, row);
    const Qt::CaseSensitivity sensitivity = sensitivityOf(term.key);
    if (term.wildcard)
        return wildcardMatches(term.value, text, sensitivity);
    return text.compare(term.value, sensitivity) == 0;
}

QString quotedWhereNeeded(const QString &value)
{
    const bool plain = !value.isEmpty() && std::none_of(value.begin(), value.end(), [](QChar c) { return isBlank(c) || c == u'"'; });
    if (plain)
        return value;
    QString quoted(u'"');
    for (const QChar c : value) {
        if (c == u'"' || c == u'\\')
            quoted += u'\\';
        quoted += c;
    }
    return quoted + u'"';
}

} // namespace

bool Filter::wantsRejected() const
{
    return std::any_of(terms.begin(), terms.end(), [](const FilterTerm &term) {
        return term.key == FilterKey::Verdict && !term.excluded && term.value == u"rejected"_s;
    });
}

bool Filter::matches(const EventRow &row) const
{
    if (row.verdict == Verdict::Rejected && !wantsRejected())
        return false;
    return std::all_of(terms.begin(), terms.end(), [&](const FilterTerm &term) { return holds(term, row) != term.excluded; });
}

QString Filter::text() const
{
    QStringList parts;
    for (const FilterTerm &term : terms)
        parts.append((term.excluded ? u"-"_s : QString()) + filterKeyName(term.key) + u':' + quotedWhereNeeded(term.value));
    return parts.join(u' ');
}

Result<Filter> parseFilter(const QString &text, Timestamp now)
{
    return FilterReader(text, now).run();
}

QString filterKeyName(FilterKey key)
{
    switch (key) {
    case FilterKey::Type: return u"type"_s;
    case FilterKey::Id: return u"id"_s;
    case FilterKey::Integration: return u"integration"_s;
    case FilterKey::Organization: return u"org"_s;
    case FilterKey::Tool: return u"tool"_s;
    case FilterKey::Category: return u"category"_s;
    case FilterKey::Verdict: return u"verdict"_s;
    case FilterKey::Since: return u"since"_s;
    case FilterKey::Until: return u"until"_s;
    }
    return {};
}

bool wildcardMatches(QStringView pattern, QStringView text, Qt::CaseSensitivity sensitivity)
{
    const auto same = [sensitivity](QChar a, QChar b) {
        return a == b || (sensitivity == Qt::CaseInsensitive && a.toCaseFolded() == b.toCaseFolded());
    };
    qsizetype p = 0;
    qsizetype t = 0;
    // Only the last star is ever widened: what stands before it matched as early as it could.
    qsizetype star = -1;
    qsizetype starText = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            starText = t;
        } else if (p < pattern.size() && same(pattern[p], text[t])) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++starText;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*')
        ++p;
    return p == pattern.size();
}

} // namespace console
