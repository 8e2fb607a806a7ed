// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/jsonnodes.h"
#include "models/domain/payload.h"

#include <optional>

namespace console {

/// A filter term as key and value, `integration` and `personio:A1`: what a click on a value asks for.
struct ValueTerm
{
    QString key;
    QString value;
    bool operator==(const ValueTerm &) const = default;
};

/// The term that finds events with this value of a body: by its own key where the store knows it (`facts` of the same
/// body), else `body` with the bytes as written here, at most 120 characters of them. Nothing for containers, empty
/// strings and bare numbers of an array. Pure.
[[nodiscard]] std::optional<ValueTerm> bodyTerm(const JsonNodes &nodes, qint32 node, const PayloadFacts &facts);

} // namespace console
