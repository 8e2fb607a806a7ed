// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace console::sandbox {

/// Where a value stands in JSON text.
struct JsonPlace
{
    qsizetype start = 0;
    qsizetype length = 0;
    bool operator==(const JsonPlace &) const = default;
};

/// The value at a path of member names and array positions; of repeated members the first. nullopt when there is none.
/// Expects valid JSON and stays within the text whatever it is given.
[[nodiscard]] std::optional<JsonPlace> placeOf(const QByteArray &json, const QStringList &path);

} // namespace console::sandbox
