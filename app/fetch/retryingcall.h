// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/fetch/requestpace.h"
#include "app/fetch/serverclock.h"
#include "app/kombo/komboclient.h"
#include "app/kombo/retrypolicy.h"

#include <QTimer>

namespace console {

/// One environment's way to Kombo, shared by all that ask there. Lives on the fetch thread.
struct ApiLine
{
    ApiLine(ApiAccess access, const ClientLimits &limits, const RetryPolicy &policy,
            std::shared_ptr<const Clock> ourClock)
        : client(std::move(access), limits), retry(policy), clock(std::move(ourClock))
    {}

    KomboClient client;
    RetryPolicy retry;
    std::shared_ptr<const Clock> clock;
    RequestPace pace;
    bool answered = false; ///< something came back at least once
};

/// One request with its repetitions: waits for the environment's pace, sends, judges the reply, backs off. Lives on the
/// fetch thread; destroying it cancels and no callback comes.
class RetryingCall : public QObject
{
    Q_OBJECT
public:
    /// Reads a reply; its error is what the retry policy judges.
    using Accept = std::function<Result<void>(const ApiReply &)>;
    /// Comes once; may destroy the call. The error is the last try's.
    using Done = std::function<void(Result<void>)>;
    /// A wait of a second or more began (until then), or ended (nullopt).
    using Waits = std::function<void(std::optional<Timestamp>)>;

    RetryingCall(std::shared_ptr<ApiLine> line, ApiRequest request, Accept accept, Done done, Waits waits = {});
    ~RetryingCall() override;

    void start(); ///< no callback comes inside
    [[nodiscard]] int retries() const { return m_attempt - 1; }
    /// Of the last reply that had a Date.
    [[nodiscard]] const std::optional<ClockReading> &clockReading() const { return m_clockReading; }

private:
    void tryNow();
    void onReply(const Result<ApiReply> &reply);
    void fail(const Error &error, std::optional<std::chrono::milliseconds> retryAfter);
    void wait(std::chrono::milliseconds span);

    std::shared_ptr<ApiLine> m_line;
    ApiRequest m_request;
    Accept m_accept;
    Done m_done;
    Waits m_waits;
    std::unique_ptr<ApiCall> m_call;
    QTimer m_timer;
    std::optional<ClockReading> m_clockReading;
    Timestamp m_sentAt;
    int m_attempt = 1;
    bool m_waitShown = false;
};

} // namespace console
