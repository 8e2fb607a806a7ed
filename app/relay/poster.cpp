// SPDX-License-Identifier: Apache-2.0
#include "app/relay/poster.h"

#include "models/domain/loopback.h"

#include <QNetworkProxyFactory>
#include <QNetworkRequest>
#include <QSslConfiguration>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qsizetype mostBody = 64 * 1024;

class OutwardProxy : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isLoopbackHost(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

QNetworkRequest networkRequest(const PostRequest &given)
{
    QNetworkRequest request(given.url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    request.setSslConfiguration(tls);
    for (const auto &[name, value] : given.headers) {
        // A header sent twice and a list of two values are the same message (RFC 9110, 5.3).
        const QByteArray before = request.rawHeader(name);
        request.setRawHeader(name, before.isNull() ? value : before + ", " + value);
    }
    return request;
}

Error errorOf(const QNetworkReply &reply, int status)
{
    if (status > 0 && status != 407) // which only a proxy says
        return {ErrorKind::RemoteFault, u"target-cut"_s, {}};
    switch (reply.error()) {
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ProtocolFailure: return {ErrorKind::RemoteFault, u"target-cut"_s, {}};
    case QNetworkReply::SslHandshakeFailedError: return {ErrorKind::Refused, u"tls"_s, reply.errorString()};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError: return {ErrorKind::Unreachable, u"proxy"_s, reply.errorString()};
    default: return {ErrorKind::Unreachable, u"target-unreachable"_s, reply.errorString()};
    }
}

/// What QNetworkReply makes of a whole answer with a status that it takes for an error.
bool isStatusOnly(QNetworkReply::NetworkError error, int status)
{
    return status >= 400
        && ((error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError)
            || (error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError)
            || error == QNetworkReply::ProtocolInvalidOperationError);
}

} // namespace

bool PostAnswer::isUnreachable() const
{
    return error && (error->kind == ErrorKind::Unreachable || error->kind == ErrorKind::Refused);
}

Poster::Poster(QObject *parent) : QObject(parent)
{
    m_network.setProxyFactory(new OutwardProxy); // owned by the manager
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] { finish(Error{ErrorKind::Timeout, u"target-silent"_s, {}}); });
}

Poster::~Poster()
{
    cancel();
}

void Poster::post(const PostRequest &request, Millis timeout)
{
    Q_ASSERT(!busy());
    m_body.clear();
    m_clock.start();
    m_limit.start(timeout);
    m_reply = m_network.post(networkRequest(request), request.body);
    connect(m_reply, &QNetworkReply::readyRead, this, &Poster::read);
    connect(m_reply, &QNetworkReply::finished, this, [this] {
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const auto error = m_reply->error();
        read();
        if (m_reply != nullptr)
            finish(error == QNetworkReply::NoError || isStatusOnly(error, status) ? std::nullopt : std::optional(errorOf(*m_reply, status)));
    });
}

void Poster::cancel()
{
    m_limit.stop();
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    if (reply == nullptr)
        return;
    reply->disconnect(this);
    if (reply->isRunning())
        reply->abort();
    reply->deleteLater();
}

void Poster::read()
{
    if (m_reply->bytesAvailable() > 0)
        m_body += m_reply->read(mostBody - m_body.size());
    if (m_body.size() == mostBody) // whatever follows, the answer is known
        finish(std::nullopt);
}

void Poster::finish(std::optional<Error> error)
{
    PostAnswer answer;
    answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.error = std::move(error);
    answer.body = m_body;
    answer.took = Millis(m_clock.elapsed());
    cancel();
    Q_EMIT answered(answer);
}

} // namespace console
