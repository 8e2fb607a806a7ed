// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/domain/colourrules.h"
#include "ui/theme/theme.h"

#include <QIcon>

namespace console {

/// What a rule's tone looks like: a pale ground on which every text of a row stays readable, and a bar.
struct RuleColours
{
    QColor ground;
    QColor bar;
};

[[nodiscard]] RuleColours ruleColours(const Theme &theme, RuleTone tone);
/// The word for people.
[[nodiscard]] QString ruleToneWord(RuleTone tone);
/// A bar on its ground, for lists of tones and rules.
[[nodiscard]] QIcon ruleToneIcon(const Theme &theme, RuleTone tone);

} // namespace console
