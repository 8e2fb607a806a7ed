// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QPainter;

namespace console {

/// A word on a coloured ground with a dot (or an icon) before it: a state.
struct Pill
{
    QString text;
    Tone tone = Tone::Neutral;
    Icon icon = Icon::None; ///< instead of the dot
    bool operator==(const Pill &) const = default;
};

/// Width and height a pill takes with its whole text.
[[nodiscard]] QSizeF pillSize(const Pill &pill);
/// Draws it left-aligned and vertically centred in `rect`; the text is elided when it does not fit.
void paintPill(const Theme &theme, QPainter &painter, const QRectF &rect, const Pill &pill);

/// A pill outside of a table. GUI thread.
class PillLabel : public QWidget
{
    Q_OBJECT
public:
    explicit PillLabel(const Pill &pill = {}, QWidget *parent = nullptr);
    void setPill(const Pill &pill);
    [[nodiscard]] const Pill &pill() const { return m_pill; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Pill m_pill;
};

} // namespace console
