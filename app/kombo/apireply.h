// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"
#include "models/domain/time.h"

#include <QByteArray>
#include <QPair>
#include <QString>
#include <QVector>
#include <optional>

namespace console {

/// One request as a value.
struct ApiRequest
{
    QByteArray method = QByteArrayLiteral("GET");
    QString path; ///< `/hris/employees`, already percent-encoded where needed
    QVector<QPair<QString, QString>> query;
    QString integrationId; ///< sent as X-Integration-Id when not empty
    QByteArray body;       ///< JSON; empty: none
    bool operator==(const ApiRequest &) const = default;
};

/// What came back: a server's 500 is a reply, not an Error.
struct ApiReply
{
    int status = 0;
    QByteArray contentType;
    std::optional<std::chrono::milliseconds> retryAfter; ///< from Retry-After, seconds or date
    std::optional<Timestamp> serverDate;
    QByteArray body;
};

/// The members of an error envelope, or what can be told without one.
struct ApiProblem
{
    QString code; ///< `PLATFORM.RATE_LIMIT_EXCEEDED`…; empty when the body is no envelope
    QString message;
    QString logUrl;
};
[[nodiscard]] ApiProblem problemOf(const ApiReply &reply);

/// The reply as an Error by `error.code` first and the HTTP status only without a known one: 401 or
/// AUTHENTICATION_INVALID → Refused, 409 set-up/QA → Waiting, rate limits → RateLimited, SERVICE_UNAVAILABLE and bare
/// 5xx → RemoteFault, … Without a code the Error's is `http-503` and the like; `detail` is the envelope's message,
/// redacted and cut to 300 characters.
[[nodiscard]] Error errorOf(const ApiReply &reply);

/// The environment's key itself was refused, so nothing else of this environment can work either.
[[nodiscard]] bool refusesKey(const Error &error);

/// RFC 9110, 5.6.7: an IMF-fixdate (the two obsolete forms are not sent by anything that speaks TLS 1.2). nullopt else.
[[nodiscard]] std::optional<Timestamp> parseHttpDate(QByteArrayView text);

/// RFC 9110, 10.2.3: seconds, or a date (then counted from `now`, the server's own Date where there is one). Never
/// negative; nullopt when it is neither.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseRetryAfter(QByteArrayView text, Timestamp now);

/// `application/json` and `…+json`, whatever its parameters. No content type at all passes: the parser then decides.
[[nodiscard]] bool isJsonType(QByteArrayView contentType);

} // namespace console
