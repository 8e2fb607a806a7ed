// SPDX-License-Identifier: Apache-2.0
#include "app/kombo/apicalls.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace console {
namespace {

QString integrationPath(const QString &id)
{
    return u"/integrations/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id));
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

tl::unexpected<Error> shape(const QString &what)
{
    return failure(ErrorKind::RemoteFault, u"reply-shape"_s, what);
}

Result<QJsonObject> dataOf(const ApiReply &reply)
{
    if (reply.status < 200 || reply.status > 299)
        return tl::unexpected<Error>(errorOf(reply));
    if (!isJsonType(reply.contentType))
        return failure(ErrorKind::RemoteFault, u"content-type"_s, QString::fromLatin1(reply.contentType.left(80)));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(reply.body, &error);
    if (error.error != QJsonParseError::NoError)
        return failure(ErrorKind::RemoteFault, u"reply-not-json"_s, error.errorString());
    const QJsonObject root = document.object();
    if (!root.value("data"_L1).isObject()) {
        if (root.value("error"_L1).isObject())
            return tl::unexpected<Error>(errorOf(reply));
        return shape(u"data"_s);
    }
    return root.value("data"_L1).toObject();
}

std::optional<Timestamp> timeOf(const QJsonObject &object, QLatin1StringView member)
{
    return parseTimestamp(object.value(member).toString());
}

QStringList availableModels(const QJsonArray &models)
{
    QStringList names;
    for (const QJsonValue &value : models) {
        const QJsonObject model = value.toObject();
        const bool usable = model.value("is_available"_L1).toBool(true) &&
                            model.value("scope_config_setting"_L1).toString() != "DISABLED"_L1 &&
                            !model.value("opted_out_by_customer"_L1).toBool(false);
        if (const QString id = model.value("id"_L1).toString(); usable && !id.isEmpty())
            names.append(id);
    }
    return names;
}

} // namespace

ApiRequest detailsRequest(const QString &integrationId)
{
    ApiRequest request;
    request.path = integrationPath(integrationId);
    return request;
}

Result<Integration> readDetails(const ApiReply &reply, const QString &environment)
{
    const auto data = dataOf(reply);
    if (!data)
        return tl::unexpected<Error>(data.error());
    Integration integration;
    integration.environment = environment;
    integration.id = data->value("id"_L1).toString();
    if (integration.id.isEmpty())
        return shape(u"data.id"_s);
    const QJsonObject endUser = data->value("end_user"_L1).toObject();
    integration.tool = data->value("tool"_L1).toObject().value("id"_L1).toString();
    integration.category = data->value("category"_L1).toString();
    integration.organization = endUser.value("organization_name"_L1).toString();
    integration.originId = endUser.value("origin_id"_L1).toString();
    integration.creatorEmail = endUser.value("creator_email"_L1).toString();
    integration.state = data->value("status"_L1).toString();
    integration.setupStatus = data->value("setup_status"_L1).toString();
    integration.createdAt = timeOf(*data, "created_at"_L1);
    integration.availableModels = availableModels(data->value("read_models"_L1).toArray());
    return integration;
}

ApiRequest forceSyncRequest(const QString &integrationId, bool full)
{
    return {QByteArrayLiteral("POST"),
            u"/force-sync"_s,
            {},
            integrationId,
            compact({{u"type"_s, full ? u"FULL"_s : u"DELTA"_s}})};
}

Result<ForcedSync> readForcedSync(const ApiReply &reply)
{
    const auto data = dataOf(reply);
    if (!data)
        return tl::unexpected<Error>(data.error());
    ForcedSync sync{data->value("already_queued"_L1).toBool(), data->value("sync_id"_L1).toString(),
                    data->value("type"_L1).toString()};
    if (sync.syncId.isEmpty())
        return shape(u"data.sync_id"_s);
    return sync;
}

ApiRequest checkKeyRequest()
{
    ApiRequest request;
    request.path = u"/check-api-key"_s;
    return request;
}

Result<QString> readCheckedKey(const ApiReply &reply)
{
    const auto data = dataOf(reply);
    if (!data)
        return tl::unexpected<Error>(data.error());
    for (const auto member : {"environment_id"_L1, "customer_id"_L1}) { // the second is its name of old
        if (const QString id = data->value(member).toString(); !id.isEmpty())
            return id;
    }
    return shape(u"data.environment_id"_s);
}

ApiRequest setEnabledRequest(const QString &integrationId, bool enabled)
{
    return {QByteArrayLiteral("PUT"),
            integrationPath(integrationId) + u"/enabled"_s,
            {},
            {},
            compact({{u"value"_s, enabled}})};
}

Result<void> readDone(const ApiReply &reply)
{
    return dataOf(reply).map([](const QJsonObject &) {});
}

ApiRequest relinkRequest(const QString &integrationId, const QString &language, bool magicLink)
{
    QJsonObject body{{u"link_type"_s, magicLink ? u"MAGIC_LINK"_s : u"EMBEDDED"_s}};
    if (!language.isEmpty())
        body.insert("language"_L1, language);
    return {QByteArrayLiteral("POST"), integrationPath(integrationId) + u"/relink"_s, {}, {}, compact(body)};
}

Result<QUrl> readLink(const ApiReply &reply)
{
    const auto data = dataOf(reply);
    if (!data)
        return tl::unexpected<Error>(data.error());
    const QUrl link(data->value("link"_L1).toString(), QUrl::StrictMode);
    if (!link.isValid() || link.scheme() != "https"_L1 || link.host().isEmpty() || !link.userInfo().isEmpty())
        return shape(u"data.link"_s);
    return link;
}

} // namespace console
