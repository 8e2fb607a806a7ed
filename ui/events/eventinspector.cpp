// SPDX-License-Identifier: Apache-2.0
#include "ui/events/eventinspector.h"

#include "models/domain/errortext.h"
#include "models/domain/filter.h"
#include "models/domain/integration.h"
#include "models/tables/celltext.h"
#include "ui/events/bodypane.h"
#include "ui/events/comparepane.h"
#include "ui/events/deliveriespane.h"
#include "ui/events/eventlooks.h"
#include "ui/events/factchips.h"
#include "ui/events/neighbourspane.h"
#include "ui/events/signaturepanel.h"
#include "ui/widgets/button.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/scrollpage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

const QString bodyViewKey = u"events/body-view"_s;
const QStringList bodyViewNames{u"tree"_s, u"pretty"_s, u"raw"_s, u"hex"_s};

} // namespace

EventInspector::EventInspector(std::shared_ptr<const Clock> clock, QWidget *parent)
    : Inspector(parent), m_clock(std::move(clock))
{
    setAccessibleName(tr("Event details"));
    makeActions();
    m_facts = new FactChips(this);
    setNote(m_facts);
    connect(m_facts, &FactChips::termRequested, this, &EventInspector::ask);
    makeTabs();
    connect(this, &Inspector::currentTabChanged, this, &EventInspector::fillTab);
}

void EventInspector::makeTabs()
{
    m_body = new BodyPane(this);
    auto *headers = new QWidget(this);
    m_headers = new CodeView(tr("Request headers"), headers);
    m_headersFind = new FindBar(tr("Find text in the headers"), headers);
    m_headersFind->setTarget(m_headers);
    auto *column = new QVBoxLayout(headers);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_headersFind);
    column->addWidget(m_headers, 1);
    m_signature = new SignaturePanel;
    m_deliveries = new DeliveriesPane(m_clock, this);
    m_neighbours = new NeighboursPane(m_clock, this);
    addTab(m_body, tr("Body"));
    addTab(headers, tr("Headers"));
    addTab(scrollPage(m_signature), tr("Signature"));
    addTab(m_deliveries, tr("Deliveries"));
    addTab(m_neighbours, tr("Near by"));
    connect(m_body, &BodyPane::termRequested, this, &EventInspector::ask);
    connect(m_body, &BodyPane::viewChanged, this, [this](BodyView view) {
        if (m_settings != nullptr)
            m_settings->setValue(bodyViewKey, bodyViewNames.at(int(view)));
    });
    connect(m_headersFind, &FindBar::closed, m_headers, [this] { m_headers->setFocus(Qt::OtherFocusReason); });
    connect(m_neighbours, &NeighboursPane::openRequested, this, &EventInspector::openRequested);
    connect(m_neighbours, &NeighboursPane::compareRequested, this, &EventInspector::compareWith);
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
    m_compareButton = new Button(Icon::Compare, tr("Compare"), this);
    m_compareButton->setPurpose(tr("Compares two events side by side."));
    m_compareButton->setFixedSize(28, 28);
    headActions()->addWidget(m_compareButton);
    connect(m_compareButton, &Button::clicked, this, [this] {
        QMenu menu(this);
        fillCompareMenu(&menu);
        menu.exec(m_compareButton->mapToGlobal(QPoint(0, m_compareButton->height())));
    });
    connect(m_fetch, &Button::clicked, this, [this] {
        const EventRow &row = m_event->detail.row;
        Q_EMIT fetchRequested({row.environment, row.integrationId, RunKind::Delta, m_event->changedModels, dataChangedCause});
    });
    connect(m_copyBody, &Button::clicked, this, [this] { copy(m_event->detail.body); });
    connect(m_copyId, &Button::clicked, this, [this] { copy(m_event->detail.row.id.toUtf8()); });
    connect(m_onlyIntegration, &Button::clicked, this,
            [this] { Q_EMIT integrationFilterRequested(m_event->detail.row.integrationId); });
}

void EventInspector::attach(ReadPool &pool, QSettings *settings)
{
    m_pool = &pool;
    m_settings = settings;
    m_neighbours->attach(pool);
    const qsizetype kept = settings != nullptr ? bodyViewNames.indexOf(settings->value(bodyViewKey).toString()) : -1;
    if (kept >= 0)
        m_body->showView(BodyView(kept));
}

EventRef EventInspector::key() const
{
    return m_event ? EventRef{m_event->detail.row.seq, m_event->rejected} : EventRef{};
}

