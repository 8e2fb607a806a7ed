// SPDX-License-Identifier: Apache-2.0
#include "models/domain/filteredit.h"

#include "models/domain/filtertokens.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype mostTerms = 6; ///< offered for dropping

/// The terms of the outermost level beside the text they were read from.
class Draft
{
public:
    Draft(const QString &text, Timestamp now) : m_text(text)
    {
        const FilterPieces found = filterPieces(text);
        if (found.choice) { // what is added must hold for all of it
            const auto read = readFilter(text, now);
            m_text = u'(' + text.trimmed() + u')';
            // A word may end in a parenthesis, which would close this one.
            if (const auto whole = readFilter(m_text, now); read && (!whole || *whole != *read))
                m_text = u'(' + read->text() + u')';
            m_pieces = {{0, m_text.size()}};
            m_terms = {std::nullopt};
            return;
        }
        m_pieces = found.pieces;
        for (const FilterPiece &piece : m_pieces) {
            const auto read = readFilter(text.mid(piece.from, piece.length), now);
            const bool one = read && read->terms.size() == 1;
            m_terms.append(one ? std::optional(read->terms.first()) : std::nullopt);
        }
    }

    [[nodiscard]] qsizetype size() const { return m_pieces.size(); }
    /// Nothing for a group of several terms, and for what cannot be read alone (a rejected one beside others).
    [[nodiscard]] const std::optional<FilterTerm> &term(qsizetype index) const { return m_terms.at(index); }
    [[nodiscard]] QString pieceText(qsizetype index) const { return m_text.mid(m_pieces[index].from, m_pieces[index].length); }
    [[nodiscard]] QString text() const { return m_text.trimmed(); }

    void replace(qsizetype index, const QString &text)
    {
        const qsizetype grown = text.size() - m_pieces[index].length;
        m_text.replace(m_pieces[index].from, m_pieces[index].length, text);
        m_pieces[index].length += grown;
        shift(index + 1, grown);
    }

    /// With what joins it to its neighbour.
    void remove(qsizetype index)
    {
        const FilterPiece piece = m_pieces[index];
        const bool last = index + 1 == size();
        const qsizetype from = last && index > 0 ? m_pieces[index - 1].from + m_pieces[index - 1].length : piece.from;
        const qsizetype end = last ? piece.from + piece.length : m_pieces[index + 1].from;
        m_text.remove(from, end - from);
        m_pieces.removeAt(index);
        m_terms.removeAt(index);
        shift(index, from - end);
    }

    template <class Test> void removeAll(Test test)
    {
        for (qsizetype i = size() - 1; i >= 0; --i) {
            if (m_terms[i] && test(*m_terms[i]))
                remove(i);
        }
    }

    void append(const QString &term)
    {
        const bool apart = m_text.isEmpty() || m_text.back().isSpace();
        m_pieces.append({m_text.size() + (apart ? 0 : 1), term.size()});
        m_terms.append(std::nullopt);
        m_text += (apart ? QString() : u" "_s) + term;
    }

private:
    void shift(qsizetype index, qsizetype by)
    {
        for (; index < size(); ++index)
            m_pieces[index].from += by;
    }

    QString m_text;
    QVector<FilterPiece> m_pieces;
    QVector<std::optional<FilterTerm>> m_terms;
};

bool isSpan(const FilterTerm &term)
{
    return term.key == FilterKey::Since || term.key == FilterKey::Until;
}

/// An event has one value of this key, so that two different ones exclude each other.
bool hasOneValue(FilterKey key)
{
    return key != FilterKey::Body && key != FilterKey::Text && key != FilterKey::Comment;
}

bool isPlain(const FilterTerm &term, FilterKey key)
{
    return term.key == key && !term.wildcard && term.comparison == FilterComparison::Equal;
}

FilterTerm opposite(FilterTerm term)
{
    term.excluded = !term.excluded;
    return term;
}

bool contradicts(const FilterTerm &present, const FilterTerm &wanted)
{
    return opposite(present) == wanted
        || (hasOneValue(wanted.key) && !present.excluded && !wanted.excluded && isPlain(present, wanted.key) && isPlain(wanted, wanted.key));
}

} // namespace

QString filterTermText(FilterKey key, const QString &value, bool excluded)
{
    FilterTerm term;
    term.key = key;
    term.value = value;
    term.excluded = excluded;
    return Filter{{term}}.text();
}

