// SPDX-License-Identifier: Apache-2.0
#include "models/store/readpool.h"

#include "models/store/readturn.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace console {

namespace {

/// Of the pool whose thread this is.
thread_local const std::atomic<std::size_t> *waitingHere = nullptr;

} // namespace

bool anotherReadWaits()
{
    return waitingHere != nullptr && waitingHere->load() > 0;
}

class ReadPool::Private
{
public:
    using Job = std::function<void(Result<StoreReader *>)>;

    explicit Private(StorePaths where) : paths(std::move(where)) {}

    void run()
    {
        waitingHere = &waiting;
        std::unique_ptr<StoreReader> reader; // belongs to this thread
        for (Job job; take(job);) {
            if (reader) {
                job(reader.get());
                continue;
            }
            Result<std::unique_ptr<StoreReader>> opened = StoreReader::open(paths);
            if (opened)
                reader = std::move(*opened);
            job(reader ? Result<StoreReader *>(reader.get()) : tl::unexpected<Error>(opened.error()));
        }
    }

    const StorePaths paths;
    std::atomic<bool> stopping = false;
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<Job> jobs; ///< under mutex
    std::atomic<std::size_t> waiting = 0; ///< how many
    std::thread thread;

private:
    bool take(Job &job)
    {
        std::unique_lock lock(mutex);
        wake.wait(lock, [this] { return stopping || !jobs.empty(); });
        if (stopping)
            return false;
        job = std::move(jobs.front());
        jobs.pop_front();
        waiting = jobs.size();
        return true;
    }
};

ReadPool::ReadPool(StorePaths paths, QObject *parent) : QObject(parent), d(std::make_unique<Private>(std::move(paths)))
{
    d->thread = std::thread([this] { d->run(); });
}

ReadPool::~ReadPool()
{
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
    }
    d->wake.notify_one();
    d->thread.join();
}

bool ReadPool::stopping() const
{
    return d->stopping;
}

void ReadPool::post(std::function<void(Result<StoreReader *>)> job)
{
    {
        const std::lock_guard lock(d->mutex);
        d->jobs.push_back(std::move(job));
        d->waiting = d->jobs.size();
    }
    d->wake.notify_one();
}

} // namespace console
