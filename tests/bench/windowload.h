// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/store/storewriter.h"

#include <atomic>
#include <chrono>
#include <thread>

namespace console {

/// Events of a busy account: about 1 KB each, 200 integrations, nine types from frequent to rare. Any thread.
class WindowLoad
{
public:
    static const QString environment;
    static const QByteArray secret;
    static const QString frequentFilter; ///< every third event
    static const QString rareFilter;     ///< a rare type of one integration: 50 in a million

    /// The `number`-th event, as the listener hands it to the store.
    [[nodiscard]] static IncomingDelivery delivery(qint64 number, Timestamp at);
    /// `id` should be one of its own.
    [[nodiscard]] static QByteArray body(qint64 number, const QByteArray &id);

    /// A text that stands in the body of this event alone.
    [[nodiscard]] static QByteArray employee(qint64 number);

    /// Brings the store up to `events`, over the last 30 days. false: said on stderr why.
    [[nodiscard]] static bool fill(const StorePaths &paths, qint64 events);
    /// Events in the store; 0 when there is none.
    [[nodiscard]] static qint64 stored(const StorePaths &paths);
};

/// Puts events into a writer at an even rate, on a thread of its own, until it was long enough or is destroyed.
class WindowStream
{
public:
    WindowStream(StoreWriter &writer, int perSecond, std::chrono::seconds span);
    ~WindowStream();

    [[nodiscard]] bool finished() const { return m_finished; }
    [[nodiscard]] qint64 accepted() const { return m_accepted; }
    [[nodiscard]] qint64 refused() const { return m_refused; }

private:
    void run();

    StoreWriter &m_writer;
    const int m_perSecond;
    const std::chrono::seconds m_span;
    std::atomic<bool> m_stop = false;
    std::atomic<bool> m_finished = false;
    std::atomic<qint64> m_accepted = 0;
    std::atomic<qint64> m_refused = 0;
    std::thread m_thread;
};

/// POSTs one signed event over a connection of its own, on a thread of its own; joined by the destructor.
class WindowPost
{
public:
    WindowPost(quint16 port, const QString &path, QByteArray body);
    ~WindowPost();

    /// Right before connecting; after wait().
    [[nodiscard]] std::chrono::steady_clock::time_point started() const { return m_started; }
    /// Status of the answer, which it waits for; 0: none came.
    [[nodiscard]] int wait();

private:
    std::chrono::steady_clock::time_point m_started;
    int m_status = 0;
    std::thread m_thread;
};

} // namespace console
