// SPDX-License-Identifier: Apache-2.0
#include "models/domain/filter.h"

#include "models/domain/bodytext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

Qt::CaseSensitivity sensitivityOf(FilterKey key)
{
    const bool exact = key == FilterKey::Type || key == FilterKey::Id || key == FilterKey::Integration;
    return exact ? Qt::CaseSensitive : Qt::CaseInsensitive;
}

QStringView textOf(FilterKey key, const EventRow &row)
{
    switch (key) {
    case FilterKey::Type: return row.type;
    case FilterKey::Id: return row.id;
    case FilterKey::Integration: return row.integrationId;
    case FilterKey::Organization: return row.organization;
    case FilterKey::Tool: return row.tool;
    case FilterKey::Category: return row.category;
    case FilterKey::State: return row.outcome;
    case FilterKey::Comment: return row.comment;
    default: return {};
    }
}

qint64 numberOf(FilterKey key, const EventRow &row)
{
    switch (key) {
    case FilterKey::Deliveries: return row.deliveries;
    case FilterKey::Size: return row.bodySize;
    case FilterKey::Answer: return row.answered;
    case FilterKey::Seq: return row.seq;
    case FilterKey::Conflict: return row.conflict ? 1 : 0;
    case FilterKey::Pinned: return row.pinned ? 1 : 0;
    default: return 0;
    }
}

/// One row and its body, which is asked for once at most.
class Judge
{
public:
    Judge(const EventRow &row, const FilterBody &body) : m_row(row), m_ask(body) {}

    [[nodiscard]] bool all(const QVector<FilterTerm> &terms)
    {
        return each(terms, true);
    }

private:
    /// Whether all (or, with `sought` false, none) come out as wanted: terms without a body first.
    bool each(const QVector<FilterTerm> &terms, bool sought)
    {
        for (const bool withBody : {false, true}) {
            for (const FilterTerm &term : terms) {
                if (asksForBody(term) == withBody && judged(term) != sought)
                    return false;
            }
        }
        return true;
    }

    static bool asksForBody(const FilterTerm &term)
    {
        return term.key == FilterKey::Body || std::any_of(term.parts.begin(), term.parts.end(), asksForBody);
    }

    bool judged(const FilterTerm &term) { return holds(term) != term.excluded; }

    bool holds(const FilterTerm &term)
    {
        switch (term.key) {
        case FilterKey::Any: return !each(term.parts, false);
        case FilterKey::All: return each(term.parts, true);
        case FilterKey::Since:
        case FilterKey::Until: return timeHolds(term, m_row.receivedAt);
        case FilterKey::Verdict: return verdictHolds(term, m_row.verdict);
        case FilterKey::Deliveries:
        case FilterKey::Size:
        case FilterKey::Answer:
        case FilterKey::Seq:
        case FilterKey::Conflict:
        case FilterKey::Pinned: return numberHolds(term, numberOf(term.key, m_row));
        case FilterKey::Body: return BodyNeedle(term.value).isIn(body());
        case FilterKey::Text:
            return textHolds(term, m_row.id) || textHolds(term, m_row.type) || textHolds(term, m_row.integrationId)
                || textHolds(term, m_row.organization);
        default: return textHolds(term, textOf(term.key, m_row));
        }
    }

    const QByteArray &body()
    {
        if (!m_body)
            m_body = m_ask ? m_ask() : QByteArray();
        return *m_body;
    }

    const EventRow &m_row;
    const FilterBody &m_ask;
    std::optional<QByteArray> m_body;
};

bool mentioned(const QVector<FilterTerm> &terms, FilterKey key)
{
    return std::any_of(terms.begin(), terms.end(),
                       [key](const FilterTerm &term) { return term.key == key || mentioned(term.parts, key); });
}

/// Whether the term (negated: its opposite) can only hold for rejected deliveries.
bool onlyRejected(const FilterTerm &term, bool negated)
{
    const bool opposite = negated != term.excluded;
    const auto part = [opposite](const FilterTerm &one) { return onlyRejected(one, opposite); };
    if (term.key == FilterKey::Verdict)
        return !opposite && term.value == u"rejected";
    // Not any: none of them holds, so that one of them is enough; not all: which of them fails is open.
    if ((term.key == FilterKey::All) != opposite)
        return term.isGroup() && std::any_of(term.parts.begin(), term.parts.end(), part);
    return term.isGroup() && !term.parts.isEmpty() && std::all_of(term.parts.begin(), term.parts.end(), part);
}

