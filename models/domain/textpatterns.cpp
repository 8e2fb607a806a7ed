// SPDX-License-Identifier: Apache-2.0
#include "models/domain/textpatterns.h"

#include "models/domain/mappedtext.h"

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

constexpr qsizetype longestQuoted = 130; ///< RFC 5321: 64 bytes before the at sign, each with a backslash at most
constexpr qsizetype longestLiteral = 64; ///< an address of the network in brackets

bool saysWord(QByteArrayView text, qsizetype at, QByteArrayView lower)
{
    return text.size() - at >= lower.size() && text.sliced(at, lower.size()).compare(lower, Qt::CaseInsensitive) == 0;
}

/// Length of the at sign at `at`: 1, 3 for the %40 of links, more for links in links and `[at]`; 0 for none.
qsizetype atSign(QByteArrayView text, qsizetype at)
{
    switch (text[at]) {
    case '@': return 1;
    case '[': return saysWord(text, at, "[at] ") ? 5 : saysWord(text, at, "[at]") ? 4 : 0;
    case '(': return saysWord(text, at, "(at) ") ? 5 : saysWord(text, at, "(at)") ? 4 : 0;
    case '%': break;
    default: return 0;
    }
    qsizetype length = 1;
    while (length < 9 && saysWord(text, at + length, "25"))
        length += 2;
    return saysWord(text, at + length, "40") && text.size() - at > length + 2 ? length + 2 : 0;
}

/// End of a host without a dot: `localhost`, in free text any that begins with a letter.
qsizetype hostEnd(QByteArrayView text, qsizetype from, qsizetype end, bool anyHost)
{
    const QByteArrayView host = text.sliced(from, end - from);
    if (host.compare("localhost", Qt::CaseInsensitive) == 0)
        return end;
    const bool goesOn = end < text.size() && text[end] == '@';
    return anyHost && !goesOn && host.size() > 1 && isWord(host[0]) && !isDigit(host[0]) && !host.contains('.') ? end : from;
}

/// End of the domain that begins at `from`; `from` itself when there is none.
qsizetype domainEnd(QByteArrayView text, qsizetype from, bool anyHost)
{
    if (from < text.size() && text[from] == '[') {
        const qsizetype close = text.sliced(from, std::min(longestLiteral, text.size() - from)).indexOf(']');
        const QByteArrayView inside = close > 0 ? text.sliced(from + 1, close - 1) : QByteArrayView();
        const bool literal = std::any_of(inside.begin(), inside.end(), isDigit)
            && std::all_of(inside.begin(), inside.end(), [](char c) { return isWord(c) || c == '.' || c == ':' || c == '-'; });
        return literal ? from + close + 1 : from;
    }
    qsizetype end = from;
    while (end < text.size() && (isWord(text[end]) || text[end] == '.' || text[end] == '-' || saysWord(text, end, "[dot]")))
        end += text[end] == '[' ? 5 : 1;
    while (end > from && !isWord(text[end - 1]))
        --end;
    const QByteArrayView domain = text.sliced(from, end - from);
    const qsizetype dot = std::max(domain.lastIndexOf('.'), domain.lastIndexOf(']'));
    return dot > 0 && end - from - dot > 2 ? end : hostEnd(text, from, end, anyHost);
}

/// Where the name in quotes begins that ends with the quote before `at`; `at` for none.
qsizetype quotedStart(QByteArrayView text, qsizetype at, qsizetype notBefore)
{
    for (qsizetype start = at - 2; start >= std::max(notBefore, at - longestQuoted) && text[start] != '\n'; --start) {
        if (text[start] != '"' || (start > 0 && text[start - 1] == '\\'))
            continue;
        const bool opens = start == 0 || !isWord(text[start - 1]);
        return opens && at - start > 2 ? start : at;
    }
    return at;
}

