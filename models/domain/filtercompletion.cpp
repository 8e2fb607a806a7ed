// SPDX-License-Identifier: Apache-2.0
#include "models/domain/filtercompletion.h"

#include "models/domain/filtertokens.h"
#include "models/domain/savedfilters.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype mostCandidates = 50;

/// Where the term around the cursor begins: quotes keep blanks together.
qsizetype termStart(QStringView text, qsizetype cursor)
{
    qsizetype start = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < cursor; ++i) {
        if (quoted && text[i] == u'\\')
            ++i;
        else if (text[i] == u'"')
            quoted = !quoted;
        else if (!quoted && isFilterBlank(text[i]))
            start = i + 1;
    }
    while (start < cursor && (text[start] == u'(' || text[start] == u'-'))
        ++start;
    return start;
}

/// Where it ends: the next blank, or the quote that closes it.
qsizetype termEnd(QStringView text, qsizetype from, qsizetype cursor)
{
    bool quoted = false;
    for (qsizetype i = from; i < text.size(); ++i) {
        if (quoted && text[i] == u'\\') {
            ++i;
        } else if (text[i] == u'"') {
            quoted = !quoted;
            if (!quoted && i >= cursor)
                return i + 1;
        } else if (i >= cursor && (isFilterBlank(text[i]) || text[i] == u')')) {
            return i; // in an open quote too: what follows was written before the quote was
        }
    }
    return text.size();
}

QStringList fixedValues(FilterKey key)
{
    switch (key) {
    case FilterKey::Verdict: return {u"verified"_s, u"unchecked"_s, u"rejected"_s};
    case FilterKey::Pinned:
    case FilterKey::Conflict: return {u"yes"_s, u"no"_s};
    case FilterKey::Since:
    case FilterKey::Until: return {u"15m"_s, u"1h"_s, u"2h"_s, u"24h"_s, u"7d"_s};
    case FilterKey::Deliveries: return {u">1"_s, u">=2"_s};
    case FilterKey::Size: return {u">10kb"_s, u">100kb"_s, u">1mb"_s};
    case FilterKey::Answer: return {u"200"_s, u"401"_s, u"503"_s, u">=400"_s};
    default: return {};
    }
}

/// Those that begin with `typed`, then those that contain it.
QStringList fitting(const QStringList &values, const QString &typed)
{
    QStringList first;
    QStringList then;
    for (const QString &value : values) {
        if (value.startsWith(typed, Qt::CaseInsensitive))
            first.append(value);
        else if (value.contains(typed, Qt::CaseInsensitive))
            then.append(value);
    }
    return first + then;
}

QString unquoted(QStringView text)
{
    if (!text.startsWith(u'"'))
        return text.toString();
    QString plain;
    for (qsizetype i = 1; i < text.size() && text[i] != u'"'; ++i) {
        if (text[i] == u'\\' && i + 1 < text.size())
            ++i;
        plain += text[i];
    }
    return plain;
}

class Candidates
{
public:
    explicit Candidates(FilterCompletion &completion) : m_completion(completion) {}

    void add(const QString &text, const QString &label)
    {
        const FilterCandidate candidate{text, label};
        if (m_completion.candidates.size() < mostCandidates && !m_completion.candidates.contains(candidate))
            m_completion.candidates.append(candidate);
    }

private:
    FilterCompletion &m_completion;
};

void addKeysAndValues(Candidates candidates, const QString &typed, const FilterValues &known)
{
    for (const FilterKey key : filterKeys()) {
        const QString name = filterKeyName(key) + u':';
        if (name.startsWith(typed, Qt::CaseInsensitive))
            candidates.add(name, name);
    }
    if (typed.isEmpty())
        return;
    for (const QString &word : {u"or"_s, u"and"_s, u"not"_s}) {
        if (word.startsWith(typed, Qt::CaseInsensitive))
            candidates.add(word + u' ', word);
    }
    for (const FilterKey key : filterKeys()) {
        const QStringList values = fitting(known.value(key), typed);
        for (const QString &value : values)
            candidates.add(filterKeyName(key) + u':' + quotedFilterValue(value), filterKeyName(key) + u':' + value);
    }
}

} // namespace

FilterCompletion completeFilter(const QString &text, qsizetype cursor, const FilterValues &known, const QStringList &names)
{
    cursor = std::clamp<qsizetype>(cursor, 0, text.size());
    const QStringView view(text);
    FilterCompletion completion;
    completion.from = termStart(view, cursor);
    const QStringView before = view.sliced(completion.from, cursor - completion.from);
    if (before.startsWith(u'@')) {
        completion.length = termEnd(view, completion.from, cursor) - completion.from;
        Candidates candidates(completion);
        const QStringList near = fitting(names, unquoted(before.sliced(1)));
        for (const QString &name : near)
            candidates.add(savedFilterReference(name), u'@' + name);
        return completion;
    }
    const qsizetype colon = before.startsWith(u'"') ? -1 : before.indexOf(u':');
    if (colon < 0) {
        completion.length = termEnd(view, completion.from, cursor) - completion.from;
        addKeysAndValues(Candidates(completion), unquoted(before), known);
        return completion;
    }
    const std::optional<FilterKey> key = filterKeyNamed(before.first(colon));
    completion.from += colon + 1;
    completion.length = termEnd(view, completion.from, cursor) - completion.from;
    if (!key)
        return completion;
    Candidates candidates(completion);
    const QStringList values = fitting(fixedValues(*key) + known.value(*key), unquoted(before.sliced(colon + 1)));
    for (const QString &value : values)
        candidates.add(quotedFilterValue(value), value);
    return completion;
}

} // namespace console
