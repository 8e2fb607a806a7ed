// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>
#include <QVector>
#include <optional>

namespace console {

/// What a delta fetch of an endpoint shows of a change of a model alone (api facts, section 5).
enum class DeltaEffect { Self, Yes, No, Unknown };

/// A list endpoint. `model` names the local copy's model (ids are unique only within one).
struct Endpoint
{
    QString path;  ///< `/hris/employees`
    QString model; ///< `hris_employees`
    QString category;
    bool paged = true;
    bool updatedAfter = true;
    bool includeDeleted = true;
    bool deprecated = false; ///< a deprecated twin is not fetched unless asked for
    bool closedBeta = false; ///< not open to every account: fetched only when its model is known to be available
    bool operator==(const Endpoint &) const = default;
};

/// One edge from a changed model to an endpoint worth fetching.
struct ModelEffect
{
    QString endpoint;
    DeltaEffect effect = DeltaEffect::Unknown;
    bool operator==(const ModelEffect &) const = default;
};

/// The endpoint and model map, read from `resources/endpoint-map.json`. A value; copy it where it is needed.
class EndpointMap
{
public:
    /// Errors: InvalidInput `endpoint-map` with the place in `detail`.
    [[nodiscard]] static Result<EndpointMap> parse(const QByteArray &json);

    [[nodiscard]] const QVector<Endpoint> &endpoints() const { return m_endpoints; }
    [[nodiscard]] std::optional<Endpoint> endpoint(const QString &path) const;
    /// The endpoint whose records are of this model (`hris_employees` → `/hris/employees`); never a deprecated twin.
    [[nodiscard]] std::optional<Endpoint> endpointOfModel(const QString &model) const;
    [[nodiscard]] QVector<ModelEffect> effectsOf(const QString &model) const;
    /// Non-deprecated lists of a category, sorted by path; with `available` (read_models of the details) only those among
    /// them. Lists whose records have no model name there (assessment orders) are always among them.
    [[nodiscard]] QVector<Endpoint> endpointsFor(const QString &category, const QStringList &available) const;
    /// Endpoints that a delta should read for these changed models: every effect but No; for an unknown model all lists
    /// of its category prefix (`hris_…`). Sorted by path, no duplicates, no deprecated ones.
    [[nodiscard]] QVector<Endpoint> endpointsForChange(const QStringList &changedModels) const;
    /// Model or path names a person gave (`hris_employees`, `employees`, `/hris/employees`) within a category, in that
    /// order, no duplicates. Errors: InvalidInput `endpoint-unknown` with the name and what there is.
    [[nodiscard]] Result<QVector<Endpoint>> endpointsNamed(const QStringList &names, const QString &category) const;

private:
    QVector<Endpoint> m_endpoints;
    QHash<QString, QVector<ModelEffect>> m_effects;
};

} // namespace console
