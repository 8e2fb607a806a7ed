// SPDX-License-Identifier: Apache-2.0
#include "ui/events/eventspage.h"

#include "models/domain/errortext.h"
#include "models/tables/celltext.h"
#include "ui/events/eventinspector.h"
#include "ui/events/eventlooks.h"
#include "ui/events/filterbar.h"
#include "ui/events/followtail.h"
#include "ui/events/quickfilter.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/splittermemory.h"
#include "ui/widgets/volumechart.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

EventsPage::EventsPage(EventTable &table, EventLoader &loader, OverviewLoader &overview,
                       const IntegrationTable &integrations, std::shared_ptr<const Clock> clock, QSettings *settings,
                       QWidget *parent)
    : QWidget(parent), m_table(table), m_loader(loader), m_overview(overview), m_clock(std::move(clock))
{
    m_header = new PageHeader(tr("Events"), this);
    m_filter = new FilterBar(integrations, m_clock, this);
    makeLayout(settings);
    m_follow = new FollowTail(m_view, m_table, this);
    connectParts();
    showOverview();
    showState();
    showFollowing();
}

void EventsPage::makeLayout(QSettings *settings)
{
    m_followButton = new Button(tr("Pause live"), ButtonKind::Primary, Icon::Pause, this);
    m_filter->field()->setMinimumWidth(240);
    m_header->actions()->addWidget(m_filter->field());
    m_header->actions()->addWidget(m_followButton);

    const QVector<ChartSeries> series{{tr("Verified"), Tone::Accent}, {tr("Unchecked"), Tone::Warning}, {tr("Rejected"), Tone::Bad}};
    auto *chartCard = new Card(this);
    chartCard->setTitle(tr("Events per minute"));
    chartCard->headLayout()->addWidget(new ChartLegend(series, chartCard));
    m_chart = new VolumeChart(tr("Events per minute"), series, chartCard);
    m_chart->setFixedHeight(118);
    chartCard->content()->addWidget(m_chart);

    auto *tableCard = new Card(this);
    tableCard->setFlush(true);
    m_view = new DataTable(tableCard);
    m_view->setAccessibleName(tr("Events table"));
    m_view->setModel(&m_table);
    m_view->setHints(eventHints());
    if (settings != nullptr)
        m_view->remember(settings, u"events/table"_s);
    tableCard->content()->addWidget(m_view);
    m_fresh = new Button(QString(), ButtonKind::Primary, Icon::ArrowUp, m_view);
    m_fresh->setPurpose(tr("Goes to the newest event and follows again."));
    m_fresh->hide();

    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(m_header);
    column->addWidget(m_filter);
    column->addWidget(chartCard);
    column->addWidget(tableCard, 1);
    m_inspector = new EventInspector(m_clock, this);
    m_inspector->setMinimumWidth(340);
    m_inspector->hide();
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(left);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({760, 430});
    rememberSplitter(m_splitter, settings, u"events/splitter"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
}

void EventsPage::connectParts()
{
    connect(m_filter, &FilterBar::filterChanged, this, &EventsPage::applyFilter);
    connect(m_chart, &VolumeChart::spanChosen, this, [this](qint64 from, qint64 until) {
        m_filter->setFilter(withSpan(m_filter->filter(), fromMillis(from), fromMillis(until)));
    });
    connect(&m_overview, &OverviewLoader::updated, this, &EventsPage::showOverview);
    connect(&m_table, &EventTable::stateChanged, this, &EventsPage::showState);
    // Focus alone makes a row current; only a selection is a choice.
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = m_view->selectionModel()->selectedRows();
        if (!rows.isEmpty())
            chosen(rows.first());
    });
    connect(m_view, &QTableView::clicked, this, &EventsPage::chosen);
    connect(m_view, &DataTable::activated, this, &EventsPage::chosen);
    connect(m_view, &DataTable::emptyActionTriggered, this, [this] { showFilter({}); });
    connect(m_view, &DataTable::errorActionTriggered, this, [this] { m_table.retry(); });
    connect(m_follow, &FollowTail::changed, this, &EventsPage::showFollowing);
    connect(m_fresh, &Button::clicked, m_follow, &FollowTail::resume);
    connect(m_followButton, &Button::clicked, this, [this] {
        if (m_follow->following())
            m_follow->pause();
        else
            m_follow->resume();
    });
    connect(m_inspector, &EventInspector::fetchRequested, this, &EventsPage::fetchRequested);
    connect(m_inspector, &EventInspector::closeRequested, this, &EventsPage::closeInspector);
    connect(m_inspector, &EventInspector::integrationFilterRequested, this, [this](const QString &id) {
        m_filter->setFilter(withValue(m_filter->filter(), FilterKey::Integration, id));
    });
    connect(&m_loader, &EventLoader::loaded, this, [this](const std::shared_ptr<const LoadedEvent> &event) {
        m_inspector->present(event);
        m_inspector->show();
    });
    connect(&m_loader, &EventLoader::failed, this, [this](qint64, const Error &error) {
        m_inspector->showProblem(error);
        m_inspector->show();
    });
    m_view->viewport()->installEventFilter(this);
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, [this] {
        m_filter->field()->setFocus(Qt::ShortcutFocusReason);
        m_filter->field()->selectAll();
    });
}

