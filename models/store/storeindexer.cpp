// SPDX-License-Identifier: Apache-2.0
#include "models/store/storeindexer.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

namespace console {

namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr auto writerIsBusyFor = 200ms; ///< after a commit
constexpr auto newsWait = 100ms;        ///< several commits are one piece of news
constexpr auto idleWait = 5s;
constexpr auto checkWait = 1s; ///< a slot is 6 MB to read
constexpr auto retryAfter = 10s;
constexpr auto statusEvery = 200ms;
constexpr int lowPriority = 10;

/// Waits its turn for processor and disk behind the threads that people wait for.
void lowerPriority()
{
    constexpr int forThread = 1;
    constexpr int bestEffortLast = (2 << 13) | 7;
    const auto thread = ::syscall(SYS_gettid);
    // Where it is not allowed it only is less polite.
    if (::setpriority(PRIO_PROCESS, id_t(thread), lowPriority) != 0 || ::syscall(SYS_ioprio_set, forThread, thread, bestEffortLast) != 0)
        errno = 0;
}

} // namespace

class StoreIndexer::Private
{
public:
    Private(StoreIndexer *owner, const StorePaths &given, const IndexerPace &chosen) : q(owner), paths(given), pace(chosen) {}

    void run();
    [[nodiscard]] Result<IndexBuild::Step> work();
    /// false: stop was asked for.
    [[nodiscard]] bool rest(SteadyClock::duration time, bool untilNews);
    [[nodiscard]] bool restAfter(const Result<IndexBuild::Step> &outcome, SteadyClock::duration took);
    void publish(IndexStatus now, bool atOnce);
    void askForTrim();

    StoreIndexer *const q;
    const StorePaths paths;
    const IndexerPace pace;
    std::thread thread;
    std::atomic<bool> trimming = false;

    mutable std::mutex mutex;
    std::condition_variable wake;
    bool stopping = false;  ///< these under mutex
    bool news = false;
    int wantedRebuilds = 0;
    SteadyClock::time_point committedAt;
    IndexStatus shown;

    std::unique_ptr<IndexBuild> build; ///< on the thread, as what follows
    int rebuilds = 0;
    bool clearDue = false;
    SteadyClock::time_point toldAt;
};

void StoreIndexer::Private::run()
{
    lowerPriority();
    for (;;) {
        const SteadyClock::time_point start = SteadyClock::now();
        const Result<IndexBuild::Step> outcome = work();
        IndexStatus now = build ? build->status() : q->status();
        now.rebuilds = rebuilds;
        now.error = outcome ? std::nullopt : std::optional<Error>(outcome.error());
        if (!outcome) {
            build.reset();
            now.building = false;
        }
        publish(now, !outcome || *outcome != IndexBuild::Step::Worked);
        if (build)
            askForTrim();
        if (!restAfter(outcome, SteadyClock::now() - start))
            break;
    }
    build.reset();
}

Result<IndexBuild::Step> StoreIndexer::Private::work()
{
    {
        const std::lock_guard lock(mutex);
        news = false;
        clearDue = clearDue || rebuilds != wantedRebuilds;
        rebuilds = wantedRebuilds;
    }
    if (!build) {
        auto opened = IndexBuild::open(paths);
        if (!opened)
            return tl::unexpected<Error>(opened.error());
        build = std::move(*opened);
    }
    if (!clearDue)
        return build->step();
    if (const Result<void> cleared = build->clear(); !cleared)
        return tl::unexpected<Error>(cleared.error());
    clearDue = false;
    return IndexBuild::Step::Worked;
}

bool StoreIndexer::Private::restAfter(const Result<IndexBuild::Step> &outcome, SteadyClock::duration took)
{
    if (!outcome)
        return rest(retryAfter, false);
    if (*outcome != IndexBuild::Step::Worked)
        return rest(*outcome == IndexBuild::Step::Idle ? idleWait : checkWait, true) && rest(newsWait, false);
    bool busy = false;
    {
        const std::lock_guard lock(mutex);
        busy = SteadyClock::now() < committedAt + writerIsBusyFor;
    }
    return rest(busy ? took * pace.restPerWork : SteadyClock::duration::zero(), false);
}

bool StoreIndexer::Private::rest(SteadyClock::duration time, bool untilNews)
{
    std::unique_lock lock(mutex);
    wake.wait_for(lock, time, [&] { return stopping || wantedRebuilds != rebuilds || (untilNews && news); });
    return !stopping;
}

void StoreIndexer::Private::publish(IndexStatus now, bool atOnce)
{
    const SteadyClock::time_point time = SteadyClock::now();
    {
        const std::lock_guard lock(mutex);
        if (shown == now || (!atOnce && time < toldAt + statusEvery))
            return;
        shown = now;
    }
    toldAt = time;
    Q_EMIT q->statusChanged(now);
}

/// The log is trimmed by the writer; the object that asks it lives on its owner's thread.
void StoreIndexer::Private::askForTrim()
{
    const IndexedState &state = build->state();
    const qint64 upTo = build->appliedChange() - qint64(pace.keptChanges);
    if (state.firstChange == 0 || upTo < state.firstChange + qint64(pace.keptChanges) / 10 || trimming.exchange(true))
        return;
    QMetaObject::invokeMethod(q, [owner = q, upTo] { owner->trimChanges(upTo); }, Qt::QueuedConnection);
}

StoreIndexer::StoreIndexer(const StorePaths &paths, StoreWriter &writer, IndexerPace pace)
    : d(std::make_shared<Private>(this, paths, pace)), m_writer(writer)
{
    // Called on the store thread: this object's own thread may be busy.
    m_commits = connect(&writer, &StoreWriter::committed, [shared = d] {
        const std::lock_guard lock(shared->mutex);
        shared->committedAt = SteadyClock::now();
        shared->news = true;
        shared->wake.notify_one();
    });
}

StoreIndexer::~StoreIndexer()
{
    disconnect(m_commits);
    stop();
}

void StoreIndexer::start()
{
    if (!d->thread.joinable())
        d->thread = std::thread([this] { d->run(); });
}

void StoreIndexer::stop()
{
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
        d->wake.notify_one();
    }
    if (d->thread.joinable())
        d->thread.join();
}

int StoreIndexer::rebuild()
{
    const std::lock_guard lock(d->mutex);
    d->wake.notify_one();
    return ++d->wantedRebuilds;
}

IndexStatus StoreIndexer::status() const
{
    const std::lock_guard lock(d->mutex);
    return d->shown;
}

void StoreIndexer::trimChanges(qint64 upTo)
{
    m_writer.write<bool>(
        this, [upTo](WriteTransaction &transaction) { return transaction.trimEventChanges(upTo).map([] { return true; }); },
        [this](const Result<bool> &) { d->trimming = false; });
}

} // namespace console
