// SPDX-License-Identifier: Apache-2.0
#include "models/domain/codetext.h"

#include <algorithm>
#include <array>
#include <utility>

namespace console {

namespace {

constexpr qsizetype cellBlock = 256;
constexpr qsizetype stringBlock = 1024;
constexpr int tabCells = 4;

struct Range
{
    char32_t first;
    char32_t last;
};

template <std::size_t N> bool inRanges(const std::array<Range, N> &ranges, char32_t c)
{
    const auto *found = std::upper_bound(ranges.begin(), ranges.end(), c, [](char32_t value, const Range &range) { return value < range.first; });
    return found != ranges.begin() && c <= std::prev(found)->last;
}

/// Invisible or reordering: Default_Ignorable_Code_Point and Bidi_Control of the Unicode Character Database, line and
/// paragraph separators, and what is no character at all. The variation selectors 15 and 16 are left out: every second
/// emoji has one.
constexpr std::array hiddenRanges{
    Range{0x00AD, 0x00AD},   Range{0x034F, 0x034F},   Range{0x061C, 0x061C},   Range{0x115F, 0x1160},     Range{0x17B4, 0x17B5},
    Range{0x180B, 0x180F},   Range{0x200B, 0x200F},   Range{0x2028, 0x202E},   Range{0x2060, 0x206F},     Range{0x3164, 0x3164},
    Range{0xD800, 0xDFFF},   Range{0xFDD0, 0xFDEF},   Range{0xFE00, 0xFE0D},   Range{0xFEFF, 0xFEFF},     Range{0xFFA0, 0xFFA0},
    Range{0xFFF0, 0xFFFB},   Range{0xFFFE, 0xFFFF},   Range{0x1BCA0, 0x1BCA3}, Range{0x1D173, 0x1D17A},   Range{0xE0000, 0xE0FFF}};

/// East Asian wide and emoji (UAX #11), in whole blocks.
constexpr std::array wideRanges{
    Range{0x1100, 0x115E},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},   Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},
    Range{0xA000, 0xA4CF},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},
    Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD}};

bool isBrokenByte(char16_t unit)
{
    return unit >= 0xDC80 && unit <= 0xDCFF;
}

bool isPlain(char16_t unit)
{
    return unit >= 0x20 && unit < 0x7F;
}

char32_t charAt(QStringView text, qsizetype at, int &units)
{
    const QChar c = text[at];
    units = 1;
    if (c.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
        units = 2;
        return QChar::surrogateToUcs4(c, text[at + 1]);
    }
    return c.unicode();
}

int hexDigits(char32_t c)
{
    return c > 0xFFFFF ? 6 : c > 0xFFFF ? 5 : 4;
}

/// Length of the UTF-8 sequence at `at` by RFC 3629 section 4; 0 when the byte begins none.
qsizetype sequenceLength(QByteArrayView bytes, qsizetype at)
{
    const auto first = static_cast<uchar>(bytes[at]);
    const qsizetype length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    return length > 0 && at + length <= bytes.size() && bytes.sliced(at, length).isValidUtf8() ? length : 0;
}

} // namespace

QString decodedText(QByteArrayView bytes, bool *valid)
{
    const bool whole = bytes.isValidUtf8();
    if (valid != nullptr)
        *valid = whole;
    const bool marked = bytes.startsWith("\xef\xbb\xbf"); // QString::fromUtf8 drops it
    if (whole)
        return marked ? QString(QChar(0xFEFF)) + QString::fromUtf8(bytes.sliced(3)) : QString::fromUtf8(bytes);
    QString text;
    text.reserve(bytes.size());
    for (qsizetype at = 0; at < bytes.size();) {
        qsizetype end = at;
        while (end < bytes.size()) {
            const qsizetype length = sequenceLength(bytes, end);
            if (length == 0)
                break;
            end += length;
        }
        if (end > at) {
            const QByteArrayView good = bytes.sliced(at, end - at);
            text += good.startsWith("\xef\xbb\xbf") ? QString(QChar(0xFEFF)) + QString::fromUtf8(good.sliced(3)) : QString::fromUtf8(good);
        }
        if (end < bytes.size())
            text += QChar(static_cast<char16_t>(0xDC00 + static_cast<uchar>(bytes[end++])));
        at = end;
    }
    return text;
}

QString withoutBrokenBytes(QString text)
{
    bool paired = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = std::as_const(text)[i];
        if (isBrokenByte(c.unicode()) && !paired)
            text[i] = QChar(QChar::ReplacementCharacter);
        paired = c.isHighSurrogate();
    }
    return text;
}

