// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/themecontroller.h"
#include "ui/widgets/card.h"

namespace console {

class SegmentedControl;

/// Theme and row height. Takes effect at once. GUI thread.
class AppearanceSection : public Card
{
    Q_OBJECT
public:
    explicit AppearanceSection(QWidget *parent = nullptr);
    void setAppearance(ColorMode mode, Density density);

Q_SIGNALS:
    void modeChosen(console::ColorMode mode);
    void densityChosen(console::Density density);

private:
    SegmentedControl *m_mode = nullptr;
    SegmentedControl *m_density = nullptr;
};

} // namespace console
