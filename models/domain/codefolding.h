// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/codetext.h"

#include <QSet>

namespace console {

/// Which folds of a text are closed, and so which lines are rows to see. A closed fold shows its first line only; its
/// row stands for all of it. Rows count from 0. Any thread, one at a time.
class CodeFolding
{
public:
    void reset(std::shared_ptr<const CodeText> text);

    [[nodiscard]] qsizetype rowCount() const;
    [[nodiscard]] qsizetype lineOfRow(qsizetype row) const;
    /// Of a line that is folded away: the row of the fold.
    [[nodiscard]] qsizetype rowOfLine(qsizetype line) const;
    [[nodiscard]] bool isHidden(qsizetype line) const;
    /// The fold that begins in this line is closed.
    [[nodiscard]] bool isClosed(qsizetype line) const { return m_closed.contains(qint32(line)); }
    [[nodiscard]] bool anyClosed() const { return !m_closed.isEmpty(); }

    /// False when nothing changed: no fold begins there, or it is as asked.
    bool setClosed(qsizetype line, bool closed);
    /// All but the outermost.
    void closeAll();
    void openAll();
    /// Opens every fold that hides this line; false when it was in sight.
    bool reveal(qsizetype line);

private:
    void index();

    std::shared_ptr<const CodeText> m_text;
    QSet<qint32> m_closed;
    QVector<qint32> m_rows; ///< line of each row; unused while nothing is closed
};

} // namespace console
