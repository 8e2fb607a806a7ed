// SPDX-License-Identifier: Apache-2.0
#include "app/fetch/requestpace.h"

#include <algorithm>

namespace console {
namespace {

using namespace std::chrono_literals;

constexpr RequestPace::Span smallest = 100ms;
constexpr RequestPace::Span largest = 5s;
constexpr int goodBeforeFaster = 20;

} // namespace

RequestPace::Span RequestPace::waitBefore(Moment now) const
{
    // Rounded up: a timer that fires a fraction early would only be sent back.
    return now >= m_notBefore ? Span(0) : std::chrono::ceil<Span>(m_notBefore - now);
}

void RequestPace::sent(Moment now)
{
    m_notBefore = std::max(m_notBefore, now + m_distance);
}

void RequestPace::slowDown(Moment now, Span wait)
{
    m_goodInARow = 0;
    m_distance = std::clamp(m_distance * 2, smallest, largest);
    m_notBefore = std::max(m_notBefore, now + wait);
}

void RequestPace::answered()
{
    if (m_distance == Span(0) || ++m_goodInARow < goodBeforeFaster)
        return;
    m_goodInARow = 0;
    m_distance = m_distance <= smallest ? Span(0) : m_distance / 2;
}

} // namespace console
