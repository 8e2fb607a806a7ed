// SPDX-License-Identifier: Apache-2.0
#include "ui/integrations/integrationspage.h"

#include "models/domain/errortext.h"
#include "models/domain/filter.h"
#include "models/tables/celltext.h"
#include "ui/integrations/askdialogs.h"
#include "ui/integrations/integrationinspector.h"
#include "ui/integrations/integrationlooks.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/splittermemory.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

IntegrationsPage::IntegrationsPage(IntegrationTable &table, HistoryTable &history, const RunTable &runs,
                                   std::shared_ptr<const Clock> clock, QSettings *settings, QWidget *parent)
    : QWidget(parent), m_table(table), m_history(history), m_runs(runs), m_clock(std::move(clock))
{
    makeLayout(settings);
    connectParts();
    showState();
}

void IntegrationsPage::makeLayout(QSettings *settings)
{
    m_header = new PageHeader(tr("Integrations"), this);
    m_search = new SearchField(tr("Search integrations"), tr("Search name, id, tool or state"), this);
    m_search->setMinimumWidth(240);
    m_add = new Button(tr("Add by id…"), ButtonKind::Secondary, Icon::Plus, this);
    m_header->actions()->addWidget(m_search);
    m_header->actions()->addWidget(m_add);
    auto *card = new Card(this);
    card->setFlush(true);
    m_view = new DataTable(card);
    m_view->setAccessibleName(tr("Integrations table"));
    m_view->setModel(&m_table);
    m_view->setHints(integrationHints());
    if (settings != nullptr)
        m_view->remember(settings, u"integrations/table"_s);
    m_view->setSortable([](int) { return true; }, true);
    card->content()->addWidget(m_view);
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(m_header);
    column->addWidget(card, 1);
    m_inspector = new IntegrationInspector(m_history, m_clock, this);
    m_inspector->setMinimumWidth(340);
    m_inspector->hide();
    placeBeside(this, left, m_inspector, settings, u"integrations/splitter"_s);
}

void IntegrationsPage::connectParts()
{
    connect(m_search, &SearchField::searchRequested, this, [this](const QString &text) { m_table.setSearch(text); });
    connect(m_add, &Button::clicked, this, &IntegrationsPage::askAdd);
    connect(&m_table, &IntegrationTable::stateChanged, this, &IntegrationsPage::showState);
    connect(&m_table, &IntegrationTable::updated, this, &IntegrationsPage::showState);
    connect(&m_table, &IntegrationTable::updated, this, &IntegrationsPage::showChosen);
    connect(&m_runs, &RunTable::updated, this, &IntegrationsPage::showChosen);
    const auto take = [this](const QModelIndex &index) {
        if (const IntegrationRow *row = m_table.rowAt(index.row()); index.isValid() && row != nullptr)
            choose(row->integration.id);
    };
    // Focus alone makes a row current; only a selection is a choice.
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, take] {
        const QModelIndexList rows = m_view->selectionModel()->selectedRows();
        if (!rows.isEmpty())
            take(rows.first());
    });
    connect(m_view, &DataTable::clicked, this, take);
    connect(m_view, &DataTable::sortRequested, this, [this](int column, Qt::SortOrder order) {
        m_table.sort(column, order);
        m_view->setSorted(column, order);
    });
    connect(m_view, &DataTable::activated, this, take);
    connect(m_view, &DataTable::emptyActionTriggered, this, [this] {
        if (m_table.state() == LoadState::NoMatch)
            clearSearch();
        else
            askAdd();
    });
    connect(m_view, &DataTable::errorActionTriggered, this, [this] { m_table.retry(); });
    connect(m_inspector, &Inspector::closeRequested, this, [this] {
        choose({});
        m_view->setFocus();
    });
    connect(m_inspector, &IntegrationInspector::fetchWanted, this, [this] { fetch(RunKind::Delta); });
    connect(m_inspector, &IntegrationInspector::resyncWanted, this, &IntegrationsPage::askResync);
    connect(m_inspector, &IntegrationInspector::syncWanted, this, &IntegrationsPage::askSync);
    connect(m_inspector, &IntegrationInspector::eventWanted, this, &IntegrationsPage::eventRequested);
    connect(m_inspector, &IntegrationInspector::recordsWanted, this, [this] { Q_EMIT recordsRequested(m_chosen); });
    connect(m_inspector, &IntegrationInspector::eventsWanted, this, [this] {
        Filter filter;
        filter.terms.resize(1);
        filter.terms[0].key = FilterKey::Integration;
        filter.terms[0].value = m_chosen;
        Q_EMIT eventsRequested(filter.text());
    });
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, this, [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
}

