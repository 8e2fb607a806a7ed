// SPDX-License-Identifier: Apache-2.0
#include "models/domain/maskedtext.h"

#include "models/domain/mappedtext.h"

#include <algorithm>

namespace console {

namespace {

constexpr qsizetype shortestWord = 3;
constexpr qsizetype shortestNumber = 5;
constexpr qsizetype mostOfAWord = 64; ///< entries that begin alike: more of them would make hostile bodies slow

bool isWord(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<uchar>(c) >= 0x80;
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The code unit of the \uXXXX at `at`, or -1.
int unitAt(QByteArrayView text, qsizetype at)
{
    if (text.size() - at < 6 || text[at] != '\\' || text[at + 1] != 'u')
        return -1;
    int unit = 0;
    for (qsizetype i = at + 2; i < at + 6; ++i) {
        const int value = hexValue(text[i]);
        if (value < 0)
            return -1;
        unit = unit * 16 + value;
    }
    return unit;
}

char shortEscape(char c)
{
    switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case '"':
    case '\\':
    case '/': return c;
    default: return '\0';
    }
}

qsizetype wordEnd(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && isWord(text[at]))
        ++at;
    return at;
}

} // namespace

DecodedText::DecodedText(QByteArrayView inner) : m_raw(inner), m_plain(!inner.contains('\\'))
{
    if (m_plain)
        return;
    m_text.reserve(inner.size());
    m_offsets.reserve(inner.size() + 1);
    for (qsizetype at = 0; at < inner.size();) {
        const qsizetype start = at;
        if (const int unit = unitAt(inner, at); unit >= 0) {
            at += 6;
            const int second = unit >= 0xd800 && unit < 0xdc00 ? unitAt(inner, at) : -1;
            if (second >= 0xdc00 && second < 0xe000) {
                at += 6;
                append(start, 0x10000 + (char32_t(unit - 0xd800) << 10) + char32_t(second - 0xdc00));
            } else {
                append(start, char32_t(unit));
            }
        } else if (const char plain = inner[at] == '\\' && at + 1 < inner.size() ? shortEscape(inner[at + 1]) : '\0'; plain != '\0') {
            at += 2;
            append(start, char32_t(plain));
        } else {
            ++at;
            m_text += inner[start];
            m_offsets.append(start);
        }
    }
    m_offsets.append(inner.size());
}

void DecodedText::append(qsizetype raw, char32_t code)
{
    const qsizetype before = m_text.size();
    appendUtf8(m_text, code);
    for (qsizetype i = before; i < m_text.size(); ++i)
        m_offsets.append(raw);
}

QByteArray escapedText(QByteArrayView text)
{
    static constexpr char hex[] = "0123456789abcdef";
    QByteArray out;
    out.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<uchar>(c) < 0x20) {
            out += "\\u00";
            out += hex[static_cast<uchar>(c) >> 4];
            out += hex[c & 0xf];
        } else {
            out += c;
        }
    }
    return out;
}

void WordList::add(const QByteArray &given, const QByteArray &with)
{
    if (given == with)
        return;
    const QByteArray text = MappedText::folded(given).view().toByteArray();
    const bool number = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text.size() < (number ? shortestNumber : shortestWord))
        return;
    qsizetype word = 0;
    while (word < text.size() && !isWord(text[word]))
        ++word;
    if (word == text.size())
        return;
    QVector<Entry> &entries = m_entries[text.sliced(word, wordEnd(text, word) - word)];
    if (entries.size() >= mostOfAWord || std::any_of(entries.cbegin(), entries.cend(), [&](const Entry &entry) { return entry.text == text; }))
        return;
    const auto place = std::find_if(entries.cbegin(), entries.cend(), [&](const Entry &entry) { return entry.text.size() < text.size(); });
    entries.insert(place, {text, word, with});
}

const WordList::Entry *WordList::entryAt(QByteArrayView text, qsizetype word, qsizetype from, qsizetype until, const QVector<Entry> &entries)
{
    for (const Entry &entry : entries) {
        const qsizetype start = word - entry.word;
        const qsizetype end = start + entry.text.size();
        if (start < from || end > until || text.sliced(start, entry.text.size()) != QByteArrayView(entry.text))
            continue;
        const bool beginsInside = start > 0 && isWord(text[start]) && isWord(text[start - 1]);
        const bool endsInside = end < text.size() && isWord(text[end - 1]) && isWord(text[end]);
        if (!beginsInside && !endsInside)
            return &entry;
    }
    return nullptr;
}

void WordList::find(QByteArrayView given, QVector<Replacement> &replacements) const
{
    if (m_entries.isEmpty())
        return;
    const MappedText folded = MappedText::folded(given);
    const QByteArrayView text = folded.view();
    for (Replacement &replacement : replacements) {
        const qsizetype end = folded.offsetOf(replacement.start + replacement.length);
        replacement.start = folded.offsetOf(replacement.start);
        replacement.length = end - replacement.start;
    }
    QVector<Replacement> all;
    qsizetype next = 0; // of those that are there
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype until = next < replacements.size() ? replacements[next].start : text.size();
        if (at >= until) {
            at = replacements[next].start + replacements[next].length;
            all.append(replacements[next++]);
            continue;
        }
        if (!isWord(text[at])) {
            ++at;
            continue;
        }
        const qsizetype end = wordEnd(text, at);
        const auto entries = m_entries.constFind(QByteArray::fromRawData(text.data() + at, std::min(end, text.size()) - at));
        const qsizetype from = all.isEmpty() ? 0 : all.last().start + all.last().length;
        const Entry *found = entries == m_entries.constEnd() ? nullptr : entryAt(text, at, from, until, *entries);
        if (found != nullptr) {
            all.append({at - found->word, found->text.size(), found->with});
            at += found->text.size() - found->word;
        } else {
            at = std::min(end, until);
        }
    }
    for (; next < replacements.size(); ++next)
        all.append(replacements[next]);
    for (Replacement &replacement : all) {
        const qsizetype end = folded.rawOffset(replacement.start + replacement.length);
        replacement.start = folded.rawOffset(replacement.start);
        replacement.length = end - replacement.start;
    }
    replacements = all;
}

} // namespace console
