// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <optional>

namespace console {

/// Where things stand in a line of a hex dump, `00000010  7b 22 69 …  {"i…`, in characters. Pure.
struct HexLayout
{
    int bytes = 16; ///< a line: 16 or 8

    [[nodiscard]] static constexpr int offsetWidth() { return 8; }
    [[nodiscard]] int hexColumn(int byte) const { return offsetWidth() + 2 + byte * 3 + (byte >= 8 ? 1 : 0); }
    [[nodiscard]] int textColumn(int byte) const { return hexColumn(bytes - 1) + 4 + byte; }
    [[nodiscard]] int width() const { return textColumn(bytes); }
    /// The byte of the line that this column belongs to (what is between bytes belongs to the one before).
    [[nodiscard]] int byteAt(int column) const;
    /// Line `row` of the dump, always width() long.
    [[nodiscard]] QString line(QByteArrayView all, qsizetype row) const;
    [[nodiscard]] qsizetype rows(qsizetype size) const { return size == 0 ? 1 : (size + bytes - 1) / bytes; }
};

/// `7b 22 69`.
[[nodiscard]] QString hexText(QByteArrayView bytes);
/// Bytes that a person wrote: `7b 22`, `7B22` only behind `0x`. Nothing when it is no such text.
[[nodiscard]] std::optional<QByteArray> writtenBytes(const QString &text);

} // namespace console
