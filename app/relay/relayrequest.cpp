// SPDX-License-Identifier: Apache-2.0
#include "app/relay/relayrequest.h"

#include "app/signature/signature.h"
#include "models/domain/environment.h"
#include "models/domain/loopback.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

bool isWanted(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    if (lower.startsWith("x-kombo-console-"))
        return false; // the mark of an earlier replay
    return lower == "content-type" || lower == "content-encoding" || lower == "user-agent" || lower.startsWith("x-kombo-");
}

/// RFC 9110, 5.6.2. A file from somebody else can hold any bytes as a name.
bool isFieldName(const QByteArray &name)
{
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
    });
}

/// RFC 9110, 5.5: nothing that could end the line.
bool isFieldValue(const QByteArray &value)
{
    return std::none_of(value.begin(), value.end(), [](char c) {
        return (static_cast<uchar>(c) < 0x20 && c != '\t') || c == 0x7f;
    });
}

bool has(const HeaderList &headers, const QByteArray &name)
{
    return std::any_of(headers.begin(), headers.end(),
                       [&name](const auto &header) { return header.first.compare(name, Qt::CaseInsensitive) == 0; });
}

} // namespace

Result<QUrl> checkedTarget(const QString &text)
{
    const QString given = text.trimmed();
    const qsizetype query = given.indexOf(u'?');
    const auto address = checkedApiAddress(query < 0 ? given : given.first(query));
    if (!address)
        return failure(ErrorKind::InvalidInput,
                       address.error().code == u"address-plain-http" ? u"target-plain-http"_s : address.error().code);
    // Not what the check gives back: to a receiver a slash at the end makes another path.
    const QUrl url(given, QUrl::StrictMode);
    if (!url.isValid() || url.hasFragment() || url.scheme() != address->scheme() || url.authority() != address->authority())
        return failure(ErrorKind::InvalidInput, u"address-syntax"_s);
    return url;
}

QString shownTarget(const QUrl &target)
{
    return target.toDisplayString(QUrl::RemoveQuery | QUrl::RemoveUserInfo);
}

bool isSameListener(const QUrl &target, const QUrl &address)
{
    if (address.isEmpty() || target.scheme() != address.scheme() || target.port(80) != address.port(80))
        return false;
    return target.host() == address.host() || isLoopbackHost(target.host());
}

const QByteArray &replayHeader()
{
    static const QByteArray name = QByteArrayLiteral("X-Kombo-Console-Replay");
    return name;
}

PostRequest replayRequest(const QUrl &target, const EventDetail &event)
{
    PostRequest request{target, {}, event.body};
    // After a change of the secret the newest delivery is the one that a receiver's check accepts.
    if (!event.deliveries.isEmpty())
        for (const auto &[name, value] : event.deliveries.last().headers)
            if (isWanted(name) && isFieldName(name) && isFieldValue(value) && value != "[redacted]")
                request.headers.append({name, value});
    // Without these two the network library would put in words of its own.
    if (!has(request.headers, QByteArrayLiteral("Content-Type")))
        request.headers.append({QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")});
    if (!has(request.headers, QByteArrayLiteral("User-Agent")))
        request.headers.append({QByteArrayLiteral("User-Agent"), QByteArrayLiteral("kombo-console")});
    request.headers.append({replayHeader(), QByteArray::number(event.row.seq)});
    return request;
}

bool isSigned(const PostRequest &request)
{
    return has(request.headers, signatureHeader());
}

} // namespace console
