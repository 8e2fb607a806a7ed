// SPDX-License-Identifier: Apache-2.0
#include "app/kombo/redirect.h"

#include "models/domain/loopback.h"

using namespace Qt::StringLiterals;

namespace console {
namespace {

tl::unexpected<Error> refused(const QString &why)
{
    return failure(ErrorKind::Refused, u"redirect-refused"_s, why);
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

} // namespace

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Result<void> mayBeAsked(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return failure(ErrorKind::InvalidInput, u"address-syntax"_s);
    if (!url.userInfo().isEmpty())
        return failure(ErrorKind::InvalidInput, u"address-userinfo"_s);
    if (url.scheme() == "https"_L1)
        return {};
    if (url.scheme() != "http"_L1)
        return failure(ErrorKind::InvalidInput, u"address-scheme"_s, url.scheme());
    if (!isLoopbackHost(url.host()))
        return failure(ErrorKind::InvalidInput, u"address-plain-http"_s, url.host());
    return {};
}

Result<Redirect> followRedirect(const QUrl &from, int status, const QByteArray &location, bool hasBody)
{
    const QUrl target = QUrl::fromEncoded(location, QUrl::StrictMode);
    if (location.isEmpty() || !target.isValid())
        return refused(u"no usable Location"_s);
    QUrl url = from.resolved(target);
    url.setFragment({});
    if (from.scheme() == "https"_L1 && url.scheme() != "https"_L1)
        return refused(u"from https to "_s + url.scheme());
    if (const auto allowed = mayBeAsked(url); !allowed)
        return refused(allowed.error().code);
    const bool same = sameOrigin(from, url);
    if (hasBody && (!same || (status != 307 && status != 308)))
        return refused(u"a request that changes something is not sent elsewhere"_s);
    return Redirect{url, same};
}

} // namespace console
