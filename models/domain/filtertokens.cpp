// SPDX-License-Identifier: Apache-2.0
#include "models/domain/filtertokens.h"

#include <algorithm>

namespace console {

namespace {

class Scanner
{
public:
    explicit Scanner(QStringView text) : m_text(text) {}

    QVector<FilterToken> run()
    {
        while (m_at < m_text.size())
            step();
        return m_tokens;
    }

private:
    void step()
    {
        const QChar c = m_text[m_at];
        if (isFilterBlank(c)) {
            ++m_at;
        } else if (c == u'(') {
            add(m_at + 1, FilterTokenKind::Open);
            ++m_depth;
        } else if (closes(c)) {
            --m_depth;
            add(m_at + 1, FilterTokenKind::Close);
        } else if (c == u'-') {
            add(m_at + 1, FilterTokenKind::Not);
        } else if (c == u'"') {
            add(quoteEnd(m_at), FilterTokenKind::Text);
        } else if (behindMinus() || (!stepOverWord(u"not", FilterTokenKind::Not) && !stepOverWord(u"and", FilterTokenKind::And)
                   && !stepOverWord(u"or", FilterTokenKind::Or))) {
            addWord();
        }
    }

    [[nodiscard]] bool closes(QChar c) const { return c == u')' && m_depth > 0; }

    /// There `or` is a word to look for.
    [[nodiscard]] bool behindMinus() const { return m_at > 0 && m_text[m_at - 1] == u'-'; }

    bool stepOverWord(QStringView word, FilterTokenKind kind)
    {
        const qsizetype end = m_at + word.size();
        if (!m_text.sliced(m_at).startsWith(word, Qt::CaseInsensitive)
            || (end < m_text.size() && !isFilterBlank(m_text[end]) && m_text[end] != u'(' && !closes(m_text[end])))
            return false;
        add(end, kind);
        return true;
    }

    void addWord()
    {
        if (m_text.sliced(m_at).startsWith(u"@\"")) // the name of a saved filter with blanks
            return add(quoteEnd(m_at + 1), FilterTokenKind::Text);
        const qsizetype end = wordEnd(m_at);
        const qsizetype colon = m_text.sliced(m_at, end - m_at).indexOf(u':');
        if (colon < 0 || !filterKeyNamed(m_text.sliced(m_at, colon)))
            return add(std::max(end, m_at + 1), FilterTokenKind::Text);
        add(m_at + colon + 1, FilterTokenKind::Key);
        if (m_at < m_text.size() && m_text[m_at] == u'"')
            add(quoteEnd(m_at), FilterTokenKind::Value);
        else if (m_at < end)
            add(end, FilterTokenKind::Value);
    }

    [[nodiscard]] qsizetype wordEnd(qsizetype at) const { return filterWordEnd(m_text, at, m_depth > 0); }

    [[nodiscard]] qsizetype quoteEnd(qsizetype at) const
    {
        for (++at; at < m_text.size(); ++at) {
            if (m_text[at] == u'\\')
                ++at;
            else if (m_text[at] == u'"')
                return at + 1;
        }
        return m_text.size();
    }

    void add(qsizetype end, FilterTokenKind kind)
    {
        m_tokens.append({m_at, end - m_at, kind, m_depth});
        m_at = end;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    QVector<FilterToken> m_tokens;
};

} // namespace

std::optional<FilterKey> filterKeyNamed(QStringView name)
{
    const QVector<FilterKey> &keys = filterKeys();
    const auto found = std::find_if(keys.begin(), keys.end(), [name](FilterKey key) { return filterKeyName(key) == name; });
    return found == keys.end() ? std::nullopt : std::optional(*found);
}

qsizetype filterWordEnd(QStringView text, qsizetype at, bool inGroup)
{
    int inner = 0;
    for (; at < text.size() && !isFilterBlank(text[at]); ++at) {
        if (text[at] == u')' && inGroup && inner == 0)
            break;
        inner += text[at] == u'(' ? 1 : text[at] == u')' && inner > 0 ? -1 : 0;
    }
    return at;
}

QVector<FilterToken> filterTokens(QStringView text)
{
    return Scanner(text).run();
}

FilterPieces filterPieces(QStringView text)
{
    FilterPieces found;
    qsizetype start = -1;
    const QVector<FilterToken> tokens = filterTokens(text);
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        const FilterToken &token = tokens[i];
        if (token.depth > 0)
            continue;
        if (token.kind == FilterTokenKind::And || token.kind == FilterTokenKind::Or) {
            found.choice = found.choice || token.kind == FilterTokenKind::Or;
            continue;
        }
        start = start < 0 ? token.from : start;
        const bool valued = i + 1 < tokens.size() && tokens[i + 1].kind == FilterTokenKind::Value;
        if (token.kind == FilterTokenKind::Not || token.kind == FilterTokenKind::Open || (token.kind == FilterTokenKind::Key && valued))
            continue;
        found.pieces.append({start, token.from + token.length - start});
        start = -1;
    }
    return found;
}

} // namespace console
