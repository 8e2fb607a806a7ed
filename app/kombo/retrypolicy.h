// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/kombo/apireply.h"

namespace console {

/// When to try again. Exponential backoff with full jitter (Kombo's docs ask for backoff "starting at about 1 s").
struct RetryPolicy
{
    int tries = 6;           ///< of one request, the first included
    int triesUnanswered = 3; ///< while nobody answered at all yet: a wrong address should be told soon
    std::chrono::milliseconds first = std::chrono::seconds(1);
    std::chrono::milliseconds cap = std::chrono::seconds(60);
    std::chrono::milliseconds retryAfterCap = std::chrono::minutes(10);
};

/// One failed try.
struct FailedTry
{
    int attempt = 1; ///< 1: the first
    Error error;
    std::optional<std::chrono::milliseconds> retryAfter;
    bool answeredBefore = true; ///< this server answered something earlier
};

/// Whether waiting can help without people: rate limits, SERVICE_UNAVAILABLE, bare 5xx, cut or garbled replies,
/// time-outs, nobody there. Never Waiting (a webhook ends that), never Refused.
[[nodiscard]] bool worthRetrying(const Error &error);

/// How long to wait before the next try, or nullopt: give up. `random` is uniform in [0, 1). A Retry-After is waited
/// out in full, up to its cap, plus up to a tenth so that many clients do not come back together.
[[nodiscard]] std::optional<std::chrono::milliseconds> waitBeforeRetry(const RetryPolicy &policy,
                                                                       const FailedTry &failed, double random);

} // namespace console
