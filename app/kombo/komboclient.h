// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/environment.h"
#include "models/domain/integration.h"
#include "models/domain/record.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QUrl>

#include <functional>
#include <memory>

namespace console {

/// Where and as whom to ask.
struct ApiAccess
{
    QUrl base; ///< with its `/v1`, checked by checkedApiAddress
    QByteArray key;
};

/// One request as a value.
struct ApiRequest
{
    QByteArray method = QByteArrayLiteral("GET");
    QString path;                            ///< `/hris/employees`, already percent-encoded where needed
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

/// A call under way; destroying it cancels at once and no callback comes.
class ApiCall
{
public:
    virtual ~ApiCall() = default;
};

/// Talks to Kombo's REST API (or the sandbox) with QNetworkAccessManager. One attempt a call: retry policy is
/// retrypolicy.h's. TLS 1.2 or newer, errors of certificates are errors; redirects are followed by hand and never carry
/// Authorization to another scheme, host or port. Lives on the thread that made it, which runs an event loop.
class KomboClient
{
public:
    using Done = std::function<void(Result<ApiReply>)>;

    explicit KomboClient(ApiAccess access);
    ~KomboClient();

    /// `done` comes exactly once, never inside send(), unless the call is destroyed first. Errors: Unreachable, Timeout,
    /// Refused (`redirect-refused`, `tls`), RemoteFault (`body-cut`, `body-too-large`).
    [[nodiscard]] std::unique_ptr<ApiCall> send(const ApiRequest &request, Done done);

private:
    ApiAccess m_access;
    QNetworkAccessManager m_network;
};

// Readings of replies: pure functions over ApiReply (api facts, sections 3 and 4).

/// The members of an error envelope, or what can be told without one.
struct ApiProblem
{
    QString code; ///< `PLATFORM.RATE_LIMIT_EXCEEDED`…; empty when the body is no envelope
    QString message;
    QString logUrl;
};
[[nodiscard]] ApiProblem problemOf(const ApiReply &reply);

/// The reply as an Error by `error.code` first and the HTTP status only without one: 401 or AUTHENTICATION_INVALID →
/// Refused, 409 set-up/QA → Waiting, rate limits → RateLimited, SERVICE_UNAVAILABLE and bare 5xx → RemoteFault, …
[[nodiscard]] Error errorOf(const ApiReply &reply);

/// One page of a list endpoint: `data.results` as raw slices, `data.next`.
struct ApiPage
{
    QVector<PageRecord> records;
    QString next; ///< null: last page
};
/// Errors: RemoteFault (`page-not-json`, `page-shape`, `content-type`), or errorOf for a status that is not 200.
[[nodiscard]] Result<ApiPage> readPage(const ApiReply &reply);

/// `GET /integrations/{id}` into what an Integration can hold.
[[nodiscard]] Result<Integration> readDetails(const ApiReply &reply, const QString &environment);
[[nodiscard]] ApiRequest detailsRequest(const QString &integrationId);

/// `POST /force-sync`.
struct ForcedSync
{
    bool alreadyQueued = false;
    QString syncId;
    QString type;
};
[[nodiscard]] ApiRequest forceSyncRequest(const QString &integrationId, bool full);
[[nodiscard]] Result<ForcedSync> readForcedSync(const ApiReply &reply);

/// `GET /check-api-key`: the environment id.
[[nodiscard]] ApiRequest checkKeyRequest();
[[nodiscard]] Result<QString> readCheckedKey(const ApiReply &reply);

[[nodiscard]] ApiRequest setEnabledRequest(const QString &integrationId, bool enabled);
[[nodiscard]] ApiRequest relinkRequest(const QString &integrationId, const QString &language, bool magicLink);
/// The `link` of relink and setup-link replies.
[[nodiscard]] Result<QUrl> readLink(const ApiReply &reply);

} // namespace console
