// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/theme.h"

#include "ui/theme/consolestyle.h"

#include <QPalette>
#include <QWidget>

#include <cmath>

namespace console {
namespace {

QColor rgb(unsigned value) { return QColor::fromRgb(QRgb(value | 0xFF000000U)); }

void setLightColours(Theme &t)
{
    t.window = rgb(0xF6F7F9);
    t.surface = rgb(0xFFFFFF);
    t.raised = rgb(0xFAFBFC);
    t.hover = rgb(0xF2F4F7);
    t.selection = rgb(0xEAF0FF);
    t.border = rgb(0xE3E6EB);
    t.borderStrong = rgb(0xD5D9E1);
    t.text = rgb(0x14171F);
    t.textMuted = rgb(0x4A5160);
    t.textFaint = rgb(0x636B7B);
    t.disabled = rgb(0x9AA1AF);
    t.accent = rgb(0x3B5BDB);
    t.accentHover = rgb(0x3450C6);
    t.accentPressed = rgb(0x2C45AE);
    t.onAccent = rgb(0xFFFFFF);
    t.accentSoft = rgb(0xE9EDFD);
    t.scrollBar = rgb(0xC9CFDA);
    t.overlay = QColor(20, 23, 31, 90);
    t.jsonKey = rgb(0x1D4FC4);
    t.jsonString = rgb(0x15703F);
    t.jsonNumber = rgb(0x9A4A00);
    t.jsonLiteral = rgb(0x8A2BBF);
    t.jsonPunctuation = rgb(0x636B7B);
}

void setDarkColours(Theme &t)
{
    t.window = rgb(0x0F1218);
    t.surface = rgb(0x161A22);
    t.raised = rgb(0x1B202A);
    t.hover = rgb(0x1E2430);
    t.selection = rgb(0x212B45);
    t.border = rgb(0x272D39);
    t.borderStrong = rgb(0x363E4D);
    t.text = rgb(0xE8EBF2);
    t.textMuted = rgb(0xAAB2C2);
    t.textFaint = rgb(0x9098A8);
    t.disabled = rgb(0x5D6575);
    t.accent = rgb(0x7C95FF);
    t.accentHover = rgb(0x93A8FF);
    t.accentPressed = rgb(0xA8B8FF);
    t.onAccent = rgb(0x0F1218);
    t.accentSoft = rgb(0x222A4A);
    t.scrollBar = rgb(0x3C4454);
    t.overlay = QColor(0, 0, 0, 150);
    t.jsonKey = rgb(0x8FB0FF);
    t.jsonString = rgb(0x7DD6A0);
    t.jsonNumber = rgb(0xF2A65E);
    t.jsonLiteral = rgb(0xCE97F5);
    t.jsonPunctuation = rgb(0x9098A8);
}

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

} // namespace

ToneColours Theme::tone(Tone which) const
{
    switch (which) {
    case Tone::Neutral:
        return dark ? ToneColours{rgb(0xAAB2C2), rgb(0x262C38), rgb(0x7E8798)}
                    : ToneColours{rgb(0x4A5160), rgb(0xEDEFF3), rgb(0x8B93A3)};
    case Tone::Accent:
        return dark ? ToneColours{rgb(0x8FA4FF), accentSoft, accent} : ToneColours{rgb(0x3654CF), accentSoft, accent};
    case Tone::Info:
        return dark ? ToneColours{rgb(0x7CB0FF), rgb(0x172C4A), rgb(0x5A9BFF)}
                    : ToneColours{rgb(0x1D59C4), rgb(0xE2EDFC), rgb(0x2F6FE0)};
    case Tone::Good:
        return dark ? ToneColours{rgb(0x52D392), rgb(0x133526), rgb(0x3CC281)}
                    : ToneColours{rgb(0x146C43), rgb(0xE0F5EA), rgb(0x1F9D61)};
    case Tone::Warning:
        return dark ? ToneColours{rgb(0xF5B85C), rgb(0x3A2C12), rgb(0xF2B04E)}
                    : ToneColours{rgb(0x8F5300), rgb(0xFDF0D8), rgb(0xF0A62F)};
    case Tone::Bad:
        return dark ? ToneColours{rgb(0xFF8087), rgb(0x421D21), rgb(0xFF757D)}
                    : ToneColours{rgb(0xBE1E2D), rgb(0xFDE5E6), rgb(0xE5484D)};
    }
    return {};
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, surface);
    p.setColor(QPalette::AlternateBase, raised);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, textFaint);
    p.setColor(QPalette::Button, surface);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, tone(Tone::Bad).text);
    p.setColor(QPalette::ToolTipBase, dark ? raised : text);
    p.setColor(QPalette::ToolTipText, dark ? text : surface);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, onAccent);
    p.setColor(QPalette::Link, tone(Tone::Accent).text);
    p.setColor(QPalette::LinkVisited, tone(Tone::Accent).text);
    p.setColor(QPalette::Light, raised);
    p.setColor(QPalette::Midlight, hover);
    p.setColor(QPalette::Mid, borderStrong);
    p.setColor(QPalette::Dark, border);
    p.setColor(QPalette::Shadow, border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, disabled);
    return p;
}

