// SPDX-License-Identifier: Apache-2.0
// readFilter, parseFilter: text to tree. What a tree means is in filter.cpp.
#include "models/domain/filternumber.h"
#include "models/domain/filterproblem.h"
#include "models/domain/filtertokens.h"
#include "models/domain/nearest.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int deepest = 32;     ///< groups within groups; recursion here and in whatever walks the tree
constexpr qsizetype shown = 40; ///< units of the text that an error repeats

QString tr(const char *source)
{
    return QCoreApplication::translate("Filter", source);
}

/// Parts of one kind lie in one list, a group of one is its part: the same meaning has one tree.
FilterTerm grouped(FilterKey key, const QVector<FilterTerm> &parts)
{
    if (parts.size() == 1)
        return parts.first();
    FilterTerm group;
    group.key = key;
    for (const FilterTerm &part : parts) {
        if (part.key == key && !part.excluded)
            group.parts += part.parts;
        else
            group.parts.append(part);
    }
    return group;
}

struct Place
{
    qsizetype at = 0;
    qsizetype length = 0;
};

/// Reads from left to right; places are counted from 0 here, from 1 in problems.
class FilterReader
{
public:
    using Term = tl::expected<FilterTerm, FilterProblem>;

    FilterReader(QStringView text, Timestamp now) : m_text(text), m_now(now) {}

    tl::expected<Filter, FilterProblem> run()
    {
        Filter filter;
        skipBlanks();
        if (atEnd())
            return filter;
        Term whole = readChoice();
        if (!whole)
            return tl::unexpected<FilterProblem>(whole.error());
        if (whole->key == FilterKey::All && !whole->excluded)
            filter.terms = whole->parts;
        else
            filter.terms = {*whole};
        qsizetype index = 0;
        const qsizetype stray = filter.wantsRejected() ? -1 : strayRejected(filter.terms, false, index);
        if (stray >= 0)
            return problem(m_verdicts.at(stray), u"filter-rejected"_s, tr("rejected deliveries are kept apart from events"),
                           tr("let verdict:rejected hold for the whole filter, outside of `or`"));
        return filter;
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] bool closes(QChar c) const { return c == u')' && !m_open.isEmpty(); }

    void skipBlanks()
    {
        while (!atEnd() && isFilterBlank(m_text[m_at]))
            ++m_at;
    }

    static tl::unexpected<FilterProblem> problem(Place place, const QString &code, const QString &what, const QString &hint = {})
    {
        return tl::unexpected<FilterProblem>({code, place.at + 1, place.length, what, hint});
    }
    /// `hint` where nothing comes near.
    static tl::unexpected<FilterProblem> mistaken(Place place, const QString &code, const QString &what, const QString &hint, const QString &meant)
    {
        return tl::unexpected<FilterProblem>(
            {code, place.at + 1, place.length, what, meant.isEmpty() ? hint : tr("did you mean \"%1\"?").arg(meant), meant});
    }
    static tl::unexpected<FilterProblem> syntax(Place place, const QString &what, const QString &hint = {})
    {
        return problem(place, u"filter-syntax"_s, what, hint);
    }
    /// What was expected is missing here.
    tl::unexpected<FilterProblem> missing(const QString &what) const
    {
        return syntax({m_at, 0}, what, tr("a term is key:value, a word or a \"quoted text\""));
    }

    /// The word stands here as an operator.
    [[nodiscard]] bool standsHere(QStringView word) const
    {
        if (!m_text.sliced(m_at).startsWith(word, Qt::CaseInsensitive))
            return false;
        const qsizetype end = m_at + word.size();
        return end >= m_text.size() || isFilterBlank(m_text[end]) || m_text[end] == u'(' || closes(m_text[end]);
    }
    [[nodiscard]] bool takeWord(QStringView word)
    {
        if (!standsHere(word))
            return false;
        m_at += word.size();
        skipBlanks();
        return true;
    }

    /// Terms joined by `or`.
    Term readChoice()
    {
        QVector<FilterTerm> parts;
        do {
            Term part = readSequence();
            if (!part)
                return part;
            parts.append(*std::move(part));
        } while (!atEnd() && takeWord(u"or"));
        return grouped(FilterKey::Any, parts);
    }

    /// Terms joined by blanks or `and`; at least one.
    Term readSequence()
    {
        QVector<FilterTerm> parts;
        do {
            Term part = readSigned();
            if (!part)
                return part;
            parts.append(*std::move(part));
            skipBlanks();
        } while (!atEnd() && !closes(m_text[m_at]) && (takeWord(u"and") || !standsHere(u"or")));
        return grouped(FilterKey::All, parts);
    }

