// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <deque>
#include <optional>

namespace console {

enum class ImportFormat { Ndjson, Har };

/// Which of both a file is, by its beginning: a HAR is one object whose first member is `log`.
[[nodiscard]] ImportFormat importFormatOf(QByteArrayView beginning);

/// Cuts a file that comes in pieces of any size into its events: lines of NDJSON, or the elements of `log.entries` of a HAR.
/// Keeps no more than one of them, and nothing of one over `longest`. A value; one file an object.
class ImportSplitter
{
public:
    struct Piece
    {
        QByteArray text; ///< empty when it was too long
        qint64 line = 1; ///< of the file, where it begins
        bool tooLong = false;
    };

    explicit ImportSplitter(ImportFormat format, qsizetype longest = qsizetype(64) * 1024 * 1024)
        : m_format(format), m_longest(longest)
    {
    }

    void feed(QByteArrayView bytes);
    /// Nothing comes any more. A HAR that broke off within an entry loses that one.
    void end();
    [[nodiscard]] std::optional<Piece> next();
    /// The file was what it should be up to its end (a HAR with its brackets closed; NDJSON always).
    [[nodiscard]] bool whole() const { return m_format == ImportFormat::Ndjson || (m_sawEntries && m_depth == 0); }

private:
    void feedLines(QByteArrayView bytes);
    void feedHar(QByteArrayView bytes);
    void structure(char c);
    void keep(QByteArrayView bytes);
    void finish();

    ImportFormat m_format;
    qsizetype m_longest;
    std::deque<Piece> m_pieces;
    Piece m_piece;
    qint64 m_line = 1;
    // Of a HAR:
    qint64 m_depth = 0;
    bool m_inText = false;
    bool m_escaped = false;
    bool m_inLog = false;
    bool m_inEntries = false;
    bool m_inEntry = false;
    bool m_sawEntries = false;
    QByteArray m_name; ///< the latest text outside of entries, cut
};

} // namespace console
