// SPDX-License-Identifier: Apache-2.0
#include "models/domain/eventexport.h"

#include "models/domain/csv.h"
#include "models/domain/exportrow.h"
#include "models/domain/jsonline.h"
#include "models/domain/masking.h"
#include "models/domain/redaction.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Header bytes are no text by law (RFC 9110 section 5.5): one character each brings all of them back.
QByteArray bytesText(const QByteArray &bytes)
{
    return jsonText(QString::fromLatin1(bytes.isNull() ? QByteArrayLiteral("") : bytes));
}

QByteArray deliveryLog(const QVector<DeliveryRow> &deliveries)
{
    QByteArray log;
    for (const DeliveryRow &delivery : deliveries) {
        QByteArray headers;
        for (const auto &[name, value] : delivery.headers)
            headers += (headers.isEmpty() ? "[" : ",[") + bytesText(name) + ',' + bytesText(value) + ']';
        log += (log.isEmpty() ? "" : ",")
            + JsonLine()
                  .time("received_at", delivery.receivedAt)
                  .number("answered", delivery.answered)
                  .textOrNone("remote_address", delivery.remoteAddress)
                  .raw("headers", '[' + headers + ']')
                  .take();
    }
    return '[' + log + ']';
}

/// The body when it is text that comes back as the same bytes; else nullopt.
std::optional<QString> asText(const QByteArray &body)
{
    const QString text = QString::fromUtf8(body.isNull() ? QByteArrayLiteral("") : body);
    return text.toUtf8() == body ? std::make_optional(text) : std::nullopt;
}

QStringList headingCells()
{
    return {u"seq"_s,      u"received_at"_s,  u"environment"_s, u"id"_s,     u"type"_s,       u"integration_id"_s, u"tool"_s,
            u"category"_s, u"organization"_s, u"verdict"_s,     u"reason"_s, u"deliveries"_s, u"conflict"_s,       u"answered"_s,
            u"pinned"_s,   u"comment"_s};
}

QStringList cellsOf(const EventRow &row)
{
    return {QString::number(row.seq), formatTimestamp(row.receivedAt), row.environment, row.id, row.type, row.integrationId, row.tool,
            row.category, row.organization, verdictName(row.verdict), rejectReasonName(row.reason), QString::number(row.deliveries),
            row.conflict ? u"true"_s : u"false"_s, QString::number(row.answered),
            row.pinned ? u"true"_s : u"false"_s, row.comment};
}

QByteArray nameValue(const QByteArray &name, const QByteArray &value)
{
    return "{\"name\":" + bytesText(name) + ",\"value\":" + bytesText(value) + '}';
}

QByteArray headerObjects(const HeaderList &headers)
{
    QByteArray list;
    for (const auto &[name, value] : headers)
        list += (list.isEmpty() ? "" : ",") + nameValue(name, value);
    return '[' + list + ']';
}

