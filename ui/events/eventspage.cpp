// SPDX-License-Identifier: Apache-2.0
#include "ui/events/eventspage.h"

#include "models/domain/errortext.h"
#include "models/domain/filtertokens.h"
#include "models/tables/celltext.h"
#include "ui/events/cellfilter.h"
#include "ui/events/eventinspector.h"
#include "ui/events/eventlooks.h"
#include "ui/events/filterbar.h"
#include "ui/events/filterfield.h"
#include "ui/events/filtermemory.h"
#include "ui/events/flowpanel.h"
#include "ui/events/followtail.h"
#include "ui/events/searchline.h"
#include "ui/events/viewoptions.h"
#include "ui/events/widenoffer.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/histogram.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/splittermemory.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int narrowHead = 520; ///< the buttons beside the title show icons alone below this width

} // namespace

EventsPage::EventsPage(EventTable &table, EventLoader &loader, OverviewLoader &overview,
                       const IntegrationTable &integrations, std::shared_ptr<const Clock> clock, QSettings *settings,
                       QWidget *parent)
    : QWidget(parent), m_table(table), m_loader(loader), m_overview(overview), m_clock(std::move(clock))
{
    m_header = new PageHeader(tr("Events"), this);
    m_memory = new FilterMemory(settings, this);
    m_filter = new FilterBar(integrations, *m_memory, m_clock, this);
    makeLayout(settings);
    m_follow = new FollowTail(m_view, m_table, this);
    m_widen = new WidenOffer(this);
    m_widen->useProbe(*new EventProbe(m_loader.pool(), this));
    connectParts();
    connectFilter();
    connectInspector();
    addShortcuts();
    showOverview();
    showState();
    showFollowing();
}

void EventsPage::makeLayout(QSettings *settings)
{
    m_followButton = new Button(tr("Pause live"), ButtonKind::Primary, Icon::Pause, this);
    m_header->actions()->addWidget(m_followButton);

    auto *tableCard = new Card(this);
    tableCard->setFlush(true);
    m_view = new DataTable(tableCard);
    m_view->setAccessibleName(tr("Events table"));
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setModel(&m_table);
    m_options = new ViewOptions(m_view, m_table, m_clock, settings, this);
    m_header->actions()->insertWidget(m_header->actions()->indexOf(m_followButton), m_options->button());
    tableCard->content()->addWidget(m_view, 1);
    m_search = new SearchLine(tableCard);
    tableCard->content()->addWidget(m_search);
    m_fresh = new Button(QString(), ButtonKind::Primary, Icon::ArrowUp, m_view);
    m_fresh->setPurpose(tr("Goes to the newest event and follows again."));
    m_fresh->hide();

    auto *left = new QWidget(this);
    m_column = new QVBoxLayout(left);
    m_column->addWidget(m_header);
    m_column->addWidget(m_filter);
    m_column->addWidget(tableCard, 1);
    m_inspector = new EventInspector(m_clock, this);
    m_inspector->attach(m_loader.pool(), settings);
    m_inspector->setMinimumWidth(380);
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
    connect(&m_overview, &OverviewLoader::updated, this, &EventsPage::showOverview);
    connect(&m_table, &EventTable::stateChanged, this, &EventsPage::showState);
    connect(&m_table, &EventTable::countsChanged, this, &EventsPage::showProgress);
    connect(&m_table, &EventTable::progressChanged, this, &EventsPage::showProgress);
    connect(m_search, &SearchLine::stopRequested, &m_table, &EventTable::stopSearch);
    connect(m_search, &SearchLine::goOnRequested, &m_table, &EventTable::resumeSearch);
    // Focus alone makes a row current; only a selection is a choice.
    connect(m_view, &DataTable::chosenChanged, this, &EventsPage::chosen);
    connect(m_view, &DataTable::clicked, this, &EventsPage::chosen);
    connect(m_view, &DataTable::activated, this, &EventsPage::chosen);
    connect(m_view, &DataTable::emptyActionTriggered, this, [this] {
        if (m_table.stopped())
            m_table.resumeSearch();
        else
            showFilter({});
    });
    connect(m_view, &DataTable::emptyChoiceTriggered, this, [this](int index) { showFilter(m_widen->text(index)); });
    connect(m_widen, &WidenOffer::changed, this, [this] { m_view->setEmptyText(emptyText()); });
    connect(m_view, &DataTable::errorActionTriggered, this, [this] { m_table.retry(); });
    connect(m_follow, &FollowTail::changed, this, &EventsPage::showFollowing);
    connect(m_fresh, &Button::clicked, m_follow, &FollowTail::resume);
    connect(m_followButton, &Button::clicked, this, [this] {
        if (m_follow->following())
            m_follow->pause();
        else if (m_follow->hasTail())
            m_follow->resume();
        else
            m_options->setOrder({}); // only by time there is a newest row to follow
    });
    connect(m_options, &ViewOptions::orderChanged, this, [this] { applyFilter(m_filter->filter()); });
    connect(m_options, &ViewOptions::densityChosen, this, &EventsPage::densityChosen);
    m_view->viewport()->installEventFilter(this);
}

void EventsPage::connectFilter()
{
    connect(m_filter, &FilterBar::filterChanged, this, &EventsPage::applyFilter);
    connect(m_filter, &FilterBar::leaveRequested, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_memory, &FilterMemory::changed, this, &EventsPage::savedFiltersChanged);
    auto *cells = new CellFilter(m_view, m_table);
    connect(cells, &CellFilter::termRequested, m_filter, &FilterBar::toggleTerm);
}

