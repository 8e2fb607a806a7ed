// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/themecontroller.h"

#include "ui/theme/consolestyle.h"
#include "ui/theme/desktopcolorscheme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace console {

QString colorModeName(ColorMode mode)
{
    switch (mode) {
    case ColorMode::System: return u"system"_s;
    case ColorMode::Light: return u"light"_s;
    case ColorMode::Dark: return u"dark"_s;
    }
    return {};
}

ColorMode colorModeFromName(QStringView name)
{
    if (name == "light"_L1)
        return ColorMode::Light;
    return name == "dark"_L1 ? ColorMode::Dark : ColorMode::System;
}

bool loadBundledFonts()
{
    static const bool loaded = [] {
        bool all = true;
        for (const auto &family : {u"ConsoleSans"_s, u"ConsoleMono"_s})
            for (const auto &style : {u"Regular"_s, u"Medium"_s, u"SemiBold"_s, u"Bold"_s})
                all = QFontDatabase::addApplicationFont(u":/console/fonts/%1-%2.ttf"_s.arg(family, style)) >= 0 && all;
        return all;
    }();
    return loaded;
}

ThemeController::ThemeController(QObject *parent) : QObject(parent), m_desktop(new DesktopColorScheme(this))
{
    loadBundledFonts();
    m_theme = makeTheme(false, m_density);
    m_style = new ConsoleStyle(m_theme);
    QApplication::setStyle(m_style);
    QApplication::setFont(fontFor(TextRole::Body));
    connect(m_desktop, &DesktopColorScheme::changed, this, &ThemeController::apply);
    apply();
}

ThemeController::~ThemeController() = default;

void ThemeController::setMode(ColorMode mode)
{
    m_mode = mode;
    apply();
}

void ThemeController::setDensity(Density density)
{
    m_density = density;
    apply();
}

void ThemeController::apply()
{
    const bool dark = m_mode == ColorMode::Dark || (m_mode == ColorMode::System && m_desktop->prefersDark().value_or(false));
    const Theme theme = makeTheme(dark, m_density);
    const bool sizesChanged = theme.density != m_theme.density;
    m_theme = theme;
    m_style->setTheme(theme);
    QApplication::setPalette(theme.palette());
    QToolTip::setFont(fontFor(TextRole::Small));
    if (sizesChanged) {
        // Layouts ask the style for sizes only when told that the style changed.
        const QWidgetList widgets = QApplication::allWidgets();
        for (QWidget *widget : widgets) {
            QEvent event(QEvent::StyleChange);
            QApplication::sendEvent(widget, &event);
            widget->updateGeometry();
        }
    }
    Q_EMIT changed(m_theme);
}

} // namespace console
