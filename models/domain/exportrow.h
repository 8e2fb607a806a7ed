// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"
#include "models/domain/integration.h"
#include "models/domain/record.h"
#include "models/domain/run.h"

#include <QJsonObject>

namespace console {

enum class BodyForm { None, Text, Base64 };

/// The NDJSON contracts (names and order are relied on by scripts): absent values are null, never left out.
/// One line, no line break; members in the documented order.
[[nodiscard]] QByteArray eventLine(const EventRow &row, const QByteArray &body, BodyForm form);
[[nodiscard]] QByteArray integrationLine(const Integration &integration);
[[nodiscard]] QByteArray recordLine(const RecordRow &row);
[[nodiscard]] QByteArray runLine(const RunRow &run);

} // namespace console
