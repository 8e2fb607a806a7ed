// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/label.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace console {

QColor textColour(const Theme &theme, TextColour colour)
{
    switch (colour) {
    case TextColour::Normal: return theme.text;
    case TextColour::Muted: return theme.textMuted;
    case TextColour::Faint: return theme.textFaint;
    case TextColour::Accent: return theme.tone(Tone::Accent).text;
    case TextColour::Info: return theme.tone(Tone::Info).text;
    case TextColour::Good: return theme.tone(Tone::Good).text;
    case TextColour::Warning: return theme.tone(Tone::Warning).text;
    case TextColour::Bad: return theme.tone(Tone::Bad).text;
    }
    return theme.text;
}

TextColour textColourFor(Tone tone)
{
    switch (tone) {
    case Tone::Neutral: return TextColour::Muted;
    case Tone::Accent: return TextColour::Accent;
    case Tone::Info: return TextColour::Info;
    case Tone::Good: return TextColour::Good;
    case Tone::Warning: return TextColour::Warning;
    case Tone::Bad: return TextColour::Bad;
    }
    return TextColour::Normal;
}

Label::Label(const QString &text, TextRole role, TextColour colour, QWidget *parent) : QLabel(parent), m_colour(colour)
{
    setTextFormat(Qt::PlainText);
    setFont(fontFor(role));
    setText(text);
    refreshPalette();
}

void Label::setRole(TextRole role)
{
    setFont(fontFor(role));
}

void Label::setColour(TextColour colour)
{
    m_colour = colour;
    refreshPalette();
    update();
}

// What wraps or can be selected is painted by QLabel from the palette, which therefore follows the theme.
void Label::refreshPalette()
{
    QPalette own = palette();
    if (own.color(QPalette::Active, QPalette::WindowText) == textColour(themeOf(this), m_colour))
        return;
    own.setColor(QPalette::WindowText, textColour(themeOf(this), m_colour));
    own.setColor(QPalette::Disabled, QPalette::WindowText, themeOf(this).disabled);
    setPalette(own);
}

void Label::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        refreshPalette();
}

void Label::setElideMode(Qt::TextElideMode mode)
{
    m_elide = mode;
    update();
}

QSize Label::minimumSizeHint() const
{
    if (wordWrap())
        return QLabel::minimumSizeHint();
    // An elided label may become narrow; a short one stays whole.
    const QSize size = sizeHint();
    return {std::min(size.width(), fontMetrics().averageCharWidth() * 6), size.height()};
}

QColor Label::colourNow() const
{
    const Theme &theme = themeOf(this);
    return isEnabled() ? textColour(theme, m_colour) : theme.disabled;
}

QString Label::shownText() const
{
    // One line is one line, whatever somebody put into a name.
    QString line = text();
    line.replace(QLatin1Char('\n'), QLatin1Char(' '));
    return fontMetrics().elidedText(line, m_elide, contentsRect().width());
}

void Label::paintEvent(QPaintEvent *event)
{
    if (wordWrap() || textInteractionFlags().testFlag(Qt::TextSelectableByMouse)) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setFont(font());
    painter.setPen(colourNow());
    painter.drawText(contentsRect(), int(alignment()) | Qt::TextSingleLine, shownText());
}

bool Label::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && !wordWrap()) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (shownText() != text())
            QToolTip::showText(help->globalPos(), text().toHtmlEscaped(), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace console
