// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/runtable.h"
#include "models/tables/steptable.h"

#include <QWidget>

class QSettings;

namespace console {

class DataTable;
class PageHeader;
class RunDetail;

/// What is being read, and what was: the runs, and the steps of the chosen one, live. GUI thread; the tables outlive it.
class FetchesPage : public QWidget
{
    Q_OBJECT
public:
    /// `settings` may be nullptr; it outlives the page.
    FetchesPage(RunTable &runs, StepTable &steps, std::shared_ptr<const Clock> clock, QSettings *settings, QWidget *parent = nullptr);

    void setEnvironment(const QString &environment);
    /// Why no fetch can be started now (no API key, another process owns the store); empty: it can.
    void setActionsBlocked(const QString &reason);
    /// Chooses a run, now or as soon as it is there.
    void openRun(qint64 runId);

Q_SIGNALS:
    void cancelRequested(qint64 runId);
    void fetchRequested(const console::FetchRequest &request);
    /// The button of the empty state.
    void integrationsRequested();

private:
    void makeLayout(QSettings *settings);
    void showState();
    void showChosen();

    RunTable &m_runs;
    StepTable &m_steps;
    std::shared_ptr<const Clock> m_clock;
    qint64 m_chosen = 0;
    qint64 m_awaited = 0;
    PageHeader *m_header = nullptr;
    DataTable *m_view = nullptr;
    RunDetail *m_detail = nullptr;
};

} // namespace console
