// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/api.h"

#include "app/sandbox/integrationapi.h"
#include "app/sandbox/jsonwriter.h"
#include "app/sandbox/listapi.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace console::sandbox {

namespace {

Reply notThere()
{
    return errorReply(404, {}, {}, u"There is no such endpoint."_s);
}

Reply integrationNotFound()
{
    return errorReply(404, u"PLATFORM.INTEGRATION_NOT_FOUND"_s, u"The specified integration can't be found."_s,
                      u"No integration with this id belongs to the environment."_s);
}

/// Why an integration cannot be read, or synced, now; nullopt when it can.
std::optional<Reply> unreadable(const Tenant &tenant, const ApiConfig &config, bool sync)
{
    // 409 since 19 May 2026, 503 before (Kombo's announcement of important changes).
    const int waiting = config.oldSetupStatus ? 503 : 409;
    if (tenant.status.state == u"INACTIVE"_s)
        return errorReply(400, u"INTEGRATION.INACTIVE"_s, u"The integration is inactive."_s,
                          u"Enable the integration to read its data."_s);
    if (tenant.status.setup == u"INCOMPLETE"_s)
        return errorReply(waiting, u"INTEGRATION.SETUP_INCOMPLETE"_s, u"Setup incomplete"_s,
                          u"The customer has to finish the setup first."_s);
    if (tenant.status.setup == u"FINAL_SYNC_PENDING"_s)
        return errorReply(waiting, u"INTEGRATION.SETUP_SYNC_PENDING"_s, u"First sync pending"_s,
                          u"The first sync has not finished yet."_s);
    if (tenant.status.qa == u"FAILED"_s && !sync)
        return errorReply(waiting, u"INTEGRATION.QA_FAILED"_s, u"Quality assurance failed"_s,
                          u"The first data did not pass the checks."_s);
    return std::nullopt;
}

Call takeApart(const Request &request)
{
    const qsizetype mark = request.target.indexOf('?');
    const QByteArray path = mark < 0 ? request.target : request.target.first(mark);
    Call call;
    call.method = request.method;
    // Kombo's SDK sends `%3A` in integration ids.
    call.path = QString::fromUtf8(QByteArray::fromPercentEncoding(path)).mid(3);
    call.query = QUrlQuery(QString::fromUtf8(mark < 0 ? QByteArray() : request.target.mid(mark + 1)));
    call.integrationId = request.integrationId;
    call.body = request.body;
    return call;
}

/// An endpoint of one integration named by the header.
Reply unifiedReply(World &world, const ApiConfig &config, const Call &call)
{
    const ListEndpoint *endpoint = Catalog::builtIn().endpoint(call.path);
    const bool packages = call.path == u"/assessment/packages"_s;
    const bool sync = call.path == u"/force-sync"_s;
    if ((!endpoint && !packages && !sync) || call.method != (sync ? "POST" : "GET"))
        return notThere();
    if (call.integrationId.isEmpty())
        return inputInvalid(u"The header X-Integration-Id is missing."_s);
    const Tenant *tenant = world.tenant(QString::fromUtf8(call.integrationId));
    if (!tenant)
        return integrationNotFound();
    if (const auto problem = unreadable(*tenant, config, sync))
        return *problem;
    if (sync)
        return forceSyncReply(world, *tenant, call);
    const bool offered = packages ? tenant->party.category == u"ASSESSMENT"_s
                                  : tenant->offers(Catalog::builtIn().model(endpoint->model));
    if (!offered)
        return errorReply(400, u"INTEGRATION.MODEL_NOT_AVAILABLE"_s, u"Model not available"_s,
                          u"The connected tool does not offer this model."_s);
    return packages ? packagesReply() : listReply(*tenant, *endpoint, call, world.now());
}

Reply keyReply(const World &world)
{
    JsonWriter json;
    json.beginObject().text("environment_id", world.environmentId()).text("customer_id", world.environmentId());
    return success(json.endObject().json());
}

} // namespace

Reply errorReply(int status, const QString &code, const QString &title, const QString &message)
{
    JsonWriter json;
    json.beginObject().text("status", u"error"_s).key("error").beginObject();
    json.text("code", code).text("title", title).text("message", message).null("log_url").endObject().endObject();
    Reply reply;
    reply.status = status;
    reply.body = json.json();
    return reply;
}

Reply inputInvalid(const QString &message)
{
    return errorReply(400, u"PLATFORM.INPUT_INVALID"_s, u"The input is invalid."_s, message);
}

Reply success(const QByteArray &data)
{
    Reply reply;
    reply.body = "{\"status\":\"success\",\"data\":" + data + '}';
    return reply;
}

Reply answer(World &world, const ApiConfig &config, const Request &request)
{
    if (!request.target.startsWith("/v1/"))
        return notThere();
    if (request.authorization != "Bearer " + config.key)
        return errorReply(401, u"PLATFORM.AUTHENTICATION_INVALID"_s, u"The provided API key is invalid."_s,
                          u"Send the API key as a bearer token."_s);
    const Call call = takeApart(request);
    if (call.path == u"/check-api-key"_s && call.method == "GET")
        return keyReply(world);
    if (call.path.startsWith(u"/tools/"_s) && call.method == "GET")
        return toolsReply(call.path.mid(7));
    if (!call.path.startsWith(u"/integrations/"_s))
        return unifiedReply(world, config, call);
    const QString rest = call.path.mid(14);
    const qsizetype slash = rest.indexOf(u'/');
    const Tenant *tenant = world.tenant(slash < 0 ? rest : rest.first(slash));
    return tenant ? integrationReply(world, *tenant, slash < 0 ? QString() : rest.mid(slash), call)
                  : integrationNotFound();
}

} // namespace console::sandbox
