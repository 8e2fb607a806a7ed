// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/run.h"
#include "models/tables/historytable.h"
#include "models/tables/integrationtable.h"
#include "models/tables/runtable.h"

#include <QWidget>

class QSettings;

namespace console {

class Button;
class DataTable;
class IntegrationInspector;
class PageHeader;
class SearchField;

/// Who is connected, and in what state: the table, and for the chosen one its facts, history and actions. GUI thread; the
/// tables outlive it.
class IntegrationsPage : public QWidget
{
    Q_OBJECT
public:
    /// `runs` tells which integrations are being fetched. `settings` may be nullptr; it outlives the page.
    IntegrationsPage(IntegrationTable &table, HistoryTable &history, const RunTable &runs, std::shared_ptr<const Clock> clock,
                     QSettings *settings, QWidget *parent = nullptr);

    void setEnvironment(const QString &environment);
    /// Why nothing can be asked of Kombo now (no API key, another process owns the store); empty: it can.
    void setActionsBlocked(const QString &reason);
    /// Chooses one, if it is known.
    void openIntegration(const QString &id);

Q_SIGNALS:
    void fetchRequested(const console::FetchRequest &request);
    void syncRequested(const QString &integrationId, bool full);
    void addRequested(const QString &integrationId);
    /// Filter text for the Events page.
    void eventsRequested(const QString &filter);
    void eventRequested(qint64 seq);
    void recordsRequested(const QString &integrationId);

private:
    void makeLayout(QSettings *settings);
    void connectParts();
    void showState();
    void showChosen();
    void clearSearch();
    void choose(const QString &id);
    void fetch(RunKind kind);
    void askResync();
    void askSync();
    void askAdd();

    IntegrationTable &m_table;
    HistoryTable &m_history;
    const RunTable &m_runs;
    std::shared_ptr<const Clock> m_clock;
    QString m_environment;
    QString m_blocked;
    QString m_chosen;
    PageHeader *m_header = nullptr;
    SearchField *m_search = nullptr;
    Button *m_add = nullptr;
    DataTable *m_view = nullptr;
    IntegrationInspector *m_inspector = nullptr;
};

} // namespace console
