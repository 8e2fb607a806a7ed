// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>

namespace console {

/// What a placeholder says it stands for. The values name rows of a table: append only.
enum class MaskKind { None, Email, Name, Phone, Address, Date, Number, Account, Personal, Secret };

/// What the name of a JSON member says about its value. Names as in Kombo's webhooks and models (OpenAPI document of
/// November 2026), in any spelling: `first_name`, `firstName`, `First_Name`.
struct MaskRule
{
    MaskKind kind = MaskKind::None; ///< of all texts and numbers below the member
    bool onlyInPerson = false;      ///< `kind` holds only where the object with the member is a person (`name`, `address`)
    bool person = false;            ///< the object below is a person
    bool company = false;           ///< the object below is none, whatever it holds
    bool personSign = false;        ///< the object with the member is a person
    bool keep = false;              ///< ids, types, states, times: left as they are below a masked member too
    bool moment = false;            ///< a date or a time: digits alone are no phone number
};

[[nodiscard]] MaskRule maskRule(QByteArrayView member);
/// The member's name belongs to the form of a body, even where a person is called like it (Price, Page): it stays.
[[nodiscard]] bool isFixedMember(QByteArrayView member);

} // namespace console
