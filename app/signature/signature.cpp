// SPDX-License-Identifier: Apache-2.0
#include "app/signature/signature.h"

#include "app/signature/hmac.h"

#include <openssl/crypto.h>

#include <algorithm>

namespace console {

namespace {

constexpr qsizetype kLength = 43; // 32 bytes in base64 without padding: ceil(256 / 6)

bool isLetterOrDigit(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool isUrlSafe(char c)
{
    return isLetterOrDigit(c) || c == '-' || c == '_';
}

bool isBase64(char c)
{
    return isUrlSafe(c) || c == '+' || c == '/';
}

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// `sha256=…`, `v1:…`: a short word, a separator, and something that cannot be padding.
bool hasPrefix(const QByteArray &value)
{
    const auto end = std::find_if_not(value.begin(), value.end(), isUrlSafe);
    const auto length = end - value.begin();
    return end != value.end() && length > 0 && length <= 20 && (*end == '=' || *end == ':');
}

// The last character carries four bits of the digest; its two low bits stand for nothing and must be zero
// (RFC 4648 section 3.5), or four different texts would mean the same signature.
bool hasUnusedBits(char last)
{
    static const QByteArray alphabet =
        QByteArrayLiteral("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    return (alphabet.indexOf(last) & 3) != 0;
}

bool isPadded(const QByteArray &value)
{
    return value.size() == kLength + 1 && value.endsWith('=')
        && std::all_of(value.begin(), value.end() - 1, isBase64);
}

bool isCanonical(const QByteArray &value)
{
    bool good = value.size() == kLength;
    for (const char c : value)
        good &= isUrlSafe(c);
    return good && !hasUnusedBits(value.back());
}

// What is wrong with the text itself; None when it may be a signature.
RejectReason formOf(const QByteArray &value)
{
    if (isCanonical(value))
        return RejectReason::None;
    if (value.isNull())
        return RejectReason::Missing;
    if (value.trimmed().isEmpty())
        return RejectReason::Empty;
    if (value.contains(','))
        return RejectReason::Repeated;
    if (value.size() == 2 * kDigestSize && std::all_of(value.begin(), value.end(), isHex))
        return RejectReason::Hex;
    if (hasPrefix(value))
        return RejectReason::Prefixed;
    const bool plain = value.contains('+') || value.contains('/');
    if (isPadded(value))
        return plain ? RejectReason::PlainBase64 : RejectReason::Padded;
    if (value.size() != kLength)
        return RejectReason::WrongLength;
    if (plain && std::all_of(value.begin(), value.end(), isBase64))
        return RejectReason::PlainBase64;
    return RejectReason::NotCanonical;
}

// Every secret is tried and every byte compared, whatever the earlier ones said.
bool matchesAny(const QByteArray &body, const QByteArray &value, const QVector<QByteArray> &secrets)
{
    unsigned matched = 0;
    for (const QByteArray &secret : secrets) {
        const QByteArray expected = signatureOf(body, secret);
        if (expected.size() == value.size()) // lengths are no secret: always 43 here
            matched |= CRYPTO_memcmp(expected.constData(), value.constData(), size_t(value.size())) == 0 ? 1U : 0U;
    }
    return matched != 0;
}

} // namespace

const QByteArray &signatureHeader()
{
    static const QByteArray name = QByteArrayLiteral("X-Kombo-Signature");
    return name;
}

QByteArray signatureOf(const QByteArray &body, const QByteArray &secret)
{
    const Digest digest = hmacSha256(body, secret);
    return QByteArray::fromRawData(digest.data(), kDigestSize)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

SignatureCheck checkSignatureValue(const QByteArray &body, const QByteArray &value, const QVector<QByteArray> &secrets)
{
    if (secrets.isEmpty())
        return {};
    const RejectReason form = formOf(value);
    if (form != RejectReason::None)
        return {Verdict::Rejected, form};
    if (!matchesAny(body, value, secrets))
        return {Verdict::Rejected, RejectReason::Mismatch};
    return {Verdict::Verified, RejectReason::None};
}

SignatureCheck checkSignature(const QByteArray &body, const HeaderList &headers, const QVector<QByteArray> &secrets)
{
    QByteArray value;
    int count = 0;
    for (const auto &[name, text] : headers) {
        if (name.compare(signatureHeader(), Qt::CaseInsensitive) != 0) // RFC 9110 section 5.1
            continue;
        ++count;
        value = text.isNull() ? QByteArrayLiteral("") : text;
    }
    if (count > 1 && !secrets.isEmpty()) // several lines are one comma list (RFC 9110 section 5.3)
        return {Verdict::Rejected, RejectReason::Repeated};
    return checkSignatureValue(body, value, secrets);
}

} // namespace console
