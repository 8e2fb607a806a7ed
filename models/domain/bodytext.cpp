// SPDX-License-Identifier: Apache-2.0
#include "models/domain/bodytext.h"

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace console {

namespace {

QByteArray escaped(const QString &text, const char *digits)
{
    QByteArray bytes;
    for (const QChar unit : text) {
        const char16_t code = unit.unicode();
        if (code < 0x80) {
            bytes += char(code);
            continue;
        }
        bytes += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4)
            bytes += digits[(code >> shift) & 15];
    }
    return bytes;
}

} // namespace

QVector<QByteArray> bodySpellings(const QString &text)
{
    QVector<QByteArray> spellings;
    const auto add = [&spellings](const QByteArray &spelling) {
        if (!spellings.contains(spelling))
            spellings.append(spelling);
    };
    for (const QByteArray &plain : {text.toUtf8(), escaped(text, "0123456789abcdef"), escaped(text, "0123456789ABCDEF")}) {
        add(plain);
        QByteArray slashes = plain;
        add(slashes.replace('/', "\\/"));
    }
    return spellings;
}

bool BodyNeedle::isIn(QByteArrayView body) const
{
    return m_spellings.isEmpty()
        || std::any_of(m_spellings.begin(), m_spellings.end(), [body](const QByteArray &spelling) { return findBytes(body, spelling) >= 0; });
}

qsizetype findBytes(QByteArrayView text, QByteArrayView needle)
{
    if (needle.isEmpty())
        return 0;
    if (needle.size() > text.size())
        return -1;
    const char *const begin = text.data();
    const char *at = begin;
#ifdef __SSE2__
    // Sixteen places at once: where both the first and the last byte fit, the rest is compared. Several times as fast as
    // memmem() on bodies of a kilobyte, whatever the needle.
    const qsizetype last = needle.size() - 1;
    const char *const end = begin + text.size() - last;
    const __m128i firsts = _mm_set1_epi8(needle.front());
    const __m128i lasts = _mm_set1_epi8(needle.back());
    for (; end - at >= 16; at += 16) {
        const __m128i a = _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i *>(at)), firsts);
        const __m128i b = _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i *>(at + last)), lasts);
        for (auto fits = unsigned(_mm_movemask_epi8(_mm_and_si128(a, b))); fits != 0; fits &= fits - 1) {
            const char *place = at + std::countr_zero(fits);
            if (std::memcmp(place, needle.data(), size_t(needle.size())) == 0)
                return place - begin;
        }
    }
#endif
    const void *found = memmem(at, size_t(begin + text.size() - at), needle.data(), size_t(needle.size()));
    return found == nullptr ? -1 : static_cast<const char *>(found) - begin;
}

} // namespace console