    Term readSigned()
    {
        bool excluded = false;
        while (!atEnd() && takeWord(u"not"))
            excluded = !excluded;
        if (!atEnd() && m_text[m_at] == u'-') {
            excluded = !excluded;
            ++m_at;
        } else if (!atEnd() && (standsHere(u"and") || standsHere(u"or"))) {
            return syntax({m_at, standsHere(u"or") ? 2 : 3}, tr("expected a term before \"and\" or \"or\""),
                          tr("in quotes it is a text to look for"));
        }
        Term term = readPlain();
        if (term && excluded)
            term->excluded = !term->excluded;
        return term;
    }

    Term readPlain()
    {
        if (atEnd() || isFilterBlank(m_text[m_at]))
            return missing(tr("expected a term"));
        if (m_text[m_at] == u'(')
            return readGroup();
        if (m_text[m_at] == u')')
            return syntax({m_at, 1}, closes(u')') ? tr("expected a term before the parenthesis") : tr("this parenthesis closes nothing"),
                          tr("in quotes it is a text to look for"));
        if (m_text[m_at] == u'"')
            return bareText(readQuoted());
        return readWord();
    }

    Term readGroup()
    {
        const Place open{m_at, 1};
        if (m_open.size() >= deepest)
            return problem(open, u"filter-depth"_s, tr("parentheses are nested too deeply"), tr("at most %1 levels").arg(deepest));
        m_open.append(m_at++);
        skipBlanks();
        if (atEnd())
            return syntax(open, tr("the parenthesis is never closed"));
        Term term = readChoice();
        if (!term)
            return term;
        if (atEnd())
            return syntax(open, tr("the parenthesis is never closed"));
        m_open.removeLast();
        ++m_at;
        return term;
    }

    /// A bare word or key:value.
    Term readWord()
    {
        const qsizetype start = m_at;
        if (m_text.sliced(start).startsWith(u"@\"")) { // the name of a saved filter with blanks
            ++m_at;
            auto name = readQuoted();
            if (name) {
                name->text.prepend(u'@');
                for (qsizetype &star : name->plainStars)
                    ++star;
            }
            return bareText(std::move(name));
        }
        const qsizetype end = wordEnd(start);
        const qsizetype colon = m_text.sliced(start, end - start).indexOf(u':');
        if (colon >= 0)
            return readKeyed(start, start + colon);
        return bareText(readBare());
    }

    /// What was written with its escapes taken away.
    struct Value
    {
        QString text;
        QVector<qsizetype> plainStars = {}; ///< those that were escaped
    };

    static void setText(FilterTerm &term, Value value)
    {
        term.wildcard = value.text.count(u'*') > value.plainStars.size();
        term.value = std::move(value.text);
        if (term.wildcard) // one form for one meaning
            term.plainStars = std::move(value.plainStars);
    }

    Term bareText(tl::expected<Value, FilterProblem> value) const
    {
        if (!value)
            return tl::unexpected<FilterProblem>(value.error());
        FilterTerm term;
        term.key = FilterKey::Text;
        setText(term, *std::move(value));
        return term;
    }

    Term readKeyed(qsizetype start, qsizetype colon)
    {
        const QStringView name = m_text.sliced(start, colon - start);
        const auto key = filterKeyNamed(name);
        if (!key) {
            const QString part = name.size() > shown ? QString(name.first(shown).toString() + u'…') : name.toString();
            return mistaken({start, std::max<qsizetype>(1, name.size())}, u"filter-key"_s, tr("\"%1\" is no key").arg(part),
                            tr("known are %1; in quotes it is a text to look for").arg(filterKeyNames().join(u", "_s)), meantFilterKey(name.toString()));
        }
        FilterTerm term;
        term.key = *key;
        m_at = colon + 1;
        const qsizetype valueStart = m_at;
        if (!atEnd() && m_text[m_at] == u'(') // meant as a choice of values; taken as a text it would quietly find nothing
            return syntax({m_at, 1}, tr("a value does not begin with a parenthesis"),
                          tr("write (%1:a or %1:b) to choose between values; quotes around a value that has parentheses").arg(filterKeyName(*key)));
        auto value = !atEnd() && m_text[m_at] == u'"' ? readQuoted() : readBare();
        if (!value)
            return tl::unexpected<FilterProblem>(value.error());
        return finished(std::move(term), *std::move(value), {valueStart, m_at - valueStart});
    }

    [[nodiscard]] qsizetype wordEnd(qsizetype at) const { return filterWordEnd(m_text, at, !m_open.isEmpty()); }

