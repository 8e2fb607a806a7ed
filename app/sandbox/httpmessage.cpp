// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/httpmessage.h"

#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace console::sandbox {

namespace {

constexpr qsizetype maxHead = 32 * 1024;
constexpr qsizetype maxBody = 1024 * 1024;

ReadRequest refused(int status)
{
    ReadRequest result;
    result.status = status;
    result.keepAlive = false;
    return result;
}

/// Header fields that matter here. A repeated Content-Length is ambiguous (RFC 9112 section 6.3).
struct Fields
{
    qsizetype length = -1;
    int problem = 0;
};

Fields readFields(const QByteArrayList &lines, ReadRequest &into)
{
    Fields fields;
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 1)
            return {-1, 400};
        const QByteArray name = line.first(colon).toLower();
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (name == "content-length") {
            bool whole = false;
            const qsizetype length = value.toLongLong(&whole);
            if (!whole || length < 0 || fields.length >= 0)
                return {-1, 400};
            fields.length = length;
        } else if (name == "transfer-encoding") {
            return {-1, 501};
        } else if (name == "connection") {
            into.keepAlive = value.toLower() != "close";
        } else if (name == "authorization") {
            into.request.authorization = value;
        } else if (name == "x-integration-id") {
            into.request.integrationId = value;
        }
    }
    return fields;
}

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 404:
        return "Not Found";
    case 409:
        return "Conflict";
    case 413:
        return "Content Too Large";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    default:
        return "Status";
    }
}

} // namespace

ReadRequest readRequest(QByteArrayView bytes)
{
    const qsizetype end = bytes.first(qMin(bytes.size(), maxHead)).indexOf("\r\n\r\n");
    if (end < 0)
        return bytes.size() >= maxHead ? refused(431) : ReadRequest{};
    QByteArrayList lines = bytes.first(end).toByteArray().split('\n');
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    const QByteArrayList start = lines.first().split(' ');
    if (start.size() != 3 || !start[1].startsWith('/') || !start[2].startsWith("HTTP/1."))
        return refused(400);
    ReadRequest result;
    result.request.method = start[0];
    result.request.target = start[1];
    result.keepAlive = start[2] == "HTTP/1.1";
    const Fields fields = readFields(lines, result);
    if (fields.problem != 0 || fields.length > maxBody)
        return refused(fields.problem != 0 ? fields.problem : 413);
    const qsizetype length = qMax<qsizetype>(0, fields.length);
    result.consumed = end + 4 + length;
    if (bytes.size() < result.consumed)
        return {};
    result.request.body = bytes.sliced(end + 4, length).toByteArray();
    result.status = 200;
    return result;
}

QByteArray replyHead(const Reply &reply, bool keepAlive, Timestamp now)
{
    const QDateTime date = QDateTime::fromMSecsSinceEpoch(toMillis(now), Qt::UTC);
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reasonOf(reply.status);
    head += "\r\nDate: " + QLocale::c().toString(date, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
    head += "\r\nContent-Type: " + reply.contentType + "\r\nContent-Length: " + QByteArray::number(reply.body.size());
    for (const auto &[name, value] : reply.headers)
        head += "\r\n" + name + ": " + value;
    head += keepAlive ? "\r\nConnection: keep-alive\r\n\r\n" : "\r\nConnection: close\r\n\r\n";
    return head;
}

} // namespace console::sandbox
