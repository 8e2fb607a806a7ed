// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace console {

/// One CSV line by RFC 4180 with CRLF. Cells that a spreadsheet would take as a formula (first character = + - @ TAB CR
/// or their full-width forms) get a leading apostrophe (OWASP, CSV injection).
[[nodiscard]] QString csvLine(const QStringList &cells);

} // namespace console
