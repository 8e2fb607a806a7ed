// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/time.h"

namespace console::sandbox {

/// The sandbox's own time: begins with the base clock's and runs `speed` times as fast. `base` must outlive it.
class WorldClock : public Clock
{
public:
    WorldClock(const Clock &base, double speed) : m_base(&base), m_begin(base.now()), m_speed(speed) {}
    [[nodiscard]] Timestamp now() const override;
    [[nodiscard]] Timestamp begin() const { return m_begin; }

private:
    const Clock *m_base;
    Timestamp m_begin;
    double m_speed;
};

} // namespace console::sandbox
