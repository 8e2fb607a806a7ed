// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/fetch/pagewalk.h"
#include "app/fetch/retryingcall.h"
#include "models/store/writetransaction.h"

namespace console {

/// Reads one endpoint to its end: asks for the next page while the one before is being stored, so that at most two
/// pages are in memory. Lives on the fetch thread; destroying it cancels and no callback comes.
class EndpointReader : public QObject
{
    Q_OBJECT
public:
    using Stored = std::function<void(Result<PageOutcome>)>;
    struct Hooks
    {
        /// Stores a page and calls back on this thread, never inside, after COMMIT; not once `context` died.
        std::function<void(QObject *context, QVector<PageRecord> records, Stored stored)> store;
        std::function<void(const PageOutcome &)> pageStored;
        std::function<void(int retries)> retried; ///< how many more repetitions it took
        RetryingCall::Waits waits;
        /// Once, after every page that arrived was stored, or with the error that ended it; may destroy the reader.
        std::function<void(Result<void>)> finished;
    };

    EndpointReader(std::shared_ptr<ApiLine> line, PageWalk walk, Hooks hooks);
    ~EndpointReader() override;

    void start();
    /// Asks for nothing more; `finished` comes with Cancelled as soon as no page is on its way into the store, which
    /// may be inside.
    void cancel();
    [[nodiscard]] const std::optional<ClockReading> &clockReading() const { return m_clockReading; }

private:
    void askNext();
    void onPage(Result<void> read);
    void storePage(QVector<PageRecord> records);
    void onStored(const Result<PageOutcome> &outcome);
    void finishWhenIdle();

    std::shared_ptr<ApiLine> m_line;
    PageWalk m_walk;
    Hooks m_hooks;
    std::unique_ptr<RetryingCall> m_call;
    ApiPage m_page;                            ///< being read
    std::optional<QVector<PageRecord>> m_held; ///< arrived while another is being stored
    bool m_storing = false;
    std::optional<Error> m_error; ///< ends the walk once nothing is being stored
    std::optional<ClockReading> m_clockReading;
};

} // namespace console