ShownChar shownChar(QStringView text, qsizetype at)
{
    const char16_t unit = text[at].unicode();
    if (isPlain(unit))
        return {};
    if (unit == u'\t')
        return {1, tabCells, CharMark::None};
    if (unit < 0x20 || (unit >= 0x7F && unit < 0xA0))
        return {1, unit == u'\r' ? 2 : 6, CharMark::Control};
    int units = 1;
    const char32_t c = charAt(text, at, units);
    if (units == 1 && isBrokenByte(unit))
        return {1, 4, CharMark::Broken};
    if (inRanges(hiddenRanges, c))
        return {units, 2 + hexDigits(c), CharMark::Hidden};
    const QChar::Category category = QChar::category(c);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing)
        return {units, 0, CharMark::None};
    return {units, inRanges(wideRanges, c) ? 2 : 1, CharMark::None};
}

QString markText(QStringView text, qsizetype at)
{
    int units = 1;
    const char32_t c = charAt(text, at, units);
    if (c == u'\r')
        return QStringLiteral("CR");
    if (units == 1 && isBrokenByte(text[at].unicode()))
        return QStringLiteral("\\x") + QString::number(c - 0xDC00, 16).toUpper();
    return QStringLiteral("U+") + QString::number(c, 16).toUpper().rightJustified(hexDigits(c), QLatin1Char('0'));
}

CodeText::CodeText(QString text, Syntax syntax) : m_text(std::move(text)), m_syntax(syntax)
{
    indexLines();
    indexCells();
    if (m_syntax == Syntax::Json) {
        indexFolds();
        indexStrings();
    }
}

void CodeText::indexLines()
{
    m_starts.append(0);
    for (qsizetype at = m_text.indexOf(u'\n'); at >= 0; at = m_text.indexOf(u'\n', at + 1))
        m_starts.append(qint32(at + 1));
}

void CodeText::indexFolds()
{
    QVector<qint32> open;
    for (qsizetype i = 0; i < lineCount(); ++i) {
        qsizetype at = lineStart(i);
        const qsizetype end = lineEnd(i);
        while (at < end && m_text[at] == u' ')
            ++at;
        if (at == end)
            continue;
        if ((m_text[at] == u'}' || m_text[at] == u']') && !open.isEmpty())
            m_folds.append({open.takeLast(), qint32(i)});
        const QChar last = m_text[end - 1];
        if (last == u'{' || last == u'[')
            open.append(qint32(i));
    }
    std::sort(m_folds.begin(), m_folds.end(), [](const CodeFold &a, const CodeFold &b) { return a.first < b.first; });
}

void CodeText::indexCells()
{
    const QStringView text = m_text;
    const bool plain = std::all_of(text.cbegin(), text.cend(), [](QChar c) { return isPlain(c.unicode()) || c == u'\n'; });
    if (plain) {
        for (qsizetype i = 0; i < lineCount(); ++i)
            m_widest = std::max<qint64>(m_widest, lineEnd(i) - lineStart(i));
        return;
    }
    qint64 cells = 0;
    qint64 lineBegin = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (at % cellBlock == 0)
            m_cells.append(cells);
        if (text[at] == u'\n') {
            m_widest = std::max(m_widest, cells - lineBegin);
            lineBegin = cells;
        } else if (!text[at].isLowSurrogate() || at == 0 || !text[at - 1].isHighSurrogate()) {
            cells += shownChar(text, at).cells;
        }
    }
    m_cells.append(cells);
    m_widest = std::max(m_widest, cells - lineBegin);
}

void CodeText::indexStrings()
{
    quint8 state = 0;
    const QStringView text = m_text;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (at % stringBlock == 0)
            m_strings.append(state);
        const QChar c = text[at];
        if (state == 2)
            state = 1;
        else if (c == u'"')
            state = state == 0 ? 1 : 0;
        else if (state == 1 && c == u'\\')
            state = 2;
    }
}

qsizetype CodeText::lineEnd(qsizetype line) const
{
    return line + 1 < lineCount() ? m_starts.at(line + 1) - 1 : m_text.size();
}

QStringView CodeText::line(qsizetype line) const
{
    const qsizetype start = lineStart(line);
    return QStringView(m_text).sliced(start, lineEnd(line) - start);
}

qsizetype CodeText::lineAt(qsizetype position) const
{
    const auto next = std::upper_bound(m_starts.cbegin(), m_starts.cend(), position);
    return next - m_starts.cbegin() - 1;
}

