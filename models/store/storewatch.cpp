// SPDX-License-Identifier: Apache-2.0
// watchStore: one watch over the own writer, one over a store that another process writes.
#include "models/store/storewatch.h"

#include "models/store/readpool.h"
#include "models/store/storewriter.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace console {

namespace {

using namespace std::chrono_literals;

constexpr auto pollEvery = 200ms; ///< the contract is 250 ms

class WriterWatch final : public StoreWatch
{
public:
    explicit WriterWatch(StoreWriter &writer)
    {
        connect(&writer, &StoreWriter::committed, this, [this](const StoreVersion &version) {
            if (version == m_version)
                return;
            m_version = version;
            Q_EMIT moved(version);
        }, Qt::QueuedConnection);
        m_version = writer.version(); // after connecting: a commit between the two would not be heard of
    }
    [[nodiscard]] StoreVersion version() const override { return m_version; }

private:
    StoreVersion m_version;
};

class PollingWatch final : public StoreWatch
{
public:
    explicit PollingWatch(StorePaths paths) : m_paths(std::move(paths)), m_back(this)
    {
        m_thread = std::thread([this] { poll(); });
    }
    ~PollingWatch() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    [[nodiscard]] StoreVersion version() const override { return m_version; }

private:
    void poll()
    {
        std::unique_ptr<StoreReader> reader; // belongs to this thread
        qint64 seen = -1;
        do {
            if (!reader) {
                // Somebody may make the database later: asked again with each round.
                if (Result<std::unique_ptr<StoreReader>> opened = StoreReader::open(m_paths))
                    reader = std::move(*opened);
            }
            const qint64 data = reader ? reader->dataVersion() : seen;
            if (data == seen)
                continue;
            const Result<StoreVersion> version = reader->version();
            if (!version)
                continue;
            seen = data;
            m_back.post([this, now = *version] { take(now); });
        } while (waits());
    }

    bool waits()
    {
        std::unique_lock lock(m_mutex);
        return !m_wake.wait_for(lock, pollEvery, [this] { return m_stopping; });
    }

    void take(const StoreVersion &version)
    {
        if (version == m_version)
            return;
        m_version = version;
        Q_EMIT moved(version);
    }

    const StorePaths m_paths;
    const ReplyTo m_back;
    StoreVersion m_version;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false; ///< under m_mutex
    std::thread m_thread;
};

} // namespace

std::unique_ptr<StoreWatch> watchStore(const StorePaths &paths, StoreWriter *writer)
{
    if (writer != nullptr)
        return std::make_unique<WriterWatch>(*writer);
    return std::make_unique<PollingWatch>(paths);
}

} // namespace console
