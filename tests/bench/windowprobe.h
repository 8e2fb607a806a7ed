// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <functional>

class QAbstractItemView;

namespace console {

/// How long the event loop of the window was held, over some span of time.
struct HoldFigures
{
    double longestEvent = 0; ///< ms; one event with all that it called
    QString longestWhat;     ///< receiver and kind of that event
    double longestWork = 0;  ///< ms; processor time of one event, which other programs do not lengthen
    QString longestWorkWhat;
    int eventsOver16 = 0;
    int eventsOver50 = 0;
    double longestGap = 0; ///< ms by which a 1 ms timer came late: several events one after the other, or no processor
    int gapsOver16 = 0;
    int gapsOver50 = 0;
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
    std::optional<Clock::time_point> waitForPaint(const std::function<bool()> &done, std::chrono::milliseconds limit = std::chrono::seconds(20));
    /// Runs the event loop until `done` holds, asked each 5 ms, or for `limit`.
    bool waitFor(const std::function<bool()> &done, std::chrono::milliseconds limit);
    void run(std::chrono::milliseconds span) { waitFor([] { return false; }, span); }
    /// Whole rows in view, all of them read.
    [[nodiscard]] bool rowsShown() const;

    void startHolds();
    [[nodiscard]] HoldFigures stopHolds();

    bool notify(QObject *receiver, QEvent *event) override;

private:
    void noteEvent(const QString &what, double took, double worked);

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
};

/// Resident memory of this process in MB (1,000,000 bytes).
[[nodiscard]] double residentMegabytes();

} // namespace console
