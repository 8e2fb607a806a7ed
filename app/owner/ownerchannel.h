// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/error.h"
#include "models/store/storepaths.h"

#include <QJsonObject>
#include <QObject>

#include <functional>
#include <memory>

namespace console {

/// One request of another process to the store's owner. Replies are JSON objects, one a line on the socket: any number
/// of progress, then exactly one result or error.
class OwnerRequest
{
public:
    virtual ~OwnerRequest() = default;
    [[nodiscard]] virtual QString command() const = 0;   ///< `fetch`, `sync`, `cancel`, `prune`…
    [[nodiscard]] virtual QJsonObject arguments() const = 0;
    virtual void progress(const QJsonObject &value) = 0;
    virtual void finish(const QJsonObject &result) = 0;
    virtual void fail(const Error &error) = 0;
    /// Called once when the asking process went away before the end.
    virtual void onAbandoned(std::function<void()> call) = 0;
};

/// The owner's end: a local socket that only this user can open. Lives on the thread that made it (GUI or main).
class OwnerServer : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<void(std::shared_ptr<OwnerRequest>)>;
    OwnerServer(const StorePaths &paths, Handler handler, QObject *parent = nullptr);
    ~OwnerServer() override;
    [[nodiscard]] Result<void> start();

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// The asking end. One request an object; destroying it abandons the request. `finished` comes once, never inside send().
class OwnerClient : public QObject
{
    Q_OBJECT
public:
    explicit OwnerClient(const StorePaths &paths, QObject *parent = nullptr);
    ~OwnerClient() override;
    void send(const QString &command, const QJsonObject &arguments);

Q_SIGNALS:
    void progressed(const QJsonObject &value);
    /// Errors: Unreachable `owner-silent`, or what the owner answered.
    void finished(const tl::expected<QJsonObject, console::Error> &result);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace console
