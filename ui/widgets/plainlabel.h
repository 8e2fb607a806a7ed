// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace console {

/// For labels of buttons and menus that are made of data: an ampersand is shown, and no letter behind it becomes a key.
[[nodiscard]] inline QString plainLabel(QString text)
{
    return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace console
