// SPDX-License-Identifier: Apache-2.0
#include "models/domain/mappedtext.h"

#include <QChar>

#include <algorithm>

namespace console {

namespace {

constexpr char32_t leftOut = 0; ///< never a text's own: bodies with NUL are not looked into, and ASCII stays

struct CodePoint
{
    char32_t code = 0;
    qsizetype length = 0; ///< 0: no UTF-8
};

/// Of more than one byte.
CodePoint codePointAt(QByteArrayView text, qsizetype at)
{
    const auto first = static_cast<uchar>(text[at]);
    const qsizetype length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    if (length == 0 || first > 0xf4 || text.size() - at < length)
        return {};
    char32_t code = first & (0xffU >> (length + 1));
    for (qsizetype i = 1; i < length; ++i) {
        const auto next = static_cast<uchar>(text[at + i]);
        if ((next & 0xc0) != 0x80)
            return {};
        code = (code << 6) | (next & 0x3f);
    }
    return {code, length};
}

bool isAscii(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<uchar>(c) < 0x80; });
}

bool isWordCode(char32_t code)
{
    return QChar::isLetterOrNumber(code) || QChar::isMark(code);
}

char32_t plainCode(char32_t code)
{
    if (code >= 0xff01 && code <= 0xff5e) // full-width forms
        return code - 0xff01 + '!';
    if (code == 0xfe62 || code == 0x207a)
        return '+';
    if (code == 0xfe6b)
        return '@';
    if (code == 0x2212 || QChar::category(code) == QChar::Punctuation_Dash)
        return '-';
    if (QChar::isSpace(code) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code == 0x200e || code == 0x200f)
        return ' ';
    if (QChar::category(code) == QChar::Other_Format)
        return leftOut;
    if (QChar::category(code) == QChar::Number_DecimalDigit)
        return char32_t('0' + QChar::digitValue(code));
    return isWordCode(code) ? code : U';';
}

} // namespace

void appendUtf8(QByteArray &text, char32_t code)
{
    if (code < 0x80) {
        text += static_cast<char>(code);
        return;
    }
    if (code < 0x800) {
        text += static_cast<char>(0xc0 | (code >> 6));
    } else {
        if (code < 0x10000) {
            text += static_cast<char>(0xe0 | (code >> 12));
        } else {
            text += static_cast<char>(0xf0 | (code >> 18));
            text += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
        }
        text += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    }
    text += static_cast<char>(0x80 | (code & 0x3f));
}

template<typename Change>
void MappedText::map(Change change)
{
    m_same = false;
    m_text.reserve(m_raw.size());
    m_offsets.reserve(m_raw.size() + 1);
    for (qsizetype at = 0; at < m_raw.size();) {
        const char c = m_raw[at];
        const CodePoint point = static_cast<uchar>(c) < 0x80 ? CodePoint{} : codePointAt(m_raw, at);
        if (static_cast<uchar>(c) < 0x80)
            m_text += static_cast<char>(change(char32_t(c)));
        else if (point.length == 0)
            m_text += c;
        else if (const char32_t code = change(point.code); code != leftOut)
            appendUtf8(m_text, code);
        while (m_offsets.size() < m_text.size())
            m_offsets.append(at);
        at += std::max<qsizetype>(point.length, 1);
    }
    m_offsets.append(m_raw.size());
}

qsizetype MappedText::offsetOf(qsizetype rawOffset) const
{
    return m_offsets.isEmpty() ? rawOffset : std::lower_bound(m_offsets.cbegin(), m_offsets.cend(), rawOffset) - m_offsets.cbegin();
}

MappedText MappedText::plain(QByteArrayView text)
{
    MappedText mapped(text);
    if (!isAscii(text))
        mapped.map([](char32_t code) { return code < 0x80 ? code : plainCode(code); });
    return mapped;
}

MappedText MappedText::folded(QByteArrayView text)
{
    MappedText mapped(text);
    if (!isAscii(text)) {
        mapped.map([](char32_t code) { return code < 0x80 || isWordCode(code) ? QChar::toCaseFolded(code) : U' '; });
    } else if (std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {
        mapped.m_same = false;
        mapped.m_text = text.toByteArray().toLower();
    }
    return mapped;
}

} // namespace console
