// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/eventloader.h"
#include "models/tables/eventtable.h"
#include "models/tables/integrationtable.h"
#include "models/tables/overviewloader.h"

#include <QWidget>

class QSettings;
class QSplitter;

namespace console {

class Button;
class DataTable;
class EventInspector;
class FilterBar;
class FollowTail;
class PageHeader;
class VolumeChart;

/// What arrived: the live table with its filter, the volume of the last hour, and an inspector for the chosen event.
/// GUI thread; the tables and loaders outlive it and are shown for whatever environment they were told.
class EventsPage : public QWidget
{
    Q_OBJECT
public:
    /// `settings` (may be nullptr) keeps the layout; it outlives the page.
    EventsPage(EventTable &table, EventLoader &loader, OverviewLoader &overview, const IntegrationTable &integrations,
               std::shared_ptr<const Clock> clock, QSettings *settings, QWidget *parent = nullptr);

    /// Shows this environment with the filter that is set.
    void setEnvironment(const QString &environment);
    /// Where Kombo's webhooks are received; shown while nothing has arrived. Empty: the listener is not running.
    void setListenerAddress(const QString &address);
    /// Replaces the filter's text and shows the newest events it lets through.
    void showFilter(const QString &text);
    /// Why no fetch can be started now (no API key); empty: it can.
    void setActionsBlocked(const QString &reason);
    /// Opens one event in the inspector and chooses its row when it is there.
    void openEvent(qint64 seq, bool rejected = false);

Q_SIGNALS:
    /// *Fetch changes* of a data-changed event.
    void fetchRequested(const console::FetchRequest &request);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeLayout(QSettings *settings);
    void connectParts();
    void applyFilter(const Filter &filter);
    void showOverview();
    void showState();
    void showFollowing();
    void chosen(const QModelIndex &index);
    void closeInspector();
    void placeFresh();

    EventTable &m_table;
    EventLoader &m_loader;
    OverviewLoader &m_overview;
    std::shared_ptr<const Clock> m_clock;
    QString m_environment;
    QString m_listener;
    PageHeader *m_header = nullptr;
    FilterBar *m_filter = nullptr;
    Button *m_followButton = nullptr;
    Button *m_fresh = nullptr; ///< "12 new", over the table
    VolumeChart *m_chart = nullptr;
    DataTable *m_view = nullptr;
    FollowTail *m_follow = nullptr;
    EventInspector *m_inspector = nullptr;
    QSplitter *m_splitter = nullptr;
};

} // namespace console
