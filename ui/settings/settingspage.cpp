// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settingspage.h"

#include "ui/settings/appearancesection.h"
#include "ui/settings/datasection.h"
#include "ui/settings/environmentsection.h"
#include "ui/settings/listenersection.h"
#include "ui/widgets/keyvaluelist.h"
#include "ui/widgets/pageheader.h"

#include <QCoreApplication>
#include <QScrollArea>
#include <QVBoxLayout>

namespace console {

SettingsPage::SettingsPage(QWidget *parent)
    : QWidget(parent), m_scroll(new QScrollArea), m_environments(new EnvironmentSection),
      m_listener(new ListenerSection), m_appearance(new AppearanceSection), m_data(new DataSection)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 0, 0);
    layout->setSpacing(12);
    auto *header = new PageHeader(tr("Settings"));
    header->setSubtitle(tr("What is changed here takes effect when it is saved; appearance at once."));
    layout->addWidget(header);
    auto *column = new QWidget;
    column->setMaximumWidth(920);
    auto *sections = new QVBoxLayout(column);
    sections->setContentsMargins(0, 0, 20, 20);
    sections->setSpacing(12);
    for (QWidget *section : std::initializer_list<QWidget *>{m_environments, m_listener, m_appearance, m_data, makeAbout()})
        sections->addWidget(section);
    sections->addStretch(1);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_scroll->setWidget(column);
    m_scroll->viewport()->setAutoFillBackground(false);
    column->setAutoFillBackground(false);
    layout->addWidget(m_scroll, 1);
}

QWidget *SettingsPage::makeAbout()
{
    auto *card = new Card;
    card->setTitle(tr("About"));
    auto *facts = new KeyValueList;
    const QString version = QCoreApplication::applicationVersion();
    facts->setItems({{tr("Program"), tr("Kombo Console"), false, Tone::Neutral},
                     {tr("Version"), version, false, Tone::Neutral},
                     {tr("Licence"), tr("Apache License 2.0"), false, Tone::Neutral},
                     {tr("Made with"), tr("Qt %1 (LGPL 3), Inter and JetBrains Mono (OFL 1.1), Lucide icons (ISC)").arg(QString::fromLatin1(qVersion())), false, Tone::Neutral},
                     {tr("Kombo"), tr("Kombo is a trademark of its owner. This program is not made by Kombo."), false, Tone::Neutral}});
    card->content()->addWidget(facts);
    return card;
}

void SettingsPage::reveal(QWidget *section)
{
    m_scroll->ensureWidgetVisible(section, 0, 20);
    const QList<QWidget *> children = section->findChildren<QWidget *>();
    for (QWidget *child : children)
        if ((child->focusPolicy() & Qt::TabFocus) && child->isEnabled() && child->isVisibleTo(section))
            return child->setFocus(Qt::OtherFocusReason);
}

} // namespace console
