// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/kombo/apicalls.h"
#include "app/kombo/apipage.h"
#include "app/kombo/apireply.h"

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
    bool operator==(const ApiAccess &) const = default;
};

/// What one call may take.
struct ClientLimits
{
    std::chrono::milliseconds silence = std::chrono::seconds(60); ///< without a byte moving
    std::chrono::milliseconds total = std::chrono::minutes(5);    ///< redirects included
    /// A page of 250 records is well under 1 MB; this only ends what would never end.
    qint64 bodyBytes = 64 * 1024 * 1024;
};

/// A call under way; destroying it cancels at once and no callback comes.
class ApiCall
{
public:
    virtual ~ApiCall() = default;
};

/// Talks to Kombo's REST API (or the sandbox) with QNetworkAccessManager. One attempt a call: retry policy is
/// retrypolicy.h's. TLS 1.2 or newer, errors of certificates are errors; redirects are followed by hand and never carry
/// Authorization to another scheme, host or port; the system's proxy is used, but never for this computer. Lives on the
/// thread that made it, which runs an event loop; outlives its calls.
class KomboClient
{
public:
    using Done = std::function<void(Result<ApiReply>)>;

    explicit KomboClient(ApiAccess access, ClientLimits limits = {});
    ~KomboClient();

    /// `done` comes exactly once, never inside send(), unless the call is destroyed first; it may destroy the call.
    /// Errors: Unreachable (`connection-refused`, `host-not-found`, `connection-closed`, `proxy`, `network`), Timeout
    /// `no-answer`, Refused (`redirect-refused`, `tls`), RemoteFault (`body-cut`, `body-too-large`, `protocol`),
    /// InvalidInput (`api-key`, `integration-id`, or a code of mayBeAsked).
    [[nodiscard]] std::unique_ptr<ApiCall> send(const ApiRequest &request, Done done);

    [[nodiscard]] const ApiAccess &access() const { return m_access; }

private:
    ApiAccess m_access;
    ClientLimits m_limits;
    QNetworkAccessManager m_network;
};

} // namespace console
