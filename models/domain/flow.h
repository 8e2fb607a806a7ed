// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"
#include "models/domain/verdict.h"

#include <QVector>

namespace console {

/// Bars next to each other on a time axis: bar i is [edge i, edge i+1). They need not be of one width: a month or a local
/// day that a clock change makes shorter is a bar as any other. A value.
class FlowGrid
{
public:
    FlowGrid() = default;
    /// Edges in ms since 1970, strictly ascending; fewer than two make no bar.
    explicit FlowGrid(QVector<qint64> edges);

    [[nodiscard]] int bars() const { return m_edges.size() < 2 ? 0 : int(m_edges.size()) - 1; }
    [[nodiscard]] qint64 start(int bar) const { return m_edges.at(bar); }
    [[nodiscard]] qint64 end(int bar) const { return m_edges.at(bar + 1); }
    [[nodiscard]] qint64 from() const { return m_edges.isEmpty() ? 0 : m_edges.first(); }
    [[nodiscard]] qint64 to() const { return m_edges.isEmpty() ? 0 : m_edges.last(); }
    /// -1 outside. O(1) where the bars are of nearly one width.
    [[nodiscard]] int barAt(qint64 ms) const;
    /// The narrowest bar; 0 without bars.
    [[nodiscard]] qint64 narrowest() const;
    /// Every edge is a multiple of this many ms.
    [[nodiscard]] bool alignedTo(qint64 ms) const;
    bool operator==(const FlowGrid &) const = default;

private:
    QVector<qint64> m_edges;
};

/// The counts of one verdict and category, a number each bar.
struct FlowSeries
{
    Verdict verdict = Verdict::Verified;
    QString category;   ///< null: the events name none
    bool other = false; ///< of all further categories together
    QVector<qint64> counts;
    bool operator==(const FlowSeries &) const = default;
};

/// How much came when, by verdict and category. Categories are an open set: the first of them are told apart, the rest
/// is counted together. A value; not thread-safe.
class FlowCounts
{
public:
    static constexpr int maxCategories = 24;

    FlowCounts() = default;
    explicit FlowCounts(FlowGrid grid) : m_grid(std::move(grid)) {}

    [[nodiscard]] const FlowGrid &grid() const { return m_grid; }
    [[nodiscard]] const QVector<FlowSeries> &series() const { return m_series; }
    [[nodiscard]] qint64 total() const;
    /// Where the counts of a verdict and category go; the reference is valid until the next call.
    [[nodiscard]] QVector<qint64> &countsOf(Verdict verdict, const QString &category);
    /// Times outside the grid are not counted.
    void add(Verdict verdict, const QString &category, qint64 ms, qint64 count);
    /// Precondition: the same grid.
    void add(const FlowCounts &more);
    bool operator==(const FlowCounts &) const = default;

private:
    QVector<qint64> &countsOf(Verdict verdict, const QString &category, bool other);

    FlowGrid m_grid;
    QVector<FlowSeries> m_series;
};

} // namespace console
