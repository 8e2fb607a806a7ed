// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>

#include <array>

namespace console {

inline constexpr qsizetype kDigestSize = 32;
using Digest = std::array<char, kDigestSize>;

/// HMAC-SHA256 (RFC 2104) through OpenSSL's EVP_MAC. Any thread: each has a context of its own, ended with the thread.
/// Both texts may be empty. Without memory or without SHA-256 in OpenSSL the process cannot do its work and ends.
[[nodiscard]] Digest hmacSha256(QByteArrayView text, QByteArrayView key);

} // namespace console
