// SPDX-License-Identifier: Apache-2.0
#include "models/store/storewriter.h"

#include "models/store/schema.h"
#include "models/store/storeloop.h"
#include "models/store/writequeue.h"

#include <future>
#include <thread>

namespace console {

class StoreWriter::Private
{
public:
    explicit Private(const WriterLimits &given) : queue(given), limits(given) {}

    WriteQueue queue;
    const WriterLimits limits;
    std::thread thread;
    mutable std::mutex mutex;
    StoreVersion version; ///< under mutex
};

StoreWriter::StoreWriter() = default;

StoreWriter::~StoreWriter()
{
    stop();
}

Result<std::unique_ptr<StoreWriter>> StoreWriter::open(const StorePaths &paths, WriterLimits limits)
{
    std::unique_ptr<StoreWriter> writer(new StoreWriter);
    writer->d = std::make_unique<Private>(limits);
    Private *d = writer->d.get();
    StoreWriter *q = writer.get();
    std::promise<Result<void>> opened;
    std::future<Result<void>> outcome = opened.get_future();

    const StoreLoop::Calls calls = {
        [q](const QVector<DeliveryReceipt> &receipts) { Q_EMIT q->settled(receipts); },
        [d](const StoreVersion &version) {
            const std::lock_guard lock(d->mutex);
            d->version = version;
        },
        [q](const StoreVersion &version) { Q_EMIT q->committed(version); },
        [q](const Error &error) { Q_EMIT q->failed(error); },
        [q] { Q_EMIT q->recovered(); }};
    // The connection belongs to the thread that opens it, so opening happens there too.
    d->thread = std::thread([d, calls, file = paths.database(), opened = std::move(opened)]() mutable {
        Result<std::unique_ptr<SqliteDatabase>> database = SqliteDatabase::open(file, SqliteDatabase::Mode::ReadWrite);
        const Result<void> prepared = database ? prepareForWriting(**database) : tl::unexpected<Error>(database.error());
        if (!prepared) {
            opened.set_value(prepared);
            return;
        }
        StoreLoop loop(std::move(*database), d->limits, d->queue, calls);
        const Result<void> loaded = loop.load();
        opened.set_value(loaded);
        if (loaded)
            loop.run();
    });
    if (const Result<void> ready = outcome.get(); !ready)
        return tl::unexpected<Error>(ready.error());
    return writer;
}

bool StoreWriter::enqueue(IncomingDelivery &&delivery)
{
    return d->queue.put(std::move(delivery));
}

void StoreWriter::post(Job job)
{
    if (!d->queue.put(std::move(job)))
        job.done(failure(ErrorKind::Cancelled, QStringLiteral("store-stopped")));
}

void StoreWriter::stop()
{
    d->queue.close();
    if (d->thread.joinable())
        d->thread.join();
}

StoreVersion StoreWriter::version() const
{
    const std::lock_guard lock(d->mutex);
    return d->version;
}

} // namespace console
