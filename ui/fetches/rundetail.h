// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tables/steptable.h"
#include "ui/widgets/card.h"

#include <QTimer>

namespace console {

class Button;
class DataTable;
class Label;
class PillLabel;

/// One run with its steps, live, and what can be done about it. GUI thread; `steps` outlives it.
class RunDetail : public Card
{
    Q_OBJECT
public:
    RunDetail(StepTable &steps, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void present(const RunRow &run);
    /// Why no fetch can be started now; empty: it can.
    void setActionsBlocked(const QString &reason);
    [[nodiscard]] const RunRow &run() const { return m_run; }

Q_SIGNALS:
    void cancelWanted(qint64 runId);
    void againWanted(const console::FetchRequest &request);

private:
    void showLine();
    void showActions();
    [[nodiscard]] QWidget *makeHead();

    StepTable &m_steps;
    std::shared_ptr<const Clock> m_clock;
    RunRow m_run;
    QString m_blocked;
    Label *m_name = nullptr;
    PillLabel *m_pill = nullptr;
    Label *m_line = nullptr;
    Label *m_problem = nullptr;
    Button *m_cancel = nullptr;
    Button *m_again = nullptr;
    DataTable *m_view = nullptr;
    QTimer m_second; ///< countdowns and rates
};

} // namespace console