bool isWordUnit(QChar c)
{
    return c != u' ' && c != u'\t' && c != u'"' && c != u'(' && c != u')';
}

/// A star of the term's value that would be read as a wildcard unless it is escaped.
bool isPlainStar(const FilterTerm &term, qsizetype at)
{
    return term.value[at] == u'*' && term.key != FilterKey::Body && !term.isWildAt(at);
}

QString quoted(const FilterTerm &term)
{
    QString text(u'"');
    for (qsizetype at = 0; at < term.value.size(); ++at) {
        const QChar c = term.value[at];
        if (c == u'"' || c == u'\\' || isPlainStar(term, at))
            text += u'\\';
        text += c;
    }
    return text + u'"';
}

bool needsQuotes(const FilterTerm &term)
{
    for (qsizetype at = 0; at < term.value.size(); ++at) {
        if (!isWordUnit(term.value[at]) || isPlainStar(term, at))
            return true;
    }
    return term.value.isEmpty();
}

QString valueText(const FilterTerm &term)
{
    return needsQuotes(term) ? quoted(term) : term.value;
}

/// A bare text that is read as nothing else.
QString bareText(const FilterTerm &term)
{
    static const QStringList words{u"and"_s, u"or"_s, u"not"_s};
    const QString &value = term.value;
    // @ begins the name of a saved filter where there are any.
    const bool plain = !needsQuotes(term) && !value.contains(u':') && !value.startsWith(u'-') && !value.startsWith(u'@')
        && !words.contains(value.toLower());
    return plain ? value : quoted(term);
}

QString joined(const QVector<FilterTerm> &parts, const QString &between);

QString textOf(const FilterTerm &term)
{
    const QString sign = term.excluded ? u"-"_s : QString();
    switch (term.key) {
    case FilterKey::Text: return sign + bareText(term);
    case FilterKey::Any: return sign + u'(' + joined(term.parts, u" or "_s) + u')';
    case FilterKey::All:
        // `and` binds stronger than the `or` around it.
        return term.excluded ? u"-("_s + joined(term.parts, u" "_s) + u')' : joined(term.parts, u" "_s);
    default: return sign + filterKeyName(term.key) + u':' + valueText(term);
    }
}

/// Somewhere in the text.
bool wildcardIn(const FilterTerm &term, QStringView text, Qt::CaseSensitivity sensitivity)
{
    QVector<qsizetype> plainStars = term.plainStars;
    for (qsizetype &at : plainStars)
        ++at;
    return wildcardMatches(QString(u'*' + term.value + u'*'), text, sensitivity, plainStars);
}

QString joined(const QVector<FilterTerm> &parts, const QString &between)
{
    QStringList texts;
    for (const FilterTerm &part : parts)
        texts.append(textOf(part));
    return texts.join(between);
}

} // namespace

/// Qt 6.4 hands a null pointer to memcmp for two empty vectors of numbers, which C++ does not define.
static bool samePlaces(const QVector<qsizetype> &one, const QVector<qsizetype> &other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end());
}

bool FilterTerm::operator==(const FilterTerm &other) const
{
    return key == other.key && value == other.value && wildcard == other.wildcard && excluded == other.excluded && time == other.time
        && comparison == other.comparison && number == other.number && parts == other.parts && samePlaces(plainStars, other.plainStars);
}

bool FilterTerm::isWildAt(qsizetype at) const
{
    return wildcard && value[at] == u'*' && !std::binary_search(plainStars.begin(), plainStars.end(), at);
}

bool FilterTerm::isAnything() const
{
    return wildcard && plainStars.isEmpty() && std::all_of(value.begin(), value.end(), [](QChar c) { return c == u'*'; });
}

QStringList FilterTerm::runs() const
{
    if (!wildcard)
        return {value};
    QStringList found;
    qsizetype start = 0;
    for (qsizetype at = 0; at <= value.size(); ++at) {
        if (at < value.size() && !isWildAt(at))
            continue;
        if (at > start)
            found.append(value.sliced(start, at - start));
        start = at + 1;
    }
    return found;
}

