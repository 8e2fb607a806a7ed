// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace console {

enum class TextColour { Normal, Muted, Faint, Accent, Info, Good, Warning, Bad };

/// Text that is always Qt::PlainText, in a font role and a colour that follow the theme. Unless it wraps, text that does not
/// fit is elided and the whole of it is the tooltip; the accessible name is always the whole text. GUI thread.
class Label : public QLabel
{
    Q_OBJECT
public:
    explicit Label(const QString &text = {}, TextRole role = TextRole::Body, TextColour colour = TextColour::Normal,
                   QWidget *parent = nullptr);

    void setRole(TextRole role);
    void setColour(TextColour colour);
    void setElideMode(Qt::TextElideMode mode);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void refreshPalette();
    [[nodiscard]] QColor colourNow() const;
    [[nodiscard]] QString shownText() const;

    TextColour m_colour;
    Qt::TextElideMode m_elide = Qt::ElideRight;
};

[[nodiscard]] QColor textColour(const Theme &theme, TextColour colour);
[[nodiscard]] TextColour textColourFor(Tone tone);

} // namespace console
