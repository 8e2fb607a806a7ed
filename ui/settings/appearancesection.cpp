// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/appearancesection.h"

#include "ui/settings/formrow.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QVBoxLayout>

namespace console {

AppearanceSection::AppearanceSection(QWidget *parent) : Card(parent)
{
    setTitle(tr("Appearance"));
    // In the order of the enumerations.
    m_mode = new SegmentedControl(tr("Theme"), {tr("System"), tr("Light"), tr("Dark")});
    m_density = new SegmentedControl(tr("Rows"), {tr("Comfortable"), tr("Compact")});
    content()->addWidget(new FormRow(tr("Theme"), tr("System follows the desktop."), m_mode));
    content()->addWidget(new FormRow(tr("Rows"), tr("Compact shows more lines."), m_density));
    connect(m_mode, &SegmentedControl::currentChanged, this, [this](int index) { Q_EMIT modeChosen(ColorMode(index)); });
    connect(m_density, &SegmentedControl::currentChanged, this, [this](int index) { Q_EMIT densityChosen(Density(index)); });
}

void AppearanceSection::setAppearance(ColorMode mode, Density density)
{
    m_mode->setCurrent(int(mode));
    m_density->setCurrent(int(density));
}

} // namespace console
