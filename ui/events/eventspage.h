// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/mark.h"
#include "models/domain/savedfilters.h"
#include "models/tables/eventloader.h"
#include "models/tables/eventtable.h"
#include "models/tables/integrationtable.h"
#include "models/tables/overviewloader.h"
#include "ui/events/eventtakealong.h"
#include "ui/events/exportdialog.h"
#include "ui/widgets/emptystate.h"

#include <QWidget>

class QSettings;
class QSplitter;
class QVBoxLayout;

namespace console {

class Button;
class ColourBook;
class DataTable;
class EventInspector;
class EventMarks;
class FilterBar;
class FilterMemory;
class FlowPanel;
class FollowTail;
class PageHeader;
class PinnedEvents;
class RuleCounter;
class SearchLine;
class ViewOptions;
class VolumeLoader;
class WidenOffer;

/// What arrived: the live table with its filter, and an inspector for the chosen event; with the parts that a page may do
/// without also the volume over time, marks and what is taken along. Puts its parts together and passes on what they ask for;
/// what each of them does is theirs. GUI thread; tables and loaders outlive it.
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
    /// Why no fetch can be started now (no API key); empty: it can.
    void setActionsBlocked(const QString &reason);
    /// Replaces the filter's text and shows the newest events it lets through.
    void showFilter(const QString &text);
    /// Opens one event in the inspector and chooses its row when it is there.
    void openEvent(qint64 seq, bool rejected = false);
    [[nodiscard]] const EventTable &table() const { return m_table; }
    /// For lists elsewhere; in the person's order.
    [[nodiscard]] const SavedFilters &savedFilters() const;
    /// Order, times, row numbers and columns of the table.
    [[nodiscard]] ViewOptions *options() const { return m_options; }

    // Parts that a page may do without. What they are given outlives the page; `settings` may be nullptr.
    /// The volume over time above the table.
    void useVolume(VolumeLoader &volume, QSettings *settings);
    /// Pins, comments and colour rules.
    void useMarks(PinnedEvents &pinned, RuleCounter &counter, QSettings *settings);
    /// Copying, exporting and, with `imports`, importing.
    void useTakeAlong(QSettings *settings, bool imports);

    /// What became of a request for marks.
    void showMarked(const QVector<qint64> &events, const MarkChange &change, const Result<void> &result);
    /// Opens the editor of the colour rules.
    void editColours();

    /// Why no request can be signed here; empty: it can.
    void setSigningBlocked(const QString &reason);
    /// What there is to export now.
    [[nodiscard]] ExportOffer exportOffer() const;
    /// The rows that are chosen, in the order shown; none without useTakeAlong().
    [[nodiscard]] QVector<qint64> chosenEvents() const;

Q_SIGNALS:
    /// *Fetch changes* of a data-changed event.
    void fetchRequested(const console::FetchRequest &request);
    void savedFiltersChanged();
    void densityChosen(console::Density density);
    void markRequested(const QVector<qint64> &events, const console::MarkChange &change);
    void copyRequested(const console::CopyRequest &request);
    void exportRequested();
    void importRequested();
    /// Why a key did nothing; a sentence for people.
    void noticed(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeLayout(QSettings *settings);
    void connectParts();
    void connectFilter();
    void connectInspector();
    void addShortcuts();
    void applyFilter(const Filter &filter);
    void showOverview();
    void showState();
    void showProgress();
    [[nodiscard]] EmptyText emptyText();
    void showFollowing();
    void chosen(const QModelIndex &index);
    void closeInspector();
    void placeFresh();
    void fit();

    EventTable &m_table;
    EventLoader &m_loader;
    OverviewLoader &m_overview;
    std::shared_ptr<const Clock> m_clock;
    QString m_environment;
    QString m_listener;
    QVBoxLayout *m_column = nullptr; ///< from the header down to the table
    PageHeader *m_header = nullptr;
    FilterMemory *m_memory = nullptr;
    FilterBar *m_filter = nullptr;
    SearchLine *m_search = nullptr;
    WidenOffer *m_widen = nullptr; ///< what the table offers while nothing matches
    Button *m_followButton = nullptr;
    Button *m_fresh = nullptr; ///< "12 new", over the table
    FlowPanel *m_flow = nullptr;
    DataTable *m_view = nullptr;
    ViewOptions *m_options = nullptr;
    FollowTail *m_follow = nullptr;
    EventInspector *m_inspector = nullptr;
    QSplitter *m_splitter = nullptr;
    ColourBook *m_colours = nullptr;
    RuleCounter *m_ruleCounter = nullptr;
    EventMarks *m_marks = nullptr;
    EventTakeAlong *m_take = nullptr;
};

} // namespace console
