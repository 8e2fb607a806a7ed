// SPDX-License-Identifier: Apache-2.0
#include "models/domain/verdict.h"

using namespace Qt::StringLiterals;

namespace console {

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Verified: return u"verified"_s;
    case Verdict::Unchecked: return u"unchecked"_s;
    case Verdict::Rejected: return u"rejected"_s;
    }
    return {};
}

std::optional<Verdict> verdictFromName(QStringView name)
{
    for (const Verdict verdict : {Verdict::Verified, Verdict::Unchecked, Verdict::Rejected}) {
        if (verdictName(verdict) == name)
            return verdict;
    }
    return std::nullopt;
}

QString rejectReasonName(RejectReason reason)
{
    switch (reason) {
    case RejectReason::None: return {};
    case RejectReason::Missing: return u"missing"_s;
    case RejectReason::Empty: return u"empty"_s;
    case RejectReason::Repeated: return u"repeated"_s;
    case RejectReason::Padded: return u"padded"_s;
    case RejectReason::PlainBase64: return u"plain-base64"_s;
    case RejectReason::Hex: return u"hex"_s;
    case RejectReason::Prefixed: return u"prefixed"_s;
    case RejectReason::WrongLength: return u"wrong-length"_s;
    case RejectReason::NotCanonical: return u"not-canonical"_s;
    case RejectReason::Mismatch: return u"mismatch"_s;
    }
    return {};
}

QString rejectReasonText(RejectReason reason)
{
    switch (reason) {
    case RejectReason::None: return {};
    case RejectReason::Missing:
        return u"The request has no X-Kombo-Signature header. Either it does not come from Kombo, or a proxy or tunnel in between removes the header."_s;
    case RejectReason::Empty:
        return u"The X-Kombo-Signature header is there but empty. A proxy or a script in between has lost its value."_s;
    case RejectReason::Repeated:
        return u"The request carries more than one signature. Kombo sends exactly one, so something in between adds its own."_s;
    case RejectReason::Padded:
        return u"The signature ends with '='. Kombo sends base64url without padding; the sender's encoder has to drop it."_s;
    case RejectReason::PlainBase64:
        return u"The signature is plain base64 ('+' and '/'). Kombo sends base64url, with '-' and '_' in their place."_s;
    case RejectReason::Hex:
        return u"The signature is written in hexadecimal. Kombo sends the same HMAC as 43 characters of base64url."_s;
    case RejectReason::Prefixed:
        return u"The signature has a prefix such as 'sha256='. Kombo sends the bare value."_s;
    case RejectReason::WrongLength:
        return u"The signature is not 43 characters long. It was cut, or made with another algorithm than HMAC-SHA256."_s;
    case RejectReason::NotCanonical:
        return u"The signature has 43 characters, but not those that base64url would give. It was changed on the way."_s;
    case RejectReason::Mismatch:
        return u"The signature does not belong to this body with any configured secret. Usually the secret is that of another environment or was renewed, or something in between re-formatted the body."_s;
    }
    return {};
}

} // namespace console
