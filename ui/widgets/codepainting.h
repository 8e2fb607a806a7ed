// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/codefolding.h"
#include "ui/theme/theme.h"

#include <QHash>
#include <QRect>

class QPainter;

namespace console {

/// Sizes of a code view in its font: every character takes whole cells, so that a place is found by arithmetic.
struct CodeMetrics
{
    QFont font;
    double cell = 7;
    int row = 17;
    int ascent = 13;
    int gutter = 40; ///< line numbers and fold marks
    int foldMark = 16; ///< of the gutter, at its right
    static constexpr int margin = 6;
};
[[nodiscard]] CodeMetrics codeMetrics(qsizetype lines);

/// What a code view shows at one moment, all that painting needs to know.
struct CodeScene
{
    const CodeText *text = nullptr;
    const CodeFolding *folding = nullptr;
    CodeMetrics metrics;
    QRect area;          ///< of the viewport to paint
    QSize size;          ///< of the viewport
    qsizetype firstRow = 0;
    qint64 scroll = 0;   ///< pixels to the right
    qsizetype selectFrom = 0;
    qsizetype selectTo = 0;
    qsizetype caret = -1; ///< -1: not shown
    const QVector<qsizetype> *matches = nullptr;
    qsizetype matchLength = 0;
    qsizetype currentMatch = -1;
    const QHash<qint32, Tone> *tones = nullptr; ///< ground of lines
    qint32 chosenLine = -1; ///< the one of `tones` that is meant now
};

/// Paints the rows in `area` with their gutter. Time depends on what is in sight only, never on the text.
void paintCode(QPainter &painter, const Theme &theme, const CodeScene &scene);
/// Where the `…` of a closed fold is; empty when the fold of this row is open.
[[nodiscard]] QRectF foldChip(const CodeScene &scene, qsizetype row);

} // namespace console
