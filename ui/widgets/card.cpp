// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/card.h"

#include "ui/theme/controlpainting.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace console {

Card::Card(QWidget *parent) : QFrame(parent), m_content(new QVBoxLayout), m_head(new QHBoxLayout)
{
    setFrameShape(QFrame::NoFrame);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(14, 12, 14, 12);
    all->setSpacing(8);
    m_title = new Label({}, TextRole::Strong);
    m_title->hide();
    m_head->setSpacing(8);
    m_head->addWidget(m_title, 1);
    all->addLayout(m_head);
    m_content->setSpacing(8);
    all->addLayout(m_content, 1);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Card::setFlush(bool flush)
{
    if (flush)
        layout()->setContentsMargins(1, 5, 1, 5); // clear of the rounded corners
    else
        layout()->setContentsMargins(14, 12, 14, 12);
    layout()->setSpacing(flush ? 0 : 8);
}

void Card::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintBox(painter, rect(), theme.surface, theme.border, theme.cardRadius);
}

} // namespace console
