// SPDX-License-Identifier: Apache-2.0
#include "models/domain/endpointmap.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace console {

namespace {

tl::unexpected<Error> damaged(const QString &place)
{
    return failure(ErrorKind::InvalidInput, u"endpoint-map"_s, place);
}

/// `/hris/employees` → `HRIS`.
QString categoryOfPath(const QString &path)
{
    return path.section(u'/', 1, 1).toUpper();
}

/// `hris_join_employees_teams` → `HRIS`.
QString categoryOfModel(const QString &model)
{
    return model.section(u'_', 0, 0).toUpper();
}

/// A member that may be left out for its default, but may be nothing else than true or false.
bool readFlag(const QJsonObject &object, const QString &name, bool &flag)
{
    const QJsonValue value = object.value(name);
    if (value.isBool())
        flag = value.toBool();
    return value.isBool() || value.isUndefined();
}

Result<Endpoint> readEndpoint(const QJsonObject &object, const QString &place)
{
    Endpoint endpoint;
    endpoint.path = object.value(u"path"_s).toString();
    endpoint.model = object.value(u"model"_s).toString();
    if (!endpoint.path.startsWith(u'/') || endpoint.path.count(u'/') < 2 || endpoint.path.endsWith(u'/'))
        return damaged(place + u".path"_s);
    if (endpoint.model.isEmpty())
        return damaged(place + u".model"_s);
    endpoint.category = categoryOfPath(endpoint.path);
    const std::array flags{
        std::pair{u"paged"_s, &endpoint.paged},           std::pair{u"updated_after"_s, &endpoint.updatedAfter},
        std::pair{u"include_deleted"_s, &endpoint.includeDeleted}, std::pair{u"deprecated"_s, &endpoint.deprecated},
        std::pair{u"closed_beta"_s, &endpoint.closedBeta},
    };
    for (const auto &[name, flag] : flags) {
        if (!readFlag(object, name, *flag))
            return damaged(place + u'.' + name);
    }
    return endpoint;
}

constexpr std::array allEffects{DeltaEffect::Self, DeltaEffect::Yes, DeltaEffect::Unknown, DeltaEffect::No};

QString effectName(DeltaEffect effect)
{
    switch (effect) {
    case DeltaEffect::Self: return u"self"_s;
    case DeltaEffect::Yes: return u"yes"_s;
    case DeltaEffect::No: return u"no"_s;
    case DeltaEffect::Unknown: return u"unknown"_s;
    }
    return {};
}

Result<QVector<ModelEffect>> readEffects(const QJsonObject &object, const QString &place, const EndpointMap &map)
{
    QVector<ModelEffect> effects;
    qsizetype known = 0;
    for (const DeltaEffect effect : allEffects) {
        const QString name = effectName(effect);
        if (!object.contains(name))
            continue;
        ++known;
        if (!object.value(name).isArray())
            return damaged(place + u'.' + name);
        const QJsonArray paths = object.value(name).toArray();
        for (const QJsonValue &path : paths) {
            if (!map.endpoint(path.toString()))
                return damaged(place + u'.' + name + u": "_s + path.toString());
            effects.append({path.toString(), effect});
        }
    }
    if (known != object.size())
        return damaged(place);
    return effects;
}

bool byPath(const Endpoint &a, const Endpoint &b)
{
    return a.path < b.path;
}

/// How well a name that a person gave fits: what is exact before what is short, what is current before its deprecated
/// twin. 0: not at all.
int fitOf(const QString &name, const Endpoint &endpoint)
{
    if (endpoint.path == name)
        return 5;
    const QString plain = QString(name).replace(u'-', u'_');
    const bool isModel = endpoint.model == plain;
    const bool isShortModel = endpoint.model.section(u'_', 1) == plain;
    const bool isShortPath = endpoint.path.section(u'/', 2).replace(u'-', u'_') == plain;
    if (!isModel && !isShortModel && !isShortPath)
        return 0;
    if (endpoint.deprecated)
        return 1;
    return isModel ? 4 : isShortModel ? 3 : 2;
}

} // namespace

