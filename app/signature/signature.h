// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/environment.h"
#include "models/domain/event.h"

namespace console {

/// A verdict with its reason.
struct SignatureCheck
{
    Verdict verdict = Verdict::Unchecked;
    RejectReason reason = RejectReason::None;
    bool operator==(const SignatureCheck &) const = default;
};

/// HMAC-SHA256 of `body` under `secret` (its UTF-8 bytes as the key), as unpadded base64url: always 43 characters
/// (Kombo documentation, webhooks; RFC 2104, RFC 4648 section 5).
[[nodiscard]] QByteArray signatureOf(const QByteArray &body, const QByteArray &secret);

/// Checks the raw body against every secret. Only the one canonical text of a signature is accepted; the comparison is
/// constant in time over all secrets. No secret: Unchecked whatever the header says. Pure; any thread.
[[nodiscard]] SignatureCheck checkSignature(const QByteArray &body, const HeaderList &headers,
                                            const QVector<QByteArray> &secrets);
/// The same for one header value given apart (the `verify` command). An absent value is a null QByteArray.
[[nodiscard]] SignatureCheck checkSignatureValue(const QByteArray &body, const QByteArray &value,
                                                 const QVector<QByteArray> &secrets);

/// Why a well-formed signature may not match: tries the usual mistakes (body re-serialised compact or with two-space
/// indent, trailing newline added or lost, BOM, CRLF) against the secrets and says which one would have matched.
/// Empty when none does.
[[nodiscard]] QString likelyCause(const QByteArray &body, const QByteArray &value, const QVector<QByteArray> &secrets);

/// Name of the header: `X-Kombo-Signature`.
[[nodiscard]] const QByteArray &signatureHeader();

} // namespace console
