// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/pageheader.h"

#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace console {

PageHeader::PageHeader(const QString &title, QWidget *parent) : QWidget(parent), m_actions(new QHBoxLayout)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    m_title = new Label(title, TextRole::Title);
    m_subtitle = new Label({}, TextRole::Small, TextColour::Faint);
    texts->addWidget(m_title);
    texts->addWidget(m_subtitle);
    layout->addLayout(texts, 1);
    m_actions->setSpacing(8);
    layout->addLayout(m_actions);
}

void PageHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

void PageHeader::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
}

} // namespace console
