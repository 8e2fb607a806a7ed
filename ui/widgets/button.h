// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/consolestyle.h"
#include "ui/theme/icons.h"

#include <QPushButton>

namespace console {

/// A push button with a kind (its weight on the page) and an icon that follows the theme. Its accessible name is its text,
/// or `name` for one with an icon alone (then also its tooltip). GUI thread.
class Button : public QPushButton
{
    Q_OBJECT
public:
    explicit Button(const QString &text, ButtonKind kind = ButtonKind::Secondary, Icon icon = Icon::None,
                    QWidget *parent = nullptr);
    /// An icon alone.
    Button(Icon icon, const QString &name, QWidget *parent = nullptr);

    void setKind(ButtonKind kind);
    void setIconKind(Icon icon);
    /// What it will do, said beforehand: the tooltip and accessible description while it is enabled.
    void setPurpose(const QString &purpose);
    /// Disabled, with the reason as tooltip and accessible description; an empty reason enables it.
    void setUnavailable(const QString &reason);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    Icon m_icon = Icon::None;
    QString m_purpose;
    QString m_reason;
};

} // namespace console
