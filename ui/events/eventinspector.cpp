// SPDX-License-Identifier: Apache-2.0
#include "ui/events/eventinspector.h"

#include "models/domain/errortext.h"
#include "models/domain/integration.h"
#include "models/tables/celltext.h"
#include "ui/events/eventlooks.h"
#include "ui/events/signaturepanel.h"
#include "ui/widgets/button.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/scrollpage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMimeData>

namespace console {

using namespace Qt::StringLiterals;

EventInspector::EventInspector(std::shared_ptr<const Clock> clock, QWidget *parent)
    : Inspector(parent), m_clock(std::move(clock))
{
    setAccessibleName(tr("Event details"));
    makeActions();
    m_pretty = new CodeView(tr("Body, formatted"), this);
    m_raw = new CodeView(tr("Body as received"), this);
    m_headers = new CodeView(tr("Request headers"), this);
    m_signature = new SignaturePanel;
    m_deliveries = new DeliveryTable(m_clock, this);
    m_deliveryView = new DataTable;
    m_deliveryView->setAccessibleName(tr("Deliveries of this event"));
    m_deliveryView->setModel(m_deliveries);
    m_deliveryView->setHints({{CellKind::Number, 48, false, false, {}, {}, false},
                              {CellKind::Time, 130, true, false, {}, {}, false},
                              {CellKind::Number, 72, false, false, {}, {}, false},
                              {CellKind::Mono, 120, false, false, {}, {}, true}});
    addTab(m_pretty, tr("Pretty"));
    addTab(m_raw, tr("Raw"));
    addTab(m_headers, tr("Headers"));
    addTab(scrollPage(m_signature), tr("Signature"));
    addTab(m_deliveryView, tr("Deliveries"));
    connect(this, &Inspector::currentTabChanged, this, &EventInspector::fillTab);
}

void EventInspector::makeActions()
{
    m_fetch = new Button(tr("Fetch changes"), ButtonKind::Primary, Icon::Refresh, this);
    m_fetch->setPurpose(tr("Reads the lists that show a change of these models into the local copy. This is no Kombo sync."));
    m_fetch->hide();
    m_copyBody = new Button(tr("Copy body"), ButtonKind::Primary, Icon::Copy, this);
    m_copyBody->setPurpose(tr("Copies the body byte for byte as received."));
    m_copyId = new Button(tr("Copy id"), ButtonKind::Secondary, Icon::Copy, this);
    m_copyId->setPurpose(tr("Copies the event's id."));
    m_onlyIntegration = new Button(tr("This integration"), ButtonKind::Secondary, Icon::Filter, this);
    for (Button *button : {m_fetch, m_copyBody, m_copyId, m_onlyIntegration})
        actions()->addWidget(button);
    connect(m_fetch, &Button::clicked, this, [this] {
        const EventRow &row = m_event->detail.row;
        Q_EMIT fetchRequested({row.environment, row.integrationId, RunKind::Delta, m_event->changedModels, dataChangedCause});
    });
    connect(m_copyBody, &Button::clicked, this, [this] { copy(m_event->detail.body); });
    connect(m_copyId, &Button::clicked, this, [this] { copy(m_event->detail.row.id.toUtf8()); });
    connect(m_onlyIntegration, &Button::clicked, this,
            [this] { Q_EMIT integrationFilterRequested(m_event->detail.row.integrationId); });
}

void EventInspector::present(const std::shared_ptr<const LoadedEvent> &event)
{
    m_event = event;
    const EventRow &row = event->detail.row;
    setTitle(row.type.isEmpty() ? tr("Unknown type") : row.type, true);
    QVector<Pill> pills{eventPill(row)};
    if (row.answered != 200)
        pills.append({tr("Answered %1").arg(row.answered), row.answered >= 400 ? Tone::Bad : Tone::Info, Icon::None});
    QStringList line;
    if (!row.organization.isEmpty())
        line.append(row.organization);
    if (!row.tool.isEmpty())
        line.append(toolLabel(row.tool));
    line.append(row.deliveries == 1 ? tr("1 delivery") : tr("%1 deliveries").arg(countText(row.deliveries)));
    if (!event->validUtf8)
        line.append(tr("not valid UTF-8"));
    setState(pills, line.join(u" · "_s));
    showActions();
    setTabLabel(DeliveriesTab, row.deliveries > 1 ? tr("Deliveries (%1)").arg(countText(row.deliveries)) : tr("Deliveries"));
    m_filled = 0;
    fillTab(currentTab());
}

void EventInspector::showActions()
{
    const EventRow &row = m_event->detail.row;
    const bool fetchable = row.verdict == Verdict::Verified && !m_event->changedModels.isEmpty() && !row.integrationId.isEmpty();
    m_fetch->setVisible(fetchable);
    m_fetch->setUnavailable(m_fetchBlocked);
    m_copyBody->setKind(fetchable ? ButtonKind::Secondary : ButtonKind::Primary);
    m_copyBody->setUnavailable({});
    // Four with their words would not fit beside the table.
    m_copyId->setText(fetchable ? QString() : tr("Copy id"));
    m_copyId->setAccessibleName(tr("Copy id"));
    m_onlyIntegration->setText(fetchable ? QString() : tr("This integration"));
    m_onlyIntegration->setAccessibleName(tr("This integration"));
    m_copyId->setUnavailable(row.id.isEmpty() ? tr("This body has no id.") : QString());
    m_onlyIntegration->setPurpose(tr("Shows the events of %1 only.").arg(row.integrationId));
    m_onlyIntegration->setUnavailable(row.integrationId.isEmpty() ? tr("This event names no integration.") : QString());
}

void EventInspector::setFetchBlocked(const QString &reason)
{
    m_fetchBlocked = reason;
    if (m_event)
        showActions();
}

void EventInspector::showProblem(const Error &error)
{
    m_event.reset();
    m_fetch->hide();
    setTitle(tr("Event not available"), false);
    setState({}, errorText(error));
    for (Button *button : {m_copyBody, m_copyId, m_onlyIntegration})
        button->setUnavailable(tr("There is no event to do this with."));
    for (CodeView *view : {m_pretty, m_raw, m_headers})
        view->setCode({}, CodeView::Syntax::Plain);
    m_deliveries->show({});
    m_signature->hide();
}

void EventInspector::fillTab(int tab)
{
    if (!m_event || (m_filled & (1U << unsigned(tab))) != 0)
        return;
    m_filled |= 1U << unsigned(tab);
    const EventDetail &detail = m_event->detail;
    const HeaderList headers = detail.deliveries.isEmpty() ? HeaderList() : detail.deliveries.first().headers;
    switch (tab) {
    case PrettyTab:
        m_pretty->setCode(m_event->pretty, m_event->isJson ? CodeView::Syntax::Json : CodeView::Syntax::Plain);
        break;
    case RawTab: m_raw->setCode(m_event->raw, CodeView::Syntax::Plain); break;
    case HeadersTab: m_headers->setCode(headersText(headers), CodeView::Syntax::Plain); break;
    case SignatureTab:
        m_signature->show(detail.row, headers);
        m_signature->setVisible(true);
        break;
    case DeliveriesTab: m_deliveries->show(detail.deliveries); break;
    default: break;
    }
}

void EventInspector::copy(const QByteArray &bytes)
{
    // Bytes that are no UTF-8 would change as text: they go along as they are too.
    auto *copied = new QMimeData;
    copied->setText(shownText(bytes));
    copied->setData(u"application/octet-stream"_s, bytes);
    QGuiApplication::clipboard()->setMimeData(copied);
}

} // namespace console
