// SPDX-License-Identifier: Apache-2.0
#include "models/domain/codefolding.h"

#include <algorithm>

namespace console {

void CodeFolding::reset(std::shared_ptr<const CodeText> text)
{
    m_text = std::move(text);
    openAll();
}

qsizetype CodeFolding::rowCount() const
{
    return m_text == nullptr ? 0 : m_closed.isEmpty() ? m_text->lineCount() : m_rows.size();
}

qsizetype CodeFolding::lineOfRow(qsizetype row) const
{
    return m_closed.isEmpty() ? row : m_rows.at(row);
}

qsizetype CodeFolding::rowOfLine(qsizetype line) const
{
    if (m_closed.isEmpty())
        return line;
    return std::upper_bound(m_rows.cbegin(), m_rows.cend(), line) - m_rows.cbegin() - 1;
}

bool CodeFolding::isHidden(qsizetype line) const
{
    return !m_closed.isEmpty() && m_rows.at(rowOfLine(line)) != line;
}

bool CodeFolding::setClosed(qsizetype line, bool closed)
{
    if (m_text == nullptr || isClosed(line) == closed || m_text->foldAt(line) == nullptr)
        return false;
    if (closed)
        m_closed.insert(qint32(line));
    else
        m_closed.remove(qint32(line));
    index();
    return true;
}

void CodeFolding::closeAll()
{
    m_closed.clear();
    for (const CodeFold &fold : m_text->folds()) {
        if (fold.first != 0)
            m_closed.insert(fold.first);
    }
    index();
}

void CodeFolding::openAll()
{
    m_closed.clear();
    m_rows.clear();
}

bool CodeFolding::reveal(qsizetype line)
{
    if (!isHidden(line))
        return false;
    for (const CodeFold &fold : m_text->folds()) {
        if (fold.first >= line)
            break;
        if (fold.last >= line)
            m_closed.remove(fold.first);
    }
    index();
    return true;
}

void CodeFolding::index()
{
    m_rows.clear();
    if (m_closed.isEmpty())
        return;
    auto fold = m_text->folds().cbegin();
    const auto end = m_text->folds().cend();
    for (qint32 line = 0; line < m_text->lineCount(); ++line) {
        m_rows.append(line);
        while (fold != end && fold->first < line)
            ++fold;
        if (fold != end && fold->first == line && m_closed.contains(line))
            line = fold->last;
    }
}

} // namespace console
