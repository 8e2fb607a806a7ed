// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/listenersection.h"

#include "ui/settings/formrow.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <QVBoxLayout>

namespace console {
namespace {
constexpr qint64 mebibyte = 1024 * 1024;
} // namespace

bool isLoopbackAddress(const QString &address)
{
    static const QRegularExpression four(QStringLiteral("^127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}$"));
    const QString text = address.trimmed().toLower();
    return text == QLatin1String("localhost") || text == QLatin1String("::1") || four.match(text).hasMatch();
}

ListenerSection::ListenerSection(QWidget *parent) : Card(parent)
{
    setTitle(tr("Listener"));
    m_state = new Label({}, TextRole::Small, TextColour::Muted);
    headLayout()->addWidget(m_state);
    m_state->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_warning = new Banner;
    m_warning->setMessage(Tone::Warning, tr("Other computers can reach this"),
                          tr("With this address everybody in the network can post to the listener. Use 127.0.0.1 and a tunnel "
                             "unless you know that you need it."), {}, false);
    m_address = new QLineEdit;
    m_port = new QSpinBox;
    m_port->setRange(0, 65535);
    m_port->setSpecialValueText(tr("Any free port"));
    m_port->setFixedWidth(150);
    m_port->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_body = new QSpinBox;
    m_body->setRange(1, 64);
    m_body->setSuffix(tr(" MiB"));
    m_body->setFixedWidth(150);
    m_body->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_addressRow = new FormRow(tr("Address"), tr("127.0.0.1 takes requests of this computer only."), m_address);
    content()->addWidget(m_warning);
    content()->addWidget(m_addressRow);
    content()->addWidget(new FormRow(tr("Port"), {}, m_port));
    content()->addWidget(new FormRow(tr("Largest body"), tr("Bigger requests are refused with 413."), m_body));
    auto *actions = new QHBoxLayout;
    m_apply = new Button(tr("Apply"), ButtonKind::Primary);
    actions->addWidget(m_apply);
    actions->addStretch(1);
    content()->addLayout(actions);
    connect(m_address, &QLineEdit::textChanged, this, &ListenerSection::refresh);
    connect(m_port, &QSpinBox::valueChanged, this, &ListenerSection::refresh);
    connect(m_body, &QSpinBox::valueChanged, this, &ListenerSection::refresh);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        m_settings = entered();
        refresh();
        Q_EMIT changeRequested(m_settings);
    });
    setSettings({});
}

void ListenerSection::setSettings(const ListenerSettings &settings)
{
    m_settings = settings;
    m_address->setText(settings.address);
    m_port->setValue(settings.port);
    m_body->setValue(int(std::max<qint64>(1, settings.maxBody / mebibyte)));
    refresh();
}

void ListenerSection::setState(Tone tone, const QString &sentence)
{
    m_state->setColour(textColourFor(tone));
    m_state->setText(sentence);
}

ListenerSettings ListenerSection::entered() const
{
    return {m_address->text().trimmed(), m_port->value(), qint64(m_body->value()) * mebibyte};
}

void ListenerSection::refresh()
{
    const ListenerSettings now = entered();
    m_warning->setVisible(!now.address.isEmpty() && !isLoopbackAddress(now.address));
    m_addressRow->setProblem(now.address.isEmpty() ? tr("An address is needed.") : QString());
    m_apply->setUnavailable(now.address.isEmpty()  ? tr("An address is needed.")
                            : now == m_settings ? tr("Nothing was changed.")
                                                : QString());
}

} // namespace console
