// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/historytable.h"
#include "models/tables/integrationtable.h"
#include "ui/widgets/inspector.h"

namespace console {

class Button;
class DataTable;
class KeyValueList;

/// The details of one integration: facts, history, and what can be done about it. GUI thread.
class IntegrationInspector : public Inspector
{
    Q_OBJECT
public:
    IntegrationInspector(HistoryTable &history, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    /// `blocked` and `fetching`: see actionReasons.
    void present(const IntegrationRow &row, const QString &blocked, bool fetching);

Q_SIGNALS:
    void fetchWanted();
    void resyncWanted();
    void syncWanted();
    void eventsWanted();
    void recordsWanted();
    /// A line of the history was opened.
    void eventWanted(qint64 seq);

private:
    QWidget *makeFacts();
    QWidget *makeHistory();
    void makeActions();
    void showHistoryState();

    HistoryTable &m_history;
    std::shared_ptr<const Clock> m_clock;
    KeyValueList *m_facts = nullptr;
    DataTable *m_historyView = nullptr;
    Button *m_fetch = nullptr;
    Button *m_resync = nullptr;
    Button *m_sync = nullptr;
    Button *m_events = nullptr;
    Button *m_records = nullptr;
};

} // namespace console
