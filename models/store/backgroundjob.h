// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

namespace console {

/// One long piece of work at a time on a thread of its own. Made and destroyed on one thread; the destructor asks the work
/// to stop and waits for its end.
class BackgroundJob
{
public:
    BackgroundJob() = default;
    ~BackgroundJob() { stop(); }
    BackgroundJob(const BackgroundJob &) = delete;
    BackgroundJob &operator=(const BackgroundJob &) = delete;

    /// `work` looks at `goOn` often; false: it is to end. Waits for an earlier work first.
    void run(std::function<void(const std::function<bool()> &goOn)> work)
    {
        stop();
        m_stopping = false;
        m_thread = std::thread([this, work = std::move(work)] { work([this] { return !m_stopping.load(); }); });
    }
    /// Returns at once.
    void cancel() { m_stopping = true; }

private:
    void stop()
    {
        m_stopping = true;
        if (m_thread.joinable())
            m_thread.join();
    }

    std::atomic_bool m_stopping = false;
    std::thread m_thread;
};

/// Keeps what tells how far a long work is from telling it more than ten times a second. On the thread of the work.
class ProgressPace
{
public:
    /// Whether it is time again; at the earliest a tenth of a second after this was made.
    [[nodiscard]] bool due()
    {
        const auto now = std::chrono::steady_clock::now();
        if (now - m_told < std::chrono::milliseconds(100))
            return false;
        m_told = now;
        return true;
    }

private:
    std::chrono::steady_clock::time_point m_told = std::chrono::steady_clock::now();
};

} // namespace console
