// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/secretfield.h"

#include "ui/widgets/button.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace console {

SecretField::SecretField(const QString &name, QWidget *parent) : QWidget(parent), m_field(new QLineEdit)
{
    setAccessibleName(name);
    setFocusProxy(m_field);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_field->setAccessibleName(name);
    m_field->setEchoMode(QLineEdit::Password);
    m_field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_show = new Button(Icon::Eye, tr("Show what is typed: %1").arg(name));
    m_show->setCheckable(true);
    m_forget = new Button(Icon::Trash, tr("Forget the stored one: %1").arg(name));
    m_forget->setCheckable(true);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_show);
    layout->addWidget(m_forget);
    connect(m_show, &QPushButton::toggled, this, [this](bool on) {
        m_field->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password);
        m_show->setIconKind(on ? Icon::EyeOff : Icon::Eye);
    });
    connect(m_forget, &QPushButton::toggled, this, [this](bool on) {
        m_forgetting = on;
        refresh();
        Q_EMIT edited();
    });
    connect(m_field, &QLineEdit::textEdited, this, &SecretField::edited);
    refresh();
}

void SecretField::setStored(bool stored)
{
    m_stored = stored;
    m_forgetting = false;
    m_field->clear();
    m_show->setChecked(false);
    m_forget->setChecked(false);
    refresh();
}

std::optional<QByteArray> SecretField::entered() const
{
    if (m_forgetting)
        return QByteArray();
    const QByteArray text = m_field->text().trimmed().toUtf8();
    return text.isEmpty() ? std::nullopt : std::make_optional(text);
}

void SecretField::refresh()
{
    m_field->setEnabled(!m_forgetting);
    m_forget->setVisible(m_stored);
    m_field->setPlaceholderText(m_forgetting ? tr("Will be forgotten when you save")
                                : m_stored   ? tr("Stored. Type to replace it")
                                             : tr("Not set"));
}

} // namespace console
