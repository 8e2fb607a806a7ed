// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/sqlitedatabase.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace console {

/// A second read-only connection to a store with a thread of its own, for scans that two processors do faster than one.
/// Belongs to the thread that made it; that one hands over a job at a time and waits for its end.
class SideReader
{
public:
    explicit SideReader(QString file);
    ~SideReader();
    SideReader(const SideReader &) = delete;
    SideReader &operator=(const SideReader &) = delete;

    /// `job` runs on the other thread; it gets nullptr when the store cannot be opened there. What it shares with others
    /// is its own business until wait() returned.
    void start(std::function<void(SqliteDatabase *)> job);
    void wait();

private:
    void run();

    const QString m_file;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::function<void(SqliteDatabase *)> m_job; ///< under m_mutex; empty: none to do
    bool m_ends = false;                         ///< under m_mutex
    std::thread m_thread;
};

} // namespace console
