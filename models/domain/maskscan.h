// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/maskrules.h"

#include <QVector>

#include <vector>

namespace console {

/// A text (member names included) or a number that is to be masked, where it lies in a body.
struct MaskToken
{
    qsizetype start = 0;
    qsizetype end = 0; ///< exclusive; with the quotes
    int person = -1;   ///< `kind` holds only if this object is a person
    MaskKind kind = MaskKind::None;
    bool isText = false;
    bool isKey = false;
    bool keep = false;
    bool moment = false;
};

struct MaskScan
{
    QVector<MaskToken> tokens; ///< in order; texts too short to hold anything are left out
    std::vector<bool> persons; ///< by object
    bool valid = false;        ///< the body is JSON

    [[nodiscard]] MaskKind kindOf(const MaskToken &token) const
    {
        return token.person < 0 || persons[static_cast<std::size_t>(token.person)] ? token.kind : MaskKind::None;
    }
    /// A text's token without its quotes.
    [[nodiscard]] QByteArrayView inner(QByteArrayView body, const MaskToken &token) const;
};

/// Finds what to look at in a body, in one pass and without recursion. Never fails: what is no JSON is taken as far as
/// it looks like it (a quoted text before a colon is a member). Pure.
[[nodiscard]] MaskScan scanForMasking(QByteArrayView body);

} // namespace console
