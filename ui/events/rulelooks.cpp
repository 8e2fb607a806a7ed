// SPDX-License-Identifier: Apache-2.0
#include "ui/events/rulelooks.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPixmap>

namespace console {

namespace {

/// Of the tone's own ground: more of it would take the contrast from coloured words on it.
constexpr double groundShare = 0.6;

ToneColours coloursOf(const Theme &theme, RuleTone tone)
{
    switch (tone) {
    case RuleTone::Red: return theme.tone(Tone::Bad);
    case RuleTone::Amber: return theme.tone(Tone::Warning);
    case RuleTone::Green: return theme.tone(Tone::Good);
    case RuleTone::Blue: // greener than the ground of a selected row
        return theme.dark ? ToneColours{QColor(0x6fc8ec), QColor(0x0f3342), QColor(0x3fb0de)}
                          : ToneColours{QColor(0x0b5f80), QColor(0xd6f0f9), QColor(0x1b8fbf)};
    case RuleTone::Violet:
        return theme.dark ? ToneColours{QColor(0xce97f5), QColor(0x2f2140), QColor(0xb987e8)}
                          : ToneColours{QColor(0x7a2bab), QColor(0xf4e9fb), QColor(0x8e4ec6)};
    case RuleTone::Grey: break;
    }
    return theme.tone(Tone::Neutral);
}

} // namespace

RuleColours ruleColours(const Theme &theme, RuleTone tone)
{
    const ToneColours colours = coloursOf(theme, tone);
    return {mixed(colours.soft, theme.surface, groundShare), colours.solid};
}

QString ruleToneWord(RuleTone tone)
{
    const auto word = [](const char *source) { return QCoreApplication::translate("RuleLooks", source); };
    switch (tone) {
    case RuleTone::Red: return word(QT_TRANSLATE_NOOP("RuleLooks", "Red"));
    case RuleTone::Amber: return word(QT_TRANSLATE_NOOP("RuleLooks", "Amber"));
    case RuleTone::Green: return word(QT_TRANSLATE_NOOP("RuleLooks", "Green"));
    case RuleTone::Blue: return word(QT_TRANSLATE_NOOP("RuleLooks", "Blue"));
    case RuleTone::Violet: return word(QT_TRANSLATE_NOOP("RuleLooks", "Violet"));
    case RuleTone::Grey: return word(QT_TRANSLATE_NOOP("RuleLooks", "Grey"));
    }
    return {};
}

QIcon ruleToneIcon(const Theme &theme, RuleTone tone)
{
    const RuleColours colours = ruleColours(theme, tone);
    QIcon icon;
    for (const int ratio : {1, 2, 3}) {
        QPixmap pixmap(16 * ratio, 16 * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.borderStrong, 1));
        painter.setBrush(colours.ground);
        painter.drawRoundedRect(QRectF(0.5, 1.5, 15, 13), 3, 3);
        painter.fillRect(QRectF(2, 3, 4, 10), colours.bar);
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace console
