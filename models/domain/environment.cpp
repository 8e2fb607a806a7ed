// SPDX-License-Identifier: Apache-2.0
#include "models/domain/environment.h"

#include "models/domain/loopback.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

/// The parts of an address as written, before anything normalises them: what a person reads is what is checked.
struct AddressParts
{
    QString scheme; ///< lower case
    QString host;   ///< lower case; IPv6 with its brackets
    QStringView port;
    QStringView rest; ///< path, query and fragment
    bool hasUserInfo = false;
    bool hasPort = false;
};

bool isPrintableAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
}

bool isHostName(QStringView host)
{
    if (host.isEmpty() || host.size() > 253 || host.startsWith(u'.') || host.startsWith(u'-'))
        return false;
    if (host.contains(u".."))
        return false;
    return std::all_of(host.begin(), host.end(),
                       [](QChar c) { return isAsciiLetter(c) || isDigit(c) || c == u'.' || c == u'-'; });
}

bool isBracketedIpv6(QStringView host)
{
    if (host.size() < 4 || !host.startsWith(u'[') || !host.endsWith(u']'))
        return false;
    const QStringView inside = host.sliced(1, host.size() - 2);
    return std::all_of(inside.begin(), inside.end(), [](QChar c) {
        return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F') || c == u':' || c == u'.';
    });
}

/// nullopt: not `scheme://host[:port][/…]` in plain characters.
std::optional<AddressParts> splitAddress(QStringView text)
{
    if (!isPrintableAscii(text) || text.contains(u'\\'))
        return std::nullopt;
    const qsizetype colon = text.indexOf(u"://");
    if (colon <= 0)
        return std::nullopt;
    AddressParts parts;
    parts.scheme = text.first(colon).toString().toLower();
    const QStringView after = text.sliced(colon + 3);
    const auto end = std::find_if(after.begin(), after.end(), [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; });
    const qsizetype length = end - after.begin();
    QStringView authority = after.first(length);
    parts.rest = after.sliced(length);
    parts.hasUserInfo = authority.contains(u'@');
    if (parts.hasUserInfo)
        authority = authority.sliced(authority.lastIndexOf(u'@') + 1);
    const qsizetype afterBracket = authority.lastIndexOf(u']') + 1;
    const qsizetype portColon = authority.indexOf(u':', afterBracket);
    parts.hasPort = portColon >= 0;
    if (parts.hasPort) {
        parts.port = authority.sliced(portColon + 1);
        authority = authority.first(portColon);
    }
    parts.host = authority.toString().toLower();
    return parts;
}

bool isPort(QStringView port)
{
    if (port.isEmpty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), isDigit))
        return false;
    const int value = port.toInt();
    return value > 0 && value < 65'536;
}

tl::unexpected<Error> refusedAddress(const QString &code)
{
    return failure(ErrorKind::InvalidInput, code);
}

tl::unexpected<Error> refusedLink()
{
    return failure(ErrorKind::InvalidInput, u"link-refused"_s);
}

bool isNameCharacter(QChar c)
{
    return isAsciiLetter(c) || isDigit(c) || c == u'-' || c == u'_' || c == u'.';
}

} // namespace

QUrl apiBase(const Environment &environment)
{
    switch (environment.region) {
    case Region::Eu: return QUrl(u"https://api.kombo.dev/v1"_s);
    case Region::Us: return QUrl(u"https://api.us.kombo.dev/v1"_s);
    case Region::Other: break;
    }
    QString base = environment.baseUrl;
    while (base.endsWith(u'/'))
        base.chop(1);
    return QUrl(base, QUrl::StrictMode);
}

Result<QUrl> checkedApiAddress(const QString &text)
{
    const QString given = text.trimmed();
    const auto parts = splitAddress(given);
    if (!parts)
        return refusedAddress(u"address-syntax"_s);
    if (parts->scheme != u"https"_s && parts->scheme != u"http"_s)
        return refusedAddress(u"address-scheme"_s);
    if (parts->hasUserInfo)
        return refusedAddress(u"address-userinfo"_s);
    const bool hostIsFine = isHostName(parts->host) || isBracketedIpv6(parts->host);
    if (!hostIsFine || (parts->hasPort && !isPort(parts->port)) || parts->rest.contains(u'?') || parts->rest.contains(u'#'))
        return refusedAddress(u"address-syntax"_s);
    if (parts->scheme == u"http"_s && !isLoopbackHost(parts->host))
        return refusedAddress(u"address-plain-http"_s);
    QString trimmed = given;
    while (trimmed.endsWith(u'/'))
        trimmed.chop(1);
    const QUrl url(trimmed, QUrl::StrictMode);
    // Two readings of one address must agree on where it leads, else it is refused.
    QString readHost = url.host(QUrl::FullyEncoded);
    if (readHost.contains(u':'))
        readHost = u'[' + readHost + u']';
    const bool sameHost = readHost == parts->host || (parts->host.startsWith(u'[') && readHost.startsWith(u'['));
    if (!url.isValid() || !sameHost)
        return refusedAddress(u"address-syntax"_s);
    return url;
}

Result<QUrl> checkedLink(const QString &text, const QStringList &allowedHosts)
{
    const auto parts = splitAddress(text);
    if (!parts || parts->scheme != u"https"_s || parts->hasUserInfo)
        return refusedLink();
    if ((parts->hasPort && parts->port != u"443") || !isHostName(parts->host) || !allowedHosts.contains(parts->host))
        return refusedLink();
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host(QUrl::FullyEncoded) != parts->host || !url.userInfo().isEmpty())
        return refusedLink();
    return url;
}

Result<void> checkedEnvironment(const Environment &environment)
{
    const QString &name = environment.name;
    const bool dotsOnly = std::all_of(name.begin(), name.end(), [](QChar c) { return c == u'.'; });
    if (name.isEmpty() || name.size() > 64 || dotsOnly || !std::all_of(name.begin(), name.end(), isNameCharacter))
        return failure(ErrorKind::InvalidInput, u"environment-name"_s);
    const QString &path = environment.listenerPath;
    const bool pathIsFine = path.startsWith(u'/') && path.size() <= 256 && !path.contains(u".."_s)
        && !path.contains(u"//"_s) && path != u"/healthz"_s
        && std::all_of(path.begin(), path.end(), [](QChar c) { return isNameCharacter(c) || c == u'/' || c == u'~'; });
    if (!pathIsFine)
        return failure(ErrorKind::InvalidInput, u"listener-path"_s);
    return {};
}

QString regionName(Region region)
{
    switch (region) {
    case Region::Eu: return u"eu"_s;
    case Region::Us: return u"us"_s;
    case Region::Other: return u"other"_s;
    }
    return {};
}

std::optional<Region> regionFromName(QStringView name)
{
    for (const Region region : {Region::Eu, Region::Us, Region::Other}) {
        if (regionName(region) == name)
            return region;
    }
    return std::nullopt;
}

} // namespace console
