// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace console {

/// One CSV line by RFC 4180 with CRLF. Cells that a spreadsheet would take as a formula (first character = + - @ TAB CR
/// or their full-width forms) get a leading apostrophe (OWASP, CSV injection).
[[nodiscard]] QString csvLine(const QStringList &cells);

/// One line of cells with tabs between and a line feed, for the clipboard of a spreadsheet: no quotes, since not all of
/// them read those; tabs and line breaks within a cell become blanks, formulas get a leading apostrophe.
[[nodiscard]] QString tsvLine(const QStringList &cells);

} // namespace console
