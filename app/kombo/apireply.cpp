// SPDX-License-Identifier: Apache-2.0
#include "app/kombo/apireply.h"

#include "models/domain/redaction.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace console {
namespace {

constexpr qsizetype maxDetail = 300;
// An envelope is under 1 KB; what is larger is a page or somebody else's HTML.
constexpr qsizetype maxEnvelope = 64 * 1024;

// Codes of the May 2026 OpenAPI document and of the generated SDKs up to August 2026 ("Errors" of Kombo's docs).
const QHash<QString, ErrorKind> &kindsByCode()
{
    static const QHash<QString, ErrorKind> kinds{
        {u"PLATFORM.AUTHENTICATION_INVALID"_s, ErrorKind::Refused},
        {u"PLATFORM.IP_NOT_WHITELISTED"_s, ErrorKind::Refused},
        {u"PLATFORM.INTEGRATION_NOT_FOUND"_s, ErrorKind::NotFound},
        {u"PLATFORM.INPUT_INVALID"_s, ErrorKind::InvalidInput},
        {u"PLATFORM.RATE_LIMIT_EXCEEDED"_s, ErrorKind::RateLimited},
        {u"PLATFORM.CONCURRENCY_LIMIT_EXCEEDED"_s, ErrorKind::RateLimited},
        {u"PLATFORM.TASK_TIMED_OUT"_s, ErrorKind::Timeout},
        {u"PLATFORM.UNKNOWN_ERROR"_s, ErrorKind::RemoteFault},
        {u"INTEGRATION.SETUP_INCOMPLETE"_s, ErrorKind::Waiting},
        {u"INTEGRATION.SETUP_SYNC_PENDING"_s, ErrorKind::Waiting},
        {u"INTEGRATION.QA_FAILED"_s, ErrorKind::Waiting},
        {u"INTEGRATION.AUTHENTICATION_INVALID"_s, ErrorKind::Refused},
        {u"INTEGRATION.PERMISSION_MISSING"_s, ErrorKind::Refused},
        {u"INTEGRATION.INACTIVE"_s, ErrorKind::Refused},
        {u"INTEGRATION.MODEL_NOT_AVAILABLE"_s, ErrorKind::NotFound},
        {u"INTEGRATION.MODEL_DISABLED"_s, ErrorKind::Refused},
        {u"INTEGRATION.ACTION_NOT_AVAILABLE"_s, ErrorKind::NotFound},
        {u"INTEGRATION.ACTION_DISABLED"_s, ErrorKind::Refused},
        {u"REMOTE.SERVICE_UNAVAILABLE"_s, ErrorKind::RemoteFault},
        {u"REMOTE.RATE_LIMIT_EXCEEDED"_s, ErrorKind::RateLimited},
        {u"REMOTE.INPUT_INVALID"_s, ErrorKind::RemoteFault},
        {u"REMOTE.UNKNOWN_HTTP_ERROR"_s, ErrorKind::RemoteFault},
        {u"HRIS.EMPLOYEE_ALREADY_EXISTS"_s, ErrorKind::InvalidInput},
        {u"HRIS.STAFFING_ENTITY_CLOSED"_s, ErrorKind::InvalidInput},
        {u"ATS.JOB_CLOSED"_s, ErrorKind::InvalidInput},
        {u"ATS.APPLICATION_ALREADY_EXISTS"_s, ErrorKind::InvalidInput},
        {u"LMS.COURSE_UPDATE_NOT_SUPPORTED"_s, ErrorKind::Refused},
        {u"AI_APPLY.JOB_FEED_IMPORT_ALREADY_RUNNING"_s, ErrorKind::Busy},
        {u"AI_APPLY.JOB_FEED_IMPORT_TIMED_OUT"_s, ErrorKind::Timeout},
    };
    return kinds;
}

ErrorKind kindOfStatus(int status)
{
    switch (status) {
    case 401:
    case 403:
        return ErrorKind::Refused;
    case 404:
    case 410:
        return ErrorKind::NotFound;
    case 408:
    case 504:
        return ErrorKind::Timeout;
    case 409:
        return ErrorKind::Waiting;
    case 429:
        return ErrorKind::RateLimited;
    default:
        break;
    }
    return status >= 400 && status < 500 ? ErrorKind::InvalidInput : ErrorKind::RemoteFault;
}

} // namespace

ApiProblem problemOf(const ApiReply &reply)
{
    if (reply.body.size() > maxEnvelope)
        return {};
    const QJsonObject root = QJsonDocument::fromJson(reply.body).object();
    const QJsonObject error = root.value("error"_L1).toObject();
    // Old error bodies had only a top-level message.
    const QJsonValue message = error.isEmpty() ? root.value("message"_L1) : error.value("message"_L1);
    return {error.value("code"_L1).toString(), message.toString(), error.value("log_url"_L1).toString()};
}

Error errorOf(const ApiReply &reply)
{
    const ApiProblem problem = problemOf(reply);
    const auto known = kindsByCode().constFind(problem.code);
    const ErrorKind kind = known != kindsByCode().cend() ? *known : kindOfStatus(reply.status);
    const QString code = problem.code.isEmpty() ? u"http-"_s + QString::number(reply.status)
                                                : redactedLine(QStringView(problem.code).left(maxDetail));
    return {kind, code, redactedLine(QStringView(problem.message).left(maxDetail))};
}

bool refusesKey(const Error &error)
{
    return error.code == "PLATFORM.AUTHENTICATION_INVALID"_L1 || error.code == "PLATFORM.IP_NOT_WHITELISTED"_L1 ||
           error.code == "http-401"_L1;
}

std::optional<Timestamp> parseHttpDate(QByteArrayView text)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return fromMillis(date.toMSecsSinceEpoch());
}

std::optional<std::chrono::milliseconds> parseRetryAfter(QByteArrayView text, Timestamp now)
{
    const QByteArrayView value = text.trimmed();
    if (value.isEmpty())
        return std::nullopt;
    if (std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        // Longer than nine digits is over thirty years; the policy caps it anyway.
        return std::chrono::seconds(value.size() > 9 ? 999'999'999 : value.toByteArray().toLongLong());
    }
    const auto date = parseHttpDate(value);
    if (!date)
        return std::nullopt;
    return std::max(*date - now, std::chrono::milliseconds(0));
}

bool isJsonType(QByteArrayView contentType)
{
    const qsizetype semicolon = contentType.indexOf(';');
    const QByteArray type =
        (semicolon < 0 ? contentType : contentType.first(semicolon)).trimmed().toByteArray().toLower();
    return type.isEmpty() || type == "application/json" || (type.startsWith("application/") && type.endsWith("+json"));
}

} // namespace console
