// SPDX-License-Identifier: Apache-2.0
#include "ui/fetches/rundetail.h"

#include "models/domain/integration.h"
#include "models/tables/runtext.h"
#include "ui/fetches/fetchlooks.h"
#include "ui/widgets/button.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

RunDetail::RunDetail(StepTable &steps, std::shared_ptr<const Clock> clock, QWidget *parent)
    : Card(parent), m_steps(steps), m_clock(std::move(clock))
{
    setFlush(true);
    content()->setSpacing(0);
    content()->addWidget(makeHead());
    m_view = new DataTable(this);
    m_view->setAccessibleName(tr("Steps of the fetch"));
    m_view->setModel(&m_steps);
    m_view->setHints(stepHints());
    m_view->setEmptyText({Icon::Hourglass, Tone::Neutral, tr("No steps yet"),
                          tr("Kombo is asked first which lists this integration has."), {}});
    content()->addWidget(m_view, 1);
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &RunDetail::showLine);
    connect(m_cancel, &Button::clicked, this, [this] { Q_EMIT cancelWanted(m_run.id); });
    connect(m_again, &Button::clicked, this, [this] {
        FetchRequest request;
        request.environment = m_run.environment;
        request.integrationId = m_run.integrationId;
        request.kind = m_run.kind;
        Q_EMIT againWanted(request);
    });
}

QWidget *RunDetail::makeHead()
{
    auto *head = new QWidget(this);
    m_name = new Label({}, TextRole::Heading, TextColour::Normal, head);
    m_pill = new PillLabel({}, head);
    m_line = new Label({}, TextRole::Small, TextColour::Muted, head);
    m_problem = new Label({}, TextRole::Body, TextColour::Bad, head);
    m_problem->setWordWrap(true);
    m_cancel = new Button(tr("Cancel fetch"), ButtonKind::Danger, Icon::X, head);
    m_cancel->setPurpose(tr("Stops reading. What was read stays; the next fetch begins where this one began."));
    m_again = new Button(tr("Fetch again"), ButtonKind::Secondary, Icon::Refresh, head);
    m_again->setPurpose(tr("Starts the same kind of fetch of this integration."));
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_name);
    first->addWidget(m_pill);
    first->addStretch(1);
    first->addWidget(m_cancel);
    first->addWidget(m_again);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(6);
    layout->addLayout(first);
    layout->addWidget(m_line);
    layout->addWidget(m_problem);
    return head;
}

void RunDetail::present(const RunRow &run)
{
    m_run = run;
    m_steps.show(run);
    m_name->setText(u"%1 · %2"_s.arg(run.organization.isEmpty() ? run.integrationId : run.organization, runKindText(run.kind)));
    m_pill->setPill({runStateText(run.state), toneOfRunState(run.state), Icon::None});
    m_problem->setText(runProblem(run));
    m_problem->setVisible(!m_problem->text().isEmpty());
    if (run.ended())
        m_second.stop();
    else if (!m_second.isActive())
        m_second.start();
    showLine();
    showActions();
}

void RunDetail::showLine()
{
    m_line->setText(runSentence(m_run, m_clock->now()));
}

void RunDetail::showActions()
{
    m_cancel->setVisible(!m_run.ended());
    m_again->setVisible(m_run.ended());
    m_again->setUnavailable(m_blocked);
}

void RunDetail::setActionsBlocked(const QString &reason)
{
    m_blocked = reason;
    showActions();
}

} // namespace console
