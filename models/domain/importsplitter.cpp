// SPDX-License-Identifier: Apache-2.0
#include "models/domain/importsplitter.h"

#include "models/domain/jsonscan.h"

namespace console {

namespace {

constexpr qsizetype longestName = 16;
constexpr qint64 entriesDepth = 3; ///< { log: { entries: [

bool isBlank(QByteArrayView text)
{
    return text.trimmed().isEmpty();
}

} // namespace

ImportFormat importFormatOf(QByteArrayView beginning)
{
    JsonWalker members(trimmedJson(beginning));
    // Only the name is looked at: the value goes on behind this beginning.
    return members.next() && members.keyIs("log") ? ImportFormat::Har : ImportFormat::Ndjson;
}

void ImportSplitter::feed(QByteArrayView bytes)
{
    if (m_format == ImportFormat::Ndjson)
        feedLines(bytes);
    else
        feedHar(bytes);
}

void ImportSplitter::end()
{
    if (m_format == ImportFormat::Ndjson)
        finish();
}

std::optional<ImportSplitter::Piece> ImportSplitter::next()
{
    if (m_pieces.empty())
        return std::nullopt;
    Piece piece = std::move(m_pieces.front());
    m_pieces.pop_front();
    return piece;
}

void ImportSplitter::keep(QByteArrayView bytes)
{
    if (m_piece.tooLong)
        return;
    if (m_piece.text.size() + bytes.size() > m_longest) {
        m_piece.tooLong = true;
        m_piece.text = QByteArray();
        return;
    }
    m_piece.text += bytes;
}

void ImportSplitter::finish()
{
    if (m_piece.tooLong || !isBlank(m_piece.text))
        m_pieces.push_back(std::move(m_piece));
    m_piece = {{}, m_line, false};
}

void ImportSplitter::feedLines(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        keep(bytes.first(end < 0 ? bytes.size() : end));
        if (end < 0)
            return;
        ++m_line;
        finish();
        bytes = bytes.sliced(end + 1);
    }
}

void ImportSplitter::feedHar(QByteArrayView bytes)
{
    qsizetype from = 0; // of what is to be kept of an entry
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const char c = bytes[at];
        if (c == '\n')
            ++m_line;
        if (m_inText) {
            if (m_escaped)
                m_escaped = false;
            else if (c == '\\')
                m_escaped = true;
            else if (c == '"')
                m_inText = false;
            if (m_inText && !m_inEntry && m_name.size() < longestName)
                m_name += c;
            continue;
        }
        const bool wasInEntry = m_inEntry;
        structure(c);
        if (m_inEntry && !wasInEntry) {
            from = at;
            m_piece = {{}, m_line, false};
        } else if (wasInEntry && !m_inEntry) {
            keep(bytes.sliced(from, at + 1 - from));
            finish();
        }
    }
    if (m_inEntry)
        keep(bytes.sliced(from));
}

void ImportSplitter::structure(char c)
{
    switch (c) {
    case '"':
        m_inText = true;
        if (!m_inEntry)
            m_name.clear();
        break;
    case '{':
    case '[':
        if (m_depth == 1 && m_name == "log")
            m_inLog = true;
        else if (m_depth == entriesDepth - 1 && m_inLog && m_name == "entries" && c == '[')
            m_inEntries = m_sawEntries = true;
        else if (m_depth == entriesDepth && m_inEntries && c == '{')
            m_inEntry = true;
        ++m_depth;
        break;
    case '}':
    case ']':
        --m_depth;
        if (m_depth == entriesDepth)
            m_inEntry = false;
        else if (m_depth == entriesDepth - 1)
            m_inEntries = false;
        else if (m_depth == 1)
            m_inLog = false;
        break;
    default: break;
    }
}

} // namespace console
