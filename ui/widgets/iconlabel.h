// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/icons.h"
#include "ui/widgets/label.h"

#include <QWidget>

namespace console {

/// An icon that follows the theme. Decoration: the text beside it says it. GUI thread.
class IconLabel : public QWidget
{
    Q_OBJECT
public:
    explicit IconLabel(Icon icon, int side = 16, TextColour colour = TextColour::Muted, QWidget *parent = nullptr);
    void setIcon(Icon icon, TextColour colour);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Icon m_icon;
    TextColour m_colour;
};

} // namespace console