void EventsPage::connectInspector()
{
    connect(m_inspector, &EventInspector::fetchRequested, this, &EventsPage::fetchRequested);
    connect(m_inspector, &EventInspector::closeRequested, this, &EventsPage::closeInspector);
    connect(m_inspector, &EventInspector::openRequested, this, [this](qint64 seq) { openEvent(seq); });
    connect(m_inspector, &EventInspector::filterTermRequested, this, [this](const QString &name, const QString &value, bool exclude) {
        if (const std::optional<FilterKey> key = filterKeyNamed(name))
            m_filter->toggleTerm(*key, value, exclude);
    });
    connect(m_inspector, &EventInspector::integrationFilterRequested, this, [this](const QString &id) {
        m_filter->setTerm(FilterKey::Integration, id);
    });
    connect(&m_loader, &EventLoader::loaded, this, [this](const std::shared_ptr<const LoadedEvent> &event) {
        m_inspector->present(event);
        m_inspector->show();
    });
    connect(&m_loader, &EventLoader::failed, this, [this](qint64, const Error &error) {
        m_inspector->showProblem(error);
        m_inspector->show();
    });
}

void EventsPage::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto act) {
        // From the navigation too; only while the page is shown.
        connect(new QShortcut(keys, this), &QShortcut::activated, this, act);
    };
    for (const QKeySequence &keys : {QKeySequence(QKeySequence::Find), QKeySequence(Qt::Key_Slash)}) {
        add(keys, [this] {
            m_filter->field()->setFocus(Qt::ShortcutFocusReason);
            m_filter->field()->selectAll();
        });
    }
    add(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), [this] { m_filter->setOn(!m_filter->isOn()); });
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

const SavedFilters &EventsPage::savedFilters() const
{
    return m_memory->saved();
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
    const EventOrder order = m_options->order();
    m_table.show(m_environment, filter, order);
    m_filter->setOrderText(order.byNumber() ? (order.newestFirst() ? tr("newest first") : tr("oldest first"))
                                            : tr("sorted by %1").arg(m_table.headerData(int(order.column), Qt::Horizontal, Qt::DisplayRole).toString().toLower()));
    m_follow->resume();
    if (m_flow != nullptr)
        m_flow->show(m_environment, filter);
}

void EventsPage::showOverview()
{
    const OverviewData &overview = m_overview.data();
    QString facts = tr("%1 stored · %2 in the last hour").arg(countText(overview.totals.stored), countText(overview.totals.lastHour));
    if (overview.totals.rejected > 0)
        facts += tr(" · %1 rejected").arg(countText(overview.totals.rejected));
    m_header->setSubtitle(facts);
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
    m_view->setEmptyText(emptyText());
    showProgress();
}

EmptyText EventsPage::emptyText()
{
    const bool filtered = !m_filter->filter().terms.isEmpty();
    if (m_table.stopped())
        return {Icon::Hourglass, Tone::Neutral, tr("Nothing found yet"),
                tr("The search was stopped when it had looked at %1.").arg(shareText(m_table.lookedAt(), m_table.toLookAt())), tr("Go on")};
    if (m_table.state() == EventTable::State::NoMatch || filtered) {
        EmptyText text{Icon::Search, Tone::Neutral, tr("Nothing matches"), m_filter->sentence(), tr("Show all events")};
        if (m_table.state() == EventTable::State::NoMatch && !m_table.searching()) {
            m_widen->offer(m_environment, m_filter->text(), m_clock->now(), m_memory->saved());
            text.choices = m_widen->labels();
        }
        return text;
    }
    if (m_listener.isEmpty())
        return {Icon::Inbox, Tone::Warning, tr("No events yet"), tr("The listener is not running, so nothing can arrive. See Settings."), {}};
    return {Icon::Inbox, Tone::Neutral, tr("No events yet"), tr("Waiting for webhooks at %1").arg(m_listener), {}};
}

void EventsPage::showProgress()
{
    SearchProgress progress;
    progress.searching = m_table.searching();
    progress.stopped = m_table.stopped();
    progress.filtered = !m_filter->filter().terms.isEmpty();
    progress.looked = m_table.lookedAt();
    progress.all = m_table.toLookAt();
    progress.found = m_table.matching();
    progress.total = m_table.total();
    m_search->setProgress(progress);
}

void EventsPage::showFollowing()
{
    const bool following = m_follow->following();
    const QString name = following ? tr("Pause live") : tr("Follow newest");
    m_followButton->setAccessibleName(name);
    m_followButton->setText(m_header->width() < narrowHead ? QString() : name);
    m_followButton->setIconKind(following ? Icon::Pause : Icon::Play);
    m_followButton->setKind(following ? ButtonKind::Primary : ButtonKind::Secondary);
    m_followButton->setPurpose(following ? tr("Stays at the rows in view; new events are counted.")
                                         : tr("Goes to the newest event and shows new ones as they arrive (Home)."));
    const bool fresh = !following && m_follow->fresh() > 0;
    if (fresh) {
        m_fresh->setText(tr("%1 new").arg(countText(m_follow->fresh())));
        m_fresh->setPurpose(m_follow->hasTail() ? tr("Goes to the newest event and follows again.") : tr("Sorts in what arrived since."));
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

/// A low or narrow page leaves out what can be done in the filter's text too.
void EventsPage::fit()
{
    const bool low = height() < 720;
    const QString view = tr("View");
    m_options->button()->setAccessibleName(view);
    m_options->button()->setText(m_header->width() < narrowHead ? QString() : view);
    showFollowing();
    m_filter->setCompact(low || m_filter->width() < 560);
    if (m_flow != nullptr)
        m_flow->histogram()->setMaximumHeight(low ? 62 : 116);
    m_column->setContentsMargins(20, low ? 12 : 20, 20, low ? 12 : 16);
    m_column->setSpacing(low ? 8 : 12);
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
    fit();
    placeFresh();
}

bool EventsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize) {
        fit(); // the inspector takes width from it
        placeFresh();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace console