bool Filter::wantsRejected() const
{
    return std::any_of(terms.begin(), terms.end(), [](const FilterTerm &term) { return onlyRejected(term, false); });
}

bool Filter::mentions(FilterKey key) const
{
    return mentioned(terms, key);
}

bool Filter::matches(const EventRow &row, const FilterBody &body) const
{
    if (row.verdict == Verdict::Rejected && !wantsRejected())
        return false;
    return Judge(row, body).all(terms);
}

QString Filter::text() const
{
    if (terms.size() == 1 && terms.first().key == FilterKey::Any && !terms.first().excluded)
        return joined(terms.first().parts, u" or "_s);
    return joined(terms, u" "_s);
}

QString quotedFilterValue(const QString &value)
{
    FilterTerm term;
    term.value = value;
    return valueText(term);
}

bool textHolds(const FilterTerm &term, QStringView text)
{
    const Qt::CaseSensitivity sensitivity = sensitivityOf(term.key);
    if (term.key == FilterKey::Comment && (term.value.isEmpty() || text.isEmpty()))
        return term.value.isEmpty() && text.isEmpty();
    if (term.key == FilterKey::Text || term.key == FilterKey::Comment)
        return term.wildcard ? wildcardIn(term, text, sensitivity) : text.contains(term.value, sensitivity);
    return term.wildcard ? wildcardMatches(term.value, text, sensitivity, term.plainStars)
                         : text.compare(term.value, sensitivity) == 0;
}

bool numberHolds(const FilterTerm &term, qint64 number)
{
    switch (term.comparison) {
    case FilterComparison::Equal: return number == term.number;
    case FilterComparison::Less: return number < term.number;
    case FilterComparison::LessOrEqual: return number <= term.number;
    case FilterComparison::Greater: return number > term.number;
    case FilterComparison::GreaterOrEqual: return number >= term.number;
    }
    return false;
}

bool timeHolds(const FilterTerm &term, Timestamp time)
{
    return term.time && (term.key == FilterKey::Since ? time >= *term.time : time < *term.time);
}

bool verdictHolds(const FilterTerm &term, Verdict verdict)
{
    return verdictName(verdict) == term.value;
}

const QVector<FilterKey> &filterKeys()
{
    using enum FilterKey;
    static const QVector<FilterKey> keys{Type, Integration, Organization, Tool,       Category, State, Verdict, Since,
                                         Until, Id,          Body,         Deliveries, Conflict, Answer, Size,   Seq,
                                         Pinned, Comment};
    return keys;
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
    case FilterKey::State: return u"state"_s;
    case FilterKey::Deliveries: return u"deliveries"_s;
    case FilterKey::Size: return u"size"_s;
    case FilterKey::Answer: return u"answer"_s;
    case FilterKey::Seq: return u"seq"_s;
    case FilterKey::Conflict: return u"conflict"_s;
    case FilterKey::Body: return u"body"_s;
    case FilterKey::Pinned: return u"pinned"_s;
    case FilterKey::Comment: return u"comment"_s;
    case FilterKey::Text:
    case FilterKey::Any:
    case FilterKey::All: break;
    }
    return {};
}

bool wildcardMatches(QStringView pattern, QStringView text, Qt::CaseSensitivity sensitivity, const QVector<qsizetype> &plainStars)
{
    const auto isWild = [&](qsizetype at) {
        return at < pattern.size() && pattern[at] == u'*'
            && (plainStars.isEmpty() || !std::binary_search(plainStars.begin(), plainStars.end(), at));
    };
    const auto same = [sensitivity](QChar a, QChar b) {
        return a == b || (sensitivity == Qt::CaseInsensitive && a.toCaseFolded() == b.toCaseFolded());
    };
    qsizetype p = 0;
    qsizetype t = 0;
    // Only the last star is ever widened: what stands before it matched as early as it could.
    qsizetype star = -1;
    qsizetype starText = 0;
    while (t < text.size()) {
        if (isWild(p)) {
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
    while (isWild(p))
        ++p;
    return p == pattern.size();
}

} // namespace console
