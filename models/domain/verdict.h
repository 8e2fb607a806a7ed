// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <optional>

namespace console {

/// What the signature check said of a delivery. The numbers are stored: never renumber.
enum class Verdict { Verified = 0, Unchecked = 1, Rejected = 2 };

/// Why a delivery was rejected. The numbers are stored: never renumber.
enum class RejectReason {
    None = 0,
    Missing = 1,      ///< no signature header
    Empty = 2,        ///< header present, nothing in it
    Repeated = 3,     ///< header sent more than once, or a comma list
    Padded = 4,       ///< right length with '=' padding: some encoder pads base64
    PlainBase64 = 5,  ///< '+' or '/' instead of '-' or '_'
    Hex = 6,          ///< 64 hexadecimal digits
    Prefixed = 7,     ///< `sha256=` or similar in front
    WrongLength = 8,  ///< not 43 characters and none of the above
    NotCanonical = 9, ///< 43 characters, but foreign ones inside or unused bits set in the last one
    Mismatch = 10     ///< well-formed, but not the HMAC of this body with any configured secret
};

/// `verified`, `unchecked`, `rejected`: as written in exports and filters.
[[nodiscard]] QString verdictName(Verdict verdict);
[[nodiscard]] std::optional<Verdict> verdictFromName(QStringView name);
/// `missing`, `empty`, `repeated`, `padded`, `plain-base64`, `hex`, `prefixed`, `wrong-length`, `not-canonical`,
/// `mismatch`; empty for None.
[[nodiscard]] QString rejectReasonName(RejectReason reason);
/// One or two sentences for people: what is wrong and what usually causes it. Empty for None.
[[nodiscard]] QString rejectReasonText(RejectReason reason);

} // namespace console
