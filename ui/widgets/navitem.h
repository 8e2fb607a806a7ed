// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>

namespace console {

/// A line of the left navigation: icon, title and, when it is not 0, a number. Checkable; in an exclusive group it is a
/// radio button for screen readers, named "Integrations, 2 need attention". GUI thread.
class NavItem : public QAbstractButton
{
    Q_OBJECT
public:
    NavItem(const QString &title, Icon icon, QWidget *parent = nullptr);
    /// `meaning` is what the number counts ("need attention"); 0 takes the badge away.
    void setBadge(int count, const QString &meaning, Tone tone = Tone::Bad);
    [[nodiscard]] int badge() const { return m_badge; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Icon m_icon;
    int m_badge = 0;
    Tone m_tone = Tone::Bad;
};

} // namespace console
