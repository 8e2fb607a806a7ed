// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/stattile.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/sparkline.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace console {

StatTile::StatTile(const QString &label, Icon icon, QWidget *parent) : Card(parent), m_name(label)
{
    setMinimumWidth(112);
    content()->setSpacing(3);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new IconLabel(icon, 15));
    head->addWidget(new Label(label, TextRole::BodyMedium, TextColour::Muted), 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(5);
    m_figure = new Label({}, TextRole::Figure);
    m_figure->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    m_unit = new Label({}, TextRole::Body, TextColour::Faint);
    m_unit->setAlignment(Qt::AlignLeft | Qt::AlignBottom);
    m_unit->setContentsMargins(0, 0, 0, 4);
    m_line = new Sparkline;
    m_line->setMaximumWidth(96);
    middle->addWidget(m_figure);
    middle->addWidget(m_unit, 1);
    middle->addWidget(m_line, 0, Qt::AlignBottom);
    m_delta = new Label({}, TextRole::Small, TextColour::Muted);
    content()->addLayout(head);
    content()->addLayout(middle);
    content()->addWidget(m_delta);
    setValue({QStringLiteral("–"), {}, {}, Tone::Neutral, {}});
}

void StatTile::setValue(const StatValue &value)
{
    m_value = value;
    m_figure->setText(value.value);
    m_unit->setText(value.unit);
    m_delta->setText(value.delta);
    m_delta->setColour(textColourFor(value.tone));
    m_line->setValues(value.history, value.tone == Tone::Neutral || value.tone == Tone::Good ? Tone::Accent : value.tone);
    placeLine();
    QString name = m_name + QStringLiteral(": ") + value.value;
    if (!value.unit.isEmpty())
        name += QLatin1Char(' ') + value.unit;
    if (!value.delta.isEmpty())
        name += QStringLiteral(". ") + value.delta;
    setAccessibleName(name);
}

// A narrow tile keeps its words and gives up its line.
void StatTile::placeLine()
{
    m_line->setVisible(m_value.history.size() > 1 && width() >= 200);
}

void StatTile::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    placeLine();
}

} // namespace console
