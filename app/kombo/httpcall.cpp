// SPDX-License-Identifier: Apache-2.0
#include "app/kombo/httpcall.h"

#include "app/kombo/redirect.h"

#include <QSslConfiguration>
#include <QSslError>

using namespace Qt::StringLiterals;

namespace console {
namespace {

constexpr int maxRedirects = 5;

// What would end a header line early or is not meant for one. Ids can come from anybody's webhook.
bool fitsHeader(QByteArrayView value)
{
    return std::all_of(value.begin(), value.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

Result<void> checkRequest(const ApiAccess &access, const ApiRequest &request)
{
    if (access.key.isEmpty() || !fitsHeader(access.key))
        return failure(ErrorKind::InvalidInput, u"api-key"_s);
    if (!fitsHeader(request.integrationId.toUtf8()))
        return failure(ErrorKind::InvalidInput, u"integration-id"_s);
    return mayBeAsked(access.base);
}

QUrl addressOf(const QUrl &base, const ApiRequest &request)
{
    // Encoded by hand: QUrlQuery leaves '+' alone, which servers read as a blank inside a cursor.
    QByteArray text = base.toEncoded(QUrl::StripTrailingSlash) + request.path.toUtf8();
    char separator = '?';
    for (const auto &[name, value] : request.query) {
        text += separator + QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
        separator = '&';
    }
    return QUrl::fromEncoded(text, QUrl::StrictMode);
}

QNetworkRequest quietRequest(const QUrl &url, const ClientLimits &limits)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute,
                         false); // Qt 6.4's has open bugs and gains nothing here
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setTransferTimeout(static_cast<int>(limits.silence.count()));
    request.setDecompressedSafetyCheckThreshold(limits.bodyBytes);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    request.setSslConfiguration(tls);
    return request;
}

Error networkError(QNetworkReply::NetworkError error, bool answered, const QString &text)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return {ErrorKind::Unreachable, u"connection-refused"_s, {}};
    case QNetworkReply::HostNotFoundError:
        return {ErrorKind::Unreachable, u"host-not-found"_s, {}};
    case QNetworkReply::RemoteHostClosedError:
        return answered ? Error{ErrorKind::RemoteFault, u"body-cut"_s, {}}
                        : Error{ErrorKind::Unreachable, u"connection-closed"_s, {}};
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        return {ErrorKind::Timeout, u"no-answer"_s, {}};
    case QNetworkReply::SslHandshakeFailedError:
        return {ErrorKind::Refused, u"tls"_s, text};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return {ErrorKind::Unreachable, u"proxy"_s, text};
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
        return {ErrorKind::RemoteFault, u"protocol"_s, {}};
    default:
        break;
    }
    return answered ? Error{ErrorKind::RemoteFault, u"body-cut"_s, {}}
                    : Error{ErrorKind::Unreachable, u"network"_s, text};
}

// Errors that QNetworkReply makes of a whole reply's status, which is no Error here.
bool isStatusOnly(QNetworkReply::NetworkError error, int status)
{
    return status >= 400 &&
           ((error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError) ||
            (error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError) ||
            error == QNetworkReply::ProtocolInvalidOperationError); // what Qt calls a 400
}

ApiReply replyOf(const QNetworkReply &reply, QByteArray body)
{
    ApiReply result;
    result.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    result.contentType = reply.rawHeader("Content-Type");
    result.serverDate = parseHttpDate(reply.rawHeader("Date"));
    result.retryAfter =
        parseRetryAfter(reply.rawHeader("Retry-After"), result.serverDate.value_or(SystemClock().now()));
    result.body = std::move(body);
    return result;
}

} // namespace

HttpCall::HttpCall(QNetworkAccessManager &network, ApiAccess access, const ClientLimits &limits, ApiRequest request,
                   KomboClient::Done done)
    : m_network(network), m_access(std::move(access)), m_limits(limits), m_request(std::move(request)),
      m_done(std::move(done))
{
    m_total.setSingleShot(true);
    connect(&m_total, &QTimer::timeout, this, [this] { finish(failure(ErrorKind::Timeout, u"no-answer"_s)); });
    // Queued, so that whatever is wrong already is not told inside send().
    QMetaObject::invokeMethod(
        this, [this] { begin(); }, Qt::QueuedConnection);
}

HttpCall::~HttpCall()
{
    drop();
}

void HttpCall::begin()
{
    if (const auto allowed = checkRequest(m_access, m_request); !allowed)
        return finish(tl::unexpected<Error>(allowed.error()));
    const QUrl url = addressOf(m_access.base, m_request);
    if (!url.isValid())
        return finish(failure(ErrorKind::InvalidInput, u"address-syntax"_s));
    m_total.start(m_limits.total);
    send(url, true);
}

void HttpCall::send(const QUrl &url, bool withKey)
{
    QNetworkRequest request = quietRequest(url, m_limits);
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("User-Agent", "kombo-console");
    if (withKey) {
        request.setRawHeader("Authorization", "Bearer " + m_access.key);
        if (!m_request.integrationId.isEmpty())
            request.setRawHeader("X-Integration-Id", m_request.integrationId.toUtf8());
    }
    if (!m_request.body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    m_withKey = withKey;
    m_body.clear();
    m_reply = m_network.sendCustomRequest(request, m_request.method, m_request.body);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpCall::onHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpCall::onBytes);
    connect(m_reply, &QNetworkReply::finished, this, &HttpCall::onFinished);
}

void HttpCall::onHead()
{
    bool given = false;
    const qint64 announced = m_reply->rawHeader("Content-Length").toLongLong(&given);
    if (given && announced > m_limits.bodyBytes)
        finish(failure(ErrorKind::RemoteFault, u"body-too-large"_s));
}

void HttpCall::onBytes()
{
    // Never more than the limit and one byte: a compressed body unfolds while it is read.
    m_body += m_reply->read(m_limits.bodyBytes + 1 - m_body.size());
    if (m_body.size() > m_limits.bodyBytes)
        finish(failure(ErrorKind::RemoteFault, u"body-too-large"_s));
}

void HttpCall::onFinished()
{
    if (m_reply->bytesAvailable() > 0) {
        onBytes();
        if (!m_reply)
            return;
    }
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto error = m_reply->error();
    if (error != QNetworkReply::NoError && !isStatusOnly(error, status))
        return finish(tl::unexpected<Error>(networkError(error, status > 0, m_reply->errorString())));
    if (!isRedirect(status))
        return finish(replyOf(*m_reply, std::move(m_body)));

    if (++m_redirects > maxRedirects)
        return finish(failure(ErrorKind::Refused, u"redirect-refused"_s, u"too many"_s));
    const auto next = followRedirect(m_reply->url(), status, m_reply->rawHeader("Location"), !m_request.body.isEmpty());
    if (!next)
        return finish(tl::unexpected<Error>(next.error()));
    drop();
    send(next->url, m_withKey && next->sameOrigin); // once left behind, the key does not come back
}

void HttpCall::finish(Result<ApiReply> result)
{
    drop();
    m_total.stop();
    // The callback may destroy this object.
    const auto done = std::exchange(m_done, nullptr);
    if (done)
        done(std::move(result));
}

void HttpCall::drop()
{
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    if (!reply)
        return;
    reply->disconnect(this);
    if (reply->isRunning())
        reply->abort();
    reply->deleteLater();
}

} // namespace console
