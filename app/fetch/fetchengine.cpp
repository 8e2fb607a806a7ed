// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/fetchengine.h"

#include "app/fetch/fetchworker.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace console {

class FetchEngine::Private
{
public:
    QThread thread;
    FetchWorker *worker = nullptr; ///< deleted by its thread as that ends
    quint64 lastTicket = 0;

    // Queued: a caller gets its ticket before anything can be said about it.
    template <class Call> void post(Call call)
    {
        QMetaObject::invokeMethod(worker, std::move(call), Qt::QueuedConnection);
    }
};

FetchEngine::FetchEngine(StorePaths paths, StoreWriter &writer, EndpointMap map, AccessOf access,
                         std::shared_ptr<const Clock> clock, QObject *parent, FetchLimits limits)
    : QObject(parent), d(std::make_unique<Private>())
{
    d->worker = new FetchWorker(std::move(paths), writer, std::move(map), std::move(access), std::move(clock), limits);
    d->worker->moveToThread(&d->thread);
    connect(d->worker, &FetchWorker::started, this, &FetchEngine::started);
    connect(d->worker, &FetchWorker::refused, this, &FetchEngine::refused);
    connect(d->worker, &FetchWorker::progressed, this, &FetchEngine::progressed);
    connect(d->worker, &FetchWorker::finished, this, &FetchEngine::finished);
    connect(d->worker, &FetchWorker::syncRequested, this, &FetchEngine::syncRequested);
    connect(d->worker, &FetchWorker::detailsRead, this, &FetchEngine::detailsRead);
    connect(&d->thread, &QThread::finished, d->worker, &QObject::deleteLater);
    d->thread.setObjectName(u"fetch"_s);
    d->thread.start();
    d->post([worker = d->worker] { worker->begin(); });
}

FetchEngine::~FetchEngine()
{
    d->post([worker = d->worker] {
        worker->shutDown();
        worker->thread()->quit();
    });
    d->thread.wait();
}

quint64 FetchEngine::start(const FetchRequest &request)
{
    const quint64 ticket = ++d->lastTicket;
    d->post([worker = d->worker, ticket, request] { worker->start(ticket, request); });
    return ticket;
}

void FetchEngine::cancel(qint64 runId)
{
    d->post([worker = d->worker, runId] { worker->cancel(runId); });
}

quint64 FetchEngine::requestSync(const QString &environment, const QString &integrationId, bool full)
{
    const quint64 ticket = ++d->lastTicket;
    d->post([worker = d->worker, ticket, environment, integrationId, full] {
        worker->requestSync(ticket, environment, integrationId, full);
    });
    return ticket;
}

quint64 FetchEngine::refreshDetails(const QString &environment, const QString &integrationId)
{
    const quint64 ticket = ++d->lastTicket;
    d->post([worker = d->worker, ticket, environment, integrationId] {
        worker->refreshDetails(ticket, environment, integrationId);
    });
    return ticket;
}

} // namespace console
