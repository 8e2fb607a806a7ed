// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/pill.h"

#include <QModelIndex>

#include <functional>
#include <optional>

namespace console {

/// How a cell is drawn. The text is always the model's DisplayRole (what screen readers read).
enum class CellKind {
    Text,   ///< body text, muted
    Name,   ///< body medium, full strength; with an icon before it when `icon` is given
    Mono,   ///< ids, types, paths
    Number, ///< right-aligned, tabular
    Time,   ///< tabular, left-aligned
    Pill    ///< DisplayRole as a pill; tone from `pill`
};

/// What a page says of one column of its table. Functions are called while painting: cheap, no I/O. An invalid or empty
/// answer means the default look.
struct ColumnHint
{
    CellKind kind = CellKind::Text;
    int width = 120;      ///< first width in pixels
    bool stretch = false; ///< takes what is left; one a table
    bool hidden = false;  ///< at first
    std::function<Tone(const QModelIndex &)> tone; ///< Pill: its tone. Others: colours the text unless Neutral
    std::function<Icon(const QModelIndex &)> icon; ///< Name: before the text. Pill: instead of the dot
    bool faint = false; ///< drawn in the faint text colour (ids beside names)
};

} // namespace console
