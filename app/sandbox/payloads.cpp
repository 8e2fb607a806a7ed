// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/payloads.h"

#include "app/sandbox/jsonwriter.h"
#include "models/domain/json.h"

using namespace Qt::StringLiterals;

namespace console::sandbox {

namespace {

JsonWriter envelope(const QString &eventId, const QString &type)
{
    JsonWriter json;
    json.beginObject().text("id", eventId).text("type", type).key("data").beginObject();
    return json;
}

QByteArray finished(JsonWriter &json)
{
    return prettyJson(json.endObject().endObject().json()).text;
}

void endUser(JsonWriter &json, const Party &party)
{
    json.key("end_user").beginObject();
    json.text("organization_name", party.organization).text("creator_email", party.creatorEmail);
    json.text("origin_id", party.originId).endObject();
}

/// `integration_id` and its companions: most types. `id` and its companions: creation and deletion.
void prefixed(JsonWriter &json, const Party &party)
{
    json.text("integration_id", party.id).text("integration_tool", party.tool);
    json.text("integration_category", party.category);
}
void bare(JsonWriter &json, const Party &party)
{
    json.text("id", party.id).text("tool", party.tool).text("category", party.category);
}

QString logUrl(const QString &key, const QString &id)
{
    return u"https://app.kombo.dev/sandbox/logs?"_s + key + u'=' + id;
}

} // namespace

QByteArray createdPayload(const QString &eventId, const Party &party)
{
    JsonWriter json = envelope(eventId, u"integration-created"_s);
    bare(json, party);
    endUser(json, party);
    return finished(json);
}

QByteArray deletedPayload(const QString &eventId, const Party &party, Timestamp at)
{
    JsonWriter json = envelope(eventId, u"integration-deleted"_s);
    bare(json, party);
    endUser(json, party);
    json.time("deleted_at", at);
    return finished(json);
}

QByteArray statePayload(const QString &eventId, const Party &party, const StatusFields &status, Timestamp at)
{
    JsonWriter json = envelope(eventId, u"integration-state-changed"_s);
    json.text("integration_tool", party.tool).text("integration_id", party.id);
    json.text("integration_category", party.category);
    endUser(json, party);
    json.text("qa_status", status.qa).text("setup_status", status.setup).text("state", status.state);
    json.time("updated_at", at);
    return finished(json);
}

QByteArray syncPayload(const QString &eventId, const Party &party, const SyncReport &sync)
{
    JsonWriter json = envelope(eventId, u"sync-finished"_s);
    const auto whole = std::chrono::floor<std::chrono::seconds>(sync.endedAt - sync.startedAt);
    json.text("sync_id", sync.id).text("sync_state", sync.state);
    json.time("sync_started_at", sync.startedAt).time("sync_ended_at", sync.endedAt);
    json.number("sync_duration_seconds", whole.count());
    prefixed(json, party);
    endUser(json, party);
    json.text("log_url", logUrl(u"interactionId"_s, sync.id));
    return finished(json);
}

QByteArray dataChangedPayload(const QString &eventId, const Party &party, const QStringList &models)
{
    JsonWriter json = envelope(eventId, u"data-changed"_s);
    prefixed(json, party);
    json.key("changed_models").beginArray();
    for (const QString &model : models)
        json.beginObject().text("name", model).endObject();
    json.endArray();
    return finished(json);
}

QByteArray flowFailedPayload(const QString &eventId, const Party &party)
{
    JsonWriter json = envelope(eventId, u"connection-flow-failed"_s);
    json.text("integration_tool", party.tool).text("integration_category", party.category);
    endUser(json, party);
    json.text("log_url", logUrl(u"flowId"_s, eventId));
    return finished(json);
}

QByteArray remoteEventPayload(const QString &eventId, const Party &party)
{
    JsonWriter json = envelope(eventId, u"remote-event-received"_s);
    prefixed(json, party);
    endUser(json, party);
    return finished(json);
}

QByteArray issuePayload(const QString &eventId, const Party &party, const IssueReport &issue)
{
    JsonWriter json = envelope(eventId, u"issue-status-changed"_s);
    json.text("change", issue.resolvedAt ? u"resolved"_s : u"raised"_s).key("issue").beginObject();
    json.text("id", issue.id).text("type", issue.type).text("title", issue.title);
    json.text("status", issue.resolvedAt ? u"RESOLVED"_s : u"OPEN"_s).text("markdown_message", issue.message);
    json.time("first_observed_at", issue.firstObservedAt).time("resolved_at", issue.resolvedAt).endObject();
    json.key("integration").beginObject();
    bare(json, party);
    endUser(json, party);
    json.endObject();
    return finished(json);
}

QByteArray orderPayload(const QString &eventId, const QString &type, const Party &party, const QByteArray &order)
{
    JsonWriter json;
    json.beginObject().text("id", eventId).text("type", type);
    // The order as the list prints it, with the integration's id behind its own.
    const qsizetype afterId = order.indexOf(',');
    QByteArray data = order;
    data.insert(afterId, ",\"integration_id\":" + quoted(party.id));
    json.key("data").raw(data);
    return prettyJson(json.endObject().json()).text;
}

QByteArray aiApplicationPayload(const QString &eventId, const QString &id, const QString &postingId,
                                const QString &status, Timestamp created, Timestamp updated)
{
    JsonWriter json = envelope(eventId, u"ai-apply-application-status-updated"_s);
    json.text("id", id).text("job_posting_id", postingId).text("status", status);
    json.time("created_at", created).time("updated_at", updated);
    return finished(json);
}

QByteArray aiPostingPayload(const QString &eventId, const QString &id, const Party &site, const QString &availability,
                            Timestamp created, Timestamp updated)
{
    JsonWriter json = envelope(eventId, u"ai-apply-job-posting-status-updated"_s);
    json.text("id", id)
        .key("career_site")
        .beginObject()
        .text("id", site.originId)
        .text("label", site.organization)
        .endObject();
    json.text("url", u"https://careers.example/jobs/"_s + id.left(8)).null("job_code");
    const bool archived = availability == u"ARCHIVED"_s;
    json.time("archived_at", archived ? std::optional(updated) : std::nullopt);
    json.text("archived_reason", archived ? u"JOB_POSTING_TAKEN_OFFLINE"_s : QString());
    json.time("created_at", created).time("updated_at", updated).text("availability", availability);
    return finished(json);
}

} // namespace console::sandbox