QByteArray headerNamed(const HeaderList &headers, const char *wanted)
{
    for (const auto &[name, value] : headers)
        if (name.compare(wanted, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

QString statusText(int status)
{
    switch (status) {
    case 200: return u"OK"_s;
    case 401: return u"Unauthorized"_s;
    case 500: return u"Internal Server Error"_s;
    case 503: return u"Service Unavailable"_s;
    default: return u""_s;
    }
}

QByteArray harRequest(const ExportedEvent &event, const HeaderList &headers, const QString &url)
{
    const QByteArray type = headerNamed(headers, "content-type");
    JsonLine post;
    post.raw("mimeType", bytesText(type.isEmpty() ? QByteArrayLiteral("application/octet-stream") : type));
    if (const auto text = asText(event.body)) {
        post.text("text", *text);
    } else {
        // HAR 1.2 has no encoding for what is sent; members of one's own begin with an underscore (section "Custom fields").
        post.raw("text", '"' + event.body.toBase64() + '"').text("_encoding", u"base64"_s).text("comment", u"text is base64"_s);
    }
    return JsonLine()
        .text("method", u"POST"_s)
        .text("url", url)
        .text("httpVersion", u"HTTP/1.1"_s)
        .raw("cookies", "[]")
        .raw("headers", headerObjects(headers))
        .raw("queryString", "[]")
        .raw("postData", post.take())
        .number("headersSize", -1)
        .number("bodySize", event.body.size())
        .take();
}

QByteArray harResponse(int status)
{
    return JsonLine()
        .number("status", status)
        .text("statusText", statusText(status))
        .text("httpVersion", u"HTTP/1.1"_s)
        .raw("cookies", "[]")
        .raw("headers", "[]")
        .raw("content", R"({"size":0,"mimeType":"x-unknown","comment":"not kept"})")
        .text("redirectURL", u""_s)
        .number("headersSize", -1)
        .number("bodySize", -1)
        .take();
}

} // namespace

QString exportFormatName(ExportFormat format)
{
    return format == ExportFormat::Csv ? u"csv"_s : format == ExportFormat::Har ? u"har"_s : u"ndjson"_s;
}

std::optional<ExportFormat> exportFormatFromName(QStringView name)
{
    for (const ExportFormat format : {ExportFormat::Ndjson, ExportFormat::Csv, ExportFormat::Har})
        if (name == exportFormatName(format))
            return format;
    return std::nullopt;
}

ExportedEvent exported(EventDetail detail, Masker *masker)
{
    ExportedEvent event{std::move(detail.row), std::move(detail.body), std::move(detail.deliveries), masker != nullptr};
    for (DeliveryRow &delivery : event.deliveries)
        delivery.headers = masker != nullptr ? masker->headers(delivery.headers) : redactedHeaders(delivery.headers);
    if (masker == nullptr)
        return event;
    event.row = masker->row(std::move(event.row));
    event.body = masker->body(event.body);
    return event;
}

QByteArray exportLine(const ExportedEvent &event)
{
    const auto text = asText(event.body);
    QByteArray line = eventLine(event.row, event.body, text ? BodyForm::Text : BodyForm::Base64);
    line.back() = ',';
    const QByteArray more = JsonLine()
                                .textOrNone("state", event.row.outcome)
                                .flag("masked", event.masked)
                                .raw("delivery_log", deliveryLog(event.deliveries))
                                .take();
    return line + more.sliced(1) + '\n';
}

QByteArray eventCsvHeading()
{
    return csvLine(headingCells()).toUtf8();
}

QByteArray eventCsvLine(const EventRow &row)
{
    return csvLine(cellsOf(row)).toUtf8();
}

QByteArray eventTsvHeading()
{
    return tsvLine(headingCells()).toUtf8();
}

QByteArray eventTsvLine(const EventRow &row)
{
    return tsvLine(cellsOf(row)).toUtf8();
}

QByteArray harHead(const QString &programVersion)
{
    return R"({"log":{"version":"1.2","creator":{"name":"Kombo Console","version":)" + jsonText(programVersion)
        + R"(},"comment":"Webhooks as received; headers that are secrets are redacted.","entries":[)";
}

QByteArray harEntry(const ExportedEvent &event, const QString &url)
{
    const EventRow &row = event.row;
    const HeaderList headers = event.deliveries.isEmpty() ? HeaderList() : event.deliveries.first().headers;
    const QByteArray extra = JsonLine()
                                 .number("seq", row.seq)
                                 .text("environment", row.environment)
                                 .textOrNone("id", row.id)
                                 .textOrNone("type", row.type)
                                 .textOrNone("integration_id", row.integrationId)
                                 .text("verdict", verdictName(row.verdict))
                                 .textOrNone("reason", rejectReasonName(row.reason))
                                 .number("deliveries", row.deliveries)
                                 .flag("conflict", row.conflict)
                                 .flag("pinned", row.pinned)
                                 .textOrNone("comment", row.comment)
                                 .flag("masked", event.masked)
                                 .raw("delivery_log", deliveryLog(event.deliveries))
                                 .take();
    // send, wait and receive must not be negative; nothing of it was measured.
    return '\n'
        + JsonLine()
              .time("startedDateTime", row.receivedAt)
              .number("time", 0)
              .raw("request", harRequest(event, headers, url))
              .raw("response", harResponse(row.answered))
              .raw("cache", "{}")
              .raw("timings", R"({"blocked":-1,"dns":-1,"connect":-1,"send":0,"wait":0,"receive":0,"ssl":-1,"comment":"not measured"})")
              .raw("_kombo", extra)
              .take();
}

QByteArray harTail()
{
    return "\n]}}\n";
}

QString receivedAt(const ExportedEvent &event, const QString &path)
{
    static const QRegularExpression host(u"^(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9.-]{1,253})(:[0-9]{1,5})?$"_s);
    const QString given = QString::fromLatin1(event.deliveries.isEmpty() ? QByteArray() : headerNamed(event.deliveries.first().headers, "host"));
    return u"http://"_s + (host.match(given).hasMatch() ? given : u"127.0.0.1:7390"_s) + (path.startsWith(u'/') ? path : u"/webhooks/kombo"_s);
}

} // namespace console
