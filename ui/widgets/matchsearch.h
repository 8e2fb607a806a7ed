// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/findtarget.h"

#include <QObject>
#include <QTimer>
#include <QVector>

namespace console {

/// Looks through something long in slices on the window's own thread, a few milliseconds a turn of its event loop, and
/// knows which of the matches is the current one. GUI thread.
class MatchSearch : public QObject
{
    Q_OBJECT
public:
    /// Appends the places of matches that begin in [from, to), ascending.
    using Slice = std::function<void(qsizetype from, qsizetype to, QVector<qsizetype> &matches)>;
    static constexpr qsizetype mostMatches = 1'000'000;

    explicit MatchSearch(QObject *parent = nullptr);

    /// Looks through [0, size). The first match at or behind `anchor` becomes the current one, else the first of all.
    void start(qsizetype size, qsizetype slice, qsizetype anchor, Slice find);
    void stop();
    /// Around the ends.
    void step(bool forward);

    [[nodiscard]] const QVector<qsizetype> &matches() const { return m_matches; }
    /// The place of the current match; -1 when there is none.
    [[nodiscard]] qsizetype current() const { return m_current < 0 ? -1 : m_matches.at(m_current); }
    [[nodiscard]] bool running() const { return m_timer.isActive(); }
    [[nodiscard]] FindProgress progress() const;

Q_SIGNALS:
    void progressed();
    /// Another match is the current one: to be shown.
    void chosen(qsizetype match);

private:
    void work();
    void settle();

    QTimer m_timer;
    Slice m_find;
    QVector<qsizetype> m_matches;
    qsizetype m_size = 0;
    qsizetype m_slice = 1;
    qsizetype m_at = 0;
    qsizetype m_anchor = 0;
    qsizetype m_current = -1;
    bool m_capped = false;
};

} // namespace console
