// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/emptystate.h"

#include "ui/theme/controlpainting.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QPainter>
#include <QVBoxLayout>

namespace console {

/// The icon on its round ground.
class EmptyState::Mark : public QWidget
{
public:
    explicit Mark(QWidget *parent) : QWidget(parent) { setFixedSize(52, 52); }
    void show(Icon icon, Tone tone)
    {
        m_icon = icon;
        m_tone = tone;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const ToneColours colours = themeOf(this).tone(m_tone);
        QPainter painter(this);
        paintBox(painter, rect(), colours.soft, {}, 26);
        paintIcon(painter, QRectF(14, 14, 24, 24), m_icon, colours.text, 1.8);
    }

private:
    Icon m_icon = Icon::Inbox;
    Tone m_tone = Tone::Neutral;
};

EmptyState::EmptyState(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(6);
    m_mark = new Mark(this);
    m_title = new Label({}, TextRole::Heading);
    m_title->setAlignment(Qt::AlignCenter);
    m_sentence = new Label({}, TextRole::Body, TextColour::Muted);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setWordWrap(true);
    m_sentence->setMaximumWidth(440);
    m_sentence->setMinimumWidth(260);
    m_action = new Button(QString(), ButtonKind::Primary);
    layout->addStretch(2);
    layout->addWidget(m_mark, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addWidget(m_title);
    auto *line = new QHBoxLayout;
    line->addStretch(1);
    line->addWidget(m_sentence, 4);
    line->addStretch(1);
    layout->addLayout(line);
    layout->addSpacing(8);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
    setText({});
}

void EmptyState::setText(const EmptyText &text)
{
    m_text = text;
    m_mark->show(text.icon, text.tone);
    m_title->setText(text.title);
    m_title->setVisible(!text.title.isEmpty());
    m_sentence->setText(text.sentence);
    m_sentence->setVisible(!text.sentence.isEmpty());
    m_action->setText(text.action);
    m_action->setVisible(!text.action.isEmpty());
    setAccessibleName(text.title);
    setAccessibleDescription(text.sentence);
}

} // namespace console
