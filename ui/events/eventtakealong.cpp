// SPDX-License-Identifier: Apache-2.0
#include "ui/events/eventtakealong.h"

#include "models/tables/eventtable.h"
#include "ui/widgets/button.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/inspector.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QSettings>
#include <QShortcut>

namespace console {

using namespace Qt::StringLiterals;

namespace {

const QString unmaskedKey = u"privacy/copy-unmasked"_s;

} // namespace

EventTakeAlong::EventTakeAlong(EventTable &table, DataTable *view, Inspector *inspector, QSettings *settings, QObject *parent)
    : QObject(parent), m_table(table), m_view(view), m_settings(settings)
{
    m_button = new Button(Icon::Terminal, tr("Copy as"), inspector);
    m_button->setPurpose(tr("Copies the event as a curl command, NDJSON, CSV, cells or its body."));
    m_button->setFixedSize(28, 28);
    inspector->headActions()->addWidget(m_button);
    auto *menu = new QMenu(m_button);
    menu->setToolTipsVisible(true);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillMenu(menu, {m_event}, m_rejected);
    });
    connect(m_button, &Button::clicked, menu, [this, menu] { menu->popup(m_button->mapToGlobal(QPoint(0, m_button->height()))); });
    connect(m_view, &DataTable::menuRequested, this, [this](QMenu *tableMenu) {
        const QVector<qint64> events = chosenEvents();
        if (events.isEmpty())
            return;
        QMenu *copies = tableMenu->addMenu(tr("Copy as"));
        copies->setToolTipsVisible(true);
        fillMenu(copies, events, m_table.showsRejected());
        tableMenu->addSeparator();
    });
    auto *copy = new QShortcut(QKeySequence::Copy, m_view);
    copy->setContext(Qt::WidgetWithChildrenShortcut);
    connect(copy, &QShortcut::activated, this, [this] { copyChosen(CopyForm::Cells); });
    inspect(nullptr);
}

void EventTakeAlong::inspect(const EventRow *row, bool rejected)
{
    m_event = row != nullptr ? row->seq : 0;
    m_rejected = rejected;
    m_button->setUnavailable(m_event == 0 ? tr("There is no event to do this with.") : QString());
}

QVector<qint64> EventTakeAlong::chosenEvents(qsizetype most) const
{
    QVector<qint64> events;
    for (const RowRange &range : m_view->selectedRanges())
        for (int row = range.first; row <= range.last && events.size() < most; ++row)
            if (const qint64 event = m_table.seqAt(row); event != 0)
                events.append(event);
    return events;
}

bool EventTakeAlong::masksCopies() const
{
    return m_settings != nullptr ? !m_settings->value(unmaskedKey).toBool() : m_masks;
}

void EventTakeAlong::setMasksCopies(bool on)
{
    m_masks = on;
    if (m_settings != nullptr)
        m_settings->setValue(unmaskedKey, !on);
}

void EventTakeAlong::copyChosen(CopyForm form)
{
    const QVector<qint64> events = chosenEvents();
    if (events.isEmpty())
        return Q_EMIT noticed(tr("Choose an event first, then it can be copied."));
    if (events.size() > mostCopied)
        return Q_EMIT noticed(tr("At most %1 events can be copied at once; export them to a file instead (Ctrl+E).").arg(mostCopied));
    Q_EMIT copyRequested({form, events, m_table.showsRejected(), masksCopies()});
}

void EventTakeAlong::fillMenu(QMenu *menu, const QVector<qint64> &events, bool rejected)
{
    const bool tooMany = events.size() > mostCopied;
    const auto add = [&](CopyForm form, const QString &text, const QString &meaning) {
        QAction *action = menu->addAction(text);
        action->setToolTip(tooMany ? tr("At most %1 events can be copied at once.").arg(mostCopied) : meaning);
        action->setEnabled(!tooMany);
        connect(action, &QAction::triggered, this,
                [this, form, events, rejected] { Q_EMIT copyRequested({form, events, rejected, masksCopies()}); });
        return action;
    };
    const QString raw = tr("The body is copied as received, personal data included.");
    add(CopyForm::Curl, tr("curl command"), tr("Posts the body again; put a signature in yourself. %1").arg(raw));
    QAction *withSignature = add(CopyForm::SignedCurl, tr("curl command, signed"),
                                 tr("Posts the body again, signed anew with the environment's current secret. %1").arg(raw));
    if (!m_signingBlocked.isEmpty()) {
        withSignature->setEnabled(false);
        withSignature->setToolTip(m_signingBlocked);
    }
    add(CopyForm::Body, tr("Body"), raw);
    menu->addSeparator();
    const QString masking = masksCopies() ? tr("Personal data is masked.") : tr("Personal data is not masked.");
    add(CopyForm::Ndjson, tr("NDJSON"), tr("One JSON object an event, with body and deliveries. %1").arg(masking));
    add(CopyForm::Csv, tr("CSV"), tr("A table without bodies. %1").arg(masking));
    QAction *cells = add(CopyForm::Cells, tr("Cells for a spreadsheet"), tr("The same table with tabs between the cells. %1").arg(masking));
    cells->setShortcut(QKeySequence::Copy);
    cells->setShortcutContext(Qt::WidgetShortcut); // shown only: the key of the table is its own
    menu->addSeparator();
    QAction *masks = menu->addAction(tr("Mask personal data in copies"));
    masks->setCheckable(true);
    masks->setChecked(masksCopies());
    masks->setToolTip(tr("Names, e-mail addresses, phone numbers and the like in NDJSON, CSV and cells."));
    connect(masks, &QAction::toggled, this, &EventTakeAlong::setMasksCopies);
}

} // namespace console
