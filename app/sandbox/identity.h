// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sandbox/text.h"

namespace console::sandbox {

/// SplitMix64's finaliser: a bijection that spreads every bit. Everything made up in the sandbox comes from it, so that
/// the same seed gives the same world.
[[nodiscard]] constexpr quint64 mix(quint64 x)
{
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}
[[nodiscard]] constexpr quint64 mix(quint64 a, quint64 b)
{
    return mix(a ^ mix(b));
}
[[nodiscard]] quint64 mixText(quint64 seed, QByteArrayView text);

/// Appends the 24 base58 characters that Kombo's ids are made of (official OpenAPI document, pattern
/// `^[1-9A-HJ-NP-Za-km-z]+$`).
void appendId(Text &out, quint64 key);
[[nodiscard]] QByteArray idOf(quint64 key);

/// A sequence of numbers from a seed.
class Dice
{
public:
    explicit constexpr Dice(quint64 seed) : m_state(seed) {}
    [[nodiscard]] constexpr quint64 next() { return mix(m_state += 0x9E3779B97F4A7C15ULL); }
    /// 0 … sides-1; 0 for no sides.
    [[nodiscard]] constexpr qint64 roll(qint64 sides)
    {
        return sides > 0 ? static_cast<qint64>(next() % static_cast<quint64>(sides)) : 0;
    }
    [[nodiscard]] constexpr qint64 between(qint64 low, qint64 high) { return low + roll(high - low + 1); }

private:
    quint64 m_state;
};

} // namespace console::sandbox
