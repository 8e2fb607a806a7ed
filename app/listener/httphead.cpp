// SPDX-License-Identifier: Apache-2.0
#include "app/listener/httphead.h"

#include <algorithm>
#include <optional>

namespace console {

namespace {

bool same(QByteArrayView text, QByteArrayView lower)
{
    return text.compare(lower, Qt::CaseInsensitive) == 0;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

QByteArrayView trimmed(QByteArrayView text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && blank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && blank(text.back()))
        text.chop(1);
    return text;
}

// Calls `take` with each member of a comma list, empty ones included.
template <class Take> void eachMember(QByteArrayView list, Take take)
{
    while (true) {
        const qsizetype comma = list.indexOf(',');
        take(trimmed(comma < 0 ? list : list.first(comma)));
        if (comma < 0)
            return;
        list = list.sliced(comma + 1);
    }
}

// RFC 3986 section 3.2.2: a registered name, an IPv4 address, or an IP literal in brackets; then perhaps a port.
// Commas are allowed there but taken as two hosts written into one line.
bool isAuthority(QByteArrayView text)
{
    qsizetype hostEnd = 0;
    if (text.startsWith('[')) {
        hostEnd = text.indexOf(']') + 1;
        const auto isLiteral = [](char c) { return isDigit(c) || c == ':' || c == '.' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); };
        if (hostEnd < 4 || !std::all_of(text.begin() + 1, text.begin() + hostEnd - 1, isLiteral))
            return false;
    } else {
        hostEnd = text.indexOf(':') < 0 ? text.size() : text.indexOf(':');
        const QByteArrayView punctuation("-._~%!$&'()*+;=");
        const auto isName = [&](char c) {
            return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || punctuation.contains(c);
        };
        if (hostEnd == 0 || !std::all_of(text.begin(), text.begin() + hostEnd, isName))
            return false; // an http URI without a host is invalid (RFC 9110 section 4.2.1)
    }
    if (hostEnd == text.size())
        return true;
    const QByteArrayView port = text.sliced(hostEnd + 1);
    return text[hostEnd] == ':' && port.size() <= 5 && std::all_of(port.begin(), port.end(), isDigit)
        && port.toByteArray().toInt() <= 65535;
}

// RFC 9112 section 3.2: the four forms of a request target.
bool readTarget(HttpRequest &request)
{
    const QByteArrayView target = request.target;
    QByteArrayView rest = target;
    if (request.method == "CONNECT") // authority form; nothing here can be reached through us
        return isAuthority(target) && target.contains(':');
    if (target == "*") {
        request.path = request.target;
        return request.method == "OPTIONS";
    }
    if (!target.startsWith('/')) {
        constexpr QByteArrayView scheme("http://");
        if (target.size() <= scheme.size() || !same(target.first(scheme.size()), scheme))
            return false;
        rest = target.sliced(scheme.size());
        const auto end = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?'; });
        if (!isAuthority(rest.first(end - rest.begin())))
            return false;
        rest = rest.sliced(end - rest.begin());
    }
    const qsizetype query = rest.indexOf('?');
    if (query < 0 && rest.size() == target.size())
        request.path = request.target; // shares the bytes
    else
        request.path = (query < 0 ? rest : rest.first(query)).toByteArray();
    if (request.path.isEmpty()) // RFC 9112 section 3.2.1
        request.path = QByteArrayLiteral("/");
    return true;
}

struct Fields
{
    int hosts = 0;
    int lengths = 0;
    int codings = 0; ///< members over all lines
    int chunked = 0;
    bool chunkedLast = false;
    bool codingMalformed = false;
    bool close = false;
    bool keepAlive = false;
    bool expects = false;
    bool wrongExpectation = false;
    bool hostValid = true;
    std::optional<qint64> length;
};

// Digits only: no sign, no list, no blank inside (RFC 9110 section 8.6). What does not fit is larger than any limit.
std::optional<qint64> lengthOf(QByteArrayView value)
{
    if (value.isEmpty() || !std::all_of(value.begin(), value.end(), isDigit))
        return std::nullopt;
    qint64 length = 0;
    for (const char c : value)
        length = length > (qint64(1) << 58) ? length : length * 10 + (c - '0');
    return length;
}

void readCodings(Fields &fields, QByteArrayView value)
{
    eachMember(value, [&](QByteArrayView coding) {
        ++fields.codings;
        fields.chunkedLast = same(coding, "chunked");
        fields.chunked += fields.chunkedLast ? 1 : 0;
        // `chunked` takes no parameters (RFC 9112 section 7.1).
        fields.codingMalformed |= coding.isEmpty() || (coding.size() > 7 && same(coding.first(7), "chunked")
                                                       && (coding[7] == ';' || coding[7] == ' ' || coding[7] == '\t'));
    });
}

Fields readFields(const HttpRequest &request)
{
    Fields fields;
    for (const auto &[name, value] : request.headers) {
        switch (name.size()) { // cheaper than comparing every name with every other one
        case 4:
            if (same(name, "host")) {
                ++fields.hosts;
                fields.hostValid &= isAuthority(value);
            }
            break;
        case 6:
            if (same(name, "expect")) {
                fields.expects = true;
                fields.wrongExpectation |= !same(value, "100-continue");
            }
            break;
        case 10:
            if (same(name, "connection")) {
                eachMember(value, [&](QByteArrayView option) {
                    fields.close |= same(option, "close");
                    fields.keepAlive |= same(option, "keep-alive");
                });
            }
            break;
        case 14:
            if (same(name, "content-length")) {
                ++fields.lengths;
                fields.length = lengthOf(value);
            }
            break;
        case 17:
            if (same(name, "transfer-encoding"))
                readCodings(fields, value);
            break;
        default:
            break;
        }
    }
    return fields;
}

// RFC 9112 section 6.3 lets a server repair some of these. One framing only: what two readers could understand in two
// ways is refused (section 11.2, request smuggling), a repeated equal Content-Length included.
int readFraming(HttpRequest &request, const Fields &fields, const HttpLimits &limits)
{
    if (fields.codings > 0) {
        // Section 6.1: with both, or in HTTP/1.0, the framing is faulty; chunked must come last and only once.
        if (fields.lengths > 0 || request.minor == 0 || fields.codingMalformed || fields.chunked > 1
            || (fields.chunked == 1 && !fields.chunkedLast))
            return 400;
        if (fields.codings > 1 || fields.chunked == 0)
            return 501;
        request.framing = BodyFraming::Chunked;
        return 0;
    }
    if (fields.lengths == 0)
        return 0;
    if (fields.lengths > 1 || !fields.length)
        return 400;
    if (*fields.length > limits.body)
        return 413;
    request.announced = *fields.length;
    request.framing = request.announced > 0 ? BodyFraming::Length : BodyFraming::None;
    return 0;
}

} // namespace

int readHead(HttpRequest &request, const HttpLimits &limits)
{
    const Fields fields = readFields(request);
    // RFC 9112 section 3.2: exactly one valid Host in HTTP/1.1; HTTP/1.0 may leave it out.
    if (fields.hosts > 1 || !fields.hostValid || (fields.hosts == 0 && request.minor > 0))
        return 400;
    if (!readTarget(request))
        return 400;
    if (const int status = readFraming(request, fields, limits); status != 0)
        return status;
    if (fields.wrongExpectation) // RFC 9110 section 10.1.1
        return 417;
    // The same section: an expectation in HTTP/1.0, or without a body, is ignored.
    request.expectsContinue = fields.expects && request.minor > 0 && request.framing != BodyFraming::None;
    request.keepAlive = !fields.close && (request.minor > 0 || fields.keepAlive); // RFC 9112 section 9.3
    return 0;
}

} // namespace console
