// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/worldclock.h"

namespace console::sandbox {

Timestamp WorldClock::now() const
{
    const auto passed = static_cast<double>((m_base->now() - m_begin).count());
    return m_begin + Millis(static_cast<qint64>(passed * m_speed));
}

} // namespace console::sandbox
