// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/button.h"

#include <QEvent>

namespace console {

Button::Button(const QString &text, ButtonKind kind, Icon icon, QWidget *parent) : QPushButton(text, parent), m_icon(icon)
{
    setButtonKind(this, kind);
    setAutoDefault(false);
    setIconSize({16, 16});
    refresh();
}

Button::Button(Icon icon, const QString &name, QWidget *parent) : QPushButton(parent), m_icon(icon)
{
    setButtonKind(this, ButtonKind::Ghost);
    setAutoDefault(false);
    setIconSize({16, 16});
    setAccessibleName(name);
    m_purpose = name;
    refresh();
}

void Button::setKind(ButtonKind kind)
{
    setButtonKind(this, kind);
    refresh();
}

void Button::setIconKind(Icon icon)
{
    m_icon = icon;
    refresh();
}

void Button::setPurpose(const QString &purpose)
{
    m_purpose = purpose;
    refresh();
}

void Button::setUnavailable(const QString &reason)
{
    m_reason = reason;
    setEnabled(reason.isEmpty());
    refresh();
}

void Button::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange
        || event->type() == QEvent::EnabledChange)
        refresh();
}

void Button::refresh()
{
    const QString &help = m_reason.isEmpty() ? m_purpose : m_reason;
    setToolTip(help.toHtmlEscaped());
    setAccessibleDescription(help == accessibleName() ? QString() : help);
    const Theme &theme = themeOf(this);
    const QColor colour = buttonKind(this) == ButtonKind::Primary  ? theme.onAccent
                          : buttonKind(this) == ButtonKind::Danger ? theme.tone(Tone::Bad).text
                                                                   : theme.textMuted;
    setIcon(console::icon(m_icon, colour, theme.disabled));
}

} // namespace console
