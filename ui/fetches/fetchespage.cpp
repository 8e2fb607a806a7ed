// SPDX-License-Identifier: Apache-2.0
#include "ui/fetches/fetchespage.h"

#include "models/domain/errortext.h"
#include "models/tables/celltext.h"
#include "ui/fetches/fetchlooks.h"
#include "ui/fetches/gapsplitter.h"
#include "ui/fetches/rundetail.h"
#include "ui/widgets/card.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/splittermemory.h"

#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

FetchesPage::FetchesPage(RunTable &runs, StepTable &steps, std::shared_ptr<const Clock> clock, QSettings *settings, QWidget *parent)
    : QWidget(parent), m_runs(runs), m_steps(steps), m_clock(std::move(clock))
{
    makeLayout(settings);
    connect(&m_runs, &RunTable::stateChanged, this, &FetchesPage::showState);
    connect(&m_runs, &RunTable::updated, this, &FetchesPage::showState);
    connect(&m_runs, &RunTable::updated, this, &FetchesPage::showChosen);
    const auto take = [this](const QModelIndex &index) {
        if (const RunRow *run = m_runs.rowAt(index.row()); index.isValid() && run != nullptr) {
            m_chosen = run->id;
            showChosen();
        }
    };
    // Focus alone makes a row current; only a selection is a choice.
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this, take] {
        const QModelIndexList rows = m_view->selectionModel()->selectedRows();
        if (!rows.isEmpty())
            take(rows.first());
    });
    connect(m_view, &DataTable::clicked, this, take);
    connect(m_view, &DataTable::activated, this, take);
    connect(m_view, &DataTable::emptyActionTriggered, this, &FetchesPage::integrationsRequested);
    connect(m_view, &DataTable::errorActionTriggered, this, [this] { m_runs.retry(); });
    connect(m_detail, &RunDetail::cancelWanted, this, &FetchesPage::cancelRequested);
    connect(m_detail, &RunDetail::againWanted, this, &FetchesPage::fetchRequested);
    showState();
}

void FetchesPage::makeLayout(QSettings *settings)
{
    m_header = new PageHeader(tr("Fetches"), this);
    auto *card = new Card(this);
    card->setFlush(true);
    m_view = new DataTable(card);
    m_view->setAccessibleName(tr("Fetches table"));
    m_view->setModel(&m_runs);
    m_view->setHints(runHints());
    if (settings != nullptr)
        m_view->remember(settings, u"fetches/table"_s);
    m_view->setEmptyText({Icon::Refresh, Tone::Neutral, tr("Nothing was fetched yet"),
                          tr("Choose an integration and press “Fetch now” to read its records from Kombo."), tr("Open Integrations")});
    card->content()->addWidget(m_view);
    m_detail = new RunDetail(m_steps, m_clock, this);
    m_detail->hide();
    auto *splitter = new GapSplitter(Qt::Vertical, this);
    splitter->addWidget(card);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({380, 400});
    rememberSplitter(splitter, settings, u"fetches/splitter"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_header);
    layout->addWidget(splitter, 1);
}

void FetchesPage::setEnvironment(const QString &environment)
{
    m_chosen = m_awaited = 0;
    m_detail->hide();
    m_steps.clear();
    m_runs.show(environment);
}

void FetchesPage::setActionsBlocked(const QString &reason)
{
    m_detail->setActionsBlocked(reason);
}

void FetchesPage::openRun(qint64 runId)
{
    const int row = m_runs.rowOf(runId);
    m_awaited = row < 0 ? runId : 0;
    if (row < 0)
        return;
    m_view->selectRow(row);
    m_view->scrollTo(m_runs.index(row, 0));
}

void FetchesPage::showState()
{
    const int active = m_runs.active();
    m_header->setSubtitle(active > 0 ? tr("%1 running or queued").arg(countText(active)) : tr("None running"));
    m_view->setLoading(m_runs.state() == LoadState::Loading);
    m_view->setErrorText(m_runs.state() == LoadState::Failed
                             ? EmptyText{Icon::CircleX, Tone::Bad, tr("Fetches cannot be read"), errorText(m_runs.error()), tr("Try again")}
                             : EmptyText());
}

void FetchesPage::showChosen()
{
    if (m_awaited != 0 && m_runs.rowOf(m_awaited) >= 0)
        openRun(m_awaited);
    const RunRow *run = m_chosen == 0 ? nullptr : m_runs.rowAt(m_runs.rowOf(m_chosen));
    m_detail->setVisible(run != nullptr);
    if (run != nullptr)
        m_detail->present(*run);
}

} // namespace console
