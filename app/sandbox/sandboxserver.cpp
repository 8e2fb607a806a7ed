// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/sandboxserver.h"

#include "app/sandbox/engine.h"

#include <QThread>

namespace console {

class SandboxServer::Private
{
public:
    explicit Private(SandboxConfig config) : engine(new sandbox::Engine(std::move(config)))
    {
        thread.setObjectName(QStringLiteral("sandbox"));
        engine->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, engine, &QObject::deleteLater);
    }

    QThread thread;
    sandbox::Engine *engine; ///< deleted on its own thread when that ends
};

SandboxServer::SandboxServer(SandboxConfig config, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(std::move(config)))
{
    connect(d->engine, &sandbox::Engine::ready, this, &SandboxServer::ready);
    connect(d->engine, &sandbox::Engine::failed, this, &SandboxServer::failed);
    d->thread.start();
}

SandboxServer::~SandboxServer()
{
    d->thread.quit();
    d->thread.wait();
}

void SandboxServer::start()
{
    QMetaObject::invokeMethod(d->engine, &sandbox::Engine::start, Qt::QueuedConnection);
}

void SandboxServer::setWebhookUrl(const QUrl &url)
{
    QMetaObject::invokeMethod(
        d->engine, [engine = d->engine, url] { engine->setWebhookUrl(url); }, Qt::QueuedConnection);
}

const QStringList &SandboxServer::faultNames()
{
    return sandbox::allFaultNames();
}

} // namespace console
