// SPDX-License-Identifier: Apache-2.0
// EventsPage: pins, comments and colour rules.
#include "ui/events/eventspage.h"

#include "models/domain/errortext.h"
#include "models/tables/pinnedevents.h"
#include "models/tables/rulecounter.h"
#include "ui/events/colourbook.h"
#include "ui/events/eventinspector.h"
#include "ui/events/eventmarks.h"
#include "ui/events/filterbar.h"
#include "ui/events/ruledialog.h"
#include "ui/widgets/button.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/pageheader.h"

#include <QHBoxLayout>

namespace console {

void EventsPage::useMarks(PinnedEvents &pinned, RuleCounter &counter, QSettings *settings)
{
    m_ruleCounter = &counter;
    m_colours = new ColourBook(settings, this);
    m_marks = new EventMarks(m_table, pinned, *m_colours, m_view, m_inspector, this);
    connect(m_marks, &EventMarks::markRequested, this, &EventsPage::markRequested);
    connect(m_marks, &EventMarks::noticed, this, &EventsPage::noticed);
    connect(m_marks, &EventMarks::openRequested, this, [this](qint64 event) { openEvent(event); });
    connect(&m_loader, &EventLoader::loaded, m_marks,
            [this](const std::shared_ptr<const LoadedEvent> &event) { m_marks->inspect(&event->detail.row); });
    connect(&m_loader, &EventLoader::failed, m_marks, [this] { m_marks->inspect(nullptr); });
    auto *colours = new Button(Icon::Palette, tr("Colour rules"), this);
    colours->setPurpose(tr("Opens the rules that colour events."));
    connect(colours, &Button::clicked, this, &EventsPage::editColours);
    m_header->actions()->insertWidget(0, colours);
}

void EventsPage::showMarked(const QVector<qint64> &events, const MarkChange &change, const Result<void> &result)
{
    if (m_marks == nullptr)
        return;
    if (result)
        m_marks->saved(events, change);
    else
        m_marks->refused(events, change, result.error());
}

void EventsPage::editColours()
{
    if (m_colours == nullptr)
        return;
    m_ruleCounter->begin(m_environment);
    auto *dialog = new RuleDialog(*m_ruleCounter, m_colours->rules().rules(), this);
    dialog->setValues(m_filter->values());
    if (m_colours->problem())
        dialog->setNotice(tr("The rules that were kept cannot be read, so these are those of a new installation. Saving replaces what was kept."));
    connect(dialog, &RuleDialog::saved, m_colours, &ColourBook::save);
    dialog->open();
}

} // namespace console
