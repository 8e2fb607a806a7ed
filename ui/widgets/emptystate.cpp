// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/emptystate.h"

#include "ui/theme/controlpainting.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QGridLayout>
#include <QPainter>
#include <QPointer>
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
    m_choices = new QWidget(this);
    layout->addWidget(m_choices, 0, Qt::AlignHCenter);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
    setText({});
}

/// Two side by side; long ones are shortened.
void EmptyState::showChoices()
{
    for (QWidget *former : m_choices->findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        former->hide();
        former->deleteLater(); // it may be the one that was pressed
    }
    delete m_choices->layout();
    QWidget *before = m_action; // in the order of Tab, whose end new widgets are put to
    auto *grid = new QGridLayout(m_choices);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    for (int i = 0; i < int(m_text.choices.size()); ++i) {
        const QString &choice = m_text.choices.at(i);
        auto *button = new Button(plainLabel(choice.size() > 34 ? QString(choice.left(33) + u'…') : choice), ButtonKind::Secondary, Icon::None, m_choices);
        button->setAccessibleName(choice);
        connect(button, &QPushButton::clicked, this, [this, i] { Q_EMIT choiceTriggered(i); });
        grid->addWidget(button, i / 2, i % 2);
        setTabOrder(before, button);
        before = button;
    }
    setTabOrder(before, m_action);
    m_choices->setVisible(!m_text.choices.isEmpty());
}

void EmptyState::setText(const EmptyText &text)
{
    const QPointer<QWidget> held = isAncestorOf(QApplication::focusWidget()) ? QApplication::focusWidget() : nullptr;
    if (text.choices != m_text.choices || m_choices->layout() == nullptr) {
        m_text = text;
        showChoices();
    }
    m_text = text;
    m_mark->show(text.icon, text.tone);
    m_title->setText(text.title);
    m_title->setVisible(!text.title.isEmpty());
    m_sentence->setText(text.sentence);
    m_action->setText(text.action);
    m_action->setVisible(!text.action.isEmpty());
    setAccessibleName(text.title);
    setAccessibleDescription(text.sentence);
    fit();
    if (held != nullptr && !held->isVisibleTo(this))
        passFocusOn();
}

void EmptyState::passFocusOn()
{
    QWidget *around = parentWidget();
    if (around != nullptr && around->isVisible() && around->focusPolicy() != Qt::NoFocus)
        around->setFocus();
}

void EmptyState::fit()
{
    const int buttons = (m_text.action.isEmpty() ? 0 : 40) + 42 * ((int(m_text.choices.size()) + 1) / 2);
    const bool roomForSentence = height() >= 90 + buttons;
    const bool roomForMark = height() >= 180 + buttons;
    m_mark->setVisible(roomForMark);
    m_sentence->setVisible(!m_text.sentence.isEmpty() && roomForSentence);
    const int margin = roomForMark ? 24 : 8;
    layout()->setContentsMargins(24, margin, 24, margin);
}

void EmptyState::hideEvent(QHideEvent *event)
{
    if (isAncestorOf(QApplication::focusWidget()))
        passFocusOn(); // otherwise it goes to whatever is next on the page
    QWidget::hideEvent(event);
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

} // namespace console
