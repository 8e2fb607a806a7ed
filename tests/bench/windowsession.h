// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/collector/collector.h"
#include "app/window/workbench.h"
#include "models/domain/flow.h"
#include "models/tables/eventorder.h"
#include "tests/bench/windowload.h"
#include "tests/bench/windowprobe.h"
#include "ui/theme/themecontroller.h"

#include <QSettings>

#include <random>

class QScrollBar;

namespace console {

class DataTable;
class EventTable;
class EventsPage;

/// What bench_window is asked to do.
struct WindowPlan
{
    StorePaths paths;
    int seconds = 10;
    int posts = 200;
    WindowProbe::Clock::time_point started; ///< when this process was
};

/// The window of the program over a store, and what a person does to it, each step measured and printed as a line.
/// Steps give false when the window did not come so far. GUI thread.
class WindowSession
{
public:
    WindowSession(WindowProbe &probe, const WindowPlan &plan);
    ~WindowSession();

    bool open();
    bool measureOpening();
    bool measureJumps();
    bool measureScrolling();
    bool measureFilters();
    bool measureBodies();
    bool measureOrders();
    bool measureVolume();
    bool measurePosts();
    bool measureStream(bool following);

private:
    /// `hits`: whether there are any.
    bool filterBy(const char *what, const QString &text, double goal, bool hits = true);
    bool countOver(const char *what, const QString &text, const FlowGrid &grid, double goal);
    bool sortBy(const char *what, const EventOrder &order);
    bool jump(int value, QVector<double> &times);
    [[nodiscard]] QScrollBar *bar() const;
    [[nodiscard]] bool settled() const;

    WindowProbe &m_probe;
    const WindowPlan m_plan;
    QSettings m_settings;
    ThemeController m_theme;
    std::unique_ptr<Collector> m_collector;
    std::unique_ptr<StoreWatch> m_watch;
    std::unique_ptr<Workbench> m_workbench;
    EventsPage *m_page = nullptr;
    DataTable *m_view = nullptr;
    EventTable *m_table = nullptr;
    quint16 m_port = 0;
    WindowProbe::Clock::time_point m_constructing;
    std::mt19937 m_random{7};
};

} // namespace console