void EventInspector::present(const std::shared_ptr<const LoadedEvent> &event)
{
    m_event = event;
    const EventRow &row = event->detail.row;
    setTitle(row.type.isEmpty() ? tr("Unknown type") : row.type, true);
    QVector<Pill> pills{eventPill(row)};
    if (row.answered != 200)
        pills.append({tr("Answered %1").arg(row.answered), row.answered >= 400 ? Tone::Bad : Tone::Info, Icon::None});
    if (row.pinned)
        pills.append({tr("Pinned"), Tone::Accent, Icon::Pin});
    QStringList line{sizeText(row.bodySize)};
    line.append(row.deliveries == 1 ? tr("1 delivery") : tr("%1 deliveries").arg(countText(row.deliveries)));
    if (event->body && !event->body->validUtf8)
        line.append(tr("not valid UTF-8"));
    setState(pills, line.join(u" · "_s));
    showFacts();
    showActions();
    setTabLabel(DeliveriesTab, row.deliveries > 1 ? tr("Deliveries (%1)").arg(countText(row.deliveries)) : tr("Deliveries"));
    m_filled = 0;
    fillTab(currentTab());
    m_neighbours->present(event);
}

void EventInspector::showFacts()
{
    const EventRow &row = m_event->detail.row;
    QVector<FactChips::Fact> facts;
    const auto add = [&facts](FilterKey key, const QString &label, const QString &value, const QString &shown) {
        if (!value.isEmpty())
            facts.append({{filterKeyName(key), value}, label, shown});
    };
    add(FilterKey::State, tr("state"), row.outcome, outcomeText(row.outcome));
    add(FilterKey::Tool, tr("tool"), row.tool, toolLabel(row.tool));
    add(FilterKey::Organization, tr("org"), row.organization, row.organization);
    add(FilterKey::Integration, tr("integration"), row.integrationId, row.integrationId);
    add(FilterKey::Id, tr("id"), row.id, row.id);
    m_facts->setFacts(facts);
}

void EventInspector::showActions()
{
    const EventRow &row = m_event->detail.row;
    const bool fetchable = row.verdict == Verdict::Verified && !m_event->changedModels.isEmpty() && !row.integrationId.isEmpty();
    m_fetch->setVisible(fetchable);
    m_fetch->setUnavailable(m_fetchBlocked);
    m_copyBody->setKind(fetchable ? ButtonKind::Secondary : ButtonKind::Primary);
    m_copyBody->setUnavailable({});
    m_compareButton->setUnavailable({});
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
    m_facts->setFacts({});
    for (Button *button : {m_copyBody, m_copyId, m_onlyIntegration, m_compareButton})
        button->setUnavailable(tr("There is no event to do this with."));
    m_body->clear();
    m_headers->setCode({}, CodeView::Syntax::Plain);
    m_deliveries->show({});
    m_neighbours->clear();
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
    case BodyTab: m_body->present(m_event); break;
    case HeadersTab: m_headers->setCode(headersText(headers), CodeView::Syntax::Plain); break;
    case SignatureTab:
        m_signature->show(detail.row, headers);
        m_signature->setVisible(true);
        break;
    case DeliveriesTab: m_deliveries->show(detail.deliveries); break;
    default: break; // what is near is read when it is looked at
    }
}

void EventInspector::showBody(BodyView view)
{
    setCurrentTab(BodyTab);
    m_body->showView(view);
}

void EventInspector::ask(const ValueTerm &term, bool exclude)
{
    Q_EMIT filterTermRequested(term.key, term.value, exclude);
}

void EventInspector::fillCompareMenu(QMenu *menu)
{
    if (m_marked.seq != 0 && m_marked != key())
        menu->addAction(tr("Compare with marked event #%1").arg(m_marked.seq), this, [this] { compareWith(m_marked); });
    menu->addAction(tr("Mark this event for comparison"), this, &EventInspector::markForComparison);
    menu->addAction(tr("Choose from events near by…"), this, [this] { setCurrentTab(NeighboursTab); });
}

void EventInspector::markForComparison()
{
    m_marked = key();
    m_compareButton->setPurpose(tr("Compares with the marked event #%1.").arg(m_marked.seq));
}

void EventInspector::compareWith(const EventRef &other)
{
    if (m_pool == nullptr || !m_event)
        return;
    if (m_compare == nullptr)
        m_compare = new ComparePane(*m_pool, m_clock, window());
    m_compare->compare(other, key());
    m_compare->show();
    m_compare->raise();
    m_compare->activateWindow();
}

FindBar *EventInspector::findBar() const
{
    return currentTab() == BodyTab ? m_body->findBar() : currentTab() == HeadersTab ? m_headersFind : nullptr;
}

bool EventInspector::event(QEvent *event)
{
    // The page has a Ctrl+F of its own: inside the inspector this one wins.
    if (event->type() == QEvent::ShortcutOverride && findBar() != nullptr) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Find) || key->key() == Qt::Key_F3) {
            event->accept();
            return true;
        }
    }
    return Inspector::event(event);
}

void EventInspector::keyPressEvent(QKeyEvent *event)
{
    FindBar *find = findBar();
    if (find != nullptr && event->matches(QKeySequence::Find)) {
        if (currentTab() == BodyTab)
            m_body->openFind();
        else
            find->open();
    } else if (find != nullptr && event->key() == Qt::Key_F3) {
        find->step(!event->modifiers().testFlag(Qt::ShiftModifier));
    } else if (find != nullptr && event->key() == Qt::Key_Escape && find->isVisible()) {
        find->close();
    } else {
        Inspector::keyPressEvent(event);
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
