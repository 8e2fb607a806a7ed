// SPDX-License-Identifier: Apache-2.0
#include "app/listener/lineframer.h"

#include <algorithm>
#include <cstring>

namespace console {

namespace {

constexpr qsizetype kEmptyLines = 32;      // bytes of empty lines before a request
constexpr qsizetype kChunkLine = 2 * 1024; // a size of up to 16 digits and its extensions

bool isTokenChar(char c)
{
    // RFC 9110 section 5.6.2
    static constexpr char others[] = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
        || (c != '\0' && std::strchr(others, c) != nullptr);
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

} // namespace

void LineFramer::beginHead()
{
    *this = LineFramer(m_limits);
}

void LineFramer::beginChunk(bool first)
{
    m_mode = Mode::ChunkLine;
    m_firstChunk = first;
    m_scanned = m_lineStart = 0;
    m_lines = 0;
}

QByteArrayView LineFramer::unit(QByteArrayView bytes) const
{
    return m_held.isEmpty() ? bytes.first(m_unitSize) : QByteArrayView(m_held);
}

void LineFramer::release(Unit unit)
{
    if (unit == Unit::None)
        return;
    m_held.resize(0); // keeps its memory for the next unit
    m_scanned = m_lineStart = 0;
}

LineFramer::Step LineFramer::put(QByteArrayView bytes)
{
    if (m_mode == Mode::RequestLine && !m_started) {
        // Servers ignore empty lines before a request line (RFC 9112 section 2.2); a bounded number of them.
        qsizetype skipped = 0;
        while (skipped < bytes.size() && bytes[skipped] == (m_emptyLines % 2 == 0 ? '\r' : '\n')) {
            ++skipped;
            if (++m_emptyLines > kEmptyLines)
                return {skipped, Unit::None, 400};
        }
        if (skipped == bytes.size())
            return {skipped, Unit::None, 0};
        // A TLS handshake, an old protocol, noise: told at once, not after the time limit.
        if (m_emptyLines % 2 != 0 || !isTokenChar(bytes[skipped]))
            return {skipped, Unit::None, 400};
        m_started = true;
        if (skipped > 0)
            return {skipped, Unit::None, 0};
    }
    const qsizetype before = m_held.size();
    if (before > 0)
        m_held.append(bytes.data(), std::min<qsizetype>(bytes.size(), m_limits.head + kChunkLine));
    Step step = scan(before > 0 ? QByteArrayView(m_held) : bytes);
    if (step.unit != Unit::None) {
        m_unitSize = step.taken;
        if (before > 0)
            m_held.resize(step.taken);
    } else if (before == 0 && step.refusal == 0) {
        m_held.append(bytes.data(), bytes.size());
    }
    step.taken -= before;
    return step;
}

// Looks at what has not been looked at yet, line by line. `taken` counts from the start of the unit.
LineFramer::Step LineFramer::scan(QByteArrayView all)
{
    while (m_scanned < all.size()) {
        const char *from = all.data() + m_scanned;
        const auto *feed = static_cast<const char *>(std::memchr(from, '\n', size_t(all.size() - m_scanned)));
        const qsizetype end = feed == nullptr ? all.size() : feed - all.data() + 1;
        if (const int status = overLimit(end); status != 0)
            return {end, Unit::None, status};
        m_scanned = end;
        if (feed == nullptr)
            break;
        // RFC 9112 section 2.2 lets a bare line feed end a line; two readers then see two different heads, so it ends
        // the connection.
        if (end < 2 || all[end - 2] != '\r')
            return {end, Unit::None, 400};
        const Step step = m_mode == Mode::ChunkLine ? endOfChunkLine(all, end) : endOfLine(all, end);
        if (step.unit != Unit::None || step.refusal != 0)
            return step;
    }
    return {all.size(), Unit::None, 0};
}

int LineFramer::overLimit(qsizetype size) const
{
    switch (m_mode) {
    case Mode::RequestLine:
    case Mode::Headers:
        return m_headSize + size > m_limits.head ? 431 : 0; // RFC 6585 section 5
    case Mode::ChunkLine:
        return size > kChunkLine ? 413 : 0;
    case Mode::Trailers:
        return size > m_limits.head ? 431 : 0;
    }
    return 0;
}

// A whole line of the head or the trailers ends before `end`.
LineFramer::Step LineFramer::endOfLine(QByteArrayView all, qsizetype end)
{
    const bool empty = end - m_lineStart == 2;
    const char first = all[m_lineStart];
    m_lineStart = end;
    if (m_mode == Mode::RequestLine) {
        m_mode = Mode::Headers;
        m_headSize = end;
        return {end, Unit::RequestLine, 0};
    }
    if (empty)
        return {end, m_mode == Mode::Headers ? Unit::HeaderBlock : Unit::LastChunk, 0};
    if (first == ' ' || first == '\t') // obs-fold, or blanks before the first field (RFC 9112 sections 5.2 and 2.2)
        return {end, Unit::None, 400};
    return {end, Unit::None, ++m_lines > m_limits.headers ? 431 : 0};
}

LineFramer::Step LineFramer::endOfChunkLine(QByteArrayView all, qsizetype end)
{
    if (!m_firstChunk && m_lineStart == 0) { // the CRLF after the data of the chunk before
        if (end != 2)
            return {end, Unit::None, 400};
        m_lineStart = end;
        return {};
    }
    qsizetype at = m_lineStart;
    while (all[at] == '0')
        ++at;
    if (isHexDigit(all[at]))
        return {end, Unit::ChunkHead, 0};
    if (at == m_lineStart || (all[at] != '\r' && all[at] != ';' && all[at] != ' ' && all[at] != '\t'))
        return {end, Unit::None, 400};
    m_mode = Mode::Trailers;
    m_lineStart = end;
    return {};
}

} // namespace console
