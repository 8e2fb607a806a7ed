// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/event.h"

#include <QVariant>

namespace console {

/// What makes an event the same event: 64-bit parts of SHA-256 sums, the unique index of the store.
struct EventKey
{
    qint64 identity = 0; ///< of (environment, type, id); of the bytes where there is no id
    qint64 digest = 0;   ///< of the bytes
    bool operator==(const EventKey &) const = default;
};

/// Exact code units matter: case, blanks, NUL and normal forms make different ids. Pure.
[[nodiscard]] EventKey eventKey(const QString &environment, const QString &type, const QString &id, const QByteArray &body);
/// 64 bits of the SHA-256 of bytes.
[[nodiscard]] qint64 digestOf(const QByteArray &bytes);

/// Header lines as one blob and back; order, duplicates and every byte survive. A broken blob gives what is whole of it.
[[nodiscard]] QByteArray packHeaders(const HeaderList &headers);
[[nodiscard]] HeaderList unpackHeaders(const QByteArray &blob);

/// A column of a time that may be absent.
[[nodiscard]] inline QVariant nullableTime(const std::optional<Timestamp> &time)
{
    return time ? QVariant(toMillis(*time)) : QVariant();
}
/// A blob that may be empty but never NULL.
[[nodiscard]] inline QByteArray blobOf(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArrayLiteral("") : bytes;
}

} // namespace console
