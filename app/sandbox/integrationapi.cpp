// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/integrationapi.h"

#include "app/sandbox/identity.h"
#include "app/sandbox/jsonwriter.h"
#include "app/sandbox/listapi.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace console::sandbox {

namespace {

constexpr qint64 maxFieldsPage = 2000; // official OpenAPI document, integration-fields
constexpr qint64 maxCustomPage = 250;

/// The body as an object; an empty body is an empty object.
std::optional<QJsonObject> bodyObject(const Call &call)
{
    if (call.body.trimmed().isEmpty())
        return QJsonObject();
    const QJsonDocument document = QJsonDocument::fromJson(call.body);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

QString assetUrl(const QString &tool, const QString &file)
{
    return u"https://storage.googleapis.com/kombo-assets/integrations/%1/%2.svg"_s.arg(tool, file);
}

void writeFields(JsonWriter &json, const Model &model, bool availability)
{
    json.key("fields").beginArray();
    for (const Member &member : model.members) {
        if (member.hidden || member.survives)
            continue;
        json.beginObject().text("id", QString::fromLatin1(member.name));
        if (availability)
            json.boolean("is_available", true);
        json.text("coverage_status", u"SUPPORTED"_s);
        if (availability)
            json.text("scope_config_setting", u"ENABLED"_s).boolean("opted_out_by_customer", false);
        json.endObject();
    }
    json.endArray();
}

void writeReadModels(JsonWriter &json, const Tenant &tenant)
{
    json.key("read_models").beginArray();
    for (const Model &model : tenant.book.catalog().models()) {
        // Assessment orders are no model to Kombo.
        if (model.category != tenant.party.category || model.category == u"ASSESSMENT"_s)
            continue;
        const bool offered = tenant.offers(model);
        json.beginObject().text("id", QString::fromLatin1(model.name)).text("label", QString::fromLatin1(model.label));
        json.boolean("is_available", offered).text("coverage_status", offered ? u"SUPPORTED"_s : u"UNSUPPORTED"_s);
        json.text("scope_config_setting", u"ENABLED"_s).boolean("opted_out_by_customer", false);
        writeFields(json, model, true);
        json.endObject();
    }
    json.endArray();
}

Reply linkReply(const Tenant &tenant, const QString &flow)
{
    JsonWriter json;
    json.beginObject();
    json.text("link", u"https://connect.kombo.dev/%1/sandbox-%2"_s.arg(flow, tenant.party.id.section(u':', 1)));
    return success(json.endObject().json());
}

bool oneOf(const QJsonValue &value, const QStringList &allowed, bool optional)
{
    return (optional && (value.isUndefined() || value.isNull())) ||
           (value.isString() && allowed.contains(value.toString()));
}

std::optional<Reply> linkProblem(const QJsonObject &body, bool typeOptional)
{
    if (!oneOf(body.value(u"link_type"_s), {u"EMBEDDED"_s, u"MAGIC_LINK"_s}, typeOptional))
        return inputInvalid(u"link_type must be EMBEDDED or MAGIC_LINK."_s);
    if (!oneOf(body.value(u"language"_s), {u"en"_s, u"de"_s, u"fr"_s, u"it"_s, u"es"_s}, true))
        return inputInvalid(u"language must be one of en, de, fr, it, es."_s);
    return std::nullopt;
}

Reply enabledReply(World &world, const Tenant &tenant, const QJsonObject &body)
{
    if (!body.value(u"value"_s).isBool())
        return inputInvalid(u"value must be a boolean."_s);
    world.setEnabled(tenant.party.id, body.value(u"value"_s).toBool());
    return success("{}");
}

/// Both lists of fields: the first members of each model, custom ones for every second model.
Reply fieldsReply(const Tenant &tenant, const Call &call, bool custom)
{
    const auto page =
        askedPage(call, custom ? "custom-fields" : "integration-fields", custom ? maxCustomPage : maxFieldsPage);
    if (!page)
        return inputInvalid(page.error().detail);
    JsonWriter json;
    json.beginObject().key("results").beginArray();
    qint64 position = 0;
    for (const Model &model : tenant.book.catalog().models()) {
        for (std::size_t i = 0; tenant.offers(model) && i < qMin<std::size_t>(5, model.members.size());
             ++i, ++position) {
            if (position < page->start || position >= page->start + page->size)
                continue;
            const QString key = QString::fromLatin1(model.members[i].name);
            const QString id = QString::fromLatin1(idOf(mix(mixText(custom ? 7 : 6, model.name), i)));
            json.beginObject().text("id", id).text("key", key);
            if (custom)
                json.null("integration_field");
            json.text("model", QString::fromLatin1(model.name));
            if (custom)
                json.text("label", key).null("description").endObject();
            else
                json.text("type", u"DEFAULT"_s)
                    .text("label", key)
                    .boolean("is_passthrough_enabled", false)
                    .boolean("is_writable", false)
                    .endObject();
        }
    }
    const qint64 end = page->start + page->size;
    const QString next = end < position
                             ? QString::fromLatin1(cursorAt(custom ? "custom-fields" : "integration-fields", end))
                             : QString();
    json.endArray().text("next", next).text("next_cursor", next).endObject();
    return success(json.json());
}

} // namespace

Reply detailsReply(const Tenant &tenant)
{
    JsonWriter json;
    const Party &party = tenant.party;
    json.beginObject().text("id", party.id).key("tool").beginObject().text("id", party.tool);
    json.text("label", tenant.toolLabel).null("internal_label").text("logo_url", assetUrl(party.tool, u"logo"_s));
    json.text("icon_url", assetUrl(party.tool, u"icon"_s)).endObject();
    json.text("category", party.category).text("status", tenant.status.state).text("setup_status", tenant.status.setup);
    json.key("end_user").beginObject().text("organization_name", party.organization);
    json.text("creator_email", party.creatorEmail).text("origin_id", party.originId).endObject();
    json.key("scope_config").beginObject().text("id", tenant.scopeConfigId).text("name", u"Default"_s).endObject();
    json.null("data_expired_at").time("created_at", tenant.createdAt).boolean("beta", false);
    writeReadModels(json, tenant);
    json.key("write_actions").beginArray().endArray().endObject();
    return success(json.json());
}

Reply integrationReply(World &world, const Tenant &tenant, const QString &below, const Call &call)
{
    const QByteArray what = call.method + ' ' + below.toUtf8();
    if (what == "GET ")
        return detailsReply(tenant);
    if (what == "GET /integration-fields" || what == "GET /custom-fields")
        return fieldsReply(tenant, call, below == u"/custom-fields"_s);
    const std::optional<QJsonObject> body = bodyObject(call);
    if (!body)
        return inputInvalid(u"The body must be a JSON object."_s);
    if (what == "PUT /enabled")
        return enabledReply(world, tenant, *body);
    if (what == "DELETE ") {
        world.remove(tenant.party.id);
        return success("{}");
    }
    if (what == "POST /relink") {
        if (const auto problem = linkProblem(*body, true))
            return *problem;
        world.relink(tenant.party.id);
        return linkReply(tenant, u"reconnect"_s);
    }
    if (what == "POST /setup-link") {
        if (const auto problem = linkProblem(*body, false))
            return *problem;
        if (tenant.status.setup == u"COMPLETED"_s)
            return inputInvalid(u"This integration has no set-up step."_s);
        return linkReply(tenant, u"setup"_s);
    }
    return errorReply(404, {}, {}, u"There is no such endpoint."_s);
}

Reply forceSyncReply(World &world, const Tenant &tenant, const Call &call)
{
    const std::optional<QJsonObject> body = bodyObject(call);
    const QJsonValue type = body ? body->value(u"type"_s) : QJsonValue();
    if (!body || (!type.isUndefined() && type != u"FULL"_s && type != u"DELTA"_s))
        return inputInvalid(u"type must be FULL or DELTA."_s);
    const World::ForcedSync sync = world.forceSync(tenant.party.id, type != u"DELTA"_s);
    JsonWriter json;
    json.beginObject().boolean("already_queued", sync.alreadyQueued).text("sync_id", sync.id).text("type", sync.type);
    return success(json.endObject().json());
}

Reply toolsReply(const QString &category)
{
    static const QStringList categories{u"hris"_s, u"ats"_s, u"assessment"_s, u"lms"_s};
    if (!categories.contains(category))
        return inputInvalid(u"category must be one of hris, ats, assessment, lms."_s);
    JsonWriter json;
    json.beginObject().key("tools").beginArray();
    for (const Tool &tool : tools()) {
        if (category.toUpper() != QLatin1StringView(tool.category))
            continue;
        const QString id = QString::fromLatin1(tool.id);
        json.beginObject().text("id", id).text("label", QString::fromLatin1(tool.label)).null("internal_label");
        json.key("assets")
            .beginObject()
            .text("logo_url", assetUrl(id, u"logo"_s))
            .text("icon_url", assetUrl(id, u"icon"_s));
        json.text("icon_black_url", assetUrl(id, u"icon-black"_s)).endObject();
        json.null("paid_api_details_markdown")
            .null("fast_track_details_markdown")
            .null("partner_only_details_markdown");
        json.null("connection_guide_url").key("coverage").beginObject().key("read_models").beginArray();
        for (const Model &model : Catalog::builtIn().models()) {
            if (model.category != QLatin1StringView(tool.category) || model.category == u"ASSESSMENT"_s)
                continue;
            const bool lacks = QByteArray(tool.lacks).split(' ').contains(model.name);
            json.beginObject()
                .text("id", QString::fromLatin1(model.name))
                .text("label", QString::fromLatin1(model.label));
            json.text("coverage_status", lacks ? u"UNSUPPORTED"_s : u"SUPPORTED"_s);
            writeFields(json, model, false);
            json.endObject();
        }
        json.endArray().key("write_actions").beginArray().endArray().key("features").beginArray().endArray();
        json.endObject().endObject();
    }
    return success(json.endArray().endObject().json());
}

} // namespace console::sandbox
