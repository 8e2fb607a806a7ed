// SPDX-License-Identifier: Apache-2.0
// EventsPage: the volume over time, whose brush is the filter's span.
#include "ui/events/eventspage.h"

#include "models/domain/filteredit.h"
#include "models/tables/volumeloader.h"
#include "ui/events/filterbar.h"
#include "ui/events/flowpanel.h"

#include <QVBoxLayout>

#include <algorithm>

namespace console {

void EventsPage::useVolume(VolumeLoader &volume, QSettings *settings)
{
    m_flow = new FlowPanel(volume, m_clock, settings, this);
    m_column->insertWidget(m_column->indexOf(m_filter) + 1, m_flow);
    connect(m_flow, &FlowPanel::spanChosen, this,
            [this](qint64 from, qint64 until) { m_filter->setSpan(fromMillis(from), fromMillis(until)); });
    connect(m_flow, &FlowPanel::spanCleared, this, [this] {
        const QVector<Widening> wider = widenings(m_filter->text(), m_clock->now());
        const auto rest = std::find_if(wider.begin(), wider.end(), [](const Widening &one) { return one.kind == Widening::Kind::AllTime; });
        m_filter->setText(rest != wider.end() ? rest->text : withoutSpan(m_filter->filter()).text());
    });
}

} // namespace console
