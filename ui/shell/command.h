// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/icons.h"

#include <QString>
#include <QStringList>
#include <QVector>

#include <functional>

namespace console {

/// Something the command palette can do. `words` are further words it is found by. `run` is called on the GUI thread after
/// the palette has closed.
struct Command
{
    QString id;
    QString title;
    QString group;    ///< "Go to", "Events", "Appearance"
    QString shortcut; ///< shown only
    Icon icon = Icon::None;
    QStringList words;
    std::function<void()> run;
};

/// Indices of the commands that match, best first; all of them in their order for an empty text. Every word of the text must
/// be found, as the start of a word before inside of one before letters in order. Case does not matter. Pure.
[[nodiscard]] QVector<int> matchingCommands(const QVector<Command> &commands, const QString &text);

} // namespace console