void IntegrationsPage::setEnvironment(const QString &environment)
{
    m_environment = environment;
    choose({});
    m_table.show(environment);
}

void IntegrationsPage::setActionsBlocked(const QString &reason)
{
    m_blocked = reason;
    showChosen();
}

void IntegrationsPage::openIntegration(const QString &id)
{
    if (m_table.rowOf(id) < 0 && m_table.find(id) != nullptr)
        clearSearch();
    const int row = m_table.rowOf(id);
    if (row >= 0) {
        m_view->selectRow(row);
        m_view->scrollTo(m_table.index(row, 0), QAbstractItemView::PositionAtCenter);
    }
    choose(id);
}

void IntegrationsPage::clearSearch()
{
    m_search->clear();
    m_table.setSearch({});
}

void IntegrationsPage::choose(const QString &id)
{
    if (id == m_chosen && !id.isEmpty() && m_inspector->isVisible())
        return;
    m_chosen = id;
    m_history.show(m_environment, id);
    showChosen();
}

void IntegrationsPage::showChosen()
{
    const IntegrationRow *row = m_chosen.isEmpty() ? nullptr : m_table.find(m_chosen);
    m_inspector->setVisible(row != nullptr);
    if (row == nullptr)
        return;
    const bool fetching = std::any_of(m_runs.rows().begin(), m_runs.rows().end(), [this](const RunRow &run) {
        return run.integrationId == m_chosen && !run.ended();
    });
    m_inspector->present(*row, m_blocked, fetching);
}

void IntegrationsPage::showState()
{
    int broken = 0;
    int attention = 0;
    for (const IntegrationRow &row : m_table.all()) {
        broken += row.health == Health::Broken ? 1 : 0;
        attention += row.health == Health::Attention ? 1 : 0;
    }
    QStringList facts{m_table.total() == 1 ? tr("1 integration") : tr("%1 integrations").arg(countText(m_table.total()))};
    if (broken > 0)
        facts.append(tr("%1 broken").arg(countText(broken)));
    if (attention > 0)
        facts.append(tr("%1 to look at").arg(countText(attention)));
    m_header->setSubtitle(facts.join(u" · "_s));
    m_view->setLoading(m_table.state() == LoadState::Loading);
    m_view->setErrorText(m_table.state() == LoadState::Failed
                             ? EmptyText{Icon::CircleX, Tone::Bad, tr("Integrations cannot be read"), errorText(m_table.error()), tr("Try again")}
                             : EmptyText());
    if (m_table.state() == LoadState::NoMatch)
        m_view->setEmptyText({Icon::Search, Tone::Neutral, tr("Nothing matches"), tr("No integration has “%1” in its name, id, tool or state.").arg(m_search->text()),
                              tr("Clear the search")});
    else
        m_view->setEmptyText({Icon::Plug, Tone::Neutral, tr("No integrations yet"),
                              tr("They appear with the first event that names them. Kombo cannot list them."), tr("Add by id…")});
}

void IntegrationsPage::fetch(RunKind kind)
{
    FetchRequest request;
    request.environment = m_environment;
    request.integrationId = m_chosen;
    request.kind = kind;
    Q_EMIT fetchRequested(request);
}

void IntegrationsPage::askResync()
{
    const IntegrationRow *row = m_table.find(m_chosen);
    if (row == nullptr)
        return;
    auto *dialog = new ResyncDialog(integrationTitle(row->integration), row->integration.availableModels.size(), this);
    connect(dialog, &QDialog::accepted, this, [this] { fetch(RunKind::Full); });
    dialog->open();
}

void IntegrationsPage::askSync()
{
    const IntegrationRow *row = m_table.find(m_chosen);
    if (row == nullptr)
        return;
    auto *dialog = new SyncDialog(integrationTitle(row->integration), this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id = m_chosen] { Q_EMIT syncRequested(id, dialog->full()); });
    dialog->open();
}

void IntegrationsPage::askAdd()
{
    auto *dialog = new AddDialog(this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { Q_EMIT addRequested(dialog->id()); });
    dialog->open();
}

} // namespace console
