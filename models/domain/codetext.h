// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/json.h"

#include <QByteArrayView>
#include <QString>
#include <QVector>
#include <memory>

namespace console {

/// Bytes as text of which nothing is lost: UTF-8, and each byte that is none becomes the lone surrogate U+DC00 + byte
/// (valid UTF-8 never gives one), so that a view can show it as `\xC3`. A byte order mark is kept. `valid` tells whether
/// every byte was UTF-8.
[[nodiscard]] QString decodedText(QByteArrayView bytes, bool *valid = nullptr);
/// The same text for the clipboard and for screen readers: what was no UTF-8 is U+FFFD. As long as the given one.
[[nodiscard]] QString withoutBrokenBytes(QString text);

/// What a character is shown as, in cells of one digit's width.
enum class CharMark : quint8 {
    None,
    Control, ///< a control character of no harm to reading (CR, NUL…)
    Hidden,  ///< reorders or is invisible: bidirectional controls, zero-width, tags (Unicode UAX #9, UTR #36)
    Broken   ///< a byte that is no UTF-8
};
struct ShownChar
{
    int units = 1; ///< UTF-16 units of the character
    int cells = 1; ///< 0 for a mark that stands on the character before it
    CharMark mark = CharMark::None;
};
[[nodiscard]] ShownChar shownChar(QStringView text, qsizetype at);
/// What is drawn for a marked character: `U+202E`, `\xC3`, `CR`; as many characters as it has cells.
[[nodiscard]] QString markText(QStringView text, qsizetype at);

/// From the line that ends with an opening bracket to the line that begins with the closing one.
struct CodeFold
{
    qint32 first = 0;
    qint32 last = 0;
    bool operator==(const CodeFold &) const = default;
};

/// A text made ready to be shown piece by piece, however long it or a line of it is: lines, folds, widths and where
/// strings are. Made once, on any thread, in time that grows with the text; then immutable. Positions are UTF-16 units,
/// lines count from 0, cells are widths of a digit from the line's start.
class CodeText
{
public:
    enum class Syntax { Plain, Json };

    CodeText(QString text, Syntax syntax);
    [[nodiscard]] static std::shared_ptr<const CodeText> make(QString text, Syntax syntax)
    {
        return std::make_shared<const CodeText>(std::move(text), syntax);
    }

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] Syntax syntax() const { return m_syntax; }
    [[nodiscard]] qsizetype size() const { return m_text.size(); }
    [[nodiscard]] qsizetype lineCount() const { return m_starts.size(); } ///< at least 1
    [[nodiscard]] qsizetype lineStart(qsizetype line) const { return m_starts.at(line); }
    [[nodiscard]] qsizetype lineEnd(qsizetype line) const; ///< without the line break
    [[nodiscard]] QStringView line(qsizetype line) const;
    [[nodiscard]] qsizetype lineAt(qsizetype position) const;
    /// In the order of their first lines; only of JSON.
    [[nodiscard]] const QVector<CodeFold> &folds() const { return m_folds; }
    /// The fold that begins in this line; nullptr when none does.
    [[nodiscard]] const CodeFold *foldAt(qsizetype line) const;
    /// The innermost fold that this line is in (or begins in); nullptr when there is none.
    [[nodiscard]] const CodeFold *foldAround(qsizetype line) const;
    /// Cells before this position in its line.
    [[nodiscard]] qint64 cellOf(qsizetype position) const;
    /// The character that covers this cell of the line, or the line's end behind it.
    [[nodiscard]] qsizetype positionAt(qsizetype line, qint64 cell) const;
    [[nodiscard]] qint64 widestLine() const { return m_widest; } ///< cells
    /// The next or previous place of a caret: never inside a character, never before a mark on one.
    [[nodiscard]] qsizetype next(qsizetype position) const;
    [[nodiscard]] qsizetype previous(qsizetype position) const;
    /// Tokens of JSON that touch [from, to), within one line; absolute positions.
    [[nodiscard]] QVector<JsonSpan> spans(qsizetype from, qsizetype to) const;

private:
    void indexLines();
    void indexFolds();
    void indexCells();
    void indexStrings();
    [[nodiscard]] qint64 cellsBefore(qsizetype position) const; ///< of the whole text; line breaks have none

    QString m_text;
    Syntax m_syntax;
    QVector<qint32> m_starts;
    QVector<CodeFold> m_folds;
    QVector<qint64> m_cells;   ///< cellsBefore() at each block; empty when every character has one cell
    QVector<quint8> m_strings; ///< state of JSON at each block: 0 outside, 1 inside a string, 2 behind its backslash
    qint64 m_widest = 0;
};

} // namespace console
