// SPDX-License-Identifier: Apache-2.0
#include "models/domain/exportrow.h"

#include "models/domain/jsonline.h"
#include "models/domain/jsonscan.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

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
    return JsonLine()
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
    JsonLine line;
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
    return line.flag("pinned", row.pinned).textOrNone("comment", row.comment).take();
}

QByteArray integrationLine(const Integration &integration)
{
    QByteArray lastSync = QByteArrayLiteral("null");
    if (integration.lastSyncEndedAt || !integration.lastSyncId.isEmpty()) {
        lastSync = JsonLine()
                       .textOrNone("id", integration.lastSyncId)
                       .textOrNone("state", integration.lastSyncState)
                       .time("ended_at", integration.lastSyncEndedAt)
                       .take();
    }
    return JsonLine()
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
    return JsonLine()
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
    return JsonLine()
        .number("run", run.id)
        .text("integration_id", run.integrationId)
        .text("kind", runKindName(run.kind))
        .text("state", runStateName(run.state))
        .raw("steps", '[' + steps + ']')
        .take();
}

} // namespace console
