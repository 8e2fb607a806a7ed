// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/window/operations.h"
#include "app/window/pagemodels.h"

#include <QSettings>
#include <QTimer>

namespace console {

enum class Icon;
class EventsPage;
class FetchesPage;
class IntegrationsPage;
class MainWindow;
class OverviewPage;
class RecordsPage;
class SettingsLink;
class TakeAlongDesk;
class ThemeController;

/// The window of one process: pages over the store, wired to what can be done. With a collector the window is the store's
/// owner; without one it shows what another process collects and asks that one. GUI thread.
class Workbench : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        StorePaths paths;
        Collector *collector = nullptr; ///< may go first, once no event is handled any more
        StoreWatch *watch = nullptr;    ///< outlives the workbench
        ThemeController *theme = nullptr;
        QSettings *settings = nullptr;
        ListenerConfig listener;
        QString environment; ///< to begin with; empty: the last one shown
        std::optional<Error> unwritable = std::nullopt; ///< why this process may only read what is there
    };
    explicit Workbench(const Parts &parts);
    ~Workbench() override;

    void show();
    [[nodiscard]] MainWindow &window() { return *m_window; }

Q_SIGNALS:
    /// The person closed the window.
    void closed();

private:
    void makeWindow();
    void connectPages();
    void connectCollector();
    void connectOperations();
    void connectTakeAlong();
    void addCommands();
    void addCommand(const QString &id, const QString &title, Icon icon, std::function<void()> run);
    void addLookCommands();
    void addActionCommands();
    void addFilterCommands();
    void readEnvironments();
    void showEnvironment(const QString &name);
    void showListener();
    void showBanners();
    void showOverview();
    void openAttention(const AttentionItem &item);
    void openPage(const QString &id);
    void fetch(FetchRequest request);

    Parts m_parts;
    std::shared_ptr<const Clock> m_clock = std::make_shared<SystemClock>();
    ReadPool m_pool;
    PageModels m_models;
    Operations m_operations;
    std::unique_ptr<MainWindow> m_window;
    OverviewPage *m_overview = nullptr;
    EventsPage *m_events = nullptr;
    IntegrationsPage *m_integrations = nullptr;
    FetchesPage *m_fetches = nullptr;
    RecordsPage *m_records = nullptr;
    SettingsLink *m_settings = nullptr;
    QVector<Environment> m_environments;
    QString m_environment;
    QStringList m_filterCommands; ///< ids in the palette
    QUrl m_listening;
    std::optional<Error> m_listenerError;
    std::unique_ptr<TakeAlongDesk> m_takeAlong;
    StoreFeed m_environmentFeed;
    QTimer m_ownerLook; ///< in a window beside another owner
};

} // namespace console
