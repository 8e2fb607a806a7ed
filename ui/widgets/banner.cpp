// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/banner.h"

#include "ui/theme/controlpainting.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace console {

Banner::Banner(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(40, 8, 8, 8);
    layout->setSpacing(12);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    m_title = new Label({}, TextRole::Strong);
    m_text = new Label({}, TextRole::Body, TextColour::Muted);
    m_text->setWordWrap(true);
    texts->addWidget(m_title);
    texts->addWidget(m_text);
    layout->addLayout(texts, 1);
    m_action = new Button(QString(), ButtonKind::Secondary);
    m_close = new Button(Icon::X, tr("Dismiss this message"));
    layout->addWidget(m_action);
    layout->addWidget(m_close);
    connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
    connect(m_close, &QPushButton::clicked, this, &Banner::dismissed);
}

void Banner::setMessage(Tone tone, const QString &title, const QString &text, const QString &action, bool dismissable)
{
    m_tone = tone;
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_close->setVisible(dismissable);
    const QString word = tone == Tone::Bad ? tr("Error") : tone == Tone::Warning ? tr("Warning") : tr("Note");
    setAccessibleName(word + QStringLiteral(": ") + (title.isEmpty() ? text : title));
    setAccessibleDescription(text);
    update();
}

void Banner::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    const ToneColours colours = theme.tone(m_tone);
    QPainter painter(this);
    paintBox(painter, rect(), colours.soft, mixed(colours.solid, colours.soft, 0.35), theme.cardRadius);
    const Icon mark = m_tone == Tone::Bad ? Icon::CircleX : m_tone == Tone::Warning ? Icon::Warning : Icon::Info;
    paintIcon(painter, QRectF(14, (height() - 17) / 2.0, 17, 17), mark, colours.text);
}

} // namespace console