void EventsPage::setEnvironment(const QString &environment)
{
    m_environment = environment;
    closeInspector();
    applyFilter(m_filter->filter());
}

void EventsPage::setActionsBlocked(const QString &reason)
{
    m_inspector->setFetchBlocked(reason);
}

void EventsPage::setListenerAddress(const QString &address)
{
    m_listener = address;
    showState();
}

void EventsPage::showFilter(const QString &text)
{
    m_filter->setText(text);
    m_follow->resume();
}

void EventsPage::openEvent(qint64 seq, bool rejected)
{
    m_loader.load(seq, rejected);
    const int row = rejected == m_table.showsRejected() ? m_table.rowOf(seq) : -1;
    if (row < 0)
        return;
    m_follow->pause();
    m_view->selectRow(row);
    m_view->scrollTo(m_table.index(row, 0), QAbstractItemView::PositionAtCenter);
}

void EventsPage::applyFilter(const Filter &filter)
{
    m_table.show(m_environment, filter);
    m_follow->resume();
}

void EventsPage::showOverview()
{
    const OverviewData &overview = m_overview.data();
    QString facts = tr("%1 stored · %2 in the last hour").arg(countText(overview.totals.stored), countText(overview.totals.lastHour));
    if (overview.totals.rejected > 0)
        facts += tr(" · %1 rejected").arg(countText(overview.totals.rejected));
    m_header->setSubtitle(facts);
    QVector<ChartBar> bars;
    for (const VolumeBar &bar : overview.volume)
        bars.append({bar.start, {bar.verified, bar.unchecked, bar.rejected}});
    m_chart->setBars(bars, OverviewLoader::barWidth);
    QStringList types;
    for (const auto &type : overview.types) {
        if (!type.first.isEmpty())
            types.append(type.first);
    }
    m_filter->setTypes(types);
}

void EventsPage::showState()
{
    m_view->setLoading(m_table.state() == EventTable::State::Loading);
    m_view->setErrorText(m_table.state() == EventTable::State::Error
                             ? EmptyText{Icon::CircleX, Tone::Bad, tr("Events cannot be read"), errorText(m_table.error()), tr("Try again")}
                             : EmptyText());
    if (m_table.state() == EventTable::State::NoMatch || !m_filter->filter().terms.isEmpty())
        m_view->setEmptyText({Icon::Search, Tone::Neutral, tr("Nothing matches"), m_filter->sentence(), tr("Show all events")});
    else if (m_listener.isEmpty())
        m_view->setEmptyText({Icon::Inbox, Tone::Warning, tr("No events yet"),
                              tr("The listener is not running, so nothing can arrive. See Settings."), {}});
    else
        m_view->setEmptyText({Icon::Inbox, Tone::Neutral, tr("No events yet"),
                              tr("Waiting for webhooks at %1").arg(m_listener), {}});
}

void EventsPage::showFollowing()
{
    const bool following = m_follow->following();
    m_followButton->setText(following ? tr("Pause live") : tr("Follow newest"));
    m_followButton->setIconKind(following ? Icon::Pause : Icon::Play);
    m_followButton->setKind(following ? ButtonKind::Primary : ButtonKind::Secondary);
    m_followButton->setPurpose(following ? tr("Stays at the rows in view; new events are counted.")
                                         : tr("Goes to the newest event and shows new ones as they arrive (Home)."));
    const bool fresh = !following && m_follow->fresh() > 0;
    if (fresh) {
        m_fresh->setText(tr("%1 new").arg(countText(m_follow->fresh())));
        m_fresh->adjustSize();
        placeFresh();
    }
    m_fresh->setVisible(fresh);
}

void EventsPage::chosen(const QModelIndex &index)
{
    const qint64 seq = index.isValid() ? m_table.seqAt(index.row()) : 0;
    if (seq != 0 && (seq != m_loader.seq() || !m_inspector->isVisible()))
        m_loader.load(seq, m_table.showsRejected());
}

void EventsPage::closeInspector()
{
    const bool focused = m_inspector->isAncestorOf(QApplication::focusWidget());
    m_loader.clear();
    m_inspector->hide();
    if (focused) // a page that is not shown must not take the keyboard from the one that is
        m_view->setFocus();
}

void EventsPage::placeFresh()
{
    const QRect viewport = m_view->viewport()->geometry();
    m_fresh->move(viewport.left() + (viewport.width() - m_fresh->width()) / 2, viewport.top() + 10);
    m_fresh->raise();
}

void EventsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeFresh();
}

bool EventsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        placeFresh();
    return QWidget::eventFilter(watched, event);
}

} // namespace console