QString withTermToggled(const QString &text, FilterKey key, const QString &value, bool excluded, Timestamp now)
{
    const QString wantedText = filterTermText(key, value, excluded);
    const auto read = readFilter(wantedText, now);
    if (!read || read->terms.isEmpty())
        return text;
    const FilterTerm wanted = read->terms.first();
    Draft draft(text, now);
    for (qsizetype i = 0; i < draft.size(); ++i) {
        if (draft.term(i) == wanted) {
            draft.remove(i);
            return draft.text();
        }
    }
    for (qsizetype i = 0; i < draft.size(); ++i) {
        if (!draft.term(i) || !contradicts(*draft.term(i), wanted))
            continue;
        for (qsizetype other = draft.size() - 1; other > i; --other) {
            if (draft.term(other) && contradicts(*draft.term(other), wanted))
                draft.remove(other);
        }
        draft.replace(i, wantedText);
        return draft.text();
    }
    draft.append(wantedText);
    return draft.text();
}

QString withTermSet(const QString &text, FilterKey key, const QString &value, Timestamp now)
{
    Draft draft(text, now);
    const auto isOne = [key](const std::optional<FilterTerm> &term) { return term && !term->excluded && isPlain(*term, key); };
    qsizetype first = 0;
    while (first < draft.size() && !isOne(draft.term(first)))
        ++first;
    for (qsizetype i = draft.size() - 1; i > first; --i) {
        if (isOne(draft.term(i)))
            draft.remove(i);
    }
    const bool present = first < draft.size();
    if (present && value.isEmpty())
        draft.remove(first);
    else if (present)
        draft.replace(first, filterTermText(key, value));
    else if (!value.isEmpty())
        draft.append(filterTermText(key, value));
    else
        return text; // nothing to change
    return draft.text();
}

QString filterTimeText(Timestamp time)
{
    QString text = formatTimestamp(time);
    for (const QLatin1StringView rest : {".000Z"_L1, ":00Z"_L1}) {
        if (!text.endsWith(rest))
            break;
        text.chop(rest.size());
        text += u'Z';
    }
    return text;
}

QString withSpanSet(const QString &text, Timestamp from, Timestamp until, Timestamp now)
{
    Draft draft(text, now);
    draft.removeAll(isSpan);
    draft.append(filterTermText(FilterKey::Since, filterTimeText(from)));
    draft.append(filterTermText(FilterKey::Until, filterTimeText(until)));
    return draft.text();
}

QVector<Widening> widenings(const QString &text, Timestamp now)
{
    const Draft draft(text, now);
    QVector<Widening> found;
    const auto add = [&found](Widening::Kind kind, const QString &dropped, const QString &rest) {
        if (std::none_of(found.begin(), found.end(), [&rest](const Widening &one) { return one.text == rest; }))
            found.append({kind, dropped, rest});
    };
    bool timed = false;
    for (qsizetype i = 0; i < draft.size() && draft.size() > 1; ++i) {
        if (draft.term(i) && isSpan(*draft.term(i))) {
            timed = true;
        } else if (found.size() < mostTerms) {
            Draft without = draft;
            without.remove(i);
            add(Widening::Kind::WithoutTerm, draft.pieceText(i), without.text());
        }
    }
    if (timed) {
        Draft without = draft;
        without.removeAll(isSpan);
        if (!without.text().isEmpty())
            add(Widening::Kind::AllTime, {}, without.text());
    }
    if (draft.size() > 0)
        add(Widening::Kind::Everything, {}, {});
    return found;
}

bool isUnfinished(const QString &text, qsizetype cursor, const FilterProblem &problem)
{
    qsizetype start = cursor;
    while (start > 0 && !isFilterBlank(text[start - 1]))
        --start;
    const bool atTheEnd = std::all_of(text.begin() + cursor, text.end(), [](QChar c) { return isFilterBlank(c) || c == u')' || c == u'"'; });
    // A quote or a parenthesis that is not closed yet is seen where it opened, and closed behind the cursor.
    const bool open = problem.length > 0 && text.size() == problem.column - 1 + problem.length;
    const bool unclosed = problem.code == u"filter-syntax" && problem.length == 1 && text.at(problem.column - 1) == u'(';
    return atTheEnd && (problem.column - 1 + problem.length >= start || open || unclosed);
}

} // namespace console
