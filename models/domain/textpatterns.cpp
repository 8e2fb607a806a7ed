// SPDX-License-Identifier: Apache-2.0
#include "models/domain/textpatterns.h"

#include <algorithm>
#include <optional>

namespace console {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWord(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<uchar>(c) >= 0x80;
}

bool isLocal(char c)
{
    return isWord(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-' || c == '\'';
}

// ---- addresses

/// Length of the at sign at `at`: 1, 3 for the %40 of links, 0 for none.
qsizetype atSign(QByteArrayView text, qsizetype at)
{
    if (text[at] == '@')
        return 1;
    return text[at] == '%' && text.size() - at > 3 && text[at + 1] == '4' && text[at + 2] == '0' ? 3 : 0;
}

/// End of the domain that begins at `from`; `from` itself when there is none with a dot inside.
qsizetype domainEnd(QByteArrayView text, qsizetype from)
{
    qsizetype end = from;
    while (end < text.size() && (isWord(text[end]) || text[end] == '.' || text[end] == '-'))
        ++end;
    while (end > from && !isWord(text[end - 1]))
        --end;
    const qsizetype dot = text.sliced(from, end - from).lastIndexOf('.');
    return dot > 0 && end - from - dot > 2 ? end : from;
}

std::optional<PatternHit> emailAround(QByteArrayView text, qsizetype at, qsizetype sign, qsizetype notBefore)
{
    qsizetype start = at;
    while (start > notBefore && isLocal(text[start - 1]))
        --start;
    while (start < at && !isWord(text[start]) && text[start] != '_' && text[start] != '+')
        ++start;
    const qsizetype end = domainEnd(text, at + sign);
    if (start == at || end == at + sign)
        return std::nullopt;
    return PatternHit{start, end - start, TextPattern::Email};
}

// ---- phone numbers

constexpr int mostDigits = 15; // ITU-T E.164
constexpr int mostGroups = 8;

/// Runs of digits with what stands between them.
struct DigitGroups
{
    struct Group
    {
        qsizetype start = 0;
        qsizetype length = 0;
        QByteArrayView before; ///< the separator in front
    };
    Group groups[mostGroups];
    int count = 0;
    int digits = 0;

    [[nodiscard]] qsizetype end() const { return groups[count - 1].start + groups[count - 1].length; }
    [[nodiscard]] bool lengths(std::initializer_list<qsizetype> wanted) const
    {
        return count >= int(wanted.size())
            && std::equal(wanted.begin(), wanted.end(), groups, [](qsizetype length, const Group &group) { return group.length == length; });
    }
};

/// Length of the blank or dash at the front of `text` as typesetting (no-break and thin blanks, dashes of their own) and
/// links (%20) write it.
qsizetype typesetSeparator(QByteArrayView text)
{
    static constexpr const char *known[] = {"%20", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x87", "\xe2\x80\x89", "\xe2\x80\x8a",
                                            "\xe2\x80\x90", "\xe2\x80\x91", "\xe2\x80\x92", "\xe2\x80\x93", "\xe2\x88\x92"};
    for (const char *separator : known)
        if (text.startsWith(separator))
            return QByteArrayView(separator).size();
    return 0;
}

/// `typeset`: where nothing but a phone number can be meant, the separators of typesetting count as well.
qsizetype separatorLength(QByteArrayView text, qsizetype at, bool typeset)
{
    qsizetype length = 0;
    for (int count = 0; count < 3 && at + length < text.size(); ++count) {
        const qsizetype wide = typeset ? typesetSeparator(text.sliced(at + length)) : 0;
        if (wide == 0 && !QByteArrayView(" -./()").contains(text[at + length]))
            break;
        length += wide > 0 ? wide : 1;
    }
    return at + length < text.size() && isDigit(text[at + length]) ? length : 0;
}

/// Groups from the digit at `at` on, as many whole ones as a number may hold. A group that goes on in letters is none.
DigitGroups groupsAt(QByteArrayView text, qsizetype at, bool typeset)
{
    DigitGroups found;
    QByteArrayView before;
    while (found.count < mostGroups) {
        qsizetype end = at;
        while (end < text.size() && isDigit(text[end]))
            ++end;
        const qsizetype separator = separatorLength(text, end, typeset);
        if (end == at || found.digits + (end - at) > mostDigits
            || (separator == 0 && end < text.size() && (isWord(text[end]) || text[end] == '_')))
            return found;
        found.groups[found.count++] = {at, end - at, before};
        found.digits += int(end - at);
        if (separator == 0)
            return found;
        before = text.sliced(end, separator);
        at = end + separator;
    }
    return found;
}

bool onlyHas(QByteArrayView separator, QByteArrayView allowed)
{
    return std::all_of(separator.begin(), separator.end(), [&](char c) { return allowed.contains(c); });
}

/// The groups without a plus in front are a phone number by their form.
bool looksLikePhone(QByteArrayView text, const DigitGroups &found, bool bracket)
{
    if (found.count < 2)
        return false;
    const DigitGroups::Group &first = found.groups[0];
    const QByteArrayView area = text.sliced(first.start, first.length);
    const QByteArrayView gap = found.groups[1].before;
    for (int i = 1; i < found.count; ++i)
        if (!onlyHas(found.groups[i].before, " -/()"))
            return false;
    if (found.count == 3 && found.lengths({3, 3, 4}) && found.groups[2].before == "-" && (bracket ? gap.startsWith(')') : gap == "-"))
        return true;
    if (area.startsWith("00"))
        return area.size() > 2 && area[2] != '0' && gap.startsWith(' ') && found.digits >= 9;
    return area.size() >= 3 && area.size() <= 6 && area[0] == '0' && found.digits >= 8
        && (bracket ? gap.startsWith(')') : gap.startsWith(' ') || gap.startsWith('/')) && found.digits <= 13;
}

/// The plus as links write it.
bool isLinkedPlus(QByteArrayView text, qsizetype at)
{
    return text.size() - at > 3 && text[at] == '%' && text[at + 1] == '2' && (text[at + 2] == 'B' || text[at + 2] == 'b');
}

std::optional<PatternHit> phoneAt(QByteArrayView text, qsizetype at)
{
    const char before = at > 0 ? text[at - 1] : ' ';
    if (isWord(before) || before == '_')
        return std::nullopt;
    const char first = text[at];
    const bool linkedPlus = isLinkedPlus(text, at);
    const bool plus = first == '+' || linkedPlus;
    const bool bracket = first == '(';
    qsizetype from = linkedPlus ? at + 3 : plus || bracket ? at + 1 : at;
    if (plus && from < text.size() && text[from] == '(')
        ++from;
    if (from >= text.size() || !isDigit(text[from]) || (!plus && QByteArrayView("-.:/+#").contains(before)))
        return std::nullopt;
    const DigitGroups found = groupsAt(text, from, plus);
    if (found.count == 0 || (plus ? found.digits < 7 || text[from] == '0' : !looksLikePhone(text, found, bracket)))
        return std::nullopt;
    // 123-456-7890-1 and 0123 4567-… of an id go on behind.
    if (!plus && found.end() < text.size() && text[found.end()] == '-' && found.end() + 1 < text.size() && isWord(text[found.end() + 1]))
        return std::nullopt;
    return PatternHit{at, found.end() - at, TextPattern::Phone};
}

} // namespace

QVector<PatternHit> personalPatterns(QByteArrayView text)
{
    QVector<PatternHit> hits;
    qsizetype done = 0; ///< no address begins before: the end of the latest hit or at sign
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text[at];
        std::optional<PatternHit> hit;
        if (c == '@' || c == '%') {
            if (const qsizetype sign = atSign(text, at); sign > 0) {
                hit = emailAround(text, at, sign, done);
                done = at + sign;
            } else if (isLinkedPlus(text, at)) {
                hit = phoneAt(text, at);
            }
        } else if (c == '+' || c == '(' || isDigit(c)) {
            hit = phoneAt(text, at);
            if (!hit && isDigit(c)) { // no number begins within a run of digits
                while (at + 1 < text.size() && isDigit(text[at + 1]))
                    ++at;
            }
        }
        if (!hit)
            continue;
        // An address may reach back over what was taken for a number: 00 49 …@.
        while (!hits.isEmpty() && hits.last().start >= hit->start)
            hits.removeLast();
        hits.append(*hit);
        done = hit->start + hit->length;
        at = done - 1;
    }
    return hits;
}

} // namespace console
