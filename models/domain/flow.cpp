// SPDX-License-Identifier: Apache-2.0
#include "models/domain/flow.h"

#include <algorithm>
#include <numeric>

namespace console {

FlowGrid::FlowGrid(QVector<qint64> edges) : m_edges(std::move(edges))
{
    if (m_edges.size() < 2)
        m_edges.clear();
}

int FlowGrid::barAt(qint64 ms) const
{
    const int count = bars();
    if (count == 0 || ms < m_edges.first() || ms >= m_edges.last())
        return -1;
    int bar = int(double(ms - m_edges.first()) / double(m_edges.last() - m_edges.first()) * count);
    bar = std::clamp(bar, 0, count - 1);
    while (ms < m_edges.at(bar))
        --bar;
    while (ms >= m_edges.at(bar + 1))
        ++bar;
    return bar;
}

qint64 FlowGrid::narrowest() const
{
    qint64 narrowest = 0;
    for (int i = 0; i < bars(); ++i) {
        const qint64 width = end(i) - start(i);
        narrowest = narrowest == 0 ? width : std::min(narrowest, width);
    }
    return narrowest;
}

bool FlowGrid::alignedTo(qint64 ms) const
{
    return std::all_of(m_edges.begin(), m_edges.end(), [ms](qint64 edge) { return edge % ms == 0; });
}

qint64 FlowCounts::total() const
{
    qint64 all = 0;
    for (const FlowSeries &series : m_series)
        all = std::accumulate(series.counts.begin(), series.counts.end(), all);
    return all;
}

QVector<qint64> &FlowCounts::countsOf(Verdict verdict, const QString &category)
{
    const bool known = std::any_of(m_series.cbegin(), m_series.cend(), [&](const FlowSeries &series) {
        return !series.other && series.category == category && series.category.isNull() == category.isNull();
    });
    if (known || m_series.size() < maxCategories)
        return countsOf(verdict, category, false);
    return countsOf(verdict, {}, true);
}

QVector<qint64> &FlowCounts::countsOf(Verdict verdict, const QString &category, bool other)
{
    for (FlowSeries &series : m_series) {
        if (series.verdict == verdict && series.other == other && series.category == category
            && series.category.isNull() == category.isNull())
            return series.counts;
    }
    m_series.append({verdict, category, other, QVector<qint64>(m_grid.bars(), 0)});
    return m_series.last().counts;
}

void FlowCounts::add(Verdict verdict, const QString &category, qint64 ms, qint64 count)
{
    const int bar = m_grid.barAt(ms);
    if (bar >= 0)
        countsOf(verdict, category)[bar] += count;
}

void FlowCounts::add(const FlowCounts &more)
{
    for (const FlowSeries &series : more.m_series) {
        QVector<qint64> &counts = series.other ? countsOf(series.verdict, {}, true) : countsOf(series.verdict, series.category);
        for (qsizetype i = 0; i < counts.size() && i < series.counts.size(); ++i)
            counts[i] += series.counts.at(i);
    }
}

} // namespace console
