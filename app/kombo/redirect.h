// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QUrl>

namespace console {

/// Where a redirect leads and whether the key may come along.
struct Redirect
{
    QUrl url;
    bool sameOrigin = false; ///< same scheme, host and port: only then Authorization and X-Integration-Id are sent
    bool operator==(const Redirect &) const = default;
};

[[nodiscard]] bool isRedirect(int status); ///< 301, 302, 303, 307, 308

/// RFC 9110, 15.4. `location` may be relative to `from`. Errors: Refused `redirect-refused` for a missing or malformed
/// location, https to http, another scheme, user info, or a request with a body to anywhere but 307/308 on the same
/// origin.
[[nodiscard]] Result<Redirect> followRedirect(const QUrl &from, int status, const QByteArray &location, bool hasBody);

/// https to anywhere, http only to this computer (127.0.0.0/8, ::1, localhost). Errors: InvalidInput `address-scheme`,
/// `address-plain-http`, `address-syntax`, `address-userinfo`.
[[nodiscard]] Result<void> mayBeAsked(const QUrl &url);

} // namespace console
