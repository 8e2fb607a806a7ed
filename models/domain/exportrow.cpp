// SPDX-License-Identifier: Apache-2.0
#include "models/domain/exportrow.h"

#include "models/domain/jsonscan.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

QByteArray jsonText(const QString &text)
{
    if (text.isNull())
        return QByteArrayLiteral("null");
    static constexpr char hex[] = "0123456789abcdef";
    QByteArray out;
    out.reserve(text.size() + 2);
    out += '"';
    const auto escape = [&out](char16_t unit) {
        out += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4)
            out += hex[(unit >> shift) & 0xf];
    };
    qsizetype plainFrom = 0;
    const auto flush = [&](qsizetype to) { out += QStringView(text).sliced(plainFrom, to - plainFrom).toUtf8(); };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            ++i;
            continue;
        }
        // A lone surrogate has no UTF-8. C1 controls and line separators would break terminals and line readers.
        const char16_t unit = c.unicode();
        const bool special = unit < 0x20 || c == u'"' || c == u'\\' || c.isSurrogate() || (unit >= 0x7f && unit < 0xa0)
            || unit == 0x2028 || unit == 0x2029;
        if (!special)
            continue;
        flush(i);
        plainFrom = i + 1;
        switch (unit) {
        case u'"': out += "\\\""; break;
        case u'\\': out += "\\\\"; break;
        case u'\n': out += "\\n"; break;
        case u'\r': out += "\\r"; break;
        case u'\t': out += "\\t"; break;
        default: escape(unit); break;
        }
    }
    flush(text.size());
    out += '"';
    return out;
}

/// The same for texts that are kept empty rather than null.
QByteArray textOrNull(const QString &text)
{
    return text.isEmpty() ? QByteArrayLiteral("null") : jsonText(text);
}

QByteArray timeOrNull(const std::optional<Timestamp> &time)
{
    return time ? jsonText(formatTimestamp(*time)) : QByteArrayLiteral("null");
}

/// One JSON object on one line, members in the order added.
class Line
{
public:
    Line &raw(const char *name, const QByteArray &value)
    {
        m_text += m_text.isEmpty() ? "{\"" : ",\"";
        m_text += name;
        m_text += "\":";
        m_text += value;
        return *this;
    }
    Line &text(const char *name, const QString &value) { return raw(name, jsonText(value)); }
    Line &textOrNone(const char *name, const QString &value) { return raw(name, textOrNull(value)); }
    Line &time(const char *name, const std::optional<Timestamp> &value) { return raw(name, timeOrNull(value)); }
    Line &number(const char *name, qint64 value) { return raw(name, QByteArray::number(value)); }
    Line &flag(const char *name, bool value) { return raw(name, value ? "true" : "false"); }
    [[nodiscard]] QByteArray take() { return m_text + '}'; }

private:
    QByteArray m_text;
};

/// JSON as received, on one line: only blanks between the tokens go, numbers and escapes stay as they are. What is no
/// JSON becomes null, never a broken line.
QByteArray singleLineJson(const QByteArray &json)
{
    if (!isJsonText(json))
        return QByteArrayLiteral("null");
    const QByteArrayView in = trimmedJson(json);
    if (!in.contains('\n') && !in.contains('\r'))
        return in.toByteArray();
    QByteArray out;
    out.reserve(in.size());
    for (qsizetype at = 0; at < in.size();) {
        const char c = in[at];
        const qsizetype end = c == '"' ? jsonStringEnd(in, at) : at + 1;
        if (c != '\n' && c != '\r' && c != ' ' && c != '\t')
            out += in.sliced(at, end - at);
        at = end;
    }
    return out;
}

QByteArray stepObject(const StepRow &step)
{
    return Line()
        .text("endpoint", step.endpoint)
        .number("pages", step.pages)
        .number("records", step.records)
        .number("changed", step.changed)
        .number("deleted", step.deleted)
        .time("watermark", step.watermark)
        .textOrNone("error", step.errorCode)
        .take();
}

} // namespace

QByteArray eventLine(const EventRow &row, const QByteArray &body, BodyForm form)
{
    Line line;
    line.number("seq", row.seq)
        .time("received_at", row.receivedAt)
        .text("environment", row.environment)
        .textOrNone("id", row.id)
        .textOrNone("type", row.type)
        .textOrNone("integration_id", row.integrationId)
        .textOrNone("tool", row.tool)
        .textOrNone("category", row.category)
        .textOrNone("organization", row.organization)
        .text("verdict", verdictName(row.verdict))
        .textOrNone("reason", rejectReasonName(row.reason))
        .number("deliveries", row.deliveries)
        .flag("conflict", row.conflict)
        .number("answered", row.answered);
    if (form == BodyForm::Text)
        line.text("body", QString::fromUtf8(body.isNull() ? QByteArrayLiteral("") : body));
    else if (form == BodyForm::Base64)
        line.raw("body_base64", '"' + body.toBase64() + '"');
    return line.take();
}

QByteArray integrationLine(const Integration &integration)
{
    QByteArray lastSync = QByteArrayLiteral("null");
    if (integration.lastSyncEndedAt || !integration.lastSyncId.isEmpty()) {
        lastSync = Line()
                       .textOrNone("id", integration.lastSyncId)
                       .textOrNone("state", integration.lastSyncState)
                       .time("ended_at", integration.lastSyncEndedAt)
                       .take();
    }
    return Line()
        .text("id", integration.id)
        .textOrNone("tool", integration.tool)
        .textOrNone("category", integration.category)
        .textOrNone("organization", integration.organization)
        .textOrNone("origin_id", integration.originId)
        .textOrNone("state", integration.state)
        .textOrNone("setup_status", integration.setupStatus)
        .textOrNone("qa_status", integration.qaStatus)
        .raw("last_sync", lastSync)
        .time("last_event_at", integration.lastEventAt)
        .time("last_fetch_at", integration.lastFetchAt)
        .time("deleted_at", integration.deletedAt)
        .take();
}

QByteArray recordLine(const RecordRow &row)
{
    return Line()
        .text("integration_id", row.integrationId)
        .text("model", row.model)
        .text("id", row.id)
        .time("changed_at", row.changedAt)
        .time("remote_deleted_at", row.remoteDeletedAt)
        .raw("record", singleLineJson(row.json))
        .take();
}

QByteArray runLine(const RunRow &run)
{
    QByteArray steps;
    for (const StepRow &step : run.steps)
        steps += (steps.isEmpty() ? "" : ",") + stepObject(step);
    return Line()
        .number("run", run.id)
        .text("integration_id", run.integrationId)
        .text("kind", runKindName(run.kind))
        .text("state", runStateName(run.state))
        .raw("steps", '[' + steps + ']')
        .take();
}

} // namespace console
