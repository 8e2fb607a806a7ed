// SPDX-License-Identifier: Apache-2.0
#include "ui/integrations/integrationinspector.h"

#include "models/domain/errortext.h"
#include "models/tables/celltext.h"
#include "ui/integrations/actionrules.h"
#include "ui/integrations/integrationlooks.h"
#include "ui/widgets/button.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/keyvaluelist.h"
#include "ui/widgets/scrollpage.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

IntegrationInspector::IntegrationInspector(HistoryTable &history, std::shared_ptr<const Clock> clock, QWidget *parent)
    : Inspector(parent), m_history(history), m_clock(std::move(clock))
{
    setAccessibleName(tr("Integration details"));
    makeActions();
    addTab(makeFacts(), tr("Facts"));
    addTab(makeHistory(), tr("History"));
    connect(&m_history, &HistoryTable::stateChanged, this, &IntegrationInspector::showHistoryState);
    showHistoryState();
}

void IntegrationInspector::makeActions()
{
    m_fetch = new Button(tr("Fetch now"), ButtonKind::Primary, Icon::Refresh, this);
    m_fetch->setPurpose(tr("Reads what changed since the last complete fetch of each list."));
    m_events = new Button(tr("Show events"), ButtonKind::Secondary, Icon::Activity, this);
    m_events->setPurpose(tr("Opens Events with only those of this integration."));
    m_records = new Button(tr("Show records"), ButtonKind::Secondary, Icon::Database, this);
    m_records->setPurpose(tr("Opens Records with the local copy of this integration."));
    for (Button *button : {m_fetch, m_events, m_records})
        actions()->addWidget(button);
    connect(m_fetch, &Button::clicked, this, &IntegrationInspector::fetchWanted);
    connect(m_events, &Button::clicked, this, &IntegrationInspector::eventsWanted);
    connect(m_records, &Button::clicked, this, &IntegrationInspector::recordsWanted);
}

QWidget *IntegrationInspector::makeFacts()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(16);
    m_resync = new Button(tr("Full resync…"), ButtonKind::Secondary, Icon::Download, page);
    m_resync->setPurpose(tr("Reads everything again, deleted records too; asks before it starts."));
    m_sync = new Button(tr("Ask Kombo to sync…"), ButtonKind::Secondary, Icon::Zap, page);
    m_sync->setPurpose(tr("Asks Kombo to read the tool itself again; asks before it does."));
    auto *more = new QHBoxLayout;
    more->setSpacing(8);
    more->addWidget(m_resync);
    more->addWidget(m_sync);
    more->addStretch(1);
    m_facts = new KeyValueList(page);
    layout->addLayout(more);
    layout->addWidget(m_facts);
    layout->addStretch(1);
    connect(m_resync, &Button::clicked, this, &IntegrationInspector::resyncWanted);
    connect(m_sync, &Button::clicked, this, &IntegrationInspector::syncWanted);
    return scrollPage(page);
}

QWidget *IntegrationInspector::makeHistory()
{
    m_historyView = new DataTable;
    m_historyView->setAccessibleName(tr("History of this integration"));
    m_historyView->setModel(&m_history);
    m_historyView->setHints(historyHints());
    m_historyView->setEmptyText({Icon::History, Tone::Neutral, tr("No history yet"),
                                 tr("Changes of state, set-up, QA and syncs appear here as their events arrive."), {}});
    connect(m_historyView, &DataTable::activated, this, [this](const QModelIndex &index) {
        const HistoryEntry *entry = m_history.rowAt(index.row());
        if (entry != nullptr && entry->eventSeq > 0)
            Q_EMIT eventWanted(entry->eventSeq);
    });
    return m_historyView;
}

void IntegrationInspector::showHistoryState()
{
    m_historyView->setLoading(m_history.state() == LoadState::Loading);
    m_historyView->setErrorText(m_history.state() == LoadState::Failed
                                    ? EmptyText{Icon::CircleX, Tone::Bad, tr("The history cannot be read"), errorText(m_history.error()), {}}
                                    : EmptyText());
}

void IntegrationInspector::present(const IntegrationRow &row, const QString &blocked, bool fetching)
{
    setTitle(integrationTitle(row.integration), false);
    QVector<Pill> pills{{healthText(row.health), toneOfHealth(row.health), Icon::None}};
    if (fetching)
        pills.append({tr("Fetching"), Tone::Info, Icon::Refresh});
    const QString lastEvent = row.integration.lastEventAt
        ? tr("last event %1").arg(agoText(row.integration.lastEventAt, m_clock->now()))
        : tr("no event yet");
    setState(pills, lastEvent);
    m_facts->setItems(integrationFacts(row, m_clock->now()));
    const ActionReasons reasons = actionReasons(row.integration, blocked, fetching);
    m_fetch->setUnavailable(reasons.fetch);
    m_resync->setUnavailable(reasons.resync);
    m_sync->setUnavailable(reasons.sync);
}

} // namespace console