std::optional<PatternHit> emailAround(QByteArrayView text, qsizetype at, qsizetype sign, qsizetype notBefore, TextScope scope)
{
    const bool spelled = text[at] == '[' || text[at] == '(';
    const qsizetype behind = spelled && at > notBefore && text[at - 1] == ' ' ? at - 1 : at; // max [at] example.org
    qsizetype start = behind;
    if (behind > notBefore && text[behind - 1] == '"') {
        start = quotedStart(text, behind, notBefore);
    } else {
        while (start > notBefore && isLocal(text[start - 1]))
            --start;
        while (start < behind && !isWord(text[start]) && text[start] != '_' && text[start] != '+')
            ++start;
    }
    const qsizetype end = domainEnd(text, at + sign, scope == TextScope::Free && text[at] == '@');
    if (start == behind || end == at + sign)
        return std::nullopt;
    return PatternHit{start, end - start, TextPattern::Email};
}

// ---- phone numbers

constexpr int mostDigits = 15; // ITU-T E.164
constexpr int mostTrunkDigits = 13;
constexpr int mostGroups = 8;
constexpr QByteArrayView labels[] = {"tel", "telephone", "telefon", "phone", "mobile", "mobil", "handy", "fax", "whatsapp", "sms", "callto"};

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

/// `linked`: where nothing but a phone number can be meant, the blank of links counts as well.
qsizetype separatorLength(QByteArrayView text, qsizetype at, bool linked)
{
    qsizetype length = 0;
    for (int count = 0; count < 3 && at + length < text.size(); ++count) {
        const qsizetype wide = linked && text.sliced(at + length).startsWith("%20") ? 3 : 0;
        if (wide == 0 && !QByteArrayView(" -./()").contains(text[at + length]))
            break;
        length += wide > 0 ? wide : 1;
    }
    return at + length < text.size() && isDigit(text[at + length]) ? length : 0;
}

qsizetype digitsEnd(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return at;
}

