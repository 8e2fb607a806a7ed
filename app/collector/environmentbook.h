// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/kombo/komboclient.h"
#include "app/listener/listener.h"
#include "models/domain/environment.h"

#include <QHash>
#include <QMutex>

namespace console {

/// The environments of this process with their secrets, as listener and fetch engine need them. Secrets live here only in
/// memory. Every function may be called from any thread.
class EnvironmentBook
{
public:
    /// Adds or replaces an environment; its secrets stay.
    void put(const Environment &environment);
    void remove(const QString &name);
    void setSecrets(const QString &name, const EnvironmentSecrets &secrets);

    [[nodiscard]] QVector<Environment> environments() const;
    [[nodiscard]] std::optional<Environment> environment(const QString &name) const;
    [[nodiscard]] EnvironmentSecrets secrets(const QString &name) const;
    /// One route an environment, in the order in which they were put.
    [[nodiscard]] QVector<ListenerRoute> routes() const;
    /// Errors: NotFound `environment`, Refused `api-key` when there is no key, InvalidInput of checkedApiAddress.
    [[nodiscard]] Result<ApiAccess> accessOf(const QString &name) const;

private:
    mutable QMutex m_mutex;
    QVector<Environment> m_environments;
    QHash<QString, EnvironmentSecrets> m_secrets;
};

} // namespace console
