// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/identity.h"

#include <array>

namespace console::sandbox {

namespace {
constexpr char alphabet[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

struct Pair
{
    char text[2];
};

/// All pairs of digits: half the divisions, which are most of what a record costs.
constexpr std::array<Pair, 58 * 58> pairs = [] {
    std::array<Pair, 58 * 58> all{};
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = {{alphabet[i % 58], alphabet[i / 58]}};
    return all;
}();

void writePairs(char *out, quint64 value, int count)
{
    for (int i = 0; i < count; ++i, out += 2) {
        const Pair &pair = pairs[value % pairs.size()];
        out[0] = pair.text[0];
        out[1] = pair.text[1];
        value /= pairs.size();
    }
}
} // namespace

quint64 mixText(quint64 seed, QByteArrayView text)
{
    quint64 hash = mix(seed, static_cast<quint64>(text.size()));
    for (const char c : text)
        hash = mix(hash ^ static_cast<unsigned char>(c));
    return hash;
}

void appendId(Text &out, quint64 key)
{
    char text[24];
    // 58^10 is below 2^64: ten digits keep nearly all of a number, so three of them fill the id without repetition.
    const quint64 second = mix(key);
    writePairs(text, key, 5);
    writePairs(text + 10, second, 5);
    writePairs(text + 20, key >> 40, 2);
    out.append(text, sizeof text);
}

QByteArray idOf(quint64 key)
{
    Text out;
    appendId(out, key);
    return out.take();
}

} // namespace console::sandbox
