// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/pill.h"

#include <QModelIndex>
#include <QVector>

#include <functional>
#include <optional>

namespace console {

/// How a cell is drawn.
enum class CellKind {
    Text,   ///< body text, muted
    Name,   ///< body medium, full strength; with an icon before it when `icon` is given
    Mono,   ///< ids, types, paths
    Number, ///< right-aligned, tabular
    Time,   ///< tabular, left-aligned
    Pill    ///< DisplayRole as a pill; tone from `pill`
};

/// What a page says of one row beyond what every row looks like; invalid colours leave it as it is.
struct RowLook
{
    QColor ground;
    QColor bar; ///< at the start of the row
    QString said = {}; ///< the same in words: in the row's tooltips, and behind its first cell for screen readers
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
    Qt::TextElideMode elide = Qt::ElideRight; ///< where text that does not fit is cut: ids in the middle
    int place = -1; ///< first position from the left; -1: in the model's order behind those that have one
    /// Instead of the model's DisplayRole, for the eye and for screen readers: what only this view knows (row numbers, the
    /// zone that times are shown in). A null text: the model's.
    std::function<QString(const QModelIndex &)> text = nullptr;
    /// Small icons at the end of the cell, for what is said elsewhere in words.
    std::function<QVector<Icon>(const QModelIndex &)> badges = nullptr;
    QString about = {}; ///< tooltip of the header: what the column is, where its title does not say it
};

} // namespace console