/// Groups from the digit at `at` on, as many whole ones as a number may hold. A group that goes on in letters is none.
DigitGroups groupsAt(QByteArrayView text, qsizetype at, bool linked)
{
    DigitGroups found;
    QByteArrayView before;
    while (found.count < mostGroups) {
        const qsizetype end = digitsEnd(text, at);
        const qsizetype separator = separatorLength(text, end, linked);
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

/// 555-123-4567, 555.123.4567, (555) 123-4567, whatever comes behind a blank.
bool isNorthAmerican(const DigitGroups &found, bool bracket)
{
    if (!found.lengths({3, 3, 4}))
        return false;
    const QByteArrayView gap = found.groups[1].before;
    const QByteArrayView second = found.groups[2].before;
    return (second == "-" || second == ".") && (bracket ? gap.startsWith(')') : gap == second)
        && (found.count == 3 || found.groups[3].before.startsWith(' '));
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

/// What stands before the number calls it one: `tel:`, `Phone: `, `?mobile=`, `wa.me/`.
bool isLabelled(QByteArrayView text, qsizetype at)
{
    QByteArrayView before = text.first(at);
    if (before.endsWith(' '))
        before.chop(1);
    if (before.endsWith('/')) {
        if (before.size() >= 6 && saysWord(before, before.size() - 6, "wa.me/"))
            return true;
        if (!before.endsWith("://"))
            return false;
        before.chop(2);
    }
    if (!before.endsWith(':') && !before.endsWith('='))
        return false;
    before.chop(1);
    if (before.endsWith('.'))
        before.chop(1);
    return std::any_of(std::begin(labels), std::end(labels), [before](QByteArrayView label) {
        const qsizetype start = before.size() - label.size();
        return start >= 0 && saysWord(before, start, label) && (start == 0 || !isWord(before[start - 1]));
    });
}

/// `id=`, `ID: `, `user_id `: what stands behind is no phone number.
bool isCalledId(QByteArrayView text, qsizetype at)
{
    for (int i = 0; i < 3 && at > 0 && QByteArrayView(" :=\"").contains(text[at - 1]); ++i)
        --at;
    if (at < 2 || !saysWord(text, at - 2, "id"))
        return false;
    return at == 2 || !isWord(text[at - 3]) || text[at - 2] == 'I';
}

/// A number of digits alone, or with its area code set apart by a dash: all of what stands there, or none of it.
std::optional<PatternHit> bareNumberAt(QByteArrayView text, qsizetype at)
{
    const char before = at > 0 ? text[at - 1] : ' ';
    if (isWord(before) || QByteArrayView("-.:/+#_@").contains(before) || text[at] != '0' || isCalledId(text, at))
        return std::nullopt;
    qsizetype end = digitsEnd(text, at);
    const bool international = text.sliced(at).startsWith("00");
    const qsizetype zeros = international ? 2 : 1;
    if (end - at <= zeros || text[at + zeros] == '0')
        return std::nullopt;
    qsizetype digits = end - at;
    const bool areaCode = !international && digits >= 3 && digits <= 6;
    while (areaCode && digits <= mostTrunkDigits && end + 1 < text.size() && text[end] == '-' && isDigit(text[end + 1])) {
        const qsizetype next = digitsEnd(text, end + 1);
        digits += next - end - 1;
        end = next;
    }
    const bool fits = international ? digits >= 11 && digits <= 16 : digits >= 9 && digits <= mostTrunkDigits;
    const bool goesOn = end < text.size()
        && (isWord(text[end]) || text[end] == '_' || atSign(text, end) > 0
            || (QByteArrayView("-.:/+").contains(text[end]) && end + 1 < text.size() && isWord(text[end + 1])));
    if (!fits || goesOn)
        return std::nullopt;
    return PatternHit{at, end - at, TextPattern::Phone};
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
    if (from >= text.size() || !isDigit(text[from]))
        return std::nullopt;
    const bool labelled = !plus && isLabelled(text, at);
    if (!plus && !labelled && QByteArrayView("-.:/+#").contains(before))
        return std::nullopt;
    DigitGroups found = groupsAt(text, from, plus || labelled);
    if (!plus && isNorthAmerican(found, bracket))
        found.count = 3;
    else if (plus ? found.digits < 7 || text[from] == '0' : labelled ? found.digits < 6 : !looksLikePhone(text, found, bracket))
        return std::nullopt;
    // 123-456-7890-1 and 0123 4567-… of an id go on behind, as do 555.123.4567.89….
    const qsizetype end = found.end();
    if (!plus && end + 1 < text.size() && ((text[end] == '-' && isWord(text[end + 1])) || (text[end] == '.' && isDigit(text[end + 1]))))
        return std::nullopt;
    return PatternHit{at, end - at, TextPattern::Phone};
}

/// In text whose signs are plain ones.
QVector<PatternHit> patternsIn(QByteArrayView text, TextScope scope)
{
    QVector<PatternHit> hits;
    qsizetype done = 0; ///< no address begins before: the end of the latest hit or at sign
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text[at];
        std::optional<PatternHit> hit;
        if (const qsizetype sign = atSign(text, at); sign > 0) {
            hit = emailAround(text, at, sign, done, scope);
            done = at + sign;
        } else if (c == '%' && isLinkedPlus(text, at)) {
            hit = phoneAt(text, at);
        } else if (c == '+' || c == '(' || isDigit(c)) {
            hit = phoneAt(text, at);
            if (!hit && isDigit(c) && scope == TextScope::Free)
                hit = bareNumberAt(text, at);
            if (!hit && isDigit(c)) // no number begins within a run of digits
                at = digitsEnd(text, at) - 1;
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

} // namespace

QVector<PatternHit> personalPatterns(QByteArrayView text, TextScope scope)
{
    const MappedText plain = MappedText::plain(text);
    QVector<PatternHit> hits = patternsIn(plain.view(), scope);
    for (PatternHit &hit : hits) {
        const qsizetype end = plain.rawOffset(hit.start + hit.length);
        hit.start = plain.rawOffset(hit.start);
        hit.length = end - hit.start;
    }
    return hits;
}

} // namespace console
