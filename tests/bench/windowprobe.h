// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <functional>

class QAbstractItemView;

namespace console {

/// Lengths in ms: how often over 16 and 50, and the longest.
struct Lengths
{
    double longest = 0;
    int over16 = 0;
    int over50 = 0;

    void add(double length)
    {
        longest = std::max(longest, length);
        over16 += length > 16 ? 1 : 0;
        over50 += length > 50 ? 1 : 0;
    }
};

/// How long the event loop of the window was held, over some span of time. `own`: without the time in which the thread
/// was ready but other threads and programs had the processors; tells the window's part on a busy computer.
struct HoldFigures
{
    Lengths holds; ///< by which a 1 ms timer came late: one event, or several in a row
    Lengths ownHolds;
    Lengths ownEvents;  ///< one event with all that it called
    QString longestOwn; ///< receiver and kind of that event
};

/// An application that sees each event pass: measures how long they take, and when a view was painted. GUI thread.
class WindowProbe : public QApplication
{
public:
    using Clock = std::chrono::steady_clock;

    WindowProbe(int &argc, char **argv);

    void watch(QAbstractItemView *view) { m_view = view; }
    /// Runs the event loop until `done` holds right after the view was painted; the moment that painting was over.
    /// nullopt when that took longer than `limit`.
    std::optional<Clock::time_point> waitForPaint(const std::function<bool()> &done,
                                                  std::chrono::milliseconds limit = std::chrono::seconds(20));
    /// Runs the event loop until `done` holds, asked each 5 ms, or for `limit`.
    bool waitFor(const std::function<bool()> &done, std::chrono::milliseconds limit);
    void run(std::chrono::milliseconds span)
    {
        waitFor([] { return false; }, span);
    }
    /// Whole rows in view, all of them read.
    [[nodiscard]] bool rowsShown() const;

    void startHolds();
    [[nodiscard]] HoldFigures stopHolds();

    bool notify(QObject *receiver, QEvent *event) override;

private:
    void noteTick();

    QAbstractItemView *m_view = nullptr;
    std::function<bool()> m_painted;
    std::function<void()> m_leave;
    Clock::time_point m_paintedAt;
    bool m_viewPainted = false;
    bool m_inside = false;
    bool m_holds = false;
    HoldFigures m_figures;
    QTimer m_ticker;
    QElapsedTimer m_sinceTick;
    double m_waitedAtTick = 0;
};

/// Resident memory of this process in MB (1,000,000 bytes).
[[nodiscard]] double residentMegabytes();

} // namespace console
