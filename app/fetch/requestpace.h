// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace console {

/// How fast one environment may be asked: free until the server says 429; then nobody asks before its wait is over, and
/// requests keep a distance that doubles with every further 429 and shrinks while answers come again. Pure; the caller
/// brings the time.
class RequestPace
{
public:
    using Moment = std::chrono::steady_clock::time_point;
    using Span = std::chrono::milliseconds;

    /// How long the next request has to wait; zero: it may go now.
    [[nodiscard]] Span waitBefore(Moment now) const;
    /// A request goes out now.
    void sent(Moment now);
    /// The server asked to slow down and the request is repeated after `wait`.
    void slowDown(Moment now, Span wait);
    /// A request was answered as it should be.
    void answered();

    [[nodiscard]] Span distance() const { return m_distance; }

private:
    Moment m_notBefore{};
    Span m_distance{0};
    int m_goodInARow = 0;
};

} // namespace console
