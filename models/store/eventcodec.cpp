// SPDX-License-Identifier: Apache-2.0
#include "models/store/eventcodec.h"

#include <array>
#include <cstring>
#include <openssl/sha.h>

namespace console {

namespace {

using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

/// OpenSSL's sum is several times faster than Qt's, and every body passes here.
qint64 first64(const QByteArray &bytes)
{
    Digest digest;
    SHA256(reinterpret_cast<const unsigned char *>(bytes.constData()), size_t(bytes.size()), digest.data());
    quint64 value = 0;
    for (int i = 0; i < 8; ++i)
        value = value << 8 | digest[size_t(i)];
    return qint64(value);
}

void appendSize(QByteArray &blob, quint64 size)
{
    for (; size >= 0x80; size >>= 7)
        blob.append(char(size | 0x80));
    blob.append(char(size));
}

void appendText(QByteArray &blob, const QString &text)
{
    blob.append(text.isNull() ? '\0' : '\1');
    appendSize(blob, quint64(text.size()));
    blob.append(reinterpret_cast<const char *>(text.utf16()), text.size() * qsizetype(sizeof(char16_t)));
}

bool takeBytes(const QByteArray &blob, qsizetype &position, QByteArray &bytes)
{
    quint64 size = 0;
    int shift = 0;
    while (position < blob.size() && shift < 63) {
        const auto byte = static_cast<unsigned char>(blob.at(position++));
        size |= quint64(byte & 0x7f) << shift;
        shift += 7;
        if ((byte & 0x80) != 0)
            continue;
        if (size > quint64(blob.size() - position))
            return false;
        bytes = blob.mid(position, qsizetype(size));
        position += qsizetype(size);
        return true;
    }
    return false;
}

} // namespace

qint64 digestOf(const QByteArray &bytes)
{
    return first64(bytes);
}

EventKey eventKey(const QString &environment, const QString &type, const QString &id, const QByteArray &body)
{
    EventKey key;
    key.digest = first64(body);
    QByteArray identity;
    identity.reserve(256);
    appendText(identity, environment);
    if (id.isNull()) {
        identity.append(reinterpret_cast<const char *>(&key.digest), sizeof key.digest);
    } else {
        appendText(identity, type);
        appendText(identity, id);
    }
    key.identity = first64(identity);
    return key;
}

QByteArray packHeaders(const HeaderList &headers)
{
    QByteArray blob;
    blob.reserve(512);
    for (const auto &[name, value] : headers) {
        appendSize(blob, quint64(name.size()));
        blob.append(name);
        appendSize(blob, quint64(value.size()));
        blob.append(value);
    }
    return blobOf(blob);
}

HeaderList unpackHeaders(const QByteArray &blob)
{
    HeaderList headers;
    qsizetype position = 0;
    QByteArray name;
    QByteArray value;
    while (takeBytes(blob, position, name) && takeBytes(blob, position, value))
        headers.append({name, value});
    return headers;
}

} // namespace console
