// SPDX-License-Identifier: Apache-2.0
#include "models/domain/hexdump.h"

#include <QStringList>

#include <algorithm>

namespace console {

namespace {

constexpr char16_t digits[] = u"0123456789abcdef";

QChar digit(int value)
{
    return QChar(digits[value & 15]);
}

bool isHex(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

} // namespace

int HexLayout::byteAt(int column) const
{
    if (column >= textColumn(0))
        return std::min(column - textColumn(0), bytes - 1);
    int byte = 0;
    while (byte + 1 < bytes && hexColumn(byte + 1) <= column)
        ++byte;
    return byte;
}

QString HexLayout::line(QByteArrayView all, qsizetype row) const
{
    QString text(width(), u' ');
    const qsizetype start = row * bytes;
    for (int i = 0; i < offsetWidth(); ++i)
        text[i] = digit(int(start >> (4 * (offsetWidth() - 1 - i))));
    for (int i = 0; i < bytes && start + i < all.size(); ++i) {
        const auto byte = static_cast<uchar>(all[start + i]);
        text[hexColumn(i)] = digit(byte >> 4);
        text[hexColumn(i) + 1] = digit(byte);
        text[textColumn(i)] = byte >= 0x20 && byte < 0x7F ? QChar(char16_t(byte)) : QChar(u'.');
    }
    return text;
}

QString hexText(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toHex(' '));
}

std::optional<QByteArray> writtenBytes(const QString &text)
{
    QString rest = text.trimmed();
    const bool prefixed = rest.startsWith(u"0x", Qt::CaseInsensitive);
    if (prefixed)
        rest = rest.sliced(2);
    const QStringList words = rest.split(u' ', Qt::SkipEmptyParts);
    // Two digits alone are rather a text: `12`, `ad`.
    if (words.isEmpty() || (!prefixed && words.size() < 2))
        return std::nullopt;
    for (const QString &word : words) {
        if (word.size() % 2 != 0 || (!prefixed && word.size() != 2) || !std::all_of(word.cbegin(), word.cend(), isHex))
            return std::nullopt;
    }
    return QByteArray::fromHex(words.join(QString()).toLatin1());
}

} // namespace console
