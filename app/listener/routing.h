// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/listener/listener.h"
#include "app/signature/signature.h"

namespace console {

/// What a request is, by its method and path alone.
struct RouteDecision
{
    enum class Kind { Webhook, Health, NotFound, WrongMethod };
    Kind kind = Kind::NotFound;
    QByteArray allow; ///< WrongMethod: the methods of this path
    bool operator==(const RouteDecision &) const = default;
};

/// Paths are compared byte for byte (no decoding, no case folding, no slash added or removed); the query is not part of
/// them. Methods are case-sensitive (RFC 9110 section 9.1). OPTIONS is a wrong method like any other: nothing here is for
/// the pages of a browser. Pure.
[[nodiscard]] RouteDecision routeOf(const QByteArray &method, const QByteArray &path, const QVector<ListenerRoute> &routes);

/// The environment a delivery is for. Several may share a path: the one whose secret fits, else the first.
struct RoutedCheck
{
    QString environment;
    SignatureCheck check;
};
/// Precondition: routeOf() said Webhook. Pure.
[[nodiscard]] RoutedCheck checkRouted(const QByteArray &path, const QByteArray &body, const HeaderList &headers,
                                      const QVector<ListenerRoute> &routes);

} // namespace console
