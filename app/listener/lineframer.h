// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/listener/httphead.h"

namespace console {

/// Finds the ends of the line-shaped parts of a request in bytes cut anywhere, within limits, and refuses what no line may
/// hold: a line feed without its carriage return, a folded line, a first byte that begins no request. A unit that lies
/// whole in the given bytes is not copied. Pure state; one thread at a time.
class LineFramer
{
public:
    enum class Unit {
        None,        ///< more bytes are needed
        RequestLine, ///< with its CRLF
        HeaderBlock, ///< all header lines and the empty line
        ChunkHead,   ///< the CRLF of the chunk before (if any) and the line with the size
        LastChunk    ///< the same for size zero, with the trailers and the empty line
    };
    struct Step
    {
        qsizetype taken = 0; ///< of the bytes given
        Unit unit = Unit::None;
        int refusal = 0; ///< status, or 0
    };

    explicit LineFramer(const HttpLimits &limits) : m_limits(limits) {}

    void beginHead();
    void beginChunk(bool first);

    /// Takes bytes up to the end of the next unit. After a unit: unit() with the same bytes, then release().
    [[nodiscard]] Step put(QByteArrayView bytes);
    [[nodiscard]] QByteArrayView unit(QByteArrayView bytes) const;
    void release(Unit unit);

    /// A byte of a request has come (empty lines before it do not count, RFC 9112 section 2.2).
    [[nodiscard]] bool started() const { return m_started; }
    [[nodiscard]] qint64 held() const { return m_held.size(); }

private:
    enum class Mode { RequestLine, Headers, ChunkLine, Trailers };

    Step scan(QByteArrayView all);
    Step endOfLine(QByteArrayView all, qsizetype feed);
    Step endOfChunkLine(QByteArrayView all, qsizetype feed);
    [[nodiscard]] int overLimit(qsizetype size) const;

    HttpLimits m_limits;
    Mode m_mode = Mode::RequestLine;
    QByteArray m_held;          ///< the present unit, when it did not come at once
    qsizetype m_scanned = 0;    ///< bytes of the present unit already looked at
    qsizetype m_lineStart = 0;  ///< of the present line in the unit
    qsizetype m_unitSize = 0;   ///< of the unit found
    qsizetype m_headSize = 0;   ///< bytes of the request line, for the limit on the head
    qsizetype m_emptyLines = 0; ///< bytes of empty lines before the request
    int m_lines = 0;            ///< header or trailer lines
    bool m_firstChunk = true;
    bool m_started = false;
};

} // namespace console
