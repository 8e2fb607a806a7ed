// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QStringList>
#include <QUrl>
#include <QVector>
#include <optional>

namespace console {

enum class Region { Eu, Us, Other };

/// A Kombo environment of the user, without its secrets (those live in the key store). Shape of the store's row.
struct Environment
{
    QString name; ///< unique; letters, digits, `-`, `_`, `.`; at most 64
    Region region = Region::Eu;
    QString baseUrl; ///< only for Region::Other: with its `/v1`
    QString listenerPath = QStringLiteral("/webhooks/kombo");
    bool production = false;
    bool sandbox = false; ///< the built-in simulated Kombo
    bool operator==(const Environment &) const = default;
};

/// Secrets of an environment. Never stored by models, never logged, never compared with anything but equality in tests.
struct EnvironmentSecrets
{
    QByteArray apiKey;
    QVector<QByteArray> webhookSecrets; ///< current first, then previous; empty: deliveries stay unchecked
};

/// The address requests go to, ending without a slash, with `/v1`. EU https://api.kombo.dev/v1, US
/// https://api.us.kombo.dev/v1 (official OpenAPI document, `servers`).
[[nodiscard]] QUrl apiBase(const Environment &environment);

/// A base address a person gave: https to anywhere, http only to loopback (127.0.0.0/8, ::1, localhost); no user
/// info, query or fragment; trailing slashes removed. Errors: InvalidInput with a code (`address-scheme`,
/// `address-plain-http`, `address-userinfo`, `address-syntax`).
[[nodiscard]] Result<QUrl> checkedApiAddress(const QString &text);

/// A link from an event that may be opened on a click: https, default port, no user info, host exactly one of
/// `allowedHosts` (default app.kombo.dev). Errors: InvalidInput `link-refused`.
[[nodiscard]] Result<QUrl> checkedLink(const QString &text, const QStringList &allowedHosts = {QStringLiteral("app.kombo.dev")});

/// Name and listener path are well-formed. Errors: InvalidInput `environment-name`, `listener-path`.
[[nodiscard]] Result<void> checkedEnvironment(const Environment &environment);

[[nodiscard]] QString regionName(Region region); ///< `eu`, `us`, `other`
[[nodiscard]] std::optional<Region> regionFromName(QStringView name);

} // namespace console