Theme makeTheme(bool dark, Density density)
{
    Theme theme;
    theme.dark = dark;
    theme.density = density;
    if (dark)
        setDarkColours(theme);
    else
        setLightColours(theme);
    if (density == Density::Compact) {
        theme.rowHeight = 26;
        theme.headerHeight = 30;
        theme.controlHeight = 30;
        theme.spacing = 8;
        theme.pageMargin = 14;
        theme.cardPadding = 10;
    }
    return theme;
}

QFont fontFor(TextRole role)
{
    struct Shape
    {
        int pixels;
        QFont::Weight weight;
        bool mono;
    };
    const auto shape = [role]() -> Shape {
        switch (role) {
        case TextRole::Body: return {13, QFont::Normal, false};
        case TextRole::BodyMedium: return {13, QFont::Medium, false};
        case TextRole::Strong: return {13, QFont::DemiBold, false};
        case TextRole::Small: return {12, QFont::Normal, false};
        case TextRole::SmallStrong: return {12, QFont::DemiBold, false};
        case TextRole::Caption: return {11, QFont::DemiBold, false};
        case TextRole::Navigation: return {14, QFont::Medium, false};
        case TextRole::Heading: return {16, QFont::DemiBold, false};
        case TextRole::Title: return {20, QFont::DemiBold, false};
        case TextRole::Figure: return {26, QFont::DemiBold, false};
        case TextRole::Mono: return {12, QFont::Normal, true};
        case TextRole::MonoHeading: return {15, QFont::Medium, true};
        }
        return {13, QFont::Normal, false};
    }();
    QFont font(shape.mono ? QStringLiteral("Console Mono") : QStringLiteral("Console Sans"));
    font.setPixelSize(shape.pixels);
    font.setWeight(shape.weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    if (shape.mono) {
        font.setStyleHint(QFont::Monospace);
        font.setFixedPitch(true);
    }
    if (role == TextRole::Caption)
        font.setLetterSpacing(QFont::PercentageSpacing, 102);
    if (role == TextRole::Figure)
        font.setLetterSpacing(QFont::PercentageSpacing, 97);
    return font;
}

const Theme &themeOf(const QWidget *widget)
{
    static const Theme light = makeTheme(false, Density::Comfortable);
    const auto *style = widget ? qobject_cast<const ConsoleStyle *>(widget->style()) : nullptr;
    return style ? style->theme() : light;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto one = [share](double x, double y) { return float(x * share + y * (1 - share)); };
    return QColor::fromRgbF(one(a.redF(), b.redF()), one(a.greenF(), b.greenF()), one(a.blueF(), b.blueF()));
}

} // namespace console
