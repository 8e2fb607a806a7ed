// SPDX-License-Identifier: Apache-2.0
// EventsPage: copying, exporting, importing.
#include "ui/events/eventspage.h"

#include "ui/events/eventinspector.h"
#include "ui/events/eventtakealong.h"
#include "ui/events/exportdialog.h"
#include "ui/events/filterbar.h"
#include "ui/widgets/button.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/pageheader.h"

#include <QHBoxLayout>
#include <QShortcut>

namespace console {

namespace {

constexpr qsizetype mostChosen = 1'000'000; ///< rows whose numbers are listed

} // namespace

void EventsPage::useTakeAlong(QSettings *settings, bool imports)
{
    m_take = new EventTakeAlong(m_table, m_view, m_inspector, settings, this);
    connect(m_take, &EventTakeAlong::copyRequested, this, &EventsPage::copyRequested);
    connect(m_take, &EventTakeAlong::noticed, this, &EventsPage::noticed);
    connect(&m_loader, &EventLoader::loaded, m_take,
            [this](const std::shared_ptr<const LoadedEvent> &event) { m_take->inspect(&event->detail.row, event->rejected); });
    connect(&m_loader, &EventLoader::failed, m_take, [this] { m_take->inspect(nullptr); });
    auto *toFile = new Button(Icon::Download, tr("Export…"), this);
    toFile->setPurpose(tr("Writes events into a file, personal data masked unless you say otherwise (Ctrl+E)."));
    connect(toFile, &Button::clicked, this, &EventsPage::exportRequested);
    m_header->actions()->insertWidget(0, toFile);
    if (imports) {
        auto *fromFile = new Button(Icon::Upload, tr("Import…"), this);
        fromFile->setPurpose(tr("Shows the events of a colleague's file in a window of their own."));
        connect(fromFile, &Button::clicked, this, &EventsPage::importRequested);
        m_header->actions()->insertWidget(1, fromFile);
    }
    auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_E), this);
    connect(shortcut, &QShortcut::activated, this, &EventsPage::exportRequested);
}

void EventsPage::setSigningBlocked(const QString &reason)
{
    if (m_take != nullptr)
        m_take->setSigningBlocked(reason);
}

ExportOffer EventsPage::exportOffer() const
{
    ExportOffer offer;
    offer.matching = m_table.matching();
    offer.complete = m_table.complete();
    offer.filter = m_filter->isOn() ? m_filter->text() : QString();
    const qsizetype chosen = chosenEvents().size();
    offer.chosen = chosen < mostChosen ? chosen : 0; // a filter says it better
    return offer;
}

QVector<qint64> EventsPage::chosenEvents() const
{
    return m_take != nullptr ? m_take->chosenEvents(mostChosen) : QVector<qint64>();
}

} // namespace console
