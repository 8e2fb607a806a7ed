// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"

#include <QObject>

namespace console {

class ConsoleStyle;
class DesktopColorScheme;

enum class ColorMode { System, Light, Dark };
[[nodiscard]] QString colorModeName(ColorMode mode); ///< `system`, `light`, `dark`
[[nodiscard]] ColorMode colorModeFromName(QStringView name); ///< System for an unknown name

/// Decides which theme is shown and puts it on the application: fonts, style, palette. One for the window's process, made
/// after QApplication and before the first widget; GUI thread.
class ThemeController : public QObject
{
    Q_OBJECT
public:
    /// Loads the bundled fonts and installs the style.
    explicit ThemeController(QObject *parent = nullptr);
    ~ThemeController() override;

    [[nodiscard]] ColorMode mode() const { return m_mode; }
    [[nodiscard]] Density density() const { return m_density; }
    [[nodiscard]] const Theme &theme() const { return m_theme; }
    void setMode(ColorMode mode);
    void setDensity(Density density);

Q_SIGNALS:
    /// After the new theme is in place. Widgets hear of it by QEvent::PaletteChange in the next turn of the event loop, and
    /// of another density by StyleChange at once.
    void changed(const console::Theme &theme);

private:
    void apply();

    DesktopColorScheme *m_desktop = nullptr;
    ConsoleStyle *m_style = nullptr; ///< owned by QApplication
    ColorMode m_mode = ColorMode::System;
    Density m_density = Density::Comfortable;
    Theme m_theme;
};

/// Adds the bundled families to the font database, once a process. false: a file is missing or broken.
bool loadBundledFonts();

} // namespace console
