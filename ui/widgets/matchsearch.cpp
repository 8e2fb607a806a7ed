// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/matchsearch.h"

#include <QElapsedTimer>

#include <algorithm>

namespace console {

namespace {

constexpr int turnMs = 4;

}

MatchSearch::MatchSearch(QObject *parent) : QObject(parent)
{
    connect(&m_timer, &QTimer::timeout, this, &MatchSearch::work);
}

void MatchSearch::start(qsizetype size, qsizetype slice, qsizetype anchor, Slice find)
{
    stop();
    m_size = size;
    m_slice = slice;
    m_anchor = anchor;
    m_find = std::move(find);
    m_timer.start(0);
    work();
}

void MatchSearch::stop()
{
    m_timer.stop();
    m_find = nullptr;
    m_matches.clear();
    m_at = 0;
    m_current = -1;
    m_capped = false;
}

void MatchSearch::work()
{
    QElapsedTimer turn;
    turn.start();
    do {
        const qsizetype to = std::min(m_at + m_slice, m_size);
        m_find(m_at, to, m_matches);
        m_at = to;
        m_capped = m_matches.size() >= mostMatches;
    } while (m_at < m_size && !m_capped && turn.elapsed() < turnMs);
    if (m_at >= m_size || m_capped)
        m_timer.stop();
    settle();
    Q_EMIT progressed();
}

void MatchSearch::settle()
{
    if (m_current >= 0 || m_matches.isEmpty())
        return;
    const auto next = std::lower_bound(m_matches.cbegin(), m_matches.cend(), m_anchor);
    if (next == m_matches.cend() && running())
        return; // it may still come
    m_current = next == m_matches.cend() ? 0 : next - m_matches.cbegin();
    Q_EMIT chosen(current());
}

void MatchSearch::step(bool forward)
{
    const qsizetype count = m_matches.size();
    if (count == 0)
        return;
    m_current = m_current < 0 ? (forward ? 0 : count - 1) : (m_current + (forward ? 1 : count - 1)) % count;
    Q_EMIT chosen(current());
    Q_EMIT progressed();
}

FindProgress MatchSearch::progress() const
{
    return {m_current + 1, m_matches.size(), running(), m_capped, {}};
}

} // namespace console
