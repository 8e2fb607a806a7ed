// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QMetaType>

class QPalette;
class QWidget;

namespace console {

enum class Density { Comfortable, Compact };

/// What a colour says. It never says it alone: a word or an icon stands beside it.
enum class Tone { Neutral, Accent, Info, Good, Warning, Bad };

/// Colours of a tone: `text` is readable on surface, window, selection and `soft` (4.5:1 and better), `soft` is the ground of
/// pills, `solid` is for marks without text (bars, dots, lines).
struct ToneColours
{
    QColor text;
    QColor soft;
    QColor solid;
    bool operator==(const ToneColours &) const = default;
};

enum class TextRole {
    Body,        ///< 13 px
    BodyMedium,  ///< 13 px medium: names in tables, values
    Strong,      ///< 13 px semibold: buttons, card titles
    Small,       ///< 12 px: secondary lines
    SmallStrong, ///< 12 px semibold: pills, badges
    Caption,     ///< 11 px semibold, written in capitals: table headers, section labels
    Navigation,  ///< 14 px medium
    Heading,     ///< 16 px semibold: titles of inspectors, dialogs, empty states
    Title,       ///< 20 px semibold: page titles
    Figure,      ///< 26 px semibold: values of tiles
    Mono,        ///< 12 px monospaced: ids, code
    MonoHeading  ///< 15 px monospaced medium
};

/// All colours and sizes of the window. A value: copied freely, compared in tests. Sizes are device-independent pixels.
struct Theme
{
    bool dark = false;
    Density density = Density::Comfortable;

    QColor window;       ///< behind cards
    QColor surface;      ///< cards, navigation, inspector, fields
    QColor raised;       ///< table headers, gutters
    QColor hover;        ///< under the pointer
    QColor selection;    ///< selected row
    QColor border;       ///< hairlines
    QColor borderStrong; ///< outlines of controls (3:1 is carried by text and icon, not by the line)
    QColor text;
    QColor textMuted;    ///< secondary text
    QColor textFaint;    ///< tertiary text, still 4.5:1
    QColor disabled;
    QColor accent;
    QColor accentHover;
    QColor accentPressed;
    QColor onAccent;     ///< text on accent
    QColor accentSoft;   ///< chosen navigation item
    QColor scrollBar;
    QColor overlay;      ///< over the window behind a palette
    QColor jsonKey, jsonString, jsonNumber, jsonLiteral, jsonPunctuation;

    int rowHeight = 34;
    int headerHeight = 36;
    int controlHeight = 34;
    int radius = 6;      ///< controls
    int cardRadius = 8;
    int spacing = 12;    ///< between cards
    int pageMargin = 20;
    int cardPadding = 14;

    [[nodiscard]] ToneColours tone(Tone tone) const;
    [[nodiscard]] QPalette palette() const;
    bool operator==(const Theme &) const = default;
};

[[nodiscard]] Theme makeTheme(bool dark, Density density);

/// The font of a role: the bundled families, pixel sizes, no hinting, so that every machine draws the same.
[[nodiscard]] QFont fontFor(TextRole role);

/// The theme a widget is drawn with: that of its ConsoleStyle; the light one when it has another style.
[[nodiscard]] const Theme &themeOf(const QWidget *widget);

/// WCAG 2.2 contrast ratio of two opaque colours, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
[[nodiscard]] double contrastRatio(const QColor &a, const QColor &b);
/// `a` over `b` with `share` of a, 0 to 1.
[[nodiscard]] QColor mixed(const QColor &a, const QColor &b, double share);

} // namespace console

Q_DECLARE_METATYPE(console::Tone)
