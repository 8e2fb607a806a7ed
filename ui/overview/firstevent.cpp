// SPDX-License-Identifier: Apache-2.0
#include "ui/overview/firstevent.h"

#include "ui/theme/controlpainting.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace console {
namespace {

/// A number in a circle.
class StepNumber : public QWidget
{
public:
    explicit StepNumber(int number, QWidget *parent = nullptr) : QWidget(parent), m_number(number) { setFixedSize(26, 26); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        paintBox(painter, rect(), theme.accentSoft, {}, 13);
        painter.setFont(fontFor(TextRole::Strong));
        painter.setPen(theme.tone(Tone::Accent).text);
        painter.drawText(rect(), Qt::AlignCenter, QString::number(m_number));
    }

private:
    int m_number;
};

QHBoxLayout *step(int number, const QString &title, const QString &sentence)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(14);
    line->addWidget(new StepNumber(number), 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(new Label(title, TextRole::Strong));
    auto *words = new Label(sentence, TextRole::Body, TextColour::Muted);
    words->setWordWrap(true);
    texts->addWidget(words);
    line->addLayout(texts, 1);
    return line;
}

} // namespace

FirstEvent::FirstEvent(QWidget *parent) : QWidget(parent)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card;
    card->content()->setSpacing(16);
    card->content()->setContentsMargins(10, 10, 10, 12);
    card->setAccessibleName(tr("Receive your first event"));
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(new IconLabel(Icon::Webhook, 24, TextColour::Accent));
    head->addWidget(new Label(tr("Receive your first event"), TextRole::Heading), 1);
    card->content()->addLayout(head);
    card->content()->addLayout(step(1, tr("Make the listener reachable"),
        tr("Kombo posts from the internet; this listener takes requests of this computer only. A tunnel (ssh -R, ngrok, "
           "cloudflared) forwards a public address to it:")));
    auto *address = new QHBoxLayout;
    address->setContentsMargins(40, 0, 0, 0);
    address->setSpacing(8);
    m_url = new Label({}, TextRole::MonoHeading);
    m_url->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state = new Label({}, TextRole::Small, TextColour::Faint);
    m_copy = new Button(tr("Copy the address"), ButtonKind::Secondary, Icon::Copy);
    address->addWidget(m_url);
    address->addWidget(m_copy);
    address->addWidget(m_state, 1);
    card->content()->addLayout(address);
    card->content()->addLayout(step(2, tr("Tell Kombo"),
        // docs, getting started with webhooks: a subscription per type; the first one makes the secret
        tr("In the Kombo dashboard open Configuration → Webhooks, choose a type and enter the public address with the path "
           "of this environment. Each type has its own entry.")));
    card->content()->addLayout(step(3, tr("Give the console the webhook secret"),
        tr("The dashboard makes it with the first webhook and shows it there. Until it is set, events are kept but unchecked.")));
    auto *actions = new QHBoxLayout;
    actions->setContentsMargins(40, 0, 0, 0);
    actions->setSpacing(8);
    auto *secret = new Button(tr("Set the webhook secret…"), ButtonKind::Primary, Icon::Key);
    auto *sandbox = new Button(tr("Try the sandbox first"), ButtonKind::Secondary, Icon::Flask);
    sandbox->setPurpose(tr("Switches to the built-in simulated Kombo, which sends events by itself."));
    actions->addWidget(secret);
    actions->addWidget(sandbox);
    actions->addStretch(1);
    card->content()->addLayout(actions);
    outer->addWidget(card);
    outer->addStretch(1);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_url->text()); });
    connect(secret, &QPushButton::clicked, this, &FirstEvent::secretRequested);
    connect(sandbox, &QPushButton::clicked, this, &FirstEvent::sandboxRequested);
    setListener({}, tr("The listener is not running."));
}

void FirstEvent::setListener(const QString &url, const QString &state)
{
    m_url->setText(url);
    m_url->setVisible(!url.isEmpty());
    m_copy->setVisible(!url.isEmpty());
    m_state->setText(state);
}

} // namespace console
