// SPDX-License-Identifier: Apache-2.0
#include "app/kombo/retrypolicy.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {
namespace {

using std::chrono::milliseconds;

milliseconds scaled(milliseconds span, double factor)
{
    return milliseconds(static_cast<milliseconds::rep>(static_cast<double>(span.count()) * factor));
}

milliseconds backoff(const RetryPolicy &policy, int attempt)
{
    milliseconds span = policy.first;
    for (int i = 1; i < attempt && span < policy.cap; ++i)
        span *= 2;
    return std::min(span, policy.cap);
}

} // namespace

bool worthRetrying(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::RateLimited:
    case ErrorKind::Unreachable:
    case ErrorKind::Timeout:
        return true;
    case ErrorKind::RemoteFault:
        break;
    default:
        return false;
    }
    // A server that answers whole but senseless pages, or a tool that refused the input, will do so again.
    static const QStringList lasting{u"page-shape"_s,          u"reply-shape"_s,    u"cursor-loop"_s,
                                     u"empty-pages"_s,         u"too-many-pages"_s, u"body-too-large"_s,
                                     u"REMOTE.INPUT_INVALID"_s};
    return !lasting.contains(error.code) && !error.code.startsWith("http-3"_L1) && error.code != "http-501"_L1;
}

std::optional<milliseconds> waitBeforeRetry(const RetryPolicy &policy, const FailedTry &failed, double random)
{
    const bool silence = failed.error.kind == ErrorKind::Unreachable && !failed.answeredBefore;
    if (!worthRetrying(failed.error) || failed.attempt >= (silence ? policy.triesUnanswered : policy.tries))
        return std::nullopt;
    if (failed.retryAfter) {
        const milliseconds asked = std::clamp(*failed.retryAfter, milliseconds(0), policy.retryAfterCap);
        return asked + scaled(asked, random * 0.1);
    }
    return scaled(backoff(policy, failed.attempt), random);
}

} // namespace console