const CodeFold *CodeText::foldAt(qsizetype line) const
{
    const auto found = std::lower_bound(m_folds.cbegin(), m_folds.cend(), line, [](const CodeFold &fold, qsizetype value) { return fold.first < value; });
    return found != m_folds.cend() && found->first == line ? &*found : nullptr;
}

const CodeFold *CodeText::foldAround(qsizetype line) const
{
    auto found = std::upper_bound(m_folds.cbegin(), m_folds.cend(), line, [](qsizetype value, const CodeFold &fold) { return value < fold.first; });
    while (found != m_folds.cbegin()) {
        --found;
        if (found->last >= line)
            return &*found;
    }
    return nullptr;
}

qint64 CodeText::cellsBefore(qsizetype position) const
{
    const qsizetype block = position / cellBlock;
    if (block * cellBlock >= m_text.size())
        return m_cells.last();
    qint64 cells = m_cells.at(block);
    const QStringView text = m_text;
    for (qsizetype at = block * cellBlock; at < position; ++at) {
        if (text[at] != u'\n' && !(text[at].isLowSurrogate() && at > 0 && text[at - 1].isHighSurrogate()))
            cells += shownChar(text, at).cells;
    }
    return cells;
}

qint64 CodeText::cellOf(qsizetype position) const
{
    const qsizetype start = lineStart(lineAt(position));
    return m_cells.isEmpty() ? position - start : cellsBefore(position) - cellsBefore(start);
}

qsizetype CodeText::positionAt(qsizetype line, qint64 cell) const
{
    const qsizetype start = lineStart(line);
    const qsizetype end = lineEnd(line);
    if (m_cells.isEmpty())
        return std::clamp<qint64>(start + cell, start, end);
    const qint64 base = cellsBefore(start);
    // The last block of the line that begins at or before the wanted cell.
    const auto from = m_cells.cbegin() + start / cellBlock + 1;
    const auto to = m_cells.cbegin() + std::max<qsizetype>(start / cellBlock + 1, end / cellBlock + 1);
    const auto block = std::upper_bound(from, to, base + std::max<qint64>(cell, 0));
    qsizetype at = block == from ? start : (block - m_cells.cbegin() - 1) * cellBlock;
    const QStringView text = m_text;
    if (at > start && text[at].isLowSurrogate() && text[at - 1].isHighSurrogate())
        ++at;
    qint64 here = cellsBefore(at) - base;
    while (at < end) {
        const ShownChar shown = shownChar(text, at);
        if (here + shown.cells > cell)
            break;
        here += shown.cells;
        at += shown.units;
    }
    return std::min(at, end);
}

qsizetype CodeText::next(qsizetype position) const
{
    if (position >= size())
        return size();
    qsizetype at = position + (m_text[position] == u'\n' ? 1 : shownChar(m_text, position).units);
    while (at < size() && m_text[at] != u'\n' && shownChar(m_text, at).cells == 0)
        at += shownChar(m_text, at).units;
    return at;
}

qsizetype CodeText::previous(qsizetype position) const
{
    qsizetype at = position;
    while (at > 0) {
        --at;
        if (at > 0 && m_text[at].isLowSurrogate() && m_text[at - 1].isHighSurrogate())
            --at;
        if (m_text[at] == u'\n' || shownChar(m_text, at).cells > 0)
            break;
    }
    return at;
}

QVector<JsonSpan> CodeText::spans(qsizetype from, qsizetype to) const
{
    if (m_syntax != Syntax::Json || from >= to)
        return {};
    const qsizetype lineBegin = lineStart(lineAt(from));
    const qsizetype block = from / stringBlock * stringBlock;
    // The start of a line is outside of strings: JSON has no line break inside one.
    qsizetype at = std::max(lineBegin, block);
    const quint8 state = at == block ? m_strings.at(block / stringBlock) : 0;
    QVector<JsonSpan> spans;
    if (state != 0) {
        qsizetype end = at + (state == 2 ? 1 : 0);
        while (end < to && m_text[end] != u'"')
            end += m_text[end] == u'\\' ? 2 : 1;
        end = std::min(end + 1, to);
        if (end > from)
            spans.append({at, end - at, JsonToken::String});
        at = end;
    }
    // A key is one because of the colon behind it, which may be out of the view.
    const qsizetype lookAhead = std::min(lineEnd(lineAt(from)), to + 4);
    const QVector<JsonSpan> found = jsonSpans(QStringView(m_text).sliced(at, std::max<qsizetype>(0, lookAhead - at)));
    for (JsonSpan span : found) {
        span.start += at;
        if (span.start < to && span.start + span.length > from)
            spans.append(span);
    }
    return spans;
}

} // namespace console
