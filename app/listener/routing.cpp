// SPDX-License-Identifier: Apache-2.0
#include "app/listener/routing.h"

#include <algorithm>

namespace console {

namespace {

// Compared without making a copy of either for every request.
bool isAt(const ListenerRoute &route, const QByteArray &path)
{
    return QAnyStringView::equal(route.path, QUtf8StringView(path));
}

} // namespace

RouteDecision routeOf(const QByteArray &method, const QByteArray &path, const QVector<ListenerRoute> &routes)
{
    using Kind = RouteDecision::Kind;
    const bool webhook = std::any_of(routes.begin(), routes.end(), [&](const auto &route) { return isAt(route, path); });
    const bool health = path == "/healthz";
    if (webhook && method == "POST")
        return {Kind::Webhook, {}};
    if (health && (method == "GET" || method == "HEAD"))
        return {Kind::Health, {}};
    if (!webhook && !health)
        return {Kind::NotFound, {}};
    return {Kind::WrongMethod, webhook ? (health ? QByteArrayLiteral("GET, HEAD, POST") : QByteArrayLiteral("POST"))
                                       : QByteArrayLiteral("GET, HEAD")};
}

RoutedCheck checkRouted(const QByteArray &path, const QByteArray &body, const HeaderList &headers,
                        const QVector<ListenerRoute> &routes)
{
    std::optional<RoutedCheck> first;
    for (const ListenerRoute &route : routes) {
        if (!isAt(route, path))
            continue;
        const RoutedCheck found{route.environment, checkSignature(body, headers, route.secrets)};
        if (found.check.verdict == Verdict::Verified)
            return found;
        if (!first)
            first = found;
    }
    return first.value_or(RoutedCheck{{}, {Verdict::Rejected, RejectReason::Missing}});
}

} // namespace console
