// SPDX-License-Identifier: Apache-2.0
#include "models/domain/maskscan.h"

#include "models/domain/jsonscan.h"
#include "models/domain/maskedtext.h"

namespace console {

namespace {

constexpr qsizetype shortestText = 5; ///< with its quotes: nothing shorter is an address, a number or a name to find again

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isNumberPart(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

class Scanner
{
public:
    explicit Scanner(QByteArrayView text) : m_text(text)
    {
        m_scan.valid = isJsonText(text);
        m_open.push_back({}); // what stands outside of everything
    }

    MaskScan run()
    {
        while (m_at < m_text.size())
            step();
        return std::move(m_scan);
    }

private:
    /// What holds for the values of an open object or array.
    struct Level
    {
        int object = -1;              ///< number of the object; in an array that of the object around it
        MaskKind kind = MaskKind::None; ///< from a masked member further out
        int person = -1;
        bool inObject = false;
        bool company = false;
        MaskRule rule;                ///< of the member being read; in an array that of the array's member
    };

    void step()
    {
        const char c = m_text[m_at];
        if (c == '"')
            return text();
        if (c == '{' || c == '[')
            open(c == '{');
        else if (c == '}' || c == ']')
            close();
        else if ((c >= '0' && c <= '9') || c == '-')
            return number();
        else if (c == ',' && m_open.back().inObject)
            m_open.back().rule = {};
        ++m_at;
    }

    void open(bool object)
    {
        if (m_open.size() > deepestJson) {
            ++m_deeper;
            return;
        }
        const Level &outer = m_open.back();
        Level level;
        applies(level.kind, level.person);
        level.object = outer.object;
        level.rule = outer.rule;
        if (object) {
            level.inObject = true;
            level.object = static_cast<int>(m_scan.persons.size());
            level.company = outer.rule.company;
            m_scan.persons.push_back(outer.rule.person);
            level.rule = {};
        }
        m_open.push_back(level);
    }

    void close()
    {
        if (m_deeper > 0)
            --m_deeper;
        else if (m_open.size() > 1)
            m_open.pop_back();
    }

    /// The kind of a value that stands here, and the object it hangs on.
    void applies(MaskKind &kind, int &person) const
    {
        const Level &level = m_open.back();
        kind = level.kind;
        person = level.person;
        if (level.rule.kind == MaskKind::None)
            return;
        if (!level.rule.onlyInPerson) {
            kind = level.rule.kind;
            person = -1;
        } else if (kind == MaskKind::None && level.object >= 0) {
            kind = level.rule.kind;
            person = level.object;
        }
    }

    void text()
    {
        const qsizetype start = m_at;
        m_at = jsonStringEnd(m_text, start);
        qsizetype behind = m_at;
        while (behind < m_text.size() && isBlank(m_text[behind]))
            ++behind;
        const bool isKey = behind < m_text.size() && m_text[behind] == ':';
        MaskToken token{start, m_at, -1, MaskKind::None, true, isKey, false, false};
        if (isKey)
            member(m_scan.inner(m_text, token));
        else if (m_open.back().rule.keep)
            token.keep = true;
        else
            applies(token.kind, token.person);
        token.moment = !isKey && m_open.back().rule.moment;
        // "max four"@example.org in what is no JSON: no text of its own, but the beginning of an address.
        if (!m_scan.valid && !isKey && token.kind == MaskKind::None && m_at < m_text.size() && m_text[m_at] == '@')
            return;
        if (token.kind != MaskKind::None || m_at - start >= shortestText)
            m_scan.tokens.append(token);
    }

    void member(QByteArrayView name)
    {
        Level &level = m_open.back();
        level.rule = maskRule(name.contains('\\') ? QByteArrayView(DecodedText(name).text()) : name);
        if (level.rule.personSign && level.object >= 0 && !level.company)
            m_scan.persons[static_cast<std::size_t>(level.object)] = true;
    }

    void number()
    {
        MaskToken token{m_at, m_at, -1, MaskKind::None, false, false, false, false};
        while (m_at < m_text.size() && isNumberPart(m_text[m_at]))
            ++m_at;
        token.end = m_at;
        if (!m_open.back().rule.keep)
            applies(token.kind, token.person);
        if (token.kind != MaskKind::None)
            m_scan.tokens.append(token);
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    MaskScan m_scan;
    std::vector<Level> m_open;
    qsizetype m_deeper = 0; ///< levels that are only counted
};

} // namespace

QByteArrayView MaskScan::inner(QByteArrayView body, const MaskToken &token) const
{
    const QByteArrayView whole = body.sliced(token.start, token.end - token.start);
    // A text that breaks off with the body ends without a quote, or with an escaped one.
    qsizetype backslashes = 0;
    while (backslashes + 2 < whole.size() && whole[whole.size() - 2 - backslashes] == '\\')
        ++backslashes;
    const bool closed = whole.size() > 1 && whole.endsWith('"') && backslashes % 2 == 0;
    return whole.sliced(1, whole.size() - (closed ? 2 : 1));
}

MaskScan scanForMasking(QByteArrayView body)
{
    return Scanner(body).run();
}

} // namespace console