    tl::expected<Value, FilterProblem> readBare()
    {
        const qsizetype start = m_at;
        const qsizetype end = wordEnd(start);
        const QStringView value = m_text.sliced(start, end - start);
        if (value.isEmpty())
            return syntax({start, 0}, tr("expected a value after the colon"), tr("quotes around a value with blanks"));
        if (const qsizetype quote = value.indexOf(u'"'); quote >= 0)
            return syntax({start + quote, 1}, tr("a quote may only stand around the whole value"));
        m_at = end;
        return Value{value.toString()};
    }

    tl::expected<Value, FilterProblem> readQuoted()
    {
        const qsizetype start = m_at;
        Value value{u""_s};
        for (++m_at; !atEnd(); ++m_at) {
            QChar c = m_text[m_at];
            if (c == u'"') {
                ++m_at;
                if (!atEnd() && !isFilterBlank(m_text[m_at]) && !closes(m_text[m_at]))
                    return syntax({m_at, 1}, tr("expected a blank after the closing quote"));
                return value;
            }
            if (c == u'\\') {
                ++m_at;
                if (atEnd() || !QStringView(u"\"\\*").contains(m_text[m_at]))
                    return syntax({m_at - 1, atEnd() ? 1 : 2}, tr("in quotes only \\\", \\\\ and \\* are known"));
                c = m_text[m_at];
                if (c == u'*')
                    value.plainStars.append(value.text.size());
            }
            value.text += c;
        }
        return syntax({start, m_text.size() - start}, tr("the quote is never closed"));
    }

    Term finished(FilterTerm term, Value value, Place place)
    {
        term.value = value.text;
        switch (term.key) {
        case FilterKey::Since:
        case FilterKey::Until:
            term.time = parseMoment(term.value, m_now);
            if (!term.time)
                return problem(place, u"filter-time"_s, tr("expected a time such as 2026-05-01T12:00:00Z or a span such as 2h"));
            term.value = formatTimestamp(*term.time);
            return term;
        case FilterKey::Verdict:
            term.value = term.value.toLower();
            if (!verdictFromName(term.value))
                return mistaken(place, u"filter-verdict"_s, tr("expected verified, unchecked or rejected"), {},
                                nearestOf(term.value, {u"verified"_s, u"unchecked"_s, u"rejected"_s}).value(0));
            m_verdicts.append(place);
            return term;
        case FilterKey::Deliveries:
        case FilterKey::Size:
        case FilterKey::Answer:
        case FilterKey::Seq:
            if (!readFilterNumber(term))
                return problem(place, u"filter-number"_s, tr("expected a number"),
                               term.key == FilterKey::Size ? tr("such as >10kb, <=1.5mb or 512; kb, mb, gb and kib, mib, gib are known")
                                                           : tr("such as 2, >2, >=2, <2 or <=2"));
            return term;
        case FilterKey::Conflict:
        case FilterKey::Pinned:
            term.value = term.value.toLower();
            if (term.value != u"yes" && term.value != u"no")
                return problem(place, u"filter-conflict"_s, tr("expected yes or no"));
            term.number = term.value == u"yes" ? 1 : 0;
            return term;
        case FilterKey::Body:
            return term;
        default:
            setText(term, std::move(value));
            return term;
        }
    }

    /// Which of the verdicts asks for rejected deliveries among events; -1: none. `index`: of the next verdict.
    static qsizetype strayRejected(const QVector<FilterTerm> &terms, bool negated, qsizetype &index)
    {
        for (const FilterTerm &term : terms) {
            const bool opposite = negated != term.excluded;
            if (term.key == FilterKey::Verdict) {
                if (!opposite && term.value == u"rejected")
                    return index;
                ++index;
            } else if (const qsizetype found = strayRejected(term.parts, opposite, index); found >= 0) {
                return found;
            }
        }
        return -1;
    }

    QStringView m_text;
    Timestamp m_now;
    qsizetype m_at = 0;
    QVector<qsizetype> m_open;  ///< places of the parentheses that are open
    QVector<Place> m_verdicts; ///< of the values of verdict terms, in the order of the tree
};

} // namespace

tl::expected<Filter, FilterProblem> readFilter(const QString &text, Timestamp now)
{
    return FilterReader(text, now).run();
}

Result<Filter> parseFilter(const QString &text, Timestamp now)
{
    auto filter = readFilter(text, now);
    if (filter)
        return *std::move(filter);
    return tl::unexpected<Error>(filterError(filter.error()));
}

} // namespace console
