// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/navitem.h"

#include "ui/theme/controlpainting.h"

#include <QLocale>
#include <QPainter>

namespace console {

NavItem::NavItem(const QString &title, Icon icon, QWidget *parent) : QAbstractButton(parent), m_icon(icon)
{
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setAutoExclusive(true); // what makes it a radio button for screen readers
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setFont(fontFor(TextRole::Navigation));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NavItem::setBadge(int count, const QString &meaning, Tone tone)
{
    m_badge = count;
    m_tone = tone;
    setAccessibleName(count > 0 ? QStringLiteral("%1, %2 %3").arg(text(), QLocale().toString(count), meaning) : text());
    update();
}

QSize NavItem::sizeHint() const
{
    return {180, themeOf(this).density == Density::Compact ? 30 : 34};
}

void NavItem::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QRectF box = rect();
    if (isChecked())
        paintBox(painter, box, theme.accentSoft, {}, theme.radius);
    else if (underMouse())
        paintBox(painter, box, theme.hover, {}, theme.radius);
    if (focusShown(this))
        paintFocusRing(theme, painter, box, theme.radius);
    const QColor ink = isChecked() ? theme.tone(Tone::Accent).text : theme.textMuted;
    paintIcon(painter, QRectF(12, box.center().y() - 9, 18, 18), m_icon, ink);
    int right = width() - 12;
    if (m_badge > 0) {
        const QString number = m_badge > 999 ? QStringLiteral("999+") : QLocale().toString(m_badge);
        const QFont font = fontFor(TextRole::SmallStrong);
        const int wide = std::max(20, QFontMetrics(font).horizontalAdvance(number) + 13);
        const QRectF badge(right - wide, box.center().y() - 9, wide, 18);
        paintBox(painter, badge, theme.tone(m_tone).soft, {}, 9);
        painter.setFont(font);
        painter.setPen(theme.tone(m_tone).text);
        painter.drawText(badge, Qt::AlignCenter, number);
        right -= wide + 6;
    }
    painter.setFont(font());
    painter.setPen(ink);
    const QRect line(40, 0, right - 40, height());
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, line.width()));
}

} // namespace console
