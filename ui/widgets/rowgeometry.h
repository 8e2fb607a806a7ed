// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QVector>

namespace console {

/// Rows [first, last] of a table, both included.
struct RowRange
{
    int first = 0;
    int last = -1;
    bool operator==(const RowRange &) const = default;
};

/// In ascending order, overlapping and touching ones made one.
[[nodiscard]] QVector<RowRange> merged(QVector<RowRange> ranges);
[[nodiscard]] qint64 rowsIn(const QVector<RowRange> &ranges);

/// Where rows of one height lie: arithmetic instead of a list of positions, so that ten million rows cost what ten do.
/// Offsets and positions are pixels from the top of the first row. A scroll bar counts in int: while everything fits, one
/// step of it is a pixel (or a row, when `byRow`); a taller content makes the steps bigger.
struct RowGeometry
{
    qint64 rows = 0;
    int height = 1; ///< of a row, at least 1
    int room = 0;   ///< of the viewport
    bool byRow = false;

    [[nodiscard]] qint64 total() const { return rows * height; }
    /// The offset at which the last row stands at the bottom; 0 when all fit.
    [[nodiscard]] qint64 lastOffset() const;
    [[nodiscard]] qint64 clamped(qint64 offset) const;
    /// Pixels a step of the scroll bar.
    [[nodiscard]] qint64 step() const;
    [[nodiscard]] int barMaximum() const;
    [[nodiscard]] int barOf(qint64 offset) const;
    [[nodiscard]] qint64 offsetOf(int barValue) const;
    /// -1 above the first and below the last row.
    [[nodiscard]] int rowAt(qint64 position) const;
};

} // namespace console
