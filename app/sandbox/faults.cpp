// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/faults.h"

#include "app/sandbox/listapi.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace console::sandbox {

namespace {
const QStringList &replyFaultNames()
{
    static const QStringList names{u"rate-limit"_s, u"error-503"_s,     u"html-503"_s,          u"cut-body"_s,
                                   u"slow"_s,       u"repeat-cursor"_s, u"wrong-content-type"_s};
    return names;
}

/// The page that a cursor led to names the same cursor again, and a list of one page leads to itself: a walk without a
/// guard never ends.
QByteArray withRepeatedCursor(const Request &request, const QByteArray &body)
{
    const qsizetype mark = request.target.indexOf('?');
    const QByteArray path = mark < 0 ? request.target : request.target.first(mark);
    const QUrlQuery query(mark < 0 ? QString() : QString::fromUtf8(request.target.mid(mark + 1)));
    const ListEndpoint *endpoint = Catalog::builtIn().endpoint(QString::fromUtf8(path.mid(3)));
    const qsizetype at = body.lastIndexOf("\"next\":") + 7;
    if (!endpoint || !endpoint->paged || at < 7)
        return body;
    QByteArray cursor = query.queryItemValue(u"cursor"_s, QUrl::FullyDecoded).toLatin1();
    if (cursor.isEmpty()) {
        if (body.sliced(at).startsWith('"'))
            return body;
        cursor = cursorAt(Catalog::builtIn().model(endpoint->model).name, 0);
    }
    return body.first(at) + '"' + cursor + "\"}}";
}
} // namespace

const QStringList &allFaultNames()
{
    static const QStringList names =
        replyFaultNames() + QStringList{u"silent-change"_s,   u"old-503"_s,      u"duplicate-webhook"_s,
                                        u"reorder-webhook"_s, u"drop-webhook"_s, u"bad-signature"_s};
    return names;
}

ReplyFaults::ReplyFaults(const QStringList &names, quint64 seed) : m_seed(mix(seed, 20))
{
    for (const QString &name : replyFaultNames()) {
        if (names.contains(name))
            m_names.append(name);
    }
}

bool ReplyFaults::due(const QString &name)
{
    if (name == u"repeat-cursor"_s)
        return true;
    // Every third request, each fault at a place of its own.
    return (m_number + mixText(m_seed, name.toLatin1())) % 3 == 0;
}

Reply ReplyFaults::apply(const Request &request, Reply reply)
{
    if (m_names.isEmpty() || request.integrationId.isEmpty() || request.method != "GET" || reply.status != 200)
        return reply;
    ++m_number;
    const QByteArray key = request.integrationId + ' ' + request.target;
    int &inARow = m_inARow[key];
    for (const QString &name : std::as_const(m_names)) {
        if (!due(name))
            continue;
        if (name == u"repeat-cursor"_s || name == u"slow"_s) {
            reply = spoilt(name, request, std::move(reply));
        } else if (inARow < 2) {
            ++inARow;
            return spoilt(name, request, std::move(reply));
        }
    }
    m_inARow.remove(key);
    return reply;
}

Reply ReplyFaults::spoilt(const QString &name, const Request &request, Reply reply) const
{
    if (name == u"rate-limit"_s) {
        reply = errorReply(429, u"PLATFORM.RATE_LIMIT_EXCEEDED"_s, u"You have exceeded the rate limit."_s,
                           u"Slow down and try again."_s);
        if (m_number % 2 == 0)
            reply.headers.append(qMakePair(QByteArrayLiteral("Retry-After"), QByteArrayLiteral("1")));
    } else if (name == u"error-503"_s) {
        reply = errorReply(503, u"REMOTE.SERVICE_UNAVAILABLE"_s, u"Service unavailable"_s, u"Try again in a moment."_s);
    } else if (name == u"html-503"_s) {
        reply = Reply{};
        reply.status = 503;
        reply.contentType = "text/html";
        reply.body = "<html><head><title>503</title></head><body>Service Temporarily Unavailable</body></html>";
    } else if (name == u"cut-body"_s) {
        reply.cutAt = reply.body.size() / 2;
    } else if (name == u"slow"_s) {
        reply.delay = 1500ms;
    } else if (name == u"wrong-content-type"_s) {
        reply.contentType = "text/html; charset=utf-8";
    } else if (name == u"repeat-cursor"_s) {
        reply.body = withRepeatedCursor(request, reply.body);
    }
    return reply;
}

QVector<Happening> WebhookFaults::apply(QVector<Happening> happenings)
{
    QVector<Happening> out;
    for (Happening &happening : happenings) {
        const quint64 place = m_seed + ++m_number;
        if (m_names.contains(u"drop-webhook"_s) && place % 5 == 0)
            continue;
        out.append(happening);
        if (m_names.contains(u"duplicate-webhook"_s) && place % 4 == 1)
            out.append(std::move(happening));
    }
    if (m_names.contains(u"reorder-webhook"_s)) {
        for (qsizetype i = 1; i < out.size(); i += 2)
            out.swapItemsAt(i - 1, i);
    }
    return out;
}

bool WebhookFaults::spoilsSignature()
{
    return m_names.contains(u"bad-signature"_s) && (m_seed + ++m_signed) % 4 == 0;
}

} // namespace console::sandbox