Result<EndpointMap> EndpointMap::parse(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return damaged(u"offset "_s + QString::number(problem.offset));
    EndpointMap map;
    const QJsonArray endpoints = document.object().value(u"endpoints"_s).toArray();
    if (endpoints.isEmpty())
        return damaged(u"endpoints"_s);
    for (qsizetype i = 0; i < endpoints.size(); ++i) {
        const QString place = u"endpoints["_s + QString::number(i) + u']';
        auto endpoint = readEndpoint(endpoints.at(i).toObject(), place);
        if (!endpoint)
            return tl::unexpected<Error>(endpoint.error());
        if (map.endpoint(endpoint->path))
            return damaged(place + u".path: "_s + endpoint->path);
        map.m_endpoints.append(*std::move(endpoint));
    }
    const QJsonObject models = document.object().value(u"models"_s).toObject();
    for (auto it = models.begin(); it != models.end(); ++it) {
        const QString place = u"models."_s + it.key();
        if (!it.value().isObject())
            return damaged(place);
        auto effects = readEffects(it.value().toObject(), place, map);
        if (!effects)
            return tl::unexpected<Error>(effects.error());
        map.m_effects.insert(it.key(), *std::move(effects));
    }
    return map;
}

std::optional<Endpoint> EndpointMap::endpoint(const QString &path) const
{
    const auto it = std::find_if(m_endpoints.begin(), m_endpoints.end(), [&](const Endpoint &e) { return e.path == path; });
    return it == m_endpoints.end() ? std::nullopt : std::optional(*it);
}

std::optional<Endpoint> EndpointMap::endpointOfModel(const QString &model) const
{
    const auto it = std::find_if(m_endpoints.begin(), m_endpoints.end(),
                                 [&](const Endpoint &e) { return e.model == model && !e.deprecated; });
    return it == m_endpoints.end() ? std::nullopt : std::optional(*it);
}

QVector<ModelEffect> EndpointMap::effectsOf(const QString &model) const
{
    return m_effects.value(model);
}

QVector<Endpoint> EndpointMap::endpointsFor(const QString &category, const QStringList &available) const
{
    QVector<Endpoint> found;
    for (const Endpoint &endpoint : m_endpoints) {
        if (endpoint.category != category || endpoint.deprecated)
            continue;
        const bool nameless = !m_effects.contains(endpoint.model);
        const bool unrestricted = available.isEmpty() || nameless;
        if (unrestricted ? !endpoint.closedBeta : available.contains(endpoint.model))
            found.append(endpoint);
    }
    std::sort(found.begin(), found.end(), byPath);
    return found;
}

QVector<Endpoint> EndpointMap::endpointsForChange(const QStringList &changedModels) const
{
    QVector<Endpoint> found;
    const auto add = [&](const Endpoint &endpoint) {
        if (!endpoint.deprecated && !found.contains(endpoint))
            found.append(endpoint);
    };
    for (const QString &model : changedModels) {
        if (!m_effects.contains(model)) {
            const auto lists = endpointsFor(categoryOfModel(model), {});
            std::for_each(lists.begin(), lists.end(), add);
            continue;
        }
        for (const ModelEffect &effect : effectsOf(model)) {
            if (effect.effect != DeltaEffect::No)
                add(*endpoint(effect.endpoint));
        }
    }
    std::sort(found.begin(), found.end(), byPath);
    return found;
}

Result<QVector<Endpoint>> EndpointMap::endpointsNamed(const QStringList &names, const QString &category) const
{
    QVector<Endpoint> found;
    for (const QString &name : names) {
        std::optional<Endpoint> best;
        int bestFit = 0;
        for (const Endpoint &endpoint : m_endpoints) {
            const int fit = endpoint.category == category ? fitOf(name, endpoint) : 0;
            if (fit > bestFit) {
                bestFit = fit;
                best = endpoint;
            }
        }
        if (!best) {
            QStringList known;
            for (const Endpoint &endpoint : endpointsFor(category, {}))
                known.append(endpoint.path);
            return failure(ErrorKind::InvalidInput, u"endpoint-unknown"_s, name + u"; there are "_s + known.join(u", "_s));
        }
        if (!found.contains(*best))
            found.append(*best);
    }
    return found;
}

} // namespace console
